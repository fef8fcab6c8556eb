# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A request as a FHIR R4 transaction Bundle: the same request gives the same bytes.

Every entry is a conditional create on an identifier of our own, a UUIDv5 of the request's id, so
that a Bundle that arrives twice has one effect and does not put back what staff have moved on.

Shaped after the RESTful submission of HL7 BSeR (1.0.0, and the generic ReferralTask and
ReferralServiceRequest of 2.0.0-ballot): a Task whose focus is the ServiceRequest; placer
identifiers; business status 2.0; code "fulfill"; the center as requester and owner; Consent as
supporting information. ``meta.profile`` is not claimed: BSeR fixes the ServiceRequest's intent to
"order", and what a visitor asks for is a "proposal" until somebody with authority orders it.

Source:
    FHIR R4 3.1.0.11 (transaction, conditional create), 2.36 (Bundle); HL7 BSeR, Transport Options.
"""

from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from kiosk.courier.fhir import people
from kiosk.courier.fhir.answers import CONTACT_FORM, Answers, Resource
from kiosk.forms.respond import canonical_bytes
from kiosk.queue.envelope import Label
from kiosk.settings import PatientAs

URN = "urn:ietf:rfc:3986"
OURS = "https://infusion-kiosk.example/fhir"
V2_0203 = "http://terminology.hl7.org/CodeSystem/v2-0203"
UNSEEN = "The visitor may not have seen a receipt."
BSER_STATUS = "http://hl7.org/fhir/us/bser/CodeSystem/TaskBusinessStatusCS"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends.

    Attributes:
        kiosk: Name of this kiosk.
        center: Name of the center.
        organization: The center at the server (``Organization/1``), or empty.
        patient: How the person is given.
    """

    kiosk: str
    center: str
    organization: str = ""
    patient: PatientAs = PatientAs.CREATE

    @property
    def reference(self) -> Resource:
        """A reference to the center."""
        known = {"reference": self.organization} if self.organization else {"type": "Organization"}
        return {**known, "display": self.center}


def part_id(request_id: str, part: str) -> str:
    """Return the id of one part of a request: the same at every time and place."""
    return str(uuid5(UUID(request_id), part))


def identifier(part: str) -> str:
    """Return an id as the value of an identifier of the system ``URN``."""
    return f"urn:uuid:{part}"


def build_bundle(label: Label, answers: Answers, sender: Sender, *, unseen: bool = False) -> bytes:
    """Return the Bundle of a request, canonical JSON.

    Args:
        label: The request's label.
        answers: Its answers.
        sender: Who sends it.
        unseen: Whether its visitor may not have seen a receipt; the Task then says so.
    """
    return canonical_bytes(_Builder(label, answers, sender, unseen=unseen).bundle())


class _Builder:
    """The parts of one Bundle, which refer to each other."""

    def __init__(self, label: Label, answers: Answers, sender: Sender, *, unseen: bool) -> None:
        self._label = label
        self._unseen = unseen
        self._answers = answers
        self._sender = sender
        self._parts: dict[str, Resource] = {}

    def bundle(self) -> Resource:
        self._device()
        self._people()
        consents = self._consents()
        if self._answers.is_referral and "Patient" in self._parts:
            self._service_request(consents)
        self._response()
        self._task()
        if self._sender.patient is PatientAs.CONTAINED and "Patient" in self._parts:
            self._contain_patient()
        entries = [self._entry(part, resource) for part, resource in self._parts.items()]
        return {"resourceType": "Bundle", "type": "transaction", "entry": entries}

    def _entry(self, part: str, resource: Resource) -> Resource:
        own = resource["identifier"]
        first = own[0] if isinstance(own, list) else own
        return {
            "fullUrl": self._url(part),
            "resource": resource,
            "request": {
                "method": "POST",
                "url": resource["resourceType"],
                "ifNoneExist": f"identifier={first['system']}|{first['value']}",
            },
        }

    def _url(self, part: str) -> str:
        if part == "Device":
            place = f"{OURS}/kiosk/{self._sender.center}/{self._sender.kiosk}"
            return identifier(str(uuid5(NAMESPACE_URL, place)))
        return identifier(part_id(self._label.id, part))

    def _to(self, part: str) -> Resource:
        return {"reference": self._url(part)}

    def _own(self, part: str, *, is_placed: bool = False) -> Resource:
        found: Resource = {"system": URN, "value": self._url(part)}
        if is_placed:
            found["type"] = {"coding": [{"system": V2_0203, "code": "PLAC"}]}
        return found

    def _add(self, part: str, resource: Resource) -> None:
        meta = self._answers.resource.get("meta") if self._answers.is_test else None
        filled = {name: value for name, value in resource.items() if value}
        head = {"resourceType": part.partition("/")[0]}
        self._parts[part] = {**head, **({"meta": meta} if meta else {}), **filled}

    @property
    def _author(self) -> Resource | None:
        """Who answered: the helper, else the person."""
        part = next((p for p in ("RelatedPerson", "Patient") if p in self._parts), "")
        return self._to(part) if part else None

    def _device(self) -> None:
        self._add(
            "Device",
            {
                "identifier": [self._own("Device")],
                "status": "active",
                "deviceName": [{"name": self._sender.kiosk, "type": "user-friendly-name"}],
                "type": {"text": "Waiting-room kiosk"},
                "owner": self._sender.reference,
            },
        )

    def _people(self) -> None:
        if person := people.patient(self._answers):
            self._add("Patient", {"identifier": [self._own("Patient")], **person})
        if "Patient" in self._parts and (helper := people.helper(self._answers)):
            own = {"identifier": [self._own("RelatedPerson")], "patient": self._to("Patient")}
            self._add("RelatedPerson", {**own, **helper})
        if prescriber := people.prescriber(self._answers):
            self._add("Practitioner", {"identifier": [self._own("Practitioner")], **prescriber})

    def _consents(self) -> list[Resource]:
        """Add a Consent for each thing agreed to; return references to them.

        Source: FHIR R4 Consent, ppc-1 (a policy or a policy rule: ours is the wording's code).
        """
        found: list[Resource] = []
        for item, coding in self._answers.consents():
            part = f"Consent/{item.linkId}"
            rule: Resource = {"coding": [msgspec.to_builtins(coding)]} if coding else {}
            self._add(
                part,
                {
                    "identifier": [self._own(part)],
                    "status": "active",
                    "scope": {"coding": [_coding("consentscope", "patient-privacy")]},
                    "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
                    "dateTime": self._answers.authored,
                    "organization": [self._sender.reference],
                    "policyRule": rule if item.text == "" else {**rule, "text": item.text},
                    "provision": {"type": "permit"},
                    "sourceReference": self._to("QuestionnaireResponse"),
                    "patient": self._to("Patient") if "Patient" in self._parts else None,
                    "performer": [self._author] if self._author else None,
                },
            )
            found.append(self._to(part))
        return found

    def _service_request(self, consents: list[Resource]) -> None:
        snomed = {"system": "http://snomed.info/sct", "code": "3457005"}
        reasons = [people.condition(self._answers), people.reason(self._answers)]
        self._add(
            "ServiceRequest",
            {
                "identifier": [self._own("ServiceRequest", is_placed=True)],
                "requisition": self._request_identifier(),
                "status": "active",
                "intent": "proposal",
                "code": {
                    "coding": [{**snomed, "display": "Patient referral"}],
                    "text": "Referral to an infusion center",
                },
                "subject": self._to("Patient"),
                "authoredOn": self._answers.authored,
                "occurrenceDateTime": self._answers.authored,
                "requester": self._author,
                "performer": [self._sender.reference],
                "reasonCode": [reason for reason in reasons if reason],
                "supportingInfo": consents,
            },
        )

    def _response(self) -> None:
        resource = dict(self._answers.resource)
        if "Patient" in self._parts:
            resource |= {"subject": self._to("Patient"), "source": self._author}
        if "ServiceRequest" in self._parts:
            resource["basedOn"] = [self._to("ServiceRequest")]
        self._parts["QuestionnaireResponse"] = {**resource, "author": self._to("Device")}

    def _task(self) -> None:
        """Add what staff work on; it carries the receipt code."""
        kind, words = self._kind()
        focus = "ServiceRequest" if "ServiceRequest" in self._parts else "QuestionnaireResponse"
        inputs = {"answers": "QuestionnaireResponse", "prescriber": "Practitioner"}
        code = {"system": f"{OURS}/receipt-code", "value": self._label.code}
        coding = _coding("task-code", "fulfill", "http://hl7.org/fhir/CodeSystem")
        self._add(
            "Task",
            {
                "identifier": [self._own("Task", is_placed=True), code],
                "groupIdentifier": self._request_identifier(),
                "status": "requested",
                "businessStatus": {
                    "coding": [
                        {"system": BSER_STATUS, "code": "2.0", "display": "Service Request Created"}
                    ]
                },
                "intent": "order",
                "code": {
                    "coding": [coding, {"system": f"{OURS}/CodeSystem/request", "code": kind}],
                    "text": words,
                },
                "description": f"{words}, receipt code {self._label.code}",
                "focus": self._to(focus),
                "authoredOn": self._answers.authored,
                "lastModified": self._answers.authored,
                "requester": self._sender.reference,
                "owner": self._sender.reference,
                "input": [
                    {
                        "type": {"coding": [{"system": f"{OURS}/CodeSystem/input", "code": name}]},
                        "valueReference": self._to(part),
                    }
                    for name, part in inputs.items()
                    if part in self._parts
                ],
                "for": self._to("Patient") if "Patient" in self._parts else None,
                "reasonCode": people.reason(self._answers),
                "note": [{"text": UNSEEN}] if self._unseen else [],
            },
        )

    def _kind(self) -> tuple[str, str]:
        if self._answers.is_test:
            return "test", "Test of the kiosk, no patient"
        if self._answers.is_referral and "Patient" in self._parts:
            return "referral", "Referral request"
        if self._answers.is_referral or self._answers.form == CONTACT_FORM:
            return CONTACT_FORM, "Contact request"
        return "form", "Form filled in at the kiosk"

    def _request_identifier(self) -> Resource:
        return {"system": URN, "value": identifier(self._label.id)}

    def _contain_patient(self) -> None:
        """Put the person into every resource that refers to the person.

        Source: FHIR R4 2.3.0.3 (contained resources, dom-3: each is referred to).
        """
        person = self._parts.pop("Patient")
        url = self._url("Patient")
        for part, resource in self._parts.items():
            replaced = _with_reference(resource, url, "#patient")
            if replaced != resource:
                own = {key: value for key, value in person.items() if key != "meta"}
                self._parts[part] = {**replaced, "contained": [{**own, "id": "patient"}]}


def _coding(name: str, code: str, base: str = "http://terminology.hl7.org/CodeSystem") -> Resource:
    return {"system": f"{base}/{name}", "code": code}


def _with_reference(part: Any, old: str, new: str) -> Any:  # Any: JSON of any shape
    match part:
        case {"reference": found} if found == old:
            return {**part, "reference": new}
        case dict():
            return {key: _with_reference(value, old, new) for key, value in part.items()}
        case list():
            return [_with_reference(value, old, new) for value in part]
    return part
