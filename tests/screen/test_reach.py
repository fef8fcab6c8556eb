# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Reach: nothing to touch lies too high for a seated person, in any mode, and nothing is lost.

Source:
    accessibility.md A1 (1220 mm above the floor; ADA 308), A2.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import REACH_MM, Panel, reachable
from kiosk.settings import Display, Theme
from tests.gallery.journey import PLACES, SYMPTOM, TAKE_HOME
from tests.support.screen import GLASSES, Screen, configuration, screen
from tests.support.staff_door import open_door
from tests.support.walker import flaws

PORTRAIT_PX, LANDSCAPE_PX, MM_PER_PX = (1080, 1920), (1920, 1080), 0.248
HIGH_MM = 900.0
"""A portrait glass that begins here ends at 1376 mm."""
PAGES = {**PLACES, "symptom": SYMPTOM, "take home": TAKE_HOME}


@pytest.mark.parametrize("floor_mm", [0.0, 700.0, 744.0, 800.0, 1000.0])
@pytest.mark.parametrize("low", [False, True])
def test_nothing_lies_above_the_limit(floor_mm: float, low: bool) -> None:
    panel = reachable(Panel(*PORTRAIT_PX, MM_PER_PX), floor_mm, low=low)

    assert floor_mm + panel.height_px * panel.mm_per_px <= REACH_MM


def test_glass_in_reach_is_used_whole() -> None:
    panel = Panel(*PORTRAIT_PX, MM_PER_PX)

    assert reachable(panel, 700.0, low=False) == panel


@pytest.mark.parametrize("size", [PORTRAIT_PX, LANDSCAPE_PX])
def test_reach_mode_uses_the_lower_part(size: tuple[int, int]) -> None:
    panel = reachable(Panel(*size, MM_PER_PX), 0.0, low=True)

    assert panel.above_px + panel.height_px == size[1]
    assert panel.above_px > size[1] / 4


def test_glass_that_hangs_too_high_keeps_room_for_its_pages() -> None:
    panel = reachable(Panel(*PORTRAIT_PX, MM_PER_PX), 1_200.0, low=True)

    assert panel.height_px * MM_PER_PX >= 159


def _highest(view: Screen) -> int:
    """Return the top of the highest thing to touch, in pixels."""
    touched = [*view.parts(QAbstractButton), *view.parts(QLineEdit)]
    return min(
        part.mapTo(view.shell, QPoint(0, 0)).y()
        for part in touched
        if not part.visibleRegion().isEmpty()
    )


def _names(view: Screen) -> set[str]:
    return {part.objectName() for part in view.parts(QAbstractButton)}


CASES = [
    (glass, scale, floor_mm)
    for glass in ("portrait", "landscape")
    for scale in ("100", "200")
    for floor_mm in (0.0, HIGH_MM)
    if glass == "portrait" or not floor_mm
]


@pytest.fixture(params=CASES, ids=str)
def low(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Screen]:
    """A visit in reach mode, or on a glass that ends too high."""
    glass, scale, floor_mm = request.param
    panel = GLASSES[glass]
    display = Display(width_mm=panel.width_mm, theme=Theme.LIGHT, motion=False, floor_mm=floor_mm)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        view.begin("es")
        view.stage.settings.choose("scale", scale)
        if not floor_mm:
            view.stage.settings.choose("reach", "low")
        yield view


def test_every_page_keeps_to_the_reach(low: Screen) -> None:
    for name, (route, sign) in PAGES.items():
        low.open(route, sign)
        low.lay_out()

        assert _highest(low) >= low.shell.look.panel.above_px, name
        assert flaws(low.shell, low.shell.look) == [], name


def test_keys_and_field_keep_to_the_reach(low: Screen) -> None:
    low.open(Route(RouteName.SEARCH), "key_hide")
    low.lay_out()

    assert _highest(low) >= low.shell.look.panel.above_px
    assert flaws(low.shell, low.shell.look) == []


def test_settings_keep_to_the_reach(low: Screen) -> None:
    low.tap("bar_settings")
    low.part("settings_card")
    low.lay_out()

    assert _highest(low) >= low.shell.look.panel.above_px


def test_question_keeps_to_the_reach(low: Screen) -> None:
    low.start_request()
    low.tap("option_reason_start")
    low.go_on()
    low.part("key_hide")
    low.type("ana")
    low.tap("bar_clear")
    low.part("clear_question")
    low.lay_out()

    words = low.part("clear_question")
    assert words.mapTo(low.shell, QPoint(0, 0)).y() >= low.shell.look.panel.above_px


def _is_there(view: Screen, sign: str) -> bool:
    return view.has(sign) and view.is_whole()


def test_reach_mode_loses_nothing(visit: Screen) -> None:
    for route, sign in PAGES.values():
        visit.open(route, sign)
        before = _names(visit)
        visit.stage.settings.choose("reach", "low")
        visit.until(partial(_is_there, visit, sign))

        assert {name for name in before if "_scroll" not in name} <= _names(visit)
        visit.stage.settings.choose("reach", "whole")


def test_staff_door_opens_and_keeps_to_the_reach(low: Screen) -> None:
    open_door(low)
    low.lay_out()

    assert _highest(low) >= low.shell.look.panel.above_px
    assert flaws(low.shell, low.shell.look) == []


def test_center_is_named_once(visit: Screen) -> None:
    visit.stage.settings.choose("reach", "low")

    assert visit.words().count(visit.config.center.name) == 1


def test_reach_mode_is_not_offered_where_all_of_the_glass_is_low(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> None:
    panel = GLASSES["small"]
    config = configuration(library, tmp_path, display=Display(width_mm=panel.width_mm))
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        assert "reach" not in view.stage.settings.current()
