# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Looks at the pixels of everything written on the glass and says what cannot be read.

Source:
    accessibility.md A2: 1.4.3 (4.5:1), 1.4.6 (7:1 in the theme of high contrast), 1.4.11 (icons,
    3:1). Parts that are switched off are exempt, as in WCAG.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.settings import Theme
from tests.support.pixels import colors, drawn_alone, farthest, legibility
from tests.support.walker import Flaw, name_of, on_glass, visible

WORDS = 4.5
WORDS_IN_CONTRAST = 7.0
SIGNS = 3.0
ROUNDING = 0.005
"""A ratio is told with two places; a token of exactly 4.5 must pass."""
AIR_PX = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part lies in the window, and what of it shows."""

    whole: QRect
    shown: QRect

    @property
    def inside(self) -> QRect:
        """What shows, in the part itself."""
        return self.shown.translated(-self.whole.topLeft())

    def shows(self, step: int) -> bool:
        """Return whether all of it shows, or ``step`` pixels of one that is too high for that."""
        least = min(self.whole.height(), step)
        return self.shown.width() == self.whole.width() and self.shown.height() >= least


@dataclass(slots=True)
class Reader:
    """Reads what is on a window; equal pictures are measured once.

    Attributes:
        read: How many words and signs were measured so far.
    """

    window: QWidget
    read: int = 0
    _known: dict[int, float | None] = field(default_factory=dict)

    def flaws(self, look: Look) -> list[Flaw]:
        """Return what cannot be read, each scrolling column turned from top to bottom."""
        found: set[Flaw] = set()
        done: set[int] = set()
        for frame, parts, step in self._turned():
            places = {part: self._place(part) for part in parts if id(part) not in done}
            fresh = {part: place for part, place in places.items() if place.shows(step)}
            glass = self.window.grab(frame).toImage() if fresh else QImage()
            for part, place in fresh.items():
                done.add(id(part))
                seen = glass.copy(place.whole.translated(-frame.topLeft()))
                found.update(self._judged(part, place.inside, seen, look))
        return sorted(found)

    def _turned(self) -> Iterator[tuple[QRect, list[QWidget], int]]:
        """Turn a page at a time; yield a frame, what is written there, and how far it turns."""
        parts = visible(self.window)
        written = [part for part in parts if _is_written(part)]
        scrollers = [part for part in parts if isinstance(part, TouchScroll)]
        steps = [max(1, scroller.viewport().height() // 2) for scroller in scrollers]
        yield self.window.rect(), written, min(steps, default=1)
        for scroller, step in zip(scrollers, steps, strict=True):
            bar, frame = scroller.verticalScrollBar(), on_glass(scroller, self.window)
            place = bar.value()
            inside = [part for part in written if scroller.isAncestorOf(part)]
            for value in range(step, bar.maximum() + step, step):
                bar.setValue(value)
                yield frame, inside, step
            bar.setValue(place)

    def _place(self, part: QWidget) -> "_Place":
        whole = QRect(part.mapTo(self.window, QPoint(0, 0)), part.size())
        return _Place(whole, on_glass(part, self.window))

    def _judged(self, part: QWidget, inside: QRect, glass: QImage, look: Look) -> Iterator[Flaw]:
        limit = _limit(part, look.theme)
        ratio = self._measured(part, inside, glass)
        if ratio is not None and ratio < limit - ROUNDING:
            yield Flaw("contrast", name_of(part), f"“{_said(part)}” {ratio:.2f}:1, least {limit}:1")

    def _measured(self, part: QWidget, inside: QRect, glass: QImage) -> float | None:
        self.read += 1
        if isinstance(part, Prose) and part.mark is not None:
            # The mark brings a ground of its own; the words around it are read where nothing is.
            return farthest(colors(glass.copy(part.mark_place(part.mark))))
        if isinstance(part, QLabel):
            frame = _written_in(part).intersected(inside)
            drawn, glass = drawn_alone(part).copy(frame), glass.copy(frame)
            key = hash((bytes(drawn.constBits()), bytes(glass.constBits())))
            if key not in self._known:
                self._known[key] = legibility(drawn, glass)
            return self._known[key]
        return farthest(colors(glass.copy(part.contentsRect().adjusted(*_inner(part)))))


def _is_written(part: QWidget) -> bool:
    if not part.isEnabled():
        return False
    match part:
        case QLabel():
            return bool(part.text().strip()) or not part.pixmap().isNull()
        case QLineEdit():
            return bool(part.text() or part.placeholderText())
        case QAbstractButton():
            return bool(part.text())
    return False


def _said(part: QWidget) -> str:
    match part:
        case QLabel():
            return part.accessibleName() or part.text() or "sign"
        case QLineEdit():
            return part.accessibleName()
    return part.accessibleName()


def _limit(part: QWidget, theme: Theme) -> float:
    if isinstance(part, QLabel) and not part.text():
        return SIGNS
    return WORDS_IN_CONTRAST if theme is Theme.CONTRAST else WORDS


def _written_in(label: QLabel) -> QRect:
    """Return the frame of a label's words inside it: what lies far from them does not count."""
    if not label.text() or isinstance(label, Prose):
        return label.rect()
    room = label.contentsRect()
    flags = int(label.alignment().value)
    flags |= int((Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag(0)).value)
    words = label.fontMetrics().boundingRect(room, flags, label.text())
    return words.adjusted(-AIR_PX, -AIR_PX, AIR_PX, AIR_PX).intersected(label.rect())


def _inner(part: QWidget) -> tuple[int, int, int, int]:
    """Return how much to leave out at each edge of a field: its border and round corners."""
    edge = part.height() // 5
    return edge, edge, -edge, -edge
