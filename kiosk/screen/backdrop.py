# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What lies under every screen, so that the glass is never black between two of them.

Mapped first, it stays at the bottom in cage and on bare X11: when a screen dies, the window system
shows it at once, before the standby has painted. Nothing on it can be touched.
"""

import socket
import time
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

from kiosk.screen.link import SupervisorLink
from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import make_look, measure_panel
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.text import Words
from kiosk.session.messages import Configure, Ready, Shown

WAIT: Final = "One moment…\nUn momento…"


class Backdrop(Ground):
    """The center's name and "one moment", on the color of the first page."""

    def __init__(self, config: Configure, line: socket.socket, app: QApplication) -> None:
        super().__init__("stage")
        screen = app.primaryScreen()
        physical = (screen.physicalSize().width(), screen.physicalSize().height())
        panel = measure_panel(screen.geometry().size(), physical, config.display)
        look = make_look(config.display.theme, panel)
        app.setStyleSheet(render_sheet(look))
        self.setObjectName("backdrop")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        # Xwayland stacks windows by age, cage by when they were shown: an older screen's touches
        # would end here.
        self.setWindowFlag(Qt.WindowType.WindowTransparentForInput)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.box.setContentsMargins(*(look.px("margin"),) * 4)
        self.box.addStretch(1)
        for text, role in ((config.center.name, "heading"), (WAIT, "subheading")):
            words = Words(text, role, tone="on-stage")
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.add(words)
        self.box.addStretch(1)
        self.setGeometry(screen.geometry())
        self._shown_at_s = 0.0
        self._link = SupervisorLink(line, self)
        self._link.show_requested.connect(self._on_show)
        self._link.lost.connect(self._on_lost)

    def announce(self, began_s: float) -> None:
        """Tell the supervisor that the window is built."""
        self.ensurePolished()
        self.winId()
        self._link.say(Ready(warm_ms=(time.monotonic() - began_s) * 1000))

    @Slot()
    def _on_show(self) -> None:
        self._shown_at_s = time.monotonic()
        self.show()
        self.lower()

    @Slot()
    def _on_lost(self) -> None:
        """End with the supervisor; ``quit`` would ask this window to close, which it never does."""
        QApplication.exit(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never close by a key or a window manager."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Announce the first frame."""
        super().paintEvent(event)
        if self._shown_at_s:
            later(self, self._on_painted)

    @Slot()
    def _on_painted(self) -> None:
        if self._shown_at_s:
            self._link.say(Shown(ms=(time.monotonic() - self._shown_at_s) * 1000))
            self._shown_at_s = 0.0


def run_backdrop(config: Configure, line: socket.socket, began_s: float) -> int:
    """Show the backdrop until the supervisor ends this process; returns its exit code."""
    app = QApplication(["infusion-kiosk"])
    app.setQuitOnLastWindowClosed(False)
    load_type_face()
    backdrop = Backdrop(config, line, app)
    backdrop.announce(began_s)
    return app.exec()
