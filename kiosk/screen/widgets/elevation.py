# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Soft depth: a bed that paints the shadows of what lies on it, each drawn once and kept."""

from functools import cache
from itertools import product
from math import hypot

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look


@cache
def _soft_corner(radius_px: int, reach_px: int, color: str, percent: int) -> QPixmap:
    """Return the shadow of the smallest rounded card, to be cut in nine and stretched."""
    half = radius_px + reach_px + 1
    side = 2 * half
    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    shade = QColor(color)
    for y in range(half):
        for x in range(half):
            # Distance from the card's rounded corner, whose middle lies at (half, half).
            away = hypot(half - 0.5 - x, half - 0.5 - y) - radius_px
            near = min(1.0, max(0.0, 1.0 - away / reach_px))
            shade.setAlphaF(percent / 100 * near * near)
            for at_x, at_y in product((x, side - 1 - x), (y, side - 1 - y)):
                picture.setPixel(at_x, at_y, shade.rgba())
    return QPixmap.fromImage(picture)


class Bed(QWidget):
    """A ground that paints a soft shadow below every part whose property ``raised`` is set.

    One painter below all parts costs less than an effect on each, and nothing at all in a theme
    without shadows.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._parts: list[QWidget] | None = None

    def event(self, event: QEvent) -> bool:
        """Look for raised parts anew after the layout has changed."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._parts = None
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shadows that the exposed region needs."""
        look = self._look
        percent = look.palette.shadow_percent
        if not percent:
            return
        if self._parts is None:
            self._parts = [
                part for part in self.findChildren(QWidget) if part.property("raised") is True
            ]
        reach, drop, radius = (
            look.px(token) for token in ("shadow_reach", "shadow_drop", "radius")
        )
        shadow = _soft_corner(radius, reach, look.palette.shadow, percent)
        painter = QPainter(self)
        for part in self._parts:
            if part.isVisibleTo(self):
                place = QRect(part.mapTo(self, QPoint(0, drop)), part.size())
                place.adjust(-reach, -reach, reach, reach)
                if place.intersects(event.rect()):
                    _stretch(painter, place, shadow, radius + reach)
        painter.end()


def _stretch(painter: QPainter, place: QRect, picture: QPixmap, corner: int) -> None:
    """Draw the eight outer ninths of ``picture`` around ``place``; a card covers the middle."""
    side = picture.width()
    middle = side - 2 * corner
    xs = ((place.left(), corner), (place.left() + corner, place.width() - 2 * corner),
          (place.right() + 1 - corner, corner))  # fmt: skip
    ys = ((place.top(), corner), (place.top() + corner, place.height() - 2 * corner),
          (place.bottom() + 1 - corner, corner))  # fmt: skip
    cuts = ((0, corner), (corner, middle), (side - corner, corner))
    for row, (y, height) in enumerate(ys):
        for column, (x, width) in enumerate(xs):
            if (row, column) != (1, 1) and width > 0 and height > 0:
                (cut_x, cut_w), (cut_y, cut_h) = cuts[column], cuts[row]
                painter.drawPixmap(
                    QRect(x, y, width, height), picture, QRect(cut_x, cut_y, cut_w, cut_h)
                )
