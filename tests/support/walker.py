# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Looks at everything that is on the glass and says what a visitor could not name, hit or read.

Source:
    accessibility.md A1 (targets), A2 (1.1.1, 1.4.4, 1.4.10, 2.1.2, 2.5.8, 4.1.2), A3 (the walker).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
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
from kiosk.screen.widgets.field import MessageField
from kiosk.screen.widgets.prose import Prose

ROUNDING_PX = 1
_MAY_BREAK = re.compile(r"[\s\u200b]+|(?<=[\u2e80-\uffef])")
"""Between words, and after any letter of East Asia."""
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
    if larger := _larger(window, look):
        return larger  # whatever else is wrong follows from it
    parts = visible(window)
    return sorted(
        {
            *_nameless(parts),
            *_too_small(parts, look),
            *_outside(parts, window),
            *_overlapping(parts, window),
            *_clipped(parts, look),
            *_elided(parts),
        }
    )


def tab_flaws(window: QWidget) -> list[Flaw]:
    """Press Tab until the focus is back where it began; say what was missed or holds it."""
    shown = visible(window)
    wanted = [part for part in shown if _takes_tab(part)]
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
            return [Flaw("tab", name_of(here), "keeps the focus")]
    else:
        return [Flaw("tab", name_of(wanted[0]), "the focus does not come back")]
    hidden = [part for part in seen if part not in shown]
    # What went to sleep on the way, like More at the end of a page, needs no stop there.
    missed = [part for part in wanted if part.isEnabled() and not _is_reached(part, seen)]
    return [
        *(Flaw("tab", name_of(part), "takes the focus and is covered") for part in hidden),
        *(Flaw("tab", name_of(part), "is never reached") for part in missed),
    ]


def _is_reached(part: QWidget, seen: list[QWidget]) -> bool:
    """Return whether Tab comes to a part, or to the one of its switch from which arrows lead."""
    group = part.group() if isinstance(part, QAbstractButton) else None
    return part in seen or (group is not None and any(one in seen for one in group.buttons()))


def visible(window: QWidget) -> list[QWidget]:
    """Return what shows, parents first; scrolled-away parts too, but nothing that is covered."""
    return list(_uncovered(window, window, window.rect(), []))


def _uncovered(
    above: QWidget, window: QWidget, room: QRect, covers: list[QRect]
) -> Iterator[QWidget]:
    """Yield parts in ``above`` that no later sibling, or sibling of a parent, lies over."""
    parts = [
        (part, QRect(part.mapTo(window, QPoint(0, 0)), part.size()).intersected(room))
        for part in above.children()
        if isinstance(part, QWidget) and part.isVisible()
    ]
    for index, (part, shown) in enumerate(parts):
        later = [
            place
            for other, place in parts[index + 1 :]
            if _hides(other) and place.intersects(shown)
        ]
        over = [*covers, *later]
        if shown.isEmpty() or not any(place.contains(shown) for place in over):
            yield part
            yield from _uncovered(part, window, shown, over)


def _hides(part: QWidget) -> bool:
    """Return whether a part takes the touches of what it lies over; a shadow does not."""
    return not part.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _takes_tab(part: QWidget) -> bool:
    return part.isEnabled() and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def name_of(part: QWidget) -> str:
    """Return the object name of a part, or of what it stands in and its kind."""
    if part.objectName():
        return part.objectName()
    above = part.parentWidget()
    return f"{name_of(above)}/{type(part).__name__}" if above else type(part).__name__


def _nameless(parts: list[QWidget]) -> Iterator[Flaw]:
    for part in parts:
        if part.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name).strip():
            yield Flaw("name", name_of(part), "has no accessible name")


def _too_small(parts: list[QWidget], look: Look) -> Iterator[Flaw]:
    least = look.px("target_min") - ROUNDING_PX
    for part in parts:
        if _is_touched(part) and min(_size(part)) < least:
            yield Flaw("size", name_of(part), f"{_size(part)} px, at least {least} px each way")


def _size(part: QWidget) -> tuple[int, int]:
    return part.width(), part.height()


def _outside(parts: list[QWidget], window: QWidget) -> Iterator[Flaw]:
    for part in parts:
        above = part.parentWidget() or window
        place, room = part.geometry(), above.rect()
        scrolls = isinstance(above.parentWidget(), QAbstractScrollArea)
        if place.left() < 0 or place.right() > room.right():
            yield Flaw(
                "outside", name_of(part), f"{_span(place, 'x')} in a width of {room.width()}"
            )
        elif not scrolls and (place.top() < 0 or place.bottom() > room.bottom()):
            yield Flaw("outside", name_of(part), f"{_span(place, 'y')} in {room.height()}")


def _span(place: QRect, way: str) -> str:
    first, last = (place.left(), place.right()) if way == "x" else (place.top(), place.bottom())
    return f"{way} {first} to {last}"


def _overlapping(parts: list[QWidget], window: QWidget) -> Iterator[Flaw]:
    """Yield controls and words that lie over each other; words in a button, those of it alone."""
    groups: dict[QWidget, list[tuple[QWidget, QRect]]] = {}
    for part in parts:
        if _is_touched(part) or (isinstance(part, QLabel) and part.text()):
            shown = on_glass(part, window)
            if not shown.isEmpty():
                groups.setdefault(button_of(part) or window, []).append((part, shown))
    for places in groups.values():
        for (one, here), (other, there) in combinations(places, 2):
            if here.intersects(there) and not (one.isAncestorOf(other) or other.isAncestorOf(one)):
                yield Flaw("overlap", name_of(one), f"and {name_of(other)} lie over each other")


def _is_touched(part: QWidget) -> bool:
    return isinstance(part, QAbstractButton | QLineEdit | MessageField)


def button_of(part: QWidget) -> QWidget | None:
    """Return the button that a part stands in, or None."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QAbstractButton):
        above = above.parentWidget()
    return above


def on_glass(part: QWidget, window: QWidget) -> QRect:
    """Return where ``part`` shows in the window, scrolled-away parts left out."""
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
                yield Flaw("clipped", name_of(part), f"hint needs {needed} px, has {room}")


def _larger(window: QWidget, look: Look) -> list[Flaw]:
    """Return a window whose parts need more than the glass: it grows, and its end is cut off."""
    layout, panel = window.layout(), look.panel
    glass = QSize(panel.width_px, panel.above_px + panel.height_px)
    needed = layout.totalMinimumSize() if layout else window.size()
    if needed.boundedTo(glass) == needed:
        return []
    return [Flaw("glass", name_of(window), f"needs {needed.toTuple()} px of {glass.toTuple()}")]


def _elided(parts: list[QWidget]) -> Iterator[Flaw]:
    """Yield labels that show less than they say to a screen reader."""
    for part in parts:
        if isinstance(part, QLabel) and part.text().endswith(("…", "...")):
            whole = part.accessibleName()
            if whole and whole != part.text():
                yield Flaw("elided", name_of(part), f"“{part.text()}”")


def _clipped_label(label: QLabel) -> Iterator[Flaw]:
    said = f"“{label.accessibleName() or label.text()}”"
    width, height = _needed(label)
    room = label.contentsRect()
    if width > room.width():
        yield Flaw("clipped", name_of(label), f"{said} needs {width} px, is {room.width()} wide")
    elif height > room.height():
        yield Flaw("clipped", name_of(label), f"{said} needs {height} px, is {room.height()} high")


def _needed(label: QLabel) -> tuple[int, int]:
    """Return width of the longest word (or line, if it does not wrap) and height of all lines."""
    width = label.contentsRect().width()
    if isinstance(label, Prose):
        return label.minimumSizeHint().width(), label.heightForWidth(width)
    metrics, text = label.fontMetrics(), label.text()
    pieces = _MAY_BREAK.split(text) if label.wordWrap() else text.splitlines()
    wraps = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextExpandTabs
    lines = metrics.boundingRect(QRect(0, 0, width, 99_999), int(wraps), text)
    return max(metrics.horizontalAdvance(piece) for piece in pieces), lines.height()
