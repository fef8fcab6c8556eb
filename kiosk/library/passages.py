# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every run of words in the content, with its place: what the rules of `rules` judge."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from kiosk.faults import Finding
from kiosk.library.articles import ArticleSource
from kiosk.library.model import (
    GENERAL_TAG,
    LANGUAGES,
    Block,
    Callout,
    Heading,
    Item,
    Listing,
    Paragraph,
    PictureBlock,
    Span,
    Table,
    Term,
    Topic,
)
from kiosk.library.reference import Reference, parts
from kiosk.library.shapes import InEach, LineFile, TopicFile, WhenFile


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words with its place.

    Attributes:
        file: Name for findings.
        line: Where in it.
        language: ``en`` or ``es``.
        text: The words.
        general: Whether they state general knowledge that no source backs.
        conditional: Whether they continue an "if …" that stands elsewhere.
    """

    file: str
    line: int
    language: str
    text: str
    general: bool = False
    conditional: bool = False

    def finding(self, rule: str, problem: str, mend: str, severity: str = "error") -> Finding:
        """Return a finding about these words."""
        return Finding(self.file, self.line, rule, problem, mend, severity)


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article in one language, as the rules see it: blocks with their lines, never empty."""

    file: str
    language: str
    title: str
    blocks: tuple[tuple[int, Block], ...]


def article_texts(article: ArticleSource) -> Iterator[ArticleText]:
    """Yield an article in each language that has text."""
    for language, head in article.heads.items():
        text = article.texts.get(language)
        if text and text.blocks:
            blocks = tuple(zip(text.lines, text.blocks, strict=True))
            yield ArticleText(head.file, language, head.value.title, blocks)


def article_passages(article: ArticleSource) -> Iterator[Passage]:
    """Yield every run of words of an article, its head and pictures too."""
    for language, head in article.heads.items():
        for name in ("title", "summary", "alt"):
            words = str(getattr(head.value, name))
            yield Passage(head.file, head.lines.at((name,)), language, words)
    for text in article_texts(article):
        before: Block | None = None
        for line, block in text.blocks:
            for run in _runs(block, before):
                yield Passage(
                    text.file, line, text.language, run.text, run.general, run.conditional
                )
            before = block


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    general: bool = False
    conditional: bool = False


def _runs(block: Block, before: Block | None) -> Iterator[_Run]:
    """The runs of words of a block; a list may continue the "… if you:" before it."""
    match block:
        case Heading(text=text):
            yield _Run(text)
        case Paragraph():
            yield from _fact(block)
        case Listing(items=items):
            for item in items:
                yield from _fact(item, conditional=_leads_in(before))
        case Callout(title=title, blocks=blocks):
            yield _Run(title)
            for inner, previous in zip(blocks, (None, *blocks), strict=False):
                yield from _runs(inner, previous)
        case Table(header=header, rows=rows):
            yield from map(_Run, header)
            yield from (_Run(plain(cell)) for row in rows for cell in row)
        case PictureBlock(alt=alt, caption=caption):
            yield _Run(alt)
            yield _Run(caption)


def _fact(fact: Paragraph | Item, *, conditional: bool = False) -> Iterator[_Run]:
    yield _Run(plain(fact.spans), fact.sources == (GENERAL_TAG,), conditional)
    yield from (_Run(span.meaning) for span in fact.spans if isinstance(span, Term))


def _leads_in(block: Block | None) -> bool:
    words = plain(block.spans).strip() if isinstance(block, Paragraph) else ""
    clause = re.split(r"[.!?]", words)[-1]
    return clause.endswith(":") and bool(re.search(r"\b(?:if|when|si|cuando)\b", clause, re.I))


def plain(spans: tuple[Span, ...]) -> str:
    """Return the words of spans without their look."""
    return "".join(span.text for span in spans)


def reference_passages(reference: Reference) -> Iterator[Passage]:
    """Yield every run of words of the reference."""
    for entry, path, part in parts(reference):
        for language in LANGUAGES:
            for name, words in _strings(part.by(language)):
                line = entry.lines.at((*path, language, *name))
                conditional = _is_conditional(part)
                yield Passage(entry.file, line, language, words, conditional=conditional)


def _is_conditional(part: InEach[object]) -> bool:
    """Whether its words continue an "if ..." or "tell us first about ..." of the page."""
    match part:
        case TopicFile(topic=topic):
            return topic is Topic.TELL_FIRST
        case WhenFile():
            return True
        case LineFile(tags=tags):
            return bool(tags)
    return False


def _strings(value: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    match value:
        case str():
            yield (), value
        case tuple():
            for number, item in enumerate(value):
                yield from (((number, *path), text) for path, text in _strings(item))
        case msgspec.Struct():
            for name in value.__struct_fields__:
                inner = _strings(getattr(value, name))
                yield from (((name, *path), text) for path, text in inner)
