# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""This visit's settings: how it looks, how it feels touches, its language. Gone with the visit."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground, column, grid, row
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.text import Words

TEXT_SCALES = ("100", "125", "150", "200")
"""Percent of text size (accessibility.md A2, 1.4.4: up to 200 %)."""


class SettingsPanel(Ground):
    """The column of the sheet in which a visitor changes this visit.

    Args:
        look: The look of this visit.
        current: What holds now: a value for each choice; one that is missing is not offered.

    Signals:
        chosen: A choice and its new value: ``scale`` in percent, ``theme``, ``spacing`` (``normal``
            or ``wide``), ``motion`` (``moving`` or ``calm``), ``reach`` (``whole`` or ``low``),
            ``double`` and ``hold`` in milliseconds, ``language``.
        languages_touched: The visitor speaks neither of the languages.
        done: The visitor is done.
    """

    chosen = Signal(str, str)
    languages_touched = Signal()
    done = Signal()

    def __init__(self, look: Look, current: Mapping[str, str]) -> None:
        super().__init__(gap=look.px("gap"))
        self._look, self._current = look, current
        self._is_across = look.is_wide and not look.is_large_text
        title = Words(self.tr("Settings for this visit"), "heading")
        title.setObjectName("settings_title")
        self.add(title)
        self._add_group(self.tr("Seeing and reading"), self._reading())
        self._add_group(self.tr("Reaching and touching"), self._touching())
        self._add_group(self.tr("Language"), self._languages())
        note = Words(
            self.tr("These go back to normal when your visit ends."), "small", tone="second"
        )
        close = TouchButton(look, self.tr("Done"), name="settings_done", role="primary")
        close.clicked.connect(self.done)
        self.add(row(look, note, close) if self._is_across else column(look, note, close))

    def _reading(self) -> list[QWidget]:
        scales = tuple((scale, f"{scale}\N{NO-BREAK SPACE}%") for scale in TEXT_SCALES)
        themes = (
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        )
        spacings = (("normal", self.tr("Normal")), ("wide", self.tr("Wide")))
        motions = (("moving", self.tr("Normal")), ("calm", self.tr("Nothing moves")))
        return [
            *self._choice("scale", self.tr("Size of the words"), scales),
            *self._choice("theme", self.tr("Colors"), themes),
            *self._choice("spacing", self.tr("Space around the words"), spacings),
            *self._choice("motion", self.tr("Movement"), motions),
        ]

    def _touching(self) -> list[QWidget]:
        heights = (("whole", self.tr("Whole screen")), ("low", self.tr("Lower part")))
        doubles = (("0", self.tr("Both count")), ("500", self.tr("Only the first")))
        holds = (
            ("0", self.tr("At once")),
            ("300", self.tr("{seconds} seconds").format(seconds="0.3")),
            ("600", self.tr("{seconds} seconds").format(seconds="0.6")),
        )
        return [
            *self._choice("reach", self.tr("Use the screen"), heights),
            *self._choice("double", self.tr("Two quick touches"), doubles),
            *self._choice("hold", self.tr("A touch counts"), holds),
        ]

    def _languages(self) -> list[QWidget]:
        more = TouchButton(
            self._look, self.tr("Other languages"), name="settings_languages", icon="translate"
        )
        more.clicked.connect(self.languages_touched)
        choice = self._choice("language", "", (("en", "English"), ("es", "Español")))
        return [row(self._look, *choice, more)]

    def _add_group(self, title: str, parts: list[QWidget]) -> None:
        if parts:
            self.add(Words(title, "kicker"))
            across = 2 if self._is_across and len(parts) > 1 else 1
            self.add(grid(self._look, parts, across=across))

    def _choice(self, name: str, title: str, choices: tuple[tuple[str, str], ...]) -> list[QWidget]:
        """Return a choice under its title; nothing where it is not offered."""
        if name not in self._current:
            return []
        choice = Segments(self._look, choices, self._current[name], name=name)
        choice.setProperty("choice", name)
        choice.chosen.connect(self._on_chosen)
        if not title:
            return [choice]
        return [column(self._look, Words(title, "label", tone="second"), choice, gap="gap_small")]

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        self.chosen.emit(str(self.sender().property("choice")), value)
