# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Says to assistive technology what has changed on the page without a move of the focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(part: QWidget, words: str) -> None:
    """Have ``words`` spoken, if anybody listens.

    Args:
        part: What they belong to.
        words: In the language of the visit.

    Source: WCAG 2.2, 4.1.3.
    """
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(part, words))
