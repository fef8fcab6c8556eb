# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A switch between a few things of which exactly one holds."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import Role, be
from kiosk.screen.widgets.buttons import TouchButton, in_one_line
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.text import restyle

LETTER_EM = 0.56
"""Width of a letter of words in weight 600, about, in em."""
MOST_ACROSS = 4
"""As many choices stand side by side unmeasured, unless the words are large."""
NO_ICONS: Mapping[str, str] = MappingProxyType({})


class Segment(TouchButton):
    """One choice of a switch; its words follow its state.

    With an icon it is a tab: one short word below it, in letters that hardly grow.
    """

    def __init__(self, look: Look, text: str, value: str, *, name: str, icon: str = "") -> None:
        super().__init__(
            look,
            text,
            name=name,
            role="tab" if icon else "segment",
            target="segment",
            icon=icon,
            above=bool(icon),
            text_role="chrome-strong" if icon else "label",
        )
        be(self, Role.RadioButton)
        self.value = value
        if icon:
            in_one_line(look, self)
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    def _color(self) -> str:
        return self._look.palette.paper if self.isChecked() else super()._color()

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:
        self.words.setProperty("tone", "paper" if checked else "")
        restyle(self.words)
        if self._icon_name:
            self.set_icon(self._icon_name)


def _fits(look: Look, choices: tuple[tuple[str, str], ...]) -> bool:
    """Return whether the words of a switch find room side by side."""
    if len(choices) <= MOST_ACROSS and not look.is_large_text:
        return True
    letters = max(len(text) for _, text in choices) * look.px("label") * LETTER_EM
    each = letters + 3 * look.px("gap_small")
    room = look.panel.width_px - 2 * look.px("margin")
    return each * len(choices) <= room


class Segments(Ground):
    """A row of choices.

    Args:
        choices: Values with their words, in order.
        current: The value that holds.
        name: Segments are named ``<name>_<value>``.
        icons: Of each value, where they are tabs: those stand side by side at any size.

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
        icons: Mapping[str, str] = NO_ICONS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "segments",
            horizontal=bool(icons) or _fits(look, choices),
            pad=look.px("gap_small") // 2,
            gap=look.px("gap_small") // 2,
            parent=parent,
        )
        self._group = QButtonGroup(self)
        for value, text in choices:
            icon = icons.get(value, "")
            segment = Segment(look, text, value, name=f"{name}_{value}", icon=icon)
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
