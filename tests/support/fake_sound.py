# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A machine's sound and light out of real files: programs that note what they are told."""

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.support.offspring import offspring

_TOOLS = ("cat", "sleep", "wc")

_MIXER = """#!/bin/sh
echo "$*" >> "{said}"
case "$*" in
scontrols) echo "Simple mixer control 'Mic',0"; echo "Simple mixer control 'PCM',0" ;;
*sget*) printf '  Front Left: Playback 100 [%s%%] [-20.00dB] [on]\\n' "$(cat "{level}")" ;;
*%) for last; do :; done; echo "${{last%\\%}}" > "{level}" ;;
esac
"""
_WIREPLUMBER = """#!/bin/sh
echo "$*" >> "{said}"
case "$1" in
get-volume) echo "Volume: $(cat "{level}")" ;;
set-volume) echo "$3" > "{level}" ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """Programs and a backlight in a folder.

    Attributes:
        folder: All of it.
    """

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """An environment in which these programs are found, and no player of the real machine."""
        tools = self.folder / "tools"
        if not tools.exists():
            tools.mkdir()
            for name in _TOOLS:
                (tools / name).symlink_to(shutil.which(name) or f"/bin/{name}")
        return {"PATH": f"{self.folder / 'bin'}:{tools}"}

    @property
    def backlights(self) -> Path:
        """The list of backlights, as the kernel has it."""
        return self.folder / "backlight"

    def said(self, name: str) -> list[str]:
        """Return what a program was told, a line each."""
        path = self.folder / f"{name}.said"
        return path.read_text().splitlines() if path.exists() else []

    def players(self) -> list[psutil.Process]:
        """Return the players that live now."""
        script, found = str(self.folder / "bin" / "aplay"), []
        for one in offspring():
            with contextlib.suppress(psutil.Error):
                found += [one] if script in one.cmdline() else []
        return found

    def add(self, name: str, script: str) -> Path:
        """Install a program."""
        program = self.folder / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(script)
        program.chmod(0o755)
        return program

    def add_player(self, does: str = "wc -c") -> None:
        """Install a player; what it does goes into its lines."""
        self.add("aplay", f'#!/bin/sh\n{{ {does}\n}} >> "{self.folder / "aplay.said"}"\n')

    def add_mixer(self, percent: int = 40) -> None:
        """Install ALSA's mixer, with one thing to listen to."""
        self._add_levels("amixer", _MIXER, str(percent))

    def add_wireplumber(self, level: str = "0.40") -> None:
        """Install WirePlumber's command."""
        self._add_levels("wpctl", _WIREPLUMBER, level)

    def level(self, name: str) -> str:
        """Return how loud a mixer is."""
        return (self.folder / f"{name}.level").read_text().strip()

    def _add_levels(self, name: str, script: str, level: str) -> None:
        file = self.folder / f"{name}.level"
        file.write_text(f"{level}\n")
        self.add(name, script.format(said=self.folder / f"{name}.said", level=file))

    def add_backlight(self, name: str = "panel", kind: str = "raw") -> Path:
        """Add a light of 200 steps at half its brightness."""
        light = self.backlights / name
        light.mkdir(parents=True)
        for file, text in (
            ("max_brightness", "200"),
            ("brightness", "100"),
            ("bl_power", "0"),
            ("type", kind),
        ):
            (light / file).write_text(f"{text}\n")
        return light
