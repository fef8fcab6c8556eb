# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A whole visit by keyboard alone: no trap, the focus always in sight, and back where it was.

Source:
    accessibility.md A2 (2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.settings import Display, Theme
from tests.support.screen import GLASSES, Screen, configuration, screen
from tests.support.ways import ByKeyboard, whole_visit


@pytest.fixture(params=["portrait-en", "small-es", "landscape-en"])
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


def test_whole_visit_by_keyboard(shown: tuple[Screen, str]) -> None:
    view, language = shown

    whole_visit(ByKeyboard(view), language)
