# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One article made ready for the library, apart from all others and from the disk.

This is what the parser's children do and what the build's cache keeps: everything that follows
from the article's own files. What depends on the other articles (its place in lists, what is
related, whether its links lead somewhere) is the builder's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from kiosk.faults import Finding
from kiosk.library import resolve
from kiosk.library.articles import ArticleSource, Known, Parse, check_articles, source_of
from kiosk.library.files import ArticleFolder
from kiosk.library.model import LANGUAGES, Heading
from kiosk.library.rules import article_findings
from kiosk.library.shapes import FrontMatter
from kiosk.library.statements import STALE, article_sheet, shown_until
from kiosk.library.terms import forms

Ref = tuple[str, str]
"""Kind and name of something that an article leads to."""


class Edition(msgspec.Struct, frozen=True):
    """An article as the readers of one language get it.

    Attributes:
        card: Its `model.ArticleCard` as JSON.
        body: Its `model.Article` as JSON, without related articles.
        title: Its title.
        topics: Its topics.
        outline: Its message and its headings, a line each.
        words: The different words of its text with their stems, blank between them; None when the
            text is in another language because the translation is missing.
        until: Last day on which a live kiosk may show it (`statements.shown_until`).
    """

    card: bytes
    body: bytes
    title: str
    topics: tuple[str, ...]
    outline: str
    words: str | None
    until: str


class Prepared(msgspec.Struct, frozen=True):
    """One article, ready.

    Attributes:
        slug: Its name.
        findings: Everything wrong in it.
        asked: What it leads to, taken to be there.
        kind: Its kind; empty when there are errors, and so are all that follow.
        editions: By language asked for.
        therapies: Therapies it is about.
        labels: Topics and therapies, for finding related articles.
        pictures: File names of its pictures with their focus points.
    """

    slug: str
    findings: tuple[Finding, ...] = ()
    asked: tuple[Ref, ...] = ()
    kind: str = ""
    editions: dict[str, Edition] = msgspec.field(default_factory=dict)
    therapies: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    pictures: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Supposed(Known):
    """Takes everything to be there but what is known to be missing; notes what it was asked."""

    missing: frozenset[Ref] = frozenset()
    asked: set[Ref] = field(default_factory=set)

    def holds(self, kind: str, ref: str) -> bool:
        self.asked.add((str(kind), ref))
        return (str(kind), ref) not in self.missing


def prepare(folder: ArticleFolder, missing: frozenset[Ref], parse: Parse) -> Prepared:
    """Return an article ready for the library.

    Args:
        folder: Its folder as it was read.
        missing: What it leads to that is not there.
        parse: Parses a text within the limits.
    """
    source, found = source_of(folder, parse)
    supposed = _Supposed({}, missing)
    findings = (
        *found,
        *check_articles((source,), supposed),
        *article_findings(source),
        *_stale(source),
    )
    asked = tuple(sorted(supposed.asked))
    if any(finding.severity == "error" for finding in findings) or not source.heads:
        return Prepared(folder.slug, findings, asked)
    return _ready(source, findings, asked)


def _stale(source: ArticleSource) -> Iterator[Finding]:
    """Yield whether the words were changed after they were signed off."""
    for language, head in source.heads.items():
        if language in source.texts and article_sheet(source, language).is_stale:
            yield head.finding(("review",), *STALE, "warning")


def _ready(
    source: ArticleSource, findings: tuple[Finding, ...], asked: tuple[Ref, ...]
) -> Prepared:
    heads = [head.value for head in source.heads.values()]
    head = heads[0]
    return Prepared(
        source.slug,
        findings,
        asked,
        head.kind,
        {language: _edition(source, language) for language in LANGUAGES},
        head.therapies,
        (*(f"topic:{topic}" for topic in head.topics), *(f"therapy:{t}" for t in head.therapies)),
        tuple((name, *_focus(head, name)) for name in source.pictures),
    )


def _focus(head: FrontMatter, name: str) -> tuple[float, float]:
    """The point of a picture that must stay visible; an author names it for the first alone."""
    x, y = (head.picture_focus if name == head.picture else None) or (0.5, 0.5)
    return float(x), float(y)


def _edition(source: ArticleSource, asked: str) -> Edition:
    article = resolve.article(source, asked)
    words, stems = forms(" ".join(resolve.text_runs(article.blocks)))
    headings = (block.text for block in article.blocks if isinstance(block, Heading))
    due = source.heads[article.language].value.next_review
    return Edition(
        msgspec.json.encode(article.card),
        msgspec.json.encode(article),
        article.card.title,
        article.card.topics,
        "\n".join((article.card.summary, *headings)),
        " ".join(sorted(words | stems)) if asked in source.heads else None,
        shown_until(article.review, due=due),
    )
