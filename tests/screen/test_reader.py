# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The reader: terms that unfold, the place that is kept, how far one is, what every article has."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.pages.article import ArticlePage
from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets import terms
from kiosk.screen.widgets.progress import ProgressLine
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.settings import NO_REQUESTS
from tests.support.screen import MOST_TABS, PORTRAIT, Screen, configuration, screen

MIGRAINE = Route(RouteName.ARTICLE, "migraine-infusions")
SHORT = Route(RouteName.ARTICLE, "questions-to-ask")


def _read(visit: Screen, route: Route = MIGRAINE) -> ArticlePage:
    """Open an article and wait until all of it is there."""
    visit.open(route, "article_title")
    page = visit.part("article", ArticlePage)
    visit.until(lambda: page.is_whole)
    visit.lay_out()
    return page


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What assistive technology is told."""
    said: list[str] = []
    monkeypatch.setattr(terms, "announce", lambda _part, words: said.append(words))
    return said


# Terms


def test_term_unfolds_its_meaning_right_below_its_paragraph(visit: Screen) -> None:
    _read(visit)
    term = visit.part("term_aura")
    below = visit.part("heading_which-two-jobs-can-an-infusion-do")

    visit.tap("term_aura")
    visit.lay_out()

    meaning = visit.part("meaning_aura")
    assert "numbness" in visit.words()
    assert _top(term) < _top(meaning) < _top(below)


def test_meaning_is_not_on_the_page_before_the_term_is_touched(visit: Screen) -> None:
    _read(visit)

    assert "numbness" not in visit.words()


def test_second_touch_folds_the_meaning(visit: Screen) -> None:
    _read(visit)
    visit.tap("term_aura")

    visit.tap("term_aura")

    assert not visit.has("meaning_aura")


def test_unfolded_meaning_is_announced_once(visit: Screen, spoken: list[str]) -> None:
    _read(visit)

    visit.tap("term_aura")
    visit.tap("term_aura")

    (said,) = spoken
    assert said.startswith("aura: Short changes")


def test_term_is_reached_by_tab_and_opened_by_enter(visit: Screen) -> None:
    _read(visit)
    term = visit.part("term_aura")
    for _ in range(MOST_TABS):
        here = QApplication.focusWidget() or visit.shell
        if here is term:
            break
        QTest.keyClick(here, Qt.Key.Key_Tab)

    QTest.keyClick(term, Qt.Key.Key_Return)

    assert visit.has("meaning_aura")


def test_term_is_a_button_that_says_whether_it_is_open(visit: Screen) -> None:
    _read(visit)
    term = visit.part("term_aura")
    spoken = QAccessible.queryAccessibleInterface(term)
    assert spoken.text(QAccessible.Text.Name) == "aura: what it means"
    assert spoken.role() in {QAccessible.Role.Button, QAccessible.Role.CheckBox}

    visit.tap("term_aura")

    assert spoken.state().expanded


def test_term_is_large_enough_for_a_finger(visit: Screen) -> None:
    _read(visit)
    least = visit.shell.look.px("target_min")

    found = [part for part in visit.buttons() if part.objectName().startswith("term_")]

    assert len(found) >= 4
    assert all(min(part.width(), part.height()) >= least for part in found)


def test_open_meaning_stays_while_the_reader_scrolls(visit: Screen) -> None:
    page = _read(visit)
    visit.tap("term_aura")
    assert page.scroller is not None

    page.scroller.go_to(1.0)
    page.scroller.go_to(0.0)

    assert visit.has("meaning_aura")


def test_meaning_below_the_edge_comes_into_sight(visit: Screen) -> None:
    page = _read(visit)
    scroller = page.scroller
    assert scroller is not None
    term = visit.part("term_aura")
    low = scroller.viewport().height() - term.height() - 4
    scroller.verticalScrollBar().setValue(scroller.above_px(term) - low)
    visit.lay_out()

    visit.finger.tap(term)

    meaning = visit.part("meaning_aura")
    visit.until(
        lambda: (
            meaning.mapTo(scroller.viewport(), meaning.rect().bottomLeft()).y()
            < scroller.viewport().height()
        )
    )


# The place


def _top(part: QWidget) -> int:
    return part.mapTo(part.window(), QPoint(0, 0)).y()


def _at_top(visit: Screen) -> int:
    """Return the number of the block at the top of the glass."""
    return int(visit.part("article", ArticlePage).place())


def _in_the_middle(visit: Screen, route: Route = MIGRAINE) -> int:
    page = _read(visit, route)
    assert page.scroller is not None
    bar = page.scroller.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    return _at_top(visit)


def _whole_again(visit: Screen, old: ArticlePage) -> None:
    def fresh() -> bool:
        pages = visit.parts(ArticlePage, "article")
        return bool(pages) and pages[-1] is not old and pages[-1].is_whole

    visit.until(fresh)
    visit.lay_out()


CHANGES: dict[str, Callable[[Screen], None]] = {
    "twice the size": lambda visit: visit.stage.settings.choose("scale", "200"),
    "a bit larger": lambda visit: visit.stage.settings.choose("scale", "150"),
    "Spanish": lambda visit: visit.shell.choose_language("es"),
    "dark": lambda visit: visit.stage.settings.choose("theme", "dark"),
}


@pytest.mark.parametrize("change", list(CHANGES))
@pytest.mark.parametrize("slug", ["migraine-infusions", "insurance-and-cost", "iv-antibiotics"])
def test_block_at_the_top_stays_there(visit: Screen, slug: str, change: str) -> None:
    before = _in_the_middle(visit, Route(RouteName.ARTICLE, slug))
    old = visit.part("article", ArticlePage)
    assert before > 3

    CHANGES[change](visit)

    _whole_again(visit, old)
    assert _at_top(visit) == before


def test_there_and_back_again_ends_at_the_same_block(visit: Screen) -> None:
    before = _in_the_middle(visit)
    for percent in ("200", "100", "150", "100"):
        old = visit.part("article", ArticlePage)
        visit.stage.settings.choose("scale", percent)
        _whole_again(visit, old)

    assert _at_top(visit) == before


def test_top_of_an_article_stays_its_top(visit: Screen) -> None:
    old = _read(visit)

    visit.shell.choose_language("es")

    _whole_again(visit, old)
    scroller = visit.part("article_scroll", TouchScroll)
    assert scroller.verticalScrollBar().value() == 0


def test_place_is_there_in_the_first_picture(visit: Screen) -> None:
    before = _in_the_middle(visit)
    old = visit.part("article", ArticlePage)
    visit.stage.settings.choose("scale", "200")

    visit.until(lambda: visit.parts(ArticlePage) and not visit.parts(ArticlePage)[-1].is_waiting)

    page = visit.parts(ArticlePage)[-1]
    assert page is not old
    visit.lay_out()
    assert int(page.place()) == before


# How far


def _line(visit: Screen) -> ProgressLine:
    return visit.part("reading_position", ProgressLine)


def test_reading_position_is_a_value_with_a_name(visit: Screen) -> None:
    page = _read(visit)
    assert page.scroller is not None
    page.scroller.go_to(1.0)

    spoken = QAccessible.queryAccessibleInterface(_line(visit))

    assert spoken.role() is QAccessible.Role.ProgressBar
    assert spoken.text(QAccessible.Text.Name) == "How far you are"
    assert _line(visit).value() == 100


def test_reading_position_never_goes_back_while_reading_on(visit: Screen) -> None:
    page = _read(visit)
    assert page.scroller is not None
    bar = page.scroller.verticalScrollBar()
    seen = []
    for value in range(0, bar.maximum() + 40, 40):
        bar.setValue(value)
        seen.append(_line(visit).value())

    assert seen == sorted(seen)
    assert seen[-1] == 100


def test_reading_position_waits_until_the_whole_article_is_there(visit: Screen) -> None:
    values: list[int] = []
    visit.open(MIGRAINE, "article_title")
    page = visit.part("article", ArticlePage)
    line = _line(visit)
    line.valueChanged.connect(values.append)

    visit.until(lambda: page.is_whole and line.value() > 0)
    visit.lay_out()

    assert values == sorted(values)


# What every article has


@pytest.mark.parametrize("slug", ["migraine-infusions", "questions-to-ask", "your-line"])
def test_article_says_its_kind_and_how_long_it_takes(visit: Screen, slug: str) -> None:
    _read(visit, Route(RouteName.ARTICLE, slug))

    kind, _, times = visit.text("article_kicker").partition("  ·  ")

    assert kind
    read, hear = times.removesuffix(" to hear").split(" min to read, ")
    assert 1 <= int(read) <= int(hear)


@pytest.mark.parametrize("slug", ["migraine-infusions", "questions-to-ask"])
def test_article_ends_with_emergency_disclaimer_and_review(visit: Screen, slug: str) -> None:
    _read(visit, Route(RouteName.ARTICLE, slug))

    words = visit.words()

    assert "In an emergency call out to staff now. At home call 911." in words
    assert "This is general information." in words
    assert visit.has("review_line")


def test_few_headings_need_no_list_of_them(visit: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.screen.pages.article.LEAST_HEADINGS", 99)

    _read(visit)

    assert not visit.has("article_contents")


def test_contact_names_the_center_its_phones_and_its_hours(visit: Screen) -> None:
    _read(visit)
    contact = visit.part("contact_card")

    words = "\n".join(part.text() for part in contact.findChildren(QLabel))

    assert "Harbor Infusion Center" in words
    assert "Infusion guide" in words
    assert "555" in words
    assert "Monday to Friday" in words


def test_contact_leads_to_the_form(visit: Screen) -> None:
    _read(visit)

    visit.tap("contact_ask")
    visit.tap("ask_contact")

    assert visit.part("request_start").isVisible()


def test_contact_says_its_hours_in_the_language_of_the_visit(visit: Screen) -> None:
    old = _read(visit)
    visit.shell.choose_language("es")
    _whole_again(visit, old)

    assert "Lunes a viernes" in visit.words()


@pytest.fixture
def without_requests(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Screen]:
    """A visit where no request is taken."""
    config = configuration(library, tmp_path, requests=NO_REQUESTS)
    with screen(qtbot, qapp, config, PORTRAIT) as view:
        view.present()
        view.settle()
        view.begin()
        yield view


def test_without_requests_the_contact_names_phone_and_desk(without_requests: Screen) -> None:
    _read(without_requests)

    assert not without_requests.has("contact_ask")
    assert not without_requests.has("article_ask")
    assert "Or ask at the front desk." in without_requests.words()
