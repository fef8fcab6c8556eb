# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Proof before patients: a test request that a person received, opened and confirmed.

A test request carries a random word under the same seal as any request. Only who opened the
delivered request knows the word; the kiosk keeps a salted hash of it. A proof holds for one way of
requests, its recipients and its targets, and for no other.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault, InputFault, NewerVersionFault
from kiosk.queue.durable import make_folder, sync_folder, write_synced
from kiosk.queue.envelope import (
    Envelope,
    Label,
    RequestId,
    new_request_id,
    read_code,
    receipt_code,
    seal_request,
)
from kiosk.queue.store import Delivery, DeliveryState
from kiosk.settings import DeliveryTarget

FORMAT = 1
FORM, FORM_VERSION = "https://infusion-kiosk.example/fhir/Questionnaire/test", "1.0.0"
MOST_PENDING = 8
_CANONICAL = f"{FORM}|{FORM_VERSION}"


@dataclass(frozen=True, slots=True)
class Way:
    """How requests leave a kiosk.

    Attributes:
        recipients: age public keys that requests are sealed to.
        targets: Where they are delivered; none stands for the kiosk's own folder.
    """

    recipients: tuple[str, ...]
    targets: tuple[DeliveryTarget, ...]

    @property
    def digest(self) -> str:
        """A hash that is the same for the same keys and targets, in whatever order."""
        # What is as by default does not count: a new setting must not undo proofs of before it.
        targets = [
            {
                field.name: getattr(target, field.name)
                for field in msgspec.structs.fields(target)
                if getattr(target, field.name) != field.default
            }
            for target in sorted(self.targets, key=lambda target: target.name)
        ]
        parts = {"recipients": sorted(set(self.recipients)), "targets": targets}
        return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()


class SentTest(msgspec.Struct, frozen=True, kw_only=True):
    """A test request that waits to be confirmed.

    Attributes:
        id: Its request's id.
        code: Its receipt code.
        way: Digest of the way it was sent.
        salt: Salt of the word's hash, hexadecimal.
        word_hash: Hash of its word, hexadecimal; never the word.
        sent_at: When, aware UTC, by the kiosk's clock.
    """

    id: RequestId
    code: str
    way: str
    salt: str
    word_hash: str
    sent_at: datetime


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A confirmed test request.

    Attributes:
        code: Its receipt code.
        way: Digest of the way it went.
        recipients: The keys it was sealed to; one of them opened it.
        targets: Names of the targets that it reached, all of them.
        confirmed_at: When a person named its word, aware UTC, by the kiosk's clock.
    """

    code: str
    way: str
    recipients: tuple[str, ...]
    targets: tuple[str, ...]
    confirmed_at: datetime


class ProofBook(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about test requests that a kiosk keeps.

    Attributes:
        format: Version of the file.
        pending: Tests not yet confirmed, oldest first, at most ``MOST_PENDING``.
        proof: The last that was confirmed, or None.
    """

    format: int = FORMAT
    pending: tuple[SentTest, ...] = ()
    proof: Proof | None = None

    def proves(self, way: Way) -> bool:
        """Return whether a test request was confirmed for this way."""
        return self.proof is not None and self.proof.way == way.digest


class _Version(msgspec.Struct, frozen=True):
    format: int


def new_word() -> str:
    """Return a word for one test request: 30 random bits, six signs that can be read aloud."""
    return receipt_code(new_request_id()).replace("-", "")


def compose(way: Way, word: str, sent_at: datetime) -> tuple[Envelope, SentTest]:
    """Return a sealed test request, and what is kept to confirm it by.

    Args:
        way: How it will go.
        word: What only its reader shall know.
        sent_at: Now, aware UTC.

    Raises:
        EnvironmentFault: A recipient is not an age key.
    """
    request_id, salt = new_request_id(), secrets.token_bytes(16)
    label = Label.of(
        request_id,
        created_at=sent_at,
        form=FORM,
        form_version=FORM_VERSION,
        form_sha256=hashlib.sha256(_CANONICAL.encode()).hexdigest(),
    )
    sent = SentTest(
        id=request_id,
        code=label.code,
        way=way.digest,
        salt=salt.hex(),
        word_hash=_hash(word, salt),
        sent_at=sent_at,
    )
    return seal_request(label, _answers(request_id, word, sent_at), way.recipients), sent


def sent(book: ProofBook, test: SentTest) -> ProofBook:
    """Return the book with one more test; the oldest beyond the limit are dropped."""
    pending = (*book.pending, test)[-MOST_PENDING:]
    return msgspec.structs.replace(book, pending=pending)


def pending_test(book: ProofBook, code: str) -> SentTest:
    """Return the test that waits under a receipt code, as a person typed it.

    Raises:
        InputFault: There is none.
    """
    wanted = read_code(code)
    for test in book.pending:
        if test.code == wanted:
            return test
    raise InputFault("No test request waits under this code. Make one: queue test.")


def confirmed(
    test: SentTest,
    word: str,
    *,
    way: Way,
    deliveries: Sequence[Delivery],
    now: datetime,
) -> Proof:
    """Return the proof, when the word is right and every target was reached.

    Args:
        test: The test request.
        word: The word as a person typed it.
        way: How requests go now.
        deliveries: How far the test has come; empty when the courier has not taken it.
        now: Aware UTC.

    Raises:
        InputFault: It proves nothing, and why.
    """
    if test.way != way.digest:
        raise InputFault("Keys or targets have changed since this test: make a new one.")
    if not deliveries:
        raise InputFault("The courier has not taken this test yet: is the kiosk running?")
    missing = [one.target for one in deliveries if one.state is not DeliveryState.DELIVERED]
    if missing:
        raise InputFault(f"This test has not arrived everywhere yet: {', '.join(missing)}.")
    typed = (read_code(word) or "").replace("-", "")
    if not hmac.compare_digest(_hash(typed, bytes.fromhex(test.salt)), test.word_hash):
        raise InputFault("This is not the word in that test request.")
    return Proof(
        code=test.code,
        way=test.way,
        recipients=way.recipients,
        targets=tuple(one.target for one in deliveries),
        confirmed_at=now,
    )


def read_book(path: Path) -> ProofBook:
    """Return what a kiosk keeps about test requests; nothing when there is no file.

    Raises:
        NewerVersionFault: A newer kiosk wrote it.
        EnvironmentFault: It cannot be read or is damaged.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ProofBook()
    except OSError as error:
        raise EnvironmentFault(f"the proof cannot be read: {error.strerror}") from error
    try:
        found = msgspec.json.decode(data, type=_Version).format
        if found > FORMAT:
            raise NewerVersionFault("proof", found, FORMAT)
        return msgspec.json.decode(data, type=ProofBook)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EnvironmentFault(
            f"{path} is damaged: delete it and make a new test request"
        ) from error


def write_book(path: Path, book: ProofBook) -> None:
    """Keep a book in place of the one that is there; it survives power loss.

    Raises:
        EnvironmentFault: It cannot be written; the one that was there stays.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        make_folder(path.parent)
        write_synced(draft, msgspec.json.format(msgspec.json.encode(book)), mode=0o600)
        try:
            draft.replace(path)
        except OSError:
            draft.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentFault(f"the proof cannot be kept: {error.strerror}") from error


def _hash(word: str, salt: bytes) -> str:
    """Return a hash that is slow to try words against.

    Source:
        RFC 7914 section 2 (scrypt; N = 2^14, r = 8, p = 1 need 16 MiB and some 50 ms).
    """
    return hashlib.scrypt(word.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()


def _answers(request_id: RequestId, word: str, sent_at: datetime) -> bytes:
    """Return a QuestionnaireResponse that is marked as a test and holds the word.

    Source:
        HL7 v3 ActReason HTEST ("test health data"): a security label. It is a plain tag too, for
        receivers that show tags only.
    """
    mark = {
        "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
        "code": "HTEST",
        "display": "test health data",
    }
    resource = {
        "resourceType": "QuestionnaireResponse",
        "meta": {"security": [mark], "tag": [mark]},
        "language": "en",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{request_id}"},
        "questionnaire": _CANONICAL,
        "status": "completed",
        "authored": sent_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "item": [
            {
                "linkId": "test",
                "text": "This is a test of the kiosk. There is no patient",
                "answer": [{"valueBoolean": True}],
            },
            {
                "linkId": "word",
                "text": "Confirmation word",
                "answer": [{"valueString": word}],
            },
        ],
    }
    return msgspec.json.encode(resource, order="sorted")
