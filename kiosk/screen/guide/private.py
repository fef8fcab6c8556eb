# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Who may hear it: headphones in and out, "People near you may hear this", the black glass.

What a visitor typed or chose is spoken into headphones, or aloud by explicit choice. Headphones
that come out end speech and cover the screen; nothing moves to the loudspeaker by itself.

Source:
    EN 301 549 5.1.3.8 and 5.1.3.9; Section 508, 402.2.1 and 405.1.
"""

from PySide6.QtCore import QObject, Qt, Slot

from kiosk.screen.guide.blank import BlackGlass
from kiosk.screen.guide.narrator import Narrator
from kiosk.screen.guide.questions import HEADPHONES, headphones_question, overheard_question
from kiosk.screen.living import living
from kiosk.screen.shell import Shell
from kiosk.session.messages import EndReason


class Privacy(QObject):
    """Tells the narrator whether others may hear it, and keeps the screen from who should not.

    Args:
        shell: The window; owns this.
        narrator: Says the parts.
        is_plugged: Whether headphones are in.
    """

    def __init__(self, shell: Shell, narrator: Narrator, *, is_plugged: bool) -> None:
        super().__init__(shell)
        self._shell, self._narrator, self._is_plugged = shell, narrator, is_plugged
        self._is_waived = self._has_asked = self._is_out = False
        self._black: BlackGlass | None = None
        narrator.set_private(is_plugged)
        narrator.private_reached.connect(self._on_private, Qt.ConnectionType.QueuedConnection)
        narrator.ended.connect(self._on_ended)
        shell.overlays.changed.connect(self._look, Qt.ConnectionType.QueuedConnection)

    @Slot(bool)
    def set_plugged(self, is_plugged: bool) -> None:
        """Follow the headphones; those that came out are asked about while the narrator is on."""
        self._is_plugged = is_plugged
        self._narrator.set_private(is_plugged or self._is_waived)
        if is_plugged:
            self._go_on()
        elif self._narrator.is_on:
            self._is_out, self._is_waived, self._has_asked = True, False, False
            self._narrator.set_private(False)
            self._narrator.end()
            self._look()

    def _go_on(self) -> None:
        """Speak again, where headphones came out a moment ago."""
        if self._is_out:
            self._is_out = False
            if self._shell.overlays.asks(HEADPHONES):
                self._shell.overlays.drop_curtain()
            self._narrator.begin()

    @Slot()
    def _look(self) -> None:
        """Keep the screen covered while headphones are out, whatever was asked meanwhile."""
        overlays = self._shell.overlays
        if self._is_out and not overlays.asks_anything:
            curtain = headphones_question(self._shell.look, self._shell)
            curtain.yes.connect(self._on_without)
            curtain.no.connect(self._on_fresh)
            overlays.raise_curtain(curtain)
        if (black := living(self._black)) is not None:
            black.setVisible(not overlays.is_apart)

    @Slot()
    def _on_without(self) -> None:
        self._is_out = False
        self._shell.overlays.drop_curtain()

    @Slot()
    def _on_fresh(self) -> None:
        self._shell.end(EndReason.CLEARED)

    @Slot()
    def _on_private(self) -> None:
        """Ask once, before the first field, whether others may hear what is typed there."""
        overlays = self._shell.overlays
        if self._is_plugged or self._has_asked or overlays.asks_anything:
            return
        self._has_asked = True
        curtain = overheard_question(self._shell.look, self._shell)
        curtain.yes.connect(overlays.drop_curtain)
        curtain.no.connect(self._on_waived)
        overlays.raise_curtain(curtain)

    @Slot()
    def _on_waived(self) -> None:
        self._is_waived = True
        self._narrator.set_private(True)
        self._shell.overlays.drop_curtain()

    # The black glass

    @property
    def is_black(self) -> bool:
        """Whether nothing is to be seen on the glass."""
        return living(self._black) is not None

    def set_black(self, is_black: bool) -> None:
        """Make the glass black while the narrator goes on, or show it again."""
        if is_black is not self.is_black:
            if (black := living(self._black)) is not None:
                black.hide()
                black.deleteLater()
            self._black = BlackGlass(self._shell.look, self._shell) if is_black else None

    @Slot()
    def _on_ended(self) -> None:
        self.set_black(False)
