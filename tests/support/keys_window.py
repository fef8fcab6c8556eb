# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A field and its on-screen keys on the whole glass, which says on its output what is typed.

Run as a program of its own by the desktop tests, with the name of a layout. Its first line is where
the keys lie, JSON, name to middle in pixels; each line after that is the text of the field, JSON.
"""

import json
import sys

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.immortal import keep_none_alive
from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.keyboard import Keyboard, KeyCap
from kiosk.screen.widgets.later import later
from kiosk.settings import Theme


class KeysWindow(QWidget):
    """Above a field, below the keys."""

    def __init__(self, layout: str, panel: Panel) -> None:
        super().__init__()
        look = make_look(Theme.LIGHT, panel)
        self._field = TextField(look, name="field", keys=layout, parent=self)
        self._field.textChanged.connect(self._on_text)
        self._keys = Keyboard(look, "en", self)
        column = QVBoxLayout(self)
        column.addWidget(self._field)
        column.addStretch(1)
        column.addWidget(self._keys)
        self._keys.serve(self._field)
        self._field.setFocus()

    def say_where(self) -> None:
        """Say where the keys lie."""
        middles = {
            cap.objectName(): cap.mapTo(self, cap.rect().center()).toTuple()
            for cap in self.findChildren(KeyCap)
            if cap.isVisible()
        }
        _say(middles)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        _say(text)


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Show the window until the process is ended."""
    keep_none_alive()
    app = QApplication(["keys-window"])
    load_type_face()
    size = app.primaryScreen().geometry()
    panel = Panel(size.width(), size.height(), REFERENCE_MM_PER_PX)
    app.setStyleSheet(render_sheet(make_look(Theme.LIGHT, panel)))
    window = KeysWindow(sys.argv[1], panel)
    window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    window.setGeometry(size)
    window.showFullScreen()
    later(window, window.say_where, after_ms=300)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
