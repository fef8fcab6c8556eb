# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A front desk's end of the fleet link: every kiosk's news, and signed commands.

A pairing is a folder that `infusion-kioskctl fleet setup` makes for one desk: ``desk.toml``, its
client certificate and its signing key, for the eyes of that desk's user only.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from kiosk.broker.address import Address
from kiosk.broker.line import Hearer, Line, Message, Parcel
from kiosk.faults import DeliveryFault, EnvironmentFault
from kiosk.fleet.protocol import (
    LONGEST_LIFE,
    Answer,
    Command,
    KioskState,
    KioskUsage,
    Presence,
    decode,
)
from kiosk.fleet.signing import DeskKey, read_desk_key, sign
from kiosk.fleet.topics import TOLD, Leaf, Place, place_of, topic
from kiosk.paths import is_private

Named = TypeVar("Named", KioskState, Answer, KioskUsage)
PAIRING_FILE, AUTHORITY_FILE = "desk.toml", "ca.pem"
CERTIFICATE_FILE, CERTIFICATE_KEY_FILE, SIGNING_KEY_FILE = "desk.pem", "desk.key", "sign.key"


class PairingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``desk.toml``: where the broker is, and who this desk is."""

    name: Annotated[str, Meta(pattern=r"^desk\.[a-z0-9-]{1,32}\Z")]
    site: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,31}\Z")]
    host: str
    port: Annotated[int, Meta(ge=1, le=65535)] = 8883
    websocket: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """A desk that kiosks obey: the broker, the site, its key."""

    address: Address
    site: str
    key: DeskKey


def read_pairing(folder: Path) -> Pairing:
    """Return the pairing in a folder.

    Raises:
        EnvironmentFault: It is incomplete or wrong, or others than its owner may read the keys.
    """
    try:
        text = (folder / PAIRING_FILE).read_text("utf-8")
        found = msgspec.convert(tomllib.loads(text), PairingFile)
        for name in (CERTIFICATE_KEY_FILE, SIGNING_KEY_FILE):
            if not is_private(folder / name):
                raise EnvironmentFault(f"others than its owner may read {folder / name}")
        key = read_desk_key(found.name, (folder / SIGNING_KEY_FILE).read_bytes())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.DecodeError) as error:
        raise EnvironmentFault(f"the pairing in {folder} cannot be used") from error
    address = Address(
        host=found.host,
        port=found.port,
        user=found.name,
        is_websocket=found.websocket,
        ca_file=str(folder / AUTHORITY_FILE),
        cert_file=str(folder / CERTIFICATE_FILE),
        cert_key_file=str(folder / CERTIFICATE_KEY_FILE),
    )
    return Pairing(address, found.site, key)


@dataclass(frozen=True, slots=True)
class DeskHearer:
    """Who is told what kiosks say; called on a thread of the line, must not wait.

    Attributes:
        on_up: The broker has taken us; every kiosk's state follows.
        on_down: The connection ended; what is known grows old from now on. Why, in a few words.
        on_state: State of a kiosk.
        on_presence: Name of a kiosk, its sign of life, and whether the broker had kept it: then it
            says nothing about when.
        on_answer: Answer of a kiosk, to any desk.
        on_usage: How much a kiosk was used.
    """

    on_up: Callable[[], None]
    on_down: Callable[[str], None]
    on_state: Callable[[KioskState], None]
    on_presence: Callable[[str, Presence, bool], None]
    on_answer: Callable[[Answer], None]
    on_usage: Callable[[KioskUsage], None] = lambda _: None


class DeskLine:
    """A desk's line to the kiosks of its site.

    Args:
        pairing: Who this desk is.
        hearer: Who is told.
    """

    def __init__(self, pairing: Pairing, hearer: DeskHearer) -> None:
        self._pairing, self._hearer = pairing, hearer
        topics = [topic(pairing.site, "+", leaf) for leaf in TOLD]
        own = Hearer(hearer.on_up, hearer.on_down, self._take)
        self._line = Line(pairing.address, topics, own)

    def start(self) -> None:
        """Begin to connect, and go on until ``stop``."""
        self._line.start()

    def stop(self) -> None:
        """Hang up."""
        self._line.stop()

    def send(self, command: Command) -> bool:
        """Sign and send a command; return False where the broker is out of reach now."""
        where = topic(self._pairing.site, command.kiosk, Leaf.COMMAND)
        lasting_s = round(LONGEST_LIFE.total_seconds())
        return self._line.publish(
            Parcel(where, sign(command, self._pairing.key), expires_s=lasting_s)
        )

    def _take(self, message: Message) -> None:
        place = place_of(message.topic, self._pairing.site)
        if place is None:
            return
        try:
            match place.leaf:
                case Leaf.STATE:
                    _tell(decode(message.payload, KioskState), place, self._hearer.on_state)
                case Leaf.PRESENCE:
                    presence = decode(message.payload, Presence)
                    self._hearer.on_presence(place.kiosk, presence, message.is_retained)
                case Leaf.ANSWER:
                    _tell(decode(message.payload, Answer), place, self._hearer.on_answer)
                case Leaf.USAGE:
                    _tell(decode(message.payload, KioskUsage), place, self._hearer.on_usage)
                case Leaf.COMMAND:
                    pass
        except DeliveryFault:
            return  # what is no news is no news


def _tell(news: Named, place: Place, hear: Callable[[Named], None]) -> None:
    """Pass on what names the kiosk that may write where it came from."""
    if news.kiosk == place.kiosk:
        hear(news)
