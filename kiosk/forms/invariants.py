# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What one item of a Questionnaire cannot be: in the wrong place, or against itself."""

from kiosk.forms import extensions as ext
from kiosk.forms.json_source import Node
from kiosk.forms.model import Item, ItemControl, ItemType

CHOICES = (ItemType.CHOICE, ItemType.OPEN_CHOICE)
TYPED_LIMITS = {ItemType.STRING: 120, ItemType.TEXT: 500, ItemType.OPEN_CHOICE: 80}
"""Most characters of typed items that name no ``maxLength``."""

_MOST_TYPED = 2_000


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
        for key in ("required", "repeats", "maxLength", "answerOption"):
            if node.values.get(key):
                problem = f"`{key}` on a `{kind}` is not supported."
                node.refuse("form-unsupported", problem, "Remove it.", key)
    if kind is ItemType.DISPLAY and "item" in node.values:
        node.refuse("form-type", "a notice has no items (que-1).", "Remove them.", "item")
    if kind is ItemType.GROUP and "item" not in node.values:
        node.refuse("form-missing", "a group has items (que-1).", "Write them.")


def refuse_contradictions(node: Node, item: Item) -> None:
    """Note what cannot be true together in one item."""
    codes = {(option.coding.system, option.coding.code) for option in item.answer_options}
    limits = item.max_length or item.min_length or item.regex
    regex_problem = ext.regex_problem(item.regex)
    for is_so, rule, problem, mend in (
        (
            limits and item.type not in TYPED_LIMITS,
            "form-contradiction",
            "lengths and expressions are for typed text.",
            "Remove them.",
        ),
        (
            item.max_length > _MOST_TYPED or item.min_length > item.max_length,
            "form-contradiction",
            f"`maxLength` is over {_MOST_TYPED} or under `minLength`.",
            "Correct it.",
        ),
        (
            item.entry_kind and item.type is not ItemType.STRING,
            "form-contradiction",
            "our entry-kind is for `string`.",
            "Remove it or change the type.",
        ),
        (
            bool(item.answer_options) != (item.type in CHOICES),
            "form-contradiction",
            "a choice needs `answerOption`, and nothing else has it.",
            "List the options of a choice here (`answerValueSet` is not supported).",
        ),
        (
            len(codes) < len(item.answer_options),
            "form-contradiction",
            "two options have the same code.",
            "Give each its own.",
        ),
        (
            len(item.initial) > 1 and not item.repeats,
            "form-contradiction",
            "there are several first values but one answer.",
            "Keep one.",
        ),
        (
            item.repeats and item.is_question and item.type not in CHOICES,
            "form-unsupported",
            f"`repeats` on a `{item.type}` is not supported.",
            "Remove it.",
        ),
        (
            item.initial_from and item.type not in CHOICES,
            "form-contradiction",
            "our initial-from is for choices.",
            "Remove it.",
        ),
        (
            item.hidden and item.required and not item.initial,
            "form-contradiction",
            "it is hidden and required but has no value.",
            "Give it an initial value.",
        ),
        (regex_problem, "form-regex", f"the regex {regex_problem}.", "Write a simpler one."),
        (
            item.regex and item.max_length > ext.REGEX_TEXT_LIMIT,
            "form-regex",
            f"a regex needs `maxLength` {ext.REGEX_TEXT_LIMIT} or less.",
            "Write `maxLength`.",
        ),
    ):
        if is_so:
            node.refuse(rule, problem, mend)
