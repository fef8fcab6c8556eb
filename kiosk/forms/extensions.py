# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Extensions of FHIR Questionnaire that this kiosk understands; all others are refused by name.

Two are our own, written on an item:

- `ENTRY_KIND` with ``valueCode`` ``person-name``, ``phone`` or ``email``: what a ``string`` holds.
- `INITIAL_FROM` with ``valueCode`` ``session-language``: the option whose code is the language of
  the visit (BCP 47) is chosen at the start.

Source:
    HL7 FHIR R4 and SDC extension registry, for the others.
"""

import re
import warnings
from dataclasses import dataclass

from kiosk.forms.json_source import Node
from kiosk.forms.model import FACTS, Localized, placeholders

_HL7 = "http://hl7.org/fhir/StructureDefinition/"
_OURS = "https://infusion-kiosk.example/fhir/StructureDefinition/"

TRANSLATION = _HL7 + "translation"
ITEM_CONTROL = _HL7 + "questionnaire-itemControl"
MIN_LENGTH = _HL7 + "minLength"
REGEX = _HL7 + "regex"
ENTRY_FORMAT = _HL7 + "entryFormat"
HIDDEN = _HL7 + "questionnaire-hidden"
OPTION_EXCLUSIVE = _HL7 + "questionnaire-optionExclusive"
CHOICE_ORIENTATION = _HL7 + "questionnaire-choiceOrientation"
ENTRY_KIND = _OURS + "entry-kind"
INITIAL_FROM = _OURS + "initial-from"

ITEM_CONTROL_SYSTEM = "http://hl7.org/fhir/questionnaire-item-control"

VALUE_KEYS = {
    ITEM_CONTROL: "valueCodeableConcept",
    MIN_LENGTH: "valueInteger",
    REGEX: "valueString",
    ENTRY_FORMAT: "valueString",
    HIDDEN: "valueBoolean",
    OPTION_EXCLUSIVE: "valueBoolean",
    CHOICE_ORIENTATION: "valueCode",
    ENTRY_KIND: "valueCode",
    INITIAL_FROM: "valueCode",
}
ON_ITEM = frozenset(VALUE_KEYS) - {OPTION_EXCLUSIVE}
ON_OPTION = frozenset({OPTION_EXCLUSIVE})

MOST_EXTENSIONS = 20
REGEX_TEXT_LIMIT = 100
_REGEX_CHOICES = 4


def extensions(node: Node, known: frozenset[str]) -> dict[str, Node]:
    """Return the extensions of an object by their address, noting unknown and repeated ones."""
    found: dict[str, Node] = {}
    for extension in node.many("extension", most=MOST_EXTENSIONS):
        url = extension.text("url", required=True)
        if url not in known:
            extension.refuse(
                "form-unsupported",
                f"the extension {url[:200]} is not supported here.",
                "Remove it, or say the same with what content/README.md lists.",
            )
        elif url in found:
            extension.refuse("form-twice", f"the extension {url} stands twice.", "Keep one.")
        else:
            key = VALUE_KEYS[url]
            allowed = {"url", key, f"_{key}"} if url == ENTRY_FORMAT else {"url", key}
            extension.refuse_others(allowed)
            if key not in extension.values:
                extension.refuse("form-missing", f"`{key}` is missing.", "Write it.")
            found[url] = extension
    return found


def item_control_code(extension: Node | None) -> str:
    """Return the one code of an item control, or empty."""
    concept = extension.one("valueCodeableConcept") if extension else None
    if concept is None:
        return ""
    concept.refuse_others({"coding", "text"})
    codings = concept.many("coding", most=1)
    for coding in codings:
        coding.refuse_others({"system", "code", "display", "version"})
        if coding.text("system", required=True) != ITEM_CONTROL_SYSTEM:
            coding.refuse(
                "form-unsupported",
                "this code system of item controls is not supported.",
                f"Use {ITEM_CONTROL_SYSTEM}.",
                "system",
            )
    return codings[0].text("code", required=True) if codings else ""


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads texts with their translations; each must stand in every one of ``languages``."""

    own_language: str
    languages: tuple[str, ...]

    def read(self, node: Node, key: str, *, required: bool = False) -> Localized:
        """Return the text of ``key`` with the translations in its ``_key``."""
        text = node.text(key, required=required)
        translations = self._translations(node, f"_{key}")
        for language in self.languages if text else ():
            if language != self.own_language and language not in translations:
                node.refuse(
                    "form-translation",
                    f"`{key}` has no text in `{language}`.",
                    "Add it as a translation extension.",
                    key,
                )
        if unknown := placeholders(text) - FACTS:
            node.refuse(
                "form-placeholder",
                f"`{key}` names {_listed(unknown)}, which no center has.",
                f"Use one of {_listed(FACTS)}.",
                key,
            )
        for language, translated in translations.items():
            if placeholders(translated) != placeholders(text):
                node.refuse(
                    "form-placeholder",
                    f"`{key}` in `{language}` has not the same names in braces.",
                    "Use the same ones in every language.",
                    key,
                )
        return Localized(text, tuple(translations.items()))

    def _translations(self, node: Node, key: str) -> dict[str, str]:
        sibling = node.one(key)
        if sibling is None:
            return {}
        sibling.refuse_others({"extension"})
        found: dict[str, str] = {}
        for extension in sibling.many("extension", most=MOST_EXTENSIONS):
            url = extension.text("url", required=True)
            if url != TRANSLATION:
                extension.refuse(
                    "form-unsupported",
                    f"the extension {url[:200]} is not supported here.",
                    "Remove it.",
                )
                continue
            language, content = _translation(extension)
            if language in found:
                extension.refuse("form-twice", "this language stands twice.", "Keep one.")
            found[language] = content
        return found


def _translation(extension: Node) -> tuple[str, str]:
    extension.refuse_others({"url", "extension"})
    language = content = ""
    for part in extension.many("extension", most=2):
        match part.text("url"):
            case "lang":
                part.refuse_others({"url", "valueCode"})
                language = part.text("valueCode")
            case "content":
                part.refuse_others({"url", "valueString"})
                content = part.text("valueString")
    if not language or not content:
        extension.refuse(
            "form-translation", "a translation lacks its `lang` or `content`.", "Write both."
        )
    return language, content


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name[:40]}}}" for name in sorted(names))


def regex_problem(regex: str) -> str:
    """Return why an expression may not be used on what a visitor types, empty when it may.

    Python's engine may need exponential time, and a screen that thinks for 3 s is replaced: so no
    group is repeated, nothing refers back or looks around, and there are at most four points of
    choice, which keeps the work below 100 to the fourth for the 100 characters allowed.
    """
    bare = re.sub(r"\\[1-9]", "(?", regex)
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", bare.replace("(?:", "("))
    choices = len(re.findall(r"[*+?|]|\{\d*,\d*\}", bare))
    if "(?" in bare or "[]" in regex or "[^]" in regex or re.search(r"\)[*+{]", bare):
        return "repeats a group, refers back or looks around"
    if choices > _REGEX_CHOICES:
        return f"has more than {_REGEX_CHOICES} points of choice (* + ? | {{m,n}})"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(regex)
    except (re.error, Warning, OverflowError, RecursionError):
        return "is not a regular expression that Python knows"
    return ""
