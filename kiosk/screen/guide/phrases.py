# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How a part of the reading list is said: its words, what it is and what holds of it, its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kiosk.library.spoken import NO_NAMES, Names, spelled, spoken_text
from kiosk.screen.guide.parts import Part, Role, State

_EXPLAINED = 2
"""The title and the heading after it say where Select leads; who hears more knows."""
_DOTS = re.compile(r"[(]?•+[)]?[ /-]?")
Utterance = tuple[tuple[str, str], ...]
"""Language and text of each piece, as `Speech.say` takes them."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Says parts in the language of the visit.

    Attributes:
        language: That language.
        names: How medicine names are said in it.
        overheard: Whether others may hear it: then nothing that a visitor typed or chose is said,
            and no key is named.

    Source:
        EN 301 549 5.1.3.8, 5.1.3.9; Section 508, 402.2.
    """

    language: str
    names: Names = NO_NAMES
    overheard: bool = True

    def words(self, text: str, language: str = "") -> Utterance:
        """Return words as they are said, in another language than the visit's if one is named."""
        language = language or self.language
        return ((language, spoken_text(text, language, self.names).text),) if text else ()

    def part(self, part: Part, place: tuple[int, int] | None, language: str = "") -> Utterance:
        """Return a part with its role, its state and its place.

        Args:
            part: What is said.
            place: Its number, from 1, and how many there are; None where it is not said.
            language: Language of its words; empty for that of the visit.
        """
        about = ", ".join(filter(None, (_role(part.role), *self._states(part))))
        about = ". ".join(filter(None, (about, _place(place))))
        more = " ".join(filter(None, (part.error, part.hint)))
        return (*self.name(part, language), *self._said(about), *self.words(more))

    def row(self, parts: Sequence[Part], place: tuple[int, int]) -> Utterance:
        """Return a row of keys or small answers, named by its first and its last."""
        if self.overheard:
            words = QCoreApplication.translate("Guide", "A row of keys")
        elif len(parts) == 1:
            words = _spoken_key(parts[0].name)
        else:
            words = QCoreApplication.translate("Guide", "{first} to {last}").format(
                first=_spoken_key(parts[0].name), last=_spoken_key(parts[-1].name)
            )
        row = QCoreApplication.translate("Guide", "row")
        return (*self._said(words), *self._said(f"{row}. {_place(place)}"))

    def state(self, part: Part) -> Utterance:
        """Return what holds of a part now that it was selected."""
        states = self._states(part)
        if part.is_private and self.overheard:
            states = (QCoreApplication.translate("Guide", "filled in"),)
        return self._said(", ".join(states))

    def heading(
        self,
        part: Part,
        place: tuple[int, int],
        among: tuple[int, int],
        *,
        leads_below: bool,
        language: str = "",
    ) -> Utterance:
        """Return a heading that Select leads on from.

        Args:
            part: The heading.
            place: Its number, from 1, and how many parts there are.
            among: The same among the headings.
            leads_below: Whether Select leads to what stands below the page, not to a heading.
            language: Language of its words; empty for that of the visit.
        """
        words = QCoreApplication.translate("Guide", "heading {number} of {count}")
        about = f"{words.format(number=among[0], count=among[1])}. {_place(place)}"
        way = ""
        if leads_below:
            way = QCoreApplication.translate("Guide", "Select goes to the buttons at the bottom.")
        elif among[0] <= _EXPLAINED:
            way = QCoreApplication.translate("Guide", "Select goes to the next heading.")
        return (*self.name(part, language), *self._said(about), *self._said(way))

    def page(self, title: str, count: int, headings: int = 0, language: str = "") -> Utterance:
        """Return what says that another page is there.

        Args:
            title: Its heading; empty where it has none.
            count: How many parts it has.
            headings: How many of them are headings to go on from.
            language: Language of the title; empty for that of the visit.
        """
        words = QCoreApplication.translate("Guide", "{count} parts")
        if headings:
            words = QCoreApplication.translate("Guide", "{count} parts, {headings} headings")
        about = words.format(count=count, headings=headings)
        return (*self.words(title, language), *self._said(about))

    def news(self, words: str, *, is_private: bool) -> Utterance:
        """Return an announcement; one with words of the visitor is not said to others."""
        if is_private and self.overheard:
            words = QCoreApplication.translate("Guide", "filled in")
        return self.words(words)

    def keys_up(self) -> Utterance:
        """Return how to type with four keys."""
        if self.overheard:
            words = QCoreApplication.translate(
                "Guide", "Keys. What you type is spoken with headphones only."
            )
        else:
            words = QCoreApplication.translate(
                "Guide", "Keys. Choose a row, then a key. Back leaves the row, then the keys."
            )
        return self._said(words)

    def name(self, part: Part, language: str = "") -> Utterance:
        """Return the words of a part alone, as of a key that was struck."""
        hides = self.overheard and part.role in (Role.KEY, Role.PICK)
        if hides:
            return self._said(QCoreApplication.translate("Guide", "A key"))
        if State.SPELLED in part.states:
            return ((self.language, spelled(part.name, self.language).text),)
        if part.role is Role.KEY:
            return self._said(_spoken_key(part.name))
        pieces = part.pieces or ((language, part.name),)
        return tuple(said for own, words in pieces for said in self.words(words, own or language))

    def _states(self, part: Part) -> tuple[str, ...]:
        said = []
        if part.role is Role.FIELD or part.value:
            said.append(self._value(part))
        if not (self.overheard and part.is_private):
            said += [_state(state, part.role) for state in State if state in part.states]
        elif State.OFF in part.states:
            said.append(_state(State.OFF, part.role))
        return tuple(filter(None, said))

    def _value(self, part: Part) -> str:
        if not part.value:
            return QCoreApplication.translate("Guide", "empty")
        if self.overheard:
            return QCoreApplication.translate("Guide", "filled in")
        seen = _DOTS.sub("", part.value)  # of a masked answer what shows of it
        return spoken_text(seen, self.language, self.names).text

    def _said(self, words: str) -> Utterance:
        return ((self.language, words),) if words else ()


def _place(place: tuple[int, int] | None) -> str:
    if place is None:
        return ""
    words = QCoreApplication.translate("Guide", "{number} of {count}")
    return words.format(number=place[0], count=place[1])


def _role(role: Role) -> str:
    """Return what a part is; words and points of a list need no name."""
    match role:
        case Role.HEADING:
            return QCoreApplication.translate("Guide", "heading")
        case Role.PICTURE:
            return QCoreApplication.translate("Guide", "picture")
        case Role.BUTTON | Role.TURN:
            return QCoreApplication.translate("Guide", "button")
        case Role.LINK:
            return QCoreApplication.translate("Guide", "link")
        case Role.CHOICE:
            return QCoreApplication.translate("Guide", "choice")
        case Role.BOX:
            return QCoreApplication.translate("Guide", "check box")
        case Role.FIELD:
            return QCoreApplication.translate("Guide", "field")
        case Role.ITEM:
            return QCoreApplication.translate("Guide", "point")
    return ""


def _state(state: State, role: Role) -> str:
    match state:
        case State.SELECTED if role is Role.BOX:
            return QCoreApplication.translate("Guide", "checked")
        case State.UNSELECTED if role is Role.BOX:
            return QCoreApplication.translate("Guide", "not checked")
        case State.SELECTED:
            return QCoreApplication.translate("Guide", "selected")
        case State.UNSELECTED:
            return QCoreApplication.translate("Guide", "not selected")
        case State.OPEN:
            return QCoreApplication.translate("Guide", "open")
        case State.CLOSED:
            return QCoreApplication.translate("Guide", "closed")
        case State.OFF:
            return QCoreApplication.translate("Guide", "not available")
        case State.WRONG:
            return QCoreApplication.translate("Guide", "to be corrected")
        case State.MASKED:
            return QCoreApplication.translate("Guide", "partly hidden")
    return ""


def _spoken_key(name: str) -> str:
    """Return how a key is called; an engine would say nothing for a sign."""
    signs = {
        ".": QCoreApplication.translate("Guide", "period"),
        ",": QCoreApplication.translate("Guide", "comma"),
        "-": QCoreApplication.translate("Guide", "hyphen"),
        "'": QCoreApplication.translate("Guide", "apostrophe"),
        '"': QCoreApplication.translate("Guide", "quotation mark"),
        "@": QCoreApplication.translate("Guide", "at sign"),
        "_": QCoreApplication.translate("Guide", "underscore"),
        "/": QCoreApplication.translate("Guide", "slash"),
        ":": QCoreApplication.translate("Guide", "colon"),
        ";": QCoreApplication.translate("Guide", "semicolon"),
        "(": QCoreApplication.translate("Guide", "left parenthesis"),
        ")": QCoreApplication.translate("Guide", "right parenthesis"),
        "?": QCoreApplication.translate("Guide", "question mark"),
        "!": QCoreApplication.translate("Guide", "exclamation mark"),
    }
    return signs.get(name, name)
