# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What one item of a Questionnaire cannot be: in the wrong place, or against itself."""

from collections.abc import Iterator

from kiosk.forms.checks import item_error
from kiosk.forms.json_source import Node
from kiosk.forms.kinds import rank
from kiosk.forms.model import Item, ItemControl, ItemType, Quantity
from kiosk.forms.patterns import REGEX_TEXT_LIMIT, regex_problem

CHOICES = (ItemType.CHOICE, ItemType.OPEN_CHOICE)
NUMBERS = (ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY)
TYPED_LIMITS = {ItemType.STRING: 120, ItemType.TEXT: 500, ItemType.OPEN_CHOICE: 80}
"""Most characters of typed items that name no ``maxLength``."""

_MOST_TYPED = 2_000
_MOST_ANSWERS = 20
_Broken = tuple[object, str, str, str]


def refuse_misplaced(
    node: Node, kind: ItemType, control: ItemControl | None, parent: ItemType
) -> None:
    """Note keys that the item's type cannot have, and an item that its parent cannot have."""
    below_question = parent is not ItemType.GROUP
    if below_question and control is not ItemControl.HELP:
        node.refuse(
            "form-unsupported",
            "an item below a question that is not its help text is not supported.",
            "Put it beside the question, with enableWhen.",
        )
    if control is ItemControl.HELP and (not below_question or "enableWhen" in node.values):
        node.refuse(
            "form-unsupported",
            "a help text must stand below its question and without conditions.",
            "Move it below the question it explains.",
        )
    if kind in (ItemType.GROUP, ItemType.DISPLAY):
        refused = ["repeats", "readOnly", "maxLength", "answerOption", "answerValueSet"]
        for key in refused + ["required"] * (kind is ItemType.DISPLAY):
            if node.values.get(key):
                problem = f"`{key}` on a `{kind}` is not supported."
                node.refuse("form-unsupported", problem, "Remove it.", key)
    if kind is ItemType.DISPLAY and "item" in node.values:
        node.refuse("form-type", "a notice has no items (que-1).", "Remove them.", "item")
    if kind is ItemType.GROUP and "item" not in node.values:
        node.refuse("form-missing", "a group has items (que-1).", "Write them.")


def refuse_contradictions(node: Node, item: Item, *, hidden: bool) -> None:
    """Note what cannot be true together in one item.

    Args:
        node: Where it stands.
        item: As it was read.
        hidden: Whether it, or a group around it, is never shown.
    """
    is_sound = True
    for is_so, rule, problem, mend in (
        *_kinds(item),
        *_toggles(item),
        *_counts(item),
        *_texts(item),
        *_bounds(item),
    ):
        if is_so:
            is_sound = False
            node.refuse(rule, problem, mend)
    if (hidden or item.read_only) and item.required and not item.initial:
        node.refuse(
            "form-contradiction",
            "it is hidden or read-only, and required, but has no value.",
            "Give it an initial value.",
        )
    if is_sound and item.initial and (error := item_error(item, item.initial)):
        node.refuse(
            "form-contradiction",
            f"its first value breaks its own rule `{error.rule}`.",
            "Correct one of them.",
            "initial",
        )


def _kinds(item: Item) -> Iterator[_Broken]:
    codes = {(option.coding.system, option.coding.code) for option in item.answer_options}
    yield (
        item.entry_kind and item.type is not ItemType.STRING,
        "form-contradiction",
        "our entry-kind is for `string`.",
        "Remove it or change the type.",
    )
    yield (
        bool(item.answer_options) != (item.type in CHOICES),
        "form-contradiction",
        "a choice needs `answerOption` or a contained `answerValueSet`, and nothing else has it.",
        "List the options of a choice, or change the type.",
    )
    yield (
        len(codes) < len(item.answer_options),
        "form-contradiction",
        "two options have the same code.",
        "Give each its own.",
    )
    yield (
        item.initial_from and item.type not in CHOICES,
        "form-contradiction",
        "our initial-from is for choices.",
        "Remove it.",
    )
    yield (
        item.enable_when and item.enable_expression,
        "form-contradiction",
        "it has both `enableWhen` and an expression for it.",
        "Keep one.",
    )


def _toggles(item: Item) -> Iterator[_Broken]:
    switched = [option for toggle in item.toggles for option in toggle.options]
    yield (
        len({(option.system, option.code) for option in switched}) < len(switched),
        "form-contradiction",
        "an option is switched twice.",
        "Write one expression for it.",
    )
    yield (
        item.toggles
        and len(item.answer_options) - len(switched) < max(item.min_occurs, 1)
        and item.type is not ItemType.OPEN_CHOICE,
        "form-contradiction",
        "too few options are always offered.",
        "Leave some that no expression switches.",
    )
    yield (
        item.toggles and (item.read_only or item.hidden),
        "form-contradiction",
        "options are switched where nobody chooses.",
        "Remove the expression.",
    )


def _counts(item: Item) -> Iterator[_Broken]:
    yield (
        len(item.initial) > 1 and not item.repeats,
        "form-contradiction",
        "there are several first values but one answer.",
        "Keep one.",
    )
    yield (
        item.repeats and item.type is ItemType.BOOLEAN,
        "form-contradiction",
        "`repeats` on a `boolean` means nothing.",
        "Remove it.",
    )
    yield (
        max(item.min_occurs, item.max_occurs) > 1 and not item.repeats,
        "form-contradiction",
        "several answers are for what repeats.",
        "Write `repeats`, or remove them.",
    )
    yield (
        max(item.min_occurs, item.max_occurs) > (len(item.answer_options) or _MOST_ANSWERS)
        or item.min_occurs > (item.max_occurs or item.min_occurs),
        "form-contradiction",
        "it asks for more answers than there can be.",
        "Correct minOccurs or maxOccurs.",
    )


def _texts(item: Item) -> Iterator[_Broken]:
    yield (
        (item.max_length or item.min_length or item.regex) and item.type not in TYPED_LIMITS,
        "form-contradiction",
        "lengths and expressions are for typed text.",
        "Remove them.",
    )
    yield (
        item.max_length > _MOST_TYPED or item.min_length > item.max_length,
        "form-contradiction",
        f"`maxLength` is over {_MOST_TYPED} or under `minLength`.",
        "Correct it.",
    )
    problem = regex_problem(item.regex)
    yield problem, "form-regex", f"the regex {problem}.", "Write a simpler one."
    yield (
        item.regex and item.max_length > REGEX_TEXT_LIMIT,
        "form-regex",
        f"a regex needs `maxLength` {REGEX_TEXT_LIMIT} or less.",
        "Write `maxLength`.",
    )


def _bounds(item: Item) -> Iterator[_Broken]:
    low, high = item.min_value, item.max_value
    least, most = (None if bound is None else rank(bound) for bound in (low, high))
    yield (
        least is not None and most is not None and least > most,
        "form-contradiction",
        "the least value is greater than the greatest.",
        "Correct one of them.",
    )
    yield (
        item.units and item.type not in NUMBERS,
        "form-contradiction",
        "units are for numbers.",
        "Remove them.",
    )
    yield (
        len(item.units) > 1 and item.type is not ItemType.QUANTITY,
        "form-contradiction",
        "only a `quantity` has several units.",
        "Keep one, or change the type.",
    )
    yield (
        (low is not None or high is not None)
        and item.type is ItemType.QUANTITY
        and not _one_measure(item),
        "form-unsupported",
        "bounds of a quantity with another unit, or with several, are not supported.",
        "Give the item one unit and its bounds the same.",
    )
    yield (
        item.item_control is ItemControl.SLIDER and (least is None or most is None),
        "form-contradiction",
        "a slider needs a least and a greatest value.",
        "Write minValue and maxValue.",
    )
    yield (
        item.slider_step and item.item_control is not ItemControl.SLIDER,
        "form-contradiction",
        "a slider's step is for sliders.",
        "Remove it.",
    )


def _one_measure(item: Item) -> bool:
    bounds = [b for b in (item.min_value, item.max_value) if isinstance(b, Quantity)]
    return len(item.units) <= 1 and all(
        bound.is_measured_like(unit) for bound in bounds for unit in item.units
    )
