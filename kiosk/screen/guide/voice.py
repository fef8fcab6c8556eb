# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The one voice of the screen, which says either a part of it or, through Listen, a whole page."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Slot

from kiosk.screen.guide.cursor import Cursor, stops_of
from kiosk.screen.guide.parts import Part, Role
from kiosk.screen.guide.phrases import Phrases, Utterance
from kiosk.screen.guide.scene import codes_in, page_of, texts_above, title_of
from kiosk.screen.presenters.aloud import AloudDesk
from kiosk.screen.shell import Shell
from kiosk.screen.speech import Speech
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.aloud import AloudPage, Reading, Wish
from kiosk.screen.widgets.pieces import Piece
from kiosk.screen.widgets.spoken import LANGUAGE

VOLUMES = (0.25, 0.5, 0.75, 1.0)
RATES = (-0.4, 0.0, 0.4, 0.8)
"""Steps, from the softest and the slowest, in parts of what the engine can."""


class OneVoice(QObject):
    """Says what it is given, in the language and for the ears of now.

    Rate and volume are those of the line to the voice, which lives as long as one visit.

    Args:
        shell: The window.
        speech: The line to the voice.
        aloud: Reads whole pages with the same voice; it stops when anything else is said.
        choices: Language of the visit.
        parent: Its owner.

    Attributes:
        is_private: Whether only the visitor hears it, or has chosen to be heard.
    """

    def __init__(
        self,
        shell: Shell,
        speech: Speech,
        aloud: AloudDesk,
        choices: VisitChoices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shell, self._speech, self._aloud = shell, speech, aloud
        self._choices, self.is_private = choices, False
        speech.ended.connect(self._on_said)

    @property
    def language(self) -> str:
        """The language of the visit."""
        return self._choices.language

    @property
    def phrases(self) -> Phrases:
        """What says parts in the language of now, to whom it may concern."""
        language = self.language
        names = self._aloud.names_in(language)
        return Phrases(language, names, overheard=not self.is_private)

    def language_of(self, part: Part) -> str:
        """Return the language of a part's words; empty for that of the visit."""
        if own := part.widget.property(LANGUAGE):
            return str(own)
        page = page_of(self._shell)
        if isinstance(page, AloudPage) and page.isAncestorOf(part.widget):
            return self._aloud.language_of(page, Piece(part.widget, part.name))
        return ""

    def part(self, part: Part, place: tuple[int, int] | None = None) -> Utterance:
        """Return how a part is said, with its place if one is given."""
        return self.phrases.part(part, place, self.language_of(part))

    def here(self, cursor: Cursor) -> Utterance:
        """Return how the part, or the row, at a place in the list is said."""
        part, phrases = cursor.part, self.phrases
        if part is None:
            return ()
        if cursor.is_at_row:
            return phrases.row(cursor.stop, cursor.place)
        headings = [one.widget for one in cursor.headings]
        if part.widget in headings:
            return phrases.heading(
                part,
                cursor.place,
                (headings.index(part.widget) + 1, len(headings)),
                leads_below=cursor.after(part).role is not Role.HEADING,
                language=self.language_of(part),
            )
        is_told = phrases.overheard and part.role in (Role.KEY, Role.PICK)
        # Neither name nor place of these is said to others: both would tell what is typed.
        return self.part(part, None if is_told else cursor.place)

    def parts(self, parts: Iterable[Part]) -> Utterance:
        """Return how several parts are said, without their places."""
        return tuple(piece for part in parts for piece in self.part(part))

    def title(self, parts: Sequence[Part], news: Utterance = ()) -> Utterance:
        """Return how a page that has come is said: its title, how many parts, a receipt's code.

        Args:
            parts: The page.
            news: What is said before it; a title that it begins with is not said again.
        """
        heading = title_of(parts)
        name = heading.name if heading is not None else ""
        language = self.language_of(heading) if heading is not None else ""
        cursor = Cursor(stops_of(parts, keys=False))
        counts = len(cursor.stops), len(cursor.headings)
        above, codes = texts_above(self._shell, parts), codes_in(parts)
        title = self.phrases.page(name, *counts, language)
        if name and any(words.startswith(title[0][1]) for _, words in news):
            title = title[1:]
        return (*self.parts(above), *title, *self.parts(codes))

    @property
    def reading(self) -> Reading:
        """What becomes of the page that is read because of its button Listen."""
        page = page_of(self._shell)
        return page.reading if isinstance(page, AloudPage) else Reading.OFF

    def say(self, words: Utterance) -> None:
        """Say something now, instead of whatever is being said."""
        if not words:
            return
        if self.reading is not Reading.OFF:
            self._aloud.hush()
        self._speech.say(words)
        self._on_said()

    def be_quiet(self) -> None:
        """Say nothing any more."""
        if self.reading is not Reading.OFF:
            self._aloud.hush()
        self._speech.stop()
        self._on_said()

    def repeat(self) -> None:
        """Say the latest words again."""
        if self.reading is Reading.OFF:
            self._speech.repeat()
            self._on_said()

    def pause(self) -> bool:
        """Be quiet and keep the place, or go on there; return False where nothing was said."""
        page, speech = page_of(self._shell), self._speech
        is_held = speech.is_speaking or speech.is_paused
        if isinstance(page, AloudPage) and page.reading is not Reading.OFF:
            is_aloud = page.reading is Reading.ALOUD
            page.wished.emit(Wish.PAUSE if is_aloud else Wish.GO_ON)
            is_held = True
        elif speech.is_speaking:
            speech.pause()
        else:
            speech.resume()
        self._on_said()
        return is_held

    @property
    def speed(self) -> int:
        """How fast, a number of `RATES`."""
        return _nearest(RATES, self._speech.rate)

    @speed.setter
    def speed(self, number: int) -> None:
        self._speech.set_rate(RATES[min(len(RATES) - 1, max(0, number))])

    @property
    def volume(self) -> int:
        """How loud, a number of `VOLUMES`."""
        return _nearest(VOLUMES, self._speech.volume)

    @volume.setter
    def volume(self, number: int) -> None:
        self._speech.set_volume(VOLUMES[min(len(VOLUMES) - 1, max(0, number))])

    def change_speed(self, step: int) -> None:
        """Speak faster by a step, or slower by one of -1; say so."""
        self.speed += step
        words = QCoreApplication.translate("Guide", "Speed {number} of {count}")
        self._tell_level(words, self.speed, len(RATES))

    def soften(self) -> None:
        """Speak softer by a step; say so."""
        self.volume -= 1
        self._tell_volume()

    def turn_volume(self) -> None:
        """Speak louder by a step, and softest after the loudest, for a single key; say so."""
        self.volume = (self.volume + 1) % len(VOLUMES)
        self._tell_volume()

    def _tell_volume(self) -> None:
        words = QCoreApplication.translate("Guide", "Volume {number} of {count}")
        self._tell_level(words, self.volume, len(VOLUMES))

    def _tell_level(self, words: str, number: int, count: int) -> None:
        if self.reading is Reading.OFF:
            self.say(self.phrases.words(words.format(number=number + 1, count=count)))

    @Slot()
    def _on_said(self) -> None:
        """Let the clock of the visit wait while somebody listens."""
        if (page := page_of(self._shell)) is not None:
            page.is_heard = self._speech.is_speaking


def _nearest(steps: Sequence[float], value: float) -> int:
    return min(range(len(steps)), key=lambda number: abs(steps[number] - value))
