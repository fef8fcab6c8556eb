# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Turns the picture of a cage back on a panel that hangs turned, as its version knows to.

Until 0.1 cage has an option for it; later ones leave it to a client (wlr-randr). They forget it
for a display that is unplugged, so it is said again when one comes.
"""

import asyncio
import contextlib
import logging
import re
from collections.abc import Mapping
from pathlib import Path

_log = logging.getLogger(__name__)

DRM = Path("/sys/class/drm")
_LOOK_EVERY_S = 2.0
# cage needs a moment for a display that has just come.
_SETTLE_S = 1.0
ANSWER_S = 5.0
"""How long a client of the compositor has: one that hangs must not keep the next display lying."""


def cage_options(usage: str, rotation: int) -> tuple[str, ...]:
    """Return the options that turn the picture of a cage, by what ``cage -h`` says.

    Args:
        usage: What it says.
        rotation: How far the panel hangs turned clockwise, degrees, a multiple of 90.
    """
    knows = re.search(r"^\s*-r\b", usage, re.MULTILINE) is not None
    return ("-r",) * (rotation // 90) if knows else ()


def outputs_in(listed: str) -> tuple[str, ...]:
    """Return the names of the displays in what ``wlr-randr`` lists, in its order."""
    return tuple(line.split()[0] for line in listed.splitlines() if line[:1].strip())


async def keep_turned(environment: Mapping[str, str], rotation: int, drm: Path = DRM) -> None:
    """Turn all displays of a compositor, now and when another is plugged in, until cancelled.

    Args:
        environment: One in which programs find the compositor.
        rotation: How far the panel hangs turned clockwise, degrees, a multiple of 90.
        drm: Where the kernel tells what is connected.
    """
    seen: tuple[str, ...] | None = None
    while True:
        now = connected(drm)
        if now != seen:
            if seen is not None:
                await asyncio.sleep(_SETTLE_S)
            await turn(environment, rotation)
            seen = now
        await asyncio.sleep(_LOOK_EVERY_S)


def connected(drm: Path) -> tuple[str, ...]:
    """Return the connectors with something in them."""
    found = []
    for status in sorted(drm.glob("card*-*/status")):
        try:
            if status.read_text("ascii").strip() == "connected":
                found.append(status.parent.name)
        except OSError:  # it has just gone
            continue
    return tuple(found)


async def turn(environment: Mapping[str, str], rotation: int) -> None:
    """Turn all displays of a compositor; what hinders is logged."""
    for output in outputs_in(await _said(environment, "wlr-randr")):
        await _said(environment, "wlr-randr", "--output", output, "--transform", str(rotation))


async def _said(environment: Mapping[str, str], *command: str) -> str:
    pipe = asyncio.subprocess.PIPE
    try:
        asked = await asyncio.create_subprocess_exec(
            *command, env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe
        )
    except OSError as error:
        _log.warning("the picture cannot be turned: %s: %s", command[0], error.strerror)
        return ""
    try:
        async with asyncio.timeout(ANSWER_S):
            answer, problem = await asked.communicate()
    except TimeoutError:
        _log.warning("the picture cannot be turned: %s does not answer", command[0])
        return ""
    finally:
        if asked.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                asked.kill()
            await asked.communicate()
    if asked.returncode:
        _log.warning("the picture cannot be turned: %s", problem.decode(errors="replace").strip())
    return answer.decode(errors="replace")
