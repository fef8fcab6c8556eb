# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Grounds and stacks that pages are laid out with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.screen.theme.look import Look


class Ground(QFrame):
    """A colored ground with a layout.

    Args:
        ground: Name of the ground in the sheet; empty for none.
        horizontal: Whether parts stand side by side.
        pad: Inner margin in pixels.
        gap: Space between parts in pixels.
    """

    def __init__(
        self,
        ground: str = "",
        *,
        horizontal: bool = False,
        pad: int = 0,
        gap: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, bool(ground))
        if ground:
            self.setProperty("ground", ground)
        self.box: QBoxLayout = QHBoxLayout(self) if horizontal else QVBoxLayout(self)
        self.box.setContentsMargins(pad, pad, pad, pad)
        self.box.setSpacing(gap)

    def add(self, *parts: QWidget, stretch: int = 0) -> None:
        """Add parts in reading order, each with the same stretch."""
        for part in parts:
            self.box.addWidget(part, stretch)


def column(look: Look, *parts: QWidget, gap: str = "gap") -> Ground:
    """Return parts one below the other on no ground."""
    stack = Ground(gap=look.px(gap))
    stack.add(*parts)
    return stack


def beside(look: Look, left: QWidget, right: QWidget, *, parts: tuple[int, int] = (2, 3)) -> Ground:
    """Return two parts side by side on a wide screen, one below the other otherwise.

    Args:
        look: The look of this visit.
        left: The first part in reading order.
        right: The second part.
        parts: Shares of the width, left and right.
    """
    across = look.is_wide and not look.is_large_text
    line = Ground(horizontal=across, gap=look.px("gap_large" if across else "gap"))
    if across:
        for part, share in zip((left, right), parts, strict=True):
            line.box.addWidget(part, share, Qt.AlignmentFlag.AlignVCenter)
    else:
        line.add(left, right)
    return line


def row(look: Look, *parts: QWidget, gap: str = "gap", equal: bool = True) -> Ground:
    """Return parts side by side on no ground; one below the other when text is very large."""
    line = Ground(horizontal=not look.is_large_text, gap=look.px(gap))
    line.add(*parts, stretch=1 if equal else 0)
    return line
