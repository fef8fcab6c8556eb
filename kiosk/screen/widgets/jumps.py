# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Ways to the sections of a long page."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton


class JumpButton(TouchButton):
    """A section's name; touching it shows the section.

    Args:
        look: The look of this visit.
        text: The name.
        anchor: Which section.
        role: Kind of button, from the sheet.
        wraps: Whether a long name goes to a further line; of those that stand in a line, each is
            as wide as its name, unless words are very large.

    Signals:
        jumped: Carries the anchor.
    """

    jumped = Signal(str)

    def __init__(
        self,
        look: Look,
        text: str,
        anchor: str,
        *,
        role: str = "row",
        wraps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            look,
            text,
            name=f"jump_{anchor}",
            role=role,
            icon="chevron-down",
            target="target_min",
            centered=False,
            parent=parent,
        )
        self.anchor = anchor
        self.words.setWordWrap(wraps or look.is_large_text)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.jumped.emit(self.anchor)
