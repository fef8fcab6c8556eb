# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``python -m kiosk.screen.script``: all that is read aloud of the library, for a narrator.

It reads a ``Configure`` as JSON from standard input and answers with a `Line` as JSON for each
text, in the order of the library. The pages are the real ones, made without a window system, so
what is listed is what Listen says.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import msgspec
from PySide6.QtCore import QCoreApplication, QEventLoop, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from kiosk.faults import KioskFault
from kiosk.immortal import keep_none_alive
from kiosk.languages import catalogues_dir, languages
from kiosk.library.model import Place
from kiosk.library.reader import Library
from kiosk.library.spoken import Names, spoken_text
from kiosk.screen.guide.questions import first_words
from kiosk.screen.jobs import JobRunner
from kiosk.screen.presenters.aloud import AloudDesk
from kiosk.screen.presenters.facts import with_unbroken_phones
from kiosk.screen.presenters.library import LibraryDesk
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Panel, make_look
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.aloud import AloudPage
from kiosk.session.messages import Configure, Standing
from kiosk.session.recordings import Line
from kiosk.settings import Theme

GLASS = Panel(1080, 1920, REFERENCE_MM_PER_PX)


class Narration(QObject):
    """What is said in one language.

    Args:
        config: The center's facts and the library.
        language: Code of the language.
        library: The library of ``config``, for what there is in it.
    """

    def __init__(self, config: Configure, language: str, library: Library) -> None:
        super().__init__()
        self._library, self._language = library, language
        self._choices = VisitChoices(language, Theme.LIGHT)
        jobs = JobRunner(self)
        self._desk = LibraryDesk(config, jobs, self._choices, self)
        self._aloud = AloudDesk(_no_voice, jobs, self._desk.read_names, self._choices, self)
        self._desk.aloud = self._aloud
        therapies = (library.therapy(card.id, language) for card in library.therapies(language))
        self._names = Names.of(therapies)

    def lines(self) -> Iterator[Line]:
        """Yield the first words and those of every page, once each."""
        known: set[str] = set()
        for where, texts in (("first words", self._first()), *self._pages()):
            for language, words in texts:
                if language == self._language and words.strip() and words not in known:
                    known.add(words)
                    yield Line(language, where, words)

    def _first(self) -> list[tuple[str, str]]:
        language = self._language
        said = (spoken_text(words, language, self._names) for words in first_words(language))
        return [(language, one.text) for one in said]

    def _pages(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        library, language = self._library, self._language
        for article in library.articles(language):
            yield f"article {article.id}", self._said(Route(RouteName.ARTICLE, article.id))
        for symptom in library.symptoms(language):
            for place in Place:
                self._choices.place = (symptom.id, place)
                yield f"symptom {symptom.id}", self._said(Route(RouteName.SYMPTOM, symptom.id))
        for therapy in library.therapies(language):
            yield f"therapy {therapy.id}", self._said(Route(RouteName.THERAPY, therapy.id))

    def _said(self, route: Route) -> list[tuple[str, str]]:
        page = self._desk.make(route, make_look(Theme.LIGHT, GLASS))
        if not isinstance(page, AloudPage):
            return []
        arrival = QEventLoop()
        page.arrived.connect(arrival.quit)
        arrival.exec()
        _, spoken = self._aloud.words_of(page, self._names) if page.content else ((), ())
        page.deleteLater()
        return [(one.language, one.text) for one in spoken]


def _no_voice() -> NoReturn:
    raise RuntimeError("a script is written, not spoken")


def _speak(language: str) -> QTranslator:
    """Have the product's own words in a language."""
    translator = QTranslator()
    QLocale.setDefault(QLocale(languages()[language].locale))
    if translator.load(f"kiosk_{language}", str(catalogues_dir())):
        QCoreApplication.installTranslator(translator)
    return translator


def main(wanted: Sequence[str]) -> int:
    """Write the lines of some languages, of all where none is named; return the exit code."""
    keep_none_alive()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(["infusion-kiosk"])
    config = with_unbroken_phones(msgspec.json.decode(sys.stdin.buffer.read(), type=Configure))
    try:
        library = Library.open(Path(config.library), live=config.standing is Standing.LIVE)
    except KioskFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    for language in wanted or tuple(languages()):
        translator = _speak(language)
        narration = Narration(config, language, library)
        for line in narration.lines():
            sys.stdout.write(f"{msgspec.json.encode(line).decode()}\n")
        app.removeTranslator(translator)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # nothing is left to save, and Qt would tear a hundred pages down
