# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The way to paper: asks the supervisor, waits as long as makes sense, one thing at a time."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.screen.widgets.paper import Printing
from kiosk.session.messages import PrintHandout, PrintOutcome, PrintSlip

_AS_SHOWN = {
    PrintOutcome.PRINTED: Printing.PRINTED,
    PrintOutcome.NO_PAPER: Printing.NO_PAPER,
    PrintOutcome.FAILED: Printing.FAILED,
}
PATIENCE_MS = 60_000
"""As long as the supervisor lets a print take; who has heard nothing by then never will."""


class PaperDesk(QObject):
    """Knows whether something can be printed, and what became of what was asked for.

    Attributes:
        is_ready: Whether a printer is ready.

    Signals:
        wanted: Something shall be printed; carries ``PrintHandout`` or ``PrintSlip``.
        changed: There is news about the printer or about what was asked for.
    """

    wanted = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_ready = False
        self._asked: PrintHandout | PrintSlip | None = None
        self._printing: Printing | None = None
        self._patience = QTimer(self)
        self._patience.setObjectName("print_patience")
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._on_silence)

    @property
    def is_printing(self) -> bool:
        """Whether something is on its way to the printer."""
        return self._printing is Printing.PRINTING

    def state_of(self, wish: PrintHandout | PrintSlip) -> Printing | None:
        """Return what became of ``wish``, or None; while another one prints it has to wait."""
        return self._printing if self._asked == wish or self.is_printing else None

    def ask(self, wish: PrintHandout | PrintSlip) -> None:
        """Have something printed, unless something is being printed."""
        if not self.is_printing:
            self._asked, self._printing = wish, Printing.PRINTING
            self._patience.start()
            self.changed.emit()
            self.wanted.emit(wish)

    @Slot(bool)
    def printer_news(self, ready: bool) -> None:
        """Learn whether something can be printed now."""
        self.is_ready = ready
        self.changed.emit()

    @Slot(PrintOutcome)
    def printed(self, outcome: PrintOutcome) -> None:
        """Learn what became of what was asked for."""
        self._patience.stop()
        self._printing = _AS_SHOWN[outcome]
        self.changed.emit()

    @Slot()
    def _on_silence(self) -> None:
        self.printed(PrintOutcome.FAILED)
