# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A window with a line to type into and a button, which says on its output what reaches it.

Run as a program of its own by the desktop tests; one word a line: ``ready``, ``touch-begin``,
``focus``, ``typed``, ``pressed`` and ``clicked``.
"""

import sys

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kiosk.immortal import keep_none_alive


class TouchWindow(QWidget):
    """Upper half a line edit, lower half a button, as large as the whole glass."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QLineEdit(self)
        self._line.textEdited.connect(self._on_text_edited)
        self._line.installEventFilter(self)
        self._button = QPushButton("Touch me", self)
        self._button.pressed.connect(self._on_pressed)
        self._button.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        for part in (self._line, self._button):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            layout.addWidget(part, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Report touches that arrive anywhere, and the line's focus."""
        if event.type() == QEvent.Type.TouchBegin and watched.isWindowType():
            _say("touch-begin")
        elif event.type() == QEvent.Type.FocusIn and watched is self._line:
            _say("focus")
        return False

    @Slot()
    def _on_text_edited(self) -> None:
        _say("typed")

    @Slot()
    def _on_pressed(self) -> None:
        _say("pressed")

    @Slot()
    def _on_clicked(self) -> None:
        _say("clicked")


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main() -> int:
    """Show the window until the process is ended."""
    keep_none_alive()
    app = QApplication(["touch-window"])
    window = TouchWindow()
    app.installEventFilter(window)
    window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    window.setGeometry(app.primaryScreen().geometry())
    window.showFullScreen()
    _say(f"ready {app.platformName()} {window.width()}x{window.height()}")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
