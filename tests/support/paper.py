# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a handout should say, and the text that its PDF document gives to whoever cannot see it."""

import re
import zlib
from collections.abc import Iterable, Iterator

from kiosk.handout.parts import (
    Art,
    Blank,
    Box,
    Code,
    Grid,
    Heading,
    Line,
    Part,
    Points,
    Sheet,
    Small,
    Words,
)

LOST = "\N{REPLACEMENT CHARACTER}"
"""What `text_layer` gives for a glyph that stands for no letter."""

_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\n(.*?)^endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)endstream", re.DOTALL)
_TABLE = re.compile(rb"/ToUnicode (\d+) 0 R")
_RANGE = re.compile(rb"(?m)^<([0-9A-F]{4})> <([0-9A-F]{4})> (.*)$")
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj")


def paragraphs(sheet: Sheet) -> Iterator[str]:
    """Yield what a sheet says, paragraph by paragraph, in reading order."""
    yield from filter(None, (sheet.kicker, sheet.title, sheet.lead))
    yield from told(sheet.parts)


def told(parts: Iterable[Part]) -> Iterator[str]:
    """Yield what parts of a sheet say, paragraph by paragraph."""
    for part in parts:
        match part:
            case Heading(text=text) | Blank(label=text) | Art(caption=text):
                yield text
            case Words(line=line) | Small(line=line):
                yield _plain(line)
            case Points(items=lines) | Code(lines=lines):
                yield from map(_plain, lines)
            case Grid(header=header, rows=rows):
                yield from header
                yield from (_plain(cell) for row in rows for cell in row)
            case Box(title=title, parts=inner):
                yield title
                yield from told(inner)


def text_layer(document: bytes) -> str:
    """Return the text of a document drawn by Qt, in the order of drawing.

    Args:
        document: Its bytes. Only what Qt writes is understood.
    """
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(document)}
    tables = {
        number: _letters(objects[int(table[1])])
        for number, body in objects.items()
        if (table := _TABLE.search(body))
    }
    said: list[str] = []
    letters: dict[int, str] = {}
    for drawing in filter(None, map(_drawing, objects.values())):
        for font, glyphs in _SHOWN.findall(drawing):
            if font:
                letters = tables.get(int(font), {})
            said += (
                letters.get(int(glyphs[at : at + 4], 16), LOST) for at in range(0, len(glyphs), 4)
            )
    return "".join(said)


def squeezed(text: str) -> str:
    """Return a text without blanks, its hyphens all alike: lines may break anywhere."""
    return "".join(text.split()).replace("\N{NON-BREAKING HYPHEN}", "-")


def _plain(line: Line) -> str:
    return "".join(run.text for run in line)


def _drawing(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    if stream is None or b"/FlateDecode" not in body:
        return b""
    data = zlib.decompressobj().decompress(stream[1])
    return data if b" Tj" in data else b""


def _letters(table: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for first, last, codes in _RANGE.findall(table):
        points = [int(code, 16) for code in _CODE.findall(codes)]
        start, end = int(first, 16), int(last, 16)
        if len(points) == 1:
            points = [points[0] + step for step in range(end - start + 1)]
        found |= {start + step: chr(point) for step, point in enumerate(points) if point}
    return found
