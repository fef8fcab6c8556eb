# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Start of the courier process: reads the settings, builds its parts, runs them, ends cleanly."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.courier.courier import Courier
from kiosk.courier.link import ControlLink
from kiosk.courier.targets import Origin, Target, forget_others, make_target
from kiosk.courier.targets.folder import FolderTarget
from kiosk.faults import KioskFault
from kiosk.paths import DataFolder
from kiosk.session.messages import Delivered, QueueCounts
from kiosk.settings import Settings, demo_settings, load_settings

BAD_CONFIGURATION = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the courier until it is told to stop; return its exit code (2: bad configuration)."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="courier: %(levelname)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    os.umask(0o027)
    try:
        settings = demo_settings() if options.demo else load_settings(options.config)
    except KioskFault as fault:
        sys.stderr.write(f"{fault}\n")
        return BAD_CONFIGURATION
    data = DataFolder(options.data.absolute())
    asyncio.run(_run(settings, data, options.control, options.lifeline))
    return 0


def targets_of(settings: Settings, data: DataFolder) -> tuple[Target, ...]:
    """Return the targets of a configuration; without any it is a folder of the kiosk's own."""
    if not settings.delivery:
        return (FolderTarget("desk", data.requests, makes_folder=True),)
    origin = origin_of(settings, data)
    return tuple(make_target(target, origin) for target in settings.delivery)


def origin_of(settings: Settings, data: DataFolder) -> Origin:
    """Return where requests of this kiosk come from."""
    center = settings.center.name if settings.center else settings.kiosk
    return Origin(settings.kiosk, center, data)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kiosk.courier", description="Carries sealed requests from the slot to their targets."
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--config", type=Path, metavar="FILE", help="the center's settings")
    source.add_argument("--demo", action="store_true", help="the demonstration's settings")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="data folder")
    parser.add_argument(
        "--lifeline", type=int, metavar="FD", help="end when the other end of this pipe closes"
    )
    parser.add_argument("--control", type=Path, metavar="SOCKET", help="supervisor's socket")
    return parser


async def _run(
    settings: Settings, data: DataFolder, control: Path | None, lifeline: int | None
) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    if lifeline is not None:
        loop.add_reader(lifeline, stopped.set)

    def report(news: Delivered | QueueCounts) -> None:
        if link is not None:
            link.say(news)

    targets = targets_of(settings, data)
    forget_others(origin_of(settings, data), [target.name for target in targets])
    courier = Courier(data=data, targets=targets, report=report)
    link = ControlLink(control, courier.wake) if control else None
    tasks = [asyncio.create_task(courier.run())]
    if link is not None:
        tasks.append(asyncio.create_task(link.run()))
    waiter = asyncio.create_task(stopped.wait())
    await asyncio.wait([waiter, *tasks], return_when=asyncio.FIRST_COMPLETED)
    if lifeline is not None:
        loop.remove_reader(lifeline)
    for task in (waiter, *tasks):
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
