# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Tells touches that were meant from those of a trembling hand or a bouncing glass; no Qt."""

import math
from dataclasses import dataclass
from typing import NamedTuple

BOUNCE_S = 0.08
"""Two touches of one key within this are one, seconds; the quickest meant ones are 0.12 apart."""
LONGEST_S = 1.0
"""No two touches further apart are ever one, seconds."""
REGAIN_S = 0.03
"""A glass that loses a finger and finds it again takes less than this, a finger takes more."""


class Moment(NamedTuple):
    """When a touch came.

    Attributes:
        clock_s: When it was handled, by the clock of the visit, seconds.
        stamp_s: When the glass felt it, seconds since any moment.
    """

    clock_s: float
    stamp_s: float

    def since(self, earlier: "Moment") -> float:
        """Return the seconds since ``earlier``, the longer of both measures.

        Touches that waited for a busy window are handled at once, and were yet felt apart.
        """
        return max(self.clock_s - earlier.clock_s, self.stamp_s - earlier.stamp_s)


@dataclass(slots=True)
class _Touch:
    """One touch; ``typed_at`` is when the one that it belongs to was felt, mostly itself."""

    finger: int
    key: str
    place: tuple[float, float]
    typed_at: Moment
    lifted_at: Moment | None = None


class Strikes:
    """Judges every touch of a key.

    A touch is void if it is a second one of the key struck last, within ``double_s``; if it comes
    where a finger was lost less than `REGAIN_S` ago or struck less than `BOUNCE_S` ago, on
    whatever key; or where a finger rests: one contact, seen as two. Thumbs do not disturb each
    other.

    Args:
        reach_px: How far apart two touches at one place may lie, pixels.
        double_s: How soon the same key may be struck again, seconds.

    Source:
        EN 301 549 5.8 (double-strike acceptance, to be had up to 0.5 s).
    """

    def __init__(self, reach_px: float, double_s: float = BOUNCE_S) -> None:
        self._reach_px, self._double_s = reach_px, double_s
        self._touches: list[_Touch] = []

    def counts(
        self,
        finger: int,
        key: str,
        place: tuple[float, float],
        at: Moment,
        *,
        double_s: float = 0.0,
    ) -> bool:
        """Note that a finger came down, and return whether it was meant to.

        Args:
            finger: Which one, unlike all others that are down.
            key: Name of the key.
            place: Where, pixels.
            at: When.
            double_s: How soon this key may be struck again, if that is longer than for others.
        """
        self.lifted(finger, at)
        again = self._again(key, place, at, max(double_s, self._double_s))
        self._touches = [one for one in self._touches if self._matters(one, at)]
        self._touches.append(_Touch(finger, key, place, again.typed_at if again else at))
        return again is None

    def lifted(self, finger: int, at: Moment) -> None:
        """Note that a finger was lifted."""
        for one in self._touches:
            if one.finger == finger and one.lifted_at is None:
                one.lifted_at = at

    def forget(self) -> None:
        """Know of no touch any more; the keys were put away."""
        self._touches.clear()

    def _again(
        self, key: str, place: tuple[float, float], at: Moment, double_s: float
    ) -> _Touch | None:
        """Return the touch that one of now belongs to, or None if it is one of its own."""
        for one in reversed(self._touches):
            is_last = one is self._touches[-1]
            if is_last and one.key == key and at.since(one.typed_at) < double_s:
                return one
            if math.dist(one.place, place) <= self._reach_px and self._bounces(one, at):
                return one
        return None

    @staticmethod
    def _bounces(one: _Touch, at: Moment) -> bool:
        if one.lifted_at is None or at.since(one.lifted_at) < REGAIN_S:
            return True
        return at.since(one.typed_at) < BOUNCE_S

    @staticmethod
    def _matters(one: _Touch, at: Moment) -> bool:
        """Return whether a touch to come may still belong to ``one``."""
        return one.lifted_at is None or at.since(one.lifted_at) < LONGEST_S
