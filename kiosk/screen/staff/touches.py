# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What fingers must do to be let in, or to end a wipe; decisions only, time is an argument."""

from dataclasses import dataclass
from math import hypot

HOLD_S = 3.0
"""How long a finger rests on the center's name (issue 8)."""
SEEN_S = 0.5
"""No ring before this: a touch in passing shows nothing."""
BETWEEN_S = 5.0
"""The second of two touches follows the first within this."""
SHORT_S = 1.0
"""A touch; a cloth that rests somewhere is none."""

Place = tuple[float, float]


def distance(one: Place, other: Place) -> float:
    """Return how far two places lie apart."""
    return hypot(one[0] - other[0], one[1] - other[1])


class Hold:
    """One finger that rests where it was put down.

    Args:
        reach: How far it may wander, in the unit of the places.
    """

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self._at: Place | None = None
        self._since_s = 0.0

    def press(self, at: Place, now_s: float) -> None:
        """Begin to hold."""
        self._at, self._since_s = at, now_s

    def move(self, at: Place) -> None:
        """Follow the finger; one that goes away holds no longer."""
        if self._at is not None and distance(at, self._at) > self._reach:
            self.drop()

    def drop(self) -> None:
        """Hold no longer: the finger was lifted, or is not alone."""
        self._at = None

    @property
    def at(self) -> Place | None:
        """Where the finger rests, or None."""
        return self._at

    def part(self, now_s: float) -> float:
        """Return how much of the time is over, 0 to 1; 0 while nothing is to be seen."""
        if self._at is None:
            return 0.0
        held_s = now_s - self._since_s
        return min(1.0, max(0.0, (held_s - SEEN_S) / (HOLD_S - SEEN_S)))


@dataclass(frozen=True, slots=True)
class Tap:
    """A finger that was put down and lifted at one place; times are monotonic seconds."""

    at: Place
    began_s: float
    ended_s: float
    strayed: float


class TwoTaps:
    """Two separate short touches, the first at one place, then the second at another.

    A cloth touches everywhere: any touch elsewhere, or a long one, begins anew.

    Args:
        first: The place of the first.
        second: The place of the second.
        reach: How far from them a touch may be.
    """

    def __init__(self, first: Place, second: Place, reach: float) -> None:
        self._places, self._reach = (first, second), reach
        self.first_at_s: float | None = None

    def take(self, tap: Tap) -> bool:
        """Return whether this touch was the second one."""
        is_touch = tap.strayed <= self._reach and tap.ended_s - tap.began_s <= SHORT_S
        first, second = (distance(tap.at, place) <= self._reach for place in self._places)
        begun, self.first_at_s = self.first_at_s, None
        if not is_touch:
            return False
        if first:
            self.first_at_s = tap.ended_s
        return second and begun is not None and tap.began_s - begun <= BETWEEN_S

    def spoil(self) -> None:
        """Begin anew: several fingers are no touch."""
        self.first_at_s = None
