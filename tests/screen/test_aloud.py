# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A page is read aloud: what is said, what is marked, and what makes it stop."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.presenters.aloud import RATES
from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.aloud import AloudPage, Reading
from kiosk.screen.widgets.marking import mark_of
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.session.messages import Configure
from kiosk.session.speech import (
    Hush,
    Pause,
    Resume,
    Say,
    SetRate,
    SpeechLost,
    SpeechTrouble,
    SpeechWanted,
)
from tests.support.played_voice import PlayedVoice
from tests.support.screen import GLASSES, Screen, screen

ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
SYMPTOM = (Route(RouteName.SYMPTOM, "hives"), "sources_open")
THERAPY = (Route(RouteName.THERAPY, "eptinezumab"), "sources_open")


@pytest.fixture
def speaking(qtbot: QtBot, qapp: QApplication, config: Configure) -> Iterator[Screen]:
    """A screen with a voice, at the home page."""
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        yield view


def voice_of(view: Screen) -> PlayedVoice:
    assert view.voice is not None
    return view.voice


def listen(view: Screen) -> PlayedVoice:
    """Touch Listen; the voice is there and has begun."""
    voice = voice_of(view)
    before = len(voice.told(Say))
    view.tap("listen")
    if not before:
        view.until(lambda: SpeechWanted() in view.heard(SpeechWanted))
        voice.be_ready()
    view.until(lambda: len(voice.told(Say)) > before)
    voice.begin()
    return voice


@pytest.fixture
def reading(speaking: Screen) -> Screen:
    """An article that is being read."""
    speaking.open(*ARTICLE)
    listen(speaking)
    return speaking


def said(view: Screen) -> list[str]:
    return [part.text for part in voice_of(view).latest().segments]


def page_of(view: Screen) -> AloudPage:
    return view.parts(AloudPage)[-1]


def marked(view: Screen) -> list[str]:
    """Return the words that are marked on the glass."""
    labels: list[Prose | Words] = [*view.parts(Prose), *view.parts(Words)]
    marks = [(label.text(), label.mark) for label in labels if label.mark is not None]
    return [text[mark.start : mark.start + mark.length] for text, mark in marks]


def test_article_is_read_from_its_title_in_the_order_of_the_page(reading: Screen) -> None:
    words = said(reading)

    assert words[0] == reading.text("article_title")
    order = ["In short", "Key facts", "What is migraine?", "Which two jobs can an infusion do?"]
    assert [word for word in words if word in order] == order
    assert "911" not in words[-2]
    assert "nine one one" in words[-2]


def test_medicine_names_are_said_by_their_sound(reading: Screen) -> None:
    assert any("ep ti nez ue mab" in words for words in said(reading))


def test_buttons_and_what_is_folded_away_are_not_read(reading: Screen) -> None:
    words = " ".join(said(reading))

    for silent in ("Listen", "Ask for a referral", "Take this home", "Where this comes from"):
        assert silent not in words
    assert "Read next" not in words


def test_opened_meaning_is_read_too(speaking: Screen) -> None:
    speaking.open(*ARTICLE)
    speaking.tap("term_aura")
    speaking.lay_out()
    speaking.part("article_scroll", TouchScroll).go_to(0.0)
    listen(speaking)

    assert any(words.startswith("Aura: ") for words in said(speaking))


def test_meaning_of_a_term_is_reached_by_the_keyboard_and_read(speaking: Screen) -> None:
    speaking.open(*ARTICLE)
    speaking.key_to("term_aura")
    speaking.lay_out()
    speaking.part("article_scroll", TouchScroll).go_to(0.0)
    listen(speaking)

    assert any(words.startswith("Aura: ") for words in said(speaking))


def test_symptom_is_read_most_urgent_first(speaking: Screen) -> None:
    speaking.open(*SYMPTOM)
    listen(speaking)

    words = said(speaking)
    assert words[0] == "Hives"
    emergency = words.index("Emergency: call out now")
    assert emergency < words.index("Call out to staff.") < words.index("Tell a nurse now")


def test_side_effects_that_lead_to_their_entry_are_read(speaking: Screen) -> None:
    speaking.open(*THERAPY)
    listen(speaking)

    words = said(speaking)
    signs = page_of(speaking).findChildren(QWidget, "section_emergency")
    effects = [label.text() for sign in signs for label in sign.findChildren(Words)]
    assert effects
    assert set(effects) <= {spoken.replace("nine one one", "911") for spoken in words}


def test_spanish_page_is_said_in_spanish(speaking: Screen) -> None:
    speaking.tap("header_language")
    speaking.open(*ARTICLE)
    voice = listen(speaking)

    assert {part.language for part in voice.latest().segments} == {"es"}


@pytest.fixture
def lying(qtbot: QtBot, qapp: QApplication, config: Configure) -> Iterator[Screen]:
    """The same on a lying glass, where Listen is always in sight."""
    glass = GLASSES["landscape"]
    display = replace(config.display, width_mm=glass.width_mm)
    config = replace(config, display=display)
    with screen(qtbot, qapp, config, (glass.width_px, glass.height_px), speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        yield view


def test_reading_begins_with_the_first_words_in_sight(lying: Screen) -> None:
    lying.open(*ARTICLE)
    heading = next(one for one in lying.parts(Words) if one.text().startswith("What did studies"))
    lying.part("article_scroll", TouchScroll).show_widget(heading)
    listen(lying)

    assert said(lying)[0] == heading.text()


def test_word_being_said_is_marked_where_it_is_printed(reading: Screen) -> None:
    voice_of(reading).speak("ep ti nez ue mab")
    reading.until(lambda: marked(reading))

    assert marked(reading) == ["Eptinezumab"]


def test_words_of_a_title_are_marked_and_stay_where_they_are(reading: Screen) -> None:
    title = reading.part("article_title", Words)
    before = title.grab().toImage()
    voice_of(reading).speak("migraine", 0)
    reading.until(lambda: marked(reading) == ["migraine"])
    assert title.grab().toImage() != before

    title.show_mark(mark_of(page_of(reading).look, 0, 0))
    assert title.grab().toImage() == before


def test_only_the_latest_word_is_marked(reading: Screen) -> None:
    voice_of(reading).speak("Infusions")
    voice_of(reading).speak("prevent")
    reading.until(lambda: marked(reading) == ["prevent"])


def test_page_follows_the_words(reading: Screen) -> None:
    scroller = reading.part("article_scroll", TouchScroll)
    voice_of(reading).speak("placebo")
    reading.until(lambda: scroller.fraction() > 0)

    words = next(one for one in reading.parts(Prose) if one.mark is not None)
    assert reading.shell.rect().contains(words.mapTo(reading.shell, words.rect().topLeft()))


def test_visitor_who_scrolls_is_not_pulled_along_until_he_goes_on(reading: Screen) -> None:
    scroller = reading.part("article_scroll", TouchScroll)
    reading.tap("article_scroll_down")
    here = scroller.fraction()
    voice_of(reading).speak("placebo")
    reading.until(lambda: marked(reading) == ["placebo"])
    assert scroller.fraction() == here

    reading.tap("listen_pause")
    reading.tap("listen_pause")
    voice_of(reading).speak("placebo")
    reading.until(lambda: scroller.fraction() > here)


def test_finger_that_drags_the_page_leads_it(reading: Screen) -> None:
    scroller = reading.part("article_scroll", TouchScroll)
    middle = reading.finger.middle(scroller)
    reading.finger.drag(middle, middle - QPoint(0, 200))
    voice_of(reading).speak("Infusions")
    reading.until(lambda: marked(reading))

    assert scroller.fraction() > 0


def test_pause_keeps_the_place_and_go_on_goes_on(reading: Screen) -> None:
    reading.tap("listen_pause")
    reading.until(lambda: voice_of(reading).told(Pause))
    assert reading.text("listen_pause") == "Go on"

    reading.tap("listen_pause")
    reading.until(lambda: voice_of(reading).told(Resume))
    assert reading.text("listen_pause") == "Pause"


def test_pause_before_the_voice_is_there_holds(speaking: Screen) -> None:
    speaking.open(*ARTICLE)
    speaking.tap("listen")
    speaking.tap("listen_pause")
    speaking.until(lambda: SpeechWanted() in speaking.heard(SpeechWanted))
    voice = voice_of(speaking)
    voice.be_ready()

    speaking.until(lambda: voice.told(Pause))
    assert page_of(speaking).reading is Reading.PAUSED


def test_stop_takes_mark_and_strip_away(reading: Screen) -> None:
    voice_of(reading).speak("prevent")
    reading.until(lambda: marked(reading))
    reading.tap("listen_stop")

    reading.until(lambda: voice_of(reading).told(Hush))
    assert not marked(reading)
    assert not reading.has("listen_strip")


def test_speed_has_three_steps(reading: Screen) -> None:
    voice = voice_of(reading)
    reading.tap("listen_slower")
    assert not reading.part("listen_slower").isEnabled()
    reading.tap("listen_faster")
    reading.tap("listen_faster")
    reading.until(lambda: voice.told(SetRate)[-1].rate == RATES[2])

    assert not reading.part("listen_faster").isEnabled()
    assert [told.rate for told in voice.told(SetRate)][-3:] == list(RATES)


def test_end_of_the_words_ends_the_reading(reading: Screen) -> None:
    voice_of(reading).end()

    reading.until(lambda: not reading.has("listen_strip"))


def test_long_page_is_said_in_parts(speaking: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.screen.presenters.aloud.MOST_BYTES", 1_000)
    speaking.open(*ARTICLE)
    voice = listen(speaking)
    first = said(speaking)
    voice.end()
    speaking.until(lambda: len(voice.told(Say)) == 2)
    second = said(speaking)
    voice.speak(second[0])
    speaking.until(lambda: marked(speaking))

    assert sum(len(words) for words in first) <= 1_000
    assert not set(first) & set(second[:1])


@pytest.mark.parametrize("name", ["bar_home", "bar_back", "bar_help", "bar_settings", "bar_clear"])
def test_every_way_off_the_page_stops_the_voice(reading: Screen, name: str) -> None:
    reading.tap(name)

    reading.until(lambda: voice_of(reading).told(Hush))


def test_another_language_stops_the_voice_and_listening_is_offered_again(reading: Screen) -> None:
    reading.tap("header_language")

    reading.until(lambda: voice_of(reading).told(Hush))
    assert not reading.has("listen_strip")
    reading.part("listen")


def test_card_for_staff_stops_the_voice(speaking: Screen) -> None:
    speaking.open(*SYMPTOM)
    voice = listen(speaking)
    speaking.tap("symptom_show_staff")

    speaking.until(lambda: voice.told(Hush))


def test_other_place_of_a_symptom_stops_the_voice(speaking: Screen) -> None:
    speaking.open(*SYMPTOM)
    voice = listen(speaking)
    speaking.tap("place_home")

    speaking.until(lambda: voice.told(Hush))
    listen(speaking)
    assert "Emergency: call nine one one" in said(speaking)


def test_whoever_listens_is_not_asked_whether_he_is_there(reading: Screen) -> None:
    for _ in range(3):
        reading.clock.advance(reading.config.visit.idle_s - 1)
        reading.ticks()

    assert not reading.has("idle_question")


def test_pause_is_no_use_and_the_question_stops_the_voice(reading: Screen) -> None:
    reading.tap("listen_pause")
    reading.ticks()
    reading.clock.advance(reading.config.visit.idle_s)
    reading.part("idle_question")

    reading.until(lambda: voice_of(reading).told(Hush))
    assert page_of(reading).reading is Reading.OFF


def test_lost_voice_is_said_on_the_page_and_can_be_tried_again(reading: Screen) -> None:
    voice = voice_of(reading)
    voice.speak("placebo")
    reading.until(lambda: marked(reading))
    place = reading.stage.speech.place
    voice.say(SpeechLost(SpeechTrouble.HUNG))
    assert "cannot speak" in reading.text("listen_failed")
    assert not marked(reading)

    reading.tap("listen_pause")
    reading.until(lambda: reading.heard(SpeechWanted)[-1] == SpeechWanted())
    voice.be_ready()
    reading.until(lambda: voice.latest().at == (place.segment, place.start))
    assert not reading.has("listen_failed")


def test_voice_that_never_comes_is_said_on_the_page(speaking: Screen) -> None:
    speaking.open(*ARTICLE)
    speaking.tap("listen")

    assert "cannot speak" in speaking.text("listen_failed")
    speaking.tap("listen_stop")
    speaking.until(lambda: not speaking.has("listen_strip"))


def test_lost_voice_says_nothing_to_somebody_who_reads(reading: Screen) -> None:
    reading.tap("listen_stop")
    voice_of(reading).say(SpeechLost(SpeechTrouble.DIED))
    reading.until(lambda: reading.heard(SpeechWanted)[-1] == SpeechWanted(wanted=False))

    assert not reading.has("listen_strip")


def test_screen_without_a_voice_offers_nothing(visit: Screen) -> None:
    for place in (ARTICLE, SYMPTOM, THERAPY):
        visit.open(*place)
        assert not visit.has("listen")
