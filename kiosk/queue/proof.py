# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Proof before patients: a test request that a person received, opened and confirmed.

A test request carries a random word under the same seal as any request. Only who opened the
delivered request knows the word; the kiosk keeps a salted hash of it. A proof holds for one way of
requests, its recipients and its targets, and for no other.

Where requests are sealed to several keys there is also a word for each, sealed to that key alone
inside the request: it proves which key has opened it. Where the courier holds a key itself, a key
that is kept elsewhere must have opened a test before anything counts as proven (escrow): else all
requests would be lost with this kiosk's disk.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

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
from kiosk.queue.sealing import open_short, seal_short
from kiosk.queue.store import Delivery, DeliveryState
from kiosk.settings import DeliveryTarget

FORMAT = 1
FORM, FORM_VERSION = "https://infusion-kiosk.example/fhir/Questionnaire/test", "1.0.0"
MOST_PENDING = 8
OWN_WORD = "word-of-key"
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
    def is_opened_here(self) -> bool:
        """Whether the courier opens requests, with a private key on this kiosk."""
        return any(target.is_opened_here for target in self.targets)

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
        own_hashes: Hash of each key's own word, by its recipient; empty with one recipient.
    """

    id: RequestId
    code: str
    way: str
    salt: str
    word_hash: str
    sent_at: datetime
    own_hashes: dict[str, str] = {}


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A confirmed test request.

    Attributes:
        code: Its receipt code.
        way: Digest of the way it went.
        recipients: The keys it was sealed to; one of them opened it.
        targets: Names of the targets that it reached, all of them.
        confirmed_at: When a person named its word, aware UTC, by the kiosk's clock.
        opened_by: The keys that are known to have opened it.
        escrow: Those of them that are not kept on this kiosk.
    """

    code: str
    way: str
    recipients: tuple[str, ...]
    targets: tuple[str, ...]
    confirmed_at: datetime
    opened_by: tuple[str, ...] = ()
    escrow: tuple[str, ...] = ()


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
        """Return whether a test request was confirmed for this way, by a key kept elsewhere too."""
        return self.arrived(way) and not self.lacks_escrow(way)

    def arrived(self, way: Way) -> bool:
        """Return whether a test request was confirmed for this way, by whatever key."""
        return self.proof is not None and self.proof.way == way.digest

    def lacks_escrow(self, way: Way) -> bool:
        """Return whether a key that is kept elsewhere must still open a test request."""
        return way.is_opened_here and not (self.proof and self.proof.escrow)


class _Version(msgspec.Struct, frozen=True):
    format: int


def new_word() -> str:
    """Return a word for one test request: 30 random bits, six signs that can be read aloud."""
    return receipt_code(new_request_id()).replace("-", "")


def own_words(way: Way) -> dict[str, str]:
    """Return a word for each key, where requests are sealed to more than one."""
    many = sorted(set(way.recipients))
    return {recipient: new_word() for recipient in many} if len(many) > 1 else {}


def compose(
    way: Way, word: str, sent_at: datetime, own: Mapping[str, str] | None = None
) -> tuple[Envelope, SentTest]:
    """Return a sealed test request, and what is kept to confirm it by.

    Args:
        way: How it will go.
        word: What only its reader shall know.
        sent_at: Now, aware UTC.
        own: What only the holder of each key shall know, by its recipient.

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
        own_hashes={recipient: _hash(one, salt) for recipient, one in (own or {}).items()},
    )
    answers = _answers(request_id, word, sent_at, own or {})
    return seal_request(label, answers, way.recipients), sent


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
    kept_here: Collection[str] = (),
    earlier: Proof | None = None,
) -> Proof:
    """Return the proof, when the word is right and every target was reached.

    Args:
        test: The test request.
        word: The word as a person typed it.
        way: How requests go now.
        deliveries: How far the test has come; empty when the courier has not taken it.
        now: Aware UTC.
        kept_here: Recipients whose private keys lie on this kiosk.
        earlier: What was confirmed before; what it says of the same test is kept.

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
    found = _hash(typed, bytes.fromhex(test.salt))
    own = [one for one, kept in test.own_hashes.items() if hmac.compare_digest(found, kept)]
    if not own and not hmac.compare_digest(found, test.word_hash):
        raise InputFault("This is not the word in that test request.")
    opened_by = set(own) or ({*way.recipients} if len(set(way.recipients)) == 1 else set())
    if earlier is not None and earlier.code == test.code:
        opened_by |= set(earlier.opened_by)
    return Proof(
        code=test.code,
        way=test.way,
        recipients=way.recipients,
        targets=tuple(one.target for one in deliveries),
        confirmed_at=now,
        opened_by=tuple(sorted(opened_by)),
        escrow=tuple(sorted(opened_by - set(kept_here))),
    )


def with_proof(book: ProofBook, test: SentTest, proof: Proof) -> ProofBook:
    """Return the book with a proof; its test waits on while keys have not opened it yet."""
    is_open = set(test.own_hashes) - set(proof.opened_by)
    return msgspec.structs.replace(book, pending=(test,) if is_open else (), proof=proof)


def revealed(answers: bytes, identity: str) -> bytes:
    """Return an opened test request in which a key has opened its own word; others as they are.

    The words of other keys are left out: nobody can read them here.
    """
    resource = msgspec.json.decode(answers)
    if not isinstance(resource, dict) or resource.get("questionnaire") != _CANONICAL:
        return answers
    shown = [_shown(item, identity) for item in resource.get("item", [])]
    resource["item"] = [item for item in shown if item is not None]
    return msgspec.json.encode(resource)


def _shown(item: dict[str, Any], identity: str) -> dict[str, Any] | None:  # Any: JSON
    if item.get("linkId") != OWN_WORD:
        return item
    word = open_short(item["answer"][0]["valueString"], identity)
    if word is None:
        return None
    own = {"linkId": OWN_WORD, "text": "Confirmation word of this key"}
    return {**own, "answer": [{"valueString": word}]}


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


def _answers(request_id: RequestId, word: str, sent_at: datetime, own: Mapping[str, str]) -> bytes:
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
            *(
                {
                    "linkId": OWN_WORD,
                    "text": f"Sealed word for the key {recipient}",
                    "answer": [{"valueString": seal_short(own[recipient], recipient)}],
                }
                for recipient in sorted(own)
            ),
        ],
    }
    return msgspec.json.encode(resource, order="sorted")
