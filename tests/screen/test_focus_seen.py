# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whoever uses a keyboard sees where the focus is: by pixels, never below keys or bars.

Source:
    accessibility.md A2 (2.4.7, 2.4.11, 2.4.13).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.settings import Display, Theme
from tests.gallery.journey import PLACES, SYMPTOM
from tests.support.focus_pixels import focus_flaws
from tests.support.screen import GLASSES, Screen, configuration, screen

CASES = (
    ("portrait", Theme.LIGHT, "100"),
    ("landscape", Theme.DARK, "150"),
    ("small", Theme.CONTRAST, "200"),
)


@pytest.fixture(params=CASES, ids=str)
def somewhere(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Screen]:
    """A visit on some glass, in some theme, with words of some size."""
    glass, theme, scale = request.param
    panel = GLASSES[glass]
    display = Display(width_mm=panel.width_mm, theme=theme, motion=False)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        view.begin()
        view.stage.settings.choose("scale", scale)
        yield view


def test_focus_is_seen_on_the_pages(somewhere: Screen) -> None:
    for page in (PLACES["home"], SYMPTOM):
        somewhere.open(*page)

        assert focus_flaws(somewhere.shell) == []


def test_focus_is_seen_beside_the_keys(somewhere: Screen) -> None:
    somewhere.open(Route(RouteName.SEARCH), "key_hide")

    assert focus_flaws(somewhere.shell) == []


def test_focus_is_seen_in_a_form_and_its_question(somewhere: Screen) -> None:
    somewhere.start_request()
    somewhere.go_on()
    assert focus_flaws(somewhere.shell) == []

    somewhere.tap("option_reason_start")
    somewhere.go_on()
    somewhere.part("field_first-name")
    assert focus_flaws(somewhere.shell) == []

    somewhere.type("a")
    somewhere.tap("bar_clear")
    somewhere.part("clear_question")
    assert focus_flaws(somewhere.shell) == []


def test_focus_is_seen_in_the_settings(somewhere: Screen) -> None:
    somewhere.tap("bar_settings")
    somewhere.part("settings_card")

    assert focus_flaws(somewhere.shell) == []
