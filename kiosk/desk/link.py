# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The desk's line to the broker, for a window: news is gathered on the line's threads and fetched.

Two hundred kiosks say fifty times a second that they live; the window is woken for what matters.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.broker.desk import DeskHearer, DeskLine, Pairing
from kiosk.desk.asks import Ask, Asks
from kiosk.desk.fleet import Fleet, Kiosk
from kiosk.fleet.protocol import (
    NEEDS_SESSION,
    Action,
    Answer,
    Command,
    KioskState,
    KioskUsage,
    Presence,
)
from kiosk.fleet.signing import new_command


@dataclass(frozen=True, slots=True)
class Up:
    """The broker has taken us."""


@dataclass(frozen=True, slots=True)
class Down:
    """The connection ended, or could not be made; why, in words."""

    why: str


@dataclass(frozen=True, slots=True)
class Life:
    """A kiosk's sign of life, when it came, and whether the broker had kept it."""

    kiosk: str
    presence: Presence
    at: datetime
    at_s: float
    was_kept: bool


News = Up | Down | Life | KioskState | KioskUsage | Answer


class Link:
    """The line of one desk.

    Args:
        pairing: Who this desk is.
        wake: Called on a thread of the line when something came that cannot wait for the window's
            next look; once until ``take``. It must not wait.
        now: The clock, aware UTC.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        pairing: Pairing,
        wake: Callable[[], None],
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self.site, self.name = pairing.site, pairing.key.name
        self._wake, self._now, self._clock = wake, now, clock
        self._lock = threading.Lock()
        self._inbox: list[News] = []
        self._is_woken = False
        hearer = DeskHearer(
            on_up=lambda: self._put(Up()),
            on_down=lambda why: self._put(Down(why)),
            on_state=self._on_state,
            on_presence=self._on_presence,
            on_answer=self._put,
            on_usage=lambda usage: self._put(usage, is_urgent=False),
        )
        self._line = DeskLine(pairing, hearer)

    def start(self) -> None:
        """Begin to connect, and go on until ``stop``."""
        self._line.start()

    def stop(self) -> None:
        """Hang up."""
        self._line.stop()

    def take(self) -> tuple[News, ...]:
        """Return what came since the last call, in order."""
        with self._lock:
            found, self._inbox, self._is_woken = self._inbox, [], False
        return tuple(found)

    def ask(
        self, kiosk: Kiosk, action: Action, *, phrase: str = "", force: bool = False
    ) -> tuple[Command, bool]:
        """Sign and send a command; return it, and whether there was a line to send it on."""
        command = new_command(
            self.site,
            kiosk.name,
            action,
            self._now(),
            session=kiosk.session if action in NEEDS_SESSION else "",
            phrase=phrase,
            force=force,
        )
        return command, self._line.send(command)

    def _on_state(self, state: KioskState) -> None:
        self._put(state, is_urgent=state.help_since is not None)

    def _on_presence(self, kiosk: str, presence: Presence, was_kept: bool) -> None:
        news = Life(kiosk, presence, self._now(), self._clock(), was_kept)
        self._put(news, is_urgent=not presence.online)

    def _put(self, news: News, *, is_urgent: bool = True) -> None:
        with self._lock:
            self._inbox.append(news)
            wake = is_urgent and not self._is_woken
            self._is_woken = self._is_woken or wake
        if wake:
            self._wake()


def apply(news: News, fleet: Fleet, asks: Asks, now_s: float) -> Ask | None:
    """Let a piece of news change what is known; return the command that it is an answer to."""
    match news:
        case Up():
            fleet.up(now_s)
        case Down(why):
            fleet.down(why, now_s)
        case Life(kiosk, presence, at, at_s, was_kept):
            fleet.presence(kiosk, presence, at, at_s, was_kept=was_kept)
        case KioskState():
            fleet.state(news)
        case KioskUsage():
            fleet.usages[news.kiosk] = news
        case Answer():
            return asks.answer(news, now_s)
    return None
