# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A sheet that slides up over the page: part of the window, never a dialog."""

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import Role, be, title_in
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.touch_scroll import TouchScroll


def veil(look: Look) -> QColor:
    """Return what lies over a page that waits."""
    color = QColor(look.palette.veil)
    color.setAlpha(round(255 * look.palette.veil_percent / 100))
    return color


class SheetPages(Ground):
    """The column of a sheet: one of its pages at a time.

    Attributes:
        head: What stands above the column and never scrolls, like tabs.
        foot: What stands below it and never scrolls, like a way out.
        pages: By name, in order; the sheet is as high as the highest of them, so that tabs stay
            under the finger.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(gap=look.px("gap"))
        self.head, self.foot = Ground(gap=look.px("gap_small")), Ground()
        self.pages: dict[str, QWidget] = {}

    def add_page(self, name: str, page: QWidget) -> None:
        """Add a page that is not yet shown."""
        page.hide()
        self.pages[name] = page
        self.add(page)

    def show_page(self, name: str) -> None:
        """Show one page and hide the others."""
        for other, page in self.pages.items():
            page.setVisible(other == name)

    def height_px(self, width: int) -> int:
        """Return the height that the highest page asks for in ``width`` pixels."""
        edge = self.box.contentsMargins()
        inside = width - edge.left() - edge.right()
        heights = [page.heightForWidth(inside) for page in self.pages.values()]
        (shown,) = (
            height
            for page, height in zip(self.pages.values(), heights, strict=True)
            if not page.isHidden()
        )
        return self.heightForWidth(width) - shown + max(heights)


class Sheet(QWidget):
    """A card at the lower edge of the page, in reach of a seated person; the page shows above.

    Args:
        name: Object name; the scrolling column is ``<name>_scroll``.
        content: The column of the card, with what stands above and below; this sheet owns it.

    Signals:
        left: The visitor touched beside the card.
    """

    left = Signal()

    def __init__(self, look: Look, content: SheetPages, *, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        be(self, Role.Dialog)
        self.setObjectName(name)
        self._look, self._content, self._veil = look, content, veil(look)
        self._began_beside = False
        side, gap = look.px("gap_large"), look.px("gap")
        above = look.px("gap_small") if look.is_wide else gap
        content.head.box.setContentsMargins(side, above, side, 0)
        content.box.setContentsMargins(side, gap, side, gap)
        content.foot.box.setContentsMargins(side, 0, side, gap)
        self._card = Ground("sheet", parent=self)
        self._card.setObjectName(f"{name}_card")
        if content.head.box.count():
            self._card.add(content.head)
        self._card.add(TouchScroll(look, content, name=f"{name}_scroll"), stretch=1)
        if content.foot.box.count():
            self._card.add(content.foot)
        self.setAccessibleName(title_in(content.head) or content.accessibleName())
        self._rise = QPropertyAnimation(self._card, b"pos", self)
        self._rise.setObjectName("sheet_rise")
        self._rise.setDuration(look.ms("sheet_ms"))
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)

    def cover(self, frame: QRect) -> None:
        """Lie over ``frame`` of the parent, the card at its lower edge."""
        self.setGeometry(frame)
        look = self._look
        width = frame.width()
        if look.is_wide and not look.is_large_text:
            width -= 2 * look.px("margin")
        most = frame.height() - look.px("gap_large")
        content = self._content
        around = (part for part in (content.head, content.foot) if part.box.count())
        wanted = content.height_px(width) + sum(part.heightForWidth(width) for part in around)
        height = min(most, wanted)
        self._card.setGeometry((frame.width() - width) // 2, frame.height() - height, width, height)

    def showEvent(self, event: QShowEvent) -> None:
        """Slide up."""
        super().showEvent(event)
        place = self._card.pos()
        if self._rise.duration() > 0:
            self._rise.setStartValue(QPoint(place.x(), self.height()))
            self._rise.setEndValue(place)
            self._rise.start()

    def take_focus(self) -> None:
        """Put the focus on the first thing to choose, for somebody with a keyboard."""
        for part in self._card.findChildren(TouchButton):
            if part.isVisible():
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def settle(self) -> None:
        """End the move at once: the same sheet was only made anew."""
        self._rise.setCurrentTime(self._rise.duration())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a touch began: one that slides off the card leaves nothing."""
        self._began_beside = self._is_beside(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave by a touch beside the card."""
        if self._began_beside and self._is_beside(event):
            self._announce_left()
        self._began_beside = False

    def forget_touch(self) -> None:
        """Take a touch that is not yet over for none."""
        self._began_beside = False

    def _is_beside(self, event: QMouseEvent) -> bool:
        return not self._card.geometry().contains(event.position().toPoint())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil over the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._veil)
        painter.end()

    @Slot()
    def _announce_left(self) -> None:
        self.left.emit()
