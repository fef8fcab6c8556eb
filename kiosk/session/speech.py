# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a screen and its voice say to each other, and the few words about it to the supervisor.

The words to be spoken go from the screen straight to the voice, over a socket pair of their own
(`packets.py`); the supervisor starts and ends voices and never sees them. No `repr` shows them.
"""

from enum import IntEnum, StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

BREATH_S = 0.5
"""How often a voice says that it lives."""
NOTICE_S = 2.0
"""A voice or engine that does not answer is noticed within this (issue 9)."""

Rate = Annotated[float, Meta(ge=-1.0, le=1.0)]
Volume = Annotated[float, Meta(ge=0.0, le=1.0)]
Tag = Annotated[str, Meta(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]+)*)?\Z")]


class SpeechTrouble(StrEnum):
    """Why nothing can be spoken.

    ``MISSING``: this kiosk has no speech engine, or no sound. ``HUNG``: it does not answer.
    ``DIED``: it ended. ``REFUSED``: it was started too often in this visit.
    """

    MISSING = "missing"
    HUNG = "hung"
    DIED = "died"
    REFUSED = "refused"


class VoiceExit(IntEnum):
    """Exit codes of a voice, for the supervisor."""

    DONE = 0
    MISSING = 3
    HUNG = 4
    DIED = 5


_TROUBLES = {VoiceExit.MISSING: SpeechTrouble.MISSING, VoiceExit.HUNG: SpeechTrouble.HUNG}


def trouble_of(code: int | None) -> SpeechTrouble:
    """Return what the end of a voice means that nobody asked for; None when it was killed."""
    return next((t for known, t in _TROUBLES.items() if known == code), SpeechTrouble.DIED)


# Screen to supervisor, and back


class SpeechWanted(msgspec.Struct, frozen=True, tag="speech-wanted"):
    """The visitor wants speech, or no longer; one that runs already is started anew."""

    wanted: bool = True


class SpeechFailed(msgspec.Struct, frozen=True, tag="speech-failed"):
    """The voice of this screen ended, or could not be started."""

    trouble: SpeechTrouble


class HeadphonesAre(msgspec.Struct, frozen=True, tag="headphones-are"):
    """Whether headphones are in; to every screen. False until it is said."""

    plugged: bool


# Screen to voice


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words in one language.

    Attributes:
        language: Its code, such as ``es`` or ``vi``.
        text: What to say, as it is said (`kiosk.library.spoken`), not as it is written.
        voice: What an engine is asked for (BCP 47), as ``es-419``; empty where none reads it well.
        called: What the language is called in that of the source, said where nothing says the
            words themselves.
    """

    language: str
    text: str
    voice: Tag = ""
    called: str = ""

    def __repr__(self) -> str:
        return f"Segment({self.language!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


class Say(msgspec.Struct, frozen=True, tag="say"):
    """Say this now; whatever is being said ends.

    Attributes:
        id: Names it in all answers; each is higher than those before.
        segments: In order.
        at: Segment and character to begin at.
    """

    id: int
    segments: tuple[Segment, ...]
    at: tuple[int, int] = (0, 0)


class Pause(msgspec.Struct, frozen=True, tag="pause"):
    """Be quiet and keep the place."""


class Resume(msgspec.Struct, frozen=True, tag="resume"):
    """Go on with the word that was being said at ``Pause``."""


class Hush(msgspec.Struct, frozen=True, tag="hush"):
    """Be quiet and forget."""


class SetRate(msgspec.Struct, frozen=True, tag="set-rate"):
    """How fast, from -1 (slowest) over 0 (the engine's own) to 1; what is being said goes on so."""

    rate: Rate


class SetVolume(msgspec.Struct, frozen=True, tag="set-volume"):
    """How loud, from 0 to 1, at first 1; what is being said goes on so."""

    volume: Volume


ToVoice = Say | Pause | Resume | Hush | SetRate | SetVolume


# Voice to screen


class Breath(msgspec.Struct, frozen=True, tag="breath"):
    """The voice lives; twice a second, from the loop that does all its work."""


class SpeechReady(msgspec.Struct, frozen=True, tag="speech-ready"):
    """The engine answers.

    Attributes:
        languages: Those of the product that it has a voice for.
    """

    languages: tuple[str, ...]


class Began(msgspec.Struct, frozen=True, tag="began"):
    """The first sound of a ``Say`` is out; said again when it goes on after a pause."""

    id: int


class WordBegan(msgspec.Struct, frozen=True, tag="word"):
    """A word is being said: ``length`` characters of a segment from ``start`` on."""

    id: int
    segment: int
    start: int
    length: int


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """A ``Say`` is over; not ``finished`` where another or ``Hush`` cut it short."""

    id: int
    finished: bool = True


class SpeechLost(msgspec.Struct, frozen=True, tag="speech-lost"):
    """Last word of a voice: nothing can be spoken."""

    trouble: SpeechTrouble


FromVoice = Breath | SpeechReady | Began | WordBegan | Ended | SpeechLost
