# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Depth and what runs out: soft shadows below what is raised, a ring that empties."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Look, Panel, make_look
from kiosk.screen.widgets.elevation import Bed
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.progress import CountRing
from kiosk.settings import Theme

SIDE = 400
CARD = 120
WHOLE_S = 20


def _look(theme: Theme) -> Look:
    return make_look(theme, Panel(1080, 1920, REFERENCE_MM_PER_PX), calm=True)


def _bed(qtbot: QtBot, theme: Theme, ground: str) -> tuple[QImage, QRect]:
    """Return the picture of a bed with one card in its middle, and where the card lies."""
    bed = Bed(_look(theme))
    qtbot.addWidget(bed)
    bed.resize(SIDE, SIDE)
    card = Ground(ground, parent=bed)
    card.setGeometry((SIDE - CARD) // 2, (SIDE - CARD) // 2, CARD, CARD)
    return bed.grab().toImage(), card.geometry()


def _darker_below(picture: QImage, card: QRect, away_px: int = 1) -> int:
    """Return by how much a pixel below a card is darker than the bed."""
    bed = picture.pixelColor(2, 2).lightness()
    return bed - picture.pixelColor(SIDE // 2, card.bottom() + away_px).lightness()


def test_raised_card_has_a_shadow_below(qtbot: QtBot, qapp: QApplication) -> None:
    picture, card = _bed(qtbot, Theme.LIGHT, "card")

    assert _darker_below(picture, card) > 0


def test_shadow_grows_soft_and_ends(qtbot: QtBot, qapp: QApplication) -> None:
    picture, card = _bed(qtbot, Theme.LIGHT, "card")
    look = _look(Theme.LIGHT)
    end = look.px("shadow_reach") + look.px("shadow_drop")

    depths = [_darker_below(picture, card, away) for away in range(1, end + 4)]

    assert depths == sorted(depths, reverse=True)
    assert depths[-1] == 0


def test_shadow_is_deeper_below_than_above(qtbot: QtBot, qapp: QApplication) -> None:
    picture, card = _bed(qtbot, Theme.LIGHT, "card")
    above = picture.pixelColor(SIDE // 2, card.top() - 1).lightness()

    assert picture.pixelColor(2, 2).lightness() - above < _darker_below(picture, card)


def test_contrast_theme_has_no_shadow(qtbot: QtBot, qapp: QApplication) -> None:
    picture, card = _bed(qtbot, Theme.CONTRAST, "card")

    assert _darker_below(picture, card) == 0


def test_flat_ground_has_no_shadow(qtbot: QtBot, qapp: QApplication) -> None:
    picture, card = _bed(qtbot, Theme.LIGHT, "soft")

    assert _darker_below(picture, card) == 0


def test_card_that_comes_later_gets_its_shadow_too(qtbot: QtBot, qapp: QApplication) -> None:
    bed = Bed(_look(Theme.LIGHT))
    qtbot.addWidget(bed)
    stack = Ground(pad=SIDE // 4, parent=bed)
    stack.setGeometry(0, 0, SIDE, SIDE)
    bed.resize(SIDE, SIDE)
    with qtbot.waitExposed(bed):
        bed.show()
    card = Ground("card")

    stack.add(card)
    qtbot.waitUntil(lambda: bed.rect().contains(card.geometry()))

    qtbot.waitUntil(lambda: _darker_below(bed.grab().toImage(), card.geometry()) > 0)


def _left(ring: CountRing, look: Look) -> int:
    """Return how many pixels are in the color of the time that is left, the number left out."""
    ring.words.hide()
    picture = ring.grab().toImage()
    ink = look.palette.accent.lower()
    return sum(
        picture.pixelColor(x, y).name() == ink
        for x in range(picture.width())
        for y in range(picture.height())
    )


@pytest.mark.parametrize("theme", Theme)
def test_ring_empties_with_the_seconds(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    look = _look(theme)
    ring = CountRing(look, WHOLE_S)
    qtbot.addWidget(ring)
    found = []

    for seconds in (WHOLE_S, 15, 10, 5, 1):
        ring.show_left(seconds)
        found.append(_left(ring, look))

    assert found == sorted(set(found), reverse=True)
    assert found[2] == pytest.approx(found[0] / 2, rel=0.1)


def test_ring_says_the_seconds_in_figures(qtbot: QtBot, qapp: QApplication) -> None:
    ring = CountRing(_look(Theme.LIGHT), WHOLE_S)
    qtbot.addWidget(ring)

    ring.show_left(7)

    assert ring.words.text() == "7"
