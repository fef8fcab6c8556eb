# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What may be wrong with the answers of one item: pure functions.

Message texts live in the screen: a `FieldError` carries a rule, a number and the key of a
constraint at most, never a value.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum

import msgspec

from kiosk.forms import contact_points
from kiosk.forms.kinds import fits_type, is_written, rank
from kiosk.forms.model import Coding, EntryKind, Item, ItemType, Quantity, Value

_ZIP = re.compile("[0-9]{5}")
_NAME_MARKS = frozenset(" '.-\N{RIGHT SINGLE QUOTATION MARK}\N{HYPHEN}\u200c\u200d")


class Rule(StrEnum):
    """What an answer may break; the screen has a sentence with the mend for each.

    `UNUSUAL_PHONE` and `LIKELY_TYPO` are doubts only: asked about, never refused.
    """

    REQUIRED = "required"
    READ_ONLY = "read-only"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    TOO_MANY = "too-many"
    TOO_FEW = "too-few"
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    WRONG_FORM = "wrong-form"
    WRONG_KIND = "wrong-kind"
    NOT_OFFERED = "not-offered"
    NOT_ALONE = "not-alone"
    NOT_A_NAME = "not-a-name"
    NOT_A_PHONE = "not-a-phone"
    NOT_AN_EMAIL = "not-an-email"
    NOT_A_ZIP = "not-a-zip"
    CONSTRAINT = "constraint"
    UNUSUAL_PHONE = "unusual-phone"
    LIKELY_TYPO = "likely-typo"


class FieldError(msgspec.Struct, frozen=True):
    """One answer that must be mended, or that is asked about.

    Attributes:
        link_id: The item.
        rule: What it breaks.
        limit: The length or count that the rule names, else 0; `TOO_SMALL` and `TOO_LARGE` mean
            the item's ``min_value`` and ``max_value``.
        key: The constraint that is not met, whose ``human`` says how to mend it; else empty.
        suggestion: The mail domain that was probably meant; never a word of a visitor's own.
    """

    link_id: str
    rule: Rule
    limit: int = 0
    key: str = ""
    suggestion: str = ""


def item_error(item: Item, values: tuple[Value, ...]) -> FieldError | None:
    """Return what is wrong with an enabled question's answers, or None."""
    if not values:
        return FieldError(item.link_id, Rule.REQUIRED) if item.required else None
    if not all(fits_type(item.type, value) for value in values):
        return FieldError(item.link_id, Rule.WRONG_KIND)
    if item.read_only and item.initial_from is None and values != item.initial:
        return FieldError(item.link_id, Rule.READ_ONLY)
    return _count_error(item, values) or next(
        filter(None, (_value_error(item, value) for value in values)), None
    )


def item_doubts(item: Item, values: tuple[Value, ...]) -> Iterator[FieldError]:
    """Yield what to ask about in the sound answers to a phone or an e-mail."""
    for text in (value for value in values if isinstance(value, str)):
        match item.entry_kind:
            case EntryKind.PHONE if contact_points.is_unusual_phone(text):
                yield FieldError(item.link_id, Rule.UNUSUAL_PHONE)
            case EntryKind.EMAIL if domain := contact_points.likely_domain(text):
                yield FieldError(item.link_id, Rule.LIKELY_TYPO, suggestion=domain)


def _count_error(item: Item, values: tuple[Value, ...]) -> FieldError | None:
    most = (item.max_occurs or len(values)) if item.repeats else 1
    if len(values) > most:
        return FieldError(item.link_id, Rule.TOO_MANY, most)
    chosen = [option for option in map(item.option, values) if option]
    is_alone = any(option.exclusive for option in chosen)
    if len(values) > 1 and is_alone:
        return FieldError(item.link_id, Rule.NOT_ALONE)
    if len(set(values)) < len(values):
        return FieldError(item.link_id, Rule.TOO_MANY, len(set(values)))
    if len(values) < item.min_occurs and not is_alone:
        return FieldError(item.link_id, Rule.TOO_FEW, item.min_occurs)
    return None


def _value_error(item: Item, value: Value) -> FieldError | None:
    match value:
        case Coding():
            return None if item.option(value) else FieldError(item.link_id, Rule.NOT_OFFERED)
        case Quantity():
            if item.units and not any(map(value.is_measured_like, item.units)):
                return FieldError(item.link_id, Rule.NOT_OFFERED)
        case str():
            return _text_error(item, value.strip())
    return _bounds_error(item, value)


def _bounds_error(item: Item, value: Value) -> FieldError | None:
    number = rank(value)
    if number is None:
        return None
    least, most = (None if b is None else rank(b) for b in (item.min_value, item.max_value))
    if least is not None and number < least:
        return FieldError(item.link_id, Rule.TOO_SMALL)
    if most is not None and number > most:
        return FieldError(item.link_id, Rule.TOO_LARGE)
    return None


def _text_error(item: Item, text: str) -> FieldError | None:
    rule, limit = _text_rule(item, text)
    return FieldError(item.link_id, rule, limit) if rule else None


def _text_rule(item: Item, text: str) -> tuple[Rule | None, int]:
    if not is_written(text, "\n\t" if item.type is ItemType.TEXT else ""):
        return Rule.WRONG_KIND, 0
    if len(text) > item.max_length:
        return Rule.TOO_LONG, item.max_length
    if len(text) < item.min_length:
        return Rule.TOO_SHORT, item.min_length
    if item.regex and not re.fullmatch(item.regex, text):
        return Rule.WRONG_FORM, 0
    if item.entry_kind:
        rule, is_sound = _ENTRY_CHECKS[item.entry_kind]
        return (None if is_sound(text) else rule), 0
    return None, 0


def _is_name(text: str) -> bool:
    """Whether a text can be a person's name in any script.

    Source:
        forms.md, first and last name: any script, spaces and ' - . allowed, no digits.
    """
    letters = [c for c in text if unicodedata.category(c)[0] == "L"]
    others = (c for c in text if unicodedata.category(c)[0] not in "LM")
    return bool(letters) and all(c in _NAME_MARKS for c in others)


def _is_phone(text: str) -> bool:
    return contact_points.stored_phone(text) is not None


def _is_email(text: str) -> bool:
    return contact_points.stored_email(text) is not None


def _is_postal_code(text: str) -> bool:
    """Source: forms.md, ZIP: five digits."""
    return bool(_ZIP.fullmatch(text))


_ENTRY_CHECKS: dict[EntryKind, tuple[Rule, Callable[[str], bool]]] = {
    EntryKind.PERSON_NAME: (Rule.NOT_A_NAME, _is_name),
    EntryKind.PHONE: (Rule.NOT_A_PHONE, _is_phone),
    EntryKind.EMAIL: (Rule.NOT_AN_EMAIL, _is_email),
    EntryKind.POSTAL_CODE: (Rule.NOT_A_ZIP, _is_postal_code),
}
