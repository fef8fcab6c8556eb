# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The tables of one new library, filled from sound sources in an order that never varies."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.library import indexing, resolve
from kiosk.library.cache import code_mark
from kiosk.library.model import LANGUAGES, ArticleCard, HitKind, Review
from kiosk.library.pictures import media_type
from kiosk.library.prepared import Prepared
from kiosk.library.resolve import Sources
from kiosk.library.statements import FOREVER, reference_sheets, shown_until
from kiosk.library.store import APPLICATION_ID, SCHEMA, TABLES, label_of, seal
from kiosk.library.tree import ARTICLES, Tree, digest_of
from kiosk.library.words import fold

# A therapy's page names so many of the articles about it; the rest are found in their list.
MAX_ABOUT = 12


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
        self._connection = connection
        self._run, self._run_all = connection.execute, connection.executemany
        self._tree, self._sources, self._articles = tree, sources, articles
        sheets = reference_sheets(sources.reference)
        self._sheets = {(one.kind, one.slug, one.language): one for one in sheets}

    def everything(self) -> None:
        for language in LANGUAGES:
            self._lists(language)
            self._symptoms(language)
            self._therapies(language)
        labels = {slug: frozenset(one.labels) for slug, one in self._articles.items()}
        related = resolve.related_articles(labels)
        for language in LANGUAGES:
            self._shelve(language, self._write_articles(language, related))
        indexing.fill(self._connection, self._sources, self._articles, self._found_until)
        self._pictures()
        for name, data in self._sources.forms.items():
            self._run("INSERT INTO form VALUES (?, ?, ?)", (name, seal(data, name), data))
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
        until: str,
        card: object = None,
    ) -> None:
        parts = msgspec.json.encode(card), msgspec.json.encode(body)
        self._sealed(kind, ref, language, place, parts, until=until)

    def _sealed(
        self,
        kind: str,
        ref: str,
        language: str,
        place: int,
        parts: tuple[bytes, bytes],
        *,
        until: str,
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
                until,
                others,
                seal(card, "card", kind, ref, language, until),
                seal(body, "body", kind, ref, language, until, others),
                card,
                body,
            ),
        )
        return cursor.lastrowid or 0

    def _lists(self, language: str) -> None:
        reference = self._sources.reference
        areas = resolve.names(reference.areas.value if reference.areas else None, language)
        self._entry("names", "areas", language, 0, areas, until=FOREVER)
        groups = tuple(
            resolve.therapy_group(slug, group, language)
            for slug, group in self._sources.groups.items()
        )
        self._entry("names", "groups", language, 0, groups, until=FOREVER)
        asked = resolve.questions(reference, language)
        self._entry("names", "questions", language, 0, asked, until=FOREVER)
        if reference.attract:
            facts = resolve.facts(reference, language)
            until = self._until("product", "attract", language)
            self._entry("facts", "facts", language, 0, facts, until=until)
        if reference.before:
            review = self._review("product", "before", language)
            found = resolve.checklist(reference, language, review)
            self._entry("checklist", "before", language, 0, found, until=shown_until(review))

    def _until(self, kind: str, slug: str, language: str) -> str:
        """The last day of something of the reference on a live kiosk.

        The actions of a symptom's bands come from tiers.toml, so it needs two signatures.
        """
        if kind == "symptom":
            language = resolve.symptom_language(self._sources, slug, language)
            tiers = self._review("product", "tiers", language)
            return shown_until(self._review(kind, slug, language), tiers)
        return shown_until(self._review(kind, slug, language))

    def _review(self, kind: str, slug: str, language: str) -> Review:
        """Who signed something in a language, or in the first, in which it is given out then."""
        found = (self._sheets.get((kind, slug, code)) for code in (language, LANGUAGES[0]))
        return next((sheet.review for sheet in found if sheet), Review())

    def _symptoms(self, language: str) -> None:
        found = (
            resolve.symptom(self._sources, slug, language)
            for slug in self._sources.reference.symptoms
        )
        for place, symptom in enumerate(sorted(found, key=lambda one: fold(one.card.name))):
            slug = symptom.card.id
            until = self._until("symptom", slug, language)
            self._entry("symptom", slug, language, place, symptom, until=until, card=symptom.card)

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
            slug = one.card.id
            until = self._until("therapy", slug, language)
            self._entry("therapy", slug, language, place, one, until=until, card=one.card)

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
                until=edition.until,
                related=related[slug],
            )
            rows.append((article, row))
        return rows

    def _shelve(self, language: str, rows: list[tuple[Prepared, int]]) -> None:
        shelf = [
            (language, label, place, article.editions[language].until, row)
            for place, (article, row) in enumerate(rows)
            for topic in (None, *dict.fromkeys(article.editions[language].topics))
            for label in (label_of(None, topic), label_of(article.kind, topic))
        ]
        self._run_all("INSERT INTO shelf VALUES (?, ?, ?, ?, ?)", sorted(shelf))

    def _found_until(self, kind: HitKind, ref: str, language: str) -> str:
        """The last day on which search of a live kiosk may find something.

        A symptom is always found: its page says whom to call even while its text is withheld.
        """
        languages = (language,) if language else LANGUAGES
        match kind:
            case HitKind.SYMPTOM:
                return FOREVER
            case HitKind.THERAPY:
                return max(self._until(kind, ref, one) for one in languages)
            case HitKind.ARTICLE:
                return max(self._articles[ref].editions[one].until for one in languages)

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


def _first_cards(articles: Iterable[Prepared], language: str) -> Iterator[ArticleCard]:
    """Cards of the first articles, those that a live kiosk may show before the others."""
    first = sorted(articles, key=lambda one: (not one.editions[language].until, one.slug))[
        :MAX_ABOUT
    ]
    for article in first:
        yield msgspec.json.decode(article.editions[language].card, type=ArticleCard)
