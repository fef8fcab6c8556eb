# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The words on the broker, JSON with UTC times; none holds anything that a visitor did or typed.

A kiosk publishes ``KioskState`` and ``Presence``, both retained, and ``Answer``; a desk publishes
``SignedCommand``. What comes from the broker is decoded here and nowhere else: the broker, and
whoever has broken into it, is not trusted.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from kiosk.faults import DeliveryFault

LONGEST_LIFE = timedelta(seconds=15)
"""A command that waited longer could meet the next visitor."""
CLOCKS_APART = timedelta(seconds=5)
"""So far a desk's clock may run ahead of the kiosk's."""
ASK_S = 20
"""Seconds a visitor who fills in a form has to object; accessibility.md A2, WCAG 2.2.1."""
BEAT_S = 8.0
"""Seconds between two signs of life; also the keepalive, so that a broker misses one in 12 s."""
GONE_S = 25.0
"""A kiosk without a sign of life for so long is gone, whatever its retained state says."""
MAX_BYTES = 8_192
LONGEST_TITLE = 120

_Token = Annotated[str, Meta(pattern=r"^(?:[0-9a-f]{16})?\Z")]
_Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,31}\Z")]
_Word = Annotated[str, Meta(pattern=r"^(?:[a-z0-9][a-z0-9:.-]{0,63})?\Z")]
_Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
_Utc = Annotated[datetime, Meta(tz=True)]


class Situation(StrEnum):
    """What a kiosk is doing, as the front desk needs to know it."""

    STARTING = "starting"
    ATTRACT = "attract"
    IN_USE = "in-use"
    WARNING = "warning"
    CLEANING = "cleaning"
    QUIET = "quiet"
    OUT_OF_ORDER = "out-of-order"
    SILENT = "silent"
    """The courier speaks, but hears nothing from its supervisor: frozen or dead."""


class KioskState(msgspec.Struct, frozen=True):
    """Retained, published anew whenever it changes.

    Attributes:
        kiosk: Name of the kiosk.
        place: Where it stands, in the center's words.
        situation: What it is doing.
        since: Since when.
        session: The visit that commands mean: 16 random hex digits, new with each visit, written
            down nowhere; empty while no screen is shown.
        in_use_since: When this visit began, None while untouched.
        version: Version of the product.
        content: Version of the library, or empty.
        demo: Whether this is a demonstration.
        waiting: Requests that have not reached every target.
        oldest_min: Age of the oldest of them, whole minutes.
        quarantined: Files in the slot that could not be trusted.
        problems: Codes (``desk:unreachable``), the same as in status and doctor; may be empty.
        cleaned_at: When the screen was last cleaned, or None.
        help_since: Since when the visitor asks somebody to come, None where nobody does.
        at: When this was written, by the kiosk's clock.
    """

    kiosk: _Name
    situation: Situation
    since: _Utc
    at: _Utc
    place: Annotated[str, Meta(max_length=120)] = ""
    session: _Token = ""
    in_use_since: _Utc | None = None
    version: Annotated[str, Meta(max_length=64)] = ""
    content: Annotated[str, Meta(max_length=64)] = ""
    demo: bool = False
    waiting: Annotated[int, Meta(ge=0)] = 0
    oldest_min: Annotated[int, Meta(ge=0)] = 0
    quarantined: Annotated[int, Meta(ge=0)] = 0
    problems: Annotated[tuple[_Word, ...], Meta(max_length=16)] = ()
    cleaned_at: _Utc | None = None
    help_since: _Utc | None = None


class UsageDay(msgspec.Struct, frozen=True):
    """How much a kiosk was used on a day; 0 is fewer than 5, others are rounded down to fives.

    Attributes:
        day: By the kiosk's clock and zone.
        opened: Pages of the library that were opened.
        vain: Searches that found nothing.
        requests: Requests that were sent.
    """

    day: date
    opened: Annotated[int, Meta(ge=0, multiple_of=5)] = 0
    vain: Annotated[int, Meta(ge=0, multiple_of=5)] = 0
    requests: Annotated[int, Meta(ge=0, multiple_of=5)] = 0


class MostRead(msgspec.Struct, frozen=True):
    """A page that was opened at least 5 times in a week, and how often, rounded down to fives.

    ``title`` is how the kiosk's library calls it, in English; empty where it is there no more.
    """

    kind: Annotated[str, Meta(pattern=r"^[a-z]{1,16}\Z")]
    ref: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,80}\Z")]
    times: Annotated[int, Meta(ge=5, multiple_of=5)]
    title: Annotated[str, Meta(max_length=LONGEST_TITLE, pattern=r"^[^\x00-\x1f\x7f]*\Z")] = ""


class KioskUsage(msgspec.Struct, frozen=True):
    """Retained, published at most once an hour: how much a kiosk was used, not by whom.

    Attributes:
        kiosk: Name of the kiosk.
        at: When this was written, by the kiosk's clock.
        days: The last seven.
        read: What was read most on them.
    """

    kiosk: _Name
    at: _Utc
    days: Annotated[tuple[UsageDay, ...], Meta(max_length=7)] = ()
    read: Annotated[tuple[MostRead, ...], Meta(max_length=10)] = ()


class Presence(msgspec.Struct, frozen=True):
    """Retained sign of life, every ``BEAT_S`` seconds; as the last will it says that it is gone.

    Attributes:
        online: Whether the kiosk is there.
        at: By the kiosk's clock; None in a last will, which nobody can date.
    """

    online: bool
    at: _Utc | None = None


class Action(StrEnum):
    """What a desk can ask of a kiosk."""

    RESET = "reset"
    CLEAN = "clean"
    MESSAGE = "message"
    IDENTIFY = "identify"
    REFRESH = "refresh"
    RESTART = "restart"


NEEDS_SESSION = frozenset({Action.RESET, Action.CLEAN, Action.MESSAGE, Action.RESTART})
"""What would touch a visit must name it."""


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A desk's wish; travels only inside a ``SignedCommand``.

    Attributes:
        id: UUID, never used twice.
        site: The center, as in the topics.
        kiosk: The kiosk that is meant.
        action: What to do.
        issued_at: When it was signed.
        expires_at: When it is void, at most ``LONGEST_LIFE`` later.
        session: The visit that is meant, from ``KioskState``; empty where none needs to be.
        phrase: For ``message``: id of a phrase, see ``phrases``.
        force: For ``reset``: do it without asking. Counts only after the same desk has asked for a
            reset of the same visit without it.
    """

    id: _Id
    site: _Name
    kiosk: _Name
    action: Action
    issued_at: _Utc
    expires_at: _Utc
    session: _Token = ""
    phrase: Annotated[str, Meta(pattern=r"^[a-z-]{0,32}\Z")] = ""
    force: bool = False


class SignedCommand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a command, byte for byte as it was signed (``signing``).

    Attributes:
        key: Name of the desk key.
        body: JSON of a ``Command``; base64 on the wire.
        signature: Ed25519, 64 bytes; base64 on the wire.
    """

    key: Annotated[str, Meta(pattern=r"^desk\.[a-z0-9-]{1,32}\Z")]
    body: bytes
    signature: bytes


class Outcome(StrEnum):
    """What became of a command; ``ASKED`` and ``CARD_UP`` are followed by another answer."""

    DONE = "done"
    DECLINED = "declined"
    EXPIRED = "expired"
    NO_SUCH_SESSION = "no-such-session"
    REFUSED = "refused"
    ASKED = "asked"
    CARD_UP = "card-up"

    @property
    def is_final(self) -> bool:
        """Whether no other answer to the same command follows."""
        return self not in (Outcome.ASKED, Outcome.CARD_UP)


class Answer(msgspec.Struct, frozen=True):
    """A kiosk's answer to a command; not retained.

    Attributes:
        id: The command's.
        kiosk: Who answers.
        outcome: What became of it.
        at: When, by the kiosk's clock; tells a desk how far the clocks are apart.
        why: For ``refused``: a code, see ``kiosk/supervisor/fleet.py``; else empty.
    """

    id: _Id
    kiosk: _Name
    outcome: Outcome
    at: _Utc
    why: _Word = ""


T = TypeVar("T", bound=msgspec.Struct)


def encode(message: msgspec.Struct) -> bytes:
    """Return a message as bytes for the broker."""
    return msgspec.json.encode(message)


def decode(payload: bytes, kind: type[T]) -> T:
    """Return a message of a kind out of bytes from the broker.

    Raises:
        DeliveryFault: It is none.
    """
    if len(payload) > MAX_BYTES:
        raise DeliveryFault("a message from the broker is too long", retryable=False)
    try:
        return msgspec.json.decode(payload, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        text = f"a message from the broker is no {kind.__name__}"
        raise DeliveryFault(text, retryable=False) from error
