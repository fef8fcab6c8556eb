# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""JSON files that people write: read strictly, with every complaint at its line.

A `Node` is one JSON object of the file. Reading from it never raises: what is wrong is noted, and a
default given, so that one reading finds everything that is wrong.
"""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from kiosk.faults import ContentFault, Finding

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]|[^\s{}\[\],:"]+')
_TRACKED_DEPTH = 40
_LONGEST_TEXT = 4_000
_INTEGER_LIMIT = 2**31


@dataclass(slots=True)
class Source:
    """One file being read, and the complaints about it so far: pointer, rule, problem, mend."""

    file: str
    text: str
    complaints: list[tuple[str, str, str, str]] = field(default_factory=list)

    def raise_complaints(self) -> None:
        """Raise everything noted.

        Raises:
            ContentFault: Something was noted.
        """
        if not self.complaints:
            return
        lines = _lines(self.text, {pointer for pointer, *_ in self.complaints})
        raise ContentFault(
            Finding(
                self.file, lines.get(pointer, 1), rule, f"{pointer or 'the form'}: {problem}", mend
            )
            for pointer, rule, problem, mend in self.complaints
        )


@dataclass(frozen=True, slots=True)
class Node:
    """One JSON object and where it stands (a JSON pointer, RFC 6901)."""

    source: Source
    pointer: str
    values: dict[str, object]

    def refuse(self, rule: str, problem: str, mend: str, key: str = "") -> None:
        """Note what is wrong at this object, or at one of its keys."""
        place = f"{self.pointer}/{_escaped(key)}" if key in self.values else self.pointer
        self.source.complaints.append((place, rule, problem, mend))

    def refuse_others(self, known: Collection[str]) -> None:
        """Note every key that is not in ``known``."""
        for key in self.values:
            if key not in known:
                self.refuse(
                    "form-unsupported",
                    f"`{key[:60]}` is not supported by this kiosk.",
                    "Remove it, or say the same with what kiosk/README.md lists.",
                    key,
                )

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text without blanks at its ends, empty when there is none."""
        value = self.values.get(key, "")
        if not isinstance(value, str) or not _is_clean(value):
            self._wrong_type(key, f"a text of at most {_LONGEST_TEXT} characters")
            return ""
        if not value.strip() and (required or key in self.values):
            self.refuse("form-missing", f"`{key}` is missing or empty.", "Write it.", key)
        return value.strip()

    def boolean(self, key: str) -> bool:
        """Return a boolean, False when there is none."""
        value = self.values.get(key, False)
        if isinstance(value, bool):
            return value
        self._wrong_type(key, "true or false")
        return False

    def integer(self, key: str, *, least: int = -_INTEGER_LIMIT) -> int:
        """Return a whole number of 32 bits, 0 when there is none."""
        value = self.values.get(key, 0)
        in_type = isinstance(value, int) and not isinstance(value, bool)
        if (
            isinstance(value, int)
            and in_type
            and (key not in self.values or least <= value < _INTEGER_LIMIT)
        ):
            return value
        self._wrong_type(key, f"a whole number of 32 bits from {least}")
        return 0

    def decimal(self, key: str) -> Decimal:
        """Return a number as it was written, 0 when there is none."""
        value = self.values.get(key, 0)
        if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
            return Decimal(value)
        self._wrong_type(key, "a number")
        return Decimal(0)

    def one(self, key: str) -> "Node | None":
        """Return the object of that key, or None."""
        value = self.values.get(key)
        if isinstance(value, dict):
            return Node(self.source, f"{self.pointer}/{_escaped(key)}", value)
        if key in self.values:
            self._wrong_type(key, "an object")
        return None

    def many(self, key: str, *, most: int) -> tuple["Node", ...]:
        """Return the objects of a list, empty when there is none."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self._wrong_type(key, "a list of objects")
            return ()
        if len(values) > most or (not values and key in self.values):
            self._wrong_type(key, f"a list of 1 to {most} objects")
            return ()
        path = f"{self.pointer}/{_escaped(key)}"
        return tuple(Node(self.source, f"{path}/{i}", value) for i, value in enumerate(values))

    def _wrong_type(self, key: str, wanted: str) -> None:
        self.refuse("form-type", f"`{key}` must be {wanted}.", "Correct its value.", key)


def read_json(data: bytes, file: str, *, most_bytes: int) -> Node:
    """Return the top object of a JSON file.

    Raises:
        ContentFault: It is too long, not UTF-8, not JSON, repeats a key, nests without end, or is
            no object.
    """
    if len(data) > most_bytes:
        _fail(
            file, 0, "form-too-long", f"The file is longer than {most_bytes} bytes.", "Shorten it."
        )
    try:
        text = data.decode()
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_decimal
        )
    except json.JSONDecodeError as error:
        _fail(
            file, error.lineno, "form-json", f"This is not JSON: {error.msg}.", "Correct it here."
        )
    except UnicodeDecodeError:
        _fail(file, 0, "form-json", "The file is not UTF-8.", "Save it as UTF-8.")
    except RecursionError:
        _fail(file, 0, "form-json", "The file nests too deeply.", "Nest less deeply.")
    except ValueError as error:
        _fail(file, 0, "form-json", f"This is not sound JSON: {error}.", "Correct it.")
    if not isinstance(value, dict):
        _fail(file, 1, "form-json", "The file holds no JSON object.", "Begin it with a brace.")
    return Node(Source(file, text), "", value)


def _fail(file: str, line: int, rule: str, problem: str, mend: str) -> NoReturn:
    raise ContentFault([Finding(file, line, rule, problem, mend)]) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has the same key twice")
    if not all(_is_clean(key) for key in found):
        raise ValueError("a key is too long or holds half a character")
    return found


def _decimal(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation:
        raise ValueError("a number is beyond all bounds") from None


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _is_clean(text: str) -> bool:
    """Whether a text is of bearable length and can be written as UTF-8 (no lone surrogate)."""
    return len(text) <= _LONGEST_TEXT and not any("\ud800" <= c <= "\udfff" for c in text)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _lines(text: str, wanted: Iterable[str]) -> dict[str, int]:
    """Return the line on which each wanted pointer's value (or its key) begins, 1 for the first."""
    searched, found = set(wanted), {"": 1}
    path: list[str | int | None] = []  # an object's current key (None before it), a list's index
    line, position = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", position, token.start())
        position, word = token.start(), token[0]
        if word in "}]":
            path.pop()
        elif word == ",":
            last = path[-1]
            path[-1] = last + 1 if isinstance(last, int) else None
        elif path and path[-1] is None:
            path[-1] = str(json.loads(word))
        elif len(path) <= _TRACKED_DEPTH:
            pointer = "".join(f"/{_escaped(str(step))}" for step in path)
            if pointer in searched:
                found.setdefault(pointer, line)
        if word in "{[":
            path.append(None if word == "{" else 0)
    return found
