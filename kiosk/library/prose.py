# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An article as its author sees it: paragraphs, points and cells with the lines they stand on.

The rules of `kiosk.library.authoring` judge pages. Unlike a passage, a page knows the line of each
point of a list, because the author's file is at hand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kiosk.faults import Finding
from kiosk.library.files import Entry
from kiosk.library.markdown import Parsed
from kiosk.library.model import (
    Block,
    Callout,
    Heading,
    Link,
    LinkKind,
    Listing,
    ListStyle,
    Paragraph,
    Span,
    Table,
    Term,
)
from kiosk.library.passages import plain
from kiosk.library.shapes import FrontMatter
from kiosk.library.words import tokens

MOST_WORDS = 20
MOST_SENTENCES = 3
MOST_ARTICLE_WORDS = 800
# Python's own look-behinds have one width, so the shortened words are told by their own pattern.
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|St|vs|No|Núm|EE|UU|e\.g|i\.e|p\. ej|a\.m|p\.m|U\.S)\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"'\u201d\u2019)]*(?=\s+[\"'\u201c\u2018(¿¡]*[A-ZÁÉÍÓÚÑÜ0-9{]|\s*$)")
_WORD = re.compile(r"[^\s]*[^\W_][^\s]*")


class RunKind(Enum):
    """What a run of words is."""

    PARAGRAPH = "paragraph"
    ITEM = "point"
    QUESTION = "question"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Run:
    """A paragraph, a point of a list, or a cell, without headings and captions.

    Attributes:
        line: Line of the file on which it starts.
        text: Its words.
        kind: What it is.
        group: Number of the paragraph, list or table it belongs to; points of one list share it.
        sources: Tags of its sources.
        terms: Words in it that open their meaning.
        leads_on: Whether it links to another article or a form.
    """

    line: int
    text: str
    kind: RunKind
    group: int
    sources: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    leads_on: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """An article in one language, with its author's file.

    Attributes:
        file: Name for findings.
        language: ``en`` or ``es``.
        head: Its head.
        parsed: Its text.
        body: The Markdown below the head, as written.
        runs: Its runs of words in reading order.
        slug: Name of the article.
    """

    file: str
    language: str
    head: Entry[FrontMatter]
    parsed: Parsed
    body: str
    runs: tuple[Run, ...]
    slug: str = ""

    def finding(
        self, line: int, rule: str, problem: str, mend: str, severity: str = "error"
    ) -> Finding:
        """Return a finding on a line of the file."""
        return Finding(self.file, line, rule, problem, mend, severity)


def page_of(head: Entry[FrontMatter], language: str, parsed: Parsed, body: str, line: int) -> Page:
    """Return an article's text as a page.

    Args:
        head: Its head.
        language: ``en`` or ``es``.
        parsed: Its text.
        body: The Markdown that was parsed.
        line: Line of the file on which ``body`` starts.
    """
    lines = [_bare(one) for one in body.split("\n")]
    runs, at, group = list[Run](), 0, 0
    for start, block in zip(parsed.lines, parsed.blocks, strict=True):
        at = max(at, start - line)
        for part in _parts(block):
            group += 1
            for run in _runs_of(part):
                at = _line_of(lines, at, run.text)
                runs.append(replace(run, line=at + line, group=group))
    return Page(head.file, language, head, parsed, body, tuple(runs), head.slug)


def _bare(line: str) -> str:
    """A line as its words, without the addresses of links and the tags of sources."""
    words = tokens(re.sub(r"\[\^[^\]]*\]|\]\([^)]*\)", "", line))
    return f" {' '.join(words)} "


def _line_of(lines: list[str], start: int, text: str) -> int:
    """Return the first line at or after ``start`` on which the text begins, or ``start``."""
    key = tokens(text)[:6]
    for length in (6, 3, 1):
        wanted = f" {' '.join(key[:length])} "
        for number in range(start, min(start + 200, len(lines))):
            if key and wanted in lines[number]:
                return number
    return start


def _parts(block: Block) -> Iterator[Paragraph | Listing | Table]:
    match block:
        case Paragraph() | Listing() | Table():
            yield block
        case Callout(blocks=blocks):
            yield from blocks


def _runs_of(part: Paragraph | Listing | Table) -> Iterator[Run]:
    match part:
        case Paragraph(spans=spans, sources=sources):
            yield _run(spans, RunKind.PARAGRAPH, sources)
        case Listing(items=items, style=style):
            kind = RunKind.QUESTION if style is ListStyle.QUESTIONS else RunKind.ITEM
            yield from (_run(item.spans, kind, item.sources) for item in items)
        case Table(rows=rows):
            yield from (_run(cell, RunKind.CELL) for row in rows for cell in row if cell)


def _run(spans: tuple[Span, ...], kind: RunKind, sources: tuple[str, ...] = ()) -> Run:
    terms = tuple(span.text for span in spans if isinstance(span, Term))
    ahead = {LinkKind.ARTICLE, LinkKind.FORM}
    leads_on = any(isinstance(span, Link) and span.target.kind in ahead for span in spans)
    return Run(0, plain(spans), kind, 0, sources, terms, leads_on)


def headings(page: Page) -> Iterator[tuple[int, str]]:
    """Yield every heading and title of a box, with its line."""
    for line, block in zip(page.parsed.lines, page.parsed.blocks, strict=True):
        if isinstance(block, Heading):
            yield line, block.text
        elif isinstance(block, Callout):
            yield line, block.title


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a run of words; numbers and shortened words do not end one."""
    found, start = list[str](), 0
    for match in _END.finditer(text):
        if not _SHORTENED.search(text[start : match.end()]) or match.end() == len(text.rstrip()):
            found.append(text[start : match.end()].strip())
            start = match.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def word_count(sentence: str) -> int:
    """Return how many words a reader reads: what has a letter or a digit, between blanks."""
    return len(_WORD.findall(sentence))


def long_sentences(page: Page) -> Iterator[Finding]:
    """A sentence has 20 words at most. Source: NHS content guide; literacy.md, sentences."""
    summary = page.head.value.summary
    places = [(page.head.lines.at(("summary",)), summary)]
    for line, text in (*places, *((run.line, run.text) for run in page.runs)):
        for sentence in sentences(text):
            count = word_count(sentence)
            if count > MOST_WORDS:
                yield page.finding(
                    line,
                    "sentence-length",
                    f"The sentence that starts with {_start(sentence)!r} has {count} words;"
                    f" at most {MOST_WORDS} are allowed.",
                    "Make two sentences of it, or a list.",
                )


def long_paragraphs(page: Page) -> Iterator[Finding]:
    """A paragraph has 3 sentences at most. Source: NHS content guide; literacy.md, paragraphs."""
    for run in page.runs:
        count = len(sentences(run.text))
        if count > MOST_SENTENCES:
            yield page.finding(
                run.line,
                "paragraph-length",
                f"The {run.kind.value} has {count} sentences;"
                f" at most {MOST_SENTENCES} are allowed.",
                "Split it, or make a list of it.",
            )


def long_articles(page: Page) -> Iterator[Finding]:
    """An article has 800 words at most, four minutes at 200 words a minute.

    Source: the order for this library (issue 4, the articles).
    """
    texts = (*(text for _, text in headings(page)), *(run.text for run in page.runs))
    count = sum(map(word_count, texts))
    if count > MOST_ARTICLE_WORDS:
        yield page.finding(
            page.parsed.lines[0],
            "article-length",
            f"The text has {count} words; {MOST_ARTICLE_WORDS} are what readers finish.",
            "Leave out what does not serve the one message, or make two articles.",
            "warning",
        )


def _start(sentence: str) -> str:
    return " ".join(sentence.split()[:5])
