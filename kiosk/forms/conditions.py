# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which items of a form are enabled, and whether constraints hold: pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import msgspec

from kiosk.forms.expressions import Answered, compiled
from kiosk.forms.kinds import fits_type, rank
from kiosk.forms.model import (
    Answers,
    Coding,
    Constraint,
    EnableBehavior,
    EnableWhen,
    Form,
    Item,
    Operator,
    Quantity,
    Value,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a form stands with some answers.

    Attributes:
        enabled: Link ids of all enabled items.
        resource: The answers as expressions see them.
        items: The same by link id, enabled items only.
        narrowed: Enabled items that do not offer all their options now, by link id.
    """

    enabled: frozenset[str]
    resource: Answered = field(repr=False)
    items: dict[str, Answered] = field(repr=False)
    narrowed: dict[str, Item] = field(repr=False)

    def of(self, item: Item) -> Item:
        """Return an item with the options that it offers now."""
        return self.narrowed.get(item.link_id, item)


def given(item: Item, answers: Answers) -> tuple[Value, ...]:
    """Return an item's values, whether it is enabled or not.

    Left out are blank texts and options that the item, as it is given here, does not offer now.
    """
    values = answers.get(item.link_id, ())
    return tuple(v for v in values if (not isinstance(v, str) or v.strip()) and not item.is_off(v))


def standing(form: Form, answers: Answers) -> Standing:
    """Return what is enabled; an answer of a disabled item, or of a wrong type, counts as none.

    One pass is enough, because conditions look back only (``load.py``): an expression sees what
    stands before its item.
    """
    resource = Answered()
    found: dict[str, Answered] = {}
    narrowed: dict[str, Item] = {}

    def visit(items: tuple[Item, ...], into: Answered) -> None:
        for item in items:
            answered = Answered(item.link_id)
            if _is_enabled(item, found, resource, answers.today):
                asked = _narrowed(item, resource, answers.today) if item.toggles else item
                if asked is not item:
                    narrowed[item.link_id] = asked
                answered.values = tuple(
                    item.stored(value)
                    for value in given(asked, answers)
                    if fits_type(item.type, value)
                )
                found[item.link_id] = answered
                into.items.append(answered)
                visit(item.items, answered)

    visit(form.items, resource)
    return Standing(frozenset(found), resource, found, narrowed)


def _narrowed(item: Item, resource: Answered, today: date) -> Item:
    off = [
        toggle
        for toggle in item.toggles
        if not compiled(toggle.expression).holds(resource, resource, today)
    ]
    offered = (o for o in item.answer_options if not any(toggle.has(o.coding) for toggle in off))
    return msgspec.structs.replace(item, answer_options=tuple(offered))


def broken(form: Form, now: Standing, today: date) -> Iterator[tuple[Item | None, Constraint]]:
    """Yield each constraint that is not met, with its item; None for those of the whole form.

    One that stands on an item without answers is not looked at.
    """
    for constraint in form.constraints:
        if not compiled(constraint.expression).holds(now.resource, now.resource, today):
            yield None, constraint
    for item in form.walk():
        context = now.items.get(item.link_id)
        if context is not None and context.is_present:
            for constraint in item.constraints:
                if not compiled(constraint.expression).holds(now.resource, context, today):
                    yield item, constraint


def _is_enabled(item: Item, found: dict[str, Answered], resource: Answered, today: date) -> bool:
    if item.enable_expression:
        return compiled(item.enable_expression).holds(resource, resource, today)
    if not item.enable_when:
        return True
    held = (_holds(when, _values(found, when.question)) for when in item.enable_when)
    return all(held) if item.enable_behavior is EnableBehavior.ALL else any(held)


def _values(found: dict[str, Answered], link_id: str) -> tuple[Value, ...]:
    return found[link_id].values if link_id in found else ()


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
    if isinstance(value, Quantity) and isinstance(answer, Quantity):
        return value.value == answer.value and value.is_measured_like(answer)
    return type(value) is type(answer) and value == answer


def _ordered(value: Value, operator: Operator, answer: Value) -> bool:
    order = _order(value, answer)
    match operator:
        case _ if order is None:
            return False
        case Operator.GREATER:
            return order > 0
        case Operator.LESS:
            return order < 0
        case Operator.GREATER_OR_EQUAL:
            return order >= 0
    return order <= 0


def _order(value: Value, answer: Value) -> int | None:
    """Return a number below, at or above 0 as two values stand; None where they cannot be compared.

    Texts are compared by their code points, which is no alphabet.
    """
    if isinstance(value, str) and isinstance(answer, str):
        text = value.strip()
        return (text > answer) - (text < answer)
    if isinstance(value, Quantity) and isinstance(answer, Quantity):
        if not value.is_measured_like(answer):
            return None
    elif type(value) is not type(answer):
        return None
    left, right = rank(value), rank(answer)
    return None if left is None or right is None else (left > right) - (left < right)
