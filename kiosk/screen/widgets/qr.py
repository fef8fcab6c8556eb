# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A QR code on the glass: crisp, dark on white in every theme, large enough for any camera.

Source:
    ISO/IEC 18004, quiet zone of 4 modules; issue 4, modules of 0.8 mm at least.
"""

from math import ceil
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.screen.theme.look import Look

QUIET_MODULES: Final = 4
LEAST_MODULE_MM: Final = 0.8
_DARK, _LIGHT = b"\x00", b"\xff"


def module_px(look: Look, modules: int, room_px: int) -> int:
    """Return the side of one module in whole pixels.

    Args:
        look: The look of this visit.
        modules: Modules a side, the quiet zone left out.
        room_px: What the whole code should fit into; more where a module would be too small.
    """
    least = ceil(LEAST_MODULE_MM / look.panel.mm_per_px)
    return max(least, room_px // (modules + 2 * QUIET_MODULES))


class QrView(QLabel):
    """A code with its quiet zone; each module is a square of whole pixels.

    Args:
        look: The look of this visit.
        modules: Row by row, True is dark.
        says: What the code holds, in words.
        room_px: What it should fit into, each way.
    """

    def __init__(
        self,
        look: Look,
        modules: tuple[tuple[bool, ...], ...],
        says: str,
        *,
        room_px: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.module_px = module_px(look, len(modules), room_px)
        self.setPixmap(_drawn(modules, self.module_px))
        self.setFixedSize(self.pixmap().size())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(says)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)


def _drawn(modules: tuple[tuple[bool, ...], ...], px: int) -> QPixmap:
    """Return the code as a picture; one drawn pixel a module, then each made a square."""
    side = len(modules) + 2 * QUIET_MODULES
    edge = _LIGHT * QUIET_MODULES
    rows = [edge + b"".join(_DARK if one else _LIGHT for one in row) + edge for row in modules]
    quiet = [_LIGHT * side] * QUIET_MODULES
    data = b"".join((*quiet, *rows, *quiet))
    small = QImage(data, side, side, side, QImage.Format.Format_Grayscale8)
    return QPixmap.fromImage(small.scaled(side * px, side * px))
