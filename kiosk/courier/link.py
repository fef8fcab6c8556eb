# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier's end of the supervisor's control socket; the courier works without it as well."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.session.control import (
    CourierHello,
    CourierReport,
    Delivered,
    FleetAnswer,
    FleetRefusal,
    FleetWish,
    FromControl,
    KioskNews,
    LinkNews,
    QueueCounts,
    SendNow,
    UsageNews,
    Wake,
)
from kiosk.session.wire import LineReader, encode

_log = logging.getLogger(__name__)

READ_BYTES = 65_536
KEPT_REPORTS = 200


class ControlLink:
    """Reports to the supervisor and is woken by it; comes back when the supervisor was away.

    What is said while nobody listens is kept up to a bound: the newest counts and the last
    deliveries. A supervisor that stops reading stops this link and nothing else.

    Args:
        path: The supervisor's socket.
        on_wake: Called when the slot holds something new, and after each connection is made, with
            the requests whose receipts were shown.
        retry_s: Seconds between attempts to connect.
        on_fleet: Called with what the supervisor says to the front desks.
        on_hurry: Called when staff wish that all that waits is tried at once.
    """

    def __init__(
        self,
        path: Path,
        on_wake: Callable[[Sequence[str]], None],
        retry_s: float = 1.0,
        on_fleet: Callable[[KioskNews | UsageNews | FleetAnswer], None] = lambda _: None,
        on_hurry: Callable[[], None] = lambda: None,
    ) -> None:
        self._path = path
        self._on_wake = on_wake
        self._retry_s = retry_s
        self._on_fleet, self._on_hurry = on_fleet, on_hurry
        self._writer: asyncio.StreamWriter | None = None
        self._counts: QueueCounts | None = None
        self._unsaid: deque[CourierReport] = deque(maxlen=KEPT_REPORTS)
        self._has_news = asyncio.Event()

    def say(self, report: Delivered | QueueCounts | FleetRefusal | LinkNews) -> None:
        """Queue a report; never waits. How a line stands is not kept for later."""
        if isinstance(report, LinkNews) and self._writer is None:
            return
        if isinstance(report, QueueCounts):
            self._counts = report
            if self._unsaid and isinstance(self._unsaid[-1], QueueCounts):
                self._unsaid.pop()
        self._unsaid.append(report)
        self._has_news.set()

    def ask(self, wish: FleetWish) -> bool:
        """Pass a wish on now; return False where no supervisor is there: it is not kept for one."""
        if self._writer is None:
            return False
        self._writer.write(encode(wish))
        return True

    async def run(self) -> None:
        """Stay connected until cancelled."""
        while True:
            try:
                reader, writer = await asyncio.open_unix_connection(str(self._path))
            except OSError:
                await asyncio.sleep(self._retry_s)
                continue
            try:
                await self._talk(reader, writer)
            except* (OSError, EnvironmentFault):
                _log.info("the supervisor went away; looking for it again")
            finally:
                self._writer = None
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
            await asyncio.sleep(self._retry_s)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(encode(CourierHello()))
        self._writer = writer
        if self._counts is not None and self._counts not in self._unsaid:
            self._unsaid.append(self._counts)
        self._has_news.set()
        self._on_wake(())
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen(reader))
            group.create_task(self._speak(writer))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        lines = LineReader[FromControl](FromControl)
        while data := await reader.read(READ_BYTES):
            for message in lines.feed(data):
                if isinstance(message, Wake):
                    self._on_wake(message.receipts)
                elif isinstance(message, KioskNews | UsageNews | FleetAnswer):
                    self._on_fleet(message)
                elif isinstance(message, SendNow):
                    self._on_hurry()
        raise ConnectionResetError

    async def _speak(self, writer: asyncio.StreamWriter) -> None:
        while True:
            while self._unsaid:
                writer.write(encode(self._unsaid.popleft()))
                await writer.drain()
            self._has_news.clear()
            await self._has_news.wait()
