# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A front desk without a broker: news put in by hand, commands kept; and sealed requests."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
from pyrage import passphrase  # type: ignore[import-untyped]

from kiosk.courier.targets.folder import delivered_name
from kiosk.desk.choices import OrderBook
from kiosk.desk.control import Control
from kiosk.desk.fleet import Fleet, Kiosk
from kiosk.desk.journal import Entry, Journal
from kiosk.desk.link import Life, News, Up
from kiosk.fleet.protocol import (
    NEEDS_SESSION,
    Action,
    Answer,
    Command,
    KioskState,
    Outcome,
    Presence,
    Situation,
)
from kiosk.fleet.signing import new_command
from kiosk.queue.envelope import Envelope, Label, encode, new_request_id, seal_request
from tests.support.envelopes import CANARY, IDENTITY, RECIPIENT

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
SESSION = "00112233445566aa"
PASSPHRASE = "correct horse battery staple"
PHONE = "+12025550143"


def state(kiosk: str = "kiosk-1", at: datetime = NOON, **more: object) -> KioskState:
    """Return a state, free since ten minutes unless told otherwise."""
    known: dict[str, object] = {
        "kiosk": kiosk,
        "situation": Situation.ATTRACT,
        "since": at - timedelta(minutes=10),
        "at": at,
        "place": "By the window",
        "session": SESSION,
    }
    return msgspec.convert(known | more, KioskState)


@dataclass
class HandLine:
    """A line whose news are put in by hand."""

    name: str = "desk.front"
    is_up: bool = True
    news: list[News] = field(default_factory=list)
    sent: list[Command] = field(default_factory=list)

    def take(self) -> tuple[News, ...]:
        found, self.news = self.news, []
        return tuple(found)

    def ask(
        self, kiosk: Kiosk, action: Action, *, phrase: str = "", force: bool = False
    ) -> tuple[Command, bool]:
        session = kiosk.session if action in NEEDS_SESSION else ""
        command = new_command(
            "main", kiosk.name, action, NOON, session=session, phrase=phrase, force=force
        )
        self.sent.append(command)
        return command, self.is_up


@dataclass
class Front:
    """A desk on a clock that the test moves."""

    folder: Path
    line: HandLine = field(default_factory=HandLine)
    at_s: float = 1_000.0
    rings: int = 0

    def ring(self) -> None:
        """Count a chime."""
        self.rings += 1

    def __post_init__(self) -> None:
        self.journal = Journal(self.folder / "journal.jsonl")
        self.order = OrderBook(self.folder / "order.json")
        fleet = Fleet(self.order.read())
        self.control = Control(
            self.line, fleet, self.journal, self.order, self.now, lambda: self.at_s
        )

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.at_s - 1_000.0)

    def hear(self, *news: News) -> None:
        self.line.news += news

    def meet(self, *states: KioskState) -> None:
        """Connect, and hear these kiosks live."""
        self.hear(Up())
        for one in states:
            self.hear(one, self.life(one.kiosk))
        self.control.look()

    def life(
        self,
        kiosk: str,
        *,
        online: bool = True,
        was_kept: bool = False,
        ahead: timedelta = timedelta(),
    ) -> Life:
        """Return a sign of life of a kiosk whose clock may run ahead."""
        at = self.now() + ahead if online else None
        return Life(kiosk, Presence(online=online, at=at), self.now(), self.at_s, was_kept)

    def pass_s(self, seconds: float, *alive: str) -> None:
        """Let time go by, in which these kiosks live on."""
        self.at_s += seconds
        self.hear(*(self.life(name) for name in alive))

    def answer(self, outcome: Outcome, why: str = "") -> None:
        """Let the kiosk answer the last command."""
        last = self.line.sent[-1]
        self.hear(Answer(last.id, last.kiosk, outcome, self.now(), why))

    def kiosk(self, name: str = "kiosk-1") -> Kiosk:
        return next(one.kiosk for one in self.control.look() if one.kiosk.name == name)

    @property
    def entries(self) -> list[Entry]:
        path = self.folder / "journal.jsonl"
        if not path.exists():
            return []
        return [msgspec.json.decode(line, type=Entry) for line in path.read_bytes().splitlines()]


def answers(**more: object) -> bytes:
    """Return a contact request that was filled in; its name is the canary."""
    given, family = CANARY.split()
    said = {
        "first-name": ("First name", {"valueString": given}),
        "last-name": ("Last name", {"valueString": family}),
        "reason": ("My reason", {"valueCoding": {"code": "start", "display": "Start infusions"}}),
        "how": ("Best way", {"valueCoding": {"code": "call", "display": "Call me"}}),
        "phone": ("My phone number, 10 digits", {"valueString": PHONE}),
        "time": ("Best time", {"valueCoding": {"code": "morning", "display": "Morning"}}),
        "language": ("Language", {"valueCoding": {"code": "es", "display": "Spanish (español)"}}),
        "interpreter": (
            "Is an interpreter needed?",
            {"valueCoding": {"code": "spoken", "display": "Yes, for my language"}},
        ),
        "message": ("Message", {"valueString": "I would like to know how long a visit takes."}),
    }
    pages = {
        "page-about": ("What is this about?", ("reason",)),
        "page-name": ("My name", ("first-name", "last-name")),
        "page-reach": ("How may we reach you?", ("how", "phone", "time")),
        "page-language": ("Which language should we use?", ("language", "interpreter")),
        "page-message": ("Anything else?", ("message",)),
    }
    items = [
        {
            "linkId": page,
            "text": title,
            "item": [
                {"linkId": key, "text": said[key][0], "answer": [more.get(key, said[key][1])]}
                for key in inside
            ],
        }
        for page, (title, inside) in pages.items()
    ]
    document = {"resourceType": "QuestionnaireResponse", "language": "en", "item": items}
    return msgspec.json.encode(document)


def put_request(
    share: Path,
    created_at: datetime = NOON,
    *,
    form: str = "contact",
    recipient: str = RECIPIENT,
    document: bytes | None = None,
    unseen: bool = False,
) -> Label:
    """Put a sealed request into a share, as the folder target does."""
    share.mkdir(exist_ok=True)
    label = Label.of(
        new_request_id(),
        created_at=created_at,
        form=f"https://infusion-kiosk.example/fhir/Questionnaire/{form}",
        form_version="1",
        form_sha256="0" * 64,
    )
    made = seal_request(label, document or answers(), [recipient])
    envelope = Envelope(label, made.sealed, unseen)
    (share / delivered_name(label)).write_bytes(encode(envelope))
    return label


def key_file(folder: Path) -> Path:
    """Write the intake's key file, sealed with ``PASSPHRASE``."""
    path = folder / "intake.age"
    path.write_bytes(_sealed_key())
    return path


@cache
def _sealed_key() -> bytes:
    """Return the key file's bytes; a passphrase takes a second to seal."""
    text = f"# public key: {RECIPIENT}\n{IDENTITY}\n".encode()
    return bytes(passphrase.encrypt(text, PASSPHRASE, armored=True))
