# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Requests for FHIR servers in tests: what a visitor answered, and its envelope."""

import json
from datetime import UTC, datetime
from typing import Any

from kiosk.queue.envelope import Envelope, Label, RequestId, new_request_id, seal_request
from tests.support.envelopes import CANARY, RECIPIENT

Resource = dict[str, Any]
EARLIER = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
"""Before any process of a test began."""
CANONICAL = "https://infusion-kiosk.example/fhir/Questionnaire/"
CODES = "https://infusion-kiosk.example/fhir/CodeSystem/"


def coding(system: str, code: str, display: str) -> Resource:
    """Return a coded answer of our own code systems, or of a whole address."""
    address = system if ":" in system else CODES + system
    return {"valueCoding": {"system": address, "code": code, "display": display}}


CONTACT: dict[str, Resource] = {
    "reason": coding("reason", "start", "Start infusions"),
    "about": {"valueString": "Colitis"},
    "first-name": {"valueString": CANARY.split()[0]},
    "last-name": {"valueString": CANARY.split()[1]},
    "how": coding("reach", "call", "Call me"),
    "phone": {"valueString": "+12025550143"},
    "language": coding("urn:ietf:bcp:47", "es", "Spanish"),
    "interpreter": coding("interpreter", "spoken", "Yes, for talking"),
    "consent": coding("consent-wording", "contact-request", "I agree"),
}
REFERRAL: dict[str, Resource] = {
    **CONTACT,
    "birth-date": {"valueDate": "1980-02-29"},
    "email": {"valueString": "canaria@example.com"},
    "phone-owner": coding("phone-owner", "helper", "The helper"),
    "helper-name": {"valueString": "Bruno Testhelper"},
    "helper-relation": coding("relation", "caregiver", "Caregiver"),
    "prescriber-name": {"valueString": "Dr. Carla Testdoctor"},
    "prescriber-practice": {"valueString": "Test Practice"},
    "prescriber-phone": {"valueString": "+12025550144"},
    "consent-text": coding("consent-wording", "text-messages", "I agree to texts"),
}


def response(request_id: str, form: str, given: dict[str, Resource]) -> Resource:
    """Return a QuestionnaireResponse with these answers by link id."""
    return {
        "resourceType": "QuestionnaireResponse",
        "language": "en",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{request_id}"},
        "questionnaire": f"{CANONICAL}{form}|1.0.0",
        "status": "completed",
        "authored": "2026-11-22T12:00:00Z",
        "item": [
            {
                "linkId": "page",
                "item": [
                    {"linkId": link_id, "text": f"Text of {link_id}", "answer": [answer]}
                    for link_id, answer in given.items()
                ],
            }
        ],
    }


def label(
    form: str = "contact", request_id: RequestId | None = None, created_at: datetime = EARLIER
) -> Label:
    return Label.of(
        request_id or new_request_id(),
        created_at=created_at,
        form=CANONICAL + form,
        form_version="1.0.0",
        form_sha256="0" * 64,
    )


def request(
    form: str = "contact",
    given: dict[str, Resource] | None = None,
    recipient: str = RECIPIENT,
    created_at: datetime = EARLIER,
) -> Envelope:
    """Return a sealed request; a contact request unless the form is another."""
    its_label = label(form, created_at=created_at)
    default = CONTACT if form == "contact" else REFERRAL
    answers = response(its_label.id, form, default if given is None else given)
    return seal_request(its_label, json.dumps(answers).encode(), [recipient])
