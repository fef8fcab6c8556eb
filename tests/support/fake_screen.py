# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real process that speaks like a screen, without a window; it misbehaves when told to.

``python -m tests.support.fake_screen [--dies-at-start] --fd N``. A ``TourAct`` says what it does
next: ``touch``, ``clear``, ``store``, ``break``, ``hang``, ``deaf``, ``die``, ``environment``,
``requests`` (whether visitors may ask for a call), ``late`` (whether delivery is overdue),
``logo`` (its kind and size), ``after`` (which end of a visit it follows), ``cleaned`` (when),
``form`` and ``warn`` (what is in front), ``object`` and ``agree`` (to the front desk's wish to
end); what the front desk says to the visitor it repeats as ``fleet``. ``printer`` (whether it is
ready), ``print`` (asks for a handout; answered when it is, or is not), ``headphones`` (whether
they are in).
"""

import argparse
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Mapping

import msgspec

from kiosk.session.messages import (
    Alive,
    AskToEnd,
    Broken,
    Cleaned,
    CleanNow,
    Configure,
    EndAnswer,
    EndReason,
    HelpTold,
    Identify,
    LateNews,
    OnGlass,
    Printed,
    PrinterNews,
    PrintHandout,
    Ready,
    RequestStored,
    Show,
    ShowMessage,
    Shown,
    ToScreen,
    TourAct,
    TourDone,
    VisitBegan,
    VisitEnded,
)
from kiosk.session.speech import HeadphonesAre
from kiosk.session.wire import MAX_FIRST_LINE_BYTES, LineReader, encode

_BEAT_S = 0.2
_SAID: Mapping[str, msgspec.Struct] = {
    "touch": VisitBegan(),
    "clear": VisitEnded(EndReason.CLEARED),
    "store": RequestStored("00000000-0000-4000-8000-000000000000", "K7QM"),
    "print": PrintHandout("article", "your-line", "en"),
    "form": OnGlass(form=True),
    "warn": OnGlass(warning=True),
    "help": OnGlass(help=True),
    "object": EndAnswer(objects=True),
    "agree": EndAnswer(objects=False),
    "break": Broken("test-1"),
}


class FakeScreen:
    """Answers its supervisor over one socket until that goes away."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._reader: LineReader[ToScreen] = LineReader(ToScreen, MAX_FIRST_LINE_BYTES)
        self._config: Configure | None = None
        self._is_late = False
        self._after = ""
        self._cleaned_at = ""
        self._has_printer = self._has_headphones = False

    def run(self) -> None:
        """Serve until the supervisor is gone."""
        beat_at = time.monotonic()
        while True:
            if time.monotonic() >= beat_at:
                self._say(Alive())
                beat_at = time.monotonic() + _BEAT_S
            if not select.select([self._line], [], [], _BEAT_S)[0]:
                continue
            data = self._line.recv(65_536)
            if not data:
                return
            for message in self._reader.feed(data):
                self._take(message)

    def _say(self, message: msgspec.Struct) -> None:
        self._line.sendall(encode(message))

    def _take(self, message: ToScreen) -> None:
        match message:
            case Configure():
                self._config = message
                self._cleaned_at = message.cleaned_at
                self._say(Ready(1.0))
            case Show(after=after):
                self._after = str(after)
                self._say(Shown(1.0))
            case LateNews():
                self._is_late = message.overdue
            case Cleaned():
                self._cleaned_at = message.cleaned_at
            case PrinterNews():
                self._has_printer = message.ready
            case HeadphonesAre():
                self._has_headphones = message.plugged
            case Printed(outcome=outcome):
                self._say(TourDone("print", outcome.value))
            case AskToEnd() | ShowMessage() | Identify() | CleanNow() | HelpTold():
                self._say(TourDone("fleet", msgspec.json.encode(message).decode()))
            case TourAct():
                self._act(message)

    def _act(self, act: TourAct) -> None:
        match act.act:
            case plain if plain in _SAID:
                self._say(_SAID[plain])
            case "store-and-die":
                self._say(RequestStored("00000000-0000-4000-8000-000000000000", "K7QM"))
                os.kill(os.getpid(), signal.SIGKILL)
            case "babble":
                self._line.sendall(b"{}\n")
            case "hang":
                os.kill(os.getpid(), signal.SIGSTOP)
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case _:
                self._say(TourDone(act.act, self._told(act.act)))

    def _told(self, what: str) -> str:
        told = {
            "environment": " ".join(sorted(os.environ)),
            "late": str(self._is_late),
            "after": self._after,
            "cleaned": self._cleaned_at,
            "printer": str(self._has_printer),
            "headphones": str(self._has_headphones),
        }
        if self._config is not None:
            config = self._config
            told["requests"] = str(config.requests.contact)
            told["logo"] = f"{config.logo_type} {len(config.logo)}"
        return told[what]


def main() -> None:
    """Run one fake screen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fd", type=int, required=True)
    parser.add_argument("--voice-fd", type=int)
    parser.add_argument("--dies-at-start", action="store_true")
    options = parser.parse_args()
    if options.dies_at_start:
        sys.exit(1)
    with socket.socket(fileno=options.fd) as line:
        line.setblocking(True)
        FakeScreen(line).run()


if __name__ == "__main__":
    main()
