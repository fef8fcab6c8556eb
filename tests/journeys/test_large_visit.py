# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A whole visit by touch with the largest words and in reach mode, on every glass.

Source:
    accessibility.md A1 (reach), A2 (1.4.4, 2.5.1, 2.5.7).
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.theme.look import REACH_MM
from kiosk.settings import Display, Theme
from tests.support.screen import GLASSES, Screen, configuration, screen
from tests.support.ways import ByTouch, whole_visit

CASES = tuple(product(GLASSES, ("en", "es")))
FLOOR_MM = 744.0
"""Where the glass of a floor stand begins: a portrait one ends just within reach."""


@pytest.fixture(params=CASES, ids="-".join)
def case(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[tuple[Screen, str]]:
    """A screen on the glass, and the language of its visitor."""
    glass, language = request.param
    panel = GLASSES[glass]
    display = Display(width_mm=panel.width_mm, theme=Theme.LIGHT, motion=False, floor_mm=FLOOR_MM)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        yield view, language


def _enlarge(way: ByTouch) -> None:
    """Choose the largest words, and the lower part of the glass where that is offered."""
    way.activate("bar_settings")
    way.activate("scale_200")
    way.activate("tab_touching")
    if way.screen.has("reach_low"):
        way.activate("reach_low")
    way.activate("settings_done")
    way.highest = way.screen.shell.height()


def test_whole_visit_with_large_words_and_in_reach(case: tuple[Screen, str]) -> None:
    view, language = case
    way = ByTouch(view)

    whole_visit(way, language, first=lambda: _enlarge(way))

    look = view.shell.look
    assert look.text_scale == 2.0
    assert way.highest >= look.panel.above_px
    assert FLOOR_MM + (view.shell.height() - way.highest) * look.panel.mm_per_px <= REACH_MM
