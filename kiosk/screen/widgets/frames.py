# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Grounds and stacks that pages are laid out with."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.flow import FlowLayout

W = TypeVar("W", bound=QWidget)


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
            self.setProperty("raised", ground == "card")
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


def beside_top(left: QWidget, right: QWidget, *, gap: int) -> Ground:
    """Return two parts of one width side by side, both beginning at the top."""
    line = Ground(horizontal=True, gap=gap)
    for part in (left, right):
        line.box.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
    return line


def row(look: Look, *parts: QWidget, gap: str = "gap", equal: bool = True) -> Ground:
    """Return parts side by side on no ground; one below the other when text is very large."""
    line = Ground(horizontal=not look.is_large_text, gap=look.px(gap))
    line.add(*parts, stretch=1 if equal else 0)
    return line


def grid(look: Look, parts: Sequence[QWidget], *, across: int, gap: str = "gap") -> Ground:
    """Return parts in lines of ``across``, all of one width, each line of one height."""
    stack = Ground(gap=look.px(gap))
    for start in range(0, len(parts), across):
        line = Ground(horizontal=True, gap=look.px(gap))
        some = parts[start : start + across]
        line.add(*some, *(QWidget() for _ in range(across - len(some))), stretch=1)
        stack.add(line)
    return stack


def handed(look: Look, *parts: W) -> tuple[W, ...]:
    """Return parts from left to right, the last of them the one that is touched most.

    It stands under the hand that touches: at the right, or where the visitor chose so, at the left.
    Words are never mirrored.
    """
    return tuple(reversed(parts)) if look.left else parts


def flow(look: Look, *parts: QWidget, gap: str = "gap_small") -> QWidget:
    """Return parts set like words, as many in a line as fit."""
    lines = QWidget()
    layout = FlowLayout(look.px(gap), lines)
    for part in parts:
        layout.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    lines.setSizePolicy(policy)
    return lines
