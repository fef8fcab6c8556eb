# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The keys of a single switch; what they scan with is loaded when somebody has one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent

from kiosk.screen.guide.keypad import is_any_key, is_key
from kiosk.screen.guide.voicing import Voicing
from kiosk.screen.shell import Shell
from kiosk.screen.visit import VisitChoices
from kiosk.settings import SelfVoicing

if TYPE_CHECKING:
    from kiosk.screen.guide.scanning import Scanner

SWITCHES = ("Space", "Return", "Enter")
"""Keys that are the switch while scanning goes on, besides the center's own."""


class Switch(QObject):
    """Takes the center's own key at any time, and the usual ones while this visit is scanned.

    Args:
        shell: The window; owns this.
        choices: Those of the visit: how long each part is offered, if at all.
        settings: The center's key, and how long parts are offered when that begins the scanning.
        voicing: Says what is offered while the screen is spoken.
        monotonic_s: The clock of the visit, seconds.
    """

    def __init__(
        self,
        shell: Shell,
        choices: VisitChoices,
        settings: SelfVoicing,
        voicing: Voicing,
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__(shell)
        self._shell, self._choices, self._settings = shell, choices, settings
        self._voicing, self._monotonic_s = voicing, monotonic_s
        self._scanner: Scanner | None = None
        shell.takers.insert(0, self.takes)

    @property
    def scanner(self) -> "Scanner":
        """What offers parts; made at the first wish."""
        if self._scanner is None:
            from kiosk.screen.guide.scanning import Scanner  # noqa: PLC0415 - see above

            self._scanner = Scanner(self._shell, self._choices, self._voicing, self._monotonic_s)
        return self._scanner

    @Slot()
    def follow(self) -> None:
        """Begin or end as this visit's settings say."""
        if self._choices.scan_s or self._scanner is not None:
            self.scanner.follow()

    def takes(self, event: QEvent) -> bool:
        """Return whether an event of the native window is the switch, and press it."""
        if not isinstance(event, QKeyEvent) or self._shell.overlays.is_apart:
            return False
        is_own = is_key(event, self._settings.switch_key)
        if not is_own and not (self._choices.scan_s and is_any_key(event, SWITCHES)):
            return False
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            if not self._choices.scan_s:
                self._choices.scan_s = self._settings.scan_s
                self.follow()
            self.scanner.press()
        return True
