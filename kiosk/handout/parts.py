# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What stands on a sheet, in reading order, before anybody knows how it falls on pages."""

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.library.model import Picture, Text

Line = tuple[Text, ...]
"""Words that run on, strong or not."""
Modules = tuple[tuple[bool, ...], ...]
"""A QR code row by row, True is dark; without its quiet zone."""


class Mark(Enum):
    """What stands before each point of a list."""

    DOT = auto()
    NUMBER = auto()
    QUESTION = auto()
    BOX = auto()


class Weight(Enum):
    """How heavy a frame is: it must tell on a black and white printer, from afar."""

    PLAIN = auto()
    STRONG = auto()
    HEAVY = auto()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (parts of the sheet) or 2 (below them)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; ``keeps`` says that it stays with what follows."""

    line: Line
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Small:
    """A paragraph in small type: where the text comes from, which nobody needs to act."""

    line: Line


@dataclass(frozen=True, slots=True)
class Points:
    """A list; each point may run over several lines."""

    items: tuple[Line, ...]
    mark: Mark = Mark.DOT


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on, so many times, below its label."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first cell of a row names it."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Art:
    """A picture with the words below it, which may be empty."""

    picture: Picture
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with the words beside it; the white around it is its quiet zone."""

    modules: Modules
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Parts in a frame below a band that says what the frame is for."""

    title: str
    parts: tuple["Part", ...]
    weight: Weight = Weight.PLAIN


Part = Heading | Words | Small | Points | Blank | Grid | Art | Code | Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole handout.

    Attributes:
        center: Name of the center, for the head of each page.
        contact: Its phones, in one line.
        notice: What must stand on each page besides, or empty: a demonstration says so.
        kicker: What kind of thing it is, above the title; may be empty.
        title: Its title.
        lead: The main message; may be empty.
        parts: All the rest.
        page: "Page {number} of {total}" in the sheet's language.
        continued: "{title} (continued)" in it, for a frame that goes on.
    """

    center: str
    contact: str
    notice: str
    kicker: str
    title: str
    lead: str
    parts: tuple[Part, ...]
    page: str
    continued: str


def words(text: str, *, strong: bool = False) -> Line:
    """Return plain words as a line."""
    return (Text(text, strong=strong),)
