# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The tables of one new library, filled from sound sources in an order that never varies."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.library import resolve
from kiosk.library.cache import code_mark
from kiosk.library.model import LANGUAGES, ArticleCard, HitKind
from kiosk.library.pictures import media_type
from kiosk.library.prepared import Prepared
from kiosk.library.resolve import Sources
from kiosk.library.store import APPLICATION_ID, SCHEMA, TABLES, label_of, seal
from kiosk.library.tree import ARTICLES, Tree, digest_of
from kiosk.library.words import deletions, errors_forgiven, fold, tokens

# A therapy's page names so many of the articles about it; the rest are found in their list.
MAX_ABOUT = 12
_Phrase = tuple[str, str, str, int, int, str]
_Named = tuple[tuple[str, int], ...]


def write(path: Path, tree: Tree, sources: Sources, articles: Mapping[str, Prepared]) -> None:
    """Fill a new library file.

    Args:
        path: An empty file.
        tree: The content folder, for the bytes of pictures.
        sources: The rest of the content.
        articles: The articles by slug, sorted.

    Raises:
        sqlite3.Error: The file cannot be written.
        EnvironmentFault: A picture changed since it was judged.
    """
    connection = sqlite3.connect(path)
    try:
        # Nobody reads this file before it is synced and renamed, so it needs no journal.
        connection.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA};" + TABLES
        )
        _Writer(connection, tree, sources, articles).everything()
        for index in ("reference_index", "title_index", "passage_index"):
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
    finally:
        connection.close()


class _Writer:
    """Fills the tables of one new library."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        tree: Tree,
        sources: Sources,
        articles: Mapping[str, Prepared],
    ) -> None:
        self._run, self._run_all = connection.execute, connection.executemany
        self._tree, self._sources, self._articles = tree, sources, articles
        self._vocabulary: set[str] = set()

    def everything(self) -> None:
        for language in LANGUAGES:
            self._lists(language)
            self._symptoms(language)
            self._therapies(language)
        labels = {slug: frozenset(one.labels) for slug, one in self._articles.items()}
        related = resolve.related_articles(labels)
        for language in LANGUAGES:
            self._shelve(language, self._write_articles(language, related))
        self._passages()
        self._phrases()
        self._pictures()
        for name, data in self._sources.forms.items():
            self._run("INSERT INTO form VALUES (?, ?, ?)", (name, seal(data, name), data))
        self._run_all("INSERT INTO spelling VALUES (?, ?)", sorted(self._spellings()))
        self._run_all(
            "INSERT INTO meta VALUES (?, ?)",
            (
                ("schema", str(SCHEMA)),
                ("builder", code_mark()),
                ("changed_at", self._tree.changed_at),
                ("content", self._tree.digest),
                ("stamp", self._tree.stamp),
            ),
        )

    def _entry(
        self,
        kind: str,
        ref: str,
        language: str,
        place: int,
        body: object,
        *,
        reviewed: bool,
        card: object = None,
    ) -> None:
        parts = msgspec.json.encode(card), msgspec.json.encode(body)
        self._sealed(kind, ref, language, place, parts, reviewed=reviewed)

    def _sealed(
        self,
        kind: str,
        ref: str,
        language: str,
        place: int,
        parts: tuple[bytes, bytes],
        *,
        reviewed: bool,
        related: tuple[str, ...] = (),
    ) -> int:
        card, body = parts
        others = " ".join(related)
        cursor = self._run(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                kind,
                ref,
                language,
                place,
                int(reviewed),
                others,
                seal(card, "card", kind, ref, language, int(reviewed)),
                seal(body, "body", kind, ref, language, int(reviewed), others),
                card,
                body,
            ),
        )
        return cursor.lastrowid or 0

    def _lists(self, language: str) -> None:
        reference = self._sources.reference
        areas = resolve.names(reference.areas.value if reference.areas else None, language)
        self._entry("names", "areas", language, 0, areas, reviewed=True)
        groups = tuple(
            resolve.therapy_group(slug, group, language)
            for slug, group in self._sources.groups.items()
        )
        self._entry("names", "groups", language, 0, groups, reviewed=True)
        if reference.attract:
            reviewed = resolve.is_reviewed(reference.attract.value.review)
            facts = resolve.facts(reference, language)
            self._entry("facts", "facts", language, 0, facts, reviewed=reviewed)
        if reference.before:
            reviewed = resolve.is_reviewed(reference.before.value.review)
            found = resolve.checklist(reference, language)
            self._entry("checklist", "before", language, 0, found, reviewed=reviewed)

    def _symptoms(self, language: str) -> None:
        found = (
            resolve.symptom(self._sources, slug, language)
            for slug in self._sources.reference.symptoms
        )
        for place, symptom in enumerate(sorted(found, key=lambda one: fold(one.card.name))):
            slug = symptom.card.id
            reviewed = self._is_reviewed(HitKind.SYMPTOM, slug)
            self._entry(
                "symptom", slug, language, place, symptom, reviewed=reviewed, card=symptom.card
            )

    def _therapies(self, language: str) -> None:
        about: dict[str, list[Prepared]] = {}
        for article in self._articles.values():
            for therapy in article.therapies:
                about.setdefault(therapy, []).append(article)
        found = (
            resolve.therapy(
                self._sources, slug, tuple(_first_cards(about.get(slug, ()), language)), language
            )
            for slug in self._sources.reference.therapies
        )
        for place, one in enumerate(sorted(found, key=lambda one: fold(one.card.name))):
            reviewed = self._is_reviewed(HitKind.THERAPY, one.card.id)
            self._entry(
                "therapy", one.card.id, language, place, one, reviewed=reviewed, card=one.card
            )

    def _write_articles(
        self, language: str, related: Mapping[str, tuple[str, ...]]
    ) -> list[tuple[Prepared, int]]:
        """Write the articles by title; return them in that order with their rows."""
        named = {slug: one.editions[language].title for slug, one in self._articles.items()}
        rows = list[tuple[Prepared, int]]()
        for place, slug in enumerate(sorted(named, key=lambda slug: (fold(named[slug]), slug))):
            article = self._articles[slug]
            edition = article.editions[language]
            row = self._sealed(
                "article",
                slug,
                language,
                place,
                (edition.card, edition.body),
                reviewed=article.is_reviewed,
                related=related[slug],
            )
            rows.append((article, row))
        return rows

    def _shelve(self, language: str, rows: list[tuple[Prepared, int]]) -> None:
        shelf = [
            (language, label, place, int(article.is_reviewed), row)
            for place, (article, row) in enumerate(rows)
            for topic in (None, *dict.fromkeys(article.editions[language].topics))
            for label in (label_of(None, topic), label_of(article.kind, topic))
        ]
        self._run_all("INSERT INTO shelf VALUES (?, ?, ?, ?, ?)", sorted(shelf))

    def _is_reviewed(self, kind: HitKind, slug: str) -> bool:
        match kind:
            case HitKind.SYMPTOM:
                # The actions of each band come from tiers.toml, so both need a signature.
                signed = self._sources.reference.symptoms[slug].value.review
                return resolve.is_reviewed(signed, self._sources.tiers.review)
            case HitKind.THERAPY:
                return resolve.is_reviewed(self._sources.reference.therapies[slug].value.review)
            case HitKind.ARTICLE:
                return self._articles[slug].is_reviewed

    # Search.

    def _passages(self) -> None:
        texts = (
            (slug, language, int(article.is_reviewed), article.editions[language].words)
            for language in LANGUAGES
            for slug, article in self._articles.items()
        )
        own = (text for text in texts if text[3] is not None)
        found = [(number, *text) for number, text in enumerate(own, 1)]
        self._run_all("INSERT INTO passage VALUES (?, ?, ?, ?)", (row[:4] for row in found))
        self._run_all(
            "INSERT INTO passage_index (rowid, words) VALUES (?, ?)",
            ((row[0], row[4]) for row in found),
        )

    def _phrases(self) -> None:
        for index, named in (
            ("reference_index", self._reference_names()),
            ("title_index", self._titles()),
        ):
            rows, words = list[_Phrase](), list[str]()
            for kind, ref, language, texts in named:
                reviewed = int(self._is_reviewed(kind, ref))
                for text, role in texts:
                    if found := tokens(text):
                        rows.append((kind.value, ref, language, role, reviewed, text))
                        words.append(" ".join(found))
                        self._vocabulary.update(word for word in found if 4 <= len(word) <= 30)
            first = self._run("SELECT coalesce(max(id), 0) + 1 FROM phrase").fetchone()[0]
            self._run_all(
                "INSERT INTO phrase VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((first + number, *row) for number, row in enumerate(rows)),
            )
            self._run_all(
                f"INSERT INTO {index} (rowid, words) VALUES (?, ?)",  # noqa: S608  # one of two
                ((first + number, text) for number, text in enumerate(words)),
            )

    def _reference_names(self) -> Iterator[tuple[HitKind, str, str, _Named]]:
        reference = self._sources.reference
        for slug, symptom in reference.symptoms.items():
            for language in LANGUAGES:
                words = symptom.value.asked(language)
                yield HitKind.SYMPTOM, slug, language, _named(words.name, words.synonyms)
        for slug, therapy in reference.therapies.items():
            for language in LANGUAGES:
                name = therapy.value.asked(language).name
                yield HitKind.THERAPY, slug, language, _named(name, ())
            yield HitKind.THERAPY, slug, "", _named("", therapy.value.brands)

    def _titles(self) -> Iterator[tuple[HitKind, str, str, _Named]]:
        for slug, article in self._articles.items():
            for language, edition in article.editions.items():
                if edition.words is not None:
                    yield HitKind.ARTICLE, slug, language, _named(edition.title, edition.topics)

    def _spellings(self) -> set[tuple[str, str]]:
        return {
            (cut, word)
            for word in self._vocabulary
            for cut in deletions(word, errors_forgiven(word))
        }

    # Pictures.

    def _pictures(self) -> None:
        for slug, article in self._articles.items():
            for name, x, y in article.pictures:
                file = f"{ARTICLES}{slug}/{name}"
                data = (self._tree.root / file).read_bytes()
                if digest_of(data) != self._tree.digests[file]:
                    raise EnvironmentFault(f"{file} changes at this moment: try again")
                self._picture(f"{slug}/{name}", data, (x, y))
        for full, picture in self._sources.reference.pictures.items():
            self._picture(full, picture.data, picture.focus)

    def _picture(self, name: str, data: bytes, focus: tuple[float, float]) -> None:
        kind, (x, y) = media_type(name), map(float, focus)
        row = (name, kind, x, y, seal(data, name, kind, x, y), data)
        self._run("INSERT INTO picture VALUES (?, ?, ?, ?, ?, ?)", row)


def _named(title: str, others: tuple[str, ...]) -> _Named:
    """A title and the other names of the same thing, with the role that search gives each."""
    return ((title, 0), *((other, 1) for other in others))


def _first_cards(articles: Iterable[Prepared], language: str) -> Iterator[ArticleCard]:
    """Cards of the first articles, those that a live kiosk may show before the others."""
    first = sorted(articles, key=lambda one: (not one.is_reviewed, one.slug))[:MAX_ABOUT]
    for article in first:
        yield msgspec.json.decode(article.editions[language].card, type=ArticleCard)
