# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Markdown into an element tree that still knows the lines it came from.

Python-Markdown keeps no positions, so each line carries its number as one character of a private
Unicode plane into the parser; the characters come back in the tree's text.
"""

import functools
import re
import xml.etree.ElementTree as ET

import markdown
from markdown.inlinepatterns import InlineProcessor

_PLANE = 0xF0000
_MARK = re.compile("[\U000f0000-\U000fffff]")
_PREFIX = re.compile(r'\s*(?:!!!\s+[a-z-]+ "|(?:[-+*]|\d+\.|#{1,6})\s+|\|\s*)?(?=\S)')
_UNMARKED = re.compile(r"\s*(?:\*\[|>|[-=*_\s]+$|\|?[\s:|-]+\|?\s*$)")


def marked(text: str) -> str:
    """Return Markdown with its line numbers, from 0, in it; `line_in` finds them again."""
    lines = text.replace("\r\n", "\n").split("\n")
    for index, line in enumerate(lines):
        if _UNMARKED.match(line):
            continue
        prefix = _PREFIX.match(line)
        cut = prefix.end() if prefix else 0
        if line.strip():
            lines[index] = line[:cut] + chr(_PLANE + index) + line[cut:]
    return "\n".join(lines)


class _SourceMark(InlineProcessor):
    """``[^TAG]``: where the words before it were read."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # the stub names the old protocol
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # the protocol of Python-Markdown
    ) -> tuple[ET.Element, int, int]:
        element = ET.Element("source")
        element.set("tag", m.group(1))
        return element, m.start(0), m.end(0)


def tree_of(text: str) -> ET.Element:
    """Return the element tree of a marked text; its elements are HTML's, ``source`` is ours."""
    parser = _parser()
    parser.reset()
    lines = text.split("\n")
    for preprocessor in parser.preprocessors:
        lines = preprocessor.run(lines)
    root = parser.parser.parseDocument(lines).getroot()
    if root is None:
        raise ValueError("the parser gave no tree")
    for step in parser.treeprocessors:
        changed: ET.Element | None = step.run(root)
        root = root if changed is None else changed
    return root


@functools.cache
def _parser() -> markdown.Markdown:
    """The parser with everything taken out that our Markdown does not have; one a process."""
    parser = markdown.Markdown(extensions=["admonition", "tables", "abbr"])
    parser.preprocessors.deregister("html_block")
    blocks = parser.parser.blockprocessors
    blocks.deregister("reference")
    # Without this a numbered list right after a plain one silently becomes part of it.
    for name, tag in (("olist", "ol"), ("ulist", "ul")):
        vars(blocks[name])["SIBLING_TAGS"] = [tag]
    for name in (
        "reference",
        "image_reference",
        "short_reference",
        "short_image_ref",
        "autolink",
        "automail",
        "html",
        "entity",
    ):
        parser.inlinePatterns.deregister(name)
    parser.treeprocessors.deregister("prettify")
    parser.inlinePatterns.register(_SourceMark(r"\[\^([A-Za-z0-9][\w.-]*)\]"), "source", 176)
    return parser


def line_in(text: str) -> int | None:
    """Return the line, from 0, that the last mark in a run of text names."""
    marks = _MARK.findall(text)
    return ord(marks[-1]) - _PLANE if marks else None


def first_line_in(text: str) -> int | None:
    """Return the line, from 0, that the first mark in a run of text names."""
    mark = _MARK.search(text)
    return ord(mark.group()) - _PLANE if mark else None


def clean(text: str) -> str:
    """Return a run of text without marks and with single blanks."""
    return re.sub(r"\s+", " ", _MARK.sub("", text))
