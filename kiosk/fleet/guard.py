# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a kiosk may listen to what a broker brought; decisions only, the time is an argument."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.faults import DeliveryFault
from kiosk.fleet.protocol import (
    CLOCKS_APART,
    LONGEST_LIFE,
    NEEDS_SESSION,
    Action,
    Command,
    SignedCommand,
    decode,
)
from kiosk.fleet.signing import is_signed


class Reason(StrEnum):
    """Why a command does nothing; the audit keeps it."""

    MALFORMED = "malformed"
    RETAINED = "retained"
    UNKNOWN_KEY = "unknown-key"
    FORGED = "forged"
    WRONG_KIOSK = "wrong-kiosk"
    EXPIRED = "expired"
    FROM_THE_FUTURE = "from-the-future"
    LIVES_TOO_LONG = "lives-too-long"
    REPLAYED = "replayed"
    NO_SESSION = "no-session"


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom a kiosk listens to, and as whom.

    Attributes:
        site: Its center.
        kiosk: Its name.
        keys: Public keys of the desks by name.
    """

    site: str
    kiosk: str
    keys: Mapping[str, Ed25519PublicKey]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A command to carry out, and the desk key that signed it."""

    who: str
    command: Command


@dataclass(frozen=True, slots=True)
class Rejected:
    """A command that does nothing.

    Attributes:
        reason: Why.
        who: Name of the desk key that really signed it; empty when nobody known did.
        command: The command, where a known desk signed it, else None.
    """

    reason: Reason
    who: str = ""
    command: Command | None = None


Verdict = Accepted | Rejected


def judge(
    payload: bytes,
    trust: Trust,
    now: datetime,
    seen: Container[str],
    *,
    is_retained: bool = False,
    not_before: datetime | None = None,
) -> Verdict:
    """Return whether a payload of the command topic is to be carried out.

    Args:
        payload: As it came.
        trust: Whom to listen to.
        now: Aware UTC, by the kiosk's clock.
        seen: Ids of commands that were accepted before.
        is_retained: Whether the broker had kept it.
        not_before: Commands issued earlier may be replays that nobody remembers; None trusts
            ``seen``.
    """
    try:
        signed = decode(payload, SignedCommand)
    except DeliveryFault:
        return Rejected(Reason.MALFORMED)
    key = trust.keys.get(signed.key)
    if key is None:
        return Rejected(Reason.UNKNOWN_KEY)
    if not is_signed(signed, key):
        return Rejected(Reason.FORGED)
    try:
        command = decode(signed.body, Command)
    except DeliveryFault:
        return Rejected(Reason.MALFORMED, signed.key)
    reason = _objection(command, trust, now, seen, not_before)
    if is_retained:
        reason = Reason.RETAINED
    if reason is not None:
        return Rejected(reason, signed.key, command)
    return Accepted(signed.key, command)


def _objection(
    command: Command,
    trust: Trust,
    now: datetime,
    seen: Container[str],
    not_before: datetime | None,
) -> Reason | None:
    if (command.site, command.kiosk) != (trust.site, trust.kiosk):
        return Reason.WRONG_KIOSK
    if not command.issued_at <= command.expires_at <= command.issued_at + LONGEST_LIFE:
        return Reason.LIVES_TOO_LONG
    if command.id in seen:
        return Reason.REPLAYED
    if now > command.expires_at or (not_before is not None and command.issued_at < not_before):
        return Reason.EXPIRED
    if command.issued_at > now + CLOCKS_APART:
        return Reason.FROM_THE_FUTURE
    if command.action in NEEDS_SESSION and not command.session:
        return Reason.NO_SESSION
    if (command.action is Action.MESSAGE) != bool(command.phrase):
        return Reason.MALFORMED
    return None
