# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The visitor's own touch filter: second touches, and touches that are too short.

Source:
    EN 301 549 5.8 (double strikes up to 0.5 s), 5.7 (key repeat); accessibility.md A2, 2.5.2.
"""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from kiosk.screen.route import Route, RouteName
from tests.support.screen import Screen

SHORT_S, LONG_S = 0.2, 0.7


def _touch(view: Screen, name: str, *, held_s: float = 0.0, before_s: float = 1.0) -> None:
    view.bring(view.part(name))
    place = view.finger.middle(view.part(name))
    view.clock.advance(before_s)
    view.finger.press(place)
    view.clock.advance(held_s)
    view.finger.release(place)
    view.lay_out()


@pytest.fixture
def holding(visit: Screen) -> Screen:
    """A visit in which a touch counts after 0.6 s."""
    visit.stage.settings.choose("hold", "600")
    visit.lay_out()
    return visit


@pytest.mark.parametrize("name", ["bar_help", "home_learn"])
def test_touch_that_is_lifted_too_soon_presses_nothing(holding: Screen, name: str) -> None:
    _touch(holding, name, held_s=SHORT_S)

    assert holding.has("home")


@pytest.mark.parametrize(("name", "page"), [("bar_help", "help_head"), ("home_learn", "learn")])
def test_touch_that_is_held_counts(holding: Screen, name: str, page: str) -> None:
    _touch(holding, name, held_s=LONG_S)

    holding.part(page)


def test_hold_time_can_be_switched_off_by_a_held_touch(holding: Screen) -> None:
    for name in ("bar_settings", "tab_touching", "hold_0"):
        _touch(holding, name, held_s=LONG_S)
    _touch(holding, "settings_done")

    assert not holding.has("settings")


def test_short_touch_beside_the_settings_leaves_them(holding: Screen) -> None:
    _touch(holding, "bar_settings", held_s=LONG_S)
    sheet = holding.part("settings")
    place = sheet.mapTo(holding.shell, sheet.rect().topLeft())
    holding.clock.advance(1.0)
    holding.finger.press(place)
    holding.finger.release(place)
    holding.lay_out()

    assert holding.has("settings")


@pytest.mark.parametrize(("held_s", "typed"), [(SHORT_S, ""), (LONG_S, "H")])
def test_key_writes_once_it_was_held(holding: Screen, held_s: float, typed: str) -> None:
    holding.open(Route(RouteName.SEARCH), "key_hide")

    _touch(holding, "key_h", held_s=held_s)

    assert holding.text("search_field").casefold() == typed.casefold()


def test_key_that_erases_takes_one_letter_when_it_was_held(holding: Screen) -> None:
    holding.open(Route(RouteName.SEARCH), "key_hide")
    for letter in "hiv":
        _touch(holding, f"key_{letter}", held_s=LONG_S)

    _touch(holding, "key_backspace", held_s=LONG_S)

    assert holding.text("search_field").casefold() == "hi"


def test_real_keyboard_needs_no_hold(holding: Screen) -> None:
    holding.key_to("bar_help")

    holding.part("help_head")


@pytest.fixture
def filtering(visit: Screen) -> Screen:
    """A visit in which a second touch within half a second does not count."""
    visit.stage.settings.choose("double", "500")
    visit.lay_out()
    return visit


def test_second_touch_of_a_button_does_not_count(filtering: Screen) -> None:
    filtering.open(Route(RouteName.ARTICLE, "migraine-infusions"), "article_contents")
    _touch(filtering, "article_contents")
    _touch(filtering, "article_contents", before_s=0.4)

    assert any(part.objectName().startswith("jump_") for part in filtering.buttons())


def test_touch_after_half_a_second_counts(filtering: Screen) -> None:
    filtering.open(Route(RouteName.ARTICLE, "migraine-infusions"), "article_contents")
    _touch(filtering, "article_contents")
    _touch(filtering, "article_contents", before_s=0.6)

    assert not any(part.objectName().startswith("jump_") for part in filtering.buttons())


def test_second_touch_of_a_key_does_not_count(filtering: Screen) -> None:
    filtering.open(Route(RouteName.SEARCH), "key_hide")
    _touch(filtering, "key_h")
    _touch(filtering, "key_h", before_s=0.4)
    _touch(filtering, "key_h", before_s=0.6)

    assert filtering.text("search_field").casefold() == "hh"


def test_quick_touches_of_two_keys_both_count(filtering: Screen) -> None:
    filtering.open(Route(RouteName.SEARCH), "key_hide")
    _touch(filtering, "key_h")
    _touch(filtering, "key_i", before_s=0.1)

    assert filtering.text("search_field").casefold() == "hi"


@pytest.fixture(params=[("double", "500"), ("hold", "600")], ids=["double", "hold"])
def filtered(request: pytest.FixtureRequest, visit: Screen) -> Screen:
    """A visit with either filter of touches."""
    visit.stage.settings.choose(*request.param)
    visit.lay_out()
    return visit


def _hold_real_key(view: Screen, text: str) -> None:
    """Hold a letter on a real keyboard until it has repeated three times."""
    glass, key = view.shell.windowHandle(), Qt.Key(ord(text.upper()))
    for kind, repeats in (
        (QEvent.Type.KeyPress, False),
        *((QEvent.Type.KeyPress, True),) * 3,
        (QEvent.Type.KeyRelease, False),
    ):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeats)
        QCoreApplication.sendEvent(glass, event)


def test_held_key_of_a_real_keyboard_writes_once(filtered: Screen) -> None:
    filtered.open(Route(RouteName.SEARCH), "key_hide")
    filtered.part("search_field").setFocus()

    _hold_real_key(filtered, "h")

    assert filtered.text("search_field") == "h"


def test_held_key_repeats_for_who_filters_nothing(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "key_hide")
    visit.part("search_field").setFocus()

    _hold_real_key(visit, "h")

    assert visit.text("search_field") == "hhhh"


def test_key_that_erases_does_not_go_on_while_it_is_held(filtered: Screen) -> None:
    filtered.open(Route(RouteName.SEARCH), "key_hide")
    filtered.part("search_field", QLineEdit).setText("hiv")
    keys = filtered.part("keyboard")
    timers = keys.findChildren(QTimer)
    filtered.clock.advance(1.0)

    filtered.finger.press(filtered.finger.middle(filtered.part("key_backspace")))

    assert not any(timer.isActive() for timer in timers if not timer.isSingleShot())


def test_key_that_erases_goes_on_for_who_filters_nothing(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "key_hide")
    visit.part("search_field", QLineEdit).setText("hiv")
    timers = visit.part("keyboard").findChildren(QTimer)
    visit.clock.advance(1.0)

    visit.finger.press(visit.finger.middle(visit.part("key_backspace")))

    assert any(timer.isActive() for timer in timers if not timer.isSingleShot())
