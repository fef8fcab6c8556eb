# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The shipped referral forms: what they ask of whom, what they never ask, what they store."""

import json
from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from kiosk.forms import engine
from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.model import Answers, FormStatus, ItemControl
from tests.support.forms import (
    REFERRALS,
    SHIPPED,
    SHIPPED_FORMS,
    answers_of,
    fill,
    filled_out,
    filled_referral,
    made,
    shipped_form,
)

FORMS = {name: shipped_form(name) for name in REFERRALS}
ME, SOMEONE = FORMS["refer-me"], FORMS["refer-someone"]
CHILD = date(2015, 3, 1)
PARENT = {
    "helper_relation": "parent-guardian", "helper_authority": "parent",
    "consent_parent": "referral-contact-parent",
}  # fmt: skip
NEEDED = {
    "refer-me": [
        "page-name", "page-birth", "page-reach", "page-time", "page-language", "page-order",
        "page-consent",
    ],
    "refer-someone": [
        "page-helper", "page-authority", "page-name", "page-birth", "page-reach", "page-time",
        "page-language", "page-order", "page-consent",
    ],
}  # fmt: skip
ALONE = {
    "helper-name", "helper-relation", "helper-authority", "how", "phone", "time", "voicemail",
    "language", "interpreter", "consent-alone",
}  # fmt: skip


def _names(name: str, answers: Answers) -> list[str]:
    return [page.item.link_id for page in engine.pages(FORMS[name], answers)]


def _asked(name: str, answers: Answers) -> set[str]:
    shown = (item for page in engine.pages(FORMS[name], answers) for item in page.items)
    return {item.link_id for item in shown if item.is_question}


def _offered(name: str, link_id: str, answers: Answers) -> set[str]:
    shown = (item for page in engine.pages(FORMS[name], answers) for item in page.items)
    (item,) = (item for item in shown if item.link_id == link_id)
    return {option.coding.code for option in item.answer_options}


def _codes(name: str, answers: Answers) -> dict[str, tuple[str, str]]:
    """Return code and version of each consent that a response holds."""
    stored = answers_of(made(FORMS[name], answers))
    return {
        link_id: (found[0]["valueCoding"]["code"], found[0]["valueCoding"]["version"])
        for link_id, found in stored.items()
        if link_id.startswith("consent")
    }


def _without_translated_values(node: Any) -> Any:  # Any: JSON of any shape
    """Leave out ``_valueString``, which FHIR has and the model of ``fhir.resources`` lacks."""
    match node:
        case dict():
            kept = {key: value for key, value in node.items() if key != "_valueString"}
            return {key: _without_translated_values(value) for key, value in kept.items()}
        case list():
            return [_without_translated_values(value) for value in node]
    return node


def _alone() -> Answers:
    answers = filled_referral(SOMEONE, "refer-someone", helper_authority="neither")
    return fill(SOMEONE, answers, consent_alone="referral-contact-alone")


@pytest.mark.parametrize("name", FORMS)
def test_the_file_is_a_valid_questionnaire_in_use(name: str) -> None:
    tree = json.loads((SHIPPED_FORMS / f"{name}.json").read_bytes())

    Questionnaire.model_validate(_without_translated_values(tree))
    assert FORMS[name].status is FormStatus.ACTIVE


@pytest.mark.parametrize("name", FORMS)
def test_the_last_part_of_the_address_tells_the_courier_that_it_is_a_referral(name: str) -> None:
    assert FORMS[name].url.rpartition("/")[2] == name


@pytest.mark.parametrize("name", FORMS)
def test_what_is_needed_comes_first_and_then_it_can_be_sent(name: str) -> None:
    form, answers = FORMS[name], filled_referral(FORMS[name], name)

    needed = _names(name, answers)[: len(NEEDED[name])]
    rest = engine.pages(form, answers)[len(needed) :]

    assert needed == NEEDED[name]
    assert engine.is_complete(form, answers)
    assert len(rest) == 8
    assert all(engine.is_optional(page) for page in rest)


@pytest.mark.parametrize(
    ("name", "link_id"), [(name, key) for name, needed in REFERRALS.items() for key in needed]
)
def test_it_cannot_be_sent_without_what_is_needed(name: str, link_id: str) -> None:
    answers = engine.answered(filled_referral(FORMS[name], name), link_id.replace("_", "-"), ())

    assert not engine.is_complete(FORMS[name], answers)


@pytest.mark.parametrize("name", FORMS)
def test_everything_that_can_be_said_makes_a_response(name: str) -> None:
    answers = filled_out(FORMS[name])

    stored = answers_of(made(FORMS[name], answers))

    assert {"zip", "preferred-name", "condition", "medicine", "insurance", "message"} <= set(stored)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("how", "asked"),
    [("call", {"phone"}), ("text", {"phone"}), ("email", {"email"}), ("here", {"phone", "email"})],
)
def test_each_way_asks_for_what_it_needs(name: str, how: str, asked: set[str]) -> None:
    answers = filled_referral(FORMS[name], name, how=how)
    bare = engine.answered(answers, "phone", ())

    assert _asked(name, bare) & {"phone", "email"} == asked
    first = next(iter(sorted(asked, reverse=True)))
    assert FieldError(first, Rule.REQUIRED) in engine.check(FORMS[name], bare)


@pytest.mark.parametrize("name", FORMS)
def test_who_wants_no_call_may_give_either_phone_or_email(name: str) -> None:
    by_phone = filled_referral(FORMS[name], name, how="here")
    by_email = engine.answered(fill(FORMS[name], by_phone, email="ana@example.com"), "phone", ())

    assert engine.is_complete(FORMS[name], by_phone)
    assert engine.is_complete(FORMS[name], by_email)


# Under 18


def test_under_18_a_parent_or_guardian_is_named_and_agrees() -> None:
    answers = filled_referral(ME, "refer-me", birth_date=CHILD)

    lacking = {error.link_id for error in engine.check(ME, answers)}

    assert lacking == {"helper-name", "helper-relation", "phone-owner", "consent-guardian"}
    assert "page-guardian" not in _names("refer-me", filled_referral(ME, "refer-me"))


@pytest.mark.parametrize(
    ("born", "is_asked"), [(date(2008, 5, 1), False), (date(2008, 5, 2), True)]
)
def test_the_guardian_is_asked_for_until_the_18th_birthday(born: date, is_asked: bool) -> None:
    answers = filled_referral(ME, "refer-me", birth_date=born)

    assert ("page-guardian" in _names("refer-me", answers)) is is_asked


def test_a_child_gets_no_texts() -> None:
    answers = filled_referral(ME, "refer-me", birth_date=CHILD, how="text")

    assert "text" not in _offered("refer-me", "how", answers)
    assert FieldError("how", Rule.REQUIRED) in engine.check(ME, answers)
    assert "page-text-also" not in _names("refer-me", fill(ME, answers, how="call"))


def test_a_helper_who_is_no_parent_names_the_childs_guardian() -> None:
    answers = filled_referral(SOMEONE, "refer-someone", birth_date=CHILD)

    lacking = {error.link_id for error in engine.check(SOMEONE, answers)}

    assert lacking == {"guardian-name", "consent-child"}
    assert not SOMEONE.find("guardian-phone").required
    as_parent = fill(SOMEONE, answers, **PARENT)
    assert engine.is_complete(SOMEONE, as_parent)


def test_a_parent_of_a_child_asks_for_no_adult() -> None:
    answers = filled_referral(SOMEONE, "refer-someone", **PARENT)

    wrong = FieldError("birth-date", Rule.CONSTRAINT, key="birth-of-child")
    assert wrong in engine.check(SOMEONE, answers)


@pytest.mark.parametrize(
    ("relation", "offered"),
    [
        ("parent-guardian", {"agrees", "parent", "guardian", "proxy", "neither"}),
        ("legal-representative", {"agrees", "guardian", "proxy", "neither"}),
        ("family-friend", {"agrees", "guardian", "proxy", "neither"}),
        ("clinic-staff", {"agrees", "neither"}),
    ],
)
def test_only_an_authority_that_can_be_is_offered(relation: str, offered: set[str]) -> None:
    answers = filled_referral(SOMEONE, "refer-someone", helper_relation=relation)

    assert _offered("refer-someone", "helper-authority", answers) == offered


CHILD_CASES: list[tuple[dict[str, str], str]] = [
    (PARENT, "consent-parent"),
    ({"helper_authority": "agrees"}, "consent-child"),
    ({"helper_authority": "proxy"}, "consent-child"),
    ({"helper_authority": "agrees", "helper_relation": "clinic-staff"}, "consent-child-aloud"),
]


@pytest.mark.parametrize(("more", "consent"), CHILD_CASES)
def test_no_consent_is_asked_to_contact_a_child(more: dict[str, str], consent: str) -> None:
    answers = filled_referral(SOMEONE, "refer-someone", birth_date=CHILD, **more)
    asked = _asked("refer-someone", answers)

    assert {one for one in asked if one.startswith("consent")} - {"consent-text-also"} == {consent}
    assert "phone-owner" not in asked
    for language, person in (("en", "the person"), ("es", "la persona")):
        assert person not in SOMEONE.find(consent).text.in_language(language).casefold()


@pytest.mark.parametrize(("more", "consent"), CHILD_CASES)
def test_a_prescriber_is_asked_for_where_the_consent_covers_it(
    more: dict[str, str], consent: str
) -> None:
    answers = filled_referral(SOMEONE, "refer-someone", birth_date=CHILD, **more)

    is_covered = "prescriber" in SOMEONE.find(consent).text.in_language("en")

    assert ("page-prescriber" in _names("refer-someone", answers)) is is_covered


@pytest.mark.parametrize("name", FORMS)
def test_above_each_box_stands_one_text_that_says_who_and_one_that_says_how(name: str) -> None:
    cases = [{}] if name == "refer-me" else [{}, *(more for more, _ in CHILD_CASES)]
    for more in cases:
        born = {"birth_date": CHILD} if more or name == "refer-me" else {}
        answers = filled_referral(FORMS[name], name, **more, **born)
        (page,) = (
            p for p in engine.pages(FORMS[name], answers) if p.item.link_id == "page-consent"
        )
        shown = [item.link_id for item in page.items]
        assert sum(link_id.startswith("consent-who") for link_id in shown) == 1
        assert sum(link_id.startswith("consent-how") for link_id in shown) == 1


@pytest.mark.parametrize("name", FORMS)
def test_who_gives_a_phone_says_when_and_whether_a_voicemail_may_be_left(name: str) -> None:
    by_phone = filled_referral(FORMS[name], name, how="here")
    by_email = engine.answered(fill(FORMS[name], by_phone, email="ana@example.com"), "phone", ())

    assert {"time", "voicemail"} <= _asked(name, by_phone)
    assert not {"time", "voicemail"} & _asked(name, by_email)


@pytest.mark.parametrize(
    ("born", "key"), [(date(2026, 5, 2), "birth-past"), (date(1905, 4, 30), "birth-120")]
)
@pytest.mark.parametrize("name", FORMS)
def test_a_birth_date_is_past_and_at_most_120_years_ago(name: str, born: date, key: str) -> None:
    answers = filled_referral(FORMS[name], name, birth_date=born)

    assert FieldError("birth-date", Rule.CONSTRAINT, key=key) in engine.check(FORMS[name], answers)


# Neither authority nor the person's word


def test_who_may_not_speak_for_the_person_is_asked_nothing_about_the_person() -> None:
    assert _asked("refer-someone", _alone()) - {"phone-kind"} == ALONE


def test_what_was_said_of_the_person_before_is_not_sent() -> None:
    answers = fill(
        SOMEONE, _alone(), condition="crohns", medicine="infliximab", message="secret", zip="02139"
    )

    assert set(answers_of(made(SOMEONE, answers))) == ALONE


# Consent


@pytest.mark.parametrize(
    ("name", "more", "stored"),
    [
        ("refer-me", {}, {"consent": ("referral-contact", "2")}),
        ("refer-someone", {}, {"consent": ("referral-contact-someone", "2")}),
        (
            "refer-someone",
            {"helper_relation": "clinic-staff", "consent_aloud": "referral-contact-aloud"},
            {"consent-aloud": ("referral-contact-aloud", "2")},
        ),
        (
            "refer-me",
            {"how": "text", "consent_text": "text-messages"},
            {"consent": ("referral-contact", "2"), "consent-text": ("text-messages", "2")},
        ),
        (
            "refer-me",
            {"phone_kind": "mobile", "consent_text_also": "text-messages"},
            {"consent": ("referral-contact", "2"), "consent-text-also": ("text-messages", "2")},
        ),
        (
            "refer-me",
            {"phone_kind": "landline", "consent_text_also": "text-messages"},
            {"consent": ("referral-contact", "2")},
        ),
    ],
)
def test_each_consent_stores_its_own_wording_and_version(
    name: str, more: dict[str, str], stored: dict[str, tuple[str, str]]
) -> None:
    assert _codes(name, filled_referral(FORMS[name], name, **more)) == stored


def test_who_asks_alone_consents_for_nobody_else() -> None:
    assert _codes("refer-someone", _alone()) == {"consent-alone": ("referral-contact-alone", "1")}


@pytest.mark.parametrize("name", FORMS)
def test_no_box_is_ticked_beforehand(name: str) -> None:
    fresh = engine.initial_answers(FORMS[name], "es")

    assert set(fresh) == {"language"}


def test_a_helper_agrees_to_texts_only_to_a_phone_of_their_own() -> None:
    answers = filled_referral(SOMEONE, "refer-someone", phone_owner="patient")

    assert "page-text-also" not in _names("refer-someone", answers)
    by_text = fill(SOMEONE, answers, how="text")
    assert "phone-owner" not in _asked("refer-someone", by_text)
    assert "your own mobile" in SOMEONE.find("text-notice").text.in_language("en")


@pytest.mark.parametrize("name", FORMS)
def test_who_wants_texts_must_agree_to_them_before_sending(name: str) -> None:
    answers = filled_referral(FORMS[name], name, how="text")

    assert engine.check(FORMS[name], answers) == (FieldError("consent-text", Rule.REQUIRED),)


@pytest.mark.parametrize("name", FORMS)
def test_the_consent_to_texts_says_who_what_how_often_rates_and_stop(name: str) -> None:
    for tag in ("text", "text-also"):
        parts = (f"{tag}-what", f"{tag}-often", f"{tag}-stop", f"{tag}-privacy")
        said = " ".join(FORMS[name].find(part).text.in_language("en") for part in parts)
        for needed in ("Test Center", "this request", "rates", "STOP", "HELP", "privacy notice"):
            assert needed in said


# What is asked, and how


def test_no_form_asks_for_numbers_of_insurance_or_identity() -> None:
    for name in SHIPPED:
        form = shipped_form(name)
        asked = " ".join(
            f"{item.link_id} {item.text.in_language('en')}".casefold()
            for item in form.walk()
            if item.is_question
        ).split()
        assert not {"ssn", "social", "member", "npi", "icd-10", "card"} & set(asked)


@pytest.mark.parametrize("name", FORMS)
def test_the_medicines_are_those_of_the_library_and_none_is_promised(name: str) -> None:
    therapies = {p.stem for p in (SHIPPED_FORMS.parent / "reference" / "therapies").glob("*.toml")}
    offered = {option.coding.code for option in FORMS[name].find("medicine").answer_options}

    assert offered - {"not-sure", "not-said"} == therapies
    assert "does not say which" in FORMS[name].find("medicine-notice").text.in_language("en")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("asked", ["condition", "medicine", "insurance"])
def test_nobody_has_to_tell(name: str, asked: str) -> None:
    codes = {option.coding.code for option in FORMS[name].find(asked).answer_options}

    assert {"not-sure", "not-said"} <= codes


@pytest.mark.parametrize("name", FORMS)
def test_other_conditions_and_medicines_can_be_written(name: str) -> None:
    answers = filled_referral(FORMS[name], name)
    answers = engine.answered(answers, "condition", ("x" * 80,))
    too_long = engine.answered(answers, "medicine", ("x" * 81,))

    assert engine.is_complete(FORMS[name], answers)
    assert engine.check(FORMS[name], too_long) == (FieldError("medicine", Rule.TOO_LONG, 80),)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(("written", "is_sound"), [("02139", True), ("2139", False)])
def test_a_zip_has_five_digits(name: str, written: str, is_sound: bool) -> None:
    answers = filled_referral(FORMS[name], name, zip=written)

    assert engine.is_complete(FORMS[name], answers) is is_sound


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_options_that_are_buttons_fit_them(name: str, language: str) -> None:
    shown = [
        option.display.in_language(language)
        for item in FORMS[name].walk()
        if item.item_control in (ItemControl.RADIO_BUTTON, ItemControl.CHECK_BOX)
        for option in item.answer_options
    ]

    assert [words for words in shown if len(words) > 28] == []


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_sentences_are_short(name: str, language: str) -> None:
    sentences = [
        sentence
        for item in FORMS[name].walk()
        for sentence in item.text.in_language(language).replace("?", ".").split(". ")
    ]

    assert [s for s in sentences if len(s.split()) > 20] == []


@pytest.mark.parametrize("name", FORMS)
def test_sensitive_questions_say_why_we_ask(name: str) -> None:
    asked = (
        "first-name", "birth-date", "helper-name", "phone", "email", "voicemail", "language",
        "ordered", "prescriber-name", "prescriber-phone", "condition", "medicine", "insurance",
        "zip", "message",
    )  # fmt: skip

    assert [link_id for link_id in asked if not FORMS[name].find(link_id).help_text] == []
