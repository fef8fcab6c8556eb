# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A whole visit by keyboard alone: no trap, the focus always in sight, and back where it was.

Source:
    accessibility.md A2 (2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.settings import Display, Theme
from tests.support.screen import GLASSES, MOST_TABS, Screen, configuration, screen
from tests.support.ways import ARTICLE, NO_MODIFIER, ByKeyboard, whole_visit

CARD = f"article_card_{ARTICLE}"


EVERY = pytest.mark.parametrize("shown", ["portrait-en", "small-es", "landscape-en"], indirect=True)


@pytest.fixture(params=["portrait-en"])
def shown(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[tuple[Screen, str]]:
    """A screen on the glass, and the language of its visitor."""
    glass, language = request.param.split("-")
    panel = GLASSES[glass]
    display = Display(width_mm=panel.width_mm, theme=Theme.LIGHT, motion=False)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        yield view, language


@EVERY
def test_whole_visit_by_keyboard(shown: tuple[Screen, str]) -> None:
    view, language = shown

    whole_visit(ByKeyboard(view), language)


@pytest.fixture
def keys(shown: tuple[Screen, str]) -> ByKeyboard:
    """A visitor with a keyboard, on the home page."""
    view, language = shown
    way = ByKeyboard(view)
    way.activate(f"attract_begin_{language}")
    view.part("home_learn")
    return way


def _focus(way: ByKeyboard) -> str:
    here = way.here()
    return here.objectName() if here is not None else ""


def _stops(way: ByKeyboard, modifier: Qt.KeyboardModifier) -> list[str]:
    """Return the names of all stops, until the first comes again."""
    seen: list[str] = []
    while not seen or _focus(way) != seen[0]:
        seen.append(_focus(way))
        way.press(Qt.Key.Key_Tab, modifier)
        assert len(seen) < MOST_TABS, "Tab never comes back"
    return seen


def test_tab_goes_from_the_page_to_the_bar_and_the_header(keys: ByKeyboard) -> None:
    keys.press(Qt.Key.Key_Tab)

    stops = _stops(keys, NO_MODIFIER)

    assert stops[0] == "home_tell_staff"
    assert stops[-5:] == ["bar_home", "bar_help", "bar_settings", "bar_clear", "header_language"]


def test_shift_and_tab_goes_the_same_way_back(keys: ByKeyboard) -> None:
    keys.press(Qt.Key.Key_Tab)
    onwards = _stops(keys, NO_MODIFIER)

    back = _stops(keys, Qt.KeyboardModifier.ShiftModifier)

    assert back == [onwards[0], *reversed(onwards[1:])]


@pytest.mark.parametrize("leave", ["settings_done", "Escape"])
def test_focus_returns_when_the_sheet_closes(keys: ByKeyboard, leave: str) -> None:
    keys.activate("bar_settings")
    keys.screen.until(lambda: _focus(keys).startswith("tab_"))

    keys.press(Qt.Key.Key_Escape) if leave == "Escape" else keys.activate(leave)

    keys.screen.until(lambda: _focus(keys) == "bar_settings")


def test_focus_stays_at_a_choice_of_the_sheet(keys: ByKeyboard) -> None:
    keys.activate("bar_settings")
    keys.activate("scale_100")

    keys.press(Qt.Key.Key_Right)

    keys.screen.until(lambda: _focus(keys) == "scale_125")
    assert keys.screen.shell.look.text_scale == 1.25
    keys.activate("settings_done")
    keys.screen.until(lambda: _focus(keys) == "bar_settings")


def test_focus_returns_when_the_question_is_put_away(keys: ByKeyboard) -> None:
    for name in ("home_request", "ask_contact", "request_start", "option_reason_start"):
        keys.activate(name)
    keys.activate("bar_clear")
    assert _focus(keys) == "clear_yes"

    keys.press(Qt.Key.Key_Return)

    assert _focus(keys) == "bar_clear"


def test_focus_returns_to_the_way_that_led_away(keys: ByKeyboard) -> None:
    keys.activate("home_learn")
    keys.activate(CARD)
    keys.screen.part("article_title")

    keys.press(Qt.Key.Key_Escape)

    keys.screen.until(lambda: _focus(keys) == CARD)
    keys.press(Qt.Key.Key_Backspace)
    keys.screen.until(lambda: _focus(keys) == "home_learn")


def test_new_page_begins_at_its_top(keys: ByKeyboard) -> None:
    keys.activate("home_request")
    keys.screen.part("ask_head")

    keys.press(Qt.Key.Key_Tab)

    assert _focus(keys) == "ask_refer-me"


def test_escape_leads_nowhere_from_the_home_page(keys: ByKeyboard) -> None:
    keys.activate("home_learn")
    keys.activate("bar_home")
    home = keys.screen.part("home")

    keys.press(Qt.Key.Key_Escape)

    assert keys.screen.part("home") is home


def test_warning_is_answered_by_enter(keys: ByKeyboard) -> None:
    keys.press(Qt.Key.Key_Tab)
    keys.screen.clock.advance(keys.screen.config.visit.idle_s)
    keys.screen.part("idle_yes")

    keys.press(Qt.Key.Key_Return)

    assert not keys.screen.has("idle_yes")
    assert _focus(keys) == "home_tell_staff"
