# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Answers in words: as they are said back to a visitor, and masked."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from kiosk.forms import contact_points
from kiosk.forms.model import EntryKind, Item, Quantity, Value
from kiosk.languages import language_of


def locale_of(language: str) -> QLocale:
    """Return the habits of a language as it is used here."""
    return QLocale(language_of(language).locale)


def is_spoken(language: str) -> bool:
    """Return whether the screen speaks a language now."""
    return QLocale().name() == language_of(language).locale


def month_name(month: int, language: str, *, short: bool = False) -> str:
    """Return the name of a month, 1 to 12, with a capital as it stands alone.

    Args:
        month: 1 to 12.
        language: Language of the visit.
        short: Whether its first letters are enough.
    """
    length = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    name = locale_of(language).standaloneMonthName(month, length).rstrip(".")
    return name[:1].upper() + name[1:]


def day_words(day: date, language: str) -> str:
    """Return a day as people read it: ``March 4, 1961``, ``4 de marzo de 1961``."""
    locale = locale_of(language)
    there = QDate(day.year, day.month, day.day)
    if form := language_of(language).long_day:
        return locale.toString(there, form)
    return locale.toString(there, QLocale.FormatType.LongFormat)


def number_words(number: int | Decimal) -> str:
    """Return a number as it is typed, without an exponent and without needless zeros."""
    if isinstance(number, int):
        return str(number)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(number: int | Decimal, language: str) -> str:
    return number_words(number).replace(".", locale_of(language).decimalPoint())


def said(item: Item, value: Value, language: str) -> str:
    """Return an answer in words; what was typed and means nothing stays as it was typed."""
    option = item.option(value)
    if option is not None:
        return option.display.in_language(language)
    match value:
        case bool():
            return _yes() if value else _no()
        case date():
            return day_words(value, language)
        case Quantity():
            unit = next((u for u in item.units if value.is_measured_like(u)), None)
            name = unit.text.in_language(language) if unit else value.unit or value.code
            return f"{_number(value.value, language)} {name}".rstrip()
        case int() | Decimal():
            unit_name = item.units[0].text.in_language(language) if item.units else ""
            return f"{_number(value, language)} {unit_name}".rstrip()
    if item.entry_kind is EntryKind.PHONE:
        return grouped_phone(str(value))
    return str(value)


def masked(item: Item, value: Value, language: str) -> str:
    """Return what shows of an answer while nobody looks at it.

    All of one that is not sensitive, or that is not whole: who comes back to it must see it.
    """
    if not item.is_sensitive:
        return said(item, value, language)
    if isinstance(value, date):
        return contact_points.masked_date(value)
    text = str(value)
    match item.entry_kind:
        case EntryKind.PHONE if stored := contact_points.stored_phone(text):
            return contact_points.masked_phone(stored)
        case EntryKind.EMAIL if contact_points.stored_email(text):
            return contact_points.masked_email(text)
    return said(item, value, language)


def grouped_phone(typed: str) -> str:
    """Return a US number, whole or not yet, as people read it; anything else as it is."""
    digits = phone_digits(typed)
    if digits is None or len(digits) <= 3:
        return typed if digits is None else digits
    rest = digits[3:]
    return f"({digits[:3]}) {rest[:3]}-{rest[3:]}" if len(rest) > 3 else f"({digits[:3]}) {rest}"


def phone_digits(typed: str) -> str | None:
    """Return the digits of what may become a US number of ten, or None where it cannot."""
    digits = "".join(letter for letter in typed if letter.isdigit() and letter.isascii())
    others = set(typed) - set(digits)
    return digits if len(digits) <= 10 and others <= set(" ()-.") else None


def _yes() -> str:
    return QCoreApplication.translate("Answer", "Yes")


def _no() -> str:
    return QCoreApplication.translate("Answer", "No")
