# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""This visit's settings: text size, contrast, language. All gone with the visit."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.text import Words

TEXT_SCALES = ("100", "125", "150", "200")
"""Percent of text size (accessibility.md A2, 1.4.4: up to 200 %)."""


class SettingsPage(Page):
    """What a visitor may change for this visit.

    Signals:
        scale_chosen: Percent of text size, as text.
        theme_chosen: Name of a theme.
        language_chosen: ``en`` or ``es``.
    """

    scale_chosen = Signal(str)
    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, look: Look, language: str, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.SETTINGS, parent)
        stack = Ground(gap=look.px("gap"))
        stack.add(Words(self.tr("Settings for this visit"), "sentence"))
        scales = tuple((scale, f"{scale} %") for scale in TEXT_SCALES)
        size = Segments(look, scales, f"{round(look.text_scale * 100)}", name="scale")
        size.chosen.connect(self._on_scale)
        themes = (
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("Strong")),
        )
        theme = Segments(look, themes, look.theme.value, name="theme")
        theme.chosen.connect(self._on_theme)
        languages = (("en", "English"), ("es", "Español"))
        spoken = Segments(look, languages, language, name="language")
        spoken.chosen.connect(self._on_language)
        stack.add(Words(self.tr("Size of the words"), "subheading"), size)
        stack.add(Words(self.tr("Colors"), "subheading"), theme)
        stack.add(Words(self.tr("Language"), "subheading"), spoken)
        stack.add(
            Words(self.tr("These go back to normal when your visit ends."), "small", tone="second")
        )
        self.set_column(stack)

    @Slot(str)
    def _on_scale(self, value: str) -> None:
        self.scale_chosen.emit(value)

    @Slot(str)
    def _on_theme(self, value: str) -> None:
        self.theme_chosen.emit(value)

    @Slot(str)
    def _on_language(self, value: str) -> None:
        self.language_chosen.emit(value)
