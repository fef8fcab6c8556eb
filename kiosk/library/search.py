# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Search over everything in both languages at once, forgiving accents and typing errors.

The steps: the words as typed, in names, titles and inside articles; where that met no symptom or
therapy, or little at all, words that differ by one or two typing errors; then any one of the words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.library.model import HitKind
from kiosk.library.words import deletions, errors_forgiven, tokens, typing_errors

MAX_QUERY_CHARACTERS = 200
MAX_WORDS = 8
ENOUGH = 4
MIN_LETTERS_INSIDE = 3
_MAX_ROWS = 300
_MAX_SPELLINGS = 400
_MAX_CORRECTIONS = 5
# Little words that say nothing when any one word of a query may match.
_FILLERS = frozenset(
    {
        *("a", "an", "and", "are", "at", "do", "does", "for", "how", "i", "in", "is", "me", "my"),
        *("of", "on", "or", "the", "to", "with", "con", "de", "del", "el", "en", "la", "las"),
        *("los", "mi", "no", "que", "se", "un", "una", "y"),
    }
)

_REFERENCE, _TITLES = "reference_index", "title_index"
_PHRASES = """
    SELECT p.kind, p.ref, p.language, p.role, p.text
    FROM {index} AS i JOIN phrase AS p ON p.id = i.rowid
    WHERE {index} MATCH ? AND p.reviewed >= ?
    ORDER BY i.rowid LIMIT ?
"""
# A row of the database; the reader promises nothing about its types beyond what SQLite gives.
Rows = Callable[[str, Sequence[object]], list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that a query met, with the phrase of the library that it met."""

    kind: HitKind
    ref: str
    phrase: str
    language: str
    is_title: bool


@dataclass(frozen=True, slots=True)
class _Match:
    found: Found
    score: tuple[int, ...]


def find(
    rows: Rows, query: str, language: str, limit: int, *, only_reviewed: bool
) -> tuple[Found, ...]:
    """Return what a query meets: symptoms first, then therapies, then articles, best first each.

    Args:
        rows: Runs a statement on the library and returns all its rows.
        query: Whatever was typed.
        language: The visitor's language; its phrases come before equal ones of the other.
        limit: Most results wanted.
        only_reviewed: Leave out what no clinician has signed off.
    """
    words = _words(query)
    if not words or limit < 1:
        return ()
    search = _Search(rows, words, language, int(only_reviewed))
    return _grouped(search.best(limit), limit)


def _words(query: str) -> tuple[str, ...]:
    words = tokens(query[:MAX_QUERY_CHARACTERS])[:MAX_WORDS]
    longer = tuple(word[:40] for word in words if len(word) > 1)
    return longer or words[:1]


def _grouped(matches: Iterable[_Match], limit: int) -> tuple[Found, ...]:
    """Groups in the order of `HitKind`; no group takes the room of the others away."""
    groups: dict[HitKind, list[Found]] = {kind: [] for kind in HitKind}
    for match in matches:
        groups[match.found.kind].append(match.found)
    kept = {kind: min(len(found), max(1, limit // 3)) for kind, found in groups.items()}
    for kind, found in groups.items():
        kept[kind] = min(len(found), kept[kind] + max(0, limit - sum(kept.values())))
    chosen = [one for kind, found in groups.items() for one in found[: kept[kind]]]
    return tuple(chosen[:limit])


class _Search:
    """One query on its way through the steps."""

    def __init__(self, rows: Rows, words: tuple[str, ...], language: str, reviewed: int) -> None:
        self._rows, self._words = rows, words
        self._language, self._reviewed = language, reviewed
        self._best: dict[tuple[HitKind, str], _Match] = {}
        self._distances: dict[tuple[str, str], int] = {}

    def best(self, limit: int) -> list[_Match]:
        # Only the word still being typed is open at its end among articles: each open word costs a
        # walk over all articles that hold it, a whole word does not.
        *whole, last = self._words
        typed = " AND ".join([*(f'"{word}"' for word in whole), _open((last,))])
        self._phrases(_REFERENCE, " AND ".join(_open((word,)) for word in self._words), step=0)
        no_reference = not self._best
        self._phrases(_TITLES, typed, step=0)
        if len(self._best) < limit and len(last) >= MIN_LETTERS_INSIDE:
            self._passages(typed)
        if no_reference or len(self._best) < ENOUGH:
            self._forgiving()
        return sorted(self._best.values(), key=lambda match: match.score)

    def _forgiving(self) -> None:
        """Look for what may have been meant; articles alone must not hide a symptom."""
        nothing = not self._best
        spellings = [(word, *self._corrections(word)) for word in self._words]
        if any(len(some) > 1 for some in spellings):
            for index in (_REFERENCE, _TITLES) if nothing else (_REFERENCE,):
                self._phrases(index, " AND ".join(map(_open, spellings)), step=1)
        met = any(match.found.kind is not HitKind.ARTICLE for match in self._best.values())
        telling = [some for some in spellings if some[0] not in _FILLERS]
        if not met and len(self._words) > 1 and telling:
            self._phrases(_REFERENCE, " OR ".join(map(_open, telling)), step=3)

    def _phrases(self, index: str, match: str, step: int) -> None:
        statement = _PHRASES.format(index=index)
        values = (match, self._reviewed, _MAX_ROWS)
        for kind, ref, language, role, text in self._rows(statement, values):
            found = Found(
                HitKind(str(kind)), str(ref), str(text), str(language), is_title=role == 0
            )
            self._keep(found, self._score(found, step))

    def _passages(self, match: str) -> None:
        for ref, language in self._rows(
            "SELECT p.ref, p.language FROM passage_index AS i JOIN passage AS p ON p.id = i.rowid"
            " WHERE passage_index MATCH ? AND p.reviewed >= ? ORDER BY i.rowid LIMIT ?",
            (match, self._reviewed, 40),
        ):
            found = Found(HitKind.ARTICLE, str(ref), "", str(language), is_title=False)
            self._keep(found, (2, 0, int(language != self._language)))

    def _score(self, found: Found, step: int) -> tuple[int, ...]:
        """Lower is better: step, how much of the phrase was typed, title, language, length."""
        phrase = tokens(found.phrase)
        if step == 1:
            closeness = sum(
                min((self._distance(word, other) for other in phrase), default=3)
                for word in self._words
            )
        elif step == 3:
            closeness = -sum(any(p.startswith(word) for p in phrase) for word in self._words)
        elif phrase == self._words:
            closeness = 0
        else:
            closeness = 1 if phrase[: len(self._words)] == self._words else 2
            closeness += not " ".join(phrase).startswith(" ".join(self._words))
        foreign = found.language not in {"", self._language}
        return step, closeness, int(not found.is_title), int(foreign), len(found.phrase)

    def _keep(self, found: Found, score: tuple[int, ...]) -> None:
        key = found.kind, found.ref
        if key not in self._best or score < self._best[key].score:
            self._best[key] = _Match(found, score)

    def _corrections(self, word: str) -> Iterator[str]:
        """Words of the library that this one may have been meant to be, nearest first."""
        forgiven = errors_forgiven(word)
        if not forgiven:
            return
        spellings = sorted(deletions(word, forgiven))
        marks = ",".join("?" * len(spellings))
        statement = f"SELECT DISTINCT word FROM spelling WHERE deletion IN ({marks}) LIMIT ?"  # noqa: S608
        candidates = self._rows(statement, (*spellings, _MAX_SPELLINGS))
        ranked = sorted((self._distance(word, str(other)), str(other)) for (other,) in candidates)
        near = [other for distance, other in ranked if distance <= forgiven and other != word]
        yield from near[:_MAX_CORRECTIONS]

    def _distance(self, typed: str, word: str) -> int:
        """Typing errors, counted once a pair: many titles hold the same words."""
        if (typed, word) not in self._distances:
            self._distances[typed, word] = _distance(typed, word)
        return self._distances[typed, word]


def _distance(typed: str, word: str) -> int:
    """Typing errors to the word, or to its beginning while it is still being typed."""
    whole = typing_errors(typed, word, 2)
    if len(typed) < 5 or len(word) <= len(typed):
        return whole
    return min(whole, typing_errors(typed, word[: len(typed)], 2))


def _open(words: tuple[str, ...]) -> str:
    """One word as typed so far, or any of its corrections; tokens hold only letters and digits."""
    return "(" + " OR ".join(f'"{word}"*' for word in words) + ")"
