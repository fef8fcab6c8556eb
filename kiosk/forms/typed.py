# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a visitor types into a field, as a value, and back."""

import re
from datetime import date
from decimal import Decimal

from kiosk.forms.model import Item, ItemType, Quantity, Unit, Value

_INTEGER = re.compile(r"[-+]?[0-9]{1,10}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}(?:[.,][0-9]{0,9})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3},[0-9]{3}")


def typed_value(item: Item, typed: str, language: str, unit: Unit | None = None) -> Value | None:
    """Return what a typed text means for an item, or None where it is no answer of its type.

    ``1,5`` is ``1.5``; what may be thousands (``1,500``) is no answer. A day is read as
    ``YYYY-MM-DD``. Words stay as they were typed.

    Args:
        item: A question that can be typed; an offered option is chosen, not typed.
        typed: The text.
        language: Language of the visit, for a unit's name.
        unit: The chosen unit of a quantity; None for the item's first.
    """
    text = typed.strip()
    match item.type:
        case ItemType.STRING | ItemType.TEXT | ItemType.OPEN_CHOICE:
            return typed
        case ItemType.INTEGER:
            return int(text) if _INTEGER.fullmatch(text) else None
        case ItemType.DECIMAL:
            return _decimal(text)
        case ItemType.QUANTITY:
            number = _decimal(text)
            chosen = unit or next(iter(item.units), None)
            if number is None:
                return None
            return chosen.quantity(number, language) if chosen else Quantity(number)
        case ItemType.DATE:
            return _day(text)
    return None


def typed_text(value: Value) -> str:
    """Return the text to show in a field for a value; `typed_value` reads it back."""
    match value:
        case Quantity(value=number) | (Decimal() as number):
            return f"{number:f}"
        case date():
            return value.isoformat()
    return str(value)


def _decimal(text: str) -> Decimal | None:
    if not _DECIMAL.fullmatch(text) or _THOUSANDS.fullmatch(text):
        return None
    return Decimal(text.replace(",", ".").rstrip("."))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        return None
