# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Self-voicing of one visit: waits until it is wanted, then loads and joins its parts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.screen.guide.start import Start, is_for_staff
from kiosk.screen.link import SupervisorLink
from kiosk.screen.pages.attract import AttractPage
from kiosk.screen.pages.curtains import nearby_question
from kiosk.screen.presenters.aloud import AloudDesk
from kiosk.screen.shell import Shell
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.sheet import Sheet
from kiosk.screen.widgets.spoken import announce
from kiosk.settings import SelfVoicing

if TYPE_CHECKING:
    from kiosk.screen.guide.explore import Explorer
    from kiosk.screen.guide.narrator import Narrator
    from kiosk.screen.guide.private import Privacy
    from kiosk.screen.speech import Speech


class Voicing(QObject):
    """Begins and ends self-voicing, however a visitor wishes it.

    Args:
        shell: The window; owns this.
        link: Says whether headphones are in.
        settings: Keys and headphones.
        choices: Those of the visit.
        speech: Gives the line to the voice.
        aloud: Reads pages with the same voice.
        monotonic_s: The clock of the visit, seconds.

    Signals:
        changed: It began or ended; carries whether it is on.
    """

    changed = Signal(bool)

    def __init__(
        self,
        shell: Shell,
        link: SupervisorLink,
        settings: SelfVoicing,
        choices: VisitChoices,
        *,
        speech: "Callable[[], Speech]",
        aloud: AloudDesk,
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__(shell)
        self._shell, self._settings, self._choices = shell, settings, choices
        self._get_speech, self._aloud, self._monotonic_s = speech, aloud, monotonic_s
        self._narrator: Narrator | None = None
        self._explorer: Explorer | None = None
        self._privacy: Privacy | None = None
        self._is_over = False
        self.start = Start(shell, settings, monotonic_s)
        self.start.key_pressed.connect(self._on_key)
        self.start.fingers_rested.connect(self._on_fingers)
        self.start.plugged.connect(self._on_plugged)
        link.headphones_are.connect(self.start.set_plugged)
        shell.visit_ended.connect(self._on_over)
        aloud.leave_wanted.connect(self._on_leave_wanted)

    @property
    def is_on(self) -> bool:
        """Whether the screen is spoken."""
        return self._narrator is not None and self._narrator.is_on

    def current(self) -> dict[str, str]:
        """Return what holds of the choices that the sheet offers, as `choose` takes them."""
        holds = {"voice": "on" if self.is_on else "off"}
        if self.is_on and self._privacy is not None and self._narrator is not None:
            voice = self._narrator.voice
            holds["glass"] = "black" if self._privacy.is_black else "shown"
            holds |= {"speed": f"{voice.speed}", "volume": f"{voice.volume}"}
        return holds

    @Slot(str, str)
    def choose(self, name: str, value: str) -> None:
        """Carry out a choice of the sheet.

        Args:
            name: ``voice``; while it is on, ``glass``, ``speed`` and ``volume``, too.
            value: ``on`` or ``off``; ``black`` or ``shown``; the number of a step, from 0.
        """
        if value == "on":
            self.begin()
        elif self._narrator is None or self._privacy is None:
            return
        elif name == "glass":
            self._privacy.set_black(value == "black")
        elif name == "speed":
            self._narrator.voice.speed = int(value)
        elif name == "volume":
            self._narrator.voice.volume = int(value)
        else:
            self._narrator.end()

    def begin(self) -> None:
        """Speak, unless staff are here; on the first page the language is asked for."""
        if self.is_on or self._is_over or is_for_staff(self._shell):
            return
        self._shell.use()
        narrator = self.narrator
        if any(page.isVisible() for page in self._shell.findChildren(AttractPage)):
            self._ask_language()
        narrator.begin()

    @property
    def narrator(self) -> "Narrator":
        """What speaks; made and joined with its parts at the first wish."""
        if self._narrator is None:
            # Nothing of it is loaded in a visit that does not listen.
            from kiosk.screen.guide.explore import Explorer  # noqa: PLC0415
            from kiosk.screen.guide.narrator import Narrator  # noqa: PLC0415
            from kiosk.screen.guide.private import Privacy  # noqa: PLC0415

            self._narrator = narrator = Narrator(
                self._shell, self._get_speech(), self._aloud, self._choices, self._settings
            )
            self._explorer = Explorer(self._shell, narrator, self._choices, self._monotonic_s)
            self._privacy = Privacy(self._shell, narrator, is_plugged=self.start.is_plugged)
            narrator.begun.connect(self._on_begun)
            narrator.ended.connect(self._on_ended)
        return self._narrator

    @Slot()
    def _on_begun(self) -> None:
        if self._explorer is not None:  # after the narrator, which falls silent at a touch
            self._shell.takers.append(self._explorer.takes)
        self._renew_sheet()
        self.changed.emit(True)

    @Slot()
    def _on_ended(self) -> None:
        if self._explorer is not None:
            self._shell.takers.remove(self._explorer.takes)
        self._renew_sheet()
        self.changed.emit(False)

    def _renew_sheet(self) -> None:
        """Offer what can be chosen now, where the sheet of settings is open."""
        if any(sheet.isVisible() for sheet in self._shell.findChildren(Sheet, "settings")):
            self._shell.change_look()

    def _ask_language(self) -> None:
        from kiosk.screen.guide.questions import language_question  # noqa: PLC0415 - as above

        question = language_question(self._shell.look, self._shell)
        question.answered.connect(self._go_on)
        self._shell.overlays.raise_curtain(question)

    @Slot(str)
    def _go_on(self, language: str) -> None:
        """Begin the visit in a language, and say once how to find the way."""
        self._shell.overlays.drop_curtain()
        self._shell.begin(language)
        from kiosk.screen.guide.questions import how_to_go_on  # noqa: PLC0415 - as above

        announce(self._shell, how_to_go_on())

    @Slot()
    def _on_over(self) -> None:
        self._is_over = True

    @Slot()
    def _on_key(self) -> None:
        """Begin; who presses the key again wants to hear again where they are."""
        if self.is_on and self._narrator is not None:
            self._narrator.voice.repeat()
        else:
            self.begin()

    @Slot()
    def _on_fingers(self) -> None:
        """Begin, or end what began by mistake."""
        if self.is_on and self._narrator is not None:
            self._narrator.end()
        else:
            self.begin()

    @Slot(bool)
    def _on_plugged(self, is_plugged: bool) -> None:
        """Begin with headphones that go in; end all speech with those that come out."""
        if self._privacy is not None:
            self._privacy.set_plugged(is_plugged)
        if is_plugged:
            self.begin()
        else:
            self._aloud.hush()
            self._get_speech().switch_off()

    @Slot()
    def _on_leave_wanted(self) -> None:
        """Ask whether people near may hear the answers, unless nobody does or it was answered."""
        narrator = self._narrator if self.is_on else None
        if self.start.is_plugged or (narrator is not None and narrator.voice.is_private):
            self._aloud.allow()
            return
        overlays = self._shell.overlays
        curtain = nearby_question(self._shell.look, self._shell)
        for answer in (curtain.yes, curtain.no):
            answer.connect(overlays.drop_curtain)
        curtain.no.connect(self._aloud.allow)
        overlays.raise_curtain(curtain)
