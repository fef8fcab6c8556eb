# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real X server without hardware, and the finger and keys that reach it as hardware would.

Xorg runs with the ``dummy`` video driver and the ``inputtest`` input driver, so a touch here takes
the whole way of a touch screen: TouchBegin in the server, in the compositor, in Qt.
"""

import os
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_CONFIG = """\
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
  Option "BlankTime" "0"
  Option "StandbyTime" "0"
  Option "SuspendTime" "0"
  Option "OffTime" "0"
EndSection
Section "Monitor"
  Identifier "panel"
  HorizSync 5-1000
  VertRefresh 5-200
{modeline}
EndSection
Section "Device"
  Identifier "glass"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Screen"
  Identifier "screen"
  Device "glass"
  Monitor "panel"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual {width} {height}
    Modes "{width}x{height}"
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "finger"
  Driver "inputtest"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
  Option "SocketPath" "{folder}/finger"
EndSection
Section "InputDevice"
  Identifier "mouse"
  Driver "inputtest"
  Option "DeviceType" "Pointer"
  Option "SocketPath" "{folder}/mouse"
EndSection
Section "InputDevice"
  Identifier "keys"
  Driver "inputtest"
  Option "DeviceType" "Keyboard"
  Option "SocketPath" "{folder}/keys"
EndSection
Section "ServerLayout"
  Identifier "kiosk"
  Screen "screen"
  InputDevice "mouse" "CorePointer"
  InputDevice "keys" "CoreKeyboard"
  InputDevice "finger" "SendCoreEvents"
EndSection
"""

_END_WITHIN_S = 5.0
_OPTIONS = ("-ac", "-noreset", "-nolisten", "tcp", "-novtswitch", "-sharevts")


class _Device:
    """One inputtest device. The driver takes a single client in its life, so this is kept.

    Source:
        xorg-server 21.1, include/xf86-input-inputtest-protocol.h, protocol 1.0.
    """

    _CLIENT_VERSION, _WAIT_FOR_SYNC, _BUTTON, _KEY, _TOUCH = 0, 1, 4, 5, 6
    _SERVER_VERSION, _SYNC_FINISHED = 0, 1
    _VALUATORS = 64

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(5)
        self._socket.connect(str(path))
        self._send(self._CLIENT_VERSION, struct.pack("=HH", 1, 0))
        self._expect(self._SERVER_VERSION)

    def close(self) -> None:
        """Unplug."""
        self._socket.close()

    def _send(self, kind: int, body: bytes = b"") -> None:
        self._socket.sendall(struct.pack("=Ii", 8 + len(body), kind) + body)

    def _sync(self) -> None:
        """Return when the server has handled everything sent so far."""
        self._send(self._WAIT_FOR_SYNC)
        self._expect(self._SYNC_FINISHED)

    def _expect(self, kind: int) -> None:
        length, answered = struct.unpack("=Ii", self._socket.recv(8, socket.MSG_WAITALL))
        self._socket.recv(length - 8, socket.MSG_WAITALL) if length > 8 else b""
        if answered != kind:
            raise OSError(f"the inputtest driver answered {answered} where {kind} belongs")


class Finger(_Device):
    """A finger on the glass; positions are pixels from the upper left corner.

    Each call returns once the X server has handled the touch. Applications get it a little later.

    Args:
        path: Socket of an inputtest device of type ``Touch``.
        size: Width and height of the glass, pixels.
    """

    _BEGIN, _UPDATE, _END = 18, 19, 20
    _AXIS_STEPS = 0x10000
    # Touch panels report at about this rate; Qt's kinetic scrolling computes speed from it.
    _REPORT_S = 0.01

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        super().__init__(path)
        self._size = size
        self._touch_id = 0
        self._at = (0.0, 0.0)
        self._others: dict[int, tuple[float, float]] = {}

    def press(self, x: float, y: float) -> None:
        """Put the finger down."""
        self._touch_id += 1
        self._touch(self._BEGIN, x, y)

    def press_another(self, x: float, y: float) -> int:
        """Put one more finger down, whatever others do; return its number for `lift_another`."""
        self.press(x, y)
        self._others[self._touch_id] = (x, y)
        return self._touch_id

    def lift_another(self, number: int) -> None:
        """Take that finger away."""
        self._touch(self._END, *self._others.pop(number), number)

    def move(self, x: float, y: float) -> None:
        """Move the finger that is down."""
        self._touch(self._UPDATE, x, y)

    def lift(self) -> None:
        """Take the finger away where it is."""
        self._touch(self._END, *self._at)

    def tap(self, x: float, y: float) -> None:
        """Touch and let go at one place."""
        self.press(x, y)
        self.lift()

    def swipe(self, start: tuple[float, float], end: tuple[float, float], steps: int = 12) -> None:
        """Draw the finger from one place to another in a straight line, then take it away."""
        self.press(*start)
        for step in range(1, steps + 1):
            time.sleep(self._REPORT_S)
            part = step / steps
            self.move(*(a + (b - a) * part for a, b in zip(start, end, strict=True)))
        self.lift()

    def _touch(self, phase: int, x: float, y: float, number: int | None = None) -> None:
        self._at = (x, y)
        number = self._touch_id if number is None else number
        axes = [
            min(max((at + 0.5) * self._AXIS_STEPS / length, 0), self._AXIS_STEPS - 1)
            for at, length in zip((x, y), self._size, strict=True)
        ]
        values = axes + [0.0] * (self._VALUATORS - 2)
        mask = bytes([0b11]).ljust(self._VALUATORS // 8, b"\0")
        body = struct.pack("=III8s4x", number, phase, 0, mask)
        unaccelerated = bytes(8 * self._VALUATORS)
        self._send(self._TOUCH, body + struct.pack(f"={len(values)}d", *values) + unaccelerated)
        self._sync()


class Keys(_Device):
    """A keyboard plugged into the kiosk, as somebody who wants to break out would do.

    Keys are named by their number in ``linux/input-event-codes.h`` (``KEY_F4`` is 62).
    """

    _X_OFFSET = 8
    _ROWS = ((16, "qwertyuiop"), (30, "asdfghjkl"), (44, "zxcvbnm"))

    def write(self, text: str) -> None:
        """Type small letters a to z, of a United States keyboard."""
        for letter in text:
            self.strike(*(first + row.index(letter) for first, row in self._ROWS if letter in row))

    def strike(self, *codes: int) -> None:
        """Press all keys in order, then let them go in the opposite order (``Alt`` + ``F4``)."""
        for code in codes:
            self._key(code, is_press=True)
        for code in reversed(codes):
            self._key(code, is_press=False)

    def _key(self, code: int, *, is_press: bool) -> None:
        self._send(self._KEY, struct.pack("=iI", code + self._X_OFFSET, is_press))
        self._sync()


class Mouse(_Device):
    """A mouse plugged into the kiosk; its pointer rests in the middle of the glass.

    Args:
        path: Socket of an inputtest device of type ``Pointer``.
    """

    LEFT, MIDDLE, RIGHT = 1, 2, 3

    def click(self, button: int) -> None:
        """Press a button and let it go."""
        for is_press in (True, False):
            values = bytes(2 * 8 * self._VALUATORS)
            self._send(
                self._BUTTON, struct.pack("=IiI4xI8s4x", 0, button, is_press, 0, b"") + values
            )
            self._sync()


@dataclass(frozen=True, slots=True)
class Xorg:
    """A running X server.

    Attributes:
        display: Its name (``:0``).
        size: Width and height of the glass, pixels.
        finger: A finger on its glass.
        keys: A keyboard plugged into it.
        pid: Its process.
        log: Its log file.
    """

    display: str
    size: tuple[int, int]
    finger: Finger
    keys: Keys
    pid: int
    log: Path


@contextmanager
def running_xorg(folder: Path, size: tuple[int, int]) -> Iterator[Xorg]:
    """Run an X server of the given size, pixels, and end it afterwards.

    Args:
        folder: An existing folder for its configuration, log and sockets; a short path, because a
            socket's path has at most 107 bytes.
        size: Width and height of the glass; 1080x1920, 1920x1080 and 1280x800 are in use.

    Raises:
        OSError: The server does not start; the message holds the end of its log.
    """
    config, log = folder / "xorg.conf", folder / "xorg.log"
    config.write_text(
        _CONFIG.format(modeline=_modeline(size), width=size[0], height=size[1], folder=folder)
    )
    reading, writing = os.pipe()
    # Without access control (-ac) another local user's cage may come in too; nobody else can.
    server = subprocess.Popen(
        ["Xorg", *_OPTIONS, "-config", config, "-logfile", log, "-displayfd", str(writing)],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with ending(server):
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise OSError(f"Xorg did not start:\n{log.read_text()[-2000:]}")
        finger, keys = Finger(folder / "finger", size), Keys(folder / "keys")
        try:
            yield Xorg(f":{number}", size, finger, keys, server.pid, log)
        finally:
            finger.close()
            keys.close()


@contextmanager
def ending(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a process that we started when the body ends: ask it, insist after some seconds."""
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_END_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _modeline(size: tuple[int, int]) -> str:
    width, height = size
    across = (width, width + 64, width + 128, width + 256)
    down = (height, height + 3, height + 8, height + 31)
    clock_mhz = across[-1] * down[-1] * 60 / 1e6
    timing = " ".join(map(str, (*across, *down)))
    return f'  Modeline "{width}x{height}" {clock_mhz:.2f} {timing}'
