# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Walks with Tab through what shows and looks for the ring of the focus in the pixels.

Source:
    WCAG 2.2, 2.4.7, 2.4.11 and 2.4.13; accessibility.md A2 (a ring of 3 px at 3:1, never covered).
"""

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.screen.widgets.touch_scroll import TouchScroll
from tests.support.pixels import contrast
from tests.support.walker import Flaw, name_of, on_glass

RING_PX = 3
LEAST_CONTRAST = 3.0
ROUND = 0.7
"""Part of the edge that changes at least: corners are rounded, and words may stand on it."""
AROUND_PX, DEEPEST_PX = 6, 24
"""How far around a part its surroundings are looked at, and how deep in it a ring may lie."""
MOST_TABS = 200
TURNS = 3


def focus_flaws(window: QWidget) -> list[Flaw]:
    """Return where the focus cannot be seen; leave it where it was."""
    began = QApplication.focusWidget()
    found: list[Flaw] = []
    seen: list[QWidget] = []
    for _ in range(MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        for _turn in range(TURNS):  # the keys come up, and what they would cover is scrolled
            QCoreApplication.processEvents()
        here = QApplication.focusWidget()
        if here is None or here in seen:
            break
        seen.append(here)
        if here is not window:
            found += _looked_at(here, window)
    (began or window).setFocus(Qt.FocusReason.OtherFocusReason)
    return found


def _looked_at(part: QWidget, window: QWidget) -> Iterator[Flaw]:
    shown = on_glass(part, window)
    fits = part.height() <= _room(part, window)
    if shown.isEmpty() or (fits and shown.size() != part.size()):
        yield Flaw("focus", name_of(part), "has the focus and is not all in sight")
        return
    if not _is_uncovered(part, window):
        yield Flaw("focus", name_of(part), "has the focus and is covered")
        return
    frame = shown.adjusted(-AROUND_PX, -AROUND_PX, AROUND_PX, AROUND_PX)
    bright, near = part.grab().toImage(), window.grab(frame).toImage()
    part.clearFocus()
    dark = part.grab().toImage()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    least = round(ROUND * RING_PX * 2 * (part.width() + part.height()))
    changed = changed_pixels(dark, bright)
    if changed < least:
        yield Flaw("focus", name_of(part), f"{changed} px change at 3:1, at least {least}")
    elif not stands_out(near):
        yield Flaw("focus", name_of(part), "its ring melts into the part or what lies around")


def stands_out(picture: QImage) -> bool:
    """Return whether a ring around what is in the middle has 3:1 to both of its sides.

    It is looked for in the middle of each side, where it is straight: one whole side is enough, as
    what is higher than its frame shows no more.
    """
    return any(
        all(_has_ring(line) for line in _lines_into(turned))
        for turned in (picture.transformed(QTransform().rotate(turn)) for turn in (0, 90, 180, 270))
    )


def _lines_into(picture: QImage) -> list[list[int]]:
    """Return three lines from the upper edge of a picture inwards."""
    depth = min(picture.height() // 2, AROUND_PX + DEEPEST_PX)
    columns = (round(picture.width() * part) for part in (0.4, 0.5, 0.6))
    return [[picture.pixel(column, row) for row in range(depth)] for column in columns]


def _has_ring(line: list[int]) -> bool:
    """Return whether a line across a ring has enough of one color between two others."""
    runs = [(color, len([*some])) for color, some in groupby(line)]
    return any(
        wide >= RING_PX and contrast(color, before) >= LEAST_CONTRAST <= contrast(color, after)
        for (before, _), (color, wide), (after, _) in zip(runs, runs[1:], runs[2:], strict=False)
    )


def _room(part: QWidget, window: QWidget) -> int:
    """Return the height of the lowest frame around a part, in pixels."""
    room, above = window.height(), part.parentWidget()
    while above is not None:
        if isinstance(above, TouchScroll):
            room = min(room, above.viewport().height())
        above = above.parentWidget()
    return room


def _is_uncovered(part: QWidget, window: QWidget) -> bool:
    """Return whether the corners of a part, a little inside, belong to it."""
    shown = on_glass(part, window)
    inset = min(shown.width(), shown.height()) // 4
    inner = shown.adjusted(inset, inset, -inset, -inset)
    for corner in (inner.topLeft(), inner.topRight(), inner.bottomLeft(), inner.bottomRight()):
        there = window.childAt(corner)
        if there is None or not (there is part or part.isAncestorOf(there)):
            return False
    return True


def changed_pixels(one: QImage, other: QImage) -> int:
    """Return how many pixels differ by a contrast that is seen."""
    one, other = (picture.convertToFormat(QImage.Format.Format_ARGB32) for picture in (one, other))
    colors = (memoryview(picture.constBits()).cast("I") for picture in (one, other))
    known: dict[tuple[int, int], bool] = {}
    count = 0
    for pair in zip(*colors, strict=True):
        if pair[0] == pair[1]:
            continue
        if pair not in known:
            known[pair] = contrast(*pair) >= LEAST_CONTRAST
        count += known[pair]
    return count
