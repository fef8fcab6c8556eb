# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words of bars, tabs and keys follow the size that the visitor chose: by half as much at least.

Source:
    WCAG 2.2, 1.4.4; accessibility.md A2. Running words grow to all of 200 %: `test_visit.py`.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.paths import resources_dir
from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import Look, make_look, measure_panel
from kiosk.screen.theme.sizes import key_sizes
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.keyboard import Keyboard, KeyCap
from kiosk.screen.widgets.keyboard_layout import Layout
from kiosk.settings import Display, Theme
from tests.gallery.journey import ARTICLE, PLACES
from tests.support.screen import GLASSES, Screen, configuration, screen

LEAST_GROWTH = 1.5
ROUNDING = 0.02
FIVE_ROWS = ("small", Layout.EMAIL)
"""Here half of the glass holds no larger words on five rows of keys."""
LEAST_ON_FIVE_ROWS = 1.4
BARS = ("bar_home", "bar_help", "bar_settings", "bar_clear", "header_language")
TURNS = ("article_scroll_up", "article_scroll_down")
TABS = ("tab_seeing", "tab_reading", "tab_touching", "tab_language", "settings_done")


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Words in one of the languages, in the type face of the kiosk."""
    load_type_face()
    words = QTranslator()
    if request.param != "en":
        assert words.load(str(resources_dir() / "i18n" / f"kiosk_{request.param}.qm"))
        qapp.installTranslator(words)
    yield request.param
    qapp.removeTranslator(words)


def _look(glass: str, scale: float) -> Look:
    size = GLASSES[glass]
    panel = measure_panel(
        QSize(size.width_px, size.height_px), (0.0, 0.0), Display(width_mm=size.width_mm)
    )
    return make_look(Theme.LIGHT, panel, scale, calm=True)


def _on_keys(qtbot: QtBot, look: Look, layout: Layout, language: str) -> dict[str, int]:
    """Return the pixels of what stands on each key."""
    keys = Keyboard(look, language)
    field = TextField(look, name="field", keys=layout.value)
    for part in (keys, field):
        qtbot.addWidget(part)
    keys.resize(look.panel.width_px, look.panel.height_px // 2)
    keys.serve(field)
    sizes = key_sizes(look)
    found = {
        cap.objectName(): sizes[cap.words.property("role")] for cap in keys.findChildren(KeyCap)
    }
    keys.put_away()
    return found


@pytest.mark.parametrize(("glass", "layout"), [*product(GLASSES, Layout)])
def test_keys_grow_by_half_at_least(
    qtbot: QtBot, language: str, glass: str, layout: Layout
) -> None:
    plain = _on_keys(qtbot, _look(glass, 1.0), layout, language)
    large = _on_keys(qtbot, _look(glass, 2.0), layout, language)

    found = {name: large[name] / plain[name] for name in plain}

    least = LEAST_ON_FIVE_ROWS if (glass, layout) == FIVE_ROWS else LEAST_GROWTH
    assert {name: growth for name, growth in found.items() if growth < least} == {}


@pytest.fixture(params=GLASSES)
def view(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Screen]:
    """A visit on each glass."""
    panel = GLASSES[request.param]
    display = Display(width_mm=panel.width_mm, theme=Theme.LIGHT, motion=False)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        yield view


def _in_bars(view: Screen) -> dict[str, int]:
    """Return the pixels of the words of bars and tabs."""
    found = dict[str, int]()
    view.open(*PLACES["home"])
    view.open(*ARTICLE)
    view.lay_out()
    found |= _pixels(view, (*BARS, *TURNS))
    view.tap("bar_settings")
    view.part("tab_seeing")
    view.lay_out()
    found |= _pixels(view, TABS)
    view.tap("settings_done")
    return found


def _pixels(view: Screen, names: tuple[str, ...]) -> dict[str, int]:
    return {name: view.part(name, TouchButton).words.fontInfo().pixelSize() for name in names}


@pytest.mark.parametrize("tongue", ["en", "es"])
def test_bars_and_tabs_grow_by_half_at_least(view: Screen, tongue: str) -> None:
    view.begin(tongue)
    plain = _in_bars(view)
    view.stage.settings.choose("scale", "200")
    large = _in_bars(view)

    found = {name: large[name] / plain[name] for name in plain}

    least = LEAST_GROWTH - ROUNDING
    assert {name: growth for name, growth in found.items() if growth < least} == {}
