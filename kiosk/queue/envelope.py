# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One sealed request as a file: a readable header line, then the age bytes.

The header names the request and says nothing about the visitor. It is repeated inside the sealed
part and compared on opening, so that nobody can put one request's answers under another's name; its
hash covers label and sealed bytes, so that damage shows without a key.
A damaged envelope is an ``EnvironmentFault``: no person wrote it, so nothing can be mended in it.
"""

import hashlib
import re
import secrets
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, NewType, Self

import msgspec
from msgspec import Meta

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue import sealing

FORMAT = 1
MAX_FILE_BYTES = 65_536

RequestId = NewType("RequestId", str)

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_PATTERN = f"^[{_CROCKFORD}]{{3}}-[{_CROCKFORD}]{{3}}$"
_ID_PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
_HASH_PATTERN = "^[0-9a-f]{64}$"


def new_request_id() -> RequestId:
    """Return a new id that sorts by the time it was made.

    Source:
        RFC 9562 section 5.7 (UUIDv7: 48 bits of milliseconds, 74 random bits).
    """
    milliseconds = (time.time_ns() // 1_000_000) & 0xFFFF_FFFF_FFFF
    value = milliseconds << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62
    return RequestId(str(uuid.UUID(int=value)))


def receipt_code(request_id: RequestId) -> str:
    """Return the code a visitor is shown (``K7M-4QX``): 30 of the id's random bits.

    Source:
        Crockford's base 32: no I, L, O or U, so that it can be read aloud and written down.
    """
    bits = uuid.UUID(request_id).int
    digits = "".join(_CROCKFORD[bits >> shift & 31] for shift in range(25, -1, -5))
    return f"{digits[:3]}-{digits[3:]}"


def read_code(text: str) -> str | None:
    """Return a receipt code as a person typed it in its printed form, or None if it is none."""
    digits = re.sub(r"[\s-]", "", text).upper().translate(str.maketrans("OIL", "011"))
    code = f"{digits[:3]}-{digits[3:]}"
    return code if re.match(_CODE_PATTERN, code) else None


class Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known about a request without opening it.

    Attributes:
        id: Made when the form opened; the same over every retry and at every receiver.
        code: Receipt code that belongs to the id.
        created_at: When it was sent by the visitor, aware UTC, by the kiosk's clock.
        form: Canonical address of the form.
        form_version: Version of the form.
        form_sha256: Hash of the form's file as it was filled in, hexadecimal.
    """

    id: Annotated[RequestId, Meta(pattern=_ID_PATTERN)]
    code: Annotated[str, Meta(pattern=_CODE_PATTERN)]
    created_at: Annotated[datetime, Meta(tz=True)]
    form: Annotated[str, Meta(min_length=1, max_length=300)]
    form_version: Annotated[str, Meta(min_length=1, max_length=40)]
    form_sha256: Annotated[str, Meta(pattern=_HASH_PATTERN)]

    @classmethod
    def of(
        cls,
        request_id: RequestId,
        *,
        created_at: datetime,
        form: str,
        form_version: str,
        form_sha256: str,
    ) -> Self:
        """Return the label of a request, with the code that belongs to its id."""
        return cls(
            id=request_id,
            code=receipt_code(request_id),
            created_at=created_at,
            form=form,
            form_version=form_version,
            form_sha256=form_sha256,
        )


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed request.

    Attributes:
        label: What may be read without a key.
        sealed: The age bytes, never changed once made.
        unseen: Whether its visitor may not have seen a receipt. The queue says so when it hands
            the envelope out; it is no part of what the envelope is.
    """

    label: Label
    sealed: bytes = field(repr=False)
    unseen: bool = field(default=False, compare=False)


class _Version(msgspec.Struct, frozen=True):
    format: int


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    format: int
    label: Label
    sha256: Annotated[str, Meta(pattern=_HASH_PATTERN)]
    unseen: bool = False


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    label: Label
    answers: msgspec.Raw


def seal_request(label: Label, answers: bytes, recipients: Sequence[str]) -> Envelope:
    """Return a request sealed to every recipient, padded so that its length does not show.

    Args:
        label: Its label.
        answers: The visitor's answers, one JSON document (a QuestionnaireResponse).
        recipients: age public keys, not empty.

    Raises:
        ValueError: The answers are too long, or there is no recipient.
        EnvironmentFault: A recipient is not an age key.
    """
    content = _Content(FORMAT, label, msgspec.Raw(answers))
    return Envelope(label, sealing.seal(msgspec.json.encode(content), recipients))


def open_request(envelope: Envelope, identity: str) -> bytes:
    """Return the answers of a request, as they were when it was sealed.

    Args:
        envelope: The request.
        identity: Secret key of one of its recipients.

    Raises:
        EnvironmentFault: The key does not fit, the bytes were changed, or its label is not the one
            it was sealed with.
        NewerVersionFault: It was sealed by a newer kiosk.
    """
    payload = sealing.open_sealed(envelope.sealed, identity)
    _refuse_newer(payload)
    try:
        content = msgspec.json.decode(payload, type=_Content)
    except msgspec.DecodeError as error:
        raise EnvironmentFault("the opened request is not a request") from error
    if content.label != envelope.label:
        raise EnvironmentFault("the request was sealed under another label: do not trust it")
    return bytes(content.answers)


def encode(envelope: Envelope) -> bytes:
    """Return an envelope as the bytes of its file; the same envelope gives the same bytes."""
    label = msgspec.json.encode(envelope.label)
    digest = hashlib.sha256(label + b"\n" + envelope.sealed).hexdigest()
    header = _Header(FORMAT, envelope.label, digest, envelope.unseen)
    return msgspec.json.encode(header) + b"\n" + envelope.sealed


def decode(data: bytes) -> Envelope:
    """Return the envelope in a file's bytes.

    Raises:
        NewerVersionFault: It was written by a newer kiosk.
        EnvironmentFault: It is too long, damaged, or not an envelope.
    """
    if len(data) > MAX_FILE_BYTES:
        raise EnvironmentFault("the file is too long for an envelope")
    line, _, sealed = data.partition(b"\n")
    _refuse_newer(line)
    try:
        header = msgspec.json.decode(line, type=_Header)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EnvironmentFault("the file has no envelope's header") from error
    envelope = Envelope(header.label, sealed, header.unseen)
    if encode(envelope) != data or receipt_code(header.label.id) != header.label.code:
        raise EnvironmentFault("the envelope is damaged")
    return envelope


def _refuse_newer(document: bytes) -> None:
    """Refuse a document whose format is newer; anything else is left to the strict decoder."""
    try:
        version = msgspec.json.decode(document, type=_Version)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    if version.format > FORMAT:
        raise NewerVersionFault("envelope", version.format, FORMAT)
