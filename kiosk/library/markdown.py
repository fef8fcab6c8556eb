# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The text of an article, parsed from Markdown into typed blocks.

Runs inside the parser's child process (`kiosk.library.parser`) on text that passed
`kiosk.library.limits`.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import msgspec

from kiosk.faults import Finding
from kiosk.library.addresses import FORM, is_address
from kiosk.library.markdown_tree import clean, first_line_in, line_in, marked, tree_of
from kiosk.library.model import (
    Block,
    Callout,
    CalloutKind,
    Heading,
    Item,
    Link,
    LinkKind,
    Listing,
    ListStyle,
    Paragraph,
    PictureBlock,
    Span,
    Table,
    Target,
    Term,
    Text,
)
from kiosk.library.words import slug_of

_TARGET = re.compile(r"(article|symptom|therapy|form):([a-z0-9]+(?:-[a-z0-9]+)*)")
_LEFTOVER = re.compile(r"[*`|\[\]]|!!!|\+\+\+|^#")
_LATE_LIST = re.compile("(?:^|\n)\\s*(?:[-+*]|\\d+\\.)\\s+[\U000f0000-\U000fffff]")
_TERM_LINE = re.compile(r"^\*\[(?P<term>[^\]]+)\]:", re.MULTILINE)
_QUESTIONS = "questions"


class Mention(msgspec.Struct, frozen=True):
    """Something an article's text points at.

    Attributes:
        kind: ``source``, ``picture``, or the value of a `LinkKind`.
        ref: Its tag, file name or slug.
        line: Where in the file.
    """

    kind: str
    ref: str
    line: int


class Parsed(msgspec.Struct, frozen=True):
    """An article's text: ``lines`` has one line of the file for each of ``blocks``."""

    blocks: tuple[Block, ...] = ()
    lines: tuple[int, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()


def parse(text: str, file: str, folder: str, first_line: int = 1) -> Parsed:
    """Return the blocks of a Markdown text, and everything that is wrong with it.

    Args:
        text: Markdown that `kiosk.library.limits.text_findings` found nothing in.
        file: Name for the findings.
        folder: Slug of the article; names of pictures in the library start with it.
        first_line: Line of the file on which ``text`` starts.
    """
    walk = _Walk(file, folder, first_line)
    walk.document(tree_of(marked(text)))
    walk.unused_terms(text, first_line)
    return walk.result()


class _Walk:
    """One way through the tree in reading order, keeping the line it is at."""

    def __init__(self, file: str, folder: str, first_line: int) -> None:
        self._file, self._folder, self._first_line = file, folder, first_line
        self._line = first_line
        self._blocks: list[tuple[int, Block]] = []
        self._mentions: list[Mention] = []
        self._findings: list[Finding] = []
        self._seen_terms: set[str] = set()
        self._anchors: set[str] = set()
        self._sources: list[str] = []

    def result(self) -> Parsed:
        if not self._blocks and not self._findings:
            self._finding("empty-article", "The article has no text.", "Write its text.")
        return Parsed(
            tuple(block for _, block in self._blocks),
            tuple(line for line, _ in self._blocks),
            tuple(self._mentions),
            tuple(self._findings),
        )

    def unused_terms(self, text: str, first_line: int) -> None:
        for match in _TERM_LINE.finditer(text):
            if match["term"].strip() not in self._seen_terms:
                self._line = first_line + text.count("\n", 0, match.start())
                self._finding(
                    "unused-term",
                    f"The term {match['term']!r} is explained but never used.",
                    "Use it in a paragraph or list, or remove its meaning.",
                    severity="warning",
                )

    def document(self, root: ET.Element) -> None:
        self._stray(root.text)
        for element in root:
            self._line = self._start_of(element)
            start = self._line
            self._blocks.extend((start, block) for block in self._block(element))
            self._stray(element.tail)

    def _block(self, element: ET.Element) -> Iterator[Block]:
        match element.tag:
            case "h2" | "h3":
                yield self._heading(int(element.tag[1]), self._plain(element))
            case "p":
                picture = self._picture(element)
                if picture is not None:
                    yield picture
                else:
                    yield from self._paragraph(element)
            case "ul" | "ol":
                yield from self._listing(element)
            case "table":
                yield from self._table(element)
            case "div":
                yield from self._box(element)
            case "h1" | "h4" | "h5" | "h6":
                self._finding("heading-level", "Only ## and ### make headings.", "Use ## or ###.")
            case _:
                self._not_allowed(element)

    def _not_allowed(self, element: ET.Element) -> None:
        names = {"blockquote": "A quotation", "pre": "A code block", "hr": "A line across"}
        what = names.get(element.tag, f"The element <{element.tag}>")
        mend = "Use paragraphs, lists and boxes."
        if element.tag == "blockquote":
            mend = 'Write !!! quote "Who says it" and indent the words by 4 spaces.'
        self._finding("markdown", f"{what} is not allowed.", mend)

    def _heading(self, level: int, text: str) -> Heading:
        base = anchor = slug_of(text) or "section"
        number = 2
        while anchor in self._anchors:
            anchor, number = f"{base}-{number}", number + 1
        self._anchors.add(anchor)
        if not text:
            self._finding("empty-heading", "The heading has no words.", "Write it or remove it.")
        return Heading(level, text, anchor)

    def _picture(self, element: ET.Element) -> PictureBlock | None:
        images = list(element.iter("img"))
        if not images:
            return None
        words = [*(child.tail for child in element), element.text]
        for text in words:
            self._words(text)
        if len(images) > 1 or any(clean(text or "").strip() for text in words):
            self._finding(
                "picture-alone", "A picture stands in a line of words.", "Give it its own line."
            )
        image = images[0]
        name, alt = image.get("src", ""), clean(image.get("alt", "")).strip()
        if not alt:
            self._finding(
                "picture-alt", "The picture has no words for what it shows.", "Write ![words](…)."
            )
        self._mentions.append(Mention("picture", name, self._line))
        return PictureBlock(f"{self._folder}/{name}", alt, clean(image.get("title", "")).strip())

    def _paragraph(self, element: ET.Element) -> Iterator[Paragraph]:
        spans, sources = self._inline(element)
        if spans:
            yield Paragraph(spans, sources)

    def _listing(self, element: ET.Element, style: ListStyle | None = None) -> Iterator[Listing]:
        items = []
        for child in element:
            body = child
            if len(child) and child[0].tag == "p" and not clean(child.text or "").strip():
                body = child[0]
            if any(inner.tag in {"ul", "ol"} for inner in child) or (
                body is not child and len(child) > 1
            ):
                self._finding("nested-list", "A list stands in a list.", "Write one level only.")
                continue
            spans, sources = self._inline(body)
            if spans:
                items.append(Item(spans, sources))
        default = ListStyle.STEPS if element.tag == "ol" else ListStyle.BULLETS
        if items:
            yield Listing(tuple(items), style or default)

    def _table(self, element: ET.Element) -> Iterator[Table]:
        header = tuple(self._plain(cell) for cell in element.iter("th"))
        body = element.find("tbody")
        rows = tuple(
            tuple(self._inline(cell)[0] for cell in row)
            for row in (body if body is not None else ())
        )
        rows = tuple(row for row in rows if any(row))
        if not rows:
            self._finding("empty-table", "The table has no rows.", "Write rows or remove it.")
            return
        if any(not row[0] for row in rows):
            self._finding("table-row-name", "A row has no name.", "Fill its first cell.")
        yield Table(header, rows)

    def _box(self, element: ET.Element) -> Iterator[Block]:
        kind = element.get("class", "").removeprefix("admonition").strip()
        parts = list(element)
        title = self._plain(parts[0]) if parts else ""
        if kind == _QUESTIONS:
            yield self._heading(2, title)
            yield from self._box_parts(parts[1:], ListStyle.QUESTIONS)
            return
        try:
            known = CalloutKind(kind)
        except ValueError:
            kinds = ", ".join([*CalloutKind, _QUESTIONS])
            self._finding("box-kind", f"There is no box of kind {kind!r}.", f"Use one of {kinds}.")
            return
        blocks = tuple(self._box_parts(parts[1:], None))
        if not blocks:
            self._finding("empty-box", "The box has no text.", "Indent its text by 4 spaces.")
        yield Callout(known, title, blocks)

    def _box_parts(
        self, parts: list[ET.Element], style: ListStyle | None
    ) -> Iterator[Paragraph | Listing]:
        for part in parts:
            if part.tag == "p":
                yield from self._paragraph(part)
            elif part.tag in {"ul", "ol"}:
                yield from self._listing(part, style)
            else:
                self._finding(
                    "box-content", "A box holds only paragraphs and lists.", "Move the rest out."
                )

    # Words inside a block.

    def _inline(self, element: ET.Element) -> tuple[tuple[Span, ...], tuple[str, ...]]:
        self._sources = []
        spans = _tidied(self._spans(element, strong=False, emphasis=False))
        return spans, tuple(dict.fromkeys(self._sources))

    def _spans(self, element: ET.Element, *, strong: bool, emphasis: bool) -> Iterator[Span]:
        yield Text(self._words(element.text), strong, emphasis)
        for child in element:
            match child.tag:
                case "strong":
                    yield from self._spans(child, strong=True, emphasis=emphasis)
                case "em":
                    yield from self._spans(child, strong=strong, emphasis=True)
                case "br":
                    yield Text(" ", strong, emphasis)
                case "a":
                    yield from self._link(child)
                case "abbr":
                    yield self._term(child, strong=strong, emphasis=emphasis)
                case "source":
                    self._source(child)
                case _:
                    self._not_allowed(child)
            yield Text(self._words(child.tail), strong, emphasis)

    def _link(self, element: ET.Element) -> Iterator[Span]:
        address = element.get("href", "")
        text = self._plain(element)
        match = _TARGET.fullmatch(address)
        if match is None and not is_address(address):
            self._finding(
                "link-target",
                "The link leads where none may lead.",
                f"Link to symptom:, therapy:, article: or form: and a slug, or to {FORM}.",
            )
            return
        if not text:
            self._finding("link-words", "The link has no words.", "Write [words](target).")
            return
        if match is None:
            yield Link(text, Target(LinkKind.OUTSIDE, address))
            return
        self._mentions.append(Mention(match[1], match[2], self._line))
        yield Link(text, Target(LinkKind(match[1]), match[2]))

    def _term(self, element: ET.Element, *, strong: bool, emphasis: bool) -> Span:
        text = self._words(element.text)
        if text in self._seen_terms:
            return Text(text, strong, emphasis)
        self._seen_terms.add(text)
        return Term(text, element.get("title", ""))

    def _source(self, element: ET.Element) -> None:
        tag = element.get("tag", "")
        self._sources.append(tag)
        self._mentions.append(Mention("source", tag, self._line))

    def _plain(self, element: ET.Element) -> str:
        words = self._words(element.text)
        for child in element:
            if child.tag == "source":
                self._source(child)
            words += (self._plain(child) if child.tag != "br" else " ") + self._words(child.tail)
        return " ".join(words.split())

    def _words(self, text: str | None) -> str:
        """Return the words of a run, moving to the line that its last mark names."""
        if not text:
            return ""
        line = line_in(text)
        self._line = self._line if line is None else self._first_line + line
        words = clean(text)
        if _LATE_LIST.search(text):
            self._finding(
                "list-start", "A list starts inside a paragraph.", "Put an empty line before it."
            )
        elif _LEFTOVER.search(words):
            self._finding(
                "markdown",
                "Marks are left over in the words: a link, box, table or emphasis is broken.",
                "Close every bracket and star, and write tables and boxes as the guide shows.",
            )
        return words

    def _stray(self, text: str | None) -> None:
        if text and clean(text).strip():
            self._words(text)
            self._finding("markdown", "Words stand outside of any block.", "Add an empty line.")

    def _start_of(self, element: ET.Element) -> int:
        for text in element.itertext():
            line = first_line_in(text)
            if line is not None:
                return self._first_line + line
        return self._line

    def _finding(self, rule: str, problem: str, mend: str, severity: str = "error") -> None:
        finding = Finding(self._file, self._line, rule, problem, mend, severity)
        if finding not in self._findings:
            self._findings.append(finding)


def _tidied(spans: Iterator[Span]) -> tuple[Span, ...]:
    """Join neighbours of the same look and take the blanks from both ends."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if not span.text:
            continue
        if (
            isinstance(span, Text)
            and isinstance(last, Text)
            and (last.strong, last.emphasis) == (span.strong, span.emphasis)
        ):
            joined[-1] = Text(last.text + span.text, span.strong, span.emphasis)
        else:
            joined.append(span)
    if joined and isinstance(joined[0], Text):
        joined[0] = _with_text(joined[0], joined[0].text.lstrip())
    if joined and isinstance(joined[-1], Text):
        joined[-1] = _with_text(joined[-1], joined[-1].text.rstrip())
    return tuple(
        _with_text(span, re.sub(" {2,}", " ", span.text)) if "  " in span.text else span
        for span in joined
        if span.text
    )


def _with_text(span: Span, text: str) -> Span:
    return span if span.text == text else msgspec.structs.replace(span, text=text)
