# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The edge to the machine's sound and light: its mixer, and the backlight of its glass.

Both may be missing; then they say None, and nothing is offered. All of it may wait a moment, so
it is called in a thread.

Source:
    Linux, Documentation/ABI/stable/sysfs-class-backlight: ``brightness``, ``max_brightness``,
    ``bl_power`` (0 on, 4 off), ``type``. amixer(1), wpctl(1).
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from kiosk.faults import EnvironmentFault

BACKLIGHTS = Path("/sys/class/backlight")
LIMIT_S = 3.0
_KINDS = ("firmware", "platform", "raw")
"""Where a machine has several backlights, the kernel's own order of trust."""
_ON, _OFF = "0", "4"
_SINK = "@DEFAULT_AUDIO_SINK@"
_CONTROLS = ("Master", "Speaker", "PCM", "Headphone")


class Backlight:
    """The light behind the glass.

    Args:
        folder: The kernel's list of backlights.
    """

    def __init__(self, folder: Path = BACKLIGHTS) -> None:
        self._folder = folder

    def read(self) -> int | None:
        """Return the brightness in percent, or None where this process cannot set it."""
        one = self._one()
        if one is None or not os.access(one / "brightness", os.W_OK):
            return None
        try:
            return round(100 * int(_word(one / "brightness")) / self._most(one))
        except (OSError, ValueError):
            return None

    def set(self, percent: int) -> None:
        """Set the brightness.

        Raises:
            EnvironmentFault: The machine does not let us.
        """
        one = self._one()
        if one is None:
            raise EnvironmentFault("this glass has no brightness that can be set")
        try:
            (one / "brightness").write_text(str(max(1, round(self._most(one) * percent / 100))))
        except (OSError, ValueError) as error:
            raise EnvironmentFault("the brightness cannot be set") from error

    def switch(self, *, on: bool) -> None:
        """Switch the light on or off; where that cannot be done it stays on."""
        one = self._one()
        power = one / "bl_power" if one is not None else None
        if power is None or not power.exists():
            return
        try:
            if _word(power) != (wanted := _ON if on else _OFF):
                power.write_text(wanted)
        except OSError as error:
            raise EnvironmentFault("the backlight cannot be switched") from error

    def _one(self) -> Path | None:
        """Return the backlight to use: one that says how bright it can be."""
        try:
            found = [path for path in self._folder.iterdir() if (path / "max_brightness").exists()]
        except OSError:
            return None
        return min(found, key=_trust, default=None)

    @staticmethod
    def _most(one: Path) -> int:
        return max(1, int(_word(one / "max_brightness")))


class Mixer:
    """How loud the machine is: WirePlumber where it runs, else ALSA.

    Args:
        environment: Whole environment of its commands.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._control = ""

    def read(self) -> int | None:
        """Return the loudness in percent, or None where there is no mixer."""
        if found := re.search(r"Volume: (\d+\.\d+)", self._run("wpctl", "get-volume", _SINK)):
            self._control = _SINK
            return min(100, round(100 * float(found[1])))
        names = re.findall(
            r"^Simple mixer control '([^']+)'", self._run("amixer", "scontrols"), re.M
        )
        for name in _CONTROLS:
            said = self._run("amixer", "-M", "sget", name) if name in names else ""
            if found := re.search(r"\[(\d+)%\]", said):
                self._control = name
                return int(found[1])
        return None

    def set(self, percent: int) -> None:
        """Set the loudness, and let it be heard.

        Raises:
            EnvironmentFault: There is no mixer, or it refuses.
        """
        if self.read() is None:
            raise EnvironmentFault("this machine has no loudness that can be set")
        if self._control == _SINK:
            self._run("wpctl", "set-mute", _SINK, "0")
            self._run("wpctl", "set-volume", _SINK, f"{percent / 100:.2f}", must=True)
        else:
            sset = ("amixer", "-q", "-M", "sset", self._control)
            self._run(*sset, f"{percent}%", must=True)
            self._run(*sset, "unmute")  # not every control can be muted

    def _run(self, name: str, *arguments: str, must: bool = False) -> str:
        program = shutil.which(name, path=self._environment.get("PATH"))
        try:
            if program is None:
                raise FileNotFoundError(name)
            done = subprocess.run(
                [program, *arguments],
                env={**self._environment, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LIMIT_S,
                check=True,
                start_new_session=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            if must:
                raise EnvironmentFault(f"{name} refuses") from error
            return ""
        return done.stdout.decode(errors="replace")


def _word(path: Path) -> str:
    return path.read_text("ascii").strip()


def _trust(one: Path) -> tuple[int, str]:
    try:
        return _KINDS.index(_word(one / "type")), one.name
    except (OSError, ValueError):
        return len(_KINDS), one.name
