# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a phone reads off the glass is what was meant, on the smallest panel and in any theme."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.library.addresses import MOST_LETTERS
from kiosk.library.codes import contact_card, modules_of
from kiosk.screen.theme.look import Look, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.qr import LEAST_MODULE_MM, QUIET_MODULES, QrView
from kiosk.settings import DEMO_CENTER, Theme
from tests.support.phone import read_codes
from tests.support.screen import GLASSES

LONGEST = "https://example.org/" + "a" * (MOST_LETTERS - 20)
FULL_CARD = contact_card(
    DEMO_CENTER,
    emergency="Llame al 911.",
    call_if="Si:",
    signs=tuple(f"señal número {number}, con acentos" for number in range(90)),
    closed="Fuera de horario: 555-0100",
)


def look_of(glass: str, theme: Theme = Theme.LIGHT) -> Look:
    size = GLASSES[glass]
    panel = Panel(size.width_px, size.height_px, size.width_mm / size.width_px)
    return make_look(theme, panel, calm=True)


Paint = Callable[..., QrView]


@pytest.fixture
def paint(qtbot: QtBot, qapp: QApplication) -> Iterator[Paint]:
    """Paints the code of a text on a card; the card lives as long as the test."""
    grounds: list[Ground] = []

    def painted(text: str, look: Look, room_px: int = 1) -> QrView:
        ground = Ground("card", pad=look.px("pad"))
        ground.setStyleSheet(render_sheet(look))
        view = QrView(look, modules_of(text), "QR code. It opens a page.", room_px=room_px)
        ground.add(view)
        grounds.append(ground)
        with qtbot.waitExposed(ground):
            ground.show()
        return view

    yield painted
    for ground in grounds:
        ground.close()


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("text", [LONGEST, FULL_CARD], ids=["address", "card"])
def test_phone_reads_the_painted_code(paint: Paint, glass: str, theme: Theme, text: str) -> None:
    assert read_codes(paint(text, look_of(glass, theme)).window()) == [text]


@pytest.mark.parametrize("glass", GLASSES)
def test_largest_card_fits_on_the_glass_with_modules_a_camera_can_see(
    paint: Paint, glass: str
) -> None:
    look = look_of(glass)

    view = paint(FULL_CARD, look)

    assert view.module_px * look.panel.mm_per_px >= LEAST_MODULE_MM
    assert view.height() < look.panel.height_px * 0.6


def test_code_takes_the_room_it_is_given_in_whole_pixels(paint: Paint) -> None:
    text, room_px = "https://example.org/a", 500

    view = paint(text, look_of("portrait"), room_px)

    side = len(modules_of(text)) + 2 * QUIET_MODULES
    assert view.module_px == room_px // side
    assert view.width() == view.height() == view.module_px * side


@pytest.mark.parametrize("theme", Theme)
def test_code_is_black_on_white_in_every_theme(paint: Paint, theme: Theme) -> None:
    view = paint("https://example.org", look_of("small", theme))
    picture, px = view.grab().toImage(), view.module_px

    quiet = picture.pixelColor(px, px)
    finder = picture.pixelColor(QUIET_MODULES * px, QUIET_MODULES * px)
    assert (quiet, finder) == (QColor("white"), QColor("black"))
    shades = {picture.pixel(x, 5 * px) for x in range(picture.width())}
    assert len(shades) == 2


def test_code_is_a_graphic_that_says_what_it_holds(paint: Paint) -> None:
    view = paint("https://example.org", look_of("portrait"))
    node = QAccessible.queryAccessibleInterface(view)

    assert node.role() == QAccessible.Role.Graphic
    assert node.text(QAccessible.Text.Name) == "QR code. It opens a page."
