# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every shipped handout can be read out, searched and copied, and takes few sides of paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QGuiApplication

from kiosk.handout import lines
from kiosk.handout.draw import Document, draw
from kiosk.handout.parts import Sheet, Words, words
from kiosk.handout.shelf import Item, Shelf
from kiosk.library.model import LinkKind
from kiosk.settings import DEMO_CENTER, Paper
from tests.support.paper import LOST, paragraphs, squeezed, text_layer

Printed = list[tuple[Item, Sheet, Document]]

MOST_SIDES = {
    LinkKind.SYMPTOM: 3,
    LinkKind.ARTICLE: 4,
    LinkKind.THERAPY: 5,
    LinkKind.FORM: 8,
}


@pytest.fixture(scope="module", params=["en", "es"])
def printed(request: pytest.FixtureRequest, library: Path, qapp: QGuiApplication) -> Printed:
    language: str = request.param
    with Shelf.open(library, DEMO_CENTER, live=False) as shelf:
        items = list(shelf.items(language))
        sheets = [shelf.sheet(item, language) for item in items]
    return [
        (item, sheet, draw(sheet, Paper.LETTER)) for item, sheet in zip(items, sheets, strict=True)
    ]


def lost_in(sheet: Sheet, document: Document) -> Iterator[str]:
    """Yield each paragraph that the text of a document lacks, or has before an earlier one."""
    text = squeezed(text_layer(document.data))
    for number in range(1, document.pages + 1):
        foot = sheet.title + sheet.page.format(number=number, total=document.pages)
        head = sheet.center + sheet.notice + sheet.contact
        text = text.replace(squeezed(foot + head), "").replace(squeezed(foot), "")
    for title in paragraphs(sheet):
        text = text.replace(squeezed(sheet.continued.format(title=title)), "")
    at = 0
    for paragraph in map(squeezed, paragraphs(sheet)):
        found = text.find(paragraph, at)
        if found < 0:
            yield paragraph
        else:
            at = found + len(paragraph)


def test_every_word_can_be_read_out(printed: Printed) -> None:
    lost = {item.ref: [*lost_in(sheet, document)] for item, sheet, document in printed}

    assert {ref: words for ref, words in lost.items() if words} == {}


def test_every_glyph_stands_for_a_letter(printed: Printed) -> None:
    letters = {letter for *_, document in printed for letter in text_layer(document.data)}

    assert LOST not in letters
    assert {letter for letter in letters if not letter.isprintable()} <= {"\N{NO-BREAK SPACE}"}
    assert {" ", "A"} <= letters


def test_words_are_parted_by_blanks(printed: Printed) -> None:
    for _, sheet, document in printed:
        assert sheet.center in text_layer(document.data)


def test_letters_swapped_for_nameless_twins_are_found(
    qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Sheet("", "", "", "", "Ask", "", (Words(words("A nurse")),), "{number}/{total}", "")
    monkeypatch.setattr(lines, "_LOCAL_FORMS", QFont.Tag("kern"))

    document = draw(sheet, Paper.LETTER)

    assert LOST in text_layer(document.data)
    assert [*lost_in(sheet, document)] == ["Ask", "Anurse"]


def test_handouts_take_few_sides(printed: Printed) -> None:
    sides = {(item.kind, item.ref): document.pages for item, _, document in printed}

    assert {(kind, ref): n for (kind, ref), n in sides.items() if n > MOST_SIDES[kind]} == {}
