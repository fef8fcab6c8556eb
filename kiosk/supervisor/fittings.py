# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's sound, its light and its first language: what staff set, what quiet hours put out.

All that touches the machine is done in one thread, one after another; nothing but the end waits for
it. What the machine has not is not offered.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.paths import DataFolder
from kiosk.session.messages import FromScreen, OnGlass
from kiosk.staff.kept import Kept, next_level, read_kept, write_kept
from kiosk.staff.panel import ActOutcome, PanelAct
from kiosk.supervisor.levels import Backlight, Mixer
from kiosk.supervisor.options import Options
from kiosk.supervisor.tone import Tone

_log = logging.getLogger(__name__)

_VOLUME = {PanelAct.LOUDER: True, PanelAct.SOFTER: False}
_LIGHT = {PanelAct.BRIGHTER: True, PanelAct.DARKER: False}


@dataclass(frozen=True, slots=True)
class Parts:
    """What it works with.

    Attributes:
        file: Where what staff have set is kept.
        tone: The tone before a visit ends.
        mixer: The machine's loudness.
        backlight: The light of the glass, or None where the glass is not the kiosk's alone.
    """

    file: Path
    tone: Tone
    mixer: Mixer
    backlight: Backlight | None


class Fittings:
    """Sets sound, light and first language, and keeps them; belongs to the running loop.

    Args:
        parts: What it works with.
        front: Gives the number of the screen that visitors use, or None.
        speaks: Tells whether a screen, by number, has a voice now.
        begin: Runs something beside the rest.

    Attributes:
        volume: Loudness in percent; None where it cannot be set, or is not known yet.
        brightness: Brightness in percent, likewise.
    """

    def __init__(
        self,
        parts: Parts,
        front: Callable[[], int | None],
        speaks: Callable[[int], bool],
        begin: Callable[[Coroutine[None, None, None]], None],
    ) -> None:
        self._parts, self._front, self._speaks, self._begin = parts, front, speaks, begin
        self._kept = self._written = _read(parts.file)
        self._glass: dict[int, OnGlass] = {}
        self._is_dark = False
        self._thread = ThreadPoolExecutor(1, "fittings")
        self.volume: int | None = None
        self.brightness: int | None = None

    @property
    def language(self) -> str:
        """Language that staff have chosen for visits, or empty."""
        return self._kept.language

    def start(self) -> None:
        """Set the machine as staff have set it last, and its light on."""
        for do in (self._switch, self._probe, self._restore_volume, self._restore_brightness):
            self._begin(self._work(do))

    def look_again(self) -> None:
        """Look what the machine has now: somebody may have plugged a loudspeaker in."""
        self._begin(self._work(self._probe))

    def change(self, act: PanelAct) -> ActOutcome:
        """Make sound or light more or less, as staff wish; it is kept over restarts."""
        if act in _VOLUME and self.volume is not None:
            self.volume = volume = next_level(self.volume, up=_VOLUME[act])
            self._keep(msgspec.structs.replace(self._kept, volume=volume))
            self._begin(self._try_volume(volume))
            return ActOutcome.DONE
        if act in _LIGHT and self.brightness is not None:
            self.brightness = brightness = next_level(self.brightness, up=_LIGHT[act])
            self._keep(msgspec.structs.replace(self._kept, brightness=brightness))
            self._begin(self._work(lambda: self._set_brightness(brightness)))
            return ActOutcome.DONE
        return ActOutcome.UNAVAILABLE

    def begin_in(self, language: str) -> ActOutcome:
        """Begin visits in a language; it is kept over restarts."""
        self._keep(msgspec.structs.replace(self._kept, language=language))
        return ActOutcome.DONE

    def hear(self, number: int, message: FromScreen) -> None:
        """Ring when a screen begins to warn or to ask; never into a voice."""
        if not isinstance(message, OnGlass):
            return
        before = self._glass.get(number, OnGlass())
        self._glass[number] = message
        is_news = (message.warning and not before.warning) or (message.asked and not before.asked)
        if is_news and not self._speaks(number):
            self._parts.tone.ring()
        self.look()

    def look(self) -> None:
        """Put the light out while the screen in front says that it is dark; after each event."""
        front = self._front()
        glass = self._glass.get(front) if front is not None else None
        is_dark = glass is not None and glass.dark
        if is_dark != self._is_dark:
            self._is_dark = is_dark
            self._begin(self._work(self._switch))

    def forget(self, number: int) -> None:
        """Forget a screen that is gone."""
        self._glass.pop(number, None)

    async def stop(self) -> None:
        """End the tone, and leave the light on."""
        await self._parts.tone.stop()
        # What was under way may have been cancelled: what is wished last is done here, after it.
        self._is_dark = False
        for do in (self._switch, self._write):
            await self._work(do)
        self._thread.shutdown(wait=False)

    # On the machine, in a thread

    def _restore_volume(self) -> None:
        if self.volume is not None and self._kept.volume is not None:
            self.volume = self._kept.volume
            self._parts.mixer.set(self.volume)

    def _restore_brightness(self) -> None:
        if self.brightness is not None and self._kept.brightness is not None:
            self.brightness = self._kept.brightness
            self._set_brightness(self.brightness)

    def _probe(self) -> None:
        before, backlight = self._kept, self._parts.backlight
        volume = self._parts.mixer.read()
        brightness = backlight.read() if backlight is not None else None
        if self._kept is before:  # else staff have just set others, and the machine follows
            self.volume, self.brightness = volume, brightness

    def _set_brightness(self, percent: int) -> None:
        if self._parts.backlight is not None:
            self._parts.backlight.set(percent)

    def _switch(self) -> None:
        if self._parts.backlight is not None:
            self._parts.backlight.switch(on=not self._is_dark)

    def _write(self) -> None:
        if (kept := self._kept) != self._written:
            write_kept(self._parts.file, kept)
            self._written = kept

    async def _try_volume(self, percent: int) -> None:
        await self._work(lambda: self._parts.mixer.set(percent))
        self._parts.tone.ring(anew=True)

    def _keep(self, kept: Kept) -> None:
        self._kept = kept
        self._begin(self._work(self._write))

    async def _work(self, do: Callable[[], None]) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, do)
        except EnvironmentFault as fault:
            _log.warning("%s", fault)


def parts_of(data: DataFolder, options: Options, environment: Mapping[str, str]) -> Parts:
    """Return what a kiosk has; in a window on a desktop the light is not the kiosk's.

    Args:
        data: Its data folder.
        options: What it was started with.
        environment: Whole environment of players and mixers.
    """
    light = None if options.window else Backlight()
    return Parts(data.kept, Tone(environment), Mixer(environment), light)


def _read(file: Path) -> Kept:
    try:
        return read_kept(file)
    except EnvironmentFault as fault:
        _log.warning("%s; settings and machine decide", fault)
        return Kept()
