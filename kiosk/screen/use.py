# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What begins a visit: every input but one that works a part aside from it.

Who holds a fact of the first page to read it has opened, chosen and typed nothing: there is no
visit to count, to ask about or to clear.
"""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_ASIDE: Final = "aside"


def mark_aside(button: QAbstractButton) -> None:
    """Let this button begin no visit."""
    button.setProperty(_ASIDE, True)


def is_aside(event: QEvent, window: QWidget) -> bool:
    """Return whether an event of the native window works a button that begins no visit.

    Args:
        event: Any input.
        window: What the native window shows.
    """
    part: QWidget | None = None
    if isinstance(event, QKeyEvent):
        part = QApplication.focusWidget()
    elif isinstance(event, QTouchEvent) and event.points():
        part = window.childAt(event.points()[0].position().toPoint())
    elif isinstance(event, QMouseEvent):
        part = window.childAt(event.position().toPoint())
    while part is not None and not isinstance(part, QAbstractButton):
        part = part.parentWidget()
    return part is not None and bool(part.property(_ASIDE))
