# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The on-screen keyboard as values: which keys stand where, and what a touch changes.

Every visit gets the same keys: nothing is predicted, counted or learnt. No Qt here; labels of
action keys and their spoken names are the widget's, in the language of the visit.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.forms.model import EntryKind, Item, ItemType
from kiosk.languages import language_of

COLUMNS = 10.0
WIDE_COLUMNS = 14.0
"""Of the keys for an address on a wide glass, where a row less counts more than broad keys."""
PAD_COLUMNS = 4.0
_PART_BEGINS = re.compile(r"(?:^|[ '\u2019.-])(?:Mc)?$")
"""Where a part of a name begins with a capital: Ana Luz, Sol-Vega, O'Hara, J.R., McDonald.

Not after Mac: Macy and Macías are as common."""


class Layout(StrEnum):
    """What is typed; the `PADS` are `PAD_COLUMNS` wide, the others `COLUMNS`.

    ``pin`` is for digits that nobody beside the visitor may read off the keys.
    """

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    NUMBER = "number"
    DECIMAL = "decimal"
    PIN = "pin"
    MESSAGE = "message"


PADS = frozenset({Layout.PHONE, Layout.NUMBER, Layout.DECIMAL, Layout.PIN})


class Action(StrEnum):
    """What a key does; all but ``type`` carry no text and no label."""

    TYPE = "type"
    BACKSPACE = "backspace"
    SHIFT = "shift"
    ACCENTS = "accents"
    SYMBOLS = "symbols"
    NEXT = "next"
    HIDE = "hide"


class Layer(StrEnum):
    """Which set of keys a lettered board shows."""

    LETTERS = "letters"
    ACCENTS = "accents"
    SYMBOLS = "symbols"


class Shift(StrEnum):
    """How the next letter is written; ``auto`` is a capital that the board chose itself."""

    OFF = "off"
    AUTO = "auto"
    ONCE = "once"
    LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        label: What stands on it; empty for action keys, where the widget says it.
        text: What it types; empty for action keys.
        action: What it does.
        width: Columns it takes.
    """

    label: str
    text: str = ""
    action: Action = Action.TYPE
    width: float = 1.0

    @property
    def name(self) -> str:
        """Object name, the same with and without shift: ``key_a``, ``key_gmail_com``."""
        if self.action is not Action.TYPE:
            return f"key_{self.action}"
        text = self.text.lower()
        if len(text) == 1 and not (text.isascii() and text.isalnum()):
            text = unicodedata.name(text).lower()
        words = "".join(c if c.isalnum() else " " for c in text).split()
        return f"key_{'_'.join(words)}"


Rows = tuple[tuple[Key, ...], ...]


def _typing(texts: str) -> tuple[Key, ...]:
    return tuple(Key(text, text) for text in texts)


def _action(action: Action, width: float) -> Key:
    return Key("", action=action, width=width)


def _space(width: float) -> Key:
    return Key(" ", " ", width=width)


_TOP = _typing("qwertyuiop")
_HOME = _typing("asdfghjkl")
_BOTTOM = _typing("zxcvbnm")
_THIRD = (_action(Action.SHIFT, 1.5), *_BOTTOM, _action(Action.BACKSPACE, 1.5))

_NAME_LAST = (
    _action(Action.HIDE, 2.0),
    _action(Action.ACCENTS, 1.5),
    *_typing("'-"),
    _space(1.75),
    *_typing("."),
    _action(Action.NEXT, 1.75),
)
_MESSAGE_LAST = (
    _action(Action.HIDE, 2.0),
    _action(Action.SYMBOLS, 1.25),
    _action(Action.ACCENTS, 1.25),
    *_typing(","),
    _space(1.75),
    *_typing("."),
    _action(Action.NEXT, 1.75),
)
_ACCENTS: Rows = (
    _typing("áéíóúüñ"),
    _typing("àèìòùçã"),
    (_action(Action.SHIFT, 1.5), *_typing("âêîôûõø"), _action(Action.BACKSPACE, 1.5)),
)
_MESSAGE_ACCENTS: Rows = ((*_ACCENTS[0], *_typing("¿?¡")), *_ACCENTS[1:])
_NAME_ACCENTS: Rows = (_ACCENTS[0], (*_ACCENTS[1], *_typing("äöå")), _ACCENTS[2])
_SYMBOLS: Rows = (
    _typing("1234567890"),
    _typing('-/:;()$&@"'),
    (*_typing("?!'¿¡#%+"), _action(Action.BACKSPACE, 2.0)),
)
_DOMAINS = {"gmail.com": 2.35, "yahoo.com": 2.45, "outlook.com": 2.75, "icloud.com": 2.45}
"""Ends of common addresses, and the columns that each asks for in large words."""
_ADDRESS: Rows = (
    _typing("1234567890"),
    _TOP,
    (*_HOME, *_typing("_")),
    (*_typing("-"), *_BOTTOM, _action(Action.BACKSPACE, 2.0)),
)


def _domains(width: float = 0.0) -> tuple[Key, ...]:
    return tuple(Key(domain, domain, width=width or own) for domain, own in _DOMAINS.items())


def _address_last(hide: float, sign: float, com: float, last: float) -> tuple[Key, ...]:
    return (
        _action(Action.HIDE, hide),
        *_typing("+"),
        Key("@", "@", width=sign),
        *_typing("."),
        Key(".com", ".com", width=com),
        _action(Action.NEXT, last),
    )


_EMAIL: Rows = (_domains(), *_ADDRESS, _address_last(2.0, 2.0, 2.25, 1.75))
_WIDE_EMAIL: Rows = (
    *((*row, domain) for row, domain in zip(_ADDRESS, _domains(4.0), strict=True)),
    _address_last(3.0, 3.0, 3.0, 3.0),
)


def _pad(*zero: Key) -> Rows:
    return (
        _typing("123"),
        _typing("456"),
        (*_typing("789"), _action(Action.BACKSPACE, 1.0)),
        (_action(Action.HIDE, 1.0), *zero, _action(Action.NEXT, 1.0)),
    )


_PAD = _pad(Key("0", "0", width=2.0))
_DECIMAL = _pad(*_typing("0."))


def layout_for(item: Item) -> Layout:
    """Return the keys that suit an item of a form."""
    match item.entry_kind:
        case EntryKind.PHONE:
            return Layout.PHONE
        case EntryKind.POSTAL_CODE:
            return Layout.NUMBER
        case EntryKind.EMAIL:
            return Layout.EMAIL
        case EntryKind.PERSON_NAME:
            return Layout.NAME
    match item.type:
        case ItemType.INTEGER:
            return Layout.NUMBER
        case ItemType.DECIMAL | ItemType.QUANTITY:
            return Layout.DECIMAL
    return Layout.MESSAGE


@dataclass(frozen=True, slots=True)
class Board:
    """The keyboard at one moment; `opened` makes it, the methods give the next one.

    Attributes:
        layout: What is typed.
        language: Gives the letters of the middle row; others stand among the accents.
        layer: Which keys show.
        shift: How the next letter is written.
        wide: Whether the glass is wider than high; spares a row of the keys for an address.
        offered: How many letters stood before the last capital that the board chose itself; -1
            for none.
    """

    layout: Layout
    language: str
    layer: Layer = Layer.LETTERS
    shift: Shift = Shift.OFF
    wide: bool = False
    offered: int = -1

    @property
    def columns(self) -> float:
        """How many keys of the plain width stand side by side."""
        if self.layout in PADS:
            return PAD_COLUMNS
        return WIDE_COLUMNS if self.wide and self.layout is Layout.EMAIL else COLUMNS

    @property
    def rows(self) -> Rows:
        """The keys, top row first; a row is at most ``columns`` wide."""
        if self.shift is Shift.OFF:
            return self._plain_rows()
        return tuple(tuple(map(capital, row)) for row in self._plain_rows())

    def _plain_rows(self) -> Rows:
        match self.layout:
            case Layout.DECIMAL:
                return _DECIMAL
            case Layout.PHONE | Layout.NUMBER | Layout.PIN:
                return _PAD
            case Layout.EMAIL:
                return _WIDE_EMAIL if self.wide else _EMAIL
        in_name = self.layout is Layout.NAME
        last = _NAME_LAST if in_name else _MESSAGE_LAST
        match self.layer:
            case Layer.ACCENTS:
                return (*(_NAME_ACCENTS if in_name else _MESSAGE_ACCENTS), last)
            case Layer.SYMBOLS if not in_name:
                return (*_SYMBOLS, last)
        return (_TOP, _typing(language_of(self.language).home_row), _THIRD, last)

    def pressed(self, key: Key) -> "Board":
        """Return the board after a key that changes the keys; others leave it as it is."""
        match key.action:
            case Action.SHIFT:
                return replace(self, shift=_AFTER_SHIFT[self.shift])
            case Action.ACCENTS:
                return self._toggled(Layer.ACCENTS)
            case Action.SYMBOLS:
                return self._toggled(Layer.SYMBOLS)
        return self

    def _toggled(self, layer: Layer) -> "Board":
        return replace(self, layer=Layer.LETTERS if self.layer is layer else layer)

    def noted(self, key: Key, before: str) -> "Board":
        """Return the board that knows whether the letter to be typed is its own capital."""
        is_own = self.shift is Shift.AUTO and key.text.isalpha()
        return replace(self, offered=len(before)) if is_own else self

    def particle(self, key: Key, before: str) -> str:
        """Return the word left of the cursor as it is to be written now that it ends, or nothing.

        Only a particle within a Spanish name, and only where the board itself chose its capital:
        one that the visitor chose with shift, or typed on a real keyboard, stays.
        """
        if self.layout is not Layout.NAME or key.text != " ":
            return ""
        start = before.rfind(" ") + 1
        low = before[start:].lower()
        is_own = 0 < start == self.offered and before[start:] == low.capitalize()
        return low if is_own and low in language_of(self.language).particles else ""

    def after_text(self, before: str) -> "Board":
        """Return the board after the text or the cursor changed: ``before`` is left of the cursor.

        Accents serve one letter; a lock stays; a capital is offered where one begins a name's
        word or a sentence of a message, and a touch on shift takes the offer away.
        """
        layer = Layer.LETTERS if self.layer is Layer.ACCENTS else self.layer
        offered = self.offered if len(before) > self.offered else -1
        if self.shift is Shift.LOCK:
            return replace(self, layer=layer, offered=offered)
        shift = Shift.AUTO if _begins(self.layout, before) else Shift.OFF
        return replace(self, layer=layer, shift=shift, offered=offered)


_AFTER_SHIFT = {
    Shift.OFF: Shift.ONCE,
    Shift.ONCE: Shift.LOCK,
    Shift.LOCK: Shift.OFF,
    Shift.AUTO: Shift.OFF,
}


def opened(layout: Layout, language: str, before: str, *, wide: bool = False) -> Board:
    """Return the board for a field whose text left of the cursor is ``before``."""
    return Board(layout, language, wide=wide).after_text(before)


def insertion(key: Key, before: str) -> str:
    """Return what a typing key puts in: a mail domain brings its @ unless one stands already."""
    if key.text in _DOMAINS and "@" not in before:
        return f"@{key.text}"
    return key.text


def capital(key: Key) -> Key:
    """Return the key as shift writes it; only single letters change."""
    if len(key.text) != 1 or not key.text.isalpha():
        return key
    return replace(key, label=key.label.upper(), text=key.text.upper())


def _begins(layout: Layout, before: str) -> bool:
    match layout:
        case Layout.NAME:
            return _PART_BEGINS.search(before) is not None
        case Layout.MESSAGE:
            before = before.rstrip("¿¡")
            ended = before.rstrip(" \n")
            return not ended or (len(ended) < len(before) and ended[-1] in ".!?")
    return False
