# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier's end of the supervisor's control socket; the courier works without it as well."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable
from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.session.messages import CourierHello, Delivered, FromControl, QueueCounts, Wake
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
        on_wake: Called when the slot holds something new, and after each connection is made.
        retry_s: Seconds between attempts to connect.
    """

    def __init__(self, path: Path, on_wake: Callable[[], None], retry_s: float = 1.0) -> None:
        self._path = path
        self._on_wake = on_wake
        self._retry_s = retry_s
        self._counts: QueueCounts | None = None
        self._unsaid: deque[Delivered | QueueCounts] = deque(maxlen=KEPT_REPORTS)
        self._has_news = asyncio.Event()

    def say(self, report: Delivered | QueueCounts) -> None:
        """Queue a report; never waits."""
        if isinstance(report, QueueCounts):
            self._counts = report
            if self._unsaid and isinstance(self._unsaid[-1], QueueCounts):
                self._unsaid.pop()
        self._unsaid.append(report)
        self._has_news.set()

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
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
            await asyncio.sleep(self._retry_s)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(encode(CourierHello()))
        if self._counts is not None and self._counts not in self._unsaid:
            self._unsaid.append(self._counts)
        self._has_news.set()
        self._on_wake()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen(reader))
            group.create_task(self._speak(writer))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        lines = LineReader[FromControl](FromControl)
        while data := await reader.read(READ_BYTES):
            for message in lines.feed(data):
                if isinstance(message, Wake):
                    self._on_wake()
        raise ConnectionResetError

    async def _speak(self, writer: asyncio.StreamWriter) -> None:
        while True:
            while self._unsaid:
                writer.write(encode(self._unsaid.popleft()))
                await writer.drain()
            self._has_news.clear()
            await self._has_news.wait()
