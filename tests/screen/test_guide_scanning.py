# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Scanning for a single switch: what is offered when, what a press does, what shows it.

Source:
    issue 9; accessibility.md A2 (2.2.1, 2.4.7, 1.4.11); EN 301 549 5.8.
"""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.screen.guide.scanning import BOUNCE_S, MOST_IN_GROUP, ROUNDS, Scan
from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import Configure
from kiosk.settings import SelfVoicing
from tests.support.four_keys import ByFourKeys
from tests.support.screen import Screen, screen
from tests.support.staff_door import open_door
from tests.support.walker import on_glass
from tests.support.ways import BySwitch

SLOWEST = "4000"


def _offers(scan: Scan[str], count: int) -> list[str]:
    """Return what is offered now, and after each step."""
    seen = []
    for _ in range(count):
        seen.append("".join(scan.offered))
        scan.step()
    return seen


def test_groups_are_offered_in_turn_for_ever() -> None:
    assert _offers(Scan(["abc", "d", "ef"]), 5) == ["abc", "d", "ef", "abc", "d"]


def test_press_enters_a_group_at_its_first_part() -> None:
    scan = Scan(["abc", "d"])

    assert scan.press() is None
    assert _offers(scan, 4) == ["a", "b", "c", "a"]


def test_press_on_a_part_takes_it_and_goes_on_after_its_group() -> None:
    scan = Scan(["abc", "d"])
    scan.press()
    scan.step()

    assert scan.press() == "b"
    assert scan.offered == ("d",)


def test_group_of_one_is_taken_at_once() -> None:
    scan = Scan(["a", "bc"])

    assert scan.press() == "a"


def test_group_without_a_choice_is_left_after_its_rounds() -> None:
    scan = Scan(["ab", "c"])
    scan.press()

    assert _offers(scan, 2 * ROUNDS + 1) == ["a", "b"] * ROUNDS + ["c"]


def test_long_group_is_left_after_one_round() -> None:
    keys = "qwertyuiop"
    assert len(keys) > MOST_IN_GROUP
    scan = Scan([keys, "c"])
    scan.press()

    assert _offers(scan, len(keys) + 1) == [*keys, "c"]


def test_nothing_is_offered_of_nothing() -> None:
    scan = Scan[str](())
    scan.step()

    assert scan.press() is None
    assert scan.offered == ()


@pytest.fixture
def way(visit: Screen) -> BySwitch:
    """A visitor who chose scanning in this visit's settings, on the home page."""
    visit.tap("bar_settings")
    visit.tap("tab_touching")
    visit.tap(f"scan_{SLOWEST}")
    visit.tap("settings_done")
    way = BySwitch(visit, int(SLOWEST) / 1000)
    way.wait()
    return way


def test_settings_begin_and_end_the_scanning(way: BySwitch) -> None:
    view = way.screen
    assert view.has("scan_frame")

    way.activate("bar_settings")
    way.activate("tab_touching")
    way.activate("scan_0")

    view.until(lambda: not view.has("scan_frame"))
    assert view.stage.switch.scanner.offered == ()


def test_frame_lies_around_what_is_offered(way: BySwitch) -> None:
    view = way.screen
    for _ in range(5):
        way.wait()
        frame = view.part("scan_frame").geometry()
        offered = [
            on_glass(view.part(name), view.shell) for name in view.stage.switch.scanner.offered
        ]

        assert offered
        assert all(frame.contains(place) for place in offered)


def test_second_press_within_a_bounce_is_none(way: BySwitch) -> None:
    view = way.screen
    while len(view.stage.switch.scanner.offered) == 1:
        way.wait()
    way.press()
    inside = view.stage.switch.scanner.offered

    view.clock.advance(BOUNCE_S / 2)
    QTest.keyClick(view.shell.windowHandle(), Qt.Key.Key_Space)

    assert view.stage.switch.scanner.offered == inside
    assert view.has("home")


def test_warning_can_be_answered_in_its_time_at_the_slowest(way: BySwitch) -> None:
    view = way.screen
    view.clock.advance(view.config.visit.idle_s)
    view.part("idle_yes")
    began_s = view.clock.now_s

    way.activate("idle_yes")

    assert view.clock.now_s - began_s < view.config.visit.warning_s
    assert not view.has("idle_yes")
    assert view.has("home")


def test_both_answers_of_the_warning_are_offered_in_its_time(way: BySwitch) -> None:
    view = way.screen
    view.clock.advance(view.config.visit.idle_s)
    view.part("idle_no")
    began_s = view.clock.now_s

    way.activate("idle_no")

    assert view.clock.now_s - began_s < view.config.visit.warning_s
    assert view.ended() == ["cleared"]


def test_scanning_alone_keeps_no_visit_alive(way: BySwitch) -> None:
    view = way.screen
    for _ in range(view.config.visit.idle_s // int(way.rest_s) + 1):
        way.wait()

    view.part("idle_question")


def test_page_buttons_are_offered_for_what_is_out_of_sight(way: BySwitch) -> None:
    view = way.screen
    view.open(Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
    view.lay_out()
    source = view.part("sources_open")
    assert on_glass(source, view.shell).isEmpty()

    way.activate("sources_open")

    assert not on_glass(source, view.shell).isEmpty()


def test_space_writes_a_blank_while_nothing_is_scanned(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "key_hide")

    QTest.keyClick(visit.shell.windowHandle(), Qt.Key.Key_A)
    QTest.keyClick(visit.shell.windowHandle(), Qt.Key.Key_Space)

    assert visit.part("search_field", QLineEdit).text() == "a "


def test_covers_of_staff_are_not_scanned(way: BySwitch) -> None:
    open_door(way.screen)

    way.wait()

    assert way.screen.stage.switch.scanner.offered == ()
    assert not way.screen.has("scan_frame")


def test_offered_parts_are_said_while_the_screen_speaks(
    qtbot: QtBot, qapp: QApplication, config: Configure
) -> None:
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        ears = ByFourKeys(view)
        ears.begin()
        ears.activate("attract_begin_en")
        view.stage.settings.choose("scan", SLOWEST)
        way = BySwitch(view, int(SLOWEST) / 1000)

        for _ in range(3):
            way.wait()
        ears.settle()
        offered = view.stage.switch.scanner.offered[0]

        assert view.text(offered) in ears.lines[-1]
        ears.leave()


def test_key_of_the_center_begins_the_scanning(
    qtbot: QtBot, qapp: QApplication, config: Configure
) -> None:
    speech = SelfVoicing(switch_key="F16", scan_s=3.0)
    with screen(qtbot, qapp, msgspec.structs.replace(config, speech=speech)) as view:
        view.present()
        view.settle()

        QTest.keyClick(view.shell.windowHandle(), Qt.Key.Key_F16)

        view.until(lambda: view.stage.switch.scanner.offered == ("attract_turn",))
        view.until(lambda: view.has("scan_frame"))
        assert view.stage.settings.current()["scan"] == "3000"
