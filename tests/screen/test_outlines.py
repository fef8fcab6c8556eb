# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""In high contrast, where nothing has a shadow, grounds and tiles have edges that can be seen.

Source:
    accessibility.md A2: 1.4.11.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Look, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.text import Words
from kiosk.settings import Theme
from tests.support.edges import LEAST, edge_contrast

PANEL = Panel(1080, 1920, REFERENCE_MM_PER_PX)
WIDTH_PX = 600


def _ground(name: str) -> Callable[[Look], QWidget]:
    def make(look: Look) -> QWidget:
        ground = Ground(name, pad=look.px("pad"))
        ground.add(Words("Hives"))
        return ground

    return make


def _switch(look: Look) -> QWidget:
    return Segments(look, (("here", "In the building"), ("home", "At home")), "home", name="place")


def _tile(look: Look) -> QWidget:
    picture = ArtView(art("learn"), radius=(look.px("radius"),) * 4, aspect=2.0)
    return TouchButton(look, "Skin", name="tile", role="tile", head=picture, above=True)


@pytest.mark.parametrize(
    "make",
    [_ground("soft"), _ground("today"), _ground("routine"), _ground("card"), _switch, _tile],
    ids=["soft", "today", "routine", "card", "switch", "tile with a picture"],
)
def test_edge_stands_out_in_high_contrast(
    qtbot: QtBot, qapp: QApplication, make: Callable[[Look], QWidget]
) -> None:
    look = make_look(Theme.CONTRAST, PANEL)
    window = Ground("paper", pad=look.px("pad"))
    window.setStyleSheet(render_sheet(look))
    part = make(look)
    window.add(part)
    qtbot.addWidget(window)
    window.resize(WIDTH_PX, window.heightForWidth(WIDTH_PX))
    with qtbot.waitExposed(window):
        window.show()

    place = QRect(part.mapTo(window, QPoint(0, 0)), part.size())

    assert edge_contrast(window.grab().toImage(), place) >= LEAST


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_themes_with_shadows_draw_no_outlines(theme: Theme) -> None:
    assert make_look(theme, PANEL).outline_px == 0
