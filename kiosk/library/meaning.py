# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a query may mean: its telling words, and how well a word of the library stands for each.

Nothing here remembers a query: what is kept is kept by the `Meaning` of one search.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from kiosk.library.terms import Term, telling, terms
from kiosk.library.words import typing_errors

MAX_QUERY_CHARACTERS = 200
MAX_WORDS = 8
_MAX_LETTERS = 40
_STEM, _OPEN, _OTHER_OPEN = 0.9, 0.5, 0.4
_MENDED = {1: 0.75, 2: 0.55}
_JOINED, _OTHER_NAME = 0.95, 0.8
_LEAST_OPEN = 4

Range = tuple[int, int]
"""First character of a part of a text, and the one after its last."""


class Meaning:
    """One query, understood.

    Attributes:
        words: Its telling words, at most `MAX_WORDS`.
        typed: All its words, one blank between them.
        is_open: Whether the last word may still be on its way.
    """

    def __init__(self, query: str) -> None:
        typed = terms(query[:MAX_QUERY_CHARACTERS])
        found = [one for one in telling(_longer(typed)) if not one.joined][:MAX_WORDS]
        self.words = tuple(one.text[:_MAX_LETTERS] for one in found)
        self.typed = _line(typed)
        self.is_open = bool(found) and found[-1] == typed[-1]
        self._stems = tuple(one.stem for one in found)
        self._others: list[dict[str, float]] = [{} for _ in found]
        self._met: dict[str, tuple[float, ...]] = {}
        for place, (one, following) in enumerate(pairwise(found)):
            for at in (place, place + 1):
                self._others[at][one.text + following.text] = _JOINED

    def mend(self, place: int, word: str, errors: int) -> None:
        """Let a word of the library stand for one that was typed with errors."""
        self._stand_for(place, word, _MENDED[errors])

    def name(self, place: int, other: str) -> None:
        """Let another name of a medicine stand for the one that was typed."""
        self._stand_for(place, other, _OTHER_NAME)

    def _stand_for(self, place: int, word: str, quality: float) -> None:
        known = self._others[place].get(word, 0)
        self._others[place][word] = max(known, quality)
        self._met.clear()

    def expression(self, place: int, *, opened: bool) -> str:
        """Return what finds a word in an index; terms hold only letters and digits."""
        forms = dict.fromkeys((self.words[place], self._stems[place], *self._others[place]))
        first, *others = (f'"{form}"' for form in forms)
        star = "*" if opened and self.opens(place) else ""
        return f"({' OR '.join((first + star, *others))})"

    def opens(self, place: int) -> bool:
        """Return whether longer words stand for this one: for the last one, and for long ones."""
        return self._is_last(place) or len(self.words[place]) >= _LEAST_OPEN

    def qualities(self, term: Term) -> tuple[float, ...]:
        """Return for each word how well a word of the library stands for it; empty if none does."""
        known = self._met.get(term.text)
        if known is None:
            found = tuple(self._quality(place, term) for place in range(len(self.words)))
            known = self._met[term.text] = found if any(found) else ()
        return known

    def marks(self, text: str) -> tuple[Range, ...]:
        """Return the parts of a text that the query met, in order and apart from each other."""
        found = sorted((one.start, one.end) for one in content(text) if self.qualities(one))
        return tuple(_merged(found))

    def _quality(self, place: int, term: Term) -> float:
        word = self.words[place]
        if term.text == word:
            return 1.0
        best = self._others[place].get(term.text, 0.0)
        if term.stem == self._stems[place]:
            best = max(best, _STEM)
        if term.text.startswith(word) and self.opens(place):
            share = len(word) / len(term.text)
            best = max(best, (_OPEN if self._is_last(place) else _OTHER_OPEN) + 0.4 * share)
        return best

    def _is_last(self, place: int) -> bool:
        return self.is_open and place == len(self.words) - 1


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[Term, ...]:
    """Return the telling words of a text of the library; never ask it about a query."""
    return telling(terms(text))


@lru_cache(maxsize=4096)
def line(text: str) -> str:
    """Return all words of a text of the library with a blank between them."""
    return _line(terms(text))


def _line(found: tuple[Term, ...]) -> str:
    return " ".join(one.text for one in found if not one.joined)


def _longer(found: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(one for one in found if len(one.text) > 1) or found[:1]


def _merged(ranges: list[Range]) -> Iterator[Range]:
    open_range: Range | None = None
    for start, end in ranges:
        if open_range and start < open_range[1]:
            open_range = open_range[0], max(end, open_range[1])
            continue
        if open_range:
            yield open_range
        open_range = start, end
    if open_range:
        yield open_range


def errors_to(typed: str, word: str) -> int:
    """Return the typing errors to a word, or to its beginning while it is still being typed."""
    whole = typing_errors(typed, word, 2)
    if len(typed) < 5 or len(word) <= len(typed):
        return whole
    return min(whole, typing_errors(typed, word[: len(typed)], 2))
