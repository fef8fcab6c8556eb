# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A line to a broker that is kept up by a thread of its own; nobody who uses it waits for it.

A connection begins clean and is forgotten by the broker when it ends: a command that was missed is
void, not late. What is to be known after a reconnection is published anew by whoever holds the
line, in ``on_up``.

Source:
    MQTT 5.0 (OASIS, 2019), sections 3.1.2 (will, session expiry), 3.3.2.3.3 (message expiry).
"""

import contextlib
import logging
import os
import random
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from kiosk.broker.address import Address
from kiosk.faults import EnvironmentFault
from kiosk.fleet.protocol import BEAT_S, MAX_BYTES

_log = logging.getLogger(__name__)

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
FAREWELL_S = 1.0
_ANSWER_S = 5.0
_HANG_UP_S = 0.5


@dataclass(frozen=True, slots=True)
class Message:
    """What came: where, what, and whether the broker had kept it."""

    topic: str
    payload: bytes
    is_retained: bool


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something to publish.

    Attributes:
        topic: Where.
        payload: What.
        is_retained: Whether the broker keeps it for those who come later.
        expires_s: Seconds after which the broker drops it undelivered; None never.
    """

    topic: str
    payload: bytes
    is_retained: bool = False
    expires_s: int | None = None


@dataclass(frozen=True, slots=True)
class Hearer:
    """Who is told what happens on a line; called on its threads, must not wait.

    Attributes:
        on_up: The broker has taken us, and sends what we asked for.
        on_down: The connection ended or could not be made; why, in a few words for people.
        on_message: Something came.
    """

    on_up: Callable[[], None]
    on_down: Callable[[str], None]
    on_message: Callable[[Message], None]


class Line:
    """A line to one broker.

    Args:
        address: The broker.
        topics: What to subscribe to, patterns; at least one.
        hearer: Who is told.
        will: Published by the broker when we are gone without a word, or None.
        farewell: Gives what we publish ourselves before we leave; None says nothing.
        keepalive_s: After one and a half of it the broker takes silence for death.
        chance: Random number from 0 to 1, for the pauses between attempts.
    """

    def __init__(
        self,
        address: Address,
        topics: Sequence[str],
        hearer: Hearer,
        *,
        will: Parcel | None = None,
        farewell: Callable[[], Parcel] | None = None,
        keepalive_s: int = int(BEAT_S),
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._address = address
        self._topics = tuple(topics)
        self._hearer = hearer
        self._will = will
        self._farewell = farewell
        self._keepalive_s = keepalive_s
        self._chance = chance
        self._stopping = threading.Event()
        self._connection: _Connection | None = None
        self._thread = threading.Thread(target=self._keep_up, name="broker", daemon=True)

    @property
    def is_up(self) -> bool:
        """Whether the broker has taken us."""
        connection = self._connection
        return connection is not None and connection.is_up

    def start(self) -> None:
        """Begin to connect, and go on until ``stop``."""
        self._thread.start()

    def stop(self) -> None:
        """Say farewell and hang up; waits a second or two at most."""
        self._stopping.set()
        connection = self._connection
        if connection is not None:
            connection.ended.set()
        if self._thread.is_alive():
            self._thread.join(FAREWELL_S + _HANG_UP_S)

    def publish(self, parcel: Parcel) -> bool:
        """Send a parcel, at least once; return False where there is no connection to send it on."""
        connection = self._connection
        if connection is None or not connection.is_up:
            return False
        connection.send(parcel)
        return True

    def _keep_up(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            failures = 0 if self._hold_one() else failures + 1
            pause_s = min(FIRST_PAUSE_S * 2.0 ** min(failures, 8), LONGEST_PAUSE_S)
            self._stopping.wait(pause_s * self._chance())

    def _hold_one(self) -> bool:
        """Hold one connection until it ends; return whether the broker had taken us."""
        try:
            connection = _Connection(self._address, self._topics, self._hearer, self._will)
            self._connection = connection
            connection.open(self._keepalive_s)
        except (OSError, ValueError, EnvironmentFault) as error:
            self._connection = None
            self._hearer.on_down(_words(error))
            return False
        if self._stopping.is_set():
            connection.ended.set()
        connection.ended.wait()
        self._connection = None
        if self._stopping.is_set() and connection.is_up and self._farewell is not None:
            connection.send(self._farewell(), FAREWELL_S)
        was_up = connection.is_up
        connection.close()
        self._hearer.on_down(connection.why)
        return was_up


class _Connection:
    """One connection, from its first byte to its last."""

    def __init__(
        self, address: Address, topics: Sequence[str], hearer: Hearer, will: Parcel | None
    ) -> None:
        self.is_up = False
        self.ended = threading.Event()
        self.why = "the broker hung up"
        self._address = address
        self._topics = topics
        self._hearer = hearer
        self._client = client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=address.user,
            protocol=MQTTProtocolVersion.MQTTv5,
            transport="websockets" if address.is_websocket else "tcp",
            reconnect_on_failure=False,
        )
        client.connect_timeout = _ANSWER_S
        client.suppress_exceptions = True  # a bug in a hearer must not end paho's thread unseen
        client.enable_logger(_log)
        client.tls_set_context(address.trust())
        if (password := address.password()) is not None:
            client.username_pw_set(address.user, password)
        if address.is_websocket:
            client.ws_set_options(address.path)
        if will is not None:
            client.will_set(will.topic, will.payload, 1, will.is_retained)
        client.on_socket_open = _send_at_once
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message

    def open(self, keepalive_s: int) -> None:
        """Connect, and go on talking on a thread of the connection's own.

        Raises:
            OSError: The broker cannot be reached, or is not who it should be.
            ValueError: Its name is none.
        """
        self._client.connect(self._address.host, self._address.port, keepalive_s, clean_start=True)
        self._client.loop_start()

    def close(self) -> None:
        """Hang up."""
        self.is_up = False
        self._client.disconnect()
        self._client.loop_stop()

    def send(self, parcel: Parcel, wait_s: float = 0.0) -> None:
        """Publish, and wait so long for the broker to say that it has it."""
        properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
        if parcel.expires_s is not None:
            properties.MessageExpiryInterval = parcel.expires_s
        told = self._client.publish(parcel.topic, parcel.payload, 1, parcel.is_retained, properties)
        if wait_s:
            with contextlib.suppress(ValueError, RuntimeError):
                told.wait_for_publish(wait_s)

    # paho hands itself and properties to callbacks; its user data is of any type.
    def _on_connect(
        self,
        client: Client,
        _data: object,
        _flags: ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self.why = f"the broker refused us: {reason}"
            return
        client.subscribe([(topic, SubscribeOptions(qos=1)) for topic in self._topics])

    def _on_subscribe(
        self,
        _client: Client,
        _data: object,
        _number: int,
        reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        if any(reason.is_failure for reason in reasons):
            self.why = "the broker refused what we asked to hear"
            self.ended.set()
            return
        self.is_up = True
        self._hearer.on_up()

    def _on_disconnect(
        self,
        _client: Client,
        _data: object,
        _flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if self.is_up and reason.is_failure:
            self.why = f"the connection to the broker ended: {reason}"
        self.ended.set()

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        if len(message.payload) <= MAX_BYTES:
            kept = bool(message.retain)
            self._hearer.on_message(Message(message.topic, bytes(message.payload), kept))


class _Opened(Protocol):
    """What paho has opened: a socket, TLS around it, a WebSocket around that."""

    def fileno(self) -> int:
        """Return its descriptor."""


def _send_at_once(_client: Client, _data: object, opened: _Opened) -> None:
    """Switch Nagle off: with it a command and its answer took 88 ms instead of 1.1 ms."""
    with contextlib.suppress(OSError), socket.socket(fileno=os.dup(opened.fileno())) as ours:
        ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _words(error: Exception) -> str:
    """Return why no connection could be made, for people; never an address or a secret."""
    if isinstance(error, EnvironmentFault):
        return str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the broker's certificate is not trusted: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror:
        return f"the broker cannot be reached: {error.strerror}"
    return f"the broker cannot be reached: {type(error).__name__}"
