# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The door for staff: a long press on the center's name on every page, and nothing else.

Source:
    issue 8; escape.md 3, 23, 25, 28, 32, 57.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.quiet import QuietKeeper
from kiosk.screen.route import Route, RouteName
from kiosk.screen.staff.hold import name_area
from kiosk.screen.staff.keeper import PAD_S
from kiosk.screen.staff.touches import HOLD_S, SEEN_S
from kiosk.session.messages import Standing, VisitBegan
from kiosk.session.panel import DoorIs, OpenDoor, SignedIn, SignIn, SignInRefused
from kiosk.settings import DEMO_CENTER, Display, Quiet
from kiosk.staff.panel import Role, Why, acts_of
from tests.support.finger import _glass
from tests.support.screen import Screen, configuration, screen
from tests.support.staff import DESK_PIN
from tests.support.staff_door import here, hold, open_door, picture, tell, type_pin, wait_for_clock

PAGES = {
    "home": (Route(RouteName.HOME), "home_learn"),
    "article": (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open"),
    "help": (Route(RouteName.HELP), "help_head"),
    "staff card": (Route(RouteName.STAFF_CARD, "headache"), "staff_card_done"),
    "request": (Route(RouteName.REQUEST, "contact"), "request_start"),
    "missing": (Route(RouteName.ARTICLE, "no-such-article"), "article"),
}


def _form_with_a_name(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.part("key_hide")
    visit.type("Mira")


# It opens


@pytest.mark.parametrize("page", PAGES)
def test_long_press_on_the_name_opens_the_door_on_every_page(visit: Screen, page: str) -> None:
    visit.open(*PAGES[page])

    hold(visit, HOLD_S)

    assert visit.has("staff_pad")
    visit.until(lambda: visit.heard(OpenDoor))


def test_it_opens_on_the_first_page(shown: Screen) -> None:
    hold(shown, HOLD_S)

    assert shown.has("staff_pad")


@pytest.mark.parametrize("standing", [Standing.NOT_SET_UP, Standing.OUT_OF_ORDER])
def test_it_opens_on_a_kiosk_that_cannot_serve(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path, standing: Standing
) -> None:
    with screen(qtbot, qapp, configuration(library, tmp_path, standing=standing)) as view:
        view.present()
        view.settle()

        hold(view, HOLD_S)

        assert view.has("staff_pad")


@pytest.fixture
def dark(shown: Screen) -> Iterator[Screen]:
    """A screen in quiet hours."""
    night = datetime(2026, 11, 23, 22, 0, tzinfo=ZoneInfo("America/Chicago"))
    keeper = QuietKeeper(Quiet(mon="19:00-7:00"), DEMO_CENTER.hours, shown.shell, lambda: night)
    keeper.look()
    shown.part("quiet")
    yield shown
    keeper.deleteLater()


def test_it_opens_on_a_dark_screen_and_begins_no_visit(dark: Screen) -> None:
    open_door(dark)
    dark.type("48")

    assert dark.has("staff_pad")
    assert not dark.heard(VisitBegan)


@pytest.fixture
def closed(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> Iterator[Screen]:
    """A screen of a center that is quiet around the clock."""
    quiet = Quiet(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "1:00-1:00"))
    display = Display(motion=False, quiet=quiet)
    with screen(qtbot, qapp, configuration(library, tmp_path, display=display)) as view:
        view.present()
        view.settle()
        yield view


def test_screen_is_dark_again_when_the_pad_has_gone(closed: Screen) -> None:
    closed.part("quiet")
    open_door(closed)

    closed.tap("key_hide")

    closed.part("quiet")
    assert not closed.heard(VisitBegan)


def test_ring_shows_after_half_a_second_and_goes_with_the_finger(visit: Screen) -> None:
    at = name_area(visit.shell).center()
    visit.finger.press(at)
    visit.clock.advance(SEEN_S)
    wait_for_clock(visit, "hold_clock")
    early = visit.has("hold_ring")
    visit.clock.advance(1.0)
    visit.part("hold_ring")

    visit.finger.release(at)

    visit.until(lambda: not visit.has("hold_ring"))
    assert not early
    assert not visit.has("staff_pad")


def test_mouse_opens_it_too(visit: Screen) -> None:
    at = name_area(visit.shell).center()
    QTest.mousePress(visit.shell.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    visit.clock.advance(HOLD_S)
    visit.part("staff_pad")
    QTest.mouseRelease(visit.shell.windowHandle(), Qt.MouseButton.LeftButton, pos=at)

    assert visit.has("staff_pad")


# Nothing else opens it


def test_short_touch_on_the_name_does_nothing(visit: Screen) -> None:
    before = picture(visit)

    hold(visit, 0.4)

    assert picture(visit) == before
    assert not visit.heard(OpenDoor)


def test_five_quick_touches_open_nothing(visit: Screen) -> None:
    at = name_area(visit.shell).center()
    for _ in range(5):
        visit.finger.press(at)
        visit.clock.advance(0.7)
        visit.finger.release(at)

    wait_for_clock(visit, "hold_clock")

    assert not visit.has("staff_pad")


@pytest.mark.parametrize("name", ["home_learn", "bar_clear", "header_language", "demo_strip"])
def test_long_press_elsewhere_opens_nothing(visit: Screen, name: str) -> None:
    hold(visit, 2 * HOLD_S, visit.part(name).geometry().center() + _origin(visit, name))

    assert not visit.has("staff_pad")


def _origin(visit: Screen, name: str) -> QPoint:
    above = visit.part(name).parentWidget()
    assert above is not None
    return above.mapTo(visit.shell, QPoint(0, 0))


def test_second_finger_stops_the_ring(visit: Screen) -> None:
    at, window = name_area(visit.shell).center(), visit.shell.windowHandle()
    QTest.touchEvent(window, _glass(), False).press(0, at, window).commit()
    QTest.touchEvent(window, _glass(), False).stationary(0).press(
        1, at + QPoint(60, 0), window
    ).commit()
    visit.clock.advance(HOLD_S)
    wait_for_clock(visit, "hold_clock")
    QTest.touchEvent(window, _glass(), False).release(0, at, window).release(
        1, at + QPoint(60, 0), window
    ).commit()

    assert not visit.has("staff_pad")


def test_finger_that_slides_away_opens_nothing(visit: Screen) -> None:
    at = name_area(visit.shell).center()
    visit.finger.press(at)
    visit.finger.move(at + QPoint(300, 0))
    visit.finger.move(at)
    visit.clock.advance(HOLD_S)
    wait_for_clock(visit, "hold_clock")
    visit.finger.release(at)

    assert not visit.has("staff_pad")


def test_no_key_leads_to_the_door(visit: Screen) -> None:
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_F12) * 30:
        QTest.keyClick(here(visit), key)

    assert not visit.heard(OpenDoor)


# The pad


def test_nothing_of_the_visit_is_seen_below_the_pad(visit: Screen) -> None:
    open_door(visit)
    over_home = picture(visit)
    visit.tap("key_hide")
    _form_with_a_name(visit)

    open_door(visit)

    assert picture(visit) == over_home


def test_pin_shows_as_dots_and_nothing_else_knows_it(visit: Screen) -> None:
    open_door(visit)
    visit.type(DESK_PIN)

    field = visit.part("staff_pin", QLineEdit)
    spoken = [
        QAccessible.queryAccessibleInterface(part).text(kind)
        for part in visit.part("staff_pad").findChildren(QWidget)
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    ]

    assert field.text() == "\u2022" * len(DESK_PIN)
    assert not any(DESK_PIN in said for said in spoken)


def test_ok_sends_the_pin_once_and_forgets_it(visit: Screen) -> None:
    open_door(visit)

    type_pin(visit)

    visit.until(lambda: visit.heard(SignIn))
    visit.tap("key_next")
    assert [(one.pin, one.staff_id) for one in visit.heard(SignIn)] == [(DESK_PIN, "")]
    assert visit.part("staff_pin", QLineEdit).text() == ""


def test_too_few_digits_are_not_sent(visit: Screen) -> None:
    open_door(visit)

    type_pin(visit, "48291")

    assert "at least 6 digits" in visit.text("staff_said")
    assert not visit.heard(SignIn)


def test_real_keyboard_types_a_pin(visit: Screen) -> None:
    open_door(visit)

    QTest.keyClicks(here(visit), f"x{DESK_PIN}")
    QTest.keyClick(here(visit), Qt.Key.Key_Return)

    visit.until(lambda: visit.heard(SignIn))
    assert visit.heard(SignIn)[0].pin == DESK_PIN


def test_wrong_pin_says_how_many_tries_are_left(visit: Screen) -> None:
    open_door(visit)
    type_pin(visit)

    tell(visit, SignInRefused(Why.WRONG, tries_left=3))

    visit.until(lambda: "Wrong PIN" in visit.text("staff_said"))
    assert "3" in visit.text("staff_said")
    assert visit.part("staff_keys").isEnabled()


def test_locked_pad_counts_down_and_asks_again(visit: Screen) -> None:
    open_door(visit, DoorIs(Why.LOCKED, 20))
    visit.until(lambda: "0:20" in visit.text("staff_said"))
    visit.clock.advance(8)
    visit.until(lambda: "0:12" in visit.text("staff_said"))
    assert not visit.has("staff_keys")

    visit.clock.advance(12)

    visit.until(lambda: len(visit.heard(OpenDoor)) > 1)


def test_kiosk_without_staff_says_how_to_set_them_up(visit: Screen) -> None:
    open_door(visit, DoorIs(Why.NO_STAFF))

    visit.until(lambda: "infusion-kioskctl staff add" in visit.text("staff_said"))
    assert not visit.has("staff_keys")


def test_pad_leaves_by_itself_after_thirty_seconds(visit: Screen) -> None:
    open_door(visit)
    visit.clock.advance(PAD_S - 1)
    wait_for_clock(visit, "staff_clock")
    assert visit.has("staff_pad")

    visit.clock.advance(1)

    visit.until(lambda: not visit.has("staff_pad"))
    assert visit.has("home_learn")
    assert not visit.ended()


def test_cancel_gives_the_visitor_the_form_back(visit: Screen) -> None:
    _form_with_a_name(visit)
    open_door(visit)

    visit.tap("key_hide")  # that of the pad lies above that of the form

    visit.until(lambda: not visit.has("staff_pad"))
    assert visit.text("field_first-name") == "Mira"
    assert visit.part("field_first-name").hasFocus()


def test_escape_leaves_the_pad(visit: Screen) -> None:
    open_door(visit)

    QTest.keyClick(here(visit), Qt.Key.Key_Escape)

    visit.until(lambda: not visit.has("staff_pad"))


def test_tab_stays_on_the_pad(visit: Screen) -> None:
    open_door(visit)
    pad = visit.part("staff_pad")

    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        for _ in range(40):
            assert here(visit) is pad or pad.isAncestorOf(here(visit))
            QTest.keyClick(here(visit), Qt.Key.Key_Tab, modifier)


@pytest.mark.parametrize("door", [None, DoorIs(Why.LOCKED, 300), DoorIs(Why.NO_STAFF)])
def test_session_ends_without_a_pin_even_while_the_pad_is_locked(
    visit: Screen, door: DoorIs | None
) -> None:
    _form_with_a_name(visit)
    open_door(visit, door)

    visit.tap("staff_end")

    visit.until(visit.ended)
    assert visit.ended() == ["cleared"]


def test_glass_can_be_wiped_while_the_pad_is_locked(visit: Screen) -> None:
    open_door(visit, DoorIs(Why.LOCKED, 300))

    visit.tap("staff_wipe")

    assert visit.has("cleaning")


def test_nobody_stays_signed_in_when_the_answer_comes_after_the_pad_has_gone(
    visit: Screen,
) -> None:
    open_door(visit)
    type_pin(visit)
    visit.clock.advance(PAD_S)
    visit.until(lambda: not visit.has("staff_pad"))

    tell(visit, SignedIn("Dana", Role.DESK, acts_of(Role.DESK), 120))

    visit.until(visit.ended)
    assert visit.ended() == ["staff"]
