# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Scrolling for a finger: drag anywhere, also from a button; below, two buttons turn the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QMargins,
    QPoint,
    QPointF,
    QPropertyAnimation,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QEventPoint, QResizeEvent, QTouchEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sizes import bar_role
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.elevation import Bed
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.frames import Ground, handed
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.progress import ProgressLine

FRAME_MS = 16
SLOWING = 0.94
STILL_PX_PER_MS = 0.02
PAGE_PART = 0.85
GLIDE_TO, GLIDE_FROM = 0.2, 0.75
"""Words that are read aloud come in that far down the glass, and stay until they are this far."""
FILLED_MS = 1_000
"""A column that was filled anew has its last height by then."""
LEAST_STRIPS, FEW_STRIPS = 2.5, 4.0
"""Least height of a column with a strip below it, in heights of the strip; and up to which the
strip stands beside it where both of its buttons have room there."""
STRIP_PART = 0.085
"""Most of the glass's width that the words of the strip take."""
ICON_LINES = 3.0
"""Height of a button with its sign above its word, in heights of the word."""


@dataclass(slots=True)
class _Touch:
    """One finger on the glass: where it began and is, what lies under it, whether it drags."""

    start: QPointF
    last: QPointF
    part: QWidget | None
    drags: bool

    def let_go(self) -> None:
        """Release the button under the finger without pressing it."""
        if isinstance(self.part, QAbstractButton):
            self.part.setDown(False)
        self.part = None


class Steps(Protocol):
    """What the buttons of the strip move instead of the page."""

    def can_step(self, direction: int) -> bool:
        """Return whether there is a step back (-1) or on (1)."""

    def step(self, direction: int) -> None:
        """Go a step back (-1) or on (1)."""


class _Holder(Bed):
    """Holds the column and paints its shadows; asks for no height of its own.

    QScrollArea would make the column as high as its least width needs, which leaves a blank end.
    """

    def __init__(self, look: Look, content: QWidget) -> None:
        super().__init__(look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)

    def minimumSizeHint(self) -> QSize:
        """Return nothing; the height follows from the width."""
        return QSize(0, 0)


class TurnStrip(Ground):
    """Up and More for a column that is longer than the glass, and how far down it is.

    Below the column, or where height is what lacks, beside it.
    """

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__("turn", parent=parent)
        self._look, self._is_beside = look, look.is_low and look.is_wide
        self.progress = ProgressLine(look)
        self._buttons = Ground(horizontal=True)
        words = {"up": self.tr("Up"), "down": self.tr("More")}
        longest = max(words.values(), key=len)
        part = STRIP_PART if self._is_beside else 0.5 - STRIP_PART
        role = bar_role(look, [longest], round(look.panel.width_px * part))
        self.up, self.down = (
            TouchButton(
                look,
                text,
                name=f"{name}_{way}",
                role="turn",
                icon=f"chevron-{way}",
                above=self._is_beside,
                target="target_min",
                text_role=role,
            )
            for way, text in words.items()
        )
        for button in handed(look, self.up, self.down):
            button.words.setWordWrap(False)
            self._buttons.add(button, stretch=1)
        self.add(self.progress)
        self.box.addWidget(self._buttons, 1)

    def stand(self, height_px: int) -> bool:
        """Stand beside the column if its height asks for that, and return whether it does.

        Args:
            height_px: Of the column and a strip below it together.
        """
        look, way = self._look, QBoxLayout.Direction
        line_px = max(self.up.minimumHeight(), look.px("chrome"))
        words = [button.words for button in (self.up, self.down)]
        for one in words:
            one.ensurePolished()
        stacked_px = sum(max(line_px, one.sizeHint().height()) for one in words)
        is_low = height_px < LEAST_STRIPS * line_px
        is_beside = self._is_beside or is_low or stacked_px <= height_px < FEW_STRIPS * line_px
        across = way.RightToLeft if look.left else way.LeftToRight
        down = way.BottomToTop if look.left else way.TopToBottom
        self.box.setDirection(across if is_beside else way.TopToBottom)
        self._buttons.box.setDirection(down if is_beside else way.LeftToRight)
        edge = look.px("gap_small") if is_beside else 0
        self._buttons.box.setContentsMargins(edge, 0, edge, 0)
        self.progress.stand(upright=is_beside)
        has_room = height_px >= 2 * ICON_LINES * line_px
        for button in (self.up, self.down):
            button.show_icon(shown=has_room or not self._is_beside)
        self._buttons.box.invalidate()
        self._buttons.updateGeometry()
        self.box.invalidate()
        return is_beside


class TouchScroll(QScrollArea):
    """A column that a finger can drag, with a strip to turn pages where it is too long.

    A swipe that begins on a button drags and does not press it; a touch that stays presses what
    lies under it when the finger lifts. (A plain QScrollArea ignores a finger, and QScroller
    loses swipes that begin on buttons: DESIGN.md 7.)

    Args:
        look: The look of this visit.
        content: The column.
        name: Object name; the buttons of the strip are ``<name>_up`` and ``<name>_down``.
        room: Its size to be, where that is known: the column is laid out in no other one then.

    Attributes:
        gap_px: What stays free above a part that is scrolled to the top.
        column: What is scrolled.
        steps: What the buttons of the strip move instead of the page, as long as it can.

    Signals:
        moved_by_hand: The visitor scrolled, whatever way.
        touched: A finger touched and pressed nothing; carries the place on the viewport.
        resized: The viewport has another size.
    """

    moved_by_hand = Signal()
    touched = Signal(QPoint)
    resized = Signal()

    def __init__(
        self,
        look: Look,
        content: QWidget,
        *,
        name: str,
        room: QSize | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look, self._slop_px = look, look.px("slop")
        self.gap_px = look.px("gap_small")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        if room is not None:
            self.resize(room)
            self.viewport().resize(room)
        self.column = content
        self.steps: Steps | None = None
        self._holder = _Holder(look, content)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        # Qt's own pan by two fingers would scroll once more.
        self.viewport().ungrabGesture(Qt.GestureType.PanGesture)
        self._touches: dict[int, _Touch] = {}
        self._kept: Callable[[], int] | None = None
        self._filling = False
        self._speed = 0.0
        self._clock = QElapsedTimer()
        self._fling = QTimer(self)
        self._fling.setInterval(FRAME_MS)
        self._fling.timeout.connect(self._on_fling)
        self._turn = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._turn.setDuration(look.ms("turn_ms"))
        self._strip = TurnStrip(look, name, self)
        self._strip.hide()
        self._strip.up.clicked.connect(self._on_up)
        self._strip.down.clicked.connect(self._on_down)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.verticalScrollBar().valueChanged.connect(self._on_value)
        self.setWidget(self._holder)

    def fraction(self) -> float:
        """Return how far down the column is, 0 to 1."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def go_to(self, fraction: float) -> None:
        """Move to a place that ``fraction`` gave, and stay there until somebody moves on."""
        bar = self.verticalScrollBar()
        self.hold(lambda: round(fraction * bar.maximum()))

    def hold(self, aim: Callable[[], int]) -> None:
        """Stay where ``aim`` says until somebody moves on.

        A column that was just filled gets its height in more than one step.

        Args:
            aim: Gives the pixels above the glass, for the column as it is laid out now.
        """
        self._kept = aim
        later(self, self._move_on, after_ms=FILLED_MS)
        self._keep()

    def top_px(self) -> int:
        """Return how many pixels of the column lie above what can be read below the edge."""
        return self.verticalScrollBar().value() + self.gap_px

    def above_px(self, widget: QWidget) -> int:
        """Return how many pixels of the column lie above ``widget``, a part of it."""
        return widget.mapTo(self._holder, QPoint(0, 0)).y()

    def show_filling(self, *, filling: bool) -> None:
        """Say whether parts of the column are still to come: until then no progress is shown."""
        self._filling = filling
        self._on_value(self.verticalScrollBar().value())

    def _keep(self) -> None:
        if self._kept is not None:
            self.verticalScrollBar().setValue(self._kept())

    def _move_on(self) -> None:
        self._kept = None

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so that ``widget``, a part of the content, begins at the top."""
        self._kept = None
        self.verticalScrollBar().setValue(self.above_px(widget) - self.gap_px)
        self.moved_by_hand.emit()

    def show_whole(self, widget: QWidget, gap_px: int) -> None:
        """Scroll no further than needed to see all of ``widget``, its top where it is too high.

        Of a field with the cursor ``ensureWidgetVisible`` shows the line of the cursor alone.

        Args:
            widget: A part of the content.
            gap_px: What should stay free above and below it.
        """
        bar, top = self.verticalScrollBar(), self.above_px(widget)
        highest = top - gap_px
        lowest = min(top + widget.height() + gap_px - self.viewport().height(), highest)
        bar.setValue(max(lowest, min(bar.value(), highest)))

    def follow(self, top_px: int, bottom_px: int) -> None:
        """Bring a stretch of the column softly into sight, unless it stands well there.

        Args:
            top_px: Pixels of the column above it.
            bottom_px: Pixels of the column down to its end.
        """
        glass = self.viewport().height()
        is_turning = self._turn.state() is QPropertyAnimation.State.Running
        above = self._turn.endValue() if is_turning else self.verticalScrollBar().value()
        if top_px < above or bottom_px > above + round(glass * GLIDE_FROM):
            self._kept = None
            self._glide(top_px - round(glass * GLIDE_TO))

    def sizeHint(self) -> QSize:
        """Return nothing: it takes the room that the rest of the page leaves."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the strip at the lower edge."""
        super().resizeEvent(event)
        self._place_strip()
        self.resized.emit()

    def _place_strip(self) -> None:
        """Put the strip below the column or beside it, under the hand, never over words."""
        is_beside = self._strip.stand(self.height())
        size, place = self._strip.sizeHint(), self.rect()
        if is_beside and self._look.left:
            margins = QMargins(size.width(), 0, 0, 0)
            place.setWidth(size.width())
        elif is_beside:
            margins = QMargins(0, 0, size.width(), 0)
            place.setLeft(place.right() + 1 - size.width())
        else:
            margins = QMargins(0, 0, 0, size.height())
            place.setTop(place.bottom() + 1 - size.height())
        self._strip.setGeometry(place)
        wanted = QMargins() if self._strip.isHidden() else margins
        if self.viewportMargins() != wanted:
            self.setViewportMargins(wanted)

    def event(self, event: QEvent) -> bool:
        """See that the column has another height, though as much of it is out of sight."""
        taken = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._weigh()
        return taken

    @Slot(int, int)
    def _on_range(self, _least: int, _most: int) -> None:
        self._weigh()
        self._keep()
        self._on_value(self.verticalScrollBar().value())

    def _weigh(self) -> None:
        """Show the strip where the column is longer than the glass, the strip left out."""
        wanted = self._holder.heightForWidth(self.width())
        if wanted < 0:
            wanted = self._holder.sizeHint().height()
        needed = wanted > self.height()
        if needed == self._strip.isHidden():
            self._strip.setVisible(needed)
            self._place_strip()

    @Slot(int)
    def _on_value(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._strip.up.setEnabled(value > bar.minimum() or self._can_step(-1))
        self._strip.down.setEnabled(value < bar.maximum() or self._can_step(1))
        glass = self.viewport().height() if not self._filling else 0
        value = value if not self._filling else 0
        self._strip.progress.show_part((value + glass) / max(1, bar.maximum() + glass))

    @Slot()
    def _on_up(self) -> None:
        self._turn_page(-1)

    @Slot()
    def _on_down(self) -> None:
        self._turn_page(1)

    def _can_step(self, direction: int) -> bool:
        return self.steps is not None and self.steps.can_step(direction)

    def _turn_page(self, direction: int) -> None:
        self._kept = None
        if self.steps is not None and self._can_step(direction):
            self.moved_by_hand.emit()
            self.steps.step(direction)
            self._on_value(self.verticalScrollBar().value())
            return
        bar = self.verticalScrollBar()
        self._glide(bar.value() + direction * round(self.viewport().height() * PAGE_PART))
        self.moved_by_hand.emit()

    def _glide(self, aim: int) -> None:
        bar = self.verticalScrollBar()
        self._fling.stop()
        self._turn.stop()
        self._turn.setStartValue(bar.value())
        self._turn.setEndValue(max(bar.minimum(), min(bar.maximum(), aim)))
        self._turn.start()

    def viewportEvent(self, event: QEvent) -> bool:
        """Take fingers, each by itself: a palm at rest does not stop the finger beside it."""
        if isinstance(event, QTouchEvent):
            if event.type() is QEvent.Type.TouchCancel:
                self.forget_touches()
            else:
                for point in event.points():
                    self._take_point(point)
            event.accept()
            return True
        return super().viewportEvent(event)

    def _take_point(self, point: QEventPoint) -> None:
        match point.state():
            case QEventPoint.State.Pressed:
                self._begin(point)
            case QEventPoint.State.Updated:
                self._move(point)
            case QEventPoint.State.Released:
                self._end(point)
            case _:
                pass

    def _begin(self, point: QEventPoint) -> None:
        self._kept = None
        self._turn.stop()
        was_moving = self._fling.isActive()
        self._fling.stop()
        where = point.position()
        touch = _Touch(where, where, None if was_moving else self._touchable(where), was_moving)
        self._touches[point.id()] = touch
        self._speed = 0.0
        self._clock.start()
        if isinstance(touch.part, QAbstractButton):
            touch.part.setDown(True)

    def _touchable(self, where: QPointF) -> QWidget | None:
        part = self.viewport().childAt(where.toPoint())
        while part is not None and part is not self.viewport():
            if isinstance(part, QAbstractButton | AnyField) and part.isEnabled():
                return part
            part = part.parentWidget()
        return None

    def _move(self, point: QEventPoint) -> None:
        touch = self._touches.get(point.id())
        if touch is None:
            return
        where = point.position()
        if not touch.drags and abs(where.y() - touch.start.y()) > self._slop_px:
            touch.drags = True
            touch.let_go()
            self.moved_by_hand.emit()
        if touch.drags:
            step = where.y() - touch.last.y()
            elapsed_ms = max(1, self._clock.restart())
            self._speed = 0.6 * self._speed + 0.4 * (step / elapsed_ms)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - round(step))
        touch.last = where

    def _end(self, point: QEventPoint) -> None:
        touch = self._touches.pop(point.id(), None)
        if touch is None:
            return
        if touch.drags:
            if abs(self._speed) > STILL_PX_PER_MS:
                self._fling.start()
            return
        part = touch.part
        touch.let_go()
        if isinstance(part, QAbstractButton):
            if part.rect().contains(part.mapFrom(self.viewport(), point.position().toPoint())):
                part.click()
        elif isinstance(part, AnyField):
            part.take_touch(part.mapFrom(self.viewport(), point.position().toPoint()))
        elif part is None:
            self.moved_by_hand.emit()
            self.touched.emit(point.position().toPoint())

    def forget_touches(self) -> None:
        """Let every finger go without pressing anything."""
        for touch in self._touches.values():
            touch.let_go()
        self._touches.clear()

    @Slot()
    def _on_fling(self) -> None:
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before - round(self._speed * FRAME_MS))
        self._speed *= SLOWING
        if abs(self._speed) < STILL_PX_PER_MS or bar.value() == before:
            self._fling.stop()
