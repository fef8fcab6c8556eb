# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A switch between a few things of which exactly one holds."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.text import restyle

LETTER_EM = 0.56
"""Width of a letter of words in weight 600, about, in em."""


class Segment(TouchButton):
    """One choice of a switch; its words follow its state."""

    def __init__(self, look: Look, text: str, value: str, *, name: str) -> None:
        super().__init__(look, text, name=name, role="segment", target="segment")
        self.value = value
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:
        self.words.setProperty("tone", "paper" if checked else "")
        restyle(self.words)


def _fits(look: Look, choices: tuple[tuple[str, str], ...]) -> bool:
    """Return whether the words of a switch find room side by side."""
    letters = max(len(text) for _, text in choices) * look.px("label") * LETTER_EM
    each = letters + 3 * look.px("gap_small")
    room = look.panel.width_px - 2 * look.px("margin")
    return not look.is_large_text or each * len(choices) <= room


class Segments(Ground):
    """A row of choices.

    Args:
        choices: Values with their words, in order.
        current: The value that holds.
        name: Segments are named ``<name>_<value>``.

    Signals:
        chosen: Another value was touched; carries it.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        choices: tuple[tuple[str, str], ...],
        current: str,
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "segments",
            horizontal=_fits(look, choices),
            pad=look.px("gap_small") // 2,
            gap=look.px("gap_small") // 2,
            parent=parent,
        )
        self._group = QButtonGroup(self)
        for value, text in choices:
            segment = Segment(look, text, value, name=f"{name}_{value}")
            segment.setChecked(value == current)
            self._group.addButton(segment)
            self.add(segment, stretch=1)
        self._group.buttonClicked.connect(self._on_clicked)
        self._current = current

    @Slot()
    def _on_clicked(self) -> None:
        segment = self._group.checkedButton()
        if isinstance(segment, Segment) and segment.value != self._current:
            self._current = segment.value
            self.chosen.emit(segment.value)
