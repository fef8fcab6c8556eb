# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Search over everything in both languages at once, forgiving accents, forms and typing errors.

The steps: names, titles and lines inside that hold any telling word of the query; words met nowhere
are mended first. Words that few things hold weigh more. Then what articles say inside. A thing is
as good as its best phrase, and better where its other phrases hold the rest of the query.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from kiosk.library.meaning import Meaning, content, errors_to, line
from kiosk.library.model import HitKind
from kiosk.library.store import Role
from kiosk.library.terms import terms
from kiosk.library.words import deletions, errors_forgiven

MIN_LETTERS_INSIDE = 3
_MAX_REFERENCE, _MAX_TITLES, _MAX_PASSAGES = 500, 80, 150
_MAX_SPELLINGS, _MAX_CORRECTIONS = 400, 5
_THINGS = 64  # about as many as the reference has
_WHOLE, _BEGUN = 1.0, 0.3
_INSIDE, _REST, _PASSAGE = 0.6, 0.35, 0.8
_FOREIGN, _FOREIGN_SHOWN = 0.95, 0.85
_SYMPTOMS_FIRST = 1.15
_MANY = 0.02
_WORTH, _WORTH_READING = 0.6, 0.7
_MOST_ABOVE_SYMPTOMS = 3

_REFERENCE, _TITLES = "reference_index", "title_index"
_PHRASES = """
    SELECT p.kind, p.ref, p.language, p.role, p.text
    FROM {index} AS i JOIN phrase AS p ON p.id = i.rowid
    WHERE {index} MATCH ? AND p.until >= ?
    ORDER BY i.rowid LIMIT ?
"""
_PASSAGES = """
    SELECT p.ref, p.language
    FROM passage_index AS i JOIN passage AS p ON p.id = i.rowid
    WHERE passage_index MATCH ? AND p.until >= ?
    ORDER BY i.rowid LIMIT ?
"""
_NAMES = "SELECT text FROM phrase WHERE kind = 'therapy' AND ref = ? AND role < 2"
# A row of the database; the reader promises nothing about its types beyond what SQLite gives.
Rows = Callable[[str, Sequence[object]], list[tuple[object, ...]]]
_Key = tuple[HitKind, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that a query met.

    Attributes:
        other: The name of it that was met, in whatever language; empty where none was.
        meaning: The query, which marks the words of a text that it met.
    """

    kind: HitKind
    ref: str
    other: str
    meaning: Meaning


class _Phrase(NamedTuple):
    """A phrase that was met: how well it meets each word, and how much of it was asked for."""

    text: str
    language: str
    role: int
    met: tuple[float, ...]
    share: float


@dataclass(slots=True)
class _Thing:
    """What is known of one thing: its best phrase, and how well each word was met anywhere."""

    met: list[float]
    phrases: list[_Phrase] = field(default_factory=list)

    def meet(self, qualities: Iterable[float]) -> None:
        self.met = list(map(max, self.met, qualities))


def find(rows: Rows, query: str, language: str, limit: int, *, least: str) -> tuple[Found, ...]:
    """Return what a query meets: in groups of a kind, the best first, and the best first in each.

    Symptoms lead unless another kind is met clearly better.

    Args:
        rows: Runs a statement on the library and returns all its rows.
        query: Whatever was typed.
        language: The visitor's language; its phrases come before equal ones of the other.
        limit: Most results wanted.
        least: Leave out what may be shown until an earlier day only (ISO date); "" shows all.
    """
    meaning = Meaning(query)
    if not meaning.words or limit < 1:
        return ()
    return _grouped(_Search(rows, meaning, language, least).best(), limit)


def _grouped(found: Iterable[Found], limit: int) -> tuple[Found, ...]:
    """Groups in the order of their best; none takes the room of the others, or hides symptoms."""
    groups: dict[HitKind, list[Found]] = {}
    for one in found:
        groups.setdefault(one.kind, []).append(one)
    if HitKind.SYMPTOM in groups:
        for kind in takewhile(lambda kind: kind is not HitKind.SYMPTOM, groups):
            groups[kind] = groups[kind][:_MOST_ABOVE_SYMPTOMS]
    kept = {kind: min(len(some), max(1, limit // 3)) for kind, some in groups.items()}
    for kind, some in groups.items():
        kept[kind] = min(len(some), kept[kind] + max(0, limit - sum(kept.values())))
    chosen = [one for kind, some in groups.items() for one in some[: kept[kind]]]
    return tuple(chosen[:limit])


class _Search:
    """One query on its way through the steps."""

    def __init__(self, rows: Rows, meaning: Meaning, language: str, least: str) -> None:
        self._rows, self._meaning = rows, meaning
        self._language, self._least = language, least
        self._places = range(len(meaning.words))
        self._things: dict[_Key, _Thing] = {}
        self._medicine_places: set[int] = set()
        self._has_many_titles = False

    def best(self) -> Iterator[Found]:
        self._names(self._places)
        inexact = [place for place in self._places if self._quality(place) < 1]
        mended = [place for place in inexact if self._mend(place)]
        if mended:
            self._names(mended)
        self._medicines()
        self._passages()
        weights = self._weights()
        scored = [(*self._score(key, thing, weights), key) for key, thing in self._things.items()]
        scored.sort(key=lambda one: (-one[0], one[2]))
        covered = {key: _covered(thing.met, weights) for key, thing in self._things.items()}
        most = max(covered.values(), default=0.0)
        least = dict[HitKind, float]()
        for score, other, key in scored:
            kind, ref = key
            # Any article holds a word or two of any query somewhere.
            if not self._things[key].phrases and covered[key] < most * _WORTH_READING:
                continue
            if score >= least.setdefault(kind, min(score, 1.0) * _WORTH):
                yield Found(kind, ref, other, self._meaning)

    # Meeting.

    def _quality(self, place: int) -> float:
        return max((thing.met[place] for thing in self._things.values()), default=0.0)

    def _names(self, places: Iterable[int]) -> None:
        words = [self._meaning.expression(place, opened=True) for place in places]
        self._phrases(_REFERENCE, " OR ".join(words), _MAX_REFERENCE)
        # What holds all words first: there may be more titles than can be looked at.
        if len(words) > 1:
            self._phrases(_TITLES, " AND ".join(words), _MAX_TITLES)
        self._phrases(_TITLES, " OR ".join(words), _MAX_TITLES)

    def _phrases(self, index: str, match: str, most: int) -> None:
        found = self._rows(_PHRASES.format(index=index), (match, self._least, most))
        # Where titles hold the words so often, what others say inside helps nobody.
        self._has_many_titles |= index == _TITLES and len(found) == most
        for kind, ref, language, role, text in found:
            thing = self._thing(HitKind(str(kind)), str(ref))
            for one in str(text).split("\n"):
                met, share = self._meet(one)
                if share:
                    thing.meet(met)
                    thing.phrases.append(_Phrase(one, str(language), int(str(role)), met, share))

    def _thing(self, kind: HitKind, ref: str) -> _Thing:
        return self._things.setdefault((kind, ref), _Thing([0.0] * len(self._places)))

    def _meet(self, text: str) -> tuple[tuple[float, ...], float]:
        """Return how well a phrase meets each word, and how much of the phrase was asked for."""
        own = content(text)
        met = list(filter(None, map(self._meaning.qualities, own)))
        if not met:
            return (), 0.0
        amount = sum(not one.joined for one in own)
        share = min(1.0, sum(map(max, met)) / amount)
        return tuple(map(max, zip(*met, strict=True))), share

    def _mend(self, place: int) -> bool:
        """Let near words of the library stand for one that is met nowhere."""
        word = self._meaning.words[place]
        forgiven = errors_forgiven(word)
        if not forgiven:
            return False
        spellings = sorted(deletions(word, forgiven))
        marks = ",".join("?" * len(spellings))
        statement = f"SELECT DISTINCT word FROM spelling WHERE deletion IN ({marks}) LIMIT ?"  # noqa: S608
        candidates = self._rows(statement, (*spellings, _MAX_SPELLINGS))
        ranked = sorted((errors_to(word, str(other)), str(other)) for (other,) in candidates)
        near = [(errors, other) for errors, other in ranked if 0 < errors <= forgiven]
        for errors, other in near[:_MAX_CORRECTIONS]:
            self._meaning.mend(place, other, errors)
        return bool(near)

    def _medicines(self) -> None:
        """Let all names of a medicine stand for the one that was typed, for articles."""
        named = [
            (ref, place)
            for (kind, ref), thing in self._things.items()
            if kind is HitKind.THERAPY
            for one in thing.phrases
            if one.role != Role.INSIDE and one.share > 0.4
            for place in self._places
            if one.met[place] >= 0.5 and len(self._meaning.words[place]) >= 4
        ]
        for ref, place in dict.fromkeys(named[:12]):
            self._medicine_places.add(place)
            for (text,) in self._rows(_NAMES, (ref,)):
                self._meaning.name(place, max((one.text for one in terms(str(text))), key=len))
        for place in self._medicine_places:
            match = self._meaning.expression(place, opened=False)
            self._phrases(_TITLES, match, _MAX_TITLES)

    def _passages(self) -> None:
        words = {
            place: self._meaning.expression(place, opened=place == self._places[-1])
            for place in self._places
            if len(self._meaning.words[place]) >= MIN_LETTERS_INSIDE
        }
        if len(words) > 1:
            self._inside(tuple(words), " AND ".join(words.values()))
        if not self._has_many_titles:
            for place, match in words.items():
                self._inside((place,), match)

    def _inside(self, places: Iterable[int], match: str) -> None:
        met = [0.0] * len(self._places)
        for place in places:
            met[place] = _PASSAGE
        for ref, _ in self._rows(_PASSAGES, (match, self._least, _MAX_PASSAGES)):
            self._thing(HitKind.ARTICLE, str(ref)).meet(met)

    # Judging.

    def _weights(self) -> list[float]:
        """How much each word tells: more, the fewer things it names; most, if a medicine."""
        amounts = Counter(
            place
            for thing in self._things.values()
            for place in self._places
            if any(one.met[place] for one in thing.phrases if one.role != Role.INSIDE)
        )
        weights = [math.log(1 + _THINGS / max(1, amounts[place])) for place in self._places]
        for place in self._medicine_places:
            weights[place] *= 2
        whole = sum(weights)
        return [weight / whole for weight in weights]

    def _score(self, key: _Key, thing: _Thing, weights: list[float]) -> tuple[float, str]:
        """How good a thing is, and the other name of it that is shown."""
        best, most, other = 0.0, 0.0, ""
        for text, language, role, met, share in thing.phrases:
            score = _covered(met, weights) * (0.6 + 0.4 * share)
            if role == Role.INSIDE:
                score *= _INSIDE
            else:
                score += self._as_typed(text)
            foreign = language not in {"", self._language}
            score *= _FOREIGN if foreign else 1
            best = max(best, score)
            # What is shown had better be in the visitor's language.
            shown = score * (_FOREIGN_SHOWN if foreign else 1)
            if shown > most:
                most, other = shown, "" if role == Role.INSIDE else text
        score = best + _REST * _covered(thing.met, weights) + _MANY * min(5, len(thing.phrases))
        return score * (_SYMPTOMS_FIRST if key[0] is HitKind.SYMPTOM else 1), other

    def _as_typed(self, text: str) -> float:
        """More for the very words that were typed, or for what begins with them."""
        typed, whole = self._meaning.typed, line(text)
        if whole == typed:
            return _WHOLE
        return _BEGUN * len(typed) / len(whole) if whole.startswith(typed) else 0.0


def _covered(met: Iterable[float], weights: Iterable[float]) -> float:
    return sum(quality * weight for quality, weight in zip(met, weights, strict=True))
