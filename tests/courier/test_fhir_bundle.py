# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a FHIR server is sent, without a server."""

import json
from uuid import UUID

import msgspec
import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from hypothesis import strategies as st

from kiosk.courier.fhir.answers import read_answers
from kiosk.courier.fhir.bundle import Sender, build_bundle
from kiosk.courier.fhir.server import adapted
from kiosk.faults import EnvironmentFault
from kiosk.forms.respond import canonical_bytes
from kiosk.forms.respond import response as answered
from kiosk.queue.envelope import Label, RequestId, open_request
from kiosk.queue.proof import Way, compose
from kiosk.settings import PatientAs
from tests.support.envelopes import CANARY, IDENTITY, NOW, RECIPIENT
from tests.support.fhir_requests import CONTACT, REFERRAL, Resource, label, response
from tests.support.forms import contact_form, filled_contact

SENDER = Sender("kiosk-1", "Test Center")
CONTAINED = Sender("kiosk-1", "Test Center", "Organization/7", PatientAs.CONTAINED)
REQUEST = RequestId("01936f3c-0000-7000-8000-000000000000")
EVERY_TYPE = {
    "Device", "Patient", "RelatedPerson", "Practitioner", "Consent", "ServiceRequest",
    "QuestionnaireResponse", "Task",
}  # fmt: skip


def built(
    form: str = "referral",
    given: dict[str, Resource] | None = None,
    sender: Sender = SENDER,
    its_label: Label | None = None,
) -> Resource:
    """Return a Bundle that FHIR's own model has accepted."""
    its_label = its_label or label(form, REQUEST)
    default = CONTACT if form == "contact" else REFERRAL
    answers = response(its_label.id, form, default if given is None else given)
    return valid(build_bundle(its_label, read_answers(json.dumps(answers).encode()), sender))


def valid(data: bytes) -> Resource:
    Bundle.model_validate_json(data)
    found: Resource = json.loads(data)
    return found


def resources(bundle: Resource, kind: str) -> list[Resource]:
    every = [entry["resource"] for entry in bundle["entry"]]
    return [resource for resource in every if resource["resourceType"] == kind]


def only(bundle: Resource, kind: str) -> Resource:
    (found,) = resources(bundle, kind)
    return found


def references(part: object) -> set[str]:
    match part:
        case dict():
            own = {part["reference"]} if isinstance(part.get("reference"), str) else set[str]()
            return own.union(*(references(value) for value in part.values()))
        case list():
            return set[str]().union(*(references(value) for value in part))
    return set()


def test_referral_holds_everything_that_was_named() -> None:
    kinds = [entry["resource"]["resourceType"] for entry in built()["entry"]]

    assert set(kinds) == EVERY_TYPE
    assert kinds.count("Consent") == 2


def test_contact_request_has_no_service_request() -> None:
    kinds = {entry["resource"]["resourceType"] for entry in built("contact")["entry"]}

    assert kinds == {"Device", "Patient", "Consent", "QuestionnaireResponse", "Task"}


def test_every_entry_is_created_only_when_its_own_identifier_is_unknown() -> None:
    for entry in built()["entry"]:
        identifiers = entry["resource"]["identifier"]
        first = identifiers if isinstance(identifiers, dict) else identifiers[0]
        assert entry["request"] == {
            "method": "POST",
            "url": entry["resource"]["resourceType"],
            "ifNoneExist": f"identifier=urn:ietf:rfc:3986|{first['value']}",
        }


def test_ids_follow_from_the_request_and_differ_between_parts() -> None:
    again, other = built(), built(its_label=label("referral"))
    urls = [entry["fullUrl"] for entry in again["entry"]]
    others = {entry["fullUrl"] for entry in other["entry"]}

    assert len(set(urls)) == len(urls)
    assert {UUID(url.removeprefix("urn:uuid:")).version for url in urls} == {5}
    assert set(urls) & others == {again["entry"][0]["fullUrl"]}  # the kiosk itself


def test_same_request_gives_the_same_bytes() -> None:
    answers = read_answers(json.dumps(response(REQUEST, "referral", REFERRAL)).encode())

    assert build_bundle(label("referral", REQUEST), answers, SENDER) == build_bundle(
        label("referral", REQUEST), answers, SENDER
    )


@pytest.mark.parametrize("sender", [SENDER, CONTAINED])
def test_every_reference_leads_to_an_entry_to_the_center_or_inside(sender: Sender) -> None:
    bundle = built(sender=sender)
    known = {entry["fullUrl"] for entry in bundle["entry"]}

    assert references(bundle) <= known | {"#patient", "Organization/7"}


def test_contained_person_is_in_each_resource_that_refers_to_it_and_in_no_other() -> None:
    bundle = built(sender=CONTAINED)

    assert not resources(bundle, "Patient")
    for entry in bundle["entry"]:
        resource = entry["resource"]
        assert ("contained" in resource) == ("#patient" in references(resource))
    assert only(bundle, "Task")["contained"][0]["name"][0]["text"] == CANARY


@pytest.mark.parametrize("unseen", [False, True])
def test_task_tells_staff_that_the_visitor_may_not_have_seen_a_receipt(unseen: bool) -> None:
    answers = read_answers(json.dumps(response(REQUEST, "contact", CONTACT)).encode())
    bundle = valid(build_bundle(label("contact", REQUEST), answers, SENDER, unseen=unseen))

    note = [{"text": "The visitor may not have seen a receipt."}]
    assert only(bundle, "Task").get("note", []) == (note if unseen else [])


def test_task_can_be_found_by_the_receipt_code_and_leads_to_the_request() -> None:
    bundle = built()
    task = only(bundle, "Task")
    codes = [i["value"] for i in task["identifier"] if i["system"].endswith("receipt-code")]

    assert codes == [label("referral", REQUEST).code]
    assert task["groupIdentifier"]["value"] == f"urn:uuid:{REQUEST}"
    assert task["status"] == "requested"


def test_referral_is_a_proposal_in_the_shape_of_bser() -> None:
    bundle = built()
    task, asked = only(bundle, "Task"), only(bundle, "ServiceRequest")
    url = {entry["resource"]["resourceType"]: entry["fullUrl"] for entry in bundle["entry"]}

    assert asked["intent"] == "proposal"
    assert task["intent"] == "order"
    assert task["code"]["coding"][0]["code"] == "fulfill"
    assert task["focus"] == {"reference": url["ServiceRequest"]}
    assert task["businessStatus"]["coding"][0]["code"] == "2.0"
    for resource in (task, asked):
        assert resource["identifier"][0]["type"]["coding"][0]["code"] == "PLAC"
    assert task["requester"] == task["owner"] == asked["performer"][0]
    assert {*references(asked["supportingInfo"])} <= {
        entry["fullUrl"] for entry in bundle["entry"] if "Consent" in entry["request"]["url"]
    }


def test_person_helper_and_prescriber_are_told_apart() -> None:
    bundle = built()

    assert only(bundle, "Patient")["name"] == [
        {"text": CANARY, "family": "Testperson", "given": ["Canaria"]}
    ]
    assert "telecom" not in only(bundle, "Patient")
    assert only(bundle, "RelatedPerson")["telecom"][0]["value"] == "+12025550143"
    assert only(bundle, "Practitioner")["name"] == [{"text": "Dr. Carla Testdoctor"}]


def test_consent_names_its_wording_and_where_it_was_given() -> None:
    consent = resources(built("contact"), "Consent")[0]

    assert consent["policyRule"]["coding"][0]["code"] == "contact-request"
    assert consent["dateTime"] == "2026-11-22T12:00:00Z"
    assert consent["provision"] == {"type": "permit"}


@pytest.mark.parametrize(
    "answer", [{"valueBoolean": False}, {"valueCoding": {"code": "no"}}, {"valueString": "yes"}]
)
def test_what_was_not_agreed_to_is_no_consent(answer: Resource) -> None:
    bundle = built("contact", {**CONTACT, "consent": answer})

    assert not resources(bundle, "Consent")


def test_test_request_is_marked_and_has_no_patient() -> None:
    envelope, _ = compose(Way((RECIPIENT,), ()), "ABCDEF", NOW)
    answers = read_answers(open_request(envelope, IDENTITY))
    bundle = valid(build_bundle(envelope.label, answers, SENDER))

    kinds = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert kinds == {"Device", "QuestionnaireResponse", "Task"}
    for entry in bundle["entry"]:
        assert entry["resource"]["meta"]["security"][0]["code"] == "HTEST"


def test_shipped_contact_form_is_understood() -> None:
    form = contact_form()
    filled = answered(
        form, filled_contact(form, "call"), request_id=REQUEST, authored_at=NOW, language="es"
    )
    bundle = valid(
        build_bundle(label("contact", REQUEST), read_answers(canonical_bytes(filled)), SENDER)
    )

    assert only(bundle, "Patient")["name"][0]["text"] == "Ana Ruiz"
    assert only(bundle, "Patient")["telecom"] == [{"system": "phone", "value": "+12025550143"}]
    assert only(bundle, "Patient")["communication"][0]["preferred"] is True
    assert only(bundle, "Task")["code"]["coding"][1]["code"] == "contact"
    assert len(resources(bundle, "Consent")) == 1


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"resourceType": 1}', b"\xff"])
def test_what_is_no_response_is_told_without_its_words(data: bytes) -> None:
    with pytest.raises(EnvironmentFault, match="QuestionnaireResponse"):
        read_answers(data)


def test_answers_say_nothing_in_their_repr() -> None:
    answers = read_answers(json.dumps(response(REQUEST, "contact", CONTACT)).encode())

    assert CANARY not in repr(answers)
    assert "Canaria" not in repr(answers)


def test_what_a_server_cannot_search_is_put_under_our_id_and_nothing_else_changes() -> None:
    frozen = msgspec.json.encode(built())
    bundle = adapted(frozen, frozenset(EVERY_TYPE - {"QuestionnaireResponse"}))

    valid(msgspec.json.encode(bundle))
    for before, after in zip(json.loads(frozen)["entry"], bundle["entry"], strict=True):
        if after["resource"]["resourceType"] != "QuestionnaireResponse":
            assert before == after
            continue
        own_id = after["fullUrl"].removeprefix("urn:uuid:")
        assert after["request"] == {"method": "PUT", "url": f"QuestionnaireResponse/{own_id}"}
        assert after["resource"] == {**before["resource"], "id": own_id}


WORDS = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=60
).filter(lambda text: bool(text.strip()))
VALUES = st.one_of(
    WORDS.map(lambda text: {"valueString": text}),
    st.booleans().map(lambda answer: {"valueBoolean": answer}),
    st.integers(-(2**31), 2**31 - 1).map(lambda number: {"valueInteger": number}),
    st.dates().map(lambda day: {"valueDate": day.isoformat()}),
    st.tuples(WORDS, st.sampled_from(["no", "none", "helper", "a-code"])).map(
        lambda pair: coding_of(*pair)
    ),
)
ANY_ANSWERS = st.dictionaries(
    st.sampled_from([*REFERRAL, "own-item"]),
    VALUES,
    max_size=len(REFERRAL),
)


def coding_of(display: str, code: str) -> Resource:
    return {
        "valueCoding": {"system": "https://example.org/codes", "code": code, "display": display}
    }


@given(
    ANY_ANSWERS, st.sampled_from(["contact", "referral-self", "own"]), st.sampled_from(PatientAs)
)
def test_whatever_was_answered_makes_a_valid_bundle(
    given: dict[str, Resource], form: str, patient: PatientAs
) -> None:
    sender = Sender("kiosk-1", "Test Center", patient=patient)
    bundle = built(form, given, sender)

    known = {entry["fullUrl"] for entry in bundle["entry"]}
    assert references(bundle) <= known | {"#patient"}
    assert len(resources(bundle, "Task")) == 1
    assert only(bundle, "QuestionnaireResponse")["item"][0]["item"] or not given
