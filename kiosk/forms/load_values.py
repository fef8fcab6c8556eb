# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The ``value[x]``, ``answer[x]`` and ``initial`` of a Questionnaire, read as our values."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from kiosk.forms import extensions as ext
from kiosk.forms.extensions import Extensions
from kiosk.forms.json_source import Node
from kiosk.forms.kinds import is_sound_decimal
from kiosk.forms.model import Bound, Coding, ItemType, Localized, Option, Quantity, Unit, Value
from kiosk.forms.texts import TextReader

VALUE_NAMES = {
    ItemType.BOOLEAN: ("Boolean",),
    ItemType.STRING: ("String",),
    ItemType.TEXT: ("String",),
    ItemType.INTEGER: ("Integer",),
    ItemType.DECIMAL: ("Decimal",),
    ItemType.DATE: ("Date",),
    ItemType.QUANTITY: ("Quantity",),
    ItemType.CHOICE: ("Coding",),
    ItemType.OPEN_CHOICE: ("Coding", "String"),
}
"""The names that a type's value may have after ``value`` or ``answer``."""

OPTION_NAMES = ("Coding", "String", "Integer", "Date")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def coding_of(node: Node) -> Coding:
    """Return the code that an object holds."""
    return Coding(node.text("code", required=True), node.text("system"), node.text("version"))


def read_value(node: Node, prefix: str, names: tuple[str, ...]) -> Value:
    """Return the one ``valueX`` or ``answerX`` of the given names; a missing one is noted."""
    name = written_name(node, prefix, names)
    return _READERS[name](node, f"{prefix}{name}") if name else ""


def written_name(node: Node, prefix: str, names: tuple[str, ...]) -> str:
    """Return which of the names an object has a value for, empty and noted unless it is one."""
    written = [name for name in names if f"{prefix}{name}" in node.values]
    if len(written) != 1:
        wanted = " or ".join(f"`{prefix}{name}`" for name in names)
        node.refuse("form-missing", f"exactly one {wanted} is needed.", "Write it.")
        return ""
    return written[0]


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
        written = node.text(key)
        return date.fromisoformat(written if _DAY.fullmatch(written) else "")
    except ValueError:
        node.refuse("form-type", f"`{key}` is not a day (YYYY-MM-DD).", "Correct it.", key)
        return ""


def _read_decimal(node: Node, key: str) -> Decimal:
    number = node.decimal(key)
    if is_sound_decimal(number):
        return Decimal(f"{number:f}")
    node.refuse(
        "form-type", f"`{key}` is too large or too fine.", "Use 15 digits and 9 decimals.", key
    )
    return Decimal(0)


def _read_quantity(node: Node, key: str) -> Value:
    quantity = node.one(key)
    if quantity is None:
        return ""
    quantity.refuse_others({"value", "unit", "system", "code"})
    if "value" not in quantity.values:
        quantity.refuse("form-missing", "`value` is missing.", "Write it.")
    parts = (quantity.text("unit"), quantity.text("system"), quantity.text("code"))
    return Quantity(_read_decimal(quantity, "value"), *parts)


_READERS: dict[str, Callable[[Node, str], Value]] = {
    "Boolean": Node.boolean,
    "Integer": Node.integer,
    "Decimal": _read_decimal,
    "String": _read_string,
    "Date": _read_date,
    "Quantity": _read_quantity,
    "Coding": _read_coding,
}


def read_option(node: Node, names: tuple[str, ...], texts: TextReader) -> Option:
    """Return one ``answerOption``, whose value has one of the names."""
    name = written_name(node, "value", names)
    known = {"initialSelected", "extension", "id", *(f"value{one}" for one in names)}
    node.refuse_others(known | ({"_valueString"} if name == "String" else set()))
    found = ext.extensions(node, ext.ON_OPTION)
    coding, display, stored = Coding("?"), Localized("?"), None
    if name == "Coding" and (written := node.one("valueCoding")):
        written.refuse_others({"system", "version", "code", "display", "_display"})
        coding, display = coding_of(written), texts.read(written, "display", required=True)
    elif name and name != "Coding":
        stored = read_value(node, "value", (name,))
        text = str(stored)
        coding = Coding(text)
        display = texts.read(node, "valueString") if name == "String" else Localized(text)
    return Option(
        coding,
        display,
        initial_selected=node.boolean("initialSelected"),
        exclusive=found.flag(ext.OPTION_EXCLUSIVE),
        stored=stored if isinstance(stored, str | int | date) else None,
    )


def answer_names(kind: ItemType, options: tuple[Option, ...]) -> tuple[str, ...]:
    """Return the names that an answer to compare with may have after ``answer``."""
    stored = {"String": str, "Integer": int, "Date": date, "Coding": type(None)}
    kinds = {type(option.stored) for option in options}
    offered = [name for name, one in stored.items() if one in kinds]
    plain = [name for name in VALUE_NAMES.get(kind, ()) if name != "Coding"]
    return tuple(dict.fromkeys(plain + offered))


def read_bound(node: Node | None, kind: ItemType) -> Bound | None:
    """Return a least or greatest value of an item; one of another type is noted."""
    if node is None:
        return None
    names = VALUE_NAMES.get(kind, ())
    if kind in (ItemType.DECIMAL, ItemType.QUANTITY):
        names = (*names, "Integer", "Decimal") if kind is ItemType.QUANTITY else ("Integer", *names)
    value = read_value(node, "value", tuple(dict.fromkeys(names)) or ("Integer",))
    if isinstance(value, bool | str | Coding):
        node.refuse("form-contradiction", f"a `{kind}` has no bounds.", "Remove this.")
        return None
    return value


def read_units(found: Extensions, texts: TextReader) -> tuple[Unit, ...]:
    """Return the units of an item."""
    units = []
    for extension in (*found.all(ext.UNIT), *found.all(ext.UNIT_OPTION)):
        if coding := extension.one("valueCoding"):
            coding.refuse_others({"system", "version", "code", "display", "_display"})
            text = texts.read(coding, "display")
            code = coding.text("code")
            if not text.text and not code:
                coding.refuse("form-missing", "the unit has no `display`.", "Write it.")
            units.append(Unit(text if text.text else Localized(code), coding.text("system"), code))
    return tuple(units)


def read_initial(node: Node, kind: ItemType, options: tuple[Option, ...]) -> tuple[Value, ...]:
    """Return the values an item starts with: its ``initial``, or its selected options."""
    selected = tuple(option.coding for option in options if option.initial_selected)
    written = node.many("initial", most=20)
    names = VALUE_NAMES.get(kind, ())
    if written and ("answerOption" in node.values or not names):
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
