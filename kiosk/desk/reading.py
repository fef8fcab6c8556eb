# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An opened request as the front desk reads it: lines, and what a list shows of it.

Source:
    HL7 FHIR R4, QuestionnaireResponse; the ids of content/forms (forms.md).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.forms.contact_points import shown_phone

Json: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its answer, or a heading; ``depth`` 0 for the outermost."""

    question: str
    answer: str = field(default="", repr=False)
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """What an opened request says.

    Attributes:
        language: Language in which to answer: a code, or the visitor's own word for it.
        interpreter: Whether an interpreter is needed.
        how: Code of the way to reach the visitor: ``call``, ``text``, ``email``, ``here`` or empty.
        reach: The phone number or the address of that way, or empty.
        name: Whom to ask for.
        lines: All of it, in the order of the form.
    """

    language: str
    interpreter: bool
    how: str
    reach: str = field(repr=False)
    name: str = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)


def read(answers: bytes) -> Opened:
    """Return an opened request, to be read by people.

    Raises:
        EnvironmentFault: This is no QuestionnaireResponse.
    """
    try:
        document = msgspec.json.decode(answers, type=dict[str, object])
        items = _items(document)
        values = dict(_values(items))
        lines = tuple(_lines(items, 0))
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise EnvironmentFault("the opened request is no form that was filled in") from error
    said = _Said(values)
    how = said.code("how")
    phone, email = said.text("phone"), said.text("email")
    reach = email if how == "email" else "" if how == "here" else phone or email
    language = said.code("language") or _plain(document.get("language", ""))
    return Opened(
        language=said.text("other-language") or language,
        interpreter=said.code("interpreter") in ("spoken", "sign"),
        how=how,
        reach=_phone(reach),
        name=said.name("") or said.name("helper-"),
        lines=lines,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    values: Mapping[str, object]

    def text(self, link_id: str) -> str:
        value = self.values.get(link_id, "")
        return "" if isinstance(value, dict) else _plain(value)

    def code(self, link_id: str) -> str:
        value = self.values.get(link_id)
        return _plain(value.get("code", "")) if isinstance(value, dict) else ""

    def name(self, prefix: str) -> str:
        parts = (self.text(f"{prefix}first-name"), self.text(f"{prefix}last-name"))
        return " ".join(filter(None, parts)) or self.text(f"{prefix}name" if prefix else "name")


def _items(thing: Json) -> list[Json]:
    return msgspec.convert(thing.get("item", []), list[Json])


def _answers(item: Json) -> list[Json]:
    return msgspec.convert(item.get("answer", []), list[Json])


def _values(items: list[Json]) -> Iterator[tuple[str, object]]:
    """Yield the first answer of every question by its id, at any depth."""
    for item in items:
        answers = _answers(item)
        for answer in answers[:1]:
            yield from ((str(item.get("linkId")), v) for n, v in answer.items() if n[:5] == "value")
        for inner in (item, *answers):
            yield from _values(_items(inner))


def _lines(items: list[Json], depth: int) -> Iterator[Line]:
    for item in items:
        answers = _answers(item)
        shown = [_shown(v) for answer in answers for n, v in answer.items() if n[:5] == "value"]
        question = _plain(item.get("text") or item.get("linkId") or "")
        yield Line(question, ", ".join(shown), depth)
        for inner in (item, *answers):
            yield from _lines(_items(inner), depth + 1)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        parts = (value.get("display"), value.get("code"), value.get("value"))
        text = next((part for part in parts if part not in (None, "")), "")
        unit = value.get("unit", "") if "value" in value else ""
        return _plain(f"{text} {unit}".strip())
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return _phone(_plain(value, keeps_lines=True))


def _phone(text: str) -> str:
    """Return a stored number as people read it, any other text as it is."""
    is_stored = text.startswith("+1") and text[1:].isdigit() and len(text) == len("+12025550143")
    return shown_phone(text) if is_stored else text


def _plain(value: object, *, keeps_lines: bool = False) -> str:
    """Return a text without signs that steer what shows it: a visitor typed it."""
    kept = "\n" if keeps_lines else ""
    return "".join(s if s.isprintable() or s in kept else " " for s in str(value))
