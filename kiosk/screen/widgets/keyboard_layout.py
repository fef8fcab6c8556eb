# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The on-screen keyboard as values: which keys stand where, and what a touch changes.

Every visit gets the same keys: nothing is predicted, counted or learnt. No Qt here; labels of
action keys and their spoken names are the widget's, in the language of the visit.
"""

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.forms.model import EntryKind, Item, ItemType

COLUMNS = 10.0
PAD_COLUMNS = 3.0


class Layout(StrEnum):
    """What is typed; `PHONE` and `NUMBER` are a pad of `PAD_COLUMNS`, the others `COLUMNS` wide."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    NUMBER = "number"
    MESSAGE = "message"


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
_HOME = {"en": _typing("asdfghjkl"), "es": _typing("asdfghjklñ")}
_BOTTOM = _typing("zxcvbnm")
_THIRD = (_action(Action.SHIFT, 1.5), *_BOTTOM, _action(Action.BACKSPACE, 1.5))

_NAME_LAST = (
    _action(Action.HIDE, 1.5),
    _action(Action.ACCENTS, 1.5),
    *_typing("'-"),
    _space(2.5),
    *_typing("."),
    _action(Action.NEXT, 1.5),
)
_MESSAGE_LAST = (
    _action(Action.HIDE, 1.5),
    _action(Action.SYMBOLS, 1.25),
    _action(Action.ACCENTS, 1.25),
    *_typing(","),
    _space(3.0),
    *_typing(".?"),
)
_ACCENTS: Rows = (
    _typing("áéíóúüñ"),
    _typing("àèìòùçã"),
    (_action(Action.SHIFT, 1.5), *_typing("âêîôûõø"), _action(Action.BACKSPACE, 1.5)),
)
_MESSAGE_ACCENTS: Rows = ((*_ACCENTS[0], *_typing("¿¡")), *_ACCENTS[1:])
_NAME_ACCENTS: Rows = (_ACCENTS[0], (*_ACCENTS[1], *_typing("äöå")), _ACCENTS[2])
_SYMBOLS: Rows = (
    _typing("1234567890"),
    _typing('-/:;()$&@"'),
    (*_typing("'!#¿¡%+="), _action(Action.BACKSPACE, 2.0)),
)
_DOMAINS = ("gmail.com", "yahoo.com", "outlook.com", "icloud.com")
_EMAIL: Rows = (
    tuple(Key(domain, domain, width=2.5) for domain in _DOMAINS),
    _typing("1234567890"),
    _TOP,
    _HOME["en"],
    (*_typing("_"), *_BOTTOM, _action(Action.BACKSPACE, 2.0)),
    (
        _action(Action.HIDE, 1.5),
        *_typing("-+"),
        Key("@", "@", width=2.0),
        *_typing("."),
        Key(".com", ".com", width=2.0),
        _action(Action.NEXT, 1.5),
    ),
)
_PAD: Rows = (
    _typing("123"),
    _typing("456"),
    _typing("789"),
    (_action(Action.BACKSPACE, 1.0), *_typing("0"), _action(Action.NEXT, 1.0)),
    (_action(Action.HIDE, 3.0),),
)


def layout_for(item: Item) -> Layout:
    """Return the keys that suit an item of a form."""
    match item.entry_kind:
        case EntryKind.PHONE:
            return Layout.PHONE
        case EntryKind.EMAIL:
            return Layout.EMAIL
        case EntryKind.PERSON_NAME:
            return Layout.NAME
    return Layout.NUMBER if item.type is ItemType.INTEGER else Layout.MESSAGE


@dataclass(frozen=True, slots=True)
class Board:
    """The keyboard at one moment; `opened` makes it, the methods give the next one.

    Attributes:
        layout: What is typed.
        language: ``es`` puts ñ beside l; any other language has it among the accents.
        layer: Which keys show.
        shift: How the next letter is written.
    """

    layout: Layout
    language: str
    layer: Layer = Layer.LETTERS
    shift: Shift = Shift.OFF

    @property
    def rows(self) -> Rows:
        """The keys, top row first; a row is at most `COLUMNS` (a pad's `PAD_COLUMNS`) wide."""
        if self.shift is Shift.OFF:
            return self._plain_rows()
        return tuple(tuple(map(_capital, row)) for row in self._plain_rows())

    def _plain_rows(self) -> Rows:
        match self.layout:
            case Layout.PHONE | Layout.NUMBER:
                return _PAD
            case Layout.EMAIL:
                return _EMAIL
        in_name = self.layout is Layout.NAME
        last = _NAME_LAST if in_name else _MESSAGE_LAST
        match self.layer:
            case Layer.ACCENTS:
                return (*(_NAME_ACCENTS if in_name else _MESSAGE_ACCENTS), last)
            case Layer.SYMBOLS if not in_name:
                return (*_SYMBOLS, last)
        return (_TOP, _HOME.get(self.language, _HOME["en"]), _THIRD, last)

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

    def after_text(self, before: str) -> "Board":
        """Return the board after the text or the cursor changed: ``before`` is left of the cursor.

        Accents serve one letter; a lock stays; a capital is offered where one begins a name's
        word or a sentence of a message, and a touch on shift takes the offer away.
        """
        layer = Layer.LETTERS if self.layer is Layer.ACCENTS else self.layer
        if self.shift is Shift.LOCK:
            return replace(self, layer=layer)
        shift = Shift.AUTO if _begins(self.layout, before) else Shift.OFF
        return replace(self, layer=layer, shift=shift)


_AFTER_SHIFT = {
    Shift.OFF: Shift.ONCE,
    Shift.ONCE: Shift.LOCK,
    Shift.LOCK: Shift.OFF,
    Shift.AUTO: Shift.OFF,
}


def opened(layout: Layout, language: str, before: str) -> Board:
    """Return the board for a field whose text left of the cursor is ``before``."""
    return Board(layout, language).after_text(before)


def insertion(key: Key, before: str) -> str:
    """Return what a typing key puts in: a mail domain brings its @ unless one stands already."""
    if key.text in _DOMAINS and "@" not in before:
        return f"@{key.text}"
    return key.text


def _capital(key: Key) -> Key:
    if len(key.text) != 1 or not key.text.isalpha():
        return key
    return replace(key, label=key.label.upper(), text=key.text.upper())


def _begins(layout: Layout, before: str) -> bool:
    match layout:
        case Layout.NAME:
            return not before or before[-1] in " -'."
        case Layout.MESSAGE:
            ended = before.rstrip(" \n")
            return not ended or (len(ended) < len(before) and ended[-1] in ".!?")
    return False
