# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words compared without case and accents, counted, and told apart by typing errors."""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
# Combining marks that a decomposed letter leaves behind (Unicode, blocks of diacritical marks).
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


def fold(text: str) -> str:
    """Return the text without case and accents, as search compares it (``Picazón`` = picazon)."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, in order; only letters and digits are left."""
    return tuple(_WORD.findall(fold(text)))


def slug_of(text: str) -> str:
    """Return a name of lower-case words joined by hyphens; empty when the text has no words."""
    return "-".join(tokens(text))[:80].strip("-")


def mark_of(*texts: str) -> str:
    """Return 12 letters and digits that stay equal while the words of the texts do.

    Line breaks and other blanks do not count, so that a text may be wrapped anew; everything else
    does. A mark tells a change from none, and protects against nobody.
    """
    words = "\0".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def typing_errors(typed: str, word: str, limit: int) -> int:
    """Return how many typing errors apart two words are, or ``limit + 1`` for more than that.

    Wrong, missing, extra and swapped neighbouring letters count one each (optimal string
    alignment, also called restricted Damerau-Levenshtein distance).
    """
    if abs(len(typed) - len(word)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(word) + 1))
    for row, letter in enumerate(typed, 1):
        current = [row]
        for column, other in enumerate(word, 1):
            cost = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (letter != other),
            )
            if row > 1 and column > 1 and letter == word[column - 2] and typed[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)


def errors_forgiven(word: str) -> int:
    """Return how many typing errors search forgives in a word of this length."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 7 else 2


def deletions(word: str, errors: int, prefix: int = 7) -> frozenset[str]:
    """Return the start of a word with up to ``errors`` of its letters left out.

    Two words at most ``errors`` typing errors apart share at least one of these, so an index of
    them finds the candidates without comparing all words (symmetric delete spelling, W. Garbe).

    Args:
        word: A folded word.
        errors: 0, 1 or 2.
        prefix: How many letters of the word are looked at; keeps the index small.
    """
    found = {word[:prefix]}
    newest = found
    for _ in range(errors):
        newest = {text[:cut] + text[cut + 1 :] for text in newest for cut in range(len(text))}
        found = found | newest
    return frozenset(text for text in found if text)
