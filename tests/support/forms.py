# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Questionnaires and answers for tests of forms and of what shows them."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from kiosk.faults import ContentFault, Finding
from kiosk.forms import engine
from kiosk.forms.load import load_form
from kiosk.forms.model import (
    Answers,
    Coding,
    EntryKind,
    Form,
    Item,
    ItemControl,
    ItemType,
    Quantity,
    Value,
)
from kiosk.forms.respond import canonical_bytes, response

SHIPPED_FORMS = Path(__file__).parents[2] / "content" / "forms"
SHIPPED = ("contact", "refer-me", "refer-someone")
CONTACT_FILE = SHIPPED_FORMS / "contact.json"
FACTS = {"center": "Test Center", "phone": "(555) 555-0100", "guide": "Guide", "days": "2"}
CONTACT_REACH: dict[str, dict[str, Value]] = {
    "call": {"how": "call", "phone": "2025550143", "time": "noon", "voicemail": "no-details"},
    "email": {"how": "email", "email": "ana@example.com"},
    "here": {"how": "here"},
}
_CONTACT_COMMON: dict[str, Value] = {
    "reason": "start", "first_name": "Ana", "last_name": "Ruiz", "interpreter": "none",
    "consent": "contact-request",
}  # fmt: skip
_ASKED: dict[str, Value] = {
    "first_name": "Ana", "last_name": "Ruiz", "birth_date": date(1980, 2, 29), "how": "call",
    "phone": "2025550143", "time": "noon", "voicemail": "no-details", "interpreter": "none",
    "ordered": "not-sure",
}  # fmt: skip
REFERRALS: dict[str, dict[str, Value]] = {
    "refer-me": {**_ASKED, "consent": "referral-contact"},
    "refer-someone": {
        "helper_name": "Bo Ruiz", "helper_relation": "family-friend", "helper_authority": "agrees",
        **_ASKED, "phone_owner": "helper", "consent": "referral-contact-someone",
    },
}  # fmt: skip
"""The answers that a request needs, by the name of its form."""
SAMPLES = Path(__file__).parents[1] / "forms" / "samples"
SOUND = tuple(sorted(p.stem for p in SAMPLES.glob("*.json") if not p.stem.startswith("refused-")))
REFUSED = tuple(sorted(p.stem for p in SAMPLES.glob("refused-*.json")))
TODAY = date(2026, 5, 1)
SENT_AT = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
REQUEST_ID = "0190a8c0-0000-7000-8000-000000000001"
HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
SYSTEM = "https://example.org/codes"


def contact_form() -> Form:
    """Return the shipped contact form with a center's facts filled in."""
    return shipped_form("contact")


def shipped_form(name: str) -> Form:
    """Return one of the shipped forms (`SHIPPED`) with a center's facts filled in."""
    data = (SHIPPED_FORMS / f"{name}.json").read_bytes()
    return load_form(data, f"forms/{name}.json", languages=("en", "es")).filled(FACTS)


def questionnaire(*items: dict[str, object], **more: object) -> bytes:
    """Return the bytes of a small sound Questionnaire with these items."""
    head = {
        "resourceType": "Questionnaire",
        "url": "https://example.org/Questionnaire/test",
        "version": "1",
        "status": "active",
        "title": "Test",
    }
    return json.dumps({**head, "item": list(items), **more}, indent=1).encode()


def item(link_id: str = "a", kind: str = "string", **more: object) -> dict[str, object]:
    """Return an item; a group or choice needs its children or options in ``more``."""
    return {"linkId": link_id, "text": f"Text of {link_id}", "type": kind, **more}


def options(*codes: str) -> list[dict[str, object]]:
    """Return answer options with these codes."""
    return [
        {"valueCoding": {"system": SYSTEM, "code": code, "display": code.title()}} for code in codes
    ]


def form_of(*items: dict[str, object], **more: object) -> Form:
    """Return the form of `questionnaire`."""
    return load_form(questionnaire(*items, **more), "forms/test.json")


def findings(data: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a file, empty when nothing is."""
    try:
        load_form(data, "forms/test.json")
    except ContentFault as fault:
        return fault.findings
    return ()


def pick(form: Form, link_id: str, code: str) -> Coding:
    """Return the offered code of a choice."""
    return next(o.coding for o in form.find(link_id).answer_options if o.coding.code == code)


def fill(form: Form, answers: Answers, **values: Value) -> Answers:
    """Return the answers with more values: ``first_name`` is ``first-name``, a code is picked."""
    for name, value in values.items():
        link_id = name.replace("_", "-")
        is_code = form.find(link_id).answer_options and isinstance(value, str)
        chosen = pick(form, link_id, str(value)) if is_code else value
        answers = engine.answered(answers, link_id, (chosen,))
    return answers


def filled_contact(form: Form, reach: str, language: str = "en") -> Answers:
    """Return sound answers to the contact form; ``reach`` is a key of `CONTACT_REACH`."""
    fresh = engine.initial_answers(form, language)
    return fill(form, fresh, **_CONTACT_COMMON, **CONTACT_REACH[reach])


def filled_referral(form: Form, name: str, **more: Value) -> Answers:
    """Return the answers that a referral needs; ``more`` comes on top."""
    fresh = engine.initial_answers(form, "en", today=TODAY)
    return fill(form, fresh, **{**REFERRALS[name], **more})


def sample(name: str) -> Form:
    """Return one of the sound samples with a center's facts filled in."""
    return load_form((SAMPLES / f"{name}.json").read_bytes(), f"{name}.json").filled(FACTS)


def control(code: str) -> dict[str, object]:
    """Return the extension that says how an item is shown."""
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return {
        "url": HL7 + "questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [coding]},
    }


def constraint(
    key: str, expression: str, severity: str = "error", human: str = "Please look again."
) -> dict[str, object]:
    """Return the extension of a constraint."""
    parts = (
        {"url": "key", "valueId": key},
        {"url": "severity", "valueCode": severity},
        {"url": "expression", "valueString": expression},
        {"url": "human", "valueString": human},
    )
    return {"url": HL7 + "questionnaire-constraint", "extension": list(parts)}


def made(form: Form, answers: Answers, language: str = "en") -> dict[str, Any]:
    """Return the response to a form, as a receiver reads it; numbers stay exact."""
    found = response(form, answers, request_id=REQUEST_ID, authored_at=SENT_AT, language=language)
    read: dict[str, Any] = json.loads(canonical_bytes(found), parse_float=Decimal)
    return read


def link_ids(node: object) -> list[str]:
    """Return the link ids of a response in order, parents first."""
    if isinstance(node, list):
        return [link_id for part in node for link_id in link_ids(part)]
    if isinstance(node, dict):
        own = [node["linkId"]] if "linkId" in node else []
        return own + link_ids(node.get("item", []))
    return []


def answers_of(node: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the answers of a response by link id."""
    found = {}
    for child in node.get("item", []):
        found.update(answers_of(child))
        if "answer" in child:
            found[child["linkId"]] = child["answer"]
    return found


def sound_values(asked: Item) -> tuple[Value, ...]:
    """Return as few values as an item needs; distinct ones."""
    count = max(asked.min_occurs, 1)
    if asked.answer_options:
        return tuple(option.coding for option in asked.answer_options[:count])
    return tuple(_sound_value(asked, number) for number in range(count))


_WORDS = {
    EntryKind.PERSON_NAME: "Ana",
    EntryKind.PHONE: "2025550143",
    EntryKind.EMAIL: "ana@example.com",
    EntryKind.POSTAL_CODE: "02139",
}
_MATCHES = {"[0-9]{5}": "12345", "[A-Z]{1,3}-?[0-9]+": "AB-1"}


def _sound_value(asked: Item, number: int) -> Value:
    least = asked.min_value
    match asked.type:
        case ItemType.BOOLEAN:
            return True
        case ItemType.INTEGER:
            return (least if isinstance(least, int) else 1) + number
        case ItemType.DECIMAL:
            return Decimal(str(least if least is not None else "1.5")) + number
        case ItemType.DATE:
            return date(2000, 1, 1) + timedelta(number)
        case ItemType.QUANTITY:
            unit = next(iter(asked.units), None)
            value = least.value if isinstance(least, Quantity) else Decimal(200)
            return unit.quantity(value, "en") if unit else Quantity(value)
    if asked.entry_kind:
        return _WORDS[asked.entry_kind]
    return _MATCHES.get(asked.regex, "x" * max(asked.min_length, 1)) + "." * number


def can_be_answered(asked: Item) -> bool:
    """Return whether a visitor may answer an item where it is shown."""
    is_open = asked.is_question and not asked.read_only and not asked.hidden
    return is_open and asked.item_control is not ItemControl.HELP


def filled_out(form: Form, language: str = "en") -> Answers:
    """Return sound answers to everything that a visitor comes to see."""
    answers = engine.initial_answers(form, language, today=TODAY)
    for _ in form.walk():
        shown = [one for page in engine.pages(form, answers) for one in page.items]
        open_ones = (one for one in shown if can_be_answered(one) and not answers.get(one.link_id))
        asked = next(open_ones, None)
        if asked is None:
            break
        answers = engine.answered(answers, asked.link_id, sound_values(asked))
    return answers


def read_back(answer: dict[str, Any]) -> Value:
    """Return the value of one answer of a response."""
    ((key, value),) = answer.items()
    match key:
        case "valueDate":
            return date.fromisoformat(value)
        case "valueDecimal":
            return Decimal(value)
        case "valueCoding":
            return Coding(value["code"], value.get("system", ""), value.get("version", ""))
        case "valueQuantity":
            return Quantity(**{**value, "value": Decimal(value["value"])})
    plain: bool | int | str = value
    return plain
