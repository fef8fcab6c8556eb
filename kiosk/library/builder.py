# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``content/`` turned into one ``library.db``: all of it checked first, then renamed into place."""

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from kiosk.faults import ContentFault, EnvironmentFault, Finding, NewerVersionFault
from kiosk.library import resolve
from kiosk.library.content import digest_of, load, stamp_of
from kiosk.library.model import LANGUAGES, HitKind
from kiosk.library.pictures import media_type
from kiosk.library.reader import Library
from kiosk.library.resolve import Sources
from kiosk.library.store import APPLICATION_ID, BUILDER_MARK, SCHEMA, TABLES, seal
from kiosk.library.words import deletions, errors_forgiven, fold, tokens

_LEFTOVER = ".building"
_LEFTOVER_AGE_S = 3600


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        unchanged: The library already held this content; nothing was written.
        articles: Articles in the content; 0 when unchanged.
        symptoms: Symptoms in the content; 0 when unchanged.
        therapies: Therapies in the content; 0 when unchanged.
        warnings: Findings that did not stop the build.
    """

    unchanged: bool
    articles: int = 0
    symptoms: int = 0
    therapies: int = 0
    warnings: tuple[Finding, ...] = ()


def check(content: Path) -> tuple[Finding, ...]:
    """Return everything wrong with a content folder, errors and warnings, in file order.

    Raises:
        EnvironmentFault: The folder or a file in it cannot be read.
    """
    return load(content).findings


def is_current(content: Path, library: Path) -> bool:
    """Return whether the library was built from exactly this content by this builder.

    Raises:
        NewerVersionFault: A newer kiosk wrote the library.
        EnvironmentFault: The content folder cannot be read.
    """
    try:
        found = Library.open(library, live=False)
    except NewerVersionFault:
        raise
    except EnvironmentFault:
        return False
    found.close()
    if found.version.builder != BUILDER_MARK:
        return False
    return found.version.stamp == stamp_of(content) or found.version.content == digest_of(content)


def build(
    content: Path, library: Path, *, progress: Callable[[int, int], None] | None = None
) -> BuildReport:
    """Write the library of a content folder, unless it is already there.

    Everything is checked first; the new file is written beside the old one, synced and renamed over
    it, so that at any error and at any moment the last good library is in its place.

    Args:
        content: The content folder.
        library: Where the library goes; its folder is made when missing.
        progress: Called with articles read and articles in all.

    Raises:
        ContentFault: All findings, warnings too, when at least one is an error.
        NewerVersionFault: A newer kiosk wrote the library that is there.
        EnvironmentFault: A file cannot be read or written.
    """
    if is_current(content, library):
        return BuildReport(unchanged=True)
    stamp, digest = stamp_of(content), digest_of(content)
    loaded = load(content, progress)
    if loaded.sources is None:
        raise ContentFault(loaded.findings)
    with _new_file(library) as path:
        _write(path, loaded.sources, digest, stamp)
    return BuildReport(
        False,
        len(loaded.sources.articles),
        len(loaded.sources.reference.symptoms),
        len(loaded.sources.reference.therapies),
        loaded.findings,
    )


@contextlib.contextmanager
def _new_file(library: Path) -> Iterator[Path]:
    """Give out a new file beside ``library``; when the block ends well it takes its place."""
    path: Path | None = None
    try:
        library.parent.mkdir(parents=True, exist_ok=True)
        _sweep(library)
        handle, name = tempfile.mkstemp(_LEFTOVER, f".{library.name}-", library.parent)
        os.close(handle)
        path = Path(name)
        yield path
        path.chmod(0o644)
        _sync(path)
        path.replace(library)
        _sync(library.parent)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else "the disk refused it"
        raise EnvironmentFault(f"the library cannot be written: {reason}") from error
    finally:
        if path is not None:
            path.unlink(missing_ok=True)


def _sweep(library: Path) -> None:
    """Remove what builds left that were killed; a running build's file is younger than an hour."""
    for path in library.parent.glob(f".{library.name}-*{_LEFTOVER}"):
        if time.time() - path.stat().st_mtime > _LEFTOVER_AGE_S:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, sources: Sources, digest: str, stamp: str) -> None:
    connection = sqlite3.connect(path)
    try:
        # Nobody reads this file before it is synced and renamed, so it needs no journal.
        connection.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA};" + TABLES
        )
        _Writer(connection, sources).everything()
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            (
                ("schema", str(SCHEMA)),
                ("builder", BUILDER_MARK),
                ("built_at", datetime.now(UTC).isoformat(timespec="seconds")),
                ("content", digest),
                ("stamp", stamp),
            ),
        )
        for index in ("reference_index", "title_index", "passage_index"):
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
    finally:
        connection.close()


class _Writer:
    """Fills the tables of one new library."""

    def __init__(self, connection: sqlite3.Connection, sources: Sources) -> None:
        self._run, self._sources = connection.execute, sources
        self._vocabulary: set[str] = set()

    def everything(self) -> None:
        for language in LANGUAGES:
            self._lists(language)
            self._symptoms(language)
            self._therapies(language)
            self._articles(language)
        self._phrases()
        self._pictures()
        for name, data in self._sources.forms.items():
            self._run("INSERT INTO form VALUES (?, ?, ?)", (name, seal(data, name), data))
        rows = [
            (cut, word)
            for word in self._vocabulary
            for cut in deletions(word, errors_forgiven(word))
        ]
        for row in rows:
            self._run("INSERT INTO spelling VALUES (?, ?)", row)

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
        parts = {"card": msgspec.json.encode(card), "body": msgspec.json.encode(body)}
        seals = [
            seal(data, part, kind, ref, language, int(reviewed)) for part, data in parts.items()
        ]
        self._run(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (kind, ref, language, place, int(reviewed), *seals, *parts.values()),
        )

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
        about: dict[str, list[str]] = {}
        for slug, source in self._sources.articles.items():
            for therapy in next(iter(source.heads.values())).value.therapies:
                about.setdefault(therapy, []).append(slug)
        found = (
            resolve.therapy(self._sources, slug, tuple(about.get(slug, ())), language)
            for slug in self._sources.reference.therapies
        )
        for place, one in enumerate(sorted(found, key=lambda one: fold(one.card.name))):
            reviewed = self._is_reviewed(HitKind.THERAPY, one.card.id)
            self._entry(
                "therapy", one.card.id, language, place, one, reviewed=reviewed, card=one.card
            )

    def _articles(self, language: str) -> None:
        related = resolve.related_articles(self._sources.articles)
        cards = {
            slug: resolve.article_card(source, language)
            for slug, source in self._sources.articles.items()
        }
        order = sorted(cards, key=lambda slug: (fold(cards[slug].title), slug))
        for place, slug in enumerate(order):
            source = self._sources.articles[slug]
            article = resolve.article(self._sources, source, related[slug], language)
            reviewed = self._is_reviewed(HitKind.ARTICLE, slug)
            self._entry(
                "article", slug, language, place, article, reviewed=reviewed, card=article.card
            )
            if language in source.heads:
                self._passage(slug, language, resolve.text_runs(article.blocks), reviewed)

    def _passage(self, slug: str, language: str, runs: Iterable[str], reviewed: bool) -> None:
        cursor = self._run(
            "INSERT INTO passage (ref, language, reviewed) VALUES (?, ?, ?)",
            (slug, language, int(reviewed)),
        )
        words = " ".join(dict.fromkeys(tokens(" ".join(runs))))
        self._run(
            "INSERT INTO passage_index (rowid, words) VALUES (?, ?)", (cursor.lastrowid, words)
        )

    def _is_reviewed(self, kind: HitKind, slug: str) -> bool:
        match kind:
            case HitKind.SYMPTOM:
                # The actions of each band come from tiers.toml, so both need a signature.
                signed = self._sources.reference.symptoms[slug].value.review
                return resolve.is_reviewed(signed, self._sources.tiers.review)
            case HitKind.THERAPY:
                return resolve.is_reviewed(self._sources.reference.therapies[slug].value.review)
            case HitKind.ARTICLE:
                heads = self._sources.articles[slug].heads.values()
                return resolve.is_reviewed(*(head.value.review for head in heads))

    # Search.

    def _phrases(self) -> None:
        reference = self._sources.reference
        for slug, symptom in reference.symptoms.items():
            for language in LANGUAGES:
                words = symptom.value.asked(language)
                self._phrase(HitKind.SYMPTOM, slug, language, words.name, words.synonyms)
        for slug, therapy in reference.therapies.items():
            for language in LANGUAGES:
                self._phrase(
                    HitKind.THERAPY, slug, language, therapy.value.asked(language).name, ()
                )
            self._phrase(HitKind.THERAPY, slug, "", "", therapy.value.brands)
        for slug, source in self._sources.articles.items():
            for language, head in source.heads.items():
                self._phrase(HitKind.ARTICLE, slug, language, head.value.title, head.value.topics)

    def _phrase(
        self, kind: HitKind, ref: str, language: str, title: str, others: tuple[str, ...]
    ) -> None:
        reviewed = int(self._is_reviewed(kind, ref))
        index = "title_index" if kind is HitKind.ARTICLE else "reference_index"
        named = ((title, 0), *((other, 1) for other in others))
        for text, role in named:
            words = tokens(text)
            if not words:
                continue
            cursor = self._run(
                "INSERT INTO phrase (kind, ref, language, role, reviewed, text)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (kind.value, ref, language, role, reviewed, text),
            )
            self._run(
                f"INSERT INTO {index} (rowid, words) VALUES (?, ?)",  # noqa: S608  # one of two
                (cursor.lastrowid, " ".join(words)),
            )
            self._vocabulary.update(word for word in words if 4 <= len(word) <= 30)

    def _pictures(self) -> None:
        for slug, source in self._sources.articles.items():
            head = next(iter(source.heads.values())).value
            for name, data in source.pictures.items():
                focus = head.picture_focus if name == head.picture else None
                self._picture(f"{slug}/{name}", data, focus or (0.5, 0.5))
        for full, picture in self._sources.reference.pictures.items():
            self._picture(full, picture.data, picture.focus)

    def _picture(self, name: str, data: bytes, focus: tuple[float, float]) -> None:
        kind, (x, y) = media_type(name), map(float, focus)
        row = (name, kind, x, y, seal(data, name, kind, x, y), data)
        self._run("INSERT INTO picture VALUES (?, ?, ?, ?, ?, ?)", row)
