# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Reads pages aloud: words to the voice, places back to the page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from kiosk.library.spoken import NO_NAMES, Names, Spoken, spelled, spoken_text
from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.living import living
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.aloud import AloudPage, Reading, Wish
from kiosk.screen.widgets.pieces import Piece
from kiosk.screen.widgets.prose import Prose

if TYPE_CHECKING:
    from kiosk.screen.speech import Speech

RATES = (-0.4, 0.0, 0.4)
"""The speeds to choose from, slowest first, in parts of what the engine can."""
MOST_BYTES = 24_000
"""Words given to the voice at once; a packet holds 64 KiB."""


@dataclass(slots=True)
class _Script:
    """What is being read, and how far.

    Attributes:
        pieces: All words of the page.
        spoken: How each is said.
        first: Number of the first piece that the voice has now.
        count: How many it has.
        id: Under which it has them.
    """

    pieces: Sequence[Piece] = ()
    spoken: Sequence[Spoken] = field(default=(), repr=False)
    first: int = 0
    count: int = 0
    id: int = 0


class AloudDesk(QObject):
    """Stands behind all pages that can be read aloud; one of them is read at a time.

    Args:
        speech: Gives the line to the voice; asked at the first wish to listen.
        jobs: The worker.
        read_names: Reads how medicine names are said in a language; runs on the worker.
        choices: Language of the visit.
        parent: Owner.

    Signals:
        leave_wanted: Answers are to be read: ask whether people near may hear them, and `allow` it.
    """

    leave_wanted = Signal()

    def __init__(
        self,
        speech: Callable[[], "Speech"],
        jobs: JobRunner,
        read_names: Callable[[str], Names],
        choices: VisitChoices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._get_speech, self._jobs, self._read_names = speech, jobs, read_names
        self._choices = choices
        self._line: Speech | None = None
        self._names: dict[str, Names] = {}
        self._asked: set[str] = set()
        self._read: AloudPage | None = None
        self._script = _Script()
        self._speed = RATES.index(0.0)

    def attend(self, page: AloudPage) -> None:
        """Offer to read ``page``, whose content is on the way; the page before has gone."""
        self._read = page
        page.can_speak = True
        page.wished.connect(self._on_wish)

    def hush(self) -> None:
        """Stop reading."""
        if (page := self._page) is not None:
            page.hush()

    @property
    def _page(self) -> AloudPage | None:
        return living(self._read)

    @property
    def _speech(self) -> "Speech":
        if self._line is None:
            self._line = self._get_speech()
            self._line.word.connect(self._on_word)
            self._line.ended.connect(self._on_ended)
            self._line.failed.connect(self._on_failed)
        return self._line

    @Slot(Wish)
    def _on_wish(self, wish: Wish) -> None:
        match wish:
            case Wish.LISTEN:
                self._ask_or_listen()
            case Wish.PAUSE:
                self._speech.pause()
                self._show(Reading.PAUSED)
            case Wish.GO_ON:
                self._go_on()
            case Wish.STOP | Wish.HUSH:
                self._stop()
            case Wish.SLOWER | Wish.FASTER:
                step = 1 if wish is Wish.FASTER else -1
                self._speed = min(len(RATES) - 1, max(0, self._speed + step))
                self._speech.set_rate(RATES[self._speed])
                if (page := self._page) is not None:
                    self._show(page.reading)

    def _ask_or_listen(self) -> None:
        page = self._page
        if page is not None and page.holds_answers:
            self._stop()
            self.leave_wanted.emit()
        else:
            self._listen()

    @Slot()
    def allow(self) -> None:
        """Read the page with its answers: the visitor was asked and wants them to be heard."""
        self._listen(answers=True)

    def _listen(self, *, answers: bool = False) -> None:
        page = self._page
        if page is None:
            return
        self._stop()
        page.says_answers = answers
        page.show_reading(Reading.ALOUD, **self._ends())
        self._speech.switch_on()  # it takes its time, and so do the names
        language = self._language(page)
        if language in self._names:
            self._begin()
        else:
            self._jobs.run("names", partial(self._work, language), self._on_names)

    def names_in(self, language: str) -> Names:
        """Return how medicine names are said, as far as that has been read; else begin to."""
        if language not in self._names and language not in self._asked:
            self._asked.add(language)
            self._jobs.run("names", partial(self._work, language), self._on_names)
        return self._names.get(language, NO_NAMES)

    def _work(self, language: str) -> tuple[str, Names]:
        return language, self._read_names(language)

    @Slot(Outcome)
    def _on_names(self, outcome: Outcome) -> None:
        if not outcome.fault:
            language, names = outcome.value
            self._names[language] = names
        page = self._page
        waits = page is not None and page.reading in (Reading.ALOUD, Reading.PAUSED)
        if waits and not self._script.id:
            self._begin()

    def _language(self, page: AloudPage) -> str:
        return page.content.language if page.content is not None else self._choices.language

    def _begin(self) -> None:
        page = self._page
        if page is None:
            return
        found, spoken = self.words_of(page, self._names.get(self._language(page), NO_NAMES))
        self._script = _Script(found, spoken, page.first_in_sight(found))
        self._say()

    def words_of(self, page: AloudPage, names: Names) -> tuple[Sequence[Piece], Sequence[Spoken]]:
        """Return the words of a page that are read, and how each is said."""
        found = page.pieces()
        return found, [_spoken(piece, self.language_of(page, piece), names) for piece in found]

    def language_of(self, page: AloudPage, piece: Piece) -> str:
        """Return the language of words: labels of the product are in that of the visit."""
        own, language = self._choices.language, self._language(page)
        if language == own or isinstance(piece.part, Prose):
            return language
        return language if piece.text in set(_texts(msgspec.to_builtins(page.content))) else own

    def _say(self, at: tuple[int, int] = (0, 0)) -> None:
        """Have the next pieces said, as many as fit into a packet; nothing is left: stop."""
        script, room = self._script, MOST_BYTES
        words: list[tuple[str, str]] = []
        for spoken in script.spoken[script.first :]:
            room -= len(spoken.text.encode())
            if room < 0 and words:
                break
            words.append((spoken.language, spoken.text))
        script.count = len(words)
        if not words:
            self._stop()
            return
        script.id = self._speech.say(words, at)
        if (page := self._page) is not None and page.reading is Reading.PAUSED:
            self._speech.pause()

    def _go_on(self) -> None:
        page = self._page
        if page is None:
            return
        has_failed = page.reading is Reading.FAILED
        self._show(Reading.ALOUD)
        if has_failed and not self._script.count:
            self._listen(answers=page.says_answers)
        elif has_failed:
            place = self._speech.place
            self._say((place.segment, place.start))
        else:
            self._speech.resume()

    def _stop(self) -> None:
        self._script = _Script()
        if self._line is not None:
            self._line.stop()
        self._show(Reading.OFF)

    def _show(self, reading: Reading) -> None:
        if (page := self._page) is not None:
            page.show_reading(reading, **self._ends())

    def _ends(self) -> dict[str, bool]:
        return {"slowest": self._speed == 0, "fastest": self._speed == len(RATES) - 1}

    @Slot(int, int, int, int)
    def _on_word(self, number: int, segment: int, start: int, length: int) -> None:
        script, page = self._script, self._page
        if page is not None and number == script.id and segment < script.count:
            at = script.first + segment
            page.show_word(script.pieces[at], *script.spoken[at].shown_at(start, length))

    @Slot(int, bool)
    def _on_ended(self, number: int, finished: bool) -> None:
        if number != self._script.id:
            return
        if finished:
            self._script.first += self._script.count
            self._say()
        else:
            self._stop()

    @Slot()
    def _on_failed(self) -> None:
        page = self._page
        if page is not None and page.reading is not Reading.OFF:
            page.unmark()
            self._show(Reading.FAILED)


def _spoken(piece: Piece, language: str, names: Names) -> Spoken:
    if piece.is_spelled:
        return spelled(piece.text, language)
    return spoken_text(piece.text, language, names)


def _texts(value: object) -> Iterator[str]:
    """Yield every text in what a page shows."""
    match value:
        case str():
            yield value
        case dict():
            yield from _texts(list(value.values()))
        case list() | tuple():
            for one in value:
                yield from _texts(one)
