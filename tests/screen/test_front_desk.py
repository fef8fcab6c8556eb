# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the front desk puts on the glass, and what it is told of it."""

from PySide6.QtCore import QPoint

from kiosk.fleet.phrases import phrases
from kiosk.session.messages import AskToEnd, EndAnswer, Identify, OnGlass, ShowMessage
from tests.support.screen import Screen
from tests.support.staff_door import open_door, picture, sign_in, tell

PHRASE = "others-wait"


def _form_with_a_name(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.part("key_hide")
    visit.type("Mira")


def _told(view: Screen) -> OnGlass:
    return ([OnGlass(), *view.heard(OnGlass)])[-1]


# What it is told


def test_front_desk_knows_that_a_form_is_being_filled_in(visit: Screen) -> None:
    assert _told(visit) == OnGlass()

    _form_with_a_name(visit)

    visit.until(lambda: _told(visit) == OnGlass(form=True))


def test_front_desk_knows_of_the_warning_and_of_its_end(visit: Screen) -> None:
    visit.clock.advance(visit.config.visit.idle_s)
    visit.ticks()
    visit.until(lambda: _told(visit) == OnGlass(warning=True))

    visit.tap("idle_yes")

    visit.until(lambda: _told(visit) == OnGlass())


def test_nobody_is_asked_about_a_form_while_staff_are_there(visit: Screen) -> None:
    _form_with_a_name(visit)
    visit.until(lambda: _told(visit) == OnGlass(form=True))

    sign_in(visit)

    visit.until(lambda: _told(visit) == OnGlass())


def test_supervisor_knows_that_the_front_desks_question_is_up(visit: Screen) -> None:
    tell(visit, AskToEnd(20))

    visit.until(lambda: _told(visit) == OnGlass(asked=True))
    visit.tap("desk_end_yes")

    visit.until(lambda: _told(visit) == OnGlass())


# The question


def test_visitor_is_asked_even_while_somebody_has_opened_the_pad(visit: Screen) -> None:
    _form_with_a_name(visit)
    open_door(visit)
    visit.until(lambda: _told(visit) == OnGlass(form=True))

    tell(visit, AskToEnd(20))

    visit.part("desk_end_yes")
    assert not visit.has("staff_pad")


def test_visitor_can_ask_for_more_time_and_keeps_the_answers(visit: Screen) -> None:
    _form_with_a_name(visit)
    tell(visit, AskToEnd(20))
    assert "front desk would like to end" in visit.text("desk_end_question")

    visit.tap("desk_end_yes")

    visit.until(lambda: visit.heard(EndAnswer) == [EndAnswer(objects=True)])
    assert visit.text("field_first-name") == "Mira"


def test_visitor_can_agree_and_all_is_hidden_at_once(visit: Screen) -> None:
    _form_with_a_name(visit)
    tell(visit, AskToEnd(20))

    visit.tap("desk_end_no")

    visit.until(lambda: visit.heard(EndAnswer) == [EndAnswer(objects=False)])
    assert not visit.has("field_first-name")


def test_question_counts_down_and_the_visits_clock_waits(visit: Screen) -> None:
    _form_with_a_name(visit)
    visit.clock.advance(visit.config.visit.personal_idle_s - 1)
    tell(visit, AskToEnd(20))
    visit.part("desk_end_question")

    visit.clock.advance(15)

    visit.until(lambda: visit.text("seconds_left") == "5")
    visit.ticks()
    assert not visit.has("idle")


def test_nothing_of_the_form_is_seen_below_the_question(visit: Screen) -> None:
    tell(visit, AskToEnd(20))
    visit.part("desk_end_question")
    over_home = picture(visit)
    visit.tap("desk_end_yes")
    _form_with_a_name(visit)

    tell(visit, AskToEnd(20))
    visit.part("desk_end_question")

    assert picture(visit) == over_home


# The phrase


def test_phrase_is_shown_in_both_languages_until_ok_is_touched(visit: Screen) -> None:
    tell(visit, ShowMessage(PHRASE))
    assert visit.text("desk_message_words") == phrases()[PHRASE].by("en")
    assert phrases()[PHRASE].by("es") in visit.words()

    visit.tap("desk_message_ok")

    assert not visit.has("desk_message")


def test_visitors_own_language_is_the_large_one(shown: Screen) -> None:
    shown.begin("es")

    tell(shown, ShowMessage(PHRASE))

    assert shown.text("desk_message_words") == phrases()[PHRASE].by("es")


def test_phrase_waits_for_the_warning_that_hides_a_form(visit: Screen) -> None:
    _form_with_a_name(visit)
    visit.clock.advance(visit.config.visit.personal_idle_s)
    visit.ticks()
    visit.part("idle_yes")
    tell(visit, ShowMessage(PHRASE))
    visit.ticks()
    assert visit.has("idle")
    assert not visit.has("desk_message")

    visit.tap("idle_yes")

    visit.part("desk_message_ok")


def test_phrase_nobody_knows_shows_nothing(visit: Screen) -> None:
    tell(visit, ShowMessage("no-such-phrase"), ShowMessage("no-such-phrase"))
    open_door(visit)

    assert not visit.has("desk_message")


# The name


def test_name_goes_with_a_touch_that_presses_nothing_below(visit: Screen) -> None:
    place = visit.finger.middle(visit.part("home_learn"))
    tell(visit, Identify(20))
    board = visit.part("desk_name")
    assert "kiosk-1" in visit.words()
    assert board.size() == visit.shell.size()

    visit.finger.tap_at(place)

    visit.until(lambda: not visit.has("desk_name"))
    assert visit.has("home_learn")


def test_name_goes_by_itself(shown: Screen) -> None:
    tell(shown, Identify(1))
    shown.part("desk_name")

    shown.until(lambda: not shown.has("desk_name"))
    shown.finger.tap_at(QPoint(5, 5))
