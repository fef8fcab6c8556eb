# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real supervisor with fake screens, running in the test's own event loop."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing

from kiosk.paths import DataFolder
from kiosk.session.control import AskStatus, Delivered, FromControl, Status, ToControl
from kiosk.session.messages import FromScreen, TourAct, TourDone
from kiosk.session.wire import LineReader, encode
from kiosk.staff.audit import Audit
from kiosk.supervisor.kiosk import Kiosk
from kiosk.supervisor.options import Options

FAKE_SCREEN = (sys.executable, "-m", "tests.support.fake_screen")


class Running:
    """A running kiosk under test, with all that its screens and its courier said."""

    def __init__(self, kiosk: Kiosk, data: DataFolder) -> None:
        self.kiosk = kiosk
        self.data = data
        self.heard: list[tuple[int, FromScreen | Delivered]] = []
        self._news = asyncio.Event()
        kiosk.listeners.append(self._hear)

    def _hear(self, number: int, message: FromScreen | Delivered) -> None:
        self.heard.append((number, message))
        self._news.set()

    async def until(self, is_true: Callable[[], bool], within_s: float = 15.0) -> None:
        """Wait until a condition holds; it is asked again whenever a screen says something."""
        async with asyncio.timeout(within_s):
            while not is_true():
                self._news.clear()
                await self._news.wait()

    async def until_warm(self) -> None:
        """Wait until one screen is shown and one stands by."""

        def is_warm() -> bool:
            status = self.status()
            return (status.active, status.standby) == ("active", "standby")

        await self.until(is_warm)

    async def settled(self) -> None:
        """Wait until the screen in front has done what it was told: it answers a question."""
        asked = len([1 for _, message in self.heard if isinstance(message, TourDone)])
        self.act("after")
        await self.until(lambda: len([1 for _, m in self.heard if isinstance(m, TourDone)]) > asked)

    def status(self) -> Status:
        """Return what the kiosk says of itself."""
        answer = self.kiosk.answer(AskStatus())
        if not isinstance(answer, Status):
            raise TypeError(answer)
        return answer

    def act(self, act: str) -> None:
        """Tell the screen in front what to do."""
        if not self.kiosk.tour_act(TourAct(act)):
            raise LookupError("no screen is in front")

    async def ask(self, wish: ToControl) -> FromControl:
        """Ask over the real control socket."""
        reader, writer = await asyncio.open_unix_connection(str(self.data.control_socket))
        try:
            writer.write(encode(wish))
            answers: LineReader[FromControl] = LineReader(FromControl)
            while got := await reader.read(65_536):
                for answer in answers.feed(got):
                    return answer
        finally:
            writer.close()
            await writer.wait_closed()
        raise ConnectionResetError("no answer")

    @staticmethod
    def audited_at(data: DataFolder) -> list[tuple[str, str]]:
        """Return event and detail of each entry of the audit, in order."""
        with closing(Audit.open(data.audit)) as audit:
            return [(entry.event, entry.detail) for entry in audit.entries()]

    def deaths(self) -> list[tuple[str, str]]:
        """Return the audit's entries about dead screens, so far."""
        return [entry for entry in self.audited_at(self.data) if entry[0] == "screen-died"]


@asynccontextmanager
async def running(
    data: DataFolder,
    *,
    options: Options | None = None,
    environment: Mapping[str, str] | None = None,
    screen: Sequence[str] = FAKE_SCREEN,
) -> AsyncIterator[Running]:
    """Run a kiosk with fake screens and no courier; it is stopped at the end."""
    chosen = options or Options(data=data.root, courier=False, library=data.root / "none.db")
    outside = {"PATH": "/usr/bin:/bin", **(environment or {})}
    with closing(Audit.open(data.audit)) as audit:
        kiosk = Kiosk(chosen, outside, audit, screen)
        run = Running(kiosk, data)
        task = asyncio.get_running_loop().create_task(kiosk.run())
        try:
            yield run
        finally:
            kiosk.stop_wished.set()
            async with asyncio.timeout(10):
                await task
