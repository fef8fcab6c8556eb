# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which keys a visitor must touch to type a text; no Qt."""

from kiosk.screen.widgets.keyboard_layout import (
    Action,
    Board,
    Key,
    Layer,
    Layout,
    Shift,
    insertion,
    opened,
)

_LAYER_KEYS = {Layer.ACCENTS: Action.ACCENTS, Layer.SYMBOLS: Action.SYMBOLS}


def touches(
    text: str, layout: Layout, *, language: str = "en", before: str = "", wide: bool = False
) -> tuple[str, ...]:
    """Return the names of the keys that type ``text``, in order; each one is a touch.

    Like a visitor who knows the keys: a mail domain is one touch, capitals that the board offers
    cost none.

    Args:
        text: What to type.
        layout: The keys of the field.
        language: Of the visit.
        before: What stands before the cursor.
        wide: Whether the glass is wider than high.

    Raises:
        LookupError: No key types a character of ``text``.
    """
    board = opened(layout, language, before, wide=wide)
    names: list[str] = []
    done = 0
    while done < len(text):
        board, key, way = _find(board, before, text[done:])
        put_in = insertion(key, before)
        names += [*way, key.name]
        done += len(put_in)
        before += put_in
        board = board.after_text(before)
    return tuple(names)


def typed(text: str, layout: Layout, *, language: str = "en") -> int:
    """Return how many keys must be touched to type ``text`` into an empty field."""
    return len(touches(text, layout, language=language))


def _find(board: Board, before: str, rest: str) -> tuple[Board, Key, list[str]]:
    """Return the board with the key that types the longest beginning of ``rest``, and the way."""
    best: tuple[int, int, Board, Key, list[str]] | None = None
    for reached, way in _boards(board):
        for key in (key for row in reached.rows for key in row if key.action is Action.TYPE):
            put_in = insertion(key, before)
            if rest.startswith(put_in):
                # The longest, then the shortest way to it.
                found = (len(put_in), -len(way), reached, key, way)
                if best is None or found[:2] > best[:2]:
                    best = found
    if best is None:
        raise LookupError("no key types this character")
    return best[2], best[3], best[4]


def _boards(board: Board) -> list[tuple[Board, list[str]]]:
    """Return the boards that are at hand, with the keys that lead there, nearest first."""
    found = [(board, list[str]())]
    for layer in Layer:
        if layer is board.layer:
            continue
        action = _LAYER_KEYS.get(layer) or _LAYER_KEYS.get(board.layer)
        key = _key(board, action)
        if key is not None:
            found.append((board.pressed(key), [key.name]))
    shifted = []
    for reached, way in found:
        key = _key(reached, Action.SHIFT)
        if key is not None and reached.shift is not Shift.LOCK:
            shifted.append((reached.pressed(key), [*way, key.name]))
    return found + shifted


def _key(board: Board, action: Action | None) -> Key | None:
    return next((key for row in board.rows for key in row if key.action is action), None)
