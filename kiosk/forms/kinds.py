# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which values are answers to which type of item, and how they are ordered."""

import unicodedata
from datetime import date, datetime
from decimal import Decimal

from kiosk.forms.model import Coding, ItemType, Quantity, Value

_INTEGER_LIMIT = 2**31
_DECIMAL_LIMIT = Decimal(10) ** 15
_DECIMAL_PLACES = 9
_UNIT_LIMIT = 80


def is_sound_decimal(number: Decimal) -> bool:
    """Return whether a number is finite, below 10 to the 15th and has at most 9 decimals."""
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and -_DECIMAL_PLACES <= exponent <= 15
        and abs(number) < _DECIMAL_LIMIT
    )


def fits_type(kind: ItemType, value: Value) -> bool:
    """Return whether a value can be an answer to items of a type at all."""
    match kind, value:
        case ItemType.BOOLEAN, bool():
            return True
        case ((ItemType.INTEGER | ItemType.DECIMAL), bool()):
            return False
        case ItemType.INTEGER, int():
            return -_INTEGER_LIMIT <= value < _INTEGER_LIMIT
        case ItemType.DECIMAL, Decimal():
            return is_sound_decimal(value)
        case ItemType.QUANTITY, Quantity():
            parts = (value.unit, value.system, value.code)
            return is_sound_decimal(value.value) and all(map(_is_unit_part, parts))
        case ItemType.DATE, date():
            return not isinstance(value, datetime)
        case ((ItemType.CHOICE | ItemType.OPEN_CHOICE), Coding()):
            return True
        case ((ItemType.STRING | ItemType.TEXT | ItemType.OPEN_CHOICE), str()):
            return True
    return False


def _is_unit_part(text: str) -> bool:
    return len(text) <= _UNIT_LIMIT and is_written(text, "")


def is_written(text: str, line_ends: str) -> bool:
    """Return whether a text has no control characters and no halves of characters."""
    return not any(unicodedata.category(c) in ("Cc", "Cs") and c not in line_ends for c in text)


def rank(value: Value) -> int | Decimal | None:
    """Return a number that orders values of one type, None where they have no order."""
    match value:
        case datetime() | bool() | str() | Coding():
            return None
        case Quantity(value=number):
            return number
        case date():
            return value.toordinal()
    return value
