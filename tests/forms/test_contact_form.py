# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The shipped contact form: what it asks, in which words, and what it stores."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from kiosk.forms import engine
from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.load import form_digest
from kiosk.forms.model import Answers, FormStatus
from kiosk.forms.respond import canonical_bytes, response
from tests.support.forms import (
    CONTACT_FILE,
    CONTACT_REACH,
    contact_form,
    fill,
    filled_contact,
    pick,
)

FORM = contact_form()
CALL_PAGES = [
    "page-about", "page-name", "page-reach", "page-time", "page-language", "page-consent",
]  # fmt: skip


def _filled(reach: str, language: str = "en") -> Answers:
    return filled_contact(FORM, reach, language)


def _response(answers: Answers, language: str) -> dict[str, Any]:
    at = datetime(2026, 5, 1, tzinfo=UTC)
    return response(FORM, answers, request_id="x", authored_at=at, language=language)


def _answers_of(node: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for child in node.get("item", []):
        found.update(_answers_of(child))
        if "answer" in child:
            found[child["linkId"]] = child["answer"][0]
    return found


def test_the_file_is_a_valid_questionnaire() -> None:
    Questionnaire.model_validate_json(CONTACT_FILE.read_bytes())


def test_the_form_is_active_and_names_its_bytes() -> None:
    assert FORM.status is FormStatus.ACTIVE
    assert FORM.digest == form_digest(CONTACT_FILE.read_bytes())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("reach", CONTACT_REACH)
def test_a_walk_page_by_page_ends_in_a_valid_response(language: str, reach: str) -> None:
    answers = engine.initial_answers(FORM, language)
    wanted = _filled(reach, language)
    visited = 0
    while visited < len(engine.pages(FORM, answers)):
        for shown in engine.pages(FORM, answers)[visited].items:
            answers = engine.answered(answers, shown.link_id, wanted.get(shown.link_id, ()))
        # A choice on the page may bring the next question onto it.
        page = engine.pages(FORM, answers)[visited]
        for shown in page.items:
            answers = engine.answered(answers, shown.link_id, wanted.get(shown.link_id, ()))
        assert engine.check_page(FORM, page, answers) == ()
        visited += 1

    made = _response(answers, language)

    QuestionnaireResponse.model_validate_json(canonical_bytes(made))
    assert set(_answers_of(made)) == set(wanted)


def test_a_call_takes_six_pages_and_the_others_five() -> None:
    by_call = [page.item.link_id for page in engine.pages(FORM, _filled("call"))]
    by_email = [page.item.link_id for page in engine.pages(FORM, _filled("email"))]

    assert by_call == CALL_PAGES
    assert by_email == [page for page in CALL_PAGES if page != "page-time"]


def test_the_phone_is_stored_as_e164() -> None:
    stored = _answers_of(_response(_filled("call"), "en"))

    assert stored["phone"] == {"valueString": "+12025550143"}


@pytest.mark.parametrize(("reach", "needed"), [("call", "phone"), ("email", "email")])
def test_the_way_that_was_chosen_is_required(reach: str, needed: str) -> None:
    answers = engine.answered(_filled(reach), needed, ())

    assert engine.check(FORM, answers) == (FieldError(needed, Rule.REQUIRED),)


def test_a_phone_typed_before_choosing_email_is_not_sent() -> None:
    answers = fill(FORM, _filled("call"), **CONTACT_REACH["email"])

    stored = _answers_of(_response(answers, "en"))

    assert not {"phone", "time", "voicemail"} & set(stored)


def test_consent_stores_its_wording_and_version_in_the_language_read() -> None:
    consent = _answers_of(_response(_filled("here", "es"), "es"))["consent"]["valueCoding"]

    assert consent["code"] == "contact-request"
    assert consent["system"].endswith("/consent-wording")
    assert consent["version"] == "2"
    assert consent["display"] == "Sí, contáctenme"


def test_without_consent_there_is_no_request() -> None:
    answers = engine.answered(_filled("here"), "consent", ())

    assert engine.check(FORM, answers) == (FieldError("consent", Rule.REQUIRED),)


@pytest.mark.parametrize("language", ["en", "es"])
def test_only_the_language_of_the_visit_is_chosen_beforehand(language: str) -> None:
    answers = engine.initial_answers(FORM, language)

    assert dict(answers) == {"language": (pick(FORM, "language", language),)}


def test_another_language_must_be_named() -> None:
    answers = fill(FORM, _filled("here"), language="mis")

    assert engine.check(FORM, answers) == (FieldError("other-language", Rule.REQUIRED),)


@pytest.mark.parametrize("language", ["en", "es"])
def test_options_fit_their_buttons(language: str) -> None:
    displays = [
        option.display.in_language(language)
        for item in FORM.walk()
        for option in item.answer_options
    ]

    assert [display for display in displays if len(display) > 28] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_sentences_are_short(language: str) -> None:
    sentences = [
        sentence
        for item in FORM.walk()
        for sentence in re.split(r"[.?!:] ", item.text.in_language(language))
    ]

    assert [s for s in sentences if len(s.split()) > 20] == []


@pytest.mark.parametrize(
    "asked", ["reason", "first-name", "phone", "email", "voicemail", "language"]
)
def test_sensitive_questions_say_why_we_ask(asked: str) -> None:
    help_text = FORM.find(asked).help_text

    assert help_text
    assert help_text.in_language("es") != help_text.in_language("en")


def test_facts_of_the_center_are_filled_into_both_languages() -> None:
    withdraw = FORM.find("consent-withdraw").text

    assert "(555) 555-0100" in withdraw.in_language("en")
    assert "(555) 555-0100" in withdraw.in_language("es-MX")


def test_the_form_asks_for_nothing_it_must_not() -> None:
    asked = {item.link_id for item in FORM.walk() if item.is_question}

    assert asked == {
        "reason", "about", "first-name", "last-name", "how", "phone", "email", "time",
        "voicemail", "language", "other-language", "interpreter", "consent",
    }  # fmt: skip
