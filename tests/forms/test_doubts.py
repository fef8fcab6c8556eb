# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What is asked about and never refused; what may be skipped, sent, or has to be masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms import engine
from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.model import Answers
from tests.support.forms import constraint, form_of, item, options

ENTRY_KIND = "https://infusion-kiosk.example/fhir/StructureDefinition/entry-kind"


def _typed(link_id: str, kind: str, **more: object) -> dict[str, object]:
    kinds = [{"url": ENTRY_KIND, "valueCode": kind}]
    return {**item(link_id), "extension": kinds, **more}


FORM = form_of(
    item(
        "page",
        "group",
        item=[
            item("note", extension=[constraint("short", "answer.value.length() > 3", "warning")]),
            _typed("phone", "phone", required=True),
            _typed("email", "email"),
            _typed("zip", "postal-code"),
        ],
    ),
    item("more", "group", item=[item("say"), item("day", "date")]),
)


def _doubts(**typed: str) -> tuple[FieldError, ...]:
    answers = Answers({link_id: (text,) for link_id, text in typed.items()})
    return engine.doubts(FORM, engine.pages(FORM, answers)[0], answers)


def test_an_area_code_that_cannot_exist_is_asked_about() -> None:
    assert _doubts(phone="999 555 0143") == (FieldError("phone", Rule.UNUSUAL_PHONE),)
    assert engine.is_complete(FORM, Answers({"phone": ("999 555 0143",)}))


def test_a_slip_in_a_well_known_mail_domain_is_asked_about_with_what_was_meant() -> None:
    assert _doubts(email="ana@gmial.com") == (
        FieldError("email", Rule.LIKELY_TYPO, suggestion="gmail.com"),
    )


def test_doubts_stand_in_reading_order() -> None:
    found = _doubts(note="ab", phone="9995550143", email="a@yaho.com")

    assert [doubt.link_id for doubt in found] == ["note", "phone", "email"]


@pytest.mark.parametrize(
    "typed", [{"phone": "(202) 555-0143"}, {"phone": "911"}, {"email": "gmial.com"}, {}]
)
def test_what_is_right_wrong_or_empty_is_in_no_doubt(typed: dict[str, str]) -> None:
    assert _doubts(**typed) == ()


def test_what_is_not_shown_is_not_doubted() -> None:
    form = form_of(
        item("a", "boolean"),
        item(
            "g",
            "group",
            item=[
                item("b"),
                _typed(
                    "email",
                    "email",
                    enableWhen=[{"question": "a", "operator": "=", "answerBoolean": True}],
                ),
            ],
        ),
    )
    answers = Answers({"a": (True,), "email": ("a@gmial.com",)})
    page = engine.pages(form, answers)[1]

    assert engine.doubts(form, page, answers)
    assert not engine.doubts(form, page, engine.answered(answers, "a", ()))


@given(st.emails(), st.text(max_size=12))
def test_a_suggestion_is_never_what_was_typed(email: str, other: str) -> None:
    for doubt in _doubts(email=email, phone=other):
        assert doubt.suggestion not in {email.rpartition("@")[2], other} - {""}


@pytest.mark.parametrize(
    ("typed", "is_sound"), [("02139", True), ("2139", False), ("٠٢١٣٩", False)]
)
def test_a_postal_code_is_five_digits(typed: str, is_sound: bool) -> None:
    answers = Answers({"phone": ("2025550143",), "zip": (typed,)})

    wrong = () if is_sound else (FieldError("zip", Rule.NOT_A_ZIP),)
    assert engine.check(FORM, answers) == wrong


def test_it_can_be_sent_when_nothing_is_left_to_mend_anywhere() -> None:
    needed = Answers({"phone": ("2025550143",)})

    assert not engine.is_complete(FORM, Answers())
    assert engine.is_complete(FORM, needed)
    assert not engine.is_complete(FORM, engine.answered(needed, "email", ("no address",)))


def test_a_page_is_optional_when_nothing_on_it_is_needed() -> None:
    first, second = engine.pages(FORM, Answers())

    assert not engine.is_optional(first)
    assert engine.is_optional(second)


def test_a_page_with_a_group_that_needs_an_answer_is_not_optional() -> None:
    form = form_of(
        item("page", "group", item=[item("either", "group", required=True, item=[item("a")])])
    )

    assert not engine.is_optional(engine.pages(form, Answers())[0])


def test_phones_mails_and_days_are_sensitive_and_nothing_else() -> None:
    form = form_of(
        _typed("phone", "phone"), _typed("email", "email"), item("day", "date"),
        _typed("name", "person-name"), _typed("zip", "postal-code"), item("text", "text"),
        item("pick", "choice", answerOption=options("x", "y")),
    )  # fmt: skip

    assert [one.link_id for one in form.walk() if one.is_sensitive] == ["phone", "email", "day"]
