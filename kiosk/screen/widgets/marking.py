# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How words are shown while they are said: on a ground of their own, and underlined."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

from kiosk.screen.theme.look import Look

LINE_SEPARATOR = "\N{LINE SEPARATOR}"


@dataclass(frozen=True, slots=True)
class Mark:
    """The stretch of a text that is being said.

    Attributes:
        start: Its first character.
        length: How many.
        ground: What stands behind it.
        ink: Its letters and the line below them; 4.5:1 on the ground (WCAG 2.2, 1.4.3).
    """

    start: int
    length: int
    ground: QColor
    ink: QColor


def mark_of(look: Look, start: int, length: int) -> Mark:
    """Return a mark in the colors of the visit; where there are hardly any, it is reversed."""
    palette = look.palette
    reversed_ = look.outline_px > 0
    ground, ink = (palette.ink, palette.paper) if reversed_ else (palette.warmth, palette.on_warmth)
    return Mark(start, length, QColor(ground), QColor(ink))


def marked(mark: Mark) -> QTextLayout.FormatRange:
    """Return a mark as what a layout of text draws it by."""
    form = QTextCharFormat()
    form.setBackground(mark.ground)
    form.setForeground(mark.ink)
    form.setFontUnderline(True)
    reach = QTextLayout.FormatRange()
    reach.start, reach.length, reach.format = mark.start, mark.length, form
    return reach


def draw_marked(label: QLabel, place: QRect, mark: Mark) -> None:
    """Draw the words of a label where the style would, and the mark, whose place it cannot tell.

    Args:
        label: The words.
        place: Where they are drawn in it.
        mark: What of them is being said.
    """
    layout = QTextLayout(label.text().replace("\n", LINE_SEPARATOR), label.font())
    option = QTextOption(label.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
    wraps, never = QTextOption.WrapMode.WordWrap, QTextOption.WrapMode.ManualWrap
    option.setWrapMode(wraps if label.wordWrap() else never)
    layout.setTextOption(option)
    leading = label.fontMetrics().leading()
    height = -float(leading)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(place.width())
        above = ceil(height + leading)
        line.setPosition(QPointF(0, above))
        height = above + line.ascent() + line.descent()  # the style does not round it either
    layout.endLayout()
    spare, top = place.height() - height, float(place.top())
    if label.alignment() & Qt.AlignmentFlag.AlignVCenter:
        top += spare / 2
    elif label.alignment() & Qt.AlignmentFlag.AlignBottom:
        top += spare
    painter = QPainter(label)
    painter.setPen(label.palette().color(label.foregroundRole()))
    layout.draw(painter, QPointF(place.left(), top), [marked(mark)] if mark.length else [])
    painter.end()
