# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A request from its first question to the sealed envelope in the slot, by finger."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from kiosk.queue.envelope import decode, open_request
from kiosk.queue.sealing import read_identity
from kiosk.queue.slot import Quota
from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.pages.request import RequestPage
from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.questions import AnswerChange
from kiosk.screen.widgets.text import Words
from kiosk.session.messages import LateNews, RequestStored
from kiosk.session.wire import encode
from tests.support.screen import WAIT_MS, Screen

FIRST, LAST, PHONE = "Mira", "Sol", "2025550143"
REQUEST = Route(RouteName.REQUEST, "contact")


def _to_name(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.until(lambda: _focus() == "field_first-name")


def _to_phone(visit: Screen) -> None:
    _to_name(visit)
    visit.type(FIRST)
    visit.tap("key_next")
    visit.until(lambda: _focus() == "field_last-name")
    visit.type(LAST)
    visit.go_on()
    visit.tap("option_how_call")
    visit.tap("field_phone")
    visit.until(lambda: visit.has("key_1"))


def _to_review(visit: Screen) -> None:
    _to_phone(visit)
    visit.type(PHONE)
    for name in (
        "request_next", "option_time_noon", "option_voicemail_none", "request_next",
        "option_language_en", "option_interpreter_none", "request_next",
        "option_consent_contact-request", "request_next",
    ):  # fmt: skip
        visit.go_on() if name == "request_next" else visit.tap(name)
    visit.part("review_head")


def _focus() -> str:
    field = QApplication.focusWidget()
    return field.objectName() if field is not None else ""


@contextmanager
def _worker_held(visit: Screen) -> Iterator[None]:
    """Keep the one worker busy, as a slow disk would."""
    let_go = threading.Event()
    done: list[Outcome] = []
    runner = visit.stage.findChild(JobRunner)
    assert runner is not None
    runner.run("held", lambda: let_go.wait(WAIT_MS / 1000), done.append)
    try:
        yield
    finally:
        let_go.set()
        visit.until(lambda: done)


def _slot(visit: Screen) -> list[Path]:
    return sorted((Path(visit.config.slot) / "new").iterdir())


def _answers(node: object) -> list[object]:
    if isinstance(node, list):
        return [answer for part in node for answer in _answers(part)]
    if not isinstance(node, dict):
        return []
    own = [value for key, value in node.items() if key.startswith("value")]
    return own + [answer for part in node.values() for answer in _answers(part)]


def test_request_typed_on_the_keys_is_sealed_with_what_was_typed(visit: Screen) -> None:
    _to_review(visit)
    visit.tap("review_send")
    visit.part("receipt_code")

    (file,) = _slot(visit)
    identity = read_identity(Path(visit.config.slot).parent / "keys" / "intake.key")
    resource = json.loads(open_request(decode(file.read_bytes()), identity))

    assert resource["resourceType"] == "QuestionnaireResponse"
    assert FIRST in _answers(resource)
    assert LAST in _answers(resource)
    assert FIRST.encode() not in file.read_bytes()


def test_receipt_shows_the_code_the_supervisor_is_told(visit: Screen) -> None:
    _to_review(visit)
    visit.tap("review_send")
    code = visit.text("receipt_code")

    (stored,) = visit.heard(RequestStored)
    assert (stored.code, stored.kind) == (code, "contact")
    assert FIRST not in visit.words()


def test_double_tap_on_send_makes_one_request(visit: Screen) -> None:
    _to_review(visit)
    send = visit.part("review_send")
    visit.bring(send)

    visit.finger.tap(send, times=2)

    visit.part("receipt_code")
    assert len(_slot(visit)) == 1
    assert len(visit.heard(RequestStored)) == 1


def test_done_on_the_receipt_ends_the_visit_without_a_question(visit: Screen) -> None:
    _to_review(visit)
    visit.tap("review_send")

    visit.tap("receipt_done")

    assert visit.ended() == ["cleared"]


def test_typing_leaves_the_cursor_in_its_field(visit: Screen) -> None:
    _to_name(visit)

    visit.type(FIRST)

    assert _focus() == "field_first-name"


def test_key_to_the_next_field_complains_about_nothing(visit: Screen) -> None:
    _to_name(visit)
    visit.type(FIRST)

    visit.tap("key_next")

    visit.until(lambda: _focus() == "field_last-name")
    assert not visit.has("error_last-name")


def test_keys_that_were_put_away_come_back_at_a_touch(visit: Screen) -> None:
    _to_name(visit)
    visit.tap("key_hide")

    visit.tap("field_first-name")

    visit.part("key_hide")


def test_wrong_phone_is_told_beside_the_field_which_takes_the_cursor(visit: Screen) -> None:
    _to_phone(visit)
    visit.type("555")

    visit.go_on()

    assert "10 digits" in visit.text("error_phone")
    assert visit.part("field_phone").accessibleDescription().startswith(visit.text("error_phone"))
    assert _focus() == "field_phone"


def test_missing_choice_is_told_and_the_page_stays(visit: Screen) -> None:
    visit.start_request()

    visit.go_on()

    assert visit.text("error_reason")
    assert visit.has("option_reason_start")


def test_answering_takes_the_error_away(visit: Screen) -> None:
    visit.start_request()
    visit.go_on()

    visit.tap("option_reason_start")

    assert not visit.has("error_reason")


def test_back_keeps_the_answers(visit: Screen) -> None:
    _to_name(visit)
    visit.type(FIRST)

    visit.tap("bar_back")
    visit.part("option_reason_start")
    visit.go_on()

    assert visit.text("field_first-name") == FIRST


def test_leaving_for_the_help_and_coming_back_keeps_the_answers(visit: Screen) -> None:
    _to_name(visit)
    visit.type(FIRST)

    visit.tap("bar_help")
    visit.part("help_head")
    visit.tap("bar_back")

    assert visit.text("field_first-name") == FIRST


def test_other_language_in_the_middle_keeps_the_answers(visit: Screen) -> None:
    _to_name(visit)
    visit.type(FIRST)
    english = visit.text("request_question")

    visit.tap("header_language")

    visit.until(lambda: visit.text("request_question") != english)
    assert visit.text("field_first-name") == FIRST


def test_review_hides_the_phone_until_it_is_asked_for(visit: Screen) -> None:
    _to_review(visit)
    hidden = visit.text("review_phone")

    visit.tap("review_reveal")

    visit.until(lambda: visit.text("review_phone") != hidden)
    digits = "".join(letter for letter in visit.text("review_phone") if letter.isdigit())
    assert PHONE in digits
    assert PHONE[:6] not in "".join(letter for letter in hidden if letter.isdigit())


def test_review_says_the_question_above_its_answer(visit: Screen) -> None:
    _to_review(visit)
    line = visit.part("review_first-name")

    top, below = sorted(line.findChildren(Words), key=lambda words: words.y())

    assert FIRST in below.text()
    assert FIRST not in top.text()


def test_changing_an_answer_from_the_review_returns_to_it(visit: Screen) -> None:
    _to_review(visit)

    visit.tap("review_first-name")
    visit.part("field_first-name")
    visit.type("n")
    visit.go_on()

    visit.part("review_head")
    assert f"{FIRST}n" in visit.text("review_first-name")


def test_back_from_a_change_returns_to_the_review(visit: Screen) -> None:
    _to_review(visit)
    visit.tap("review_reason")
    visit.part("option_reason_start")

    visit.tap("bar_back")

    visit.part("review_head")


def test_back_from_a_change_restores_the_answer(visit: Screen) -> None:
    _to_review(visit)
    hidden = visit.text("review_phone")
    visit.tap("review_phone")
    visit.tap("field_phone")
    visit.tap("key_backspace", times=len(PHONE))
    assert visit.text("field_phone") == ""

    visit.tap("bar_back")

    assert visit.text("review_phone") == hidden
    visit.tap("review_send")
    visit.part("receipt_code")


def test_answer_that_only_sending_finds_wrong_is_shown_where_it_is_mended(visit: Screen) -> None:
    _to_review(visit)
    page = visit.shell.findChild(RequestPage)
    assert page is not None
    page.answer_changed.emit(AnswerChange("phone", ("555",)))

    visit.tap("review_send")

    assert "10 digits" in visit.text("error_phone")
    assert not visit.has("refused_head")
    assert _slot(visit) == []


def test_answer_mended_after_sending_is_sent(visit: Screen) -> None:
    _to_review(visit)
    page = visit.shell.findChild(RequestPage)
    assert page is not None
    page.answer_changed.emit(AnswerChange("phone", ("202555014",)))
    visit.tap("review_send")
    visit.part("error_phone")

    visit.tap("field_phone")
    visit.type(PHONE[-1])
    visit.go_on()
    visit.tap("review_send")

    visit.part("receipt_code")
    assert len(_slot(visit)) == 1


@pytest.mark.parametrize("fault", ["full", "gone"])
def test_request_that_cannot_be_kept_sends_to_the_front_desk(visit: Screen, fault: str) -> None:
    _to_review(visit)
    accepted = Path(visit.config.slot) / "new"
    if fault == "full":
        for number in range(Quota().files):
            (accepted / f"{number}.ikr").touch()
    else:
        accepted.rmdir()

    visit.tap("review_send")

    visit.part("refused_head")
    assert "Please go to the front desk." in visit.words()
    assert not visit.has("receipt_code")
    assert visit.heard(RequestStored) == []


def test_refused_request_can_be_sent_once_there_is_room(visit: Screen) -> None:
    _to_review(visit)
    accepted = Path(visit.config.slot) / "new"
    accepted.rmdir()
    visit.tap("review_send")
    visit.part("refused_head")
    accepted.mkdir()

    visit.tap("review_send")

    visit.part("receipt_code")
    assert len(_slot(visit)) == 1


def test_late_delivery_is_told_before_anything_is_asked(visit: Screen) -> None:
    visit.line.send(encode(LateNews(overdue=True)))
    visit.until(lambda: _opened_first_page(visit))


def _opened_first_page(visit: Screen) -> bool:
    visit.open(REQUEST, "request_start")
    return "going out late" in visit.words()


def test_clear_with_answers_asks_first(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")

    visit.tap("bar_clear")

    assert visit.has("clear_question")
    assert visit.ended() == []


def test_keep_going_keeps_the_answers(visit: Screen) -> None:
    _to_name(visit)
    visit.type(FIRST)
    visit.tap("bar_clear")

    visit.tap("clear_yes")

    assert not visit.has("clear_question")
    assert visit.part("field_first-name", QLineEdit).text() == FIRST
    assert visit.ended() == []


def test_clearing_for_sure_ends_the_visit(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.tap("bar_clear")

    visit.tap("clear_no")

    assert visit.ended() == ["cleared"]
    assert _slot(visit) == []


def test_other_language_alone_is_no_answer_to_lose(visit: Screen) -> None:
    visit.start_request()
    english = visit.text("request_question")
    visit.tap("header_language")
    visit.until(lambda: visit.text("request_question") != english)

    visit.tap("bar_clear")

    assert visit.ended() == ["cleared"]


def test_clear_waits_for_a_request_that_is_being_put_away(visit: Screen) -> None:
    _to_review(visit)
    with _worker_held(visit):
        visit.tap("review_send")
        visit.until(lambda: not visit.has("review_send"))

        visit.tap("bar_clear")

        assert not visit.has("clear_question")
        assert visit.ended() == []

    visit.part("receipt_code")
    assert len(_slot(visit)) == 1


# What the request is about, carried from an article

MIGRAINE = Route(RouteName.ARTICLE, "migraine-infusions")


def _ask_from_the_article(visit: Screen) -> None:
    visit.open(MIGRAINE, "article_ask")
    visit.tap("article_ask")
    visit.tap("ask_contact")
    visit.part("request_start")


def _about(visit: Screen) -> str:
    return visit.part("field_about", QLineEdit).text()


def _to_review_from(visit: Screen) -> None:
    """Fill in the rest of the form, from its first page of questions on."""
    visit.tap("option_reason_start")
    visit.go_on()
    visit.until(lambda: _focus() == "field_first-name")
    visit.type(FIRST)
    visit.tap("key_next")
    visit.until(lambda: _focus() == "field_last-name")
    visit.type(LAST)
    visit.go_on()
    visit.tap("option_how_here")
    for name in (
        "request_next", "option_language_en", "option_interpreter_none", "request_next",
        "option_consent_contact-request", "request_next",
    ):  # fmt: skip
        visit.go_on() if name == "request_next" else visit.tap(name)
    visit.part("review_head")


def _sealed_about(visit: Screen) -> list[object]:
    visit.tap("review_send")
    visit.part("receipt_code")
    (file,) = _slot(visit)
    identity = read_identity(Path(visit.config.slot).parent / "keys" / "intake.key")
    resource = json.loads(open_request(decode(file.read_bytes()), identity))
    pages = [item for page in resource["item"] for item in page["item"]]
    return [_answers(item) for item in pages if item["linkId"] == "about"]


def test_article_carries_its_subject_into_the_form(visit: Screen) -> None:
    _ask_from_the_article(visit)

    visit.tap("request_start")

    assert _about(visit) == "Migraine"


def test_carried_subject_arrives_in_the_response(visit: Screen) -> None:
    _ask_from_the_article(visit)
    visit.tap("request_start")
    _to_review_from(visit)

    assert _sealed_about(visit) == [["Migraine"]]


def test_carried_subject_stands_in_the_review(visit: Screen) -> None:
    _ask_from_the_article(visit)
    visit.tap("request_start")
    _to_review_from(visit)

    assert "Migraine" in visit.text("review_about")


def test_visitor_can_erase_the_carried_subject(visit: Screen) -> None:
    _ask_from_the_article(visit)
    visit.tap("request_start")
    visit.tap("field_about")
    visit.part("key_backspace")
    while _about(visit):
        visit.tap("key_backspace")
    visit.tap("key_hide")
    _to_review_from(visit)

    assert _sealed_about(visit) == []


def test_what_the_visitor_wrote_instead_is_kept(visit: Screen) -> None:
    _ask_from_the_article(visit)
    visit.tap("request_start")
    visit.tap("field_about")
    visit.type("x")
    visit.tap("key_hide")

    visit.shell.choose_language("es")

    visit.until(lambda: _about(visit).endswith("x"))


def test_carried_subject_follows_the_language(visit: Screen) -> None:
    _ask_from_the_article(visit)
    visit.tap("request_start")
    assert _about(visit) == "Migraine"

    visit.shell.choose_language("es")

    visit.until(lambda: _about(visit) == "Migraña")


def test_article_without_one_group_of_treatments_carries_its_title(visit: Screen) -> None:
    visit.open(Route(RouteName.ARTICLE, "before-you-come"), "article_ask")
    visit.tap("article_ask")
    visit.tap("ask_contact")

    visit.tap("request_start")

    assert _about(visit) == "Before you come"


def test_form_opened_from_elsewhere_is_about_nothing_yet(visit: Screen) -> None:
    visit.start_request()

    assert _about(visit) == ""


def test_subject_of_an_article_does_not_stay_for_the_next_way_in(visit: Screen) -> None:
    _ask_from_the_article(visit)
    visit.tap("bar_home")
    visit.part("home_learn")

    visit.start_request()

    visit.until(lambda: _about(visit) == "")


def test_carried_subject_alone_is_no_answer_to_lose(visit: Screen) -> None:
    _ask_from_the_article(visit)

    visit.tap("bar_clear")

    visit.until(visit.ended)


def test_what_is_strong_on_a_refusal_keeps_the_answers(visit: Screen) -> None:
    _to_review(visit)
    page = visit.shell.findChild(RequestPage)
    assert page is not None

    page.show_refused("(555) 555-0100")

    assert visit.part("review_send").property("role") == "primary"
    assert visit.part("receipt_done").property("role") == "quiet"
