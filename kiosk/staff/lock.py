# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How often a wrong PIN may be tried; decisions only.

Each wrong try is counted for the id that was named and for all ids together. From the fifth on (the
tenth for all together) every wrong try locks the pad, for longer each time: 30 s, 1, 2, 5, 15, then
60 min. One try is forgotten for each whole hour of running without another. So all ids together get
at most 15 tries and one more for each hour (`most_tries`), whatever is switched off, cut or set.

Time is the machine's running time, suspended or not, and the name of its boot; the clock on the
wall is never asked. After a new start a lock begins anew, counted from the machine's start: a power
cut can only lengthen it, by at most its own length.

Source:
    NIST SP 800-63B 5.2.2 (rate limiting); reliability.md, PIN.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

PAUSES_S = (30.0, 60.0, 120.0, 300.0, 900.0, 3_600.0)
FORGET_S = 3_600.0
FREE_FOR_ONE, FREE_FOR_ALL = 4, 9
"""Wrong tries that lock nothing."""
ALL = "*"
NO_ID = ""
"""Who only types a PIN shares one count."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of this machine.

    Attributes:
        boot: Name of its boot, another after each start of the machine.
        running_s: Seconds since that start, time asleep included.
    """

    boot: str
    running_s: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Wrong tries of one kind.

    Attributes:
        wrong: How many, at least 0.
        boot: Boot of the last one.
        at_s: Running time of the last one.
    """

    wrong: int = 0
    boot: str = ""
    at_s: float = 0.0

    def passed_s(self, now: Moment) -> float:
        """Return the seconds since the last try, or since the machine's start after it."""
        return max(0.0, now.running_s - self.at_s if now.boot == self.boot else now.running_s)

    def standing(self, now: Moment) -> int:
        """Return how many tries still count."""
        return max(0, self.wrong - int(self.passed_s(now) // FORGET_S))


@dataclass(frozen=True, slots=True)
class Tries:
    """All wrong tries that are known.

    Attributes:
        tallies: By id; ``ALL`` is for all together, ``NO_ID`` for tries without one.
    """

    tallies: Mapping[str, Tally] = field(default_factory=dict)

    def wait_s(self, staff_id: str, now: Moment) -> float:
        """Return the seconds until a PIN may be tried; 0 is now."""
        return max(_wait_s(self._tally(key), _free(key), now) for key in (ALL, staff_id))

    def left(self, staff_id: str, now: Moment) -> int:
        """Return how many wrong tries there are until the next lock, at least 1."""
        return min(
            max(1, _free(key) + 1 - self._tally(key).standing(now)) for key in (ALL, staff_id)
        )

    def charged(self, staff_id: str, now: Moment) -> "Tries":
        """Return the tries with one more, wrong until it is shown to be right.

        What no longer counts is dropped, so there are never more tallies than tries.
        """
        charged = {
            key: Tally(self._tally(key).standing(now) + 1, now.boot, now.running_s)
            for key in (ALL, staff_id)
        }
        kept = {key: one for key, one in self.tallies.items() if one.standing(now)}
        return replace(self, tallies={**kept, **charged})

    def without(self, person_id: str) -> "Tries":
        """Return the tries once a person has given the right PIN, before it was charged.

        Only the person's own are forgotten. Did the others go, too, somebody with a PIN could guess
        at everybody else's without end.
        """
        return replace(
            self, tallies={key: one for key, one in self.tallies.items() if key != person_id}
        )

    def _tally(self, key: str) -> Tally:
        return self.tallies.get(key, Tally())


def lost(now: Moment) -> Tries:
    """Return what is assumed where the count is lost: the longest lock, from now on."""
    return Tries({ALL: Tally(FREE_FOR_ALL + len(PAUSES_S), now.boot, now.running_s)})


def most_tries(running_s: float) -> int:
    """Return how many wrong tries all ids together get at most in so many seconds of running."""
    return FREE_FOR_ALL + len(PAUSES_S) + int(running_s // FORGET_S)


def _free(key: str) -> int:
    return FREE_FOR_ALL if key == ALL else FREE_FOR_ONE


def _wait_s(tally: Tally, free: int, now: Moment) -> float:
    over = tally.wrong - free
    if over <= 0:
        return 0.0
    return max(0.0, PAUSES_S[min(over, len(PAUSES_S)) - 1] - tally.passed_s(now))
