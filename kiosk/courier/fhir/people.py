# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The people in a request, and its reason, as parts of FHIR resources.

Source:
    FHIR R4 Patient, RelatedPerson, Practitioner; extension patient-interpreterRequired.
"""

from kiosk.courier.fhir.answers import Answers, Coding, Resource

INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
HELPERS_PHONE = "helper"
UNSAID = frozenset({"not-said", "not-sure"})


def patient(answers: Answers) -> Resource:
    """Return what is known of the person, without identifier; empty when nothing is.

    Phone and e-mail of the helper are left out (`_is_helpers`).
    """
    names = _names(answers, "", answers.text("preferred-name", "name-to-use"))
    if not names and _names(answers, "helper-", ""):
        return {}
    telecom = [] if _is_helpers(answers) else _telecom(answers)
    birth_date = answers.date("birth-date")
    if not (names or telecom or birth_date):
        return {}
    found: Resource = {}
    if names:
        found["name"] = names
    if telecom:
        found["telecom"] = telecom
    if birth_date:
        found["birthDate"] = birth_date
    if zip_code := answers.text("zip"):
        found["address"] = [{"postalCode": zip_code}]
    if language := _language(answers):
        found["communication"] = [{"language": language, "preferred": True}]
    if wanted := _code(answers, "interpreter"):
        found["extension"] = [{"url": INTERPRETER, "valueBoolean": wanted != "none"}]
    return found


def helper(answers: Answers) -> Resource:
    """Return what is known of somebody who asks for the person; empty when nobody does."""
    names = _names(answers, "helper-", "")
    if not names:
        return {}
    found: Resource = {"active": True, "name": names}
    if relation := _concept(answers.coding("helper-relation"), answers.text("helper-relation")):
        found["relationship"] = [relation]
    if _is_helpers(answers) and (telecom := _telecom(answers)):
        found["telecom"] = telecom
    return found


def prescriber(answers: Answers) -> Resource:
    """Return the prescriber that was named; empty when none was."""
    name = answers.text("prescriber-name", "prescriber")
    if not name:
        return {}
    found: Resource = {"name": [{"text": name}]}
    if phone := answers.text("prescriber-phone"):
        found["telecom"] = [{"system": "phone", "value": phone, "use": "work"}]
    if practice := answers.text("prescriber-practice", "practice"):
        found["address"] = [{"use": "work", "text": practice}]
    return found


def reason(answers: Answers) -> Resource:
    """Return why somebody asks as a CodeableConcept; empty when it was not said."""
    return _concept(answers.coding("reason"), answers.text("reason"))


def condition(answers: Answers) -> Resource:
    """Return what it is about as a CodeableConcept; empty when it was not said."""
    if _code(answers, "condition") in UNSAID:
        return _concept(None, answers.text("about"))
    return _concept(answers.coding("condition"), answers.text("condition", "about"))


def _names(answers: Answers, prefix: str, preferred: str) -> list[Resource]:
    given, family = answers.text(f"{prefix}first-name"), answers.text(f"{prefix}last-name")
    whole = answers.text(f"{prefix}name") if prefix else ""
    found: list[Resource] = []
    if given or family or whole:
        name: Resource = {"text": whole or " ".join(filter(None, (given, family)))}
        if family:
            name["family"] = family
        if given:
            name["given"] = [given]
        found.append(name)
    if preferred:
        found.append({"use": "usual", "text": preferred})
    return found


def _is_helpers(answers: Answers) -> bool:
    """Return whether phone and e-mail are the helper's: said so, or not asked where one asks."""
    owner = _code(answers, "phone-owner")
    return owner == HELPERS_PHONE or (not owner and bool(_names(answers, "helper-", "")))


def _telecom(answers: Answers) -> list[Resource]:
    ways = (("phone", answers.text("phone")), ("email", answers.text("email")))
    return [{"system": system, "value": value} for system, value in ways if value]


def _language(answers: Answers) -> Resource:
    if other := answers.text("other-language"):
        return {"text": other}
    return _concept(answers.coding("language"), "")


def _code(answers: Answers, link_id: str) -> str:
    coding = answers.coding(link_id)
    return coding.code if coding else ""


def _concept(coding: Coding | None, words: str) -> Resource:
    found: Resource = {}
    if coding is not None:
        parts = {"system": coding.system, "code": coding.code, "display": coding.display}
        found["coding"] = [{name: part for name, part in parts.items() if part}]
    if words:
        found["text"] = words
    return found
