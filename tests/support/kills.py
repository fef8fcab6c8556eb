# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Screens that are killed around Send, a courier that carries what they left, and the count.

Everything is real but the glass and the supervisor's stage: sealed processes, the screen's own
code (`kiosk.queue.accept`), the control endpoint, the courier. This process stands where the
supervisor stands: it kills, and passes on the ids of receipts that it was told of.
"""

import asyncio
import os
import random
import select
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from kiosk.paths import DataFolder
from kiosk.queue.envelope import Envelope, RequestId, decode, new_request_id, open_request
from kiosk.queue.sealing import make_key_pair, read_identity
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore, utc_now
from kiosk.session.control import CourierReport, Done, FromControl, Wish
from kiosk.session.messages import RequestStored
from kiosk.session.wire import encode
from kiosk.supervisor.control import ControlEndpoint
from tests.support.forms import CONTACT_REACH
from tests.support.sending_screen import GLASS, READY, Order

CANARY = "Canariensis"
CALIBRATED_BY = 15
BEYOND = 1.3
"""Moments lie between the finger on Send and this multiple of the time to ``RequestStored``."""
COURIER_DIES_EVERY = 100
_CLEAR_WITHIN_S = 30.0


@dataclass(slots=True)
class Tally:
    """What came of the screens that were killed, by request id.

    Attributes:
        sent: Every request that was begun, and the word its visitor typed.
        shown: Those whose receipt was on the glass.
        told: Those of which the supervisor heard ``RequestStored``.
        delivered: What the receiver has, file by file.
        queued: How often the queue knows each of them, receipts included.
        unopened: Delivered ones that do not open to what was typed.
        drafts: Files that screens left half done.
        readable: Files in which something typed can be read.
    """

    sent: dict[RequestId, str] = field(default_factory=dict)
    shown: set[RequestId] = field(default_factory=set)
    told: set[RequestId] = field(default_factory=set)
    delivered: list[Envelope] = field(default_factory=list)
    queued: dict[RequestId, int] = field(default_factory=dict)
    unopened: list[RequestId] = field(default_factory=list)
    drafts: int = 0
    readable: list[str] = field(default_factory=list)

    @property
    def arrived(self) -> Counter[RequestId]:
        """How often each request has arrived."""
        return Counter(one.label.id for one in self.delivered)

    @property
    def lost(self) -> set[RequestId]:
        """Requests with a receipt that have not arrived."""
        return self.shown - set(self.arrived)

    @property
    def doubled(self) -> set[RequestId]:
        """Requests that have arrived, or stand in the queue, more than once."""
        counts = (*self.arrived.items(), *self.queued.items())
        return {request_id for request_id, count in counts if count > 1}

    @property
    def marked(self) -> set[RequestId]:
        """Requests that have arrived with the mark."""
        return {one.label.id for one in self.delivered if one.unseen}

    @property
    def unmarked(self) -> set[RequestId]:
        """Requests that have arrived without receipt and without the mark."""
        return set(self.arrived) - self.shown - self.marked

    @property
    def without_receipt(self) -> set[RequestId]:
        """Requests that have arrived though no receipt was shown."""
        return set(self.arrived) - self.shown

    def faults(self) -> list[str]:
        """Return what does not hold; empty when all is well."""
        found = {
            "lost": len(self.lost),
            "doubled": len(self.doubled),
            "without receipt and mark": len(self.unmarked),
            "from nowhere": len(set(self.arrived) - set(self.sent)),
            "not opened": len(self.unopened),
            "readable": len(self.readable),
        }
        return [f"{name}: {count}" for name, count in found.items() if count]


class _Desk:
    """Where the supervisor stands, as far as a courier sees it."""

    def __init__(self, path: Path) -> None:
        self.endpoint = ControlEndpoint(path, self, lambda: ())
        self.came = asyncio.Event()

    def answer(self, wish: Wish) -> FromControl:
        return Done()

    def courier_came(self) -> None:
        self.endpoint.wake_courier()
        self.came.set()

    def courier_reports(self, report: CourierReport) -> None: ...


class Kills:
    """Kills screens at random moments.

    Args:
        root: An empty folder; data, logs, home and temporary files lie in it.
        seed: Of the moments.
    """

    def __init__(self, root: Path, seed: int) -> None:
        self._root = root
        self.data = DataFolder(root / "data")
        self.logs, self.home = root / "logs", root / "home"
        for folder in (self.logs, self.home):
            folder.mkdir()
        MailSlot(self.data.slot).prepare()
        self._recipients = (make_key_pair(self.data.keys),)
        self._chance = random.Random(seed)
        self.tally = Tally()
        self.span_s = 0.0
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
        }

    async def run(self, times: int) -> Tally:
        """Kill so many screens, let the courier finish, and count."""
        desk = _Desk(self.data.control_socket)
        await desk.endpoint.open()
        try:
            with self._nursery() as nursery:
                courier = await self._courier(desk)
                try:
                    self._calibrate(nursery, desk)
                    for number in range(times):
                        if number % COURIER_DIES_EVERY == COURIER_DIES_EVERY - 1:
                            courier.kill()
                            courier.wait()
                            courier = await self._courier(desk)
                        kill_after_s = self._chance.uniform(0, self.span_s)
                        self._one(nursery, desk, kill_after_s, taps=1 + number % 2)
                        await asyncio.sleep(0)
                    await self._until_clear()
                finally:
                    courier.kill()
                    courier.wait()
        finally:
            await desk.endpoint.close()
        self._count()
        return self.tally

    def _calibrate(self, nursery: socket.socket, desk: _Desk) -> None:
        spans = [self._one(nursery, desk, None, taps=1) for _ in range(CALIBRATED_BY)]
        self.span_s = statistics.quantiles(spans, n=10)[-1] * BEYOND

    def _one(
        self, nursery: socket.socket, desk: _Desk, kill_after_s: float | None, taps: int
    ) -> float:
        """Let one screen send and kill it, at the end if not before; return the seconds it took."""
        request_id = new_request_id()
        word = f"{CANARY} {request_id[-6:].translate(_LETTERS)}"
        order = Order(str(self.data.slot), self._recipients, request_id, word, taps)
        self.tally.sent[request_id] = word
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                socket.send_fds(nursery, [msgspec.json.encode(order)], [theirs.fileno()])
                process = os.pidfd_open(int.from_bytes(nursery.recv(4)))
            try:
                ours.settimeout(10)
                assert ours.recv(len(READY), socket.MSG_WAITALL) == READY
                began_s = time.perf_counter()
                ours.sendall(b"!")
                if kill_after_s is None:
                    said = ours.recv(4096)
                    while not said.endswith(encode(RequestStored(request_id, _code(said)))):
                        said += ours.recv(4096)
                    took_s = time.perf_counter() - began_s
                    signal.pidfd_send_signal(process, signal.SIGKILL)
                else:
                    select.select([process], [], [], kill_after_s)
                    took_s = time.perf_counter() - began_s
                    signal.pidfd_send_signal(process, signal.SIGKILL)
                    said = _rest(ours)
            finally:
                os.close(process)
        self._hear(desk, request_id, said)
        return took_s

    def _hear(self, desk: _Desk, request_id: RequestId, said: bytes) -> None:
        if code := _code(said):
            self.tally.shown.add(request_id)
            if said.endswith(encode(RequestStored(request_id, code))):
                self.tally.told.add(request_id)
                desk.endpoint.wake_courier(request_id)

    @contextmanager
    def _nursery(self) -> Iterator[socket.socket]:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                number = theirs.fileno()
                module = "tests.support.sending_screen"
                process = self._start("screens", module, str(number), pass_fds=[number])
            try:
                yield ours
            finally:
                process.kill()
                process.wait()

    def _start(
        self, log_name: str, module: str, *options: str, pass_fds: Sequence[int] = ()
    ) -> "subprocess.Popen[bytes]":
        with (self.logs / log_name).open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", module, *options],
                cwd=self.home,
                env=self._environment,
                pass_fds=pass_fds,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def _courier(self, desk: _Desk) -> "subprocess.Popen[bytes]":
        """Start a courier and return once it has come to the supervisor."""
        desk.came.clear()
        data, control = str(self.data.root), str(self.data.control_socket)
        options = ("--demo", "--data", data, "--control", control)
        process = self._start("courier", "kiosk.courier", *options)
        async with asyncio.timeout(_CLEAR_WITHIN_S):
            await desk.came.wait()
        return process

    async def _until_clear(self) -> None:
        async with asyncio.timeout(_CLEAR_WITHIN_S):
            while not self._is_clear():  # noqa: ASYNC110 - another process clears it
                await asyncio.sleep(0.05)

    def _is_clear(self) -> bool:
        if MailSlot(self.data.slot).waiting() or not self.data.queue_file.exists():
            return False
        with QueueStore.open_for_reading(self.data.queue_file) as store:
            return store.counts(utc_now()).waiting == 0

    def _count(self) -> None:
        tally = self.tally
        tally.delivered = [decode(path.read_bytes()) for path in self.data.requests.iterdir()]
        identity = read_identity(self.data.keys / "intake.key")
        for one in tally.delivered:
            if tally.sent.get(one.label.id, CANARY).encode() not in open_request(one, identity):
                tally.unopened.append(one.label.id)
        with QueueStore.open_for_reading(self.data.queue_file) as store:
            for one in tally.delivered:
                found = store.find(one.label.code)
                tally.queued[one.label.id] = sum(each.id == one.label.id for each in found)
        tally.drafts = sum(1 for _ in MailSlot(self.data.slot).drafts.iterdir())
        tally.readable = [path.name for path in readable_files(self._root)]


def readable_files(root: Path) -> list[Path]:
    """Return the files below a folder in which something typed can be read."""
    words = (CANARY, str(CONTACT_REACH["call"]["phone"])[-7:])
    coded = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in files if any(word in path.read_bytes() for word in coded)]


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def _code(said: bytes) -> str:
    """Return the code of a receipt that is on the glass, empty for none."""
    line, end, _ = said.partition(b"\n")
    return line.removeprefix(GLASS).decode() if end and line.startswith(GLASS) else ""


def _rest(line: socket.socket) -> bytes:
    said = b""
    with suppress(ConnectionResetError):
        while more := line.recv(4096):
            said += more
    return said
