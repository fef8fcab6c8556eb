# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The questions of self-voicing: which language, who may hear it, what now without headphones."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.curtain import Curtain
from kiosk.screen.widgets.text import Words

SPEECH_LANGUAGE, OVERHEARD, HEADPHONES = "speech_language", "overheard", "headphones"
"""The names of the questions."""
IN_ENGLISH = "Speech is on. To go on in English, press Select, or touch the screen twice."
IN_SPANISH = (
    "La voz está encendida. Para seguir en español, oprima Siguiente y luego Seleccionar, o"
    " deslice el dedo hasta oír «Español» y toque dos veces."
)


def language_question(look: Look, parent: QWidget) -> Curtain:
    """Ask in both languages in which one to go on, the first words of all; yes is English."""
    english, spanish = "English", "Español"
    curtain = Curtain(
        look,
        name=SPEECH_LANGUAGE,
        question=IN_ENGLISH,
        detail=IN_SPANISH,
        yes=english,
        no=spanish,
        hides_all=True,
        equal=True,
        parent=parent,
    )
    for words in curtain.findChildren(Words):
        _tell_language(words, "es" if words.text() in {IN_SPANISH, spanish} else "en")
    for button in curtain.findChildren(TouchButton):
        _tell_language(button, "es" if button.accessibleName() == spanish else "en")
    return curtain


def _tell_language(part: QWidget, language: str) -> None:
    """Have the words of a part spoken in their own language."""
    part.setProperty("language", language)


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
