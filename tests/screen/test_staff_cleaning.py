# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A glass that is wiped: inert until the time is over, or until two separate touches."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.screen.staff.cleaning import CALM_S, STAFF_S, WIPE_S
from kiosk.session.messages import CleanNow, OnGlass, VisitBegan
from kiosk.session.panel import ActDone, Wiped
from kiosk.staff.panel import ActOutcome, PanelAct
from tests.support.screen import Screen
from tests.support.staff_door import open_door, sign_in, tell, wait_for_clock


def _wipe_at_the_door(view: Screen) -> None:
    open_door(view)
    view.tap("staff_wipe")
    view.part("cleaning")


def _end(view: Screen, seconds: float) -> None:
    view.clock.advance(seconds + CALM_S)
    wait_for_clock(view, "cleaning_clock")


def _tap(view: Screen, mark: str) -> None:
    place = view.finger.middle(view.part(mark))
    view.finger.press(place)
    view.clock.advance(0.2)
    view.finger.release(place)


def test_touches_and_keys_do_nothing_while_the_glass_is_wiped(visit: Screen) -> None:
    places = [visit.finger.middle(visit.part(name)) for name in ("home_learn", "bar_clear")]
    _wipe_at_the_door(visit)

    for place in places:
        visit.finger.tap_at(place)
    visit.finger.drag(QPoint(100, 300), QPoint(900, 1800))
    QTest.keyClick(QApplication.focusWidget() or visit.shell, Qt.Key.Key_Escape)

    assert visit.has("cleaning")
    assert not visit.ended()


def test_wipe_is_told_when_its_whole_time_is_over(visit: Screen) -> None:
    _wipe_at_the_door(visit)
    visit.clock.advance(WIPE_S - 1)
    wait_for_clock(visit, "cleaning_clock")
    assert not visit.heard(Wiped)

    _end(visit, 1)

    visit.until(lambda: visit.heard(Wiped))
    assert visit.has("home_learn")
    assert not visit.has("cleaning")


def test_screen_wakes_only_when_the_hand_has_left(visit: Screen) -> None:
    _wipe_at_the_door(visit)
    visit.clock.advance(WIPE_S)
    visit.finger.tap_at(QPoint(500, 900))
    wait_for_clock(visit, "cleaning_clock")
    assert visit.has("cleaning")

    visit.clock.advance(CALM_S)

    visit.until(lambda: not visit.has("cleaning"))


def test_two_separate_touches_at_the_marks_end_it_and_it_does_not_count(visit: Screen) -> None:
    _wipe_at_the_door(visit)

    _tap(visit, "cleaning_mark_1")
    assert visit.has("cleaning")
    _tap(visit, "cleaning_mark_2")

    visit.until(lambda: not visit.has("cleaning"))
    assert not visit.heard(Wiped)


def test_stroke_from_mark_to_mark_ends_nothing(visit: Screen) -> None:
    _wipe_at_the_door(visit)
    first, second = (
        visit.finger.middle(visit.part(f"cleaning_mark_{number}")) for number in (1, 2)
    )

    visit.finger.drag(first, second)
    visit.finger.drag(second, first)

    assert visit.has("cleaning")


def test_wipe_from_the_front_desk_leaves_the_first_page_fresh(shown: Screen) -> None:
    tell(shown, CleanNow(30))
    shown.part("cleaning")
    shown.finger.tap_at(QPoint(500, 900))
    shown.until(lambda: OnGlass(cleaning=True) in shown.heard(OnGlass))

    _end(shown, 30)

    shown.until(lambda: shown.heard(Wiped))
    shown.until(lambda: shown.heard(OnGlass)[-1] == OnGlass())
    assert not shown.heard(VisitBegan)


def test_wipe_by_staff_counts_also_when_they_end_it_and_hides_the_visit(visit: Screen) -> None:
    sign_in(visit)
    visit.tap("panel_begin-cleaning")
    tell(visit, ActDone(PanelAct.BEGIN_CLEANING, ActOutcome.DONE))
    visit.part("cleaning")
    visit.clock.advance(STAFF_S / 2)

    _tap(visit, "cleaning_mark_1")
    _tap(visit, "cleaning_mark_2")

    visit.until(lambda: visit.heard(Wiped))
    assert not visit.has("home_learn")
    assert not visit.has("cleaning")
