# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A few lines at a time: the lines that are being read stay clear, the rest of the page is dimmed.

What is dimmed can still be read: running text and headings keep 4.5:1 on paper (WCAG 2.2, 1.4.3),
so that a heading can be found and touched. What is fainter or colored by itself falls below that;
it is the visitor's own choice, a touch away from full contrast. What is urgent is never dimmed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.screen.living import living
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import Role, be, level_of
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.pieces import is_text, laid_out
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.spoken import SIGN
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.touch_scroll import TouchScroll

MOST_LINES = 3
"""Lines that stay clear together."""
READABLE = 4.5
"""Contrast of running text that is dimmed. Source: WCAG 2.2, 1.4.3."""
STEPS = 100
TITLE = 1
"""Level of the heading that a page has once."""
URGENT = frozenset({"emergency", "today"})
"""Grounds of what must be told or done now."""
SETTLED_MS = 200
"""A column that has not moved for so long has come to rest."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Lines that are read together.

    Attributes:
        part: Where they stand.
        lines: In it, in pixels.
    """

    part: QWidget
    lines: QRect


def veil_percent(ink: QColor, paper: QColor) -> int:
    """Return how much of the paper may lie over its ink, in percent; more would hide it."""
    fitting = (
        percent
        for percent in range(STEPS, 0, -1)
        if _contrast(_mixed(ink, paper, percent / STEPS), paper) >= READABLE
    )
    return next(fitting, 0)


def _mixed(ink: QColor, paper: QColor, part: float) -> QColor:
    pairs = zip(ink.getRgbF()[:3], paper.getRgbF()[:3], strict=True)  # type: ignore[index]
    return QColor.fromRgbF(*(one * (1 - part) + other * part for one, other in pairs))


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def stops(part: QWidget) -> Iterator[Stop]:
    """Yield what is read one after the other in a part of a page, in the order of its layouts.

    It is what is read aloud, too: buttons and what is folded away are left out; so is the bullet or
    number of an item, which would be a stop without a word.
    """
    if part.isHidden() or part.property(SIGN):
        return
    match part:
        case Prose():
            yield from (Stop(part, lines) for lines in _lines(part))
        case Words():
            if part.text():
                yield Stop(part, part.text_rect())
        case QAbstractButton():
            if is_text(part):
                yield Stop(part, part.rect())
        case _:
            for inner in laid_out(part.layout()):
                yield from stops(inner)


def _lines(prose: Prose) -> Iterator[QRect]:
    """Yield the lines of a paragraph, as many together as stay clear, evenly."""
    layout = prose.lines(prose.contentsRect().width())
    count, room = layout.lineCount(), prose.contentsRect()
    groups = -(-count // MOST_LINES)
    for group in range(groups):
        first, end = group * count // groups, (group + 1) * count // groups
        top = round(group and room.height() * first / count)
        bottom = round(room.height() * end / count)
        yield QRect(room.left(), room.top() + top, room.width(), bottom - top)


class LineFocus(QWidget):
    """Lies over a scrolling column and leaves some of its lines clear.

    It lets every touch through; the column tells where one was that pressed nothing. Up and down
    arrows move it while it has the focus, the buttons below the column at any time.

    Args:
        look: The look of this visit.
        scroller: The column; owns this.
    """

    def __init__(self, look: Look, scroller: TouchScroll) -> None:
        super().__init__(scroller.viewport())
        self._scroller, self._air_px = scroller, look.px("gap_small") // 2
        self._width_px = look.px("ring")
        self._veil = QColor(look.palette.paper)
        percent = veil_percent(QColor(look.palette.ink), self._veil)
        self._veil.setAlphaF(percent / STEPS)
        self._edge, self._focus = QColor(look.palette.act), QColor(look.palette.focus)
        self._outer = QColor(look.palette.card)
        self._here: Stop | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED_MS)
        self._settling.timeout.connect(self._on_settled)
        self.setObjectName("line_focus")
        self.setAccessibleName(self.tr("Lines to read"))
        be(self, Role.Indicator)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(scroller.viewport().rect())
        scroller.steps = self
        scroller.resized.connect(self._on_resized)
        scroller.touched.connect(self._on_touched)
        scroller.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self.show()
        self.raise_()

    @property
    def band(self) -> QRect:
        """Where the clear lines lie on the viewport; empty while there is nothing to read."""
        if self._here is None or living(self._here.part) is None or self._here.part.isHidden():
            self._here = self._first()
        return self._place(self._here) if self._here is not None else QRect()

    @property
    def dimmed(self) -> QRegion:
        """What the veil lies over: neither the clear lines nor what is urgent."""
        clear = QRegion(self.band)
        for urgent in self._scroller.column.findChildren(Ground):
            if urgent.property("ground") in URGENT and urgent.isVisible():
                corner = urgent.mapTo(self._scroller.viewport(), QPoint(0, 0))
                clear += QRegion(QRect(corner, urgent.size()))
        return QRegion(self.rect()) - clear

    def can_step(self, direction: int) -> bool:
        """Return whether there are lines before (-1) or after (1) those that are clear."""
        return self._beside(direction) is not None

    def step(self, direction: int) -> None:
        """Go to the lines before (-1) or after (1); from out of sight, to the first in sight."""
        in_sight = self.band.intersects(self.rect())
        aim = self._beside(direction) if in_sight else next(self._in_sight(), None)
        if aim is not None:
            self._go(aim)

    def follow(self, part: QWidget, place: QRect) -> None:
        """Go to the lines where a word is being said.

        Args:
            part: Where the word stands.
            place: Its place there, in pixels.
        """
        inside = (stop for stop in self._stops() if stop.part is part)
        aim = next((stop for stop in inside if stop.lines.contains(place.center())), None)
        if aim is not None and aim != self._here:
            self._here = aim
            self.update()

    def _stops(self) -> tuple[Stop, ...]:
        column = self._scroller.column
        return tuple(stops(column))

    def _place(self, stop: Stop) -> QRect:
        corner = stop.part.mapTo(self._scroller.viewport(), stop.lines.topLeft())
        air = self._air_px
        return QRect(corner, stop.lines.size()).adjusted(-2 * air, -air, 2 * air, air)

    def _in_sight(self) -> Iterator[Stop]:
        return (stop for stop in self._stops() if self._place(stop).top() >= 0)

    def _first(self) -> Stop | None:
        """Return where reading begins: at the title of the page, else with what is in sight."""
        seen = tuple(self._in_sight())
        titles = (stop for stop in seen if level_of(stop.part) == TITLE)
        title = next((stop for stop in titles if self._place(stop).intersects(self.rect())), None)
        return title or next(iter(seen), None)

    def _beside(self, direction: int) -> Stop | None:
        found = self._stops()
        if not found:
            return None
        if self._here not in found:  # a button that the focus has gone to
            here = self.band.center().y()
            beside = (one for one in found[::direction] if self._is_past(one, here, direction))
            return next(beside, None)
        at = found.index(self._here) + direction
        return found[at] if 0 <= at < len(found) else None

    def _is_past(self, stop: Stop, here: int, direction: int) -> bool:
        return (self._place(stop).center().y() - here) * direction > 0

    def _go(self, stop: Stop) -> None:
        self._here = stop
        above = self._scroller.above_px(stop.part) + stop.lines.top()
        self._scroller.follow(above, above + stop.lines.height())
        self.update()

    @Slot(QPoint)
    def _on_touched(self, place: QPoint) -> None:
        """Go to the lines that were touched, or lie next to the touch."""

        def far(stop: Stop) -> int:
            box = self._place(stop)
            across = max(box.left() - place.x(), 0, place.x() - box.right())
            return across + max(box.top() - place.y(), 0, place.y() - box.bottom())

        near = min(self._stops(), key=far, default=None)
        if near is not None:
            self._go(near)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _left: QWidget | None, here: QWidget | None) -> None:
        """Leave clear what a keyboard has gone to."""
        if here is not None and self._scroller.column.isAncestorOf(here):
            self._here = Stop(here, here.rect())
        self.update()

    @Slot()
    def _on_scrolled(self) -> None:
        self._settling.start()
        self.update()

    @Slot()
    def _on_settled(self) -> None:
        """Leave something clear where the column was scrolled to."""
        if not self.band.intersects(self.rect()):
            self._here = next(self._in_sight(), None)
            self.update()

    @Slot()
    def _on_resized(self) -> None:
        self.setGeometry(self._scroller.viewport().rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on or back by the arrows."""
        match event.key():
            case Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_Up:
                self.step(-1)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the veil around the clear lines, and an edge above and below them."""
        band = self.band
        painter = QPainter(self)
        painter.setClipRegion(self.dimmed)
        painter.fillRect(self.rect(), self._veil)
        painter.setClipping(False)
        if not band.isEmpty():
            # Like the ring of the focus, in two colors: one of them stands out from any ground.
            colors = self._outer, self._focus if self.hasFocus() else self._edge
            for away, color in zip((2, 1), colors, strict=True):
                far = away * self._width_px
                above, below = band.top() - far, band.bottom() + 1 + far - self._width_px
                for top in (above, below):
                    painter.fillRect(band.left(), top, band.width(), self._width_px, color)
        painter.end()
