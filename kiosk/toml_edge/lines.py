# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""On which line of a TOML text a key or an array item begins; ``tomllib`` keeps no positions."""

import bisect
import re
import tomllib

KeyPath = tuple[str | int, ...]


def line_of(text: str, path: KeyPath) -> int:
    """Return the line, from 1, on which the key or array item at ``path`` begins.

    Args:
        text: Valid TOML.
        path: Keys and item numbers (from 0) from the outside in. What is not there gives the line
            of the nearest parent that is; the empty path gives 1.
    """
    return Lines(text).at(path)


class Lines:
    """The line of every key of one valid TOML text; the text is scanned at the first question.

    Args:
        text: Valid TOML.
        first_line: Line of the file on which ``text`` begins.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        self._text, self._first_line = text, first_line
        self._starts: dict[KeyPath, int] = {}
        self._line_ends: list[int] = []

    def at(self, path: KeyPath) -> int:
        """Return the line of ``path`` or of its nearest parent; see ``line_of``."""
        if not self._starts:
            self._starts = _Scanner(self._text).starts()
            self._line_ends = [found.start() for found in re.finditer("\n", self._text)]
        while path not in self._starts:
            path = path[:-1]
        return self._first_line + bisect.bisect_left(self._line_ends, self._starts[path])


class _Scanner:
    """Finds where every key and array item begins, in a text that ``tomllib`` has accepted.

    Because the text is known to be valid, only what moves the position needs to be understood.
    """

    _SPACE = re.compile(r"[ \t]*+")
    _GAP = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
    _BARE = re.compile(r"[A-Za-z0-9_-]++")
    _VALUE = re.compile(r"[^,\]}#\n]*+")
    _STRINGS = (
        re.compile(r'"""(?:\\.|[^\\])*?"{3,5}', re.DOTALL),
        re.compile(r"'''.*?'{3,5}", re.DOTALL),
        re.compile(r'"(?:\\.|[^"\\\n])*+"'),
        re.compile(r"'[^'\n]*+'"),
    )

    def __init__(self, text: str) -> None:
        self._text, self._position = text, 0
        self._starts: dict[KeyPath, int] = {(): 0}
        self._items: dict[KeyPath, int] = {}

    def starts(self) -> dict[KeyPath, int]:
        """Return the offset of each path; what lies beyond a limit of Python is left out."""
        table: KeyPath = ()
        try:
            while self._skip(self._GAP) < len(self._text):
                if self._peek() == "[":
                    table = self._header()
                else:
                    self._pair(table)
        except (RecursionError, ValueError):  # deeper than Python goes, or not TOML after all
            pass
        return self._starts

    def _peek(self) -> str:
        return self._text[self._position : self._position + 1]

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._position)
        self._position = found.end() if found else self._position
        return self._position

    def _take(self, pattern: re.Pattern[str]) -> str:
        begin = self._position
        return self._text[begin : self._skip(pattern)]

    def _string(self) -> str:
        for pattern in self._STRINGS:
            if token := self._take(pattern):
                return token
        raise ValueError("a string without end")

    def _key(self) -> tuple[str, ...]:
        parts: list[str] = []
        while True:
            self._skip(self._SPACE)
            if self._peek() in ("'", '"'):
                token = self._string()
                parts.append(str(tomllib.loads(f"k = {token}")["k"]))
            elif bare := self._take(self._BARE):
                parts.append(bare)
            else:
                raise ValueError("a key without name")
            self._skip(self._SPACE)
            if self._peek() != ".":
                return tuple(parts)
            self._position += 1

    def _header(self) -> KeyPath:
        begin = self._position
        is_item = self._text.startswith("[[", begin)
        self._position += 2 if is_item else 1
        path: KeyPath = ()
        *parents, last = self._key()
        for part in parents:
            path = self._enter((*path, part), begin)
        path = (*path, last)
        if is_item:
            self._starts.setdefault(path, begin)
            self._items[path] = self._items.get(path, -1) + 1
        path = self._enter(path, begin)
        self._position += 2 if is_item else 1
        return path

    def _enter(self, path: KeyPath, begin: int) -> KeyPath:
        """Note where ``path`` begins; in an array of tables its newest item is meant."""
        self._starts.setdefault(path, begin)
        if path in self._items:
            path = (*path, self._items[path])
            self._starts.setdefault(path, begin)
        return path

    def _pair(self, table: KeyPath) -> None:
        begin, path = self._position, table
        for part in self._key():
            path = (*path, part)
            self._starts.setdefault(path, begin)
        self._position += 1  # the equals sign
        self._skip(self._SPACE)
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        opening = self._peek()
        if opening in ("'", '"'):
            self._string()
        elif opening in ("[", "{"):
            self._position += 1
            self._inside(path, "]" if opening == "[" else "}")
        else:
            self._skip(self._VALUE)

    def _inside(self, path: KeyPath, closing: str) -> None:
        number = 0
        while self._skip(self._GAP) < len(self._text) and self._peek() != closing:
            if closing == "}":
                self._pair(path)
            else:
                self._starts[*path, number] = self._position
                self._value((*path, number))
                number += 1
        self._position += 1
