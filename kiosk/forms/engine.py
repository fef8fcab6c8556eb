# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a form asks next and what is wrong with the answers: pure functions over `Form`, `Answers`.

Message texts live in the screen: a `FieldError` carries a rule and a number at most, never a value.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum

import msgspec

from kiosk.forms import contact_points
from kiosk.forms.model import (
    Answers,
    Coding,
    EnableBehavior,
    EnableWhen,
    EntryKind,
    Form,
    InitialFrom,
    Item,
    ItemControl,
    ItemType,
    Operator,
    Value,
)

_INTEGER_LIMIT = 2**31
_NAME_MARKS = frozenset(" '.-\N{RIGHT SINGLE QUOTATION MARK}\N{HYPHEN}\u200c\u200d")


class Rule(StrEnum):
    """What an answer may break; the screen has a sentence with the mend for each."""

    REQUIRED = "required"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    TOO_MANY = "too-many"
    WRONG_FORM = "wrong-form"
    WRONG_KIND = "wrong-kind"
    NOT_OFFERED = "not-offered"
    NOT_ALONE = "not-alone"
    NOT_A_NAME = "not-a-name"
    NOT_A_PHONE = "not-a-phone"
    NOT_AN_EMAIL = "not-an-email"


class FieldError(msgspec.Struct, frozen=True):
    """One answer that must be mended: the item, the rule, and the limit it names (else 0)."""

    link_id: str
    rule: Rule
    limit: int = 0


class Page(msgspec.Struct, frozen=True):
    """One page: its top-level item, and what to show in order, nested groups before their items."""

    item: Item
    items: tuple[Item, ...]


def initial_answers(form: Form, language: str) -> Answers:
    """Return the answers a fresh form starts with, in a visit held in ``language``."""
    return Answers({item.link_id: _initial(item, language) for item in form.walk()})


def _initial(item: Item, language: str) -> tuple[Value, ...]:
    if item.initial_from is InitialFrom.SESSION_LANGUAGE:
        spoken = tuple(o.coding for o in item.answer_options if o.coding.code == language)
        return spoken or item.initial
    return item.initial


def answered(answers: Answers, link_id: str, values: Iterable[Value]) -> Answers:
    """Return the answers with one item's values replaced; no values takes the answer away."""
    return Answers({**answers, link_id: tuple(values)})


def given(item: Item, answers: Answers) -> tuple[Value, ...]:
    """Return an item's values with blank texts left out, whether it is enabled or not."""
    values = answers.get(item.link_id, ())
    return tuple(v for v in values if not isinstance(v, str) or v.strip())


def enabled_ids(form: Form, answers: Answers) -> frozenset[str]:
    """Return the link ids of all enabled items; an answer of a disabled one counts as none.

    One pass is enough, because conditions look back only (``load.py``).
    """
    enabled: set[str] = set()
    valued: dict[str, tuple[Value, ...]] = {}

    def visit(items: tuple[Item, ...]) -> None:
        for item in items:
            if _conditions_hold(item, valued):
                enabled.add(item.link_id)
                valued[item.link_id] = given(item, answers)
                visit(item.items)

    visit(form.items)
    return frozenset(enabled)


def is_enabled(form: Form, item: Item, answers: Answers) -> bool:
    """Return whether an item and everything it stands in is enabled."""
    return item.link_id in enabled_ids(form, answers)


def _conditions_hold(item: Item, valued: dict[str, tuple[Value, ...]]) -> bool:
    if not item.enable_when:
        return True
    held = (_holds(when, valued.get(when.question, ())) for when in item.enable_when)
    return all(held) if item.enable_behavior is EnableBehavior.ALL else any(held)


def _holds(when: EnableWhen, values: tuple[Value, ...]) -> bool:
    """Whether a condition holds; ``!=`` means that no value is equal, so it holds for no answer.

    Source:
        FHIR R4, value set questionnaire-enable-operator.
    """
    match when.operator:
        case Operator.EXISTS:
            return bool(values) is when.answer
        case Operator.EQUAL:
            return any(_equal(value, when.answer) for value in values)
        case Operator.NOT_EQUAL:
            return not any(_equal(value, when.answer) for value in values)
    return any(_ordered(value, when.operator, when.answer) for value in values)


def _equal(value: Value, answer: Value) -> bool:
    if isinstance(answer, Coding):
        return answer.means(value)
    if isinstance(value, str):
        return value.strip() == answer
    return type(value) is type(answer) and value == answer


def _ordered(value: Value, operator: Operator, answer: Value) -> bool:
    left, right = _rank(value), _rank(answer)
    if left is None or right is None or type(value) is not type(answer):
        return False
    match operator:
        case Operator.GREATER:
            return left > right
        case Operator.LESS:
            return left < right
        case Operator.GREATER_OR_EQUAL:
            return left >= right
    return left <= right


def _rank(value: Value) -> int | None:
    if isinstance(value, date):
        return value.toordinal()
    return value if isinstance(value, int) else None


def pages(form: Form, answers: Answers) -> tuple[Page, ...]:
    """Return the pages to show, in order: each top-level item with something to show.

    A page whose questions are all disabled is left out, whatever notices it holds; one that was
    written without questions is kept.
    """
    enabled = enabled_ids(form, answers)
    found = (Page(top, tuple(_shown((top,), enabled))) for top in form.items)
    return tuple(page for page in found if page.items and _has_content(page))


def _has_content(page: Page) -> bool:
    return any(item.is_question for item in page.items) or not _asks(page.item)


def _asks(item: Item) -> bool:
    return not item.hidden and (item.is_question or any(_asks(child) for child in item.items))


def _shown(items: tuple[Item, ...], enabled: frozenset[str], top: bool = True) -> Iterator[Item]:
    for item in items:
        if item.hidden or item.link_id not in enabled or item.item_control is ItemControl.HELP:
            continue
        if item.type is not ItemType.GROUP:
            yield item
        elif inside := tuple(_shown(item.items, enabled, top=False)):
            if not top:
                yield item
            yield from inside


def check_page(form: Form, page: Page, answers: Answers) -> tuple[FieldError, ...]:
    """Return what must be mended on a page, in reading order, one error an item at most."""
    enabled = enabled_ids(form, answers)
    return _errors((item for item in page.items if item.link_id in enabled), answers)


def check(form: Form, answers: Answers) -> tuple[FieldError, ...]:
    """Return everything that must be mended before a response can be made, in reading order."""
    enabled = enabled_ids(form, answers)
    return _errors((item for item in form.walk() if item.link_id in enabled), answers)


def _errors(items: Iterable[Item], answers: Answers) -> tuple[FieldError, ...]:
    found = (_error(item, given(item, answers)) for item in items if item.is_question)
    return tuple(error for error in found if error)


def _error(item: Item, values: tuple[Value, ...]) -> FieldError | None:
    if not values:
        return FieldError(item.link_id, Rule.REQUIRED) if item.required else None
    if len(values) > 1 and not item.repeats:
        return FieldError(item.link_id, Rule.TOO_MANY, 1)
    chosen = [option for option in map(item.option, values) if option]
    if len(values) > 1 and any(option.exclusive for option in chosen):
        return FieldError(item.link_id, Rule.NOT_ALONE)
    if len(set(values)) < len(values):
        return FieldError(item.link_id, Rule.TOO_MANY, len(set(values)))
    return next(filter(None, (_value_error(item, value) for value in values)), None)


def _value_error(item: Item, value: Value) -> FieldError | None:
    if not _fits_type(item.type, value):
        return FieldError(item.link_id, Rule.WRONG_KIND)
    if isinstance(value, Coding):
        return None if item.option(value) else FieldError(item.link_id, Rule.NOT_OFFERED)
    if isinstance(value, str):
        return _text_error(item, value.strip())
    return None


def _fits_type(kind: ItemType, value: Value) -> bool:
    match kind:
        case ItemType.BOOLEAN:
            return isinstance(value, bool)
        case ItemType.INTEGER:
            in_type = isinstance(value, int) and not isinstance(value, bool)
            return in_type and isinstance(value, int) and -_INTEGER_LIMIT <= value < _INTEGER_LIMIT
        case ItemType.DATE:
            return isinstance(value, date) and not isinstance(value, datetime)
        case ItemType.CHOICE:
            return isinstance(value, Coding)
        case ItemType.OPEN_CHOICE:
            return isinstance(value, Coding | str)
    return isinstance(value, str)


def _text_error(item: Item, text: str) -> FieldError | None:
    rule, limit = _text_rule(item, text)
    return FieldError(item.link_id, rule, limit) if rule else None


def _text_rule(item: Item, text: str) -> tuple[Rule | None, int]:
    line_ends = "\n\t" if item.type is ItemType.TEXT else ""
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in line_ends for c in text):
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


_ENTRY_CHECKS: dict[EntryKind, tuple[Rule, Callable[[str], bool]]] = {
    EntryKind.PERSON_NAME: (Rule.NOT_A_NAME, _is_name),
    EntryKind.PHONE: (Rule.NOT_A_PHONE, _is_phone),
    EntryKind.EMAIL: (Rule.NOT_AN_EMAIL, _is_email),
}
