# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Extensions of FHIR Questionnaire that this kiosk understands; all others are refused by name.

Two are our own, written on an item:

- `ENTRY_KIND` with ``valueCode`` ``person-name``, ``phone``, ``email`` or ``postal-code``: what a
  ``string`` holds.
- `INITIAL_FROM` with ``valueCode`` ``session-language``: the option whose code is the language of
  the visit (BCP 47) is chosen at the start.

Source:
    HL7 FHIR R4 and SDC extension registry, for the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from kiosk.forms.json_source import Node

_HL7 = "http://hl7.org/fhir/StructureDefinition/"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
_OURS = "https://infusion-kiosk.example/fhir/StructureDefinition/"

TRANSLATION = _HL7 + "translation"
ITEM_CONTROL = _HL7 + "questionnaire-itemControl"
MIN_LENGTH = _HL7 + "minLength"
REGEX = _HL7 + "regex"
ENTRY_FORMAT = _HL7 + "entryFormat"
HIDDEN = _HL7 + "questionnaire-hidden"
OPTION_EXCLUSIVE = _HL7 + "questionnaire-optionExclusive"
CHOICE_ORIENTATION = _HL7 + "questionnaire-choiceOrientation"
MIN_VALUE = _HL7 + "minValue"
MAX_VALUE = _HL7 + "maxValue"
MIN_QUANTITY = _SDC + "minQuantity"
MAX_QUANTITY = _SDC + "maxQuantity"
MIN_OCCURS = _HL7 + "questionnaire-minOccurs"
MAX_OCCURS = _HL7 + "questionnaire-maxOccurs"
SLIDER_STEP = _HL7 + "questionnaire-sliderStepValue"
UNIT = _HL7 + "questionnaire-unit"
UNIT_OPTION = _HL7 + "questionnaire-unitOption"
CONSTRAINT = _HL7 + "questionnaire-constraint"
ENABLE_EXPRESSION = _SDC + "enableWhenExpression"
OPTIONS_TOGGLE = _SDC + "answerOptionsToggleExpression"
ENTRY_KIND = _OURS + "entry-kind"
INITIAL_FROM = _OURS + "initial-from"

ITEM_CONTROL_SYSTEM = "http://hl7.org/fhir/questionnaire-item-control"

_BOUNDS = ("valueInteger", "valueDecimal", "valueDate")
VALUE_KEYS: dict[str, tuple[str, ...]] = {
    ITEM_CONTROL: ("valueCodeableConcept",),
    MIN_LENGTH: ("valueInteger",),
    REGEX: ("valueString",),
    ENTRY_FORMAT: ("valueString",),
    HIDDEN: ("valueBoolean",),
    OPTION_EXCLUSIVE: ("valueBoolean",),
    CHOICE_ORIENTATION: ("valueCode",),
    MIN_VALUE: _BOUNDS,
    MAX_VALUE: _BOUNDS,
    MIN_QUANTITY: ("valueQuantity",),
    MAX_QUANTITY: ("valueQuantity",),
    MIN_OCCURS: ("valueInteger",),
    MAX_OCCURS: ("valueInteger",),
    SLIDER_STEP: ("valueInteger",),
    UNIT: ("valueCoding",),
    UNIT_OPTION: ("valueCoding",),
    CONSTRAINT: ("extension",),
    ENABLE_EXPRESSION: ("valueExpression",),
    OPTIONS_TOGGLE: ("extension",),
    ENTRY_KIND: ("valueCode",),
    INITIAL_FROM: ("valueCode",),
}
ON_FORM = frozenset({CONSTRAINT})
ON_ITEM = frozenset(VALUE_KEYS) - {OPTION_EXCLUSIVE}
ON_OPTION = frozenset({OPTION_EXCLUSIVE})
_REPEATED = frozenset({CONSTRAINT, UNIT_OPTION, OPTIONS_TOGGLE})

MOST_EXTENSIONS = 40

Named = TypeVar("Named", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Extensions:
    """The sound extensions of an object by their address."""

    found: Mapping[str, tuple[Node, ...]]

    def all(self, url: str) -> tuple[Node, ...]:
        """Return every extension of that address, in order."""
        return self.found.get(url, ())

    def one(self, *urls: str) -> Node | None:
        """Return the first extension of one of the addresses, or None."""
        return next((node for url in urls for node in self.all(url)), None)

    def integer(self, url: str) -> int:
        """Return a whole number from 0 on, 0 when there is none."""
        node = self.one(url)
        return node.integer("valueInteger", least=0) if node else 0

    def text(self, url: str) -> str:
        """Return a text, empty when there is none."""
        node = self.one(url)
        return node.text("valueString") if node else ""

    def flag(self, url: str) -> bool:
        """Return a boolean, False when there is none."""
        node = self.one(url)
        return node.boolean("valueBoolean") if node else False

    def name(self, url: str, names: type[Named]) -> Named | None:
        """Return the member that a code names, or None."""
        node = self.one(url)
        return named(node, "valueCode", names, None) if node else None


def extensions(node: Node, known: frozenset[str]) -> Extensions:
    """Return the extensions of an object, noting unknown, repeated and empty ones."""
    found: dict[str, tuple[Node, ...]] = {}
    for extension in node.many("extension", most=MOST_EXTENSIONS):
        url = extension.text("url", required=True)
        if url not in known:
            extension.refuse(
                "form-unsupported",
                f"the extension {url[:200]} is not supported here.",
                "Remove it, or say the same with what kiosk/README.md lists.",
            )
        elif url in found and url not in _REPEATED:
            extension.refuse("form-twice", f"the extension {url} stands twice.", "Keep one.")
        else:
            keys = VALUE_KEYS[url]
            extension.refuse_others({"url", *keys, *(("_valueString",) * (url == ENTRY_FORMAT))})
            if sum(key in extension.values for key in keys) != 1:
                wanted = " or ".join(f"`{key}`" for key in keys)
                extension.refuse("form-missing", f"exactly one {wanted} is needed.", "Write it.")
            found[url] = (*found.get(url, ()), extension)
    return Extensions(found)


def named(node: Node, key: str, names: type[Named], default: Named | None) -> Named | None:
    """Return the member that a key names, noting a missing or unsupported one."""
    written = node.text(key, required=default is None)
    if not written:
        return default
    if written in list(names):
        return names(written)
    node.refuse(
        "form-unsupported",
        f"`{key}` `{written[:60]}` is not supported by this kiosk.",
        f"Use one of: {', '.join(names)}.",
        key,
    )
    return default


def item_control_code(extension: Node | None) -> str:
    """Return the one code of an item control, or empty."""
    concept = extension.one("valueCodeableConcept") if extension else None
    if concept is None:
        return ""
    concept.refuse_others({"coding", "text"})
    codings = concept.many("coding", most=1)
    if not codings:
        concept.refuse("form-missing", "`coding` is missing.", "Write it.")
        return ""
    coding = codings[0]
    coding.refuse_others({"system", "code", "display", "version"})
    if coding.text("system", required=True) != ITEM_CONTROL_SYSTEM:
        coding.refuse(
            "form-unsupported",
            "this code system of item controls is not supported.",
            f"Use {ITEM_CONTROL_SYSTEM}.",
            "system",
        )
    return coding.text("code", required=True)
