# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a form asks next and what is wrong: pure functions over `Form` and `Answers`."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from kiosk.forms import conditions
from kiosk.forms.checks import FieldError, Rule, item_doubts, item_error
from kiosk.forms.conditions import Standing, given
from kiosk.forms.expressions import compiled
from kiosk.forms.model import (
    Answers,
    Constraint,
    Form,
    InitialFrom,
    Item,
    ItemControl,
    ItemType,
    Severity,
    Value,
)

__all__ = [
    "FieldError", "Page", "Rule", "answered", "check", "check_page", "doubts", "enabled_ids",
    "given", "initial_answers", "is_complete", "is_optional", "pages", "relanguaged",
]  # fmt: skip


class Page(msgspec.Struct, frozen=True):
    """One page: its top-level item, and what to show in order, nested groups before their items."""

    item: Item
    items: tuple[Item, ...]


def initial_answers(form: Form, language: str, *, today: date | None = None) -> Answers:
    """Return the answers a fresh form starts with, in a visit held in ``language``.

    Args:
        form: The form.
        language: Language of the visit.
        today: The day, in local time; None for what the clock says.
    """
    values = {item.link_id: _initial(item, language) for item in form.walk()}
    return Answers(values, today=today)


def _initial(item: Item, language: str) -> tuple[Value, ...]:
    if item.initial_from is InitialFrom.SESSION_LANGUAGE:
        spoken = tuple(o.coding for o in item.answer_options if o.coding.code == language)
        return spoken or item.initial
    return item.initial


def relanguaged(form: Form, answers: Answers, before: str, now: str) -> Answers:
    """Return the answers after the visit has changed its language from ``before`` to ``now``.

    A question that a fresh form answers with the visit's language follows, as long as it still
    holds that very answer; every other answer stays.
    """
    follows = {
        item.link_id: _initial(item, now)
        for item in form.walk()
        if item.initial_from is InitialFrom.SESSION_LANGUAGE
        and answers.get(item.link_id) == _initial(item, before)
    }
    return Answers({**answers, **follows}, today=answers.today)


def answered(answers: Answers, link_id: str, values: Iterable[Value]) -> Answers:
    """Return the answers with one item's values replaced; no values takes the answer away."""
    return Answers({**answers, link_id: tuple(values)}, today=answers.today)


def enabled_ids(form: Form, answers: Answers) -> frozenset[str]:
    """Return the link ids of all enabled items; an answer of a disabled one counts as none."""
    return conditions.standing(form, answers).enabled


def pages(form: Form, answers: Answers) -> tuple[Page, ...]:
    """Return the pages to show, in order: each top-level item with something to show.

    A page whose questions are all disabled is left out, whatever notices it holds; one that was
    written without questions is kept. A choice has only the options that it offers now.
    """
    now = conditions.standing(form, answers)
    found = (Page(top, tuple(_shown((top,), now))) for top in form.items)
    return tuple(page for page in found if page.items and _has_content(page))


def _has_content(page: Page) -> bool:
    return any(item.is_question for item in page.items) or not _asks(page.item)


def _asks(item: Item) -> bool:
    return not item.hidden and (item.is_question or any(_asks(child) for child in item.items))


def _shown(items: tuple[Item, ...], now: Standing, top: bool = True) -> Iterator[Item]:
    for item in items:
        if item.hidden or item.link_id not in now.enabled or item.item_control is ItemControl.HELP:
            continue
        if item.type is not ItemType.GROUP:
            yield now.of(item)
        elif inside := tuple(_shown(item.items, now, top=False)):
            if not top:
                yield item
            yield from inside


def check_page(form: Form, page: Page, answers: Answers) -> tuple[FieldError, ...]:
    """Return what must be mended on a page, in reading order, one error an item at most."""
    here = {item.link_id for item in page.items}
    return tuple(error for error in check(form, answers) if error.link_id in here)


def check(form: Form, answers: Answers) -> tuple[FieldError, ...]:
    """Return everything that must be mended before a response can be made, in reading order.

    What a group or the form as a whole lacks is said at one of its questions.
    """
    now = conditions.standing(form, answers)
    found = dict[str, FieldError]()
    for item in form.walk():
        if item.link_id not in now.enabled:
            continue
        asked = now.of(item)
        if item.is_question and (error := item_error(asked, given(asked, answers))):
            found[item.link_id] = error
        elif item.type is ItemType.GROUP and item.required:
            is_empty = not now.items[item.link_id].is_present
            if is_empty and (place := _first(item, now)):
                found.setdefault(place, FieldError(place, Rule.REQUIRED))
    for error in _unmet(form, now, answers.today, Severity.ERROR):
        found.setdefault(error.link_id, error)
    return tuple(found[item.link_id] for item in form.walk() if item.link_id in found)


def is_complete(form: Form, answers: Answers) -> bool:
    """Return whether nothing is left to mend on any page, so that it can be sent now."""
    return not check(form, answers)


def is_optional(page: Page) -> bool:
    """Return whether nothing on a page needs an answer; its items are enabled ones only."""
    return not any(item.required for item in page.items)


def doubts(form: Form, page: Page, answers: Answers) -> tuple[FieldError, ...]:
    """Return what to ask about on a page, in reading order; unlike an error it stops no request.

    Broken constraints of severity ``warning``; phones of no known area; mail domains with a slip.
    """
    order = {item.link_id: place for place, item in enumerate(page.items)}
    now = conditions.standing(form, answers)
    of_items = (
        doubt
        for item in page.items
        if item.link_id in now.enabled and not item_error(item, given(item, answers))
        for doubt in item_doubts(item, given(item, answers))
    )
    found = (*of_items, *_unmet(form, now, answers.today, Severity.WARNING))
    return tuple(
        sorted((one for one in found if one.link_id in order), key=lambda one: order[one.link_id])
    )


def _unmet(form: Form, now: Standing, today: date, severity: Severity) -> Iterator[FieldError]:
    """Yield broken constraints of a severity; several may stand at one question."""
    for item, constraint in conditions.broken(form, now, today):
        if constraint.severity is not severity:
            continue
        place = _place(form, now, item, constraint)
        if place:
            yield FieldError(place, Rule.CONSTRAINT, key=constraint.key)


def _place(form: Form, now: Standing, item: Item | None, constraint: Constraint) -> str:
    """Return where a broken constraint is told: always on a page, where there is one."""
    shown = [one.link_id for one in _questions(form.items, now)]
    if item is not None and item.link_id in shown:
        return item.link_id
    named = compiled(constraint.expression).link_ids
    last = [link_id for link_id in shown if link_id in named][-1:]
    first = _first(item, now) if item is not None else ""
    return "".join(last or ([first] if first in shown else shown[-1:]))


def _first(group: Item, now: Standing) -> str:
    """Return the link id of the first question shown within a group, empty when there is none."""
    return next((item.link_id for item in _questions(group.items, now)), "")


def _questions(items: tuple[Item, ...], now: Standing) -> Iterator[Item]:
    return (item for item in _shown(items, now) if item.is_question)
