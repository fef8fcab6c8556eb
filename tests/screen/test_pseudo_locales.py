# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Layouts hold words that are longer, from the right, or without blanks.

Source:
    accessibility.md A2 (1557 notice: pseudo-locale of +40 %, mirrored screens, CJK glyphs).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.settings import Display, Theme
from tests.gallery.journey import ARTICLE, PLACES, SYMPTOM, TAKE_HOME
from tests.support.pseudo import KINDS, catalogue
from tests.support.screen import GLASSES, Screen, configuration, screen
from tests.support.walker import Flaw, flaws

PAGES = {**PLACES, "article": ARTICLE, "symptom": SYMPTOM, "take home": TAKE_HOME}
ON = {"longer": "portrait", "mirrored": "landscape", "signs": "small"}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """A language that nobody speaks."""
    return str(request.param)


@pytest.fixture
def abroad(
    kind: str, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Screen]:
    """A visit in it; what the library holds stays English."""
    panel = GLASSES[ON[kind]]
    display = Display(width_mm=panel.width_mm, theme=Theme.LIGHT, motion=False)
    config = configuration(library, tmp_path, display=display)
    words = catalogue(kind, tmp_path)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.shell.setMinimumSize(1, 1)
        view.present()
        view.settle()
        view.begin()
        qapp.installTranslator(words)
        view.stage.settings.choose("motion", "calm")
        view.lay_out()
        try:
            yield view
        finally:
            qapp.removeTranslator(words)
            qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


def _flaws(view: Screen, name: str) -> list[tuple[str, Flaw]]:
    view.lay_out()
    return [(name, flaw) for flaw in flaws(view.shell, view.shell.look)]


def test_main_pages_hold_words_of_other_languages(abroad: Screen) -> None:
    found = []
    for name, (route, sign) in PAGES.items():
        abroad.open(route, sign)
        found += _flaws(abroad, name)
    abroad.open(*PLACES["home"])
    abroad.tap("bar_settings")
    abroad.part("settings_card")
    found += _flaws(abroad, "settings")
    abroad.tap("settings_done")
    abroad.open(Route(RouteName.SEARCH), "key_hide")
    found += _flaws(abroad, "search")

    assert found == []


def test_form_holds_words_of_other_languages(abroad: Screen) -> None:
    abroad.start_request()
    found = _flaws(abroad, "reason")
    abroad.tap("option_reason_start")
    abroad.go_on()
    abroad.part("key_hide")
    found += _flaws(abroad, "name")
    abroad.clock.advance(abroad.config.visit.personal_idle_s)
    abroad.part("idle_question")
    found += _flaws(abroad, "idle")

    assert found == []


def test_language_from_the_right_begins_at_the_right(abroad: Screen, kind: str) -> None:
    def left(name: str) -> int:
        return abroad.part(name).mapTo(abroad.shell, QPoint(0, 0)).x()

    is_mirrored = left("bar_home") > left("bar_clear")

    assert is_mirrored is (kind == "mirrored")


def test_words_are_those_of_the_catalogue(abroad: Screen) -> None:
    assert abroad.text("bar_help") != "Help"
