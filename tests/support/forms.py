# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Questionnaires and answers for tests of forms and of what shows them."""

import json
from pathlib import Path

from kiosk.faults import ContentFault, Finding
from kiosk.forms import engine
from kiosk.forms.load import load_form
from kiosk.forms.model import Answers, Coding, Form, Value

CONTACT_FILE = Path(__file__).parents[2] / "content" / "forms" / "contact.json"
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
HL7 = "http://hl7.org/fhir/StructureDefinition/"
SYSTEM = "https://example.org/codes"


def contact_form() -> Form:
    """Return the shipped contact form with a center's facts filled in."""
    data = CONTACT_FILE.read_bytes()
    return load_form(data, "forms/contact.json", languages=("en", "es")).filled(FACTS)


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
