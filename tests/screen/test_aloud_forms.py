# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Forms are read aloud: questions to everybody, answers only to who was asked and wants it.

Source:
    EN 301 549 5.1.3.8 and 5.1.3.9; issue 6 ("summary read aloud on request").
"""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.widgets.aloud import AloudPage, Reading
from kiosk.screen.widgets.text import Words
from kiosk.session.messages import Configure
from kiosk.session.speech import Hush, Say
from tests.screen.test_request_journey import FIRST, LAST, PHONE, _to_name, _to_phone, _to_review
from tests.support.listening import hear, voice_of
from tests.support.screen import GLASSES, Screen, screen
from tests.support.walker import flaws

SAID_PHONE = "two zero two, five five five"


@pytest.fixture
def speaking(qtbot: QtBot, qapp: QApplication, config: Configure) -> Iterator[Screen]:
    """A screen with a voice, at the home page."""
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        yield view


def _page(view: Screen) -> AloudPage:
    return view.parts(AloudPage)[-1]


def _heard_values(words: list[str]) -> list[str]:
    said = " ".join(words).lower()
    return [value for value in (FIRST, LAST, PHONE, SAID_PHONE) if value.lower() in said]


def test_first_page_of_a_form_is_read_with_what_is_urgent(speaking: Screen) -> None:
    speaking.tap("home_request")
    speaking.tap("ask_contact")
    speaking.part("request_start")

    words = hear(speaking)

    assert "Something new or getting worse? Tell the staff now." in words


def test_question_is_read_with_its_help_and_its_offered_answers(speaking: Screen) -> None:
    speaking.start_request()

    words = hear(speaking)

    question = words.index(speaking.text("request_question"))
    answers = [speaking.text("option_reason_start"), speaking.text("option_reason_other")]
    assert question < words.index(answers[0]) < words.index(answers[1])


def test_offered_answer_is_marked_where_it_is_said(speaking: Screen) -> None:
    speaking.start_request()
    hear(speaking)
    voice_of(speaking).speak(speaking.text("option_reason_start").split()[0])

    def marks() -> list[str]:
        labels = speaking.parts(Words)
        return [label.text() for label in labels if label.mark is not None]

    speaking.until(marks)


def test_what_was_typed_is_never_read_on_its_page(speaking: Screen) -> None:
    _to_phone(speaking)
    speaking.type(PHONE)
    speaking.tap("key_hide")

    words = hear(speaking)

    assert words
    assert _heard_values(words) == []


def test_chosen_answer_is_read_no_otherwise_than_the_others(speaking: Screen) -> None:
    speaking.start_request()
    before = hear(speaking)
    speaking.tap("listen_stop")
    speaking.tap("option_reason_start")

    assert hear(speaking) == before


def test_keys_that_come_up_end_the_reading(speaking: Screen) -> None:
    _to_name(speaking)
    speaking.tap("key_hide")
    hear(speaking)

    speaking.tap("field_first-name")

    speaking.until(lambda: voice_of(speaking).told(Hush))
    assert _page(speaking).reading is Reading.OFF


def test_next_question_ends_the_reading_of_the_last(speaking: Screen) -> None:
    speaking.start_request()
    speaking.tap("option_reason_start")
    hear(speaking)

    speaking.tap("request_next")

    speaking.until(lambda: voice_of(speaking).told(Hush))
    assert not speaking.has("listen_strip")


def test_error_is_read_with_its_question(speaking: Screen) -> None:
    speaking.start_request()
    speaking.tap("request_next")

    assert speaking.text("error_reason") in hear(speaking)


def test_review_asks_first_whether_others_may_hear(speaking: Screen) -> None:
    _to_review(speaking)

    speaking.tap("listen")

    assert speaking.text("nearby_question") == "People near you may hear this."
    assert not voice_of(speaking).told(Say)


def test_answers_stay_quiet_where_others_may_not_hear(speaking: Screen) -> None:
    _to_review(speaking)

    for name in ("listen", "nearby_yes"):
        speaking.tap(name)
    speaking.lay_out()

    assert not voice_of(speaking).told(Say)
    assert _page(speaking).reading is Reading.OFF


def test_first_key_pressed_at_the_question_keeps_the_answers_quiet(speaking: Screen) -> None:
    _to_review(speaking)
    speaking.tap("listen")

    QTest.keyClick(speaking.part("nearby_yes"), Qt.Key.Key_Return)
    speaking.until(lambda: not speaking.has("nearby_question"))

    assert not voice_of(speaking).told(Say)


def test_whole_summary_is_read_to_who_allows_it(speaking: Screen) -> None:
    _to_review(speaking)

    words = hear(speaking, "nearby_no")

    assert words[0] == "Not sent yet"
    assert _heard_values(words) == [FIRST, LAST, SAID_PHONE]


def test_leave_holds_for_one_reading(speaking: Screen) -> None:
    _to_review(speaking)
    hear(speaking, "nearby_no")
    said = len(voice_of(speaking).told(Say))
    speaking.tap("listen_stop")

    speaking.tap("listen")

    speaking.part("nearby_no")
    assert len(voice_of(speaking).told(Say)) == said


def test_question_of_the_review_takes_the_answers_out_of_what_may_be_said(
    speaking: Screen,
) -> None:
    _to_review(speaking)
    page = _page(speaking)

    assert _heard_values([piece.text for piece in page.pieces()]) == []


def test_receipt_code_is_said_letter_by_letter(speaking: Screen) -> None:
    _to_review(speaking)
    speaking.tap("review_send")
    code = speaking.text("receipt_code")

    words = hear(speaking)

    assert words[0] == speaking.text("receipt_head")
    digits = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    spelled = ", ".join(digits[int(one)] if one.isdecimal() else one for one in code)
    assert spelled in words


def test_whoever_listens_to_a_form_is_not_asked_whether_he_is_there(speaking: Screen) -> None:
    _to_review(speaking)
    hear(speaking, "nearby_no")

    for _ in range(3):
        speaking.clock.advance(speaking.config.visit.personal_idle_s - 1)
        speaking.ticks()

    assert not speaking.has("idle_question")


@pytest.mark.parametrize(
    ("glass", "scale"), [("portrait", "200"), ("small", "100"), ("small", "200")]
)
def test_form_with_a_voice_holds_on_each_glass(
    glass: str, scale: str, qtbot: QtBot, qapp: QApplication, config: Configure
) -> None:
    panel = GLASSES[glass]
    config = replace(config, display=replace(config.display, width_mm=panel.width_mm))
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px), speaks=True) as view:
        view.present()
        view.settle()
        view.begin("es")
        view.stage.settings.choose("scale", scale)
        _to_review(view)
        view.tap("listen")
        view.lay_out()
        found = flaws(view.shell, view.shell.look)
        view.tap("nearby_yes")
        hear(view, "nearby_no")
        view.lay_out()
        found += flaws(view.shell, view.shell.look)
        view.tap("listen_stop")
        view.tap("review_send")
        view.part("receipt_code")
        view.lay_out()
        found += flaws(view.shell, view.shell.look)

    assert found == []


def test_screen_without_a_voice_offers_nothing_on_forms(visit: Screen) -> None:
    visit.start_request()

    assert not visit.has("listen")
