# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A short, soft tone when a visit is about to end or the front desk asks; screens make no sound.

It is made here and fed to a player of the machine, raw, on standard input. A player has a process
group and three seconds; nothing waits for it, and a machine without sound is told of once.

Source:
    Revised Section 508, 407.6 and WCAG 2.2, 1.4.2: sound that starts by itself is under 3 s.
"""

import asyncio
import contextlib
import logging
import math
import os
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

_log = logging.getLogger(__name__)

RATE_HZ = 22_050
NOTES = ((587.33, 0.0), (440.0, 0.16))
"""Two low notes, in Hz, and when each begins, in s: below the pitches that ears lose with age."""
LONG_S = 0.7
PEAK = 0.35
LIMIT_S = 3.0
PAUSE_S = 10.0
"""A screen that was broken into rings no oftener."""
PLAYERS = (
    ("paplay", "--raw", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1"),
    ("aplay", "-q", "-t", "raw", "-f", "S16_LE", "-r", str(RATE_HZ), "-c", "1"),
)
"""PulseAudio and PipeWire, then ALSA."""


def make_tone() -> bytes:
    """Return the tone, 16 bit little-endian samples; it swells and fades, so it never clicks."""
    samples = [_sample(index / RATE_HZ) for index in range(round(LONG_S * RATE_HZ))]
    return struct.pack(f"<{len(samples)}h", *samples)


def _sample(at_s: float) -> int:
    value = 0.0
    for pitch_hz, begins_s in NOTES:
        since_s, left_s = at_s - begins_s, LONG_S - at_s
        if since_s > 0:
            swell = min(1.0, since_s / 0.03) * math.exp(-since_s * 5) * min(1.0, left_s / 0.1)
            value += swell * math.sin(2 * math.pi * pitch_hz * since_s)
    return round(value * PEAK / len(NOTES) * 32_767)


def find_player(environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the command of a player of this machine, or None where there is none."""
    for name, *options in PLAYERS:
        if found := shutil.which(name, path=environment.get("PATH")):
            return (found, *options)
    return None


class Tone:
    """Plays the tone, one at a time; belongs to the running loop.

    Args:
        environment: A player's whole environment; sound is found through it.
        player: How one is started; None looks for one at each tone.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        player: Sequence[str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._environment, self._player, self._clock = dict(environment), player, clock
        self._sound = b""
        self._rung_s = -math.inf
        self._is_told = False
        self._process: subprocess.Popen[bytes] | None = None
        self._gone = asyncio.Event()
        self._gone.set()

    def ring(self, *, anew: bool = False) -> None:
        """Play the tone, unless one has just been played; returns at once.

        Args:
            anew: Play it even then: somebody tries how loud it is.
        """
        now_s = self._clock()
        if self._process is not None or (not anew and now_s - self._rung_s < PAUSE_S):
            return
        self._rung_s = now_s
        player = self._player or find_player(self._environment)
        if player is None:
            self._miss("neither paplay nor aplay is installed")
            return
        self._sound = self._sound or make_tone()  # some 20 ms, once
        try:
            self._play(player)
        except OSError as error:
            self._miss(error.strerror or "the player cannot be started")

    async def stop(self) -> None:
        """End a tone that is being played; its process is gone on return."""
        self._kill()
        await self._gone.wait()

    def _play(self, player: Sequence[str]) -> None:
        process = subprocess.Popen(
            player,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            pidfd = os.pidfd_open(process.pid)
        except OSError:
            with process:
                process.kill()
            raise
        self._process = process
        self._gone.clear()
        loop = asyncio.get_running_loop()
        limit = loop.call_later(LIMIT_S, self._give_up)
        loop.add_reader(pidfd, self._bury, pidfd, limit)
        if process.stdin is not None:
            os.set_blocking(process.stdin.fileno(), False)
            # The whole tone fits into a pipe (64 KiB), so it is written at once.
            with contextlib.suppress(OSError):
                process.stdin.write(self._sound)
                process.stdin.flush()
            with contextlib.suppress(OSError):
                process.stdin.close()

    def _give_up(self) -> None:
        self._miss(f"the player needs more than {LIMIT_S:g} s")
        self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                # Unreaped until ``_bury``, so the number is still this child's own.
                os.killpg(self._process.pid, signal.SIGKILL)

    def _bury(self, pidfd: int, limit: asyncio.TimerHandle) -> None:
        asyncio.get_running_loop().remove_reader(pidfd)
        os.close(pidfd)
        limit.cancel()
        self._kill()
        code = self._process.wait() if self._process is not None else 0
        self._process = None
        self._gone.set()
        if code > 0:
            self._miss(f"the player ended with status {code}")

    def _miss(self, why: str) -> None:
        """Say once that nothing is heard."""
        if not self._is_told:
            self._is_told = True
            _log.warning("the tone cannot be played: %s", why)
