# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A layout of parts of one size, in as many columns as there is room for."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.flow import FlowLayout


class EvenLayout(FlowLayout):
    """Parts of one width and height, rows of like length; hidden parts take no place.

    Args:
        gap: Pixels between parts, both ways.
        most: Most columns.
    """

    def __init__(self, gap: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(gap, parent)
        self._most = most

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def sizeHint(self) -> QSize:
        """Return the size of as many parts side by side as there may be."""
        cell = self.minimumSize()
        count = max(1, min(self._most, len(self._shown())))
        return QSize(count * (cell.width() + self._gap) - self._gap, cell.height())

    def minimumSize(self) -> QSize:
        """Return the size of the largest part."""
        sizes = [_least(item) for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _arrange(self, frame: QRect, *, place: bool) -> int:
        items = self._shown()
        if not items:
            return 0
        fit = (frame.width() + self._gap) // (self.minimumSize().width() + self._gap)
        columns = max(1, min(self._most, fit, len(items)))
        rows = -(-len(items) // columns)
        columns = -(-len(items) // rows)
        wide = (frame.width() - self._gap * (columns - 1)) // columns
        high = max(
            item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
            for item in items
        )
        high = max(high, self.minimumSize().height())
        if place:
            for index, item in enumerate(items):
                left = frame.x() + index % columns * (wide + self._gap)
                top = frame.y() + index // columns * (high + self._gap)
                item.setGeometry(QRect(left, top, wide, high))
        return rows * (high + self._gap) - self._gap


def _least(item: QLayoutItem) -> QSize:
    """Return the size that holds words too; a part that sets its own least size tells only that."""
    part = item.widget()
    return item.minimumSize().expandedTo(part.minimumSizeHint() if part else QSize())


def even(look: Look, parts: Iterable[QWidget], *, most: int, gap: str = "gap_small") -> QWidget:
    """Return parts of one size, at most ``most`` in a row and never narrower than their words."""
    holder = QWidget()
    layout = EvenLayout(look.px(gap), most, holder)
    for part in parts:
        layout.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
