# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the kiosk shows on: the display it was started on, or a cage of its own.

An installed kiosk has no desktop and nobody who signs in: its service starts cage on the seat. cage
runs one program and leaves with it; here that program only says which display it was given and
then waits for the supervisor's end, however that comes.
"""

import asyncio
import contextlib
import logging
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace

from kiosk.faults import EnvironmentFault
from kiosk.supervisor.options import Options
from kiosk.supervisor.turning import cage_options, keep_turned

_log = logging.getLogger(__name__)

UP_LIMIT_S = 10.0
DOWN_LIMIT_S = 3.0
_KEPT = ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR", "DISPLAY", "XAUTHORITY")
_KEPT_PREFIXES = ("WLR_", "LIBSEAT_", "XKB_")
# Its standard input is held by the supervisor alone.
_PLACEHOLDER = 'echo "$WAYLAND_DISPLAY $DISPLAY"; exec cat >/dev/null'
# WORKAROUND(https://github.com/cage-kiosk/cage/pull/272): older ones send no wl_touch.frame, so Qt
# never learns on Wayland that a finger was lifted; through Xwayland it does.
_TOUCH_SINCE = (0, 1, 5)


class NoGlassFault(EnvironmentFault):
    """There is nothing to show on, or no longer."""


@dataclass(frozen=True, slots=True)
class Glass:
    """Something to show on.

    Attributes:
        environment: The environment in which screens find it.
        options: The options, with the Qt platform that fits it.
        gone: Set when it is there no longer.
    """

    environment: Mapping[str, str]
    options: Options
    gone: asyncio.Event


@contextlib.asynccontextmanager
async def opened_glass(
    options: Options, environment: Mapping[str, str], rotation: int = 0
) -> AsyncIterator[Glass]:
    """Give something to show on; a cage that was started for it ends afterwards.

    Args:
        options: What the kiosk was started with.
        environment: The environment of the supervisor.
        rotation: How far the panel hangs turned clockwise, degrees.

    Raises:
        NoGlassFault: cage is missing or does not come up.
    """
    gone = asyncio.Event()
    if not options.cage:
        yield Glass(environment, options, gone)
        return
    platform = options.platform or platform_for(await _said(environment, "cage", "-v"))
    turns = cage_options(await _said(environment, "cage", "-h"), rotation) if rotation else ()
    cage = await _started(environment, "cage", *turns, "--", "/bin/sh", "-c", _PLACEHOLDER)
    waiting = asyncio.create_task(_told_of_end(cage, gone))
    turning: asyncio.Task[None] | None = None
    try:
        wayland, x11 = await _displays(cage)
        if rotation and not turns:
            its_own = cage_environment(environment) | {"WAYLAND_DISPLAY": wayland}
            turning = asyncio.create_task(keep_turned(its_own, rotation))
        _log.info("cage is process %d, screens use %s", cage.pid, platform)
        own = {"WAYLAND_DISPLAY": wayland} if platform == "wayland" else {"DISPLAY": x11}
        others = {n: v for n, v in environment.items() if n not in ("WAYLAND_DISPLAY", "DISPLAY")}
        yield Glass(others | own, replace(options, platform=platform), gone)
    finally:
        if turning is not None:
            turning.cancel()
            await asyncio.wait({turning})
        await _end(cage, waiting)


def platform_for(version: str) -> str:
    """Return the Qt platform that works in a cage, by what ``cage -v`` says."""
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", version)
    is_new = found is not None and tuple(map(int, found.groups())) >= _TOUCH_SINCE
    return "wayland" if is_new else "xcb"


def cage_environment(outside: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of cage, rebuilt from an allow-list."""
    return {n: v for n, v in outside.items() if n in _KEPT or n.startswith(_KEPT_PREFIXES)}


async def _started(environment: Mapping[str, str], *command: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    surroundings = cage_environment(environment)
    try:
        return await asyncio.create_subprocess_exec(
            *command, env=surroundings, stdin=pipe, stdout=pipe
        )
    except OSError as error:
        raise NoGlassFault(f"cage cannot be started: {error.strerror}") from error


async def _said(environment: Mapping[str, str], *command: str) -> str:
    asked = await _started(environment, *command)
    answer, _ = await asked.communicate()
    return answer.decode(errors="replace")


async def _displays(cage: asyncio.subprocess.Process) -> tuple[str, str]:
    if cage.stdout is None:
        raise TypeError("cage was started without a pipe")
    try:
        async with asyncio.timeout(UP_LIMIT_S):
            line = (await cage.stdout.readline()).decode()
    except TimeoutError:
        line = ""
    if not line.endswith("\n"):
        raise NoGlassFault("cage did not come up: no seat, or no display on it")
    wayland, _, x11 = line.rstrip("\n").partition(" ")
    return wayland, x11


async def _told_of_end(cage: asyncio.subprocess.Process, gone: asyncio.Event) -> None:
    status = await cage.wait()
    _log.log(logging.INFO if status == 0 else logging.WARNING, "cage ended with status %d", status)
    gone.set()


async def _end(cage: asyncio.subprocess.Process, waiting: asyncio.Task[None]) -> None:
    if cage.stdin is not None:
        cage.stdin.close()
    gone, _ = await asyncio.wait({waiting}, timeout=DOWN_LIMIT_S)
    if not gone:
        with contextlib.suppress(ProcessLookupError):
            cage.kill()
        await waiting
