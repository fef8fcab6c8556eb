# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A fake screen that keeps a diary of what it was told, for tests of the backdrop's keeper.

``python -m tests.support.fake_backdrop [--deaf] [--slow] DIARY --fd N``; a deaf one never gets
ready, a slow one is never shown.
"""

import argparse
import socket
from pathlib import Path

from kiosk.session.messages import Configure, Show, ToScreen
from tests.support.fake_screen import FakeScreen


class FakeBackdrop(FakeScreen):
    """Writes the name of each message down before it answers."""

    def __init__(
        self, line: socket.socket, diary: Path, unanswered: tuple[type[ToScreen], ...]
    ) -> None:
        super().__init__(line)
        self._diary = diary
        self._unanswered = unanswered

    def _take(self, message: ToScreen) -> None:
        with self._diary.open("a") as diary:
            diary.write(f"{type(message).__name__.lower()}\n")
        if not isinstance(message, self._unanswered):
            super()._take(message)


def main() -> None:
    """Run one fake backdrop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--deaf", action="append_const", dest="unanswered", const=Configure)
    parser.add_argument("--slow", action="append_const", dest="unanswered", const=Show)
    parser.add_argument("diary", type=Path)
    parser.add_argument("--fd", type=int, required=True)
    options = parser.parse_args()
    with socket.socket(fileno=options.fd) as line:
        line.setblocking(True)
        FakeBackdrop(line, options.diary, tuple(options.unanswered or ())).run()


if __name__ == "__main__":
    main()
