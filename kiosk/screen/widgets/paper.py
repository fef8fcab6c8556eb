# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The way to paper where a printer is ready, and what has become of it."""

from enum import StrEnum

from PySide6.QtCore import Signal

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.spoken import announce
from kiosk.screen.widgets.text import Words


class Printing(StrEnum):
    """What has become of the wish for paper."""

    PRINTING = "printing"
    PRINTED = "printed"
    NO_PAPER = "no-paper"
    FAILED = "failed"


class PaperPart(Ground):
    """The way to paper, and what has become of it; where no printer is ready, whom to ask for it.

    Args:
        look: The look of this visit.
        name: Of what stands here, for object names.
        offer: Words of the button.
        desk: What to do where no printer is ready; empty says nothing.

    Attributes:
        notice: What has become of it, where there is something to say.

    Signals:
        print_touched: The visitor wants it on paper.
    """

    print_touched = Signal()

    def __init__(self, look: Look, name: str, offer: str, *, desk: str = "") -> None:
        super().__init__(gap=look.px("gap"))
        self._said = Words("", "strong")
        self._said.setObjectName(f"{name}_said")
        self.notice = Ground("soft", pad=look.px("pad"))
        self.notice.add(self._said)
        self._button = TouchButton(look, offer, name=f"{name}_print", icon="printer-outline")
        self._button.clicked.connect(self.print_touched)
        self._desk = Words(desk)
        self._desk.setObjectName(f"{name}_desk")
        self.add(self.notice, self._button, self._desk)
        self.follow(None, ready=False)

    def follow(self, printing: Printing | None, *, ready: bool) -> None:
        """Show what is known: whether the printer is ready, and what it has done so far."""
        said = self._says(printing)
        offered = ready and printing is not Printing.PRINTED
        self._said.setText(said)
        self.notice.setVisible(bool(said))
        self._button.setVisible(offered)
        self._button.setEnabled(printing is not Printing.PRINTING)
        self._desk.setVisible(bool(self._desk.text()) and not ready and not said)

    def announce(self) -> None:
        """Have spoken what has become of it."""
        announce(self._said, self._said.text())

    def _says(self, printing: Printing | None) -> str:
        match printing:
            case Printing.PRINTING:
                return self.tr("Printing. One moment, please.")
            case Printing.PRINTED:
                return self.tr("It is printed. Do you not see it? Ask the front desk.")
            case Printing.NO_PAPER:
                return self.tr("The printer has no paper. Ask the front desk.")
            case Printing.FAILED:
                return self.tr("The printer did not print. Ask the front desk.")
            case None:
                return ""
