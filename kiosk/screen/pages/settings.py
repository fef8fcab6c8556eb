# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""This visit's settings: text size, colors, motion, language. All gone with the visit."""

from PySide6.QtCore import Signal, Slot

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground, column, grid, row
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.text import Words

TEXT_SCALES = ("100", "125", "150", "200")
"""Percent of text size (accessibility.md A2, 1.4.4: up to 200 %)."""


class SettingsPanel(Ground):
    """The column of the sheet in which a visitor changes this visit.

    Signals:
        scale_chosen: Percent of text size, as text.
        theme_chosen: Name of a theme.
        motion_chosen: ``moving`` or ``calm``.
        language_chosen: ``en`` or ``es``.
        done: The visitor is done.
    """

    scale_chosen = Signal(str)
    theme_chosen = Signal(str)
    motion_chosen = Signal(str)
    language_chosen = Signal(str)
    done = Signal()

    def __init__(self, look: Look, language: str) -> None:
        super().__init__(gap=look.px("gap"))
        self._look = look
        title = Words(self.tr("Settings for this visit"), "heading")
        title.setObjectName("settings_title")
        self.add(title)
        scales = tuple((scale, f"{scale}\N{NO-BREAK SPACE}%") for scale in TEXT_SCALES)
        size = self._choice("scale", scales, f"{round(look.text_scale * 100)}")
        size.chosen.connect(self._on_scale)
        themes = (
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        )
        theme = self._choice("theme", themes, look.theme.value)
        theme.chosen.connect(self._on_theme)
        motions = (("moving", self.tr("Normal")), ("calm", self.tr("Nothing moves")))
        motion = self._choice("motion", motions, "calm" if look.calm else "moving")
        motion.chosen.connect(self._on_motion)
        spoken = self._choice("language", (("en", "English"), ("es", "Español")), language)
        spoken.chosen.connect(self._on_language)
        parts = []
        for name, choice in (
            (self.tr("Size of the words"), size),
            (self.tr("Colors"), theme),
            (self.tr("Movement"), motion),
            (self.tr("Language"), spoken),
        ):
            parts.append(column(look, Words(name, "label", tone="second"), choice, gap="gap_small"))
        across = look.is_wide and not look.is_large_text
        self.add(grid(look, parts, across=2 if across else 1))
        note = Words(
            self.tr("These go back to normal when your visit ends."), "small", tone="second"
        )
        close = TouchButton(look, self.tr("Done"), name="settings_done", role="primary")
        close.clicked.connect(self._on_done)
        self.add(row(look, note, close) if across else column(look, note, close))

    def _choice(self, name: str, choices: tuple[tuple[str, str], ...], current: str) -> Segments:
        return Segments(self._look, choices, current, name=name)

    @Slot(str)
    def _on_scale(self, value: str) -> None:
        self.scale_chosen.emit(value)

    @Slot(str)
    def _on_theme(self, value: str) -> None:
        self.theme_chosen.emit(value)

    @Slot(str)
    def _on_motion(self, value: str) -> None:
        self.motion_chosen.emit(value)

    @Slot(str)
    def _on_language(self, value: str) -> None:
        self.language_chosen.emit(value)

    @Slot()
    def _on_done(self) -> None:
        self.done.emit()
