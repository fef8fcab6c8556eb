# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The screen says itself what it shows: keys, changes, who may hear it, a voice that fails."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.guide.parts import parts_on
from kiosk.screen.guide.ring import Spotlight
from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.aloud import AloudPage, Reading
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.session.messages import Configure
from kiosk.session.speech import (
    Hush,
    Pause,
    Resume,
    Say,
    SetRate,
    SetVolume,
    SpeechLost,
    SpeechTrouble,
)
from tests.support.four_keys import ByFourKeys
from tests.support.screen import screen

ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")


@pytest.fixture
def way(qtbot: QtBot, qapp: QApplication, config: Configure) -> Iterator[ByFourKeys]:
    """A visitor with four keys at the home page, who listens."""
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        visitor = ByFourKeys(view, speaks_up=True)
        try:
            visitor.begin()
            yield visitor
        finally:
            visitor.leave()


def told(way: ByFourKeys, kind: type) -> list:  # type: ignore[type-arg]
    assert way.screen.voice is not None
    return way.screen.voice.told(kind)


def reading(way: ByFourKeys) -> Reading:
    return way.screen.parts(AloudPage)[-1].reading


def to_name(way: ByFourKeys) -> None:
    """Go to the page of the form that asks for the name."""
    for name in ("home_request", "ask_contact", "request_start", "option_reason_start"):
        way.activate(name)
    way.go_on()


def test_new_page_is_said_by_its_title_and_how_many_parts_it_has(way: ByFourKeys) -> None:
    way.activate("home_feel")

    count = len([part for part in parts_on(way.screen.shell) if part.role.name != "TURN"])
    assert way.lines[-1] == f"How do you feel? | {count} parts"


def test_part_is_said_with_its_role_and_its_place(way: ByFourKeys) -> None:
    way.go_to("home_feel")

    assert way.lines[-1] == "How you feel and side effects | button. 7 of 14"


def test_both_ends_of_a_page_are_said(way: ByFourKeys) -> None:
    way.go_to("bar_clear")
    way.next()
    assert way.lines[-1] == "End of the page."


def test_back_at_the_home_page_leads_nowhere(way: ByFourKeys) -> None:
    way.back()

    assert way.lines[-1] == "Back leads nowhere from here."
    assert way.screen.has("home_learn")


def test_back_returns_to_the_way_that_led_on(way: ByFourKeys) -> None:
    way.activate("home_learn")
    way.back()

    assert way.lines[-1].endswith("| button. 6 of 14")
    assert way.narrator.part is not None
    assert way.narrator.part.known_as == "home_learn"


def test_another_language_keeps_the_place(way: ByFourKeys) -> None:
    way.go_to("header_language")
    way.select()

    assert way.narrator.part is not None
    assert way.narrator.part.known_as == "header_language"
    assert told(way, Say)[-1].segments[0].language == "es"


def test_name_of_another_language_is_said_in_that_language(way: ByFourKeys) -> None:
    way.go_to("header_language")

    assert told(way, Say)[-1].segments[0].language == "es"


def test_question_is_asked_at_once_with_the_answer_that_loses_nothing(way: ByFourKeys) -> None:
    to_name(way)
    way.activate("bar_clear")

    assert way.lines[-1].startswith(way.screen.text("clear_question"))
    way.back()
    assert not way.screen.has("clear_question")
    assert way.narrator.part is not None
    assert way.narrator.part.known_as == "bar_clear"


def test_errors_are_said_with_their_field_which_is_gone_to(way: ByFourKeys) -> None:
    to_name(way)
    way.go_on()

    error = way.screen.text("error_first-name")
    assert way.lines[-1].startswith(f"First name: {error} | Last name: {error} | First name")
    assert way.narrator.part is not None
    assert way.narrator.part.known_as == "field_first-name"


def test_back_leaves_the_row_then_the_keys(way: ByFourKeys) -> None:
    to_name(way)
    way.activate("field_first-name")
    way.select()
    assert way.lines[-1] == "Q | 1 of 10"

    way.back()
    assert way.lines[-1] == "Q to P | row. 1 of 4"
    way.back()
    assert way.lines[-1].startswith("First name | field, empty")
    assert not way.screen.has("keyboard")


def test_keys_are_not_named_to_others(way: ByFourKeys) -> None:
    to_name(way)
    way.narrator.set_private(False)
    way.activate("field_first-name")
    way.next()
    way.select()
    way.next()
    way.select()
    way.back()
    way.back()

    said = way.lines[-6:]
    assert "A row of keys | row. 2 of 4" in said
    assert said.count("A key") == 3
    assert said[-1].startswith("First name | field, filled in")
    assert way.screen.text("field_first-name") == "S"


def test_listening_to_an_article_and_the_guide_are_never_both_heard(way: ByFourKeys) -> None:
    way.screen.open(*ARTICLE)
    way.settle()
    way.lingers = True
    way.activate("listen")
    assert len(told(way, Say)[-1].segments) > 10
    assert reading(way) is Reading.ALOUD

    way.next()
    assert reading(way) is Reading.OFF
    assert len(told(way, Say)[-1].segments) < 10


def test_back_stops_the_listening_and_stays_on_the_page(way: ByFourKeys) -> None:
    way.screen.open(*ARTICLE)
    way.settle()
    way.lingers = True
    way.activate("listen")
    way.back()

    assert way.lines[-1].startswith("Listen | button")
    assert way.screen.has("article_title")


def test_current_part_is_brought_into_sight_with_a_ring_around_it(way: ByFourKeys) -> None:
    way.screen.open(*ARTICLE)
    way.settle()
    for _ in range(40):
        way.next()

    part = way.narrator.part
    ring = way.screen.part("guide_ring", Spotlight)
    assert part is not None
    assert not part.is_operable
    assert way.screen.part("article_scroll", TouchScroll).fraction() > 0
    shell = way.screen.shell
    place = part.widget.rect().translated(part.widget.mapTo(shell, part.widget.rect().topLeft()))
    assert ring.geometry().contains(place.center())
    with_ring = shell.grab(ring.geometry()).toImage()
    ring.hide()
    assert shell.grab(ring.geometry()).toImage() != with_ring


def test_focus_goes_with_the_voice_to_what_can_be_operated(way: ByFourKeys) -> None:
    way.go_to("home_feel")

    assert QApplication.focusWidget() is way.screen.part("home_feel")


def test_button_has_no_ring_any_more_while_words_are_said(way: ByFourKeys) -> None:
    way.go_to("bar_home")
    while way.narrator.part is not None and way.narrator.part.is_operable:
        way.previous()

    assert QApplication.focusWidget() is way.screen.shell


def test_speed_and_volume_are_the_visitors(way: ByFourKeys) -> None:
    way.press(Qt.Key.Key_PageUp)
    way.press(Qt.Key.Key_VolumeUp)

    assert told(way, SetRate)[-1].rate == pytest.approx(0.4)
    assert told(way, SetVolume)[-1].volume == pytest.approx(0.25)  # after the loudest
    assert way.lines[-2:] == ["Speed 3 of 4", "Volume 1 of 4"]
    way.press(Qt.Key.Key_VolumeDown)
    assert way.lines[-1] == "Volume 1 of 4"


def test_pause_keeps_the_place_and_goes_on_there(way: ByFourKeys) -> None:
    way.lingers = True
    way.next()
    way.press(Qt.Key.Key_Space)
    way.screen.until(lambda: told(way, Pause))

    way.press(Qt.Key.Key_Space)
    way.screen.until(lambda: told(way, Resume))


def test_repeat_says_it_again(way: ByFourKeys) -> None:
    way.go_to("home_feel")
    way.press(Qt.Key.Key_Home)

    assert way.lines[-1] == way.lines[-2]


def test_touch_makes_it_quiet_at_once(way: ByFourKeys) -> None:
    way.lingers = True
    way.next()
    before = len(told(way, Hush))
    way.screen.tap("home_greeting")

    way.screen.until(lambda: len(told(way, Hush)) > before)


def test_lost_voice_is_told_on_the_screen_which_works_on(way: ByFourKeys) -> None:
    assert way.screen.voice is not None
    way.screen.voice.say(SpeechLost(SpeechTrouble.HUNG))

    notice = way.screen.part("guide_notice", QWidget)
    assert notice.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert not way.narrator.is_on
    way.screen.tap("home_feel")
    way.screen.part("feel_title")


def test_whoever_hears_something_is_not_asked_whether_he_is_there(way: ByFourKeys) -> None:
    way.lingers = True
    way.next()
    way.screen.clock.advance(way.screen.config.visit.idle_s * 2)
    way.screen.ticks()

    assert not way.screen.has("idle_question")


def test_day_is_chosen_row_by_row_and_gone_back_to(way: ByFourKeys) -> None:
    for name in ("home_request", "ask_refer-me", "request_start"):
        way.activate(name)
    way.fill("field_first-name", "a")
    way.fill("field_last-name", "b")
    way.go_on()
    while "January to April" not in way.lines[-1]:
        way.next()
    way.select()
    way.select()
    assert way.lines[-1].startswith("1 to 7 | row")
    way.select()
    way.select()
    assert "birth date" in way.lines[-1].casefold()
    way.fill("field_birth-date", "1961")

    assert "January 1, 1961" in way.lines
    assert way.narrator.part is not None
    assert way.narrator.part.known_as == "show_birth-date"
    assert "1961. Touch to see or change it" in way.lines[-1]


def test_seconds_that_run_out_are_said_with_the_question(way: ByFourKeys) -> None:
    way.screen.clock.advance(way.screen.config.visit.idle_s + 1)
    way.screen.part("idle_question")
    way.settle()

    assert "seconds left | I need more time | button" in way.lines[-1]
    way.select()
    assert not way.screen.has("idle_question")
