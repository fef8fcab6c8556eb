# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the courier makes of the shipped referral forms."""

import json
from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from kiosk.courier.fhir.answers import read_answers
from kiosk.courier.fhir.bundle import Sender, build_bundle
from kiosk.forms.model import Form, Value
from kiosk.forms.respond import canonical_bytes, response
from kiosk.queue.envelope import RequestId
from tests.support.envelopes import NOW
from tests.support.fhir_requests import label
from tests.support.forms import filled_referral, shipped_form

REQUEST = RequestId("01936f3c-0000-7000-8000-000000000000")
FORMS = {name: shipped_form(name) for name in ("refer-me", "refer-someone")}
Resources = dict[str, list[dict[str, Any]]]  # Any: FHIR resources


def _sent(name: str, **more: Value) -> Resources:
    """Return the resources that a referral becomes, by type."""
    form: Form = FORMS[name]
    answers = filled_referral(form, name, **more)
    made = response(form, answers, request_id=REQUEST, authored_at=NOW, language="en")
    read = read_answers(canonical_bytes(made))
    data = build_bundle(label(name, REQUEST), read, Sender("kiosk-1", "Test Center"))
    Bundle.model_validate_json(data)
    found: Resources = {}
    for entry in json.loads(data)["entry"]:
        found.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
    return found


def _codings(concepts: list[dict[str, Any]]) -> list[str]:
    return [coding["code"] for one in concepts for coding in one.get("coding", [])]


def test_a_referral_for_oneself_is_understood() -> None:
    sent = _sent(
        "refer-me", zip="02139", preferred_name="Anita", condition="crohns", reason="start",
        prescriber_name="Dr. Carla Testdoctor", prescriber_practice="Test Practice",
        prescriber_phone="2025550144",
    )  # fmt: skip
    (person,) = sent["Patient"]

    assert person["name"][0] == {"text": "Ana Ruiz", "family": "Ruiz", "given": ["Ana"]}
    assert person["name"][1] == {"use": "usual", "text": "Anita"}
    assert person["birthDate"] == "1980-02-29"
    assert person["telecom"] == [{"system": "phone", "value": "+12025550143"}]
    assert person["address"] == [{"postalCode": "02139"}]
    assert sent["Practitioner"][0]["telecom"][0]["value"] == "+12025550144"
    assert _codings(sent["ServiceRequest"][0]["reasonCode"]) == ["crohns", "start"]
    assert sent["Task"][0]["code"]["coding"][1]["code"] == "referral"
    assert "RelatedPerson" not in sent


def test_helper_and_person_are_told_apart() -> None:
    sent = _sent("refer-someone")

    assert sent["Patient"][0]["name"][0]["text"] == "Ana Ruiz"
    assert "telecom" not in sent["Patient"][0]
    assert sent["RelatedPerson"][0]["name"] == [{"text": "Bo Ruiz"}]
    assert sent["RelatedPerson"][0]["telecom"][0]["value"] == "+12025550143"


def test_what_a_helper_gives_for_a_child_is_the_helpers() -> None:
    sent = _sent(
        "refer-someone", helper_relation="parent-guardian", helper_authority="parent",
        birth_date=date(2015, 3, 1), consent_parent="referral-contact-parent",
    )  # fmt: skip

    assert "telecom" not in sent["Patient"][0]
    assert sent["RelatedPerson"][0]["telecom"][0]["value"] == "+12025550143"


def test_who_may_not_speak_for_the_person_asks_for_contact_and_names_no_patient() -> None:
    sent = _sent(
        "refer-someone", helper_authority="neither", consent_alone="referral-contact-alone",
        condition="crohns",
    )  # fmt: skip

    assert set(sent) == {"Device", "Consent", "QuestionnaireResponse", "Task"}
    assert sent["Task"][0]["code"]["coding"][1]["code"] == "contact"


@pytest.mark.parametrize("code", ["not-said", "not-sure"])
def test_what_was_not_said_is_no_reason_for_care(code: str) -> None:
    sent = _sent("refer-me", condition=code, reason="move")

    assert _codings(sent["ServiceRequest"][0]["reasonCode"]) == ["move"]


def test_consents_to_contact_and_to_texts_are_told_apart() -> None:
    sent = _sent("refer-me", how="text", consent_text="text-messages")

    rules = [consent["policyRule"]["coding"][0] for consent in sent["Consent"]]
    assert [(rule["code"], rule["version"]) for rule in rules] == [
        ("referral-contact", "2"),
        ("text-messages", "2"),
    ]
