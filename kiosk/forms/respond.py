# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Answers to a FHIR R4 QuestionnaireResponse, and to the bytes that are sealed."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec

from kiosk.faults import InputFault
from kiosk.forms import conditions, contact_points, engine
from kiosk.forms.conditions import Standing, given
from kiosk.forms.model import (
    Answers,
    Coding,
    EntryKind,
    Form,
    Item,
    ItemType,
    Quantity,
    Value,
)

IDENTIFIER_SYSTEM = "urn:ietf:rfc:3986"
_ENCODER = msgspec.json.Encoder(order="sorted", decimal_format="number")


def response(
    form: Form, answers: Answers, *, request_id: str, authored_at: datetime, language: str
) -> dict[str, object]:
    """Return the QuestionnaireResponse of a form that has been filled in.

    Texts are those the visitor read, in ``language``. A consent is the code of its wording with
    the wording's version. Disabled and unanswered items are left out; the form's order is kept.

    Args:
        form: The form, with the center's facts filled in.
        answers: What was answered.
        request_id: The request's UUID; becomes the identifier ``urn:uuid:...``.
        authored_at: When the visitor sent it, aware UTC.
        language: Language of the visit at that moment.

    Raises:
        InputFault: An answer breaks a rule; names items and rules only.
        ValueError: ``authored_at`` is naive or not UTC.
    """
    if authored_at.utcoffset() != timedelta(0):
        raise ValueError("authored_at must be aware UTC")
    if errors := engine.check(form, answers):
        raise InputFault(", ".join(f"{error.link_id}: {error.rule}" for error in errors))
    items = _items(form.items, answers, conditions.standing(form, answers), language)
    found: dict[str, object] = {
        "resourceType": "QuestionnaireResponse",
        "language": language,
        "identifier": {"system": IDENTIFIER_SYSTEM, "value": f"urn:uuid:{request_id}"},
        "questionnaire": form.canonical,
        "status": "completed",
        "authored": authored_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return {**found, "item": items} if items else found


def canonical_bytes(resource: dict[str, object]) -> bytes:
    """Return a resource as JSON in UTF-8 that is the same for the same content: keys sorted."""
    return _ENCODER.encode(resource)


def stored_value(item: Item, value: Value) -> Value:
    """Return a value that passed its checks as it is stored: trimmed, E.164, normal address.

    An option without a code is its plain text, number or day.
    """
    value = item.stored(value)
    if not isinstance(value, str):
        return value
    match item.entry_kind:
        case EntryKind.PHONE:
            return contact_points.stored_phone(value) or ""
        case EntryKind.EMAIL:
            return contact_points.stored_email(value) or ""
    return value.strip()


def _items(
    items: tuple[Item, ...], answers: Answers, now: Standing, language: str
) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for item in items:
        if item.link_id not in now.enabled or item.type is ItemType.DISPLAY:
            continue
        head: dict[str, object] = {"linkId": item.link_id}
        if text := item.text.in_language(language):
            head["text"] = text
        if item.type is ItemType.GROUP:
            if inside := _items(item.items, answers, now, language):
                found.append({**head, "item": inside})
        elif values := given(now.of(item), answers):
            found.append({**head, "answer": [_answer(item, v, language) for v in values]})
    return found


def _answer(item: Item, value: Value, language: str) -> dict[str, object]:
    match stored_value(item, value):
        case bool() as answer:
            return {"valueBoolean": answer}
        case int() as answer:
            return {"valueInteger": answer}
        case Decimal() as answer:
            return {"valueDecimal": _plain(answer)}
        case date() as answer:
            return {"valueDate": answer.isoformat()}
        case Quantity() as answer:
            return {"valueQuantity": _quantity(item, answer, language)}
        case Coding() as answer:
            return {"valueCoding": _coding(item, answer, language)}
        case str() as answer:
            return {"valueString": answer}


def _plain(number: Decimal) -> Decimal:
    """Return the same number so that it is written without an exponent, its zeros kept."""
    return Decimal(f"{number:f}")


def _quantity(item: Item, value: Quantity, language: str) -> dict[str, object]:
    offered = next((unit for unit in item.units if value.is_measured_like(unit)), None)
    unit = offered.text.in_language(language) if offered else value.unit
    parts = {"unit": unit, "system": value.system, "code": value.code}
    return {"value": _plain(value.value), **{name: part for name, part in parts.items() if part}}


def _coding(item: Item, value: Coding, language: str) -> dict[str, str]:
    option = item.option(value)
    coding = option.coding if option else value
    display = option.display.in_language(language) if option else ""
    parts = {
        "system": coding.system,
        "version": coding.version,
        "code": coding.code,
        "display": display,
    }
    return {name: part for name, part in parts.items() if part}
