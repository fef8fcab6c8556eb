# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the window does with kiosks, without Qt: news in, commands out, everything written down."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.desk.asks import Ask, Asks
from kiosk.desk.choices import OrderBook
from kiosk.desk.fleet import Fleet, Kiosk
from kiosk.desk.journal import Entry, Journal
from kiosk.desk.link import News, apply
from kiosk.faults import EnvironmentFault
from kiosk.fleet.protocol import NEEDS_SESSION, Action, Command

_log = logging.getLogger(__name__)

COMING = "on-our-way"
"""The phrase that a visitor reads whose call for help was answered."""

HELD_S = 1.5


class Line(Protocol):
    """The line to the kiosks."""

    name: str

    def take(self) -> tuple[News, ...]:
        """Return what came since the last call."""

    def ask(
        self, kiosk: Kiosk, action: Action, *, phrase: str = "", force: bool = False
    ) -> tuple[Command, bool]:
        """Sign and send a command; return it and whether there was a line."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything a tile shows; equal ones are not painted again.

    Attributes:
        kiosk: The kiosk.
        ask: The newest command, or None once it is old news.
        left_s: For how long its answer may take, in steps of 5 s.
        offers_force: Whether the visitor declined a reset that may be forced now.
        is_connected: Whether commands can be sent at all.
        is_held: Whether the reset has just become a forced one: who clicks twice shall not force.
    """

    kiosk: Kiosk
    ask: Ask | None = None
    left_s: int = 0
    offers_force: bool = False
    is_connected: bool = True
    is_held: bool = False

    @property
    def can_ask(self) -> bool:
        """Whether its buttons work now."""
        is_waiting = self.ask is not None and self.ask.is_open
        is_free = not (is_waiting or self.is_held)
        return self.is_connected and self.kiosk.can_be_asked and is_free


@dataclass(slots=True)
class Control:
    """The desk's part in the fleet link.

    Attributes:
        line: The line to the kiosks.
        fleet: What is known of them.
        journal: Where it is written down what people did here.
        order: Keeps the order of the tiles.
        now: The clock, aware UTC.
        clock: Monotonic seconds.
    """

    line: Line
    fleet: Fleet
    journal: Journal
    order: OrderBook
    now: Callable[[], datetime]
    clock: Callable[[], float]
    asks: Asks = field(default_factory=Asks)

    def look(self) -> tuple[Shown, ...]:
        """Take the news and return every kiosk as it is now."""
        now_s = self.clock()
        for news in self.line.take():
            ended = apply(news, self.fleet, self.asks, now_s)
            if ended is not None and ended.phase.value != "asked":
                self._note(ended.command.kiosk, _code(ended.command), ended.phase.value)
        kiosks = self.fleet.kiosks(self.now(), now_s)
        self.order.keep(self.fleet.order)
        return tuple(self._shown(kiosk, now_s) for kiosk in kiosks)

    def ask(self, name: str, action: Action, phrase: str = "", *, force: bool = False) -> None:
        """Ask something of a kiosk; a reset is forced only after its visitor has declined."""
        kiosk, now_s = self._kiosk(name), self.clock()
        if kiosk is None or (action in NEEDS_SESSION and not kiosk.session):
            return
        is_forced = force and self.asks.may_force(name, kiosk.session, now_s)
        command, was_sent = self.line.ask(kiosk, action, phrase=phrase, force=is_forced)
        self.asks.sent(command, now_s, was_sent=was_sent)
        self._note(name, _code(command), "sent" if was_sent else "not-sent")

    def answer(self, name: str) -> None:
        """Somebody goes to a visitor who has asked for help; the visitor reads so."""
        self.fleet.answer(name)
        self._note(name, "answer-help")
        kiosk = self._kiosk(name)
        if kiosk is not None and kiosk.can_be_asked and self.fleet.is_up:
            self.ask(name, Action.MESSAGE, COMING)

    def mute(self, name: str) -> None:
        """Let a kiosk ring for nobody for five minutes."""
        self.fleet.mute(name, self.clock())
        self._note(name, "mute")

    def forget(self, name: str) -> None:
        """Take the tile of a kiosk away that is gone for good."""
        self.fleet.forget(name)
        self._note(name, "forget")

    def _shown(self, kiosk: Kiosk, now_s: float) -> Shown:
        ask = self.asks.of(kiosk.name, kiosk.session, now_s)
        forces = ask is not None and self.asks.may_force(kiosk.name, kiosk.session, now_s)
        return Shown(
            kiosk,
            ask,
            -(-ask.left_s(now_s) // 5) * 5 if ask else 0,
            forces,
            self.fleet.is_up,
            is_held=forces and ask is not None and now_s - ask.at_s < HELD_S,
        )

    def _kiosk(self, name: str) -> Kiosk | None:
        kiosks = self.fleet.kiosks(self.now(), self.clock())
        return next((kiosk for kiosk in kiosks if kiosk.name == name), None)

    def _note(self, kiosk: str, what: str, outcome: str = "") -> None:
        try:
            self.journal.note(Entry(self.now(), self.line.name, what, kiosk, outcome))
        except EnvironmentFault as fault:
            _log.error("%s", fault)


def _code(command: Command) -> str:
    return f"{command.action.value}{'.forced' if command.force else ''}"
