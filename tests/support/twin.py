# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The screen once more, off the glass: it tells where parts lie on the real one.

The twin is a process of its own. It runs the real stage in the same size, gets every touch that
the real screen gets, and so shows the same pages; only it can be asked by object name. It has no
part in what a test asserts.

Run as a program it answers one JSON line for each line it reads: ``["where", NAME]``,
``["tap", NAME]``, ``["hold", NAME]``, ``["tell", MESSAGE]``, ``["picture", ""]``,
``["spoil", ""]``, ``["mend", ""]``.
"""

import base64
import json
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from PySide6.QtCore import QBuffer, QObject, QPoint, QRect, QSocketNotifier, Qt, QTimer, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.immortal import keep_none_alive
from kiosk.queue.sealing import make_key_pair
from kiosk.queue.slot import MailSlot
from kiosk.screen.shell import Shell
from kiosk.screen.staff.touches import HOLD_S
from kiosk.screen.stage import Stage
from kiosk.session.messages import Configure, Show, Standing
from kiosk.session.packets import packet_pair
from kiosk.session.wire import encode
from kiosk.settings import DEMO_CENTER, Display, Languages, Requests, Visit
from tests.support.cage import ReadableCheckout
from tests.support.finger import Finger
from tests.support.x_wire import Rect

PANEL_MM = (268.0, 476.0)
"""21.5 inch, standing. The real screen has to be told the same."""
THUMB = (136, 240)
_LOOK_EVERY_MS = 5
_PATIENCE_LOOKS = 1000
_END_S = 10.0


class Twin:
    """A running twin, asked from the test."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def where(self, name: str) -> Rect:
        """Return what of the part of that name can be seen, once it can be.

        Raises:
            LookupError: It never could.
        """
        return Rect(*map(int, self._ask("where", name)))

    def tap(self, name: str) -> None:
        """Touch the part of that name, as the real screen was touched."""
        self._ask("tap", name)

    def hold(self, name: str) -> None:
        """Rest a finger on the part of that name until the door for staff is open."""
        self._ask("hold", name)

    def tell(self, message: msgspec.Struct) -> None:
        """Say something to it, as the real screen was told."""
        self._ask("tell", encode(message).decode())

    def spoil_slot(self) -> None:
        """Let the twin's mail slot refuse everything from now on."""
        self._ask("spoil", "")

    def mend_slot(self) -> None:
        """Let the twin's mail slot take requests again."""
        self._ask("mend", "")

    def thumbnail(self) -> QImage:
        """Return what it shows now, small."""
        image = QImage.fromData(base64.b64decode(str(self._ask("picture", ""))))
        return image.convertToFormat(QImage.Format.Format_Grayscale8)

    def _ask(self, act: str, name: str) -> str | list[int]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([act, name]).encode() + b"\n")
        self._process.stdin.flush()
        answer: dict[str, str | list[int]] = json.loads(self._process.stdout.readline())
        if "problem" in answer:
            raise LookupError(answer["problem"])
        return answer["answer"]


def thumbnail(picture: QImage) -> QImage:
    """Return a picture in the size and colors in which twins are compared."""
    small = picture.scaled(
        *THUMB, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return small.convertToFormat(QImage.Format.Format_Grayscale8)


@contextmanager
def running_twin(
    checkout: ReadableCheckout,
    size: tuple[int, int],
    standing: Standing = Standing.DEMO,
    staff_notice: str = "",
    library: Path | None = None,
) -> Iterator[Twin]:
    """Run the twin of a fresh screen on its first page.

    Args:
        checkout: The copy that the kiosk runs from.
        size: Width and height of the glass, pixels.
        standing: What kind of kiosk it belongs to.
        staff_notice: What it tells staff.
        library: The library that the kiosk shows; else the checkout's own.
    """
    command = [str(checkout.python), "-m", "tests.support.twin", *map(str, size)]
    command += [standing.value, staff_notice, *([str(library)] if library else ())]
    environment = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with subprocess.Popen(
        command,
        cwd=checkout.root,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            yield Twin(process)
        finally:
            try:
                process.communicate(timeout=_END_S)  # its input ends: it goes, and tidies up
            except subprocess.TimeoutExpired:
                process.kill()


class _Stand(QObject):
    """The stage, and answers about it."""

    def __init__(self, app: QApplication, config: Configure, size: tuple[int, int]) -> None:
        super().__init__()
        self._app = app
        self._now_s = 1_000.0
        self._slot = Path(config.slot)
        self._line, theirs = socket.socketpair()
        # As in a kiosk there is a voice to ask for; nobody speaks at this one's other end.
        self._voice, its_end = packet_pair()
        self._stage = Stage(
            app,
            config,
            theirs,
            QRect(0, 0, *size),
            began_s=0.0,
            monotonic_s=lambda: self._now_s,
            voice_fd=its_end.detach(),
        )
        self._stage.begin()
        (self._shell,) = (one for one in app.topLevelWidgets() if isinstance(one, Shell))
        self._finger = Finger(self._shell)
        self._wanted, self._looks = "", 0
        self._found: Callable[[QWidget], None] = self._tell_where
        self._search = QTimer(self)
        self._search.setInterval(_LOOK_EVERY_MS)
        self._search.timeout.connect(self._on_search)
        self._line.send(encode(Show()))
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_line)

    @Slot()
    def _on_line(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._app.exit()  # quit() would ask the window, which lets nobody close it
            return
        self._now_s += 1.0  # past the moment in which a new screen takes no touch
        act, name = json.loads(line)
        match act:
            case "where":
                self._find(name, self._tell_where)
            case "tap":
                self._find(name, self._tap)
            case "hold":
                self._find(name, self._hold)
            case "tell":
                self._line.send(name.encode())
                self._say(answer="")
            case "spoil":
                shutil.rmtree(self._slot)
                self._say(answer="")
            case "mend":
                MailSlot(self._slot).prepare()
                self._say(answer="")
            case _:
                buffer = QBuffer()
                buffer.open(QBuffer.OpenModeFlag.WriteOnly)
                thumbnail(self._shell.grab().toImage()).save(buffer, "PNG")  # type: ignore[call-overload]
                self._say(answer=base64.b64encode(buffer.data().data()).decode())

    def _find(self, name: str, found: Callable[[QWidget], None]) -> None:
        """Call ``found`` with the part of that name once it can be seen."""
        self._wanted, self._found, self._looks = name, found, 0
        self._search.start()

    @Slot()
    def _on_search(self) -> None:
        parts = [
            part
            for part in self._shell.findChildren(QWidget, self._wanted)
            if part.isVisible() and part.isEnabled() and not self._seen(part).isEmpty()
        ]
        self._looks += 1
        if parts:
            self._search.stop()
            self._found(parts[-1])
        elif self._looks > _PATIENCE_LOOKS:
            self._search.stop()
            self._say(problem=f"no part named {self._wanted} can be seen")

    def _seen(self, part: QWidget) -> QRect:
        """Return what of a part is not scrolled away, in the window."""
        shown = QRect(part.mapTo(self._shell, QPoint(0, 0)), part.size())
        above = part.parentWidget()
        while above is not None and above is not self._shell:
            corner = above.mapTo(self._shell, QPoint(0, 0))
            shown = shown.intersected(QRect(corner, above.size()))
            above = above.parentWidget()
        return shown

    def _tell_where(self, part: QWidget) -> None:
        self._say(answer=self._seen(part).getRect())

    def _tap(self, part: QWidget) -> None:
        self._finger.tap_at(self._seen(part).center())
        self._say(answer="")

    def _hold(self, part: QWidget) -> None:
        self._finger.press(self._seen(part).center())
        self._now_s += HOLD_S
        self._find("staff_pad", self._lift)

    def _lift(self, pad: QWidget) -> None:
        self._finger.release(pad.rect().topLeft())
        self._say(answer="")

    def _say(self, **answer: object) -> None:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def main() -> int:
    """Run one twin until its input ends; returns its exit code."""
    width, height = map(int, sys.argv[1:3])
    root = Path(__file__).resolve().parents[2]
    keep_none_alive()
    app = QApplication(["twin"])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory(prefix="twin-") as name:
        folder = Path(name)
        MailSlot(folder / "slot").prepare()
        config = Configure(
            standing=Standing(sys.argv[3]),
            kiosk="kiosk-1",
            center=DEMO_CENTER,
            display=Display(*PANEL_MM, motion=False),
            visit=Visit(),
            languages=Languages(),
            requests=Requests(),
            library=sys.argv[5] if len(sys.argv) > 5 else str(root / "build/library.db"),
            slot=str(folder / "slot"),
            recipients=(make_key_pair(folder / "keys"),),
            staff_notice=sys.argv[4],
        )
        stand = _Stand(app, config, (width, height))
        code = app.exec()
        del stand
        return code


if __name__ == "__main__":
    sys.exit(main())
