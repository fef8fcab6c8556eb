# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The card for staff: all of it is in sight at once, however large its words are."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.library.model import Symptom, SymptomCard, SymptomId
from kiosk.screen.pages.staff_card import StaffCardPage
from kiosk.screen.presenters.library import staff_words
from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import Panel, make_look
from kiosk.screen.theme.sheet import CARD_ROLES, render_sheet
from kiosk.screen.widgets.text import Words
from kiosk.settings import Theme
from tests.support.screen import GLASSES

ENGLISH = "Confusion, weakness, trouble speaking"
SPANISH = "Confusión, debilidad, problemas al hablar"
"""The longest name of a symptom that is shipped."""
PAGE = 0.93
"""Part of the glass that the card has: only the line of a demonstration stands above it."""


@pytest.fixture(scope="module", autouse=True)
def _type_face(qapp: QApplication) -> None:
    load_type_face()


@pytest.fixture
def shipped() -> Symptom:
    return Symptom(SymptomCard(SymptomId("hives"), "Hives", "skin"), "en")


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A visit in English, as the stage begins one."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def _bottom(page: QWidget, part: QWidget) -> int:
    return part.mapTo(page, part.rect().bottomLeft()).y()


FAR_MM = 25.0
"""Capitals that are read at 3 m."""
CAPITAL_EM = 0.668
"""Source: resources/fonts/README.md."""


def _card(qtbot: QtBot, glass: str, scale: float, english: str, own: str) -> StaffCardPage:
    """Return the card on a glass, once all of it is in sight."""
    size = GLASSES[glass]
    panel = Panel(size.width_px, size.height_px, size.width_mm / size.width_px)
    look = make_look(Theme.LIGHT, panel, scale, calm=True)
    page = StaffCardPage(look)
    page.setStyleSheet(render_sheet(look))
    qtbot.addWidget(page)
    page.resize(size.width_px, round(size.height_px * PAGE))
    page.show_card(english, own)
    with qtbot.waitExposed(page):
        page.show()
    scroller = page.scroller
    assert scroller is not None
    qtbot.waitUntil(lambda: scroller.verticalScrollBar().maximum() == 0, timeout=1_000)
    return page


def _words(page: StaffCardPage) -> list[Words]:
    return [words for words in page.findChildren(Words) if words.property("role") in CARD_ROLES]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("glass", GLASSES)
def test_card_is_wholly_in_sight(
    qtbot: QtBot, qapp: QApplication, glass: str, scale: float
) -> None:
    page = _card(qtbot, glass, scale, ENGLISH, SPANISH)

    foot = page.findChild(Words, "staff_card_stay")
    assert isinstance(foot, Words)
    assert _bottom(page, foot) < page.height()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("glass", GLASSES)
def test_no_word_of_the_card_is_cut(
    qtbot: QtBot, qapp: QApplication, glass: str, scale: float
) -> None:
    page = _card(qtbot, glass, scale, ENGLISH, SPANISH)

    for words in _words(page):
        longest = max(map(words.fontMetrics().horizontalAdvance, words.text().split()))
        assert longest <= words.contentsRect().width()
        assert words.height() >= words.heightForWidth(words.width())


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    ("glass", "says"), [("portrait", "Hives"), ("landscape", "Hives"), ("portrait", "Back pain")]
)
def test_words_for_staff_are_read_across_the_room(
    qtbot: QtBot, qapp: QApplication, glass: str, says: str, scale: float
) -> None:
    size = GLASSES[glass]
    page = _card(qtbot, glass, scale, says, "")

    for words in _words(page):
        em_mm = words.fontInfo().pixelSize() * size.width_mm / size.width_px
        assert em_mm * CAPITAL_EM >= FAR_MM


def test_words_of_the_visitor_are_smaller_than_those_for_staff(
    qtbot: QtBot, qapp: QApplication
) -> None:
    page = _card(qtbot, "portrait", 1.0, ENGLISH, SPANISH)

    sizes = [words.fontInfo().pixelSize() for words in _words(page)]
    assert sizes[0] == sizes[1] > sizes[2] == sizes[3]


def test_card_says_what_the_entry_has_for_staff(shipped: Symptom) -> None:
    assert staff_words(msgspec.structs.replace(shipped, staff_says="hives")) == "hives"


def test_card_says_the_name_where_the_entry_has_nothing_for_staff(shipped: Symptom) -> None:
    assert staff_words(msgspec.structs.replace(shipped, staff_says="")) == shipped.card.name
