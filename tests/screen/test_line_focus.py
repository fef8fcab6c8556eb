# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A few lines at a time: what stays clear, how it is moved, and that the rest can be read.

Source:
    WCAG 2.2, 1.4.3; issue 9 ("line focus").
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.tokens import load_palette
from kiosk.screen.widgets.accessible import level_of
from kiosk.screen.widgets.line_focus import MOST_LINES, READABLE, LineFocus, veil_percent
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.session.messages import Configure
from kiosk.settings import Theme
from tests.support.listening import hear, voice_of
from tests.support.pixels import contrast
from tests.support.screen import Screen, screen

ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
SYMPTOM = (Route(RouteName.SYMPTOM, "hives"), "sources_open")
THERAPY = (Route(RouteName.THERAPY, "eptinezumab"), "sources_open")


@pytest.fixture
def lined(qtbot: QtBot, qapp: QApplication, config: Configure) -> Iterator[Screen]:
    """A visit in which a few lines at a time are shown, with a voice."""
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        for name in ("bar_settings", "tab_reading", "lines_few", "settings_done"):
            view.tap(name)
        yield view


def focus_of(view: Screen) -> LineFocus:
    view.lay_out()
    return view.part("line_focus", LineFocus)


def glass_of(focus: LineFocus) -> QWidget:
    glass = focus.parentWidget()
    assert glass is not None
    return glass


def part_of(focus: LineFocus) -> QWidget | None:
    return focus._here.part if focus._here is not None else None


def band(view: Screen) -> QRect:
    """Return the clear lines, in the column."""
    focus = focus_of(view)
    scroller = view.parts(TouchScroll)[-1]
    return focus.band.translated(0, scroller.verticalScrollBar().value())


@pytest.mark.parametrize(
    "place", [ARTICLE, SYMPTOM, THERAPY], ids=["article", "symptom", "therapy"]
)
def test_page_of_the_library_shows_a_few_lines_clearly(
    lined: Screen, place: tuple[Route, str]
) -> None:
    lined.open(*place)

    focus = focus_of(lined)

    assert focus.rect().intersects(focus.band)
    assert focus.band.height() < focus.height() / 4


def test_page_is_whole_for_who_did_not_choose_it(visit: Screen) -> None:
    visit.open(*ARTICLE)

    assert not visit.has("line_focus")


def test_form_is_never_dimmed(lined: Screen) -> None:
    lined.start_request()

    assert not lined.has("line_focus")


@pytest.mark.parametrize("theme", Theme)
def test_dimmed_words_can_still_be_read(theme: Theme) -> None:
    palette = load_palette(theme)
    ink, paper = QColor(palette.ink), QColor(palette.paper)
    part = veil_percent(ink, paper) / 100
    parts = [
        (one * (1 - part) + other * part)
        for one, other in (
            (ink.redF(), paper.redF()),
            (ink.greenF(), paper.greenF()),
            (ink.blueF(), paper.blueF()),
        )
    ]
    mixed = QColor.fromRgbF(*parts)

    assert contrast(mixed.rgb(), paper.rgb()) >= READABLE - 0.05
    assert part > 0.2


@pytest.mark.parametrize(
    "place", [ARTICLE, SYMPTOM, THERAPY], ids=["article", "symptom", "therapy"]
)
def test_reading_begins_at_the_title(lined: Screen, place: tuple[Route, str]) -> None:
    lined.open(*place)
    focus = focus_of(lined)

    assert not focus.band.isEmpty()
    here = part_of(focus)
    assert here is not None
    assert level_of(here) == 1


def test_button_below_the_page_goes_on_by_lines_and_back(lined: Screen) -> None:
    lined.open(*ARTICLE)
    first = band(lined)

    lined.tap("article_scroll_down")
    second = band(lined)
    lined.tap("article_scroll_up")

    assert second.top() > first.top()
    assert band(lined) == first


def test_lines_go_on_to_the_end_of_the_page(lined: Screen) -> None:
    lined.open(*ARTICLE)
    scroller = lined.part("article_scroll", TouchScroll)
    focus, seen = focus_of(lined), 0
    while focus.can_step(1):
        focus.step(1)
        lined.lay_out()
        seen += 1
        assert focus.rect().contains(focus.band.center())

    assert scroller.fraction() > 0.9
    assert seen > 20


def test_no_more_than_three_lines_are_clear(lined: Screen) -> None:
    lined.open(*ARTICLE)
    focus = focus_of(lined)
    line = max(part.fontMetrics().lineSpacing() for part in lined.parts(Prose))

    while focus.can_step(1):
        focus.step(1)
        part = part_of(focus)
        if isinstance(part, Prose):
            assert focus.band.height() <= (MOST_LINES + 1) * line * 1.2


def test_bullet_is_no_line_of_its_own(lined: Screen) -> None:
    lined.open(*ARTICLE)
    focus = focus_of(lined)

    seen = []
    while focus.can_step(1):
        focus.step(1)
        seen.append(part_of(focus))

    assert not any(isinstance(part, Words) and len(part.text()) <= len("1.") for part in seen)


def test_column_that_was_dragged_on_has_clear_lines_again(lined: Screen) -> None:
    lined.open(*ARTICLE)
    focus = focus_of(lined)

    lined.part("article_scroll", TouchScroll).go_to(0.5)

    lined.until(lambda: focus.rect().contains(focus.band.center()))


def test_touched_line_is_clear(lined: Screen) -> None:
    lined.open(*ARTICLE)
    focus = focus_of(lined)
    glass = glass_of(focus)
    below = [part for part in lined.parts(Prose) if part.mapTo(glass, QPoint(0, 0)).y() > 900]

    lined.finger.tap(below[0])

    assert focus.band.contains(below[0].mapTo(glass_of(focus), below[0].rect().center()))


def test_arrows_move_the_lines(lined: Screen) -> None:
    lined.open(*ARTICLE)
    focus, first = focus_of(lined), band(lined)
    focus.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(focus, Qt.Key.Key_Down)
    second = band(lined)
    QTest.keyClick(focus, Qt.Key.Key_Up)

    assert second.top() > first.top()
    assert band(lined) == first


def test_keyboard_reaches_the_lines_and_leaves_them(lined: Screen) -> None:
    lined.open(*ARTICLE)
    focus = focus_of(lined)
    focus.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(focus, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is not focus


def test_button_that_a_keyboard_has_gone_to_is_clear(lined: Screen) -> None:
    lined.open(*ARTICLE)
    focus, button = focus_of(lined), lined.part("article_ask")

    button.setFocus(Qt.FocusReason.TabFocusReason)

    assert focus.band.contains(button.mapTo(glass_of(focus), button.rect().center()))


def test_lines_follow_the_word_that_is_said(lined: Screen) -> None:
    lined.open(*ARTICLE)
    hear(lined)
    focus = focus_of(lined)

    voice_of(lined).speak("placebo")

    def marked() -> list[Prose]:
        return [part for part in lined.parts(Prose) if part.mark is not None]

    lined.until(lambda: marked() and part_of(focus) is marked()[0])
    (words,) = marked()
    assert words.mark is not None
    place = words.mark_place(words.mark)
    assert focus.band.contains(words.mapTo(glass_of(focus), place.center()))


def test_what_is_urgent_is_not_dimmed(lined: Screen) -> None:
    lined.open(*SYMPTOM)
    focus = focus_of(lined)
    urgent = lined.part("band_emergency")
    middle = urgent.mapTo(glass_of(focus), urgent.rect().center())

    assert not focus.dimmed.contains(middle)
    assert focus.dimmed.contains(QPoint(1, focus.height() - 1))


def test_finger_reaches_what_lies_below_the_veil(lined: Screen) -> None:
    lined.open(*ARTICLE)

    lined.tap("term_aura")

    lined.part("meaning_aura")


def test_strip_stays_usable_at_the_end_of_the_page(lined: Screen) -> None:
    lined.open(*ARTICLE)
    lined.part("article_scroll", TouchScroll).go_to(1.0)
    lined.lay_out()

    assert lined.part("article_scroll_down", QWidget).isEnabled()
