# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Help for people who speak neither language of the kiosk.

Source:
    45 CFR 92.11 (notice in English and the 15 languages most spoken in the state).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.language_help import tongues
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.accessible import level_of
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.text import Words
from kiosk.session.messages import CardUp
from kiosk.settings import Display, Theme
from tests.support.letters import dress
from tests.support.screen import GLASSES, Screen, configuration, screen
from tests.support.walker import flaws

LEAST = 15


def test_there_are_fifteen_languages() -> None:
    assert len(tongues()) >= LEAST


def test_every_language_has_its_own_words() -> None:
    assert len({tongue.card for tongue in tongues().values()}) == len(tongues())
    assert all("{phone}" in tongue.notice for tongue in tongues().values())


def test_each_has_a_place_of_its_own() -> None:
    assert len({tongue.rank for tongue in tongues().values()}) == len(tongues())


def test_nobody_is_said_to_have_read_what_nobody_has() -> None:
    assert all(
        bool(tongue.reviewed_by) == bool(tongue.reviewed_on) for tongue in tongues().values()
    )


def _missing(text: str, script: str, role: str) -> bool:
    label = Words(text, role)
    label.setProperty("script", script)
    label.ensurePolished()
    layout = QTextLayout(text, label.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())


@pytest.mark.parametrize("code", tongues())
def test_every_letter_can_be_drawn(qapp: QApplication, code: str) -> None:
    dress(qapp)
    tongue = tongues()[code]
    try:
        for text in (tongue.own, tongue.card, tongue.notice):
            assert not _missing(text, tongue.script.value, "subheading")
    finally:
        qapp.setStyleSheet("")


def test_east_asian_scripts_have_their_own_forms() -> None:
    sheet = render_sheet(make_look(Theme.LIGHT, Panel(1080, 1920, REFERENCE_MM_PER_PX)))

    for region in ("SC", "TC", "JP", "KR"):
        assert f'"Noto Sans CJK {region}"; }}' in sheet


@pytest.mark.parametrize(
    "way", ["bar_help help_languages", "bar_settings tab_language settings_languages"]
)
def test_card_is_a_few_touches_away(visit: Screen, way: str) -> None:
    for name in (*way.split(), "language_help_vi"):
        visit.tap(name)

    words = visit.part("language_card_done").window().findChildren(Words)
    said = " ".join(" ".join(label.text().split()) for label in words if label.isVisible())
    assert "I speak Vietnamese. Please call an interpreter. It is free." in said
    assert tongues()["vi"].card in said


def test_card_is_known_to_be_up_and_put_away(visit: Screen) -> None:
    visit.open(Route(RouteName.LANGUAGES), "languages_head")
    visit.tap("language_help_ar")
    visit.part("language_card_done")
    visit.tap("language_card_done")

    visit.part("languages_head")
    assert visit.heard(CardUp) == [CardUp(up=True), CardUp(up=False)]


def test_list_says_that_nobody_has_checked_it(visit: Screen) -> None:
    visit.open(Route(RouteName.LANGUAGES), "languages_head")

    unread = [code for code, tongue in tongues().items() if not tongue.is_reviewed]
    assert ("has not checked" in visit.words()) is bool(unread)


def test_card_tells_staff_whether_a_translator_has_checked_it(visit: Screen) -> None:
    for code, tongue in tongues().items():
        visit.open(Route(RouteName.LANGUAGE_CARD, code), "language_card_done")

        assert ("No translator has checked it yet." in visit.words()) is not tongue.is_reviewed


@pytest.fixture(params=[(glass, scale) for glass in GLASSES for scale in ("100", "200")], ids=str)
def on_glass(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Screen]:
    """Give a visit on each glass, with words of two sizes."""
    glass, scale = request.param
    panel = GLASSES[glass]
    display = Display(width_mm=panel.width_mm, theme=Theme.LIGHT, motion=False)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        view.begin("es")
        view.stage.settings.choose("scale", scale)
        yield view


def test_every_card_fits_the_glass(on_glass: Screen) -> None:
    for code in tongues():
        on_glass.open(Route(RouteName.LANGUAGE_CARD, code), "language_card_done")
        on_glass.lay_out()

        assert flaws(on_glass.shell, on_glass.shell.look) == [], code
        assert not on_glass.has("language_card_scroll_down"), code


def test_card_dominates_the_way_out_of_it(on_glass: Screen) -> None:
    for code in tongues():
        on_glass.open(Route(RouteName.LANGUAGE_CARD, code), "language_card_done")
        on_glass.lay_out()
        out = on_glass.part("language_card_done", TouchButton)
        (own,) = (words for words in on_glass.parts(Words) if level_of(words) == 1)

        assert own.font().pixelSize() > out.words.font().pixelSize(), code
        assert out.property("role") != "primary"
