# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A front desk of the tests, and a whole kiosk on a broker: supervisor, fake screens, courier."""

import asyncio
import subprocess
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from kiosk.broker.address import Address
from kiosk.broker.desk import DeskHearer, DeskLine, Pairing, read_pairing
from kiosk.broker.line import Hearer, Line, Message, Parcel
from kiosk.fleet.protocol import Action, Answer, Command, KioskState, KioskUsage, Presence
from kiosk.fleet.signing import new_command
from kiosk.paths import DataFolder
from kiosk.queue.store import utc_now
from kiosk.staff.audit import Audit
from kiosk.supervisor.options import Options
from tests.support.courier_process import running_courier
from tests.support.mosquitto import Broker
from tests.support.running import Running, running
from tests.support.waiting import wait_until

T = TypeVar("T")


@dataclass
class Desk:
    """A front desk and all that it has heard; wait with ``until``."""

    pairing: Pairing
    states: list[KioskState] = field(default_factory=list)
    presences: list[tuple[str, Presence, bool]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    usages: list[KioskUsage] = field(default_factory=list)
    downs: list[str] = field(default_factory=list)
    ups: int = 0

    def __post_init__(self) -> None:
        self._news = threading.Condition()
        self.line = DeskLine(
            self.pairing,
            DeskHearer(
                self._on_up,
                lambda why: self._note(self.downs, why),
                lambda state: self._note(self.states, state),
                lambda *presence: self._note(self.presences, presence),
                lambda answer: self._note(self.answers, answer),
                lambda usage: self._note(self.usages, usage),
            ),
        )

    def _on_up(self) -> None:
        with self._news:
            self.ups += 1
            self._news.notify_all()

    def _note(self, heard: list[T], item: T) -> None:
        with self._news:
            heard.append(item)
            self._news.notify_all()

    def until(self, condition: Callable[[], T | None], within_s: float = 15.0) -> T:
        """Return the first true answer of a condition, asked at each piece of news."""
        with self._news:
            found = self._news.wait_for(condition, within_s)
        if not found:
            raise TimeoutError(f"not heard; states {[s.situation for s in self.states]}")
        return found

    def state(self, kiosk: str = "kiosk-1") -> KioskState | None:
        """Return the newest state of a kiosk."""
        return next((s for s in reversed(self.states) if s.kiosk == kiosk), None)

    def is_there(self, kiosk: str = "kiosk-1") -> bool | None:
        """Return what the newest sign of life of a kiosk says."""
        return next((p.online for k, p, _ in reversed(self.presences) if k == kiosk), None)

    def command(
        self,
        action: Action,
        *,
        kiosk: str = "kiosk-1",
        session: str = "",
        phrase: str = "",
        force: bool = False,
    ) -> Command:
        """Return a command to a kiosk."""
        site, now = self.pairing.site, utc_now()
        return new_command(site, kiosk, action, now, session=session, phrase=phrase, force=force)

    def final(self, command: Command) -> Answer | None:
        """Return the last word on a command."""
        return next((a for a in self.answers if a.id == command.id and a.outcome.is_final), None)


@contextmanager
def running_desk(broker: Broker, name: str = "front") -> Iterator[Desk]:
    """Run a desk until it hears the broker, and to the end."""
    desk = Desk(read_pairing(broker.pairing(name)))
    desk.line.start()
    try:
        desk.until(lambda: desk.ups)
        yield desk
    finally:
        desk.line.stop()


@dataclass
class Wire:
    """A bare line with somebody's certificate, for what no honest end does."""

    line: Line
    heard: list[Message]
    downs: list[str]
    up: threading.Event


@contextmanager
def running_wire(
    address: Address, topics: tuple[str, ...] = ("nothing",), will: Parcel | None = None
) -> Iterator[Wire]:
    """Run a bare line."""
    heard: list[Message] = []
    downs: list[str] = []
    up = threading.Event()
    line = Line(address, topics, Hearer(up.set, downs.append, heard.append), will=will)
    line.start()
    try:
        yield Wire(line, heard, downs, up)
    finally:
        line.stop()


@dataclass
class FleetKiosk:
    """A kiosk on a broker.

    Attributes:
        run: Its supervisor.
        courier: Its courier.
        data: Its data folder.
    """

    run: Running
    courier: "subprocess.Popen[str]"
    data: DataFolder

    def audited(self, event: str) -> list[tuple[str, str]]:
        """Return who and detail of the audit's entries of one event, in order."""
        with closing(Audit.open(self.data.audit)) as audit:
            return [(one.who, one.detail) for one in audit.entries() if one.event == event]

    async def until_audited(self, refusal: tuple[str, str], times: int = 1) -> None:
        """Wait until so many refusals, who and why, stand in the audit."""
        await asyncio.to_thread(
            wait_until,
            lambda: self.audited("fleet-refused").count(refusal) == times,
            "a refusal in the audit",
        )

    def kill_courier(self) -> None:
        """End the courier without a word."""
        self.courier.kill()
        self.courier.wait()


def settings_file(broker: Broker, folder: Path, name: str = "kiosk-1") -> Path:
    """Write the settings of a kiosk that is on the broker."""
    path = folder / f"{name}.toml"
    fleet = (broker.kiosk(name) / "fleet.toml").read_text()
    path.write_text(f'kiosk = "{name}"\n{fleet}place = "By the window"\n')
    return path


@asynccontextmanager
async def kiosk_on(
    broker: Broker, data: DataFolder, folder: Path, library: Path
) -> AsyncIterator[FleetKiosk]:
    """Run a kiosk with fake screens and a real courier on a broker."""
    options = Options(data=data.root, courier=False, library=library)
    async with running(data, options=options) as run:
        await run.until_warm()
        async with running_courier_on(broker, data, folder) as courier:
            yield FleetKiosk(run, courier, data)


@asynccontextmanager
async def running_courier_on(
    broker: Broker, data: DataFolder, folder: Path
) -> "AsyncIterator[subprocess.Popen[str]]":
    """Run the courier of the first kiosk."""
    source = ("--config", str(settings_file(broker, folder)))
    control = ("--control", str(data.control_socket))
    with running_courier(data, *control, source=source) as courier:
        try:
            yield courier
        finally:
            courier.terminate()
            await asyncio.to_thread(courier.wait, 10)
