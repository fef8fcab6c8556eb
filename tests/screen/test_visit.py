# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A visit from the first touch to its end: language, reading, clearing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.library.facts import unbroken
from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.session.messages import PageOpened, Shown, VisitBegan
from tests.support.screen import Screen

MIGRAINE = {
    "en": "Infusions for migraine: what to know",
    "es": "Infusiones para la migraña: lo que debe saber",
}
ARTICLE = Route(RouteName.ARTICLE, "migraine-infusions")


def _open_article(visit: Screen) -> TouchScroll:
    visit.open(ARTICLE, "sources_open")
    return visit.part("article_scroll", TouchScroll)


@pytest.mark.parametrize(("language", "other"), [("en", "Español"), ("es", "English")])
def test_either_button_begins_the_visit_in_its_language(
    shown: Screen, language: str, other: str
) -> None:
    shown.tap(f"attract_begin_{language}")

    assert shown.text("header_language") == other
    assert len(shown.heard(VisitBegan)) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_touching_its_card_opens_the_article(shown: Screen, language: str) -> None:
    shown.begin(language)
    shown.tap("home_learn")
    shown.tap("article_card_migraine-infusions")

    assert shown.text("article_title") == MIGRAINE[language]
    assert shown.heard(PageOpened) == [PageOpened("article", "migraine-infusions")]


def test_drag_that_begins_on_a_button_scrolls_and_presses_nothing(visit: Screen) -> None:
    scroller = _open_article(visit)
    start = visit.finger.middle(visit.part("article_contents"))

    visit.finger.drag(start, start - QPoint(0, 400))

    assert scroller.verticalScrollBar().value() >= 400
    assert not visit.has("jump_which-two-jobs-can-an-infusion-do")


def test_finger_that_slides_off_a_button_presses_nothing(visit: Screen) -> None:
    visit.tap("home_learn")
    card = visit.part("article_card_migraine-infusions")
    scroller = visit.part("learn_scroll", TouchScroll)
    beside = card.mapTo(visit.shell, QPoint(-10, card.height() // 2))

    visit.finger.drag(visit.finger.middle(card), beside)

    assert visit.has("learn")
    assert scroller.isVisible()


def test_touch_on_a_link_opens_what_it_names(visit: Screen) -> None:
    _open_article(visit)

    visit.tap("link_symptom_hives")

    assert visit.text("symptom_title") == "Hives"


def test_page_buttons_turn_the_page_there_and_back(visit: Screen) -> None:
    bar = _open_article(visit).verticalScrollBar()

    visit.tap("article_scroll_down")
    visit.until(lambda: bar.value() > visit.part("article").height() // 2)
    visit.tap("article_scroll_up")
    visit.until(lambda: bar.value() == 0)


def test_heading_in_the_contents_shows_its_section(visit: Screen) -> None:
    scroller = _open_article(visit)
    visit.tap("article_contents")

    visit.tap("jump_what-did-studies-find")

    heading = visit.part("heading_what-did-studies-find")
    visit.until(lambda: 0 <= heading.mapTo(scroller, QPoint(0, 0)).y() < 100)


def test_back_returns_to_the_same_place_of_the_article(visit: Screen) -> None:
    scroller = _open_article(visit)
    link = visit.part("link_symptom_nausea")
    visit.bring(link)
    place = scroller.fraction()
    visit.finger.tap(link)
    visit.part("symptom_title")

    visit.tap("bar_back")

    visit.until(lambda: visit.has("sources_open"))
    visit.lay_out()
    assert visit.part("article_scroll", TouchScroll).fraction() == pytest.approx(place, abs=0.02)


def test_switch_of_place_changes_what_to_do(visit: Screen) -> None:
    visit.open(Route(RouteName.SYMPTOM, "headache"), "symptom_title")
    here = visit.text("band_emergency_title")

    visit.tap("place_home")

    visit.until(lambda: visit.text("band_emergency_title") != here)
    assert not visit.has("symptom_show_staff")
    assert unbroken(visit.config.center.phone) in visit.text("symptom_not_sure")


def test_another_entry_opens_on_here_again(visit: Screen) -> None:
    visit.open(Route(RouteName.SYMPTOM, "headache"), "symptom_title")
    visit.tap("place_home")

    visit.open(Route(RouteName.SYMPTOM, "nausea"), "symptom_title")

    assert visit.has("symptom_show_staff")


def test_entry_keeps_its_place_when_the_language_changes(visit: Screen) -> None:
    visit.open(Route(RouteName.SYMPTOM, "headache"), "symptom_title")
    visit.tap("place_home")

    visit.tap("header_language")

    visit.until(lambda: visit.has("symptom_title"))
    assert not visit.has("symptom_show_staff")


def test_staff_card_names_the_symptom_in_english_first(shown: Screen) -> None:
    shown.begin("es")
    shown.open(Route(RouteName.SYMPTOM, "headache"), "symptom_title")

    shown.tap("symptom_show_staff")

    shown.until(lambda: "I feel: Headache" in shown.words())
    assert "Dolor de cabeza" in shown.words()


def test_search_on_the_keys_finds_an_entry(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "search_field")

    visit.type("hives")
    visit.tap("hit_symptom_hives")

    assert visit.text("symptom_title") == "Hives"


def test_back_from_a_hit_shows_the_words_again(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "search_field")
    visit.type("hives")
    visit.tap("hit_symptom_hives")
    visit.part("symptom_title")

    visit.tap("bar_back")

    assert visit.text("search_field").lower() == "hives"
    visit.part("hit_symptom_hives")


def test_language_changes_on_the_same_page(visit: Screen) -> None:
    visit.open(ARTICLE, "article_title")

    visit.tap("header_language")

    visit.until(lambda: visit.text("article_title") == MIGRAINE["es"])


def test_larger_words_make_the_same_page_larger(visit: Screen) -> None:
    visit.tap("bar_settings")
    before = visit.part("scale_200").height()

    visit.tap("scale_200")

    visit.until(lambda: visit.part("scale_200").height() > before)


def test_clear_without_answers_ends_the_visit_at_once(visit: Screen) -> None:
    visit.tap("bar_clear")

    assert visit.ended() == ["cleared"]


def test_clear_touched_over_and_over_ends_one_visit(visit: Screen) -> None:
    visit.finger.tap(visit.part("bar_clear"), times=5)

    assert visit.ended() == ["cleared"]


def test_after_the_end_no_input_does_anything(visit: Screen) -> None:
    visit.tap("bar_clear")

    visit.finger.tap(visit.shell)
    QTest.keyClick(visit.shell, Qt.Key.Key_Tab)

    assert visit.ended() == ["cleared"]


def test_end_of_a_visit_covers_what_it_showed(visit: Screen) -> None:
    visit.tap("bar_clear")

    assert not visit.has("home")
    assert visit.words() == "One moment…\nUn momento…"


@pytest.mark.parametrize("after_s", [0.0, 0.2, 0.39])
def test_screen_that_has_just_come_takes_no_input(hidden: Screen, after_s: float) -> None:
    hidden.present()
    hidden.clock.advance(after_s)

    hidden.finger.tap(hidden.part("attract_begin_en"))

    assert hidden.has("attract_begin_en")
    assert hidden.heard(VisitBegan) == []


def test_screen_takes_input_after_it_has_settled(hidden: Screen) -> None:
    hidden.present()
    hidden.clock.advance(0.41)

    hidden.tap("attract_begin_en")

    hidden.part("home_learn")


def test_showing_is_told_once(visit: Screen) -> None:
    visit.tap("home_learn")
    visit.part("article_card_migraine-infusions", QWidget)

    assert len(visit.heard(Shown)) == 1
