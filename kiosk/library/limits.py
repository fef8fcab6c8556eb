# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What an article's text may not hold, decided before any Markdown parser sees it.

The limits exist because Python-Markdown does not end in useful time on some small inputs: 20 KB of
``![``, 200 KB of ``[`` and 400 nested lists each stop it (DESIGN.md, section 7).
"""

import re
from collections.abc import Iterator

from kiosk.faults import Finding

MAX_FILE_BYTES = 256 * 1024
MAX_LINE_CHARACTERS = 20_000
MAX_BRACKETS = 1_000
MAX_BLOCKS = 2_000
MAX_INDENT = 12
MAX_MARKERS_ON_A_LINE = 2
MAX_EMPHASIS_ON_A_LINE = 200

_HTML = re.compile(r"<[A-Za-z/!?]|&(?:#|[A-Za-z]+;)")
# Python-Markdown's own placeholders (U+0002, U+0003), other control characters, characters that
# turn the reading direction around, and the private area that carries our line marks.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_MARKERS = re.compile(r"^(?:\s*(?:[-+*>]|\d+[.)])(?=\s|>))+")
_MARKER = re.compile(r"[-+*>]|\d+[.)]")
_LIST_LINE = re.compile(r"\s*(?:([-+*])|(\d+)\.)\s")
_BOX = re.compile(r'^\s*!!!(?!\s+[a-z-]+ "[^"]+"\s*$)')


def size_finding(file: str, size_bytes: int, limit_bytes: int = MAX_FILE_BYTES) -> Finding | None:
    """Return what is wrong with a file of this size, or None."""
    if size_bytes <= limit_bytes:
        return None
    return Finding(
        file,
        0,
        "file-size",
        f"The file has {size_bytes:,} bytes; at most {limit_bytes:,} are allowed.",
        "Split it, or make it shorter.",
    )


def text_findings(text: str, file: str, first_line: int = 1) -> tuple[Finding, ...]:
    """Return why this Markdown must not reach the parser; empty when it may.

    Args:
        text: Markdown without its front matter.
        file: Name for the findings.
        first_line: Line of the file on which ``text`` starts.
    """
    found = list(_whole_text(text, file, first_line))
    for number, line in enumerate(text.split("\n"), first_line):
        found.extend(_one_line(line, file, number))
        if len(found) > 50:
            break
    found.extend(_table_rows(text, file, first_line))
    found.extend(_mixed_lists(text, file, first_line))
    return tuple(found)


def _whole_text(text: str, file: str, first_line: int) -> Iterator[Finding]:
    brackets = text.count("[")
    if brackets > MAX_BRACKETS:
        yield Finding(
            file,
            first_line,
            "too-many-brackets",
            f"The text has {brackets:,} opening brackets; at most {MAX_BRACKETS:,} are allowed.",
            "Remove brackets that are not links, pictures or source marks.",
        )
    blocks = len(re.findall(r"\n[ \t]*\n", text)) + 1
    if blocks > MAX_BLOCKS:
        yield Finding(
            file,
            first_line,
            "too-many-blocks",
            f"The text has {blocks:,} blocks; at most {MAX_BLOCKS:,} are allowed.",
            "Split the article.",
        )


def _one_line(line: str, file: str, number: int) -> Iterator[Finding]:
    def finding(rule: str, problem: str, mend: str) -> Finding:
        return Finding(file, number, rule, problem, mend)

    if len(line) > MAX_LINE_CHARACTERS:
        yield finding(
            "line-length",
            f"The line has {len(line):,} characters; at most {MAX_LINE_CHARACTERS:,} are allowed.",
            "Break it into paragraphs.",
        )
        return
    if _HTML.search(line):
        yield finding("raw-html", "HTML is not allowed.", "Write it as Markdown or plain words.")
    if _HIDDEN.search(line):
        yield finding("hidden-character", "The line holds an invisible character.", "Retype it.")
    indent = len(line) - len(line.lstrip(" \t"))
    markers = _MARKERS.match(line)
    depth = len(_MARKER.findall(markers.group())) if markers else 0
    if line.strip() and (indent > MAX_INDENT or depth > MAX_MARKERS_ON_A_LINE):
        yield finding("nesting", "The text is nested too deeply.", "Use one list without levels.")
    if line.count("*") + line.count("_") + line.count("`") > MAX_EMPHASIS_ON_A_LINE:
        yield finding("emphasis", "The line has too many stars.", "Keep emphasis for a few words.")
    if _BOX.match(line):
        yield finding("box", "A box needs a kind and a title.", 'Write `!!! tip "Its title"`.')


def _table_rows(text: str, file: str, first_line: int) -> Iterator[Finding]:
    """The parser drops cells that have no column without a word; this names them instead."""
    columns = 0
    for number, line in enumerate(text.split("\n"), first_line):
        row = line.strip()
        if not row.startswith("|") or len(row) > MAX_LINE_CHARACTERS:
            columns = 0
            continue
        cells = len(re.findall(r"(?<!\\)\|", row)) - 1
        columns = columns or cells
        if cells != columns:
            yield Finding(
                file,
                number,
                "table-cells",
                f"The row has {cells} cells and the table has {columns} columns.",
                "Give each row as many cells as the first.",
            )


def _mixed_lists(text: str, file: str, first_line: int) -> Iterator[Finding]:
    """The parser makes one list of points and steps that follow each other line by line."""
    before = ""
    for number, line in enumerate(text.split("\n"), first_line):
        match = _LIST_LINE.match(line)
        kind = "" if match is None else ("step" if match[2] else "point")
        if kind and before and kind != before:
            yield Finding(
                file,
                number,
                "mixed-list",
                "Points and numbered steps stand in one list.",
                "Put an empty line between the two lists.",
            )
        before = kind
