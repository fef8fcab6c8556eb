# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A fake screen that asks what staff ask; ``python -m tests.support.staff_screen --fd N``.

A ``TourAct`` says what it asks: ``door``; ``pin`` (``target`` is the id, ``text`` the PIN);
``staff`` (``target`` is the act); ``wiped``; ``leave``. Each answer comes back as ``TourDone``: its
kind in ``act``, the rest as JSON in ``target``. ``news`` repeats the latest ``PanelNews``.
"""

import argparse
import socket

import msgspec

from kiosk.session.messages import EndReason, ToScreen, TourAct, TourDone, VisitEnded
from kiosk.session.panel import (
    ActDone,
    DoorIs,
    OpenDoor,
    PanelNews,
    SignedIn,
    SignIn,
    SignInRefused,
    StaffAct,
    Wiped,
)
from kiosk.staff.panel import PanelAct
from tests.support.fake_screen import FakeScreen


class StaffScreen(FakeScreen):
    """Says everything a panel says, and repeats what it is told."""

    _news: PanelNews | None = None

    def _take(self, message: ToScreen) -> None:
        match message:
            case DoorIs():
                self._repeat("door", message)
            case SignedIn():
                self._repeat("signed-in", message)
            case SignInRefused():
                self._repeat("refused", message)
            case ActDone():
                self._repeat("done", message)
            case PanelNews():
                self._news = message
            case _:
                super()._take(message)

    def _act(self, act: TourAct) -> None:
        match act.act:
            case "door":
                self._say(OpenDoor())
            case "pin":
                self._say(SignIn(act.text, act.target))
            case "staff":
                self._say(StaffAct(PanelAct(act.target)))
            case "wiped":
                self._say(Wiped())
            case "leave":
                self._say(VisitEnded(EndReason.STAFF))
            case "news":
                self._repeat("news", self._news)
            case _:
                super()._act(act)

    def _repeat(self, kind: str, message: object) -> None:
        self._say(TourDone(kind, msgspec.json.encode(message).decode()))


def main() -> None:
    """Run one such screen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fd", type=int, required=True)
    parser.add_argument("--voice-fd", type=int)
    with socket.socket(fileno=parser.parse_args().fd) as line:
        line.setblocking(True)
        StaffScreen(line).run()


if __name__ == "__main__":
    main()
