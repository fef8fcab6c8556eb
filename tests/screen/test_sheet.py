# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The sheet of this visit's settings: it lies over its page, is left in many ways, loses nothing.

Source:
    accessibility.md A2 (1.4.4, 2.1.1, 2.4.3, 2.4.11).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.pages.article import ArticlePage
from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.bars import BottomBar
from kiosk.screen.widgets.keyboard import Keyboard
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.settings import Display, Theme
from tests.support.screen import GLASSES, MOST_TABS, Screen, configuration, screen

ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
TITLE_ES = "Infusiones para la migraña: lo que debe saber"
CHOICES = ("scale_125", "theme_dark", "motion_moving", "tab_language language_es")
HALF = 0.5


def _place(view: Screen, part: QWidget) -> QRect:
    """Return where a part lies in the window."""
    return QRect(part.mapTo(view.shell, QPoint(0, 0)), part.size())


def _beside_card(view: Screen) -> QPoint:
    """Return a place on the sheet where its card is not."""
    return _place(view, view.part("settings")).topLeft() + QPoint(4, 4)


def _settings_over_article(view: Screen) -> None:
    view.open(*ARTICLE)
    view.lay_out()
    view.part("article_scroll", TouchScroll).go_to(HALF)
    view.tap("bar_settings")
    view.part("settings_card")


def test_settings_lie_over_the_page(visit: Screen) -> None:
    visit.tap("bar_settings")

    assert _place(visit, visit.part("settings")) == _place(visit, visit.part("home"))
    assert visit.has("home_learn")


def test_touch_beside_the_card_leaves(visit: Screen) -> None:
    visit.tap("bar_settings")

    visit.finger.tap_at(_beside_card(visit))

    assert not visit.has("settings")
    assert visit.has("home_learn")


def test_touch_on_the_card_stays(visit: Screen) -> None:
    visit.tap("bar_settings")

    visit.tap("settings_title")

    assert visit.has("settings")


def test_back_closes_the_settings_before_it_leads_away(visit: Screen) -> None:
    _settings_over_article(visit)

    visit.tap("bar_back")

    assert not visit.has("settings")
    assert visit.has("article_title")


def test_second_back_leads_away(visit: Screen) -> None:
    _settings_over_article(visit)
    visit.tap("bar_back")

    visit.tap("bar_back")

    visit.part("home_learn")


def test_back_is_offered_on_the_home_page_only_for_the_settings(visit: Screen) -> None:
    assert not visit.has("bar_back")

    visit.tap("bar_settings")
    assert visit.has("bar_back")

    visit.tap("bar_back")
    assert not visit.has("bar_back")


def test_settings_touched_again_closes_them(visit: Screen) -> None:
    visit.tap("bar_settings")

    visit.tap("bar_settings")

    assert not visit.has("settings")


def test_home_closes_the_settings(visit: Screen) -> None:
    _settings_over_article(visit)

    visit.tap("bar_home")

    visit.part("home_learn")
    assert not visit.has("settings")


@pytest.mark.parametrize("choice", CHOICES)
def test_choice_keeps_the_settings_open(visit: Screen, choice: str) -> None:
    _settings_over_article(visit)

    for name in choice.split():
        visit.tap(name)

    visit.until(lambda: visit.part(choice.rsplit(maxsplit=1)[-1]).property("checked"))
    assert visit.has("settings_card")


@pytest.mark.parametrize("choice", CHOICES)
def test_choice_keeps_the_place_of_the_page(visit: Screen, choice: str) -> None:
    _settings_over_article(visit)
    place = visit.part("article", ArticlePage).place()
    for name in (*choice.split(), "settings_done"):
        visit.tap(name)

    visit.until(lambda: visit.has("sources_open"))
    visit.lay_out()

    assert visit.part("article", ArticlePage).place() == pytest.approx(place, abs=0.2)


def test_language_chosen_on_the_sheet_is_that_of_the_page_below(visit: Screen) -> None:
    _settings_over_article(visit)

    visit.tap("tab_language")
    visit.tap("language_es")

    visit.until(lambda: visit.text("article_title") == TITLE_ES)


def _tabbed(view: Screen) -> list[QWidget]:
    """Return where Tab leads, each place once."""
    seen: list[QWidget] = []
    for _ in range(MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or view.shell, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is None or here in seen:
            return seen
        seen.append(here)
    raise LookupError("Tab never comes back")


def test_tab_never_reaches_the_covered_page(visit: Screen) -> None:
    _settings_over_article(visit)
    page = visit.part("article")

    assert [part.objectName() for part in _tabbed(visit) if page.isAncestorOf(part)] == []


def test_tab_backwards_never_reaches_the_covered_page(visit: Screen) -> None:
    _settings_over_article(visit)
    page = visit.part("article")

    for _ in range(MOST_TABS // 10):
        QTest.keyClick(QApplication.focusWidget() or visit.shell, Qt.Key.Key_Backtab)
        here = QApplication.focusWidget()
        assert here is not None
        assert not page.isAncestorOf(here)


def test_tab_reaches_the_sheet_and_the_bar(visit: Screen) -> None:
    _settings_over_article(visit)

    reached = {part.objectName() for part in _tabbed(visit)}

    assert {"scale_100", "theme_light", "settings_done", "bar_home", "bar_settings"} <= reached


def test_focus_does_not_stay_on_the_covered_page(visit: Screen) -> None:
    visit.part("home_learn").setFocus(Qt.FocusReason.TabFocusReason)

    visit.tap("bar_settings")
    QTest.keyClick(QApplication.focusWidget() or visit.shell, Qt.Key.Key_Space)

    assert visit.has("settings")
    assert visit.has("home_learn")


def test_keys_go_away_when_the_settings_come(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "key_hide")

    visit.tap("bar_settings")
    visit.lay_out()

    assert visit.parts(Keyboard) == []
    assert visit.has("settings_card")


def test_words_typed_before_the_settings_came_are_still_there(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "key_hide")
    visit.type("hives")

    visit.tap("bar_settings")
    visit.tap("settings_done")

    assert visit.text("search_field").lower() == "hives"


def test_tabs_stay_under_the_finger(visit: Screen) -> None:
    visit.tap("bar_settings")
    names = ("tab_seeing", "tab_reading", "tab_touching", "tab_language")
    places = set()
    for name in names:
        visit.tap(name)
        visit.lay_out()
        places.add(_place(visit, visit.part("tab_seeing")).topLeft().toTuple())

    assert len(places) == 1


def test_way_out_of_the_settings_is_in_sight_at_any_size(visit: Screen) -> None:
    visit.stage.settings.choose("scale", "200")
    visit.tap("bar_settings")
    visit.lay_out()

    card = _place(visit, visit.part("settings_card"))
    assert card.contains(_place(visit, visit.part("settings_done")))


def test_settings_open_again_at_the_page_that_was_left(visit: Screen) -> None:
    for name in ("bar_settings", "tab_touching", "settings_done", "bar_settings"):
        visit.tap(name)

    assert visit.has("reach_low")


def test_choice_far_down_stays_in_sight(visit: Screen) -> None:
    visit.stage.settings.choose("scale", "200")
    for name in ("bar_settings", "tab_touching", "hold_300"):
        visit.tap(name)
    visit.lay_out()
    scroller = visit.part("settings_scroll", TouchScroll)

    assert _place(visit, scroller.viewport()).contains(_place(visit, visit.part("hold_300")))


def test_end_of_a_visit_takes_the_settings_away(visit: Screen) -> None:
    visit.tap("bar_settings")

    visit.tap("bar_clear")

    assert not visit.has("settings")


@pytest.fixture(params=[(glass, moves) for glass in GLASSES for moves in (False, True)], ids=str)
def on_glass(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Screen]:
    """Give a visit on each glass, calm or moving."""
    glass, moves = request.param
    panel = GLASSES[glass]
    display = Display(width_mm=panel.width_mm, theme=Theme.LIGHT, motion=moves)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        view.begin("es")
        view.until(lambda: not view.shell.is_moving)
        yield view


@pytest.mark.parametrize("scale", ["100", "200"])
def test_card_lies_inside_the_window_and_beside_the_bar(on_glass: Screen, scale: str) -> None:
    whole = on_glass.shell.size()
    on_glass.stage.settings.choose("scale", scale)
    on_glass.tap("bar_settings")
    on_glass.lay_out()
    sheet = _place(on_glass, on_glass.part("settings"))
    card = on_glass.part("settings_card")

    on_glass.until(lambda: _place(on_glass, card).bottom() == sheet.bottom())

    assert on_glass.shell.size() == whole
    assert on_glass.shell.rect().contains(sheet)
    assert sheet.contains(_place(on_glass, card))
    assert _place(on_glass, card).top() > sheet.top()
    assert not sheet.intersects(_place(on_glass, on_glass.parts(BottomBar)[0]))
