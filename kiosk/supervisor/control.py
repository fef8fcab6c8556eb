# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The control endpoint: a local socket with verbs allowed by who is at the other end."""

import asyncio
import contextlib
import logging
import os
import socket
import struct
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

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
    Refused,
    SendNow,
    ToControl,
    UsageNews,
    Wake,
    Wish,
)
from kiosk.session.wire import LineReader, encode

_log = logging.getLogger(__name__)
_READ_BYTES = 65_536
_MOST_UNREAD_BYTES = 262_144
KEPT_RECEIPTS = 200
"""Requests whose receipts were shown while no courier listened; more come with a mark."""
_LONGEST_PATH_BYTES = 107
_CREDENTIALS = struct.Struct("3i")


class AnotherKioskFault(EnvironmentFault):
    """Another kiosk runs on this data folder."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Who is at the other end, by the kernel's word.

    Attributes:
        pid: Its process.
        uid: Its user.
        session: Its session; a screen leads its own and cannot leave it.
    """

    pid: int
    uid: int
    session: int


def is_allowed(peer: Peer, users: Collection[int], screens: Collection[int]) -> bool:
    """Return whether a peer may use the endpoint: root or one of these users, never a screen.

    Args:
        peer: Who asks.
        users: Users of the supervisor and of the courier.
        screens: Process ids of the living screens; each leads a session of its own.
    """
    return peer.uid in {0, *users} and peer.pid not in screens and peer.session not in screens


class Desk(Protocol):
    """What the endpoint asks of the kiosk."""

    def answer(self, wish: Wish) -> FromControl:
        """Carry a wish out, or begin to; return the answer."""

    def courier_came(self) -> None:
        """A courier has connected."""

    def courier_reports(self, report: CourierReport) -> None:
        """The connected courier says something."""


class ControlEndpoint:
    """Listens, checks each peer, passes wishes on, and keeps the courier's connection.

    Args:
        path: Where the socket is made, mode 0600 in a folder of mode 0700.
        desk: Who carries wishes out.
        screens: Gives the process ids of the living screens.
        courier: The courier's user, who may report and wish nothing; None is the supervisor's own.
            Another user reaches the socket by the group of its folder.
    """

    def __init__(
        self,
        path: Path,
        desk: Desk,
        screens: Callable[[], Collection[int]],
        courier: int | None = None,
    ) -> None:
        self._path = path
        self._courier_uid = os.geteuid() if courier is None else courier
        self._desk = desk
        self._screens = screens
        self._server: asyncio.Server | None = None
        self._courier: asyncio.StreamWriter | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._receipts: deque[str] = deque(maxlen=KEPT_RECEIPTS)

    async def open(self) -> None:
        """Begin to listen; a socket that nobody answers on is replaced.

        Raises:
            EnvironmentFault: Somebody answers there, or the socket cannot be made.
        """
        is_shared = self._courier_uid != os.geteuid()
        listener = listening(self._path, shared=is_shared)
        self._server = await asyncio.start_unix_server(self._serve, sock=listener)

    async def close(self) -> None:
        """Hang up on everybody and remove the socket."""
        if self._server is None:
            return
        self._server.close()
        for writer in tuple(self._open):
            writer.close()
        await self._server.wait_closed()
        self._path.unlink(missing_ok=True)

    def wake_courier(self, receipt: str = "") -> None:
        """Tell the courier, if one is connected, that the slot holds something new.

        Args:
            receipt: Id of the request whose receipt was shown just now; without one the courier
                is told the latest of them, of which it may know nothing.
        """
        self._receipts.extend(filter(None, (receipt,)))
        if self._courier is not None:
            told = (receipt,) if receipt else tuple(self._receipts)
            self.tell_courier(Wake(told))

    @property
    def has_courier(self) -> bool:
        """Whether a courier is connected."""
        return self._courier is not None

    def tell_courier(self, message: Wake | SendNow | KioskNews | UsageNews | FleetAnswer) -> None:
        """Tell the courier, if one is connected; one that does not read is hung up on."""
        if self._courier is None:
            return
        if self._courier.transport.get_write_buffer_size() > _MOST_UNREAD_BYTES:
            self._courier.transport.abort()
            return
        self._courier.write(encode(message))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            peer = peer_of(writer.get_extra_info("socket"))
            if is_allowed(peer, (os.geteuid(), self._courier_uid), self._screens()):
                await self._talk(reader, writer, may_wish=peer.uid in {0, os.geteuid()})
            else:
                _log.warning("process %d of user %d was refused", peer.pid, peer.uid)
                writer.write(encode(Refused("this process may not control the kiosk")))
                await writer.drain()
        except (OSError, EnvironmentFault):
            _log.info("a control connection ended badly")
        except asyncio.CancelledError:
            pass
        finally:
            self._open.discard(writer)
            if self._courier is writer:
                self._courier = None
            writer.close()

    async def _talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, may_wish: bool
    ) -> None:
        lines: LineReader[ToControl] = LineReader(ToControl)
        while data := await reader.read(_READ_BYTES):
            for message in lines.feed(data):
                self._take(message, writer, may_wish=may_wish)
                await writer.drain()

    def _take(self, message: ToControl, writer: asyncio.StreamWriter, *, may_wish: bool) -> None:
        match message:
            case CourierHello():
                self._courier = writer
                self._desk.courier_came()
            case Delivered() | QueueCounts() | FleetWish() | FleetRefusal() | LinkNews():
                if self._courier is writer:
                    self._desk.courier_reports(message)
                else:
                    writer.write(encode(Refused("only a courier reports")))
            case _ if may_wish:
                writer.write(encode(self._desk.answer(message)))
            case _:
                writer.write(encode(Refused("a courier only reports")))


def peer_of(connection: socket.socket) -> Peer:
    """Return who is at the other end of a local connection.

    Raises:
        OSError: It is gone already.
    """
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    pid, uid, _ = _CREDENTIALS.unpack(raw)
    return Peer(pid, uid, os.getsid(pid))


def listening(path: Path, *, shared: bool = False) -> socket.socket:
    """Return a listening socket at ``path``, private to its user.

    Args:
        path: Where; its folder is made private to its user too.
        shared: The folder is left as it is, and its group may connect.

    Raises:
        AnotherKioskFault: Somebody answers there.
        EnvironmentFault: The socket cannot be made.
    """
    if len(os.fsencode(path)) > _LONGEST_PATH_BYTES:
        raise EnvironmentFault("the path of the data folder is too long for a local socket")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not shared:
            path.parent.chmod(0o700)
        if _somebody_answers(path):
            raise AnotherKioskFault("another kiosk answers on this data folder")
        path.unlink(missing_ok=True)
        ours = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            ours.bind(str(path))
            path.chmod(0o660 if shared else 0o600)
            ours.listen()
            ours.setblocking(False)
        except OSError:
            ours.close()
            raise
    except OSError as error:
        raise EnvironmentFault(f"the control socket cannot be made: {error.strerror}") from error
    return ours


def _somebody_answers(path: Path) -> bool:
    with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True
