# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sheets become PDF documents; what is on them is read back in tests/desktop/test_printing.py."""

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QFontInfo, QGuiApplication

from kiosk.handout import draw as draw_
from kiosk.handout import lines, typeset
from kiosk.handout.draw import Document, draw, type_families
from kiosk.handout.lines import Face, LineSetter, dots
from kiosk.handout.parts import (
    Art,
    Blank,
    Box,
    Code,
    Grid,
    Heading,
    Mark,
    Part,
    Points,
    Sheet,
    Small,
    Weight,
    Words,
    words,
)
from kiosk.handout.typeset import Typesetter
from kiosk.library.model import Picture
from kiosk.settings import Paper
from tests.support.paper import text_layer

_MEDIA = re.compile(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><path d="M0 0h9v4z"/></svg>'

PARTS: dict[str, Part] = {
    "heading": Heading("A heading"),
    "words": Words(words("Some words that run on. " * 20)),
    "points": Points((words("one"), words("two")), Mark.NUMBER),
    "boxes": Points((words("yes"), words("no")), Mark.BOX),
    "blank": Blank("My name", 2),
    "grid": Grid(("What", "When"), ((words("a"), words("Some words. " * 9)),)),
    "art": Art(Picture(_SVG, "image/svg+xml"), "Below"),
    "art that is none": Art(Picture(b"junk", "image/png")),
    "code": Code(((True, False), (False, True)), (words("Look"),)),
    "box": Box("Emergency", (Words(words("Call 911.")),), Weight.HEAVY),
    "small": Small(words("A clinic, a page.")),
    "box of a title": Box("Call 911.", (), Weight.HEAVY),
    "empty": Words(words("")),
}


@pytest.fixture(autouse=True)
def application(qapp: QGuiApplication) -> None:
    """Fonts need an application."""


def sheet(*parts: Part) -> Sheet:
    return Sheet(
        center="A center",
        contact="(555) 555-0100",
        notice="Demonstration",
        kicker="Kind",
        title="A title",
        lead="The message.",
        parts=parts,
        page="Page {number} of {total}",
        continued="{title} (continued)",
    )


def typesetter(width: float, room: float) -> Typesetter:
    return Typesetter(LineSetter(type_families()), width, room, "{title} (continued)")


def pages_in(document: Document) -> int:
    return len(re.findall(rb"/Type /Page\b", document.data))


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS.keys())
def test_every_part_can_be_drawn(part: Part) -> None:
    document = draw(sheet(part), Paper.LETTER)

    assert document.data.startswith(b"%PDF-")
    assert (document.pages, pages_in(document)) == (1, 1)


@pytest.mark.parametrize(("paper", "points"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_pages_have_the_size_of_the_paper(paper: Paper, points: tuple[int, int]) -> None:
    found = _MEDIA.search(draw(sheet(), paper).data)

    assert found is not None
    assert (round(float(found[1])), round(float(found[2]))) == points


def test_long_text_takes_more_pages() -> None:
    document = draw(sheet(*[PARTS["words"]] * 20), Paper.LETTER)

    assert document.pages == pages_in(document) > 2


def test_huge_box_table_or_word_still_comes_out() -> None:
    long = Box("Tip", tuple(PARTS["words"] for _ in range(30)))
    table = Grid(("a", "b"), tuple((words("x"), words("y " * 400)) for _ in range(9)))

    assert draw(sheet(long, table, Words(words("w" * 5000))), Paper.A4).pages > 5


def test_no_row_is_higher_than_a_page_or_wider_than_its_column() -> None:
    width, room = dots(500), dots(600)
    setter = typesetter(width, room)
    table = Grid(("a", "b"), tuple((words("x"), words("y " * 4000)) for _ in range(2)))

    rows = [*setter.part(table), *setter.part(Words(words("w" * 5000)))]

    assert max(row.height for row in rows) < room
    assert len(setter.part(Words(words("https://example.org/" + "a" * 300)))) > 1


def test_title_too_long_for_a_line_is_shortened_in_the_foot() -> None:
    assert draw(replace(sheet(), title="Very long " * 40), Paper.LETTER).pages == 1


def test_letters_are_fourteen_points_at_least_but_for_sources() -> None:
    faces = [value for value in vars(lines).values() if isinstance(value, Face)]
    faces += lines.HEADINGS.values()

    assert [face for face in faces if face.size < 14] == [lines.NOTE]


def test_closest_lines_are_still_apart() -> None:
    least = min(spacing.leading for spacing in lines.SPACINGS)

    (row,) = LineSetter(type_families(), lines.Spacing(least, 1.0)).paragraph(
        words("Words"), 0, dots(500), lines.BODY
    )
    assert row.height >= 1.19 * dots(lines.BODY.size)


def test_lines_come_closer_where_that_saves_a_side(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [sheet(*[PARTS["words"]] * count) for count in range(1, 12)]
    pages = [draw(one, Paper.LETTER).pages for one in sheets]

    monkeypatch.setattr(draw_, "SPACINGS", lines.SPACINGS[:1])

    airy = [draw(one, Paper.LETTER).pages for one in sheets]
    assert all(few <= many for few, many in zip(pages, airy, strict=True))
    assert sum(pages) < sum(airy)


def test_frame_that_goes_on_says_so() -> None:
    long = Box("Tip", tuple(PARTS["words"] for _ in range(12)), Weight.STRONG)

    text = text_layer(draw(sheet(long), Paper.LETTER).data)

    assert text.count("Tip (continued)") == text.count("Page") - 1 > 0
    assert text.count("Tip") == text.count("Page")


def test_modules_of_a_code_are_large_enough() -> None:
    modules = tuple(tuple(True for _ in range(105)) for _ in range(105))
    width = dots(512)

    (row,) = typesetter(width, dots(600)).part(Code(modules, (words("x"),)))

    side_mm = row.height / lines.DOTS_PER_INCH * 25.4
    assert side_mm / (105 + 2 * typeset.QUIET_MODULES) >= typeset.MODULE_MM


def test_bundled_faces_are_used() -> None:
    font = LineSetter(type_families()).font(lines.BODY)

    assert font.families()[0] == "Atkinson Hyperlegible Next"
    assert QFontInfo(font).family() == font.families()[0]
