# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a voice is saying and what it does next; decisions only.

Pausing is the reader's own: the engine is silenced and later given the rest from the last word on,
so that a pause is immediate with any engine, and so is another rate or volume.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto

import msgspec

from kiosk.session.speech import (
    Began,
    Ended,
    Hush,
    Pause,
    Resume,
    Say,
    SetRate,
    SetVolume,
    ToVoice,
    WordBegan,
)
from kiosk.voice.marks import word_at


class Phase(Enum):
    """What the reader does."""

    IDLE = auto()
    SPEAKING = auto()
    PAUSED = auto()


@dataclass(frozen=True, slots=True)
class Speak:
    """Let the engine say a segment from a character on."""

    segment: int
    place: int


@dataclass(frozen=True, slots=True)
class Silence:
    """Stop the engine's sound."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the screen."""

    message: msgspec.Struct


Action = Speak | Silence | Tell

_NOTHING = Say(0, ())


@dataclass(frozen=True, slots=True)
class Reader:
    """State of a voice.

    Attributes:
        say: What is being said, or was said last.
        phase: Whether it is.
        segment: Which part of it.
        place: First character of the word.
        rate: How fast, -1 to 1.
        volume: How loud, 0 to 1.
        is_heard: Whether the screen knows that its words are sounding.
    """

    say: Say = _NOTHING
    phase: Phase = Phase.IDLE
    segment: int = 0
    place: int = 0
    rate: float = 0.0
    volume: float = 1.0
    is_heard: bool = False

    def __repr__(self) -> str:
        return f"Reader({self.phase.name})"


Step = tuple[Reader, tuple[Action, ...]]


def told(reader: Reader, message: ToVoice) -> Step:
    """Return what follows from a word of the screen."""
    match message:
        case Say():
            segment, place = message.at
            begun = replace(reader, say=message, segment=segment, place=place)
            speaking, actions = _go_on(_raised(begun))
            return speaking, (*_cut_short(reader), *actions)
        case Hush():
            return replace(reader, phase=Phase.IDLE), _cut_short(reader)
        case Pause() if reader.phase is Phase.SPEAKING:
            return replace(reader, phase=Phase.PAUSED), (Silence(),)
        case Resume() if reader.phase is Phase.PAUSED:
            return _go_on(_raised(reader))
        case SetRate(rate=rate):
            return _afresh(replace(reader, rate=rate))
        case SetVolume(volume=volume):
            return _afresh(replace(reader, volume=volume))
    return reader, ()


def sounded(reader: Reader) -> Step:
    """Return what follows when the engine's first sound of a segment is out."""
    if reader.phase is not Phase.SPEAKING or reader.is_heard:
        return reader, ()
    return replace(reader, is_heard=True), (Tell(Began(reader.say.id)),)


def reached(reader: Reader, place: int) -> Step:
    """Return what follows when the engine is at a mark."""
    word = word_at(_text(reader), place)
    if reader.phase is not Phase.SPEAKING or word is None:
        return reader, ()
    message = WordBegan(reader.say.id, reader.segment, *word)
    return replace(reader, place=word[0]), (Tell(message),)


def played(reader: Reader) -> Step:
    """Return what follows when a recording of a segment sounds: no word of it is known."""
    if reader.phase is not Phase.SPEAKING:
        return reader, ()
    reader, actions = sounded(reader)
    whole = WordBegan(reader.say.id, reader.segment, 0, len(_text(reader)))
    return reader, (*actions, Tell(whole))


def finished(reader: Reader) -> Step:
    """Return what follows when the engine has said a segment."""
    if reader.phase is not Phase.SPEAKING:
        return reader, ()
    return _go_on(replace(reader, segment=reader.segment + 1, place=0))


def _raised(reader: Reader) -> Reader:
    return replace(reader, phase=Phase.SPEAKING, is_heard=False)


def _go_on(reader: Reader) -> Step:
    """Speak on from the place, over segments without words, or end."""
    while reader.segment < len(reader.say.segments):
        if word_at(_text(reader), reader.place) is not None:
            return reader, (Speak(reader.segment, reader.place),)
        reader = replace(reader, segment=reader.segment + 1, place=0)
    return replace(reader, phase=Phase.IDLE), (Tell(Ended(reader.say.id)),)


def _afresh(reader: Reader) -> Step:
    """Speak on from this word in another manner."""
    if reader.phase is not Phase.SPEAKING:
        return reader, ()
    speaking, actions = _go_on(reader)
    return speaking, (Silence(), *actions)


def _cut_short(reader: Reader) -> tuple[Action, ...]:
    if reader.phase is Phase.IDLE:
        return ()
    return Silence(), Tell(Ended(reader.say.id, finished=False))


def _text(reader: Reader) -> str:
    segments = reader.say.segments
    return segments[reader.segment].text if reader.segment < len(segments) else ""
