# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A whole visit by a single switch; the time of the scan is the test's.

Source:
    issue 9; accessibility.md A2 (2.1.1, 2.2.1, 2.4.7).
"""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.settings import Display, SelfVoicing, Theme
from tests.support.screen import GLASSES, configuration, screen
from tests.support.ways import BySwitch, whole_visit

_log = logging.getLogger(__name__)
REST_S = 2.5


@pytest.fixture(params=["portrait-en"])
def switch(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[tuple[BySwitch, str]]:
    """A visitor with a switch in front of the first page, and their language."""
    glass, language = request.param.split("-")
    panel = GLASSES[glass]
    config = configuration(
        library,
        tmp_path,
        display=Display(width_mm=panel.width_mm, theme=Theme.LIGHT, motion=False),
        speech=SelfVoicing(switch_key="Space", scan_s=REST_S),
    )
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        yield BySwitch(view, REST_S), language


@pytest.mark.parametrize("switch", ["portrait-en", "small-es"], indirect=True)
def test_whole_visit_by_switch(switch: tuple[BySwitch, str]) -> None:
    way, language = switch
    way.press()

    whole_visit(way, language)

    _log.info("%d presses, %d steps, %.0f s", way.presses, way.steps, way.steps * REST_S)
