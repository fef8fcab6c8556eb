# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Carries out what a visitor changes for this visit, and says what must follow."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.screen.pages.settings import SEEING, SettingsPanel
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import VisitChoices
from kiosk.settings import Theme


class SettingsDesk(QObject):
    """Stands behind the sheet of this visit's settings.

    Args:
        choices: Choices of the visit; changed here.
        can_lower: Whether reach mode would change anything on this glass.
        parent: Owner.

    Attributes:
        voicing: Gives what holds of reading the screen, as in `current`.

    Signals:
        look_changed: The look or the touch filter is another now.
        language_chosen: The visitor wants a language; carries its code.
        languages_wanted: The visitor speaks another language.
        voice_chosen: What of the voice, and its new value, as in `Voicing.choose`.
        done: The sheet may go.
    """

    look_changed = Signal()
    language_chosen = Signal(str)
    languages_wanted = Signal()
    voice_chosen = Signal(str, str)
    done = Signal()

    def __init__(
        self, choices: VisitChoices, can_lower: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._choices, self._can_lower = choices, can_lower
        self._page, self._touched = SEEING, ""
        self.voicing: Callable[[], dict[str, str]] = dict

    def make(self, look: Look) -> SettingsPanel:
        """Return the column of the sheet, at the page that was shown last."""
        panel = SettingsPanel(look, self.current(), self._page, self._touched)
        self._touched = ""
        panel.turned.connect(self._on_turned)
        panel.chosen.connect(self.choose)
        panel.languages_touched.connect(self.languages_wanted)
        panel.done.connect(self.done)
        return panel

    def current(self) -> dict[str, str]:
        """Return what holds now; what this glass cannot do is left out."""
        choices = self._choices
        holds = {
            "scale": f"{round(choices.text_scale * 100)}",
            "theme": choices.theme.value,
            "spacing": "wide" if choices.airy else "normal",
            "motion": "calm" if choices.calm else "moving",
            "lines": "few" if choices.lined else "all",
            "hand": "left" if choices.left else "right",
            "double": f"{round(choices.touch.double_s * 1000)}",
            "hold": f"{round(choices.touch.hold_s * 1000)}",
            "scan": f"{round(choices.scan_s * 1000)}",
            "language": choices.language,
        }
        if self._can_lower():
            holds["reach"] = "low" if choices.low else "whole"
        return holds | self.voicing()

    @Slot(str)
    def _on_turned(self, page: str) -> None:
        self._page = page

    @Slot(str, str)
    def choose(self, name: str, value: str) -> None:
        """Change one thing, and keep place and answers.

        Args:
            name: What, as in ``SettingsPanel.chosen``.
            value: To which of its values.

        Raises:
            LookupError: There is no such choice.
        """
        self._touched = name
        match name:
            case "language":
                self.language_chosen.emit(value)
            case "voice" | "glass" | "speed" | "volume":
                self.voice_chosen.emit(name, value)
            case _:
                self._change(name, value)
                self.look_changed.emit()

    def _change(self, name: str, value: str) -> None:
        choices = self._choices
        match name:
            case "scale":
                choices.text_scale = int(value) / 100
            case "theme":
                choices.theme = Theme(value)
            case "spacing":
                choices.airy = value == "wide"
            case "motion":
                choices.calm = value == "calm"
            case "lines":
                choices.lined = value == "few"
            case "hand":
                choices.left = value == "left"
            case "reach":
                choices.low = value == "low"
            case "double" | "hold":
                choices.touch = replace(choices.touch, **{f"{name}_s": int(value) / 1000})
            case "scan":
                choices.scan_s = int(value) / 1000
            case _:
                raise LookupError(f"there is no choice named {name}")
