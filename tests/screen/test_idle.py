# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The clock of a visit: it warns, waits, can be put off, covers what is personal, and ends.

Source:
    WCAG 2.2.1, Section 508 407.5; privacy.md, automatic logoff.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.curtain import Curtain
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.held_card import CARD_S
from kiosk.session.messages import CardUp
from tests.support.screen import Screen

FIRST = "Mira"


def _quiet_for(visit: Screen, seconds: float) -> None:
    visit.clock.advance(seconds)
    visit.ticks()


def _form_with_a_name(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.part("key_hide")
    visit.type(FIRST)


def _picture(visit: Screen) -> QImage:
    visit.lay_out()
    return visit.shell.grab().toImage()


def test_untouched_screen_never_ends(shown: Screen) -> None:
    shown.clock.advance(10_000)
    shown.tap("attract_begin_en")

    shown.ticks()

    assert shown.ended() == []
    assert not shown.has("idle_question")


def test_no_warning_before_its_time(visit: Screen) -> None:
    _quiet_for(visit, visit.config.visit.idle_s - 0.1)

    assert not visit.has("idle_question")


def test_warning_comes_at_the_set_time_with_the_seconds_that_are_left(visit: Screen) -> None:
    _quiet_for(visit, visit.config.visit.idle_s)

    assert visit.has("idle_question")
    assert visit.part("seconds_left", QLabel).text() == str(visit.config.visit.warning_s)


def test_warning_puts_the_focus_on_the_answer_that_loses_nothing(visit: Screen) -> None:
    _quiet_for(visit, visit.config.visit.idle_s)

    assert visit.part("idle_yes").hasFocus()


def test_visit_lives_until_the_warning_has_run_out(visit: Screen) -> None:
    limits = visit.config.visit
    _quiet_for(visit, limits.idle_s)
    _quiet_for(visit, limits.warning_s - 0.1)

    assert visit.ended() == []
    assert visit.has("idle_question")


def test_visit_ends_when_nobody_answers(visit: Screen) -> None:
    limits = visit.config.visit
    _quiet_for(visit, limits.idle_s)
    visit.clock.advance(limits.warning_s)

    visit.until(visit.ended)

    assert visit.ended() == ["idle"]


def test_warning_can_be_put_off_twelve_times_in_a_row(visit: Screen) -> None:
    for _ in range(12):
        _quiet_for(visit, visit.config.visit.idle_s + 10)
        visit.tap("idle_yes")
        assert not visit.has("idle_question")

    assert visit.ended() == []


def test_answers_survive_the_warning(visit: Screen) -> None:
    _form_with_a_name(visit)
    _quiet_for(visit, visit.config.visit.personal_idle_s)

    visit.tap("idle_yes")

    assert visit.text("field_first-name") == FIRST
    assert visit.part("field_first-name").hasFocus()


def test_somebody_else_starts_fresh(visit: Screen) -> None:
    _form_with_a_name(visit)
    _quiet_for(visit, visit.config.visit.personal_idle_s)

    visit.tap("idle_no")

    assert visit.ended() == ["cleared"]


def test_touch_beside_the_answers_does_not_put_the_warning_off(visit: Screen) -> None:
    limits = visit.config.visit
    _quiet_for(visit, limits.idle_s)
    visit.clock.advance(limits.warning_s - 1)
    visit.finger.tap_at(QPoint(5, 5))
    visit.clock.advance(1)

    visit.until(visit.ended)

    assert visit.ended() == ["idle"]


def test_personal_page_warns_earlier(visit: Screen) -> None:
    visit.open(Route(RouteName.REQUEST, "contact"), "request_start")

    _quiet_for(visit, visit.config.visit.personal_idle_s)

    assert visit.has("idle_question")


def test_any_page_warns_earlier_while_answers_are_not_sent(visit: Screen) -> None:
    _form_with_a_name(visit)
    visit.tap("bar_home")
    visit.part("home_learn")

    _quiet_for(visit, visit.config.visit.personal_idle_s)

    assert visit.has("idle_question")


def test_typing_on_the_keys_counts_as_use(visit: Screen) -> None:
    _form_with_a_name(visit)
    for letter in "abc":
        visit.clock.advance(visit.config.visit.personal_idle_s - 1)
        visit.type(letter)

    visit.ticks()

    assert not visit.has("idle_question")


def test_ten_minutes_of_typing_never_meet_a_warning(visit: Screen) -> None:
    _form_with_a_name(visit)
    for _ in range(10):
        visit.clock.advance(60)
        visit.type("a")
        visit.ticks()

        assert not visit.has("idle_question")


def _search_with_words(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "search_field")
    visit.type("rash")


def test_search_without_words_warns_as_a_reading_page(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "search_field")

    _quiet_for(visit, visit.config.visit.idle_s - 0.1)

    assert not visit.has("idle_question")


@pytest.mark.parametrize("fill", [_form_with_a_name, _search_with_words])
def test_warning_leaves_no_pixel_of_a_personal_page(
    visit: Screen, fill: Callable[[Screen], None]
) -> None:
    fill(visit)
    _quiet_for(visit, visit.config.visit.personal_idle_s)

    picture = _picture(visit)
    grounds = visit.part("idle", Curtain).findChildren(Ground)
    (card,) = (one.geometry() for one in grounds if one.property("ground") == "card")
    colors = {
        picture.pixelColor(x, y).name().upper()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
        if not card.contains(x, y)
    }

    assert colors == {visit.shell.look.palette.paper}


def test_warning_on_a_reading_page_lets_the_page_be_guessed(visit: Screen) -> None:
    page = _picture(visit)
    _quiet_for(visit, visit.config.visit.idle_s)

    veiled = _picture(visit)

    corner = QRect(0, 0, 200, 60)
    assert veiled.copy(corner) != page.copy(corner)
    assert len({veiled.pixel(x, 100) for x in range(0, 500, 5)}) > 1


def test_supervisor_hears_when_the_staff_card_goes_up_and_when_it_is_put_away(
    visit: Screen,
) -> None:
    visit.open(Route(RouteName.STAFF_CARD, "headache"), "staff_card_done")
    visit.until(lambda: visit.heard(CardUp) == [CardUp(up=True)])

    visit.tap("staff_card_done")

    visit.until(lambda: visit.heard(CardUp) == [CardUp(up=True), CardUp(up=False)])


def test_staff_card_stays_up_for_five_minutes(visit: Screen) -> None:
    visit.open(Route(RouteName.STAFF_CARD, "headache"), "staff_card_done")
    visit.finger.tap_at(QPoint(5, 5))

    _quiet_for(visit, 299)

    assert not visit.has("idle_question")
    assert "Please come here." in [label.text() for label in visit.parts(QLabel)]


def test_staff_card_stays_as_long_with_answers_that_are_not_sent(visit: Screen) -> None:
    _form_with_a_name(visit)
    visit.open(Route(RouteName.STAFF_CARD, "headache"), "staff_card_done")
    visit.finger.tap_at(QPoint(5, 5))

    _quiet_for(visit, CARD_S - 1)
    assert not visit.has("idle_question")

    _quiet_for(visit, 1)
    assert visit.has("idle_question")


@pytest.mark.parametrize("name", ["clear_question", "idle_question"])
def test_tab_cannot_reach_behind_a_question(visit: Screen, name: str) -> None:
    _form_with_a_name(visit)
    if name == "clear_question":
        visit.tap("bar_clear")
    else:
        _quiet_for(visit, visit.config.visit.personal_idle_s)
    prefix = name.removesuffix("_question")

    for expected in ("no", "yes", "no"):
        QTest.keyClick(visit.shell.focusWidget(), Qt.Key.Key_Tab)
        assert visit.part(f"{prefix}_{expected}").hasFocus()


def test_keys_typed_under_a_question_do_not_reach_the_form(visit: Screen) -> None:
    _form_with_a_name(visit)
    _quiet_for(visit, visit.config.visit.personal_idle_s)

    QTest.keyClicks(visit.shell.focusWidget(), "xyz")
    visit.tap("idle_yes")

    assert visit.text("field_first-name") == FIRST
