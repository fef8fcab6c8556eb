# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from datetime import UTC, date, datetime

import msgspec
import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.faults import InputFault
from kiosk.forms import engine
from kiosk.forms.model import Answers, Coding, Form, Item, ItemType, Value
from kiosk.forms.respond import canonical_bytes, response
from tests.support.forms import (
    CONTACT_REACH,
    SYSTEM,
    contact_form,
    filled_contact,
    form_of,
    item,
    options,
)

REQUEST_ID = "0190a8c0-0000-7000-8000-000000000001"
SENT_AT = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
CONTACT = contact_form()


def _made(form: Form, answers: Answers, language: str = "en") -> dict[str, object]:
    return response(form, answers, request_id=REQUEST_ID, authored_at=SENT_AT, language=language)


def _link_ids(node: object) -> list[str]:
    if isinstance(node, list):
        return [link_id for part in node for link_id in _link_ids(part)]
    if isinstance(node, dict):
        own = [node["linkId"]] if "linkId" in node else []
        return own + _link_ids(node.get("item", []))
    return []


def test_a_response_is_a_valid_r4_resource_in_the_forms_order() -> None:
    form = form_of(
        item("g", "group", item=[item("b", "boolean"), item("n", "integer"), item("d", "date")]),
        item("note", "display"),
        item("c", "choice", repeats=True, answerOption=options("x", "y")),
        item("o", "open-choice", answerOption=options("x")),
        item("t", "text"),
        item("empty"),
    )
    answers = Answers(
        {
            "t": ("one\ntwo",),
            "o": ("mine",),
            "c": (Coding("y", SYSTEM), Coding("x", SYSTEM)),
            "d": (date(2026, 5, 1),),
            "n": (0,),
            "b": (False,),
        }
    )

    made = _made(form, answers)

    QuestionnaireResponse.model_validate_json(canonical_bytes(made))
    assert _link_ids(made) == ["g", "b", "n", "d", "c", "o", "t"]
    assert made["questionnaire"] == "https://example.org/Questionnaire/test|1"


def test_a_response_names_request_time_and_language() -> None:
    made = _made(form_of(item()), Answers(), "es")

    assert made["identifier"] == {
        "system": "urn:ietf:rfc:3986",
        "value": f"urn:uuid:{REQUEST_ID}",
    }
    assert (made["authored"], made["language"]) == ("2026-05-01T09:30:00Z", "es")


def test_typed_text_is_stored_trimmed() -> None:
    made = _made(form_of(item()), Answers({"a": ("  Ana ",)}))

    assert b'"valueString":"Ana"' in canonical_bytes(made)


def test_what_was_typed_before_an_item_was_disabled_does_not_leak() -> None:
    when = [{"question": "q", "operator": "=", "answerBoolean": True}]
    form = form_of(item("q", "boolean"), item("a", enableWhen=when))

    made = _made(form, Answers({"q": (False,), "a": ("secret",)}))

    assert b"secret" not in canonical_bytes(made)


def test_wrong_answers_make_no_response_and_are_not_repeated() -> None:
    form = form_of(item(maxLength=3))

    with pytest.raises(InputFault) as fault:
        _made(form, Answers({"a": ("secret",)}))

    assert str(fault.value) == "a: too-long"


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        response(
            form_of(item()),
            Answers(),
            request_id=REQUEST_ID,
            authored_at=datetime(2026, 5, 1),  # noqa: DTZ001
            language="en",
        )


def test_bytes_do_not_depend_on_the_order_of_keys() -> None:
    assert canonical_bytes({"b": 1, "a": "ñ"}) == '{"a":"ñ","b":1}'.encode()


_SENSIBLE = {
    "about": ["Migraine", "Mi tiroides", ""],
    "first-name": ["Ana", " José ", "李", ""],
    "last-name": ["Ruiz", "O'Neil", "4"],
    "phone": ["2025550143", "(202) 555-0143", "12"],
    "email": ["ana@example.com", "ana@", "a@b.example"],
    "other-language": ["Tagalog", ""],
}
_QUESTIONS = [question for question in CONTACT.walk() if question.is_question]
_TEXT = st.text(max_size=6)


def _values(question: Item) -> st.SearchStrategy[tuple[Value, ...]]:
    if question.type is ItemType.CHOICE:
        offered = st.sampled_from([option.coding for option in question.answer_options])
        return st.tuples(offered) | st.just(())
    return st.tuples(st.sampled_from(_SENSIBLE[question.link_id]) | _TEXT)


_STEP = st.sampled_from(_QUESTIONS).flatmap(
    lambda question: st.tuples(st.just(question.link_id), _values(question))
)
_WALK = st.lists(_STEP | st.sampled_from(["back", "en", "es"]), max_size=12)
_START = st.sampled_from(list(CONTACT_REACH))


def _walked(reach: str, steps: list[object]) -> tuple[Answers, str]:
    """Walk on from a form that is filled in, so that many walks end in a response."""
    history, language = [filled_contact(CONTACT, reach)], "en"
    for step in steps:
        if isinstance(step, tuple):
            history.append(engine.answered(history[-1], *step))
        elif step == "back":
            history = history[:-1] or history
        else:
            language = str(step)
    return history[-1], language


@settings(max_examples=120, deadline=None)
@given(_START, _WALK)
def test_any_walk_gives_a_valid_response_or_names_what_to_mend(
    reach: str, steps: list[object]
) -> None:
    answers, language = _walked(reach, steps)
    enabled = engine.enabled_ids(CONTACT, answers)

    if engine.check(CONTACT, answers):
        with pytest.raises(InputFault):
            _made(CONTACT, answers, language)
        return
    made = canonical_bytes(_made(CONTACT, answers, language))

    QuestionnaireResponse.model_validate_json(made)
    assert set(_link_ids(msgspec.json.decode(made))) <= enabled


@settings(max_examples=60, deadline=None)
@given(_START, _WALK)
def test_every_error_lies_on_a_page_that_is_shown(reach: str, steps: list[object]) -> None:
    answers, _ = _walked(reach, steps)

    by_page = [
        error
        for page in engine.pages(CONTACT, answers)
        for error in engine.check_page(CONTACT, page, answers)
    ]

    assert tuple(by_page) == engine.check(CONTACT, answers)
