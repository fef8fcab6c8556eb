# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A sealed screen without a window that speaks when it is told to.

``python -m tests.support.speaking_screen --fd N --voice-fd N``. A ``TourAct`` says what it does:
``say`` (long words with `CANARY`), ``clear`` (ends the visit), ``ask`` (nothing). It tells what
becomes of its words as ``PageOpened("speech", ...)``: ``began``, ``ended``, or the trouble.
"""

import argparse
import socket
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from kiosk.immortal import keep_none_alive
from kiosk.screen.first_word import receive_configuration
from kiosk.screen.link import SupervisorLink
from kiosk.screen.speech import Speech
from kiosk.seal import seal_process
from kiosk.session.messages import (
    EndReason,
    PageOpened,
    Ready,
    Shown,
    TourAct,
    TourDone,
    VisitBegan,
    VisitEnded,
)

CANARY = "quetzalcoatlus"


class SpeakingScreen:
    """Connects a voice with a supervisor."""

    def __init__(self, link: SupervisorLink, speech: Speech) -> None:
        self._link, self._speech = link, speech
        link.show_requested.connect(lambda: link.say(Shown(0.0)))
        link.tour_requested.connect(self._act)
        link.lost.connect(QCoreApplication.quit)
        link.speech_failed.connect(speech.lose)
        speech.began.connect(lambda: self._tell("began"))
        speech.ended.connect(lambda: self._tell("ended"))
        speech.failed.connect(lambda trouble: self._tell(trouble.value))
        link.say(Ready(0.0))

    def _act(self, act: TourAct) -> None:
        match act.act:
            case "say":
                self._link.say(VisitBegan())
                text = " ".join(f"{CANARY} number {n}." for n in range(900))
                self._speech.say([("en", text)])
            case "clear":
                self._link.say(VisitEnded(EndReason.CLEARED))
            case _:
                pass
        self._link.say(TourDone(act.act, act.target))

    def _tell(self, what: str) -> None:
        self._link.say(PageOpened("speech", what))


def main() -> int:
    """Be a screen until the supervisor is gone."""
    keep_none_alive()
    parser = argparse.ArgumentParser()
    parser.add_argument("--fd", type=int, required=True)
    parser.add_argument("--voice-fd", type=int, required=True)
    options = parser.parse_args()
    line = socket.socket(fileno=options.fd)
    config = receive_configuration(line)
    seal_process(readable=[], writable=[Path(config.slot)] if config.slot else [])
    app = QCoreApplication(["speaking"])
    link = SupervisorLink(line)
    speech = Speech(options.voice_fd, link.say)
    screen = SpeakingScreen(link, speech)
    code = app.exec()
    del screen
    return code


if __name__ == "__main__":
    sys.exit(main())
