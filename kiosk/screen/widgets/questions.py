# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The door to the questions of a form: the widget that suits an item, whatever its kind."""

from kiosk.forms.model import Constraint, Item, ItemControl, ItemType, Value
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.choices import ChoiceQuestion, ListQuestion, OptionButton
from kiosk.screen.widgets.days import DayEntry
from kiosk.screen.widgets.entries import Entry, EntryQuestion, WordsEntry
from kiosk.screen.widgets.finder import FinderQuestion
from kiosk.screen.widgets.mending import error_words, is_agreement
from kiosk.screen.widgets.numbers import NumberEntry, ScaleEntry
from kiosk.screen.widgets.question import AnswerChange, Question, SaidQuestion
from kiosk.screen.widgets.said import said

__all__ = [
    "AnswerChange", "OptionButton", "Question", "error_words", "is_agreement", "make_question",
]  # fmt: skip

LIST_FROM, FINDER_FROM = 10, 20
"""So many offered answers make a list that opens, and a field that finds them."""
OPEN_UP_TO = 8
"""A list of so many stands open from the beginning, where a tall glass has room for it."""

_CHOICES = (ItemType.CHOICE, ItemType.OPEN_CHOICE, ItemType.BOOLEAN)
_BUTTONS = (ItemControl.RADIO_BUTTON, ItemControl.CHECK_BOX)


def make_question(
    look: Look,
    item: Item,
    language: str,
    values: tuple[Value, ...],
    *,
    headed: bool,
    constraints: tuple[Constraint, ...] = (),
) -> Question:
    """Return the widget of a question of any kind this kiosk shows.

    Args:
        look: The look of this visit.
        item: What is asked.
        language: Language of the words.
        values: What was answered so far, as ``AnswerChange`` gave it.
        headed: Whether the question stands above its answer.
        constraints: Those of the form and of its groups, for the words of what they refuse.
    """
    if item.read_only:
        words = tuple(said(item, value, language) for value in values)
        return SaidQuestion(look, item, language, words, headed=headed)
    if item.type in _CHOICES:
        kind = _choice_kind(look, item)
        return kind(look, item, language, values, headed=headed, constraints=constraints)

    def entry(value: Value | None, name: str) -> Entry:
        return _entry_kind(item)(look, item, language, value, name)

    return EntryQuestion(
        look, item, language, values, entry, headed=headed, constraints=constraints
    )


def _choice_kind(
    look: Look, item: Item
) -> type[ChoiceQuestion] | type[ListQuestion] | type[FinderQuestion]:
    count = len(item.answer_options)
    if item.item_control is ItemControl.AUTOCOMPLETE:
        return FinderQuestion
    if item.item_control is ItemControl.DROP_DOWN:
        has_room = not look.is_wide and not look.is_large_text
        return ChoiceQuestion if has_room and count <= OPEN_UP_TO else ListQuestion
    if item.item_control in _BUTTONS or count <= LIST_FROM:
        return ChoiceQuestion
    return ListQuestion if count <= FINDER_FROM else FinderQuestion


def _entry_kind(
    item: Item,
) -> type[WordsEntry] | type[NumberEntry] | type[ScaleEntry] | type[DayEntry]:
    match item.type:
        case ItemType.DATE:
            return DayEntry
        case ItemType.INTEGER | ItemType.DECIMAL | ItemType.QUANTITY:
            return ScaleEntry if item.item_control is ItemControl.SLIDER else NumberEntry
    return WordsEntry
