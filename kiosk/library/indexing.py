# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What search may find: the names of everything and the words of articles, put into the tables."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kiosk.library.model import LANGUAGES, HitKind, Topic
from kiosk.library.prepared import Prepared
from kiosk.library.resolve import Sources
from kiosk.library.store import Role
from kiosk.library.terms import forms
from kiosk.library.words import deletions, errors_forgiven

Until = Callable[[HitKind, str, str], str]
"""Tells until when a live kiosk may find a thing by its words in a language ("" for all)."""
_SHORTEST, _LONGEST = 4, 30


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words by which a thing is found; ``language`` is empty for a name of all."""

    kind: HitKind
    ref: str
    language: str
    role: Role
    text: str


def fill(
    connection: sqlite3.Connection,
    sources: Sources,
    articles: Mapping[str, Prepared],
    until: Until,
) -> None:
    """Fill the tables of search.

    Args:
        connection: A new library.
        sources: The reference.
        articles: The articles by slug, sorted.
        until: Tells what a live kiosk may find.
    """
    reference, titles = list(_reference(sources)), list(_titles(articles))
    known = _phrases(connection, "reference_index", reference, until)
    known |= _phrases(connection, "title_index", titles, until)
    connection.executemany("INSERT INTO spelling VALUES (?, ?)", sorted(_spellings(known)))
    _passages(connection, articles)


def _phrases(
    connection: sqlite3.Connection, index: str, phrases: Iterable[Phrase], until: Until
) -> set[str]:
    """Write phrases; return the words that typing errors are mended to."""
    ((first,),) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM phrase")
    rows, words, known = list[tuple[object, ...]](), list[tuple[int, str]](), set[str]()
    for number, one in enumerate(phrases, first):
        (found, stems), day = forms(one.text), until(one.kind, one.ref, one.language)
        rows.append((number, one.kind.value, one.ref, one.language, one.role, day, one.text))
        words.append((number, " ".join(sorted(found | stems))))
        known |= found
    connection.executemany("INSERT INTO phrase VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany(
        f"INSERT INTO {index} (rowid, words) VALUES (?, ?)",  # noqa: S608  # one of two
        words,
    )
    return {word for word in known if _SHORTEST <= len(word) <= _LONGEST}


def _spellings(known: Iterable[str]) -> set[tuple[str, str]]:
    return {(cut, word) for word in known for cut in deletions(word, errors_forgiven(word))}


def _reference(sources: Sources) -> Iterator[Phrase]:
    reference = sources.reference
    for slug, symptom in reference.symptoms.items():
        for language in LANGUAGES:
            words = symptom.value.by(language)
            if words is None:
                continue
            yield Phrase(HitKind.SYMPTOM, slug, language, Role.TITLE, words.name)
            for name in words.synonyms:
                yield Phrase(HitKind.SYMPTOM, slug, language, Role.OTHER_NAME, name)
    for slug, therapy in reference.therapies.items():
        file = therapy.value
        for language in LANGUAGES:
            if (own := file.by(language)) is None:
                continue
            yield Phrase(HitKind.THERAPY, slug, language, Role.TITLE, own.name)
            uses = [fact for fact in file.facts if fact.topic is Topic.WHAT_FOR]
            group = sources.groups[file.group].asked(language).name
            for text in (group, *(fact.by(language) or "" for fact in uses)):
                yield Phrase(HitKind.THERAPY, slug, language, Role.INSIDE, text)
        for brand in file.brands:
            yield Phrase(HitKind.THERAPY, slug, "", Role.OTHER_NAME, brand.name)


def _titles(articles: Mapping[str, Prepared]) -> Iterator[Phrase]:
    for slug, article in articles.items():
        for language, edition in article.editions.items():
            if edition.words is None:
                continue
            yield Phrase(HitKind.ARTICLE, slug, language, Role.TITLE, edition.title)
            for topic in edition.topics:
                yield Phrase(HitKind.ARTICLE, slug, language, Role.OTHER_NAME, topic)
            yield Phrase(HitKind.ARTICLE, slug, language, Role.INSIDE, edition.outline)


def _passages(connection: sqlite3.Connection, articles: Mapping[str, Prepared]) -> None:
    found = [
        (slug, language, edition.until, edition.words)
        for language in LANGUAGES
        for slug, article in articles.items()
        for edition in (article.editions[language],)
        if edition.words is not None
    ]
    rows = [(number, *text) for number, text in enumerate(found, 1)]
    connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?)", (row[:4] for row in rows))
    connection.executemany(
        "INSERT INTO passage_index (rowid, words) VALUES (?, ?)", ((row[0], row[4]) for row in rows)
    )
