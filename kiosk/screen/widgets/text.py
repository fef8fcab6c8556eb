# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words on the screen: plain labels, titles in balanced lines."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from kiosk.screen.theme.sheet import CARD_ROLES
from kiosk.screen.widgets.accessible import Role, be
from kiosk.screen.widgets.marking import Mark, draw_marked

BALANCED_ROLES: Final = frozenset({"sentence", "heading", "subheading", *CARD_ROLES})
"""Titles: their lines are of like length, so that no word stands alone in the last one."""

_WRAPS: Final = int(Qt.TextFlag.TextWordWrap)


def balanced_width(text: str, metrics: QFontMetrics, width: int) -> int:
    """Return the narrowest width in pixels that breaks ``text`` into no more lines than ``width``.

    Args:
        text: Plain text; a line feed breaks a line too.
        metrics: Of the font it is drawn with.
        width: The room in pixels.
    """

    def laid_out(room: int) -> QRect:
        return metrics.boundingRect(QRect(0, 0, room, 99_999), _WRAPS, text)

    lines_px = laid_out(width).height()
    if lines_px < 2 * metrics.height():
        return width
    narrow, wide = width // 2, width
    while wide - narrow > 1:
        middle = (narrow + wide) // 2
        said = laid_out(middle)
        if said.height() <= lines_px and said.width() <= middle:
            wide = middle
        else:
            narrow = middle
    return wide


class Words(QLabel):
    """A plain label that wraps and is never read as HTML.

    Titles (``BALANCED_ROLES``) are drawn in lines of like length; size, text and what the layout is
    told stay those of any label.

    Args:
        text: What to say.
        role: Size and weight from the sheet: ``sentence``, ``heading``, ``subheading``,
            ``reading``, ``strong``, ``label``, ``small``, ``kicker``.
        tone: Color role from the sheet, empty for ink.
        wraps: Whether long text goes to a further line.
        level: Of a heading, 1 for the title of a page; 0 for what is none.
    """

    def __init__(
        self,
        text: str,
        role: str = "reading",
        *,
        tone: str = "",
        wraps: bool = True,
        level: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        be(self, Role.Heading if level else Role.StaticText, level=level)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self._balanced: tuple[tuple[str, str, int], int] | None = None
        self._mark: Mark | None = None
        self.setText(text)

    @property
    def mark(self) -> Mark | None:
        """What of the words is being said, if anything."""
        return self._mark

    def show_mark(self, mark: Mark | None) -> None:
        """Show which of the words are being said, or none any more."""
        self._mark = mark
        self.update()

    def text_rect(self) -> QRect:
        """Return where the words are drawn: as wide as balanced lines need, else all the room."""
        room = self.contentsRect()
        if self.property("role") not in BALANCED_ROLES or not self.wordWrap():
            return room
        wanted = (self.text(), self.font().key(), room.width())
        if self._balanced is None or self._balanced[0] != wanted:
            width = balanced_width(self.text(), self.fontMetrics(), room.width())
            self._balanced = (wanted, width)
        size = QSize(self._balanced[1], room.height())
        return QStyle.alignedRect(self.layoutDirection(), self.alignment(), size, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a title into its balanced lines, anything else as any label."""
        place = self.text_rect()
        if self._mark is not None:
            draw_marked(self, place, self._mark)
            return
        if place == self.contentsRect():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.style().drawItemText(
            painter,
            place,
            int(self.alignment()) | _WRAPS,
            self.palette(),
            self.isEnabled(),
            self.text(),
            self.foregroundRole(),
        )
        painter.end()


def restyle(widget: QWidget) -> None:
    """Apply the sheet again after a dynamic property of a shown widget changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
