# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Start of the courier process: reads the settings, builds its parts, runs them, ends cleanly."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.courier.courier import Courier
from kiosk.courier.health import HealthKeeper
from kiosk.courier.link import ControlLink
from kiosk.courier.targets import Origin, Target, forget_others, make_target
from kiosk.courier.targets.folder import FolderTarget
from kiosk.faults import KioskFault
from kiosk.logs import set_up_logs
from kiosk.paths import DataFolder
from kiosk.session.control import Delivered, FleetAnswer, KioskNews, QueueCounts, UsageNews
from kiosk.settings import Settings, demo_settings, load_settings

if TYPE_CHECKING:
    from kiosk.courier.fleet import FleetLink

_log = logging.getLogger(__name__)

BAD_CONFIGURATION = 2
RECEIPT_WAIT = timedelta(seconds=3)
"""A receipt is painted some ten milliseconds after its request lies in the slot."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the courier until it is told to stop; return its exit code (2: bad configuration)."""
    options = _parser().parse_args(arguments)
    set_up_logs(logging.INFO, "courier: %(levelname)s: %(message)s")
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


def _fleet_link(settings: Settings, data: DataFolder, link: ControlLink) -> "FleetLink | None":
    """Return the line to the front desks, where the settings have one; deliveries go on anyway."""
    if not settings.fleet.host:
        return None
    # Only here: a kiosk without a fleet does not pay for its libraries.
    from kiosk.courier.fleet import FleetLink  # noqa: PLC0415

    try:
        return FleetLink(settings, data, ask=link.ask, report=link.say)
    except KioskFault as fault:
        _log.error("no fleet link: %s", fault)
        return None


def _parts(
    settings: Settings, data: DataFolder, control: Path | None
) -> Sequence[Coroutine[None, None, None]]:
    """Return what runs as long as the courier does."""

    def report(news: Delivered | QueueCounts) -> None:
        if link is not None:
            link.say(news)
        if fleet is not None and isinstance(news, QueueCounts):
            fleet.count(news)

    def on_fleet(message: KioskNews | UsageNews | FleetAnswer) -> None:
        if fleet is not None:
            fleet.hear(message)

    targets = targets_of(settings, data)
    forget_others(origin_of(settings, data), [target.name for target in targets])
    receipt_wait = RECEIPT_WAIT if control else timedelta(0)
    courier = Courier(data=data, targets=targets, report=report, receipt_wait=receipt_wait)
    link = None
    if control is not None:
        link = ControlLink(control, courier.wake, on_fleet=on_fleet, on_hurry=courier.hurry)
    fleet = _fleet_link(settings, data, link) if link is not None else None
    health = HealthKeeper(settings, data, origin_of(settings, data).center)
    return [part.run() for part in (courier, link, fleet, health) if part is not None]


async def _run(
    settings: Settings, data: DataFolder, control: Path | None, lifeline: int | None
) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    if lifeline is not None:
        loop.add_reader(lifeline, stopped.set)
    tasks = [asyncio.create_task(part) for part in _parts(settings, data, control)]
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
