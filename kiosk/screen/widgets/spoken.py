# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Says to whoever listens what has changed on the page without a move of the focus."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

PERSONAL: Final = "personal"
"""Property of a widget whose words are what a visitor typed or chose: no voice says them to others.

Source: EN 301 549, 5.1.3.9."""
SPELLED: Final = "spelled"
"""Property of a widget whose words are said letter by letter."""
LANGUAGE: Final = "language"
"""Property of a widget whose words are in another language than the visit's: the language's code.

A voice of that language says them, and assistive technology is told. On words within a button it
holds for these alone.

Source: WCAG 2.2, 3.1.2; EN 301 549, 5.1.3.14."""
SIGN: Final = "sign"
"""Property of a widget that stands before the words of an item: its bullet or number."""


class Announcer(QObject):
    """Tells the screen's own voice what assistive technology is told.

    Signals:
        announced: Carries the part and the words.
    """

    announced = Signal(QWidget, str)


announcer = Announcer()


def announce(part: QWidget, words: str) -> None:
    """Have ``words`` spoken, if anybody listens.

    Args:
        part: What they belong to.
        words: In the language of the visit.

    Source: WCAG 2.2, 4.1.3.
    """
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(part, words))
    announcer.announced.emit(part, words)
