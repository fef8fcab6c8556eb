# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The card for staff: all of it is in sight at once, however large its words are."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.pages.staff_card import StaffCardPage
from kiosk.screen.theme.look import Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.text import Words
from kiosk.settings import Theme
from tests.support.screen import GLASSES

ENGLISH = "Pain, redness or swelling at the IV site"
SPANISH = "Dolor, enrojecimiento o hinchazón donde va la vía"
"""The longest name of a symptom that is shipped."""
PAGE = 0.93
"""Part of the glass that the card has: only the line of a demonstration stands above it."""


def _bottom(page: QWidget, part: QWidget) -> int:
    return part.mapTo(page, part.rect().bottomLeft()).y()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("glass", GLASSES)
def test_card_is_wholly_in_sight(
    qtbot: QtBot, qapp: QApplication, glass: str, scale: float
) -> None:
    size = GLASSES[glass]
    panel = Panel(size.width_px, size.height_px, size.width_mm / size.width_px)
    look = make_look(Theme.LIGHT, panel, scale, calm=True)
    page = StaffCardPage(look)
    page.setStyleSheet(render_sheet(look))
    qtbot.addWidget(page)
    page.resize(size.width_px, round(size.height_px * PAGE))
    page.show_card(ENGLISH, SPANISH)
    with qtbot.waitExposed(page):
        page.show()
    foot = page.findChild(Words, "staff_card_stay")
    assert isinstance(foot, Words)
    scroller = page.scroller
    assert scroller is not None

    qtbot.waitUntil(lambda: scroller.verticalScrollBar().maximum() == 0, timeout=1_000)
    assert _bottom(page, foot) < page.height()
