# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The ``value[x]``, ``answer[x]`` and ``initial`` of a Questionnaire, read as our values."""

from collections.abc import Callable
from datetime import date

from kiosk.forms.json_source import Node
from kiosk.forms.model import Coding, ItemType, Option, Value

VALUE_NAMES = {
    ItemType.BOOLEAN: ("Boolean",),
    ItemType.STRING: ("String",),
    ItemType.TEXT: ("String",),
    ItemType.INTEGER: ("Integer",),
    ItemType.DATE: ("Date",),
    ItemType.CHOICE: ("Coding",),
    ItemType.OPEN_CHOICE: ("Coding", "String"),
}
"""The names that a type's value may have after ``value`` or ``answer``."""


def coding_of(node: Node) -> Coding:
    """Return the code that an object holds."""
    return Coding(node.text("code", required=True), node.text("system"), node.text("version"))


def read_value(node: Node, prefix: str, names: tuple[str, ...]) -> Value:
    """Return the one ``valueX`` or ``answerX`` of the given names; a missing one is noted."""
    written = [name for name in names if f"{prefix}{name}" in node.values]
    if len(written) != 1:
        wanted = " or ".join(f"`{prefix}{name}`" for name in names)
        node.refuse("form-missing", f"exactly one {wanted} is needed.", "Write it.")
        return ""
    return _READERS[written[0]](node, f"{prefix}{written[0]}")


def _read_coding(node: Node, key: str) -> Value:
    coding = node.one(key)
    if coding is None:
        return ""
    coding.refuse_others({"system", "version", "code", "display"})
    return coding_of(coding)


def _read_string(node: Node, key: str) -> Value:
    return node.text(key, required=True)


def _read_date(node: Node, key: str) -> Value:
    try:
        return date.fromisoformat(node.text(key))
    except ValueError:
        node.refuse("form-type", f"`{key}` is not a day (YYYY-MM-DD).", "Correct it.", key)
        return ""


_READERS: dict[str, Callable[[Node, str], Value]] = {
    "Boolean": Node.boolean,
    "Integer": Node.integer,
    "String": _read_string,
    "Date": _read_date,
    "Coding": _read_coding,
}


def read_initial(node: Node, kind: ItemType, options: tuple[Option, ...]) -> tuple[Value, ...]:
    """Return the values an item starts with: its ``initial``, or its selected options."""
    selected = tuple(option.coding for option in options if option.initial_selected)
    written = node.many("initial", most=20)
    names = VALUE_NAMES.get(kind, ())
    if written and (options or not names):
        node.refuse(
            "form-initial",
            "`initial` is not for groups, notices and listed options (que-8, que-11).",
            "Use `initialSelected` on an option, or remove it.",
            "initial",
        )
        return selected
    values = []
    for entry in written:
        entry.refuse_others({f"value{name}" for name in names})
        values.append(read_value(entry, "value", names))
    return tuple(values) or selected
