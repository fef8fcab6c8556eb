# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every kiosk as the front desk sees it: values made from what was heard, and the time.

Nothing here waits, reads a clock or knows Qt. Times in ``now_s`` are monotonic seconds of this
machine; a kiosk's own times are compared with its own clock, as its last sign of life showed it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from kiosk.fleet.protocol import GONE_S, KioskState, KioskUsage, Presence, Situation

MUTE_S = 300.0
CLOCK_APART = timedelta(seconds=60)
"""A kiosk whose clock is further away than this shows wrong dates to visitors."""
OLDEST_MIN = 60
"""Requests that wait so long are overdue (kiosk/README.md, The way of a request)."""


class Look(StrEnum):
    """What a kiosk is doing, as far as the desk can know; the first two are the desk's own."""

    UNKNOWN = "unknown"
    GONE = "gone"
    STARTING = "starting"
    ATTRACT = "attract"
    IN_USE = "in-use"
    WARNING = "warning"
    CLEANING = "cleaning"
    QUIET = "quiet"
    OUT_OF_ORDER = "out-of-order"
    SILENT = "silent"


class Need(IntEnum):
    """How much a kiosk needs somebody, least first."""

    NOTHING = 0
    LOOK = 1
    BROKEN = 2
    HELP = 3


BROKEN = frozenset({Look.UNKNOWN, Look.GONE, Look.SILENT, Look.OUT_OF_ORDER})


@dataclass(frozen=True, slots=True)
class Kiosk:
    """One kiosk at one moment.

    Attributes:
        name: Its name at the broker.
        place: Where it stands, or its name.
        look: What it is doing.
        minutes: Whole minutes for which it has been doing so, None where nobody can say.
        session: The visit that commands mean, or empty.
        waiting: Requests that have not reached every target.
        oldest_min: Age of the oldest of them.
        problems: Codes of what is wrong, see ``words``.
        old_s: Age of what is known, seconds; None while it is fresh.
        help_min: For how many minutes its visitor has asked for help; None where nobody does.
        rings: Whether this help request is still unanswered and not muted.
        is_muted: Whether it is muted now.
        is_demo: Whether it is a demonstration.
    """

    name: str
    place: str
    look: Look
    minutes: int | None = None
    session: str = ""
    waiting: int = 0
    oldest_min: int = 0
    problems: tuple[str, ...] = ()
    old_s: int | None = None
    help_min: int | None = None
    rings: bool = False
    is_muted: bool = False
    is_demo: bool = False

    @property
    def need(self) -> Need:
        """How much it needs somebody."""
        if self.help_min is not None:
            return Need.HELP
        if self.look in BROKEN:
            return Need.BROKEN
        return Need.LOOK if self.problems else Need.NOTHING

    @property
    def can_be_asked(self) -> bool:
        """Whether a command may reach it."""
        return self.look not in (Look.UNKNOWN, Look.GONE) and self.old_s is None


@dataclass(slots=True)
class _Heard:
    """What was heard of one kiosk.

    Attributes:
        state: Its newest state.
        online: Its newest sign of life.
        life_s: When it last lived for sure; None before.
        ahead: How far its clock runs before ours.
        answered: The help request that somebody here has answered.
        muted_until_s: Until when it rings for nobody.
    """

    state: KioskState | None = None
    online: bool | None = None
    life_s: float | None = None
    ahead: timedelta = timedelta()
    answered: tuple[str, datetime] | None = None
    muted_until_s: float = 0.0


class Fleet:
    """All kiosks that this desk has ever heard of; changed from one thread only.

    Args:
        order: Their names in the order of their tiles, from an earlier run.

    Attributes:
        is_up: Whether the broker has us.
        why: Why it has not, in words of the line; empty before the first try ends.
        turned_s: When that last changed; None before.
        usages: How much each kiosk was used, by its name.
    """

    def __init__(self, order: Iterable[str] = ()) -> None:
        self.is_up = False
        self.why = ""
        self.turned_s: float | None = None
        self.usages: dict[str, KioskUsage] = {}
        self._kiosks: dict[str, _Heard] = {name: _Heard() for name in order}
        self._fresh: list[str] = []

    @property
    def order(self) -> tuple[str, ...]:
        """The names in the order of their tiles; who comes later stands at the end."""
        self._settle()
        return tuple(self._kiosks)

    def up(self, now_s: float) -> None:
        """The broker has taken us; what is not heard from now on is gone."""
        self.is_up, self.why, self.turned_s = True, "", now_s

    def down(self, why: str, now_s: float) -> None:
        """The connection ended, or another try failed."""
        if self.is_up or self.turned_s is None:
            self.turned_s = now_s
        self.is_up, self.why = False, why

    def state(self, state: KioskState) -> None:
        """Take a kiosk's state, which the broker may have kept for long."""
        self._of(state.kiosk).state = state

    def presence(
        self, name: str, presence: Presence, now: datetime, now_s: float, *, was_kept: bool
    ) -> None:
        """Take a sign of life; one that the broker had kept says nothing about when."""
        heard = self._of(name)
        heard.online = presence.online
        if presence.online and not was_kept:
            heard.life_s = now_s
            if presence.at is not None:
                heard.ahead = presence.at - now

    def answer(self, name: str) -> None:
        """Somebody goes to help: this request rings no more."""
        heard = self._of(name)
        heard.answered = _request_of(heard.state)

    def mute(self, name: str, now_s: float) -> None:
        """A kiosk rings for nobody for ``MUTE_S``."""
        self._of(name).muted_until_s = now_s + MUTE_S

    def forget(self, name: str) -> None:
        """Drop a kiosk that was taken away for good."""
        self._kiosks.pop(name, None)
        self.usages.pop(name, None)

    def kiosks(self, now: datetime, now_s: float) -> tuple[Kiosk, ...]:
        """Return every kiosk as it is now, in the order of the tiles."""
        self._settle()
        return tuple(self._seen(name, heard, now, now_s) for name, heard in self._kiosks.items())

    def _of(self, name: str) -> _Heard:
        if name not in self._kiosks:
            self._kiosks[name] = _Heard()
            self._fresh.append(name)
        return self._kiosks[name]

    def _settle(self) -> None:
        """Sort those who came together among themselves, behind those who were there."""
        if self._fresh:
            for name in sorted(self._fresh, key=natural):
                self._kiosks[name] = self._kiosks.pop(name)
            self._fresh.clear()

    def _seen(self, name: str, heard: _Heard, now: datetime, now_s: float) -> Kiosk:
        state, theirs = heard.state, now + heard.ahead
        old_s = self._old_s(heard, now, now_s)
        look = self._look(heard, now_s)
        muted = now_s < heard.muted_until_s
        if state is None:
            return Kiosk(name, name, look, old_s=old_s, is_muted=muted)
        asked = _request_of(state) if look not in BROKEN else None
        # Of a kiosk that went away nobody knows when it did: the last sign of life counts.
        since = None if look in (Look.GONE, Look.UNKNOWN) else minutes(theirs - state.since)
        if look in (Look.IN_USE, Look.WARNING) and state.in_use_since is not None:
            since = minutes(theirs - state.in_use_since)
        if old_s is not None:
            since = None  # whether it still does so, nobody knows
        return Kiosk(
            name=name,
            place=state.place or name,
            look=look,
            minutes=since,
            session=state.session,
            waiting=state.waiting,
            oldest_min=state.oldest_min,
            problems=_problems(state, heard.ahead),
            old_s=old_s,
            help_min=None if asked is None else minutes(theirs - asked[1]),
            rings=asked is not None and asked != heard.answered and not muted,
            is_muted=muted,
            is_demo=state.demo,
        )

    def _look(self, heard: _Heard, now_s: float) -> Look:
        """Return what it is doing; while the broker is out of reach, what it was doing last."""
        if heard.online is None and heard.state is None:
            return Look.UNKNOWN
        if heard.online is False or (self.is_up and now_s - self._lived_s(heard) > GONE_S):
            return Look.GONE
        return Look.STARTING if heard.state is None else _LOOKS[heard.state.situation]

    def _lived_s(self, heard: _Heard) -> float:
        """Return when it last lived, or may have: what we could not hear counts for nobody."""
        return max(heard.life_s or 0.0, self.turned_s or 0.0)

    def _old_s(self, heard: _Heard, now: datetime, now_s: float) -> int | None:
        if self.is_up and heard.online and now_s - self._lived_s(heard) <= GONE_S:
            return None
        if heard.life_s is not None:
            return _stepped(now_s - heard.life_s)
        if heard.state is not None:
            return _stepped((now - heard.state.at).total_seconds())
        return None


_LOOKS = {situation: Look(situation.value) for situation in Situation}


def attention(kiosks: Sequence[Kiosk]) -> tuple[Kiosk, ...]:
    """Return the kiosks that need somebody: help first, then what is broken; else their order."""
    found = (kiosk for kiosk in kiosks if kiosk.need is not Need.NOTHING)
    return tuple(sorted(found, key=lambda kiosk: -kiosk.need))


def matches(kiosk: Kiosk, words: str) -> bool:
    """Return whether all words that were typed occur in a kiosk's place or name."""
    text = f"{kiosk.place} {kiosk.name}".casefold()
    return all(word in text for word in words.casefold().split())


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts ``kiosk-2`` before ``kiosk-10``."""
    parts = re.findall(r"\d+|\D+", name)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def minutes(span: timedelta) -> int:
    """Return the whole minutes of a span, at least 0."""
    return max(int(span.total_seconds() // 60), 0)


def _stepped(seconds: float) -> int:
    """Return an age in steps that people care about: nothing is painted anew each second."""
    step = 10 if seconds < 60 else 60
    return max(int(seconds // step) * step, 0)


def _request_of(state: KioskState | None) -> tuple[str, datetime] | None:
    """Return which request for help a state tells of: the visit, and since when."""
    if state is None or state.help_since is None:
        return None
    return state.session, state.help_since


def _problems(state: KioskState, ahead: timedelta) -> tuple[str, ...]:
    found = list(state.problems)
    if state.oldest_min >= OLDEST_MIN and "requests-overdue" not in found:
        found.append("requests-overdue")
    if state.quarantined:
        found.append("quarantine")
    if abs(ahead) > CLOCK_APART:
        found.append("clock")
    return tuple(found)
