# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The questions of self-voicing: which language, who may hear it, what now without headphones."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kiosk.languages import languages, source_language
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets import each
from kiosk.screen.widgets.curtain import Asking, Curtain
from kiosk.screen.widgets.spoken import LANGUAGE

SPEECH_LANGUAGE, OVERHEARD, HEADPHONES = "speech_language", "overheard", "headphones"
"""The names of the questions."""
_FIRST = "Speech is on. To go on in English, press Select, or touch the screen twice."
"""Of the language of the source, whose answer comes first."""


def language_question(look: Look, parent: QWidget) -> Asking:
    """Ask in every language in which one to go on, the first words of all."""
    first, *others = (_asked()[code] for code in languages())
    question = Asking(
        look,
        name=SPEECH_LANGUAGE,
        question=first,
        more=others,
        answers=[(code, one.own, "primary") for code, one in languages().items()],
        hides_all=True,
        equal_words=True,
        parent=parent,
    )
    for code, words in zip(languages(), question.words, strict=True):
        words.setProperty(LANGUAGE, code)
    for code, button in question.answers.items():
        button.setProperty(LANGUAGE, code)
    return question


def _asked() -> dict[str, str]:
    """Return how each language is offered, by its code."""
    others = each.translate(
        "Guide",
        "Speech is on. To go on in {language}, press Next until you hear {language}, then Select,"
        " or slide a finger until you hear it and touch twice.",
    )
    own = {code: words.format(language=languages()[code].own) for code, words in others.items()}
    return {**own, source_language(): _FIRST}


def first_words(language: str) -> tuple[str, ...]:
    """Return what is always said first to whoever goes on in a language; it is installed."""
    return _asked()[language], languages()[language].own, how_to_go_on()


def how_to_go_on() -> str:
    """Return how to find the way by keys and fingers."""
    how = QCoreApplication.translate(
        "Guide",
        "Next and Previous go from part to part, Select acts, Back leads back. Or slide a"
        " finger over the screen to hear it, and touch twice to act.",
    )
    more = QCoreApplication.translate(
        "Guide",
        "On words, Select pauses, goes on or says them again. Speed and volume are in Settings,"
        " under Reading.",
    )
    return f"{how} {more}"


def overheard_question(look: Look, parent: QWidget) -> Curtain:
    """Ask, without headphones, whether what a visitor types may be said aloud; yes keeps it in."""
    return Curtain(
        look,
        name=OVERHEARD,
        question=QCoreApplication.translate("Guide", "People near you may hear this."),
        detail=QCoreApplication.translate(
            "Guide",
            "There are no headphones. Should what you type and choose be spoken out loud?",
        ),
        yes=QCoreApplication.translate("Guide", "Keep it silent"),
        no=QCoreApplication.translate("Guide", "Speak it out loud"),
        hides_all=False,
        parent=parent,
    )


def headphones_question(look: Look, parent: QWidget) -> Curtain:
    """Cover everything once the headphones came out; yes goes on, unheard."""
    return Curtain(
        look,
        name=HEADPHONES,
        question=QCoreApplication.translate("Guide", "The headphones came out"),
        detail=QCoreApplication.translate(
            "Guide", "Plug them in again to go on listening. Nothing is spoken until then."
        ),
        yes=QCoreApplication.translate("Guide", "Go on without speech"),
        no=QCoreApplication.translate("Guide", "Start fresh"),
        hides_all=True,
        equal=True,
        parent=parent,
    )
