# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Looks at everything that is on the glass and says what a visitor could not name, hit or read.

Source:
    accessibility.md A1 (targets), A2 (1.1.1, 1.4.4, 1.4.10, 2.1.2, 2.5.8, 4.1.2), A3 (the walker).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from kiosk.screen.theme.look import Look

ROUNDING_PX = 1
MOST_TABS = 400


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One thing wrong on a page: which check, which part, and by how much."""

    check: str
    part: str
    what: str

    def __str__(self) -> str:
        return f"{self.check}: {self.part}: {self.what}"


def flaws(window: QWidget, look: Look) -> list[Flaw]:
    """Return everything wrong with what the window shows, Tab order left out."""
    parts = _visible(window)
    return sorted(
        {
            *_nameless(parts),
            *_too_small(parts, look),
            *_outside(parts, window),
            *_overlapping(parts, window),
            *_clipped(parts, look),
        }
    )


def tab_flaws(window: QWidget) -> list[Flaw]:
    """Press Tab until the focus is back where it began; say what was missed or holds it."""
    wanted = [part for part in _visible(window) if _takes_tab(part)]
    if not wanted:
        return []
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(MOST_TABS):
        here = QApplication.focusWidget()
        if here is None or (seen and here is seen[0]):
            break
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is here and len(wanted) > 1:
            return [Flaw("tab", _name(here), "keeps the focus")]
    else:
        return [Flaw("tab", _name(wanted[0]), "the focus does not come back")]
    hidden = [part for part in seen if part not in _visible(window)]
    missed = [part for part in wanted if not _is_reached(part, seen)]
    return [
        *(Flaw("tab", _name(part), "takes the focus and is covered") for part in hidden),
        *(Flaw("tab", _name(part), "is never reached") for part in missed),
    ]


def _is_reached(part: QWidget, seen: list[QWidget]) -> bool:
    """Return whether Tab comes to a part, or to the one of its switch from which arrows lead."""
    group = part.group() if isinstance(part, QAbstractButton) else None
    return part in seen or (group is not None and any(one in seen for one in group.buttons()))


def _visible(window: QWidget) -> list[QWidget]:
    """Return what shows; of a window with a curtain over it, the curtain alone."""
    covers = [
        part
        for part in window.children()
        if isinstance(part, QWidget) and part.isVisible() and part.geometry() == window.rect()
    ]
    top = covers[-1] if covers else window
    return [part for part in top.findChildren(QWidget) if part.isVisible()]


def _takes_tab(part: QWidget) -> bool:
    return part.isEnabled() and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _name(part: QWidget) -> str:
    """Return the object name of a part, or of what it stands in and its kind."""
    if part.objectName():
        return part.objectName()
    above = part.parentWidget()
    return f"{_name(above)}/{type(part).__name__}" if above else type(part).__name__


def _nameless(parts: list[QWidget]) -> Iterator[Flaw]:
    for part in parts:
        if part.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name).strip():
            yield Flaw("name", _name(part), "has no accessible name")


def _too_small(parts: list[QWidget], look: Look) -> Iterator[Flaw]:
    least = look.px("target_min") - ROUNDING_PX
    for part in parts:
        if isinstance(part, QAbstractButton | QLineEdit) and min(_size(part)) < least:
            yield Flaw("size", _name(part), f"{_size(part)} px, at least {least} px each way")


def _size(part: QWidget) -> tuple[int, int]:
    return part.width(), part.height()


def _outside(parts: list[QWidget], window: QWidget) -> Iterator[Flaw]:
    for part in parts:
        above = part.parentWidget() or window
        place, room = part.geometry(), above.rect()
        scrolls = isinstance(above.parentWidget(), QAbstractScrollArea)
        if place.left() < 0 or place.right() > room.right():
            yield Flaw("outside", _name(part), f"{_span(place, 'x')} in a width of {room.width()}")
        elif not scrolls and (place.top() < 0 or place.bottom() > room.bottom()):
            yield Flaw("outside", _name(part), f"{_span(place, 'y')} in {room.height()}")


def _span(place: QRect, way: str) -> str:
    first, last = (place.left(), place.right()) if way == "x" else (place.top(), place.bottom())
    return f"{way} {first} to {last}"


def _overlapping(parts: list[QWidget], window: QWidget) -> Iterator[Flaw]:
    touchable = [
        (part, _on_glass(part, window))
        for part in parts
        if isinstance(part, QAbstractButton | QLineEdit)
    ]
    for (one, here), (other, there) in combinations(touchable, 2):
        if here.intersects(there) and not (one.isAncestorOf(other) or other.isAncestorOf(one)):
            yield Flaw("overlap", _name(one), f"lies under {_name(other)}")


def _on_glass(part: QWidget, window: QWidget) -> QRect:
    """Return the part of the window where ``part`` shows, scrolled-away parts left out."""
    shown = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
    above = part.parentWidget()
    while above is not None and above is not window:
        shown = shown.intersected(QRect(above.mapTo(window, QPoint(0, 0)), above.size()))
        above = above.parentWidget()
    return shown


def _clipped(parts: list[QWidget], look: Look) -> Iterator[Flaw]:
    for part in parts:
        if isinstance(part, QLabel) and part.text():
            yield from _clipped_label(part)
        elif isinstance(part, QLineEdit) and not part.text():
            needed = part.fontMetrics().horizontalAdvance(part.placeholderText())
            room = part.contentsRect().width() - 2 * look.px("pad")
            if needed > room:
                yield Flaw("clipped", _name(part), f"hint needs {needed} px, has {room}")


def _clipped_label(label: QLabel) -> Iterator[Flaw]:
    said = f"“{label.accessibleName() or label.text()}”"
    width, height = _needed(label)
    room = label.contentsRect()
    if width > room.width():
        yield Flaw("clipped", _name(label), f"{said} needs {width} px, is {room.width()} wide")
    elif height > room.height():
        yield Flaw("clipped", _name(label), f"{said} needs {height} px, is {room.height()} high")


def _needed(label: QLabel) -> tuple[int, int]:
    """Return width of the longest word (or line, if it does not wrap) and height of all lines."""
    width = label.contentsRect().width()
    if label.textFormat() == Qt.TextFormat.RichText:
        return label.minimumSizeHint().width(), label.heightForWidth(width)
    metrics, text = label.fontMetrics(), label.text()
    pieces = text.split() if label.wordWrap() else text.splitlines()
    wraps = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextExpandTabs
    lines = metrics.boundingRect(QRect(0, 0, width, 99_999), int(wraps), text)
    return max(metrics.horizontalAdvance(piece) for piece in pieces), lines.height()
