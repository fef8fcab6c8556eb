# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The questions asked over a page: clear it, are you still here, may others hear it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.curtain import Curtain


def clear_question(look: Look, parent: QWidget) -> Curtain:
    """Return the question before answers that were not sent are lost; yes keeps them."""
    return Curtain(
        look,
        name="clear",
        question=QCoreApplication.translate("Curtains", "Clear your answers? Nothing was sent."),
        detail=QCoreApplication.translate(
            "Curtains", "Your answers will be gone from this screen."
        ),
        yes=QCoreApplication.translate("Curtains", "Keep my answers"),
        no=QCoreApplication.translate("Curtains", "Clear my screen"),
        hides_all=False,
        parent=parent,
    )


def idle_question(look: Look, parent: QWidget, *, personal: bool, seconds: int) -> Curtain:
    """Return the warning before a quiet screen is cleared; yes stays.

    Args:
        look: The look of this visit.
        parent: The window.
        personal: Whether something that a visitor typed may show; then all is hidden.
        seconds: How long the warning waits.
    """
    if personal:
        yes = QCoreApplication.translate("Curtains", "I am still here")
        no = QCoreApplication.translate("Curtains", "I am someone else: start fresh")
    else:
        yes = QCoreApplication.translate("Curtains", "I need more time")
        no = QCoreApplication.translate("Curtains", "Clear my screen")
    return Curtain(
        look,
        name="idle",
        question=QCoreApplication.translate("Curtains", "Are you still here?"),
        detail=QCoreApplication.translate(
            "Curtains", "This screen will be cleared for the next person."
        ),
        yes=yes,
        no=no,
        hides_all=personal,
        count=seconds,
        parent=parent,
    )


def nearby_question(look: Look, parent: QWidget) -> Curtain:
    """Return the question before answers are said aloud; yes keeps them quiet.

    Source: EN 301 549, 5.1.3.8 and 5.1.3.9.
    """
    return Curtain(
        look,
        name="nearby",
        question=QCoreApplication.translate("Curtains", "People near you may hear this."),
        detail=QCoreApplication.translate(
            "Curtains", "Your answers are read aloud, hidden ones too."
        ),
        yes=QCoreApplication.translate("Curtains", "Keep them quiet"),
        no=QCoreApplication.translate("Curtains", "Read them aloud"),
        hides_all=False,
        parent=parent,
    )
