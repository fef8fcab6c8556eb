# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sets words in lines: the faces of a sheet, and each line of a paragraph as a row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from kiosk.handout.flow import Row
from kiosk.handout.parts import Line

Rows = tuple[Row[QPainter], ...]

_LOCAL_FORMS: Final = QFont.Tag("locl")

DOTS_PER_INCH: Final = 600
INK, GRAY, SHADE = QColor("#000000"), QColor("#5A5A5A"), QColor("#E8E8E8")
PAPER = QColor("#FFFFFF")


def dots(points: float) -> float:
    """Return a length in points as the printer's dots."""
    return points * DOTS_PER_INCH / 72


@dataclass(frozen=True, slots=True)
class Face:
    """How words look: size in points (14 at least, `NOTE` alone is smaller), weight, line height.

    A line of the bundled face is 1.3 times its size; ``leading`` is a multiple of that.
    """

    size: float
    weight: QFont.Weight = QFont.Weight.Normal
    leading: float = 1.0


BODY = Face(14)
STRONG = Face(14, QFont.Weight.DemiBold)
LEAD = Face(16, QFont.Weight.DemiBold)
NOTE = Face(8)
TITLE = Face(26, QFont.Weight.ExtraBold, 0.94)
HEADINGS = {1: Face(18, QFont.Weight.ExtraBold), 2: Face(15, QFont.Weight.ExtraBold)}


@dataclass(frozen=True, slots=True)
class Spacing:
    """How much air a sheet has.

    Attributes:
        leading: What the height of each line is multiplied with.
        gap: What the room between paragraphs is multiplied with.
    """

    leading: float
    gap: float


SPACINGS: Final = (Spacing(1.0, 1.0), Spacing(0.96, 0.8), Spacing(0.92, 0.5))
"""From airy to close; even the closest is 1.2 times the size from line to line."""


class LineSetter:
    """Sets paragraphs.

    Args:
        families: The type face, then those that step in for letters it lacks.
        spacing: How much air there is.
    """

    def __init__(self, families: tuple[str, ...], spacing: Spacing = SPACINGS[0]) -> None:
        self._families, self._spacing = families, spacing

    def gap(self, points: float) -> float:
        """Return room between things, given in points, as the printer's dots."""
        return dots(points) * self._spacing.gap

    def font(self, face: Face) -> QFont:
        """Return the font of a face.

        Local forms are off: the bundled faces were merged of two, and under that name swap A and
        the blank for twins that stand for no letter. Qt then writes a text that cannot be read out.
        """
        font = QFont()
        font.setFamilies(self._families)
        font.setPixelSize(round(dots(face.size)))
        font.setWeight(face.weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(_LOCAL_FORMS, 0)
        return font

    def paragraph(
        self,
        line: Line,
        left: float,
        width: float,
        face: Face,
        *,
        before: float = 0.0,
        color: QColor = INK,
    ) -> Rows:
        """Return one paragraph, a row for each line; ``before`` is in points."""
        lines = self._set(line, width, face)
        count = len(lines)
        return tuple(
            Row(
                one.height() * face.leading * self._spacing.leading,
                _painter_of(one, layout, left, color),
                self.gap(before) if index == 0 else 0.0,
                # No first or last line of a paragraph stands alone.
                keeps=index < count - 1 and (count <= 3 or index in (0, count - 2)),
            )
            for index, (layout, one) in enumerate(lines)
        )

    def _set(self, line: Line, width: float, face: Face) -> list[tuple[QTextLayout, QTextLine]]:
        text = "".join(run.text for run in line)
        layout = QTextLayout(text, self.font(face))
        # An address has no room to break at.
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrap)
        formats, at = [], 0
        for run in line:
            if run.strong or run.emphasis:
                one = QTextLayout.FormatRange()
                one.start, one.length = at, _units(run.text)
                look = QTextCharFormat()
                if run.strong:
                    look.setFontWeight(QFont.Weight.DemiBold)
                look.setFontItalic(run.emphasis)
                one.format = look
                formats.append(one)
            at += _units(run.text)
        layout.setFormats(formats)
        layout.beginLayout()
        lines = []
        while (set_line := layout.createLine()).isValid():
            set_line.setLineWidth(width)
            lines.append((layout, set_line))
        layout.endLayout()
        return lines


def _units(text: str) -> int:
    """Return how many units Qt counts for a text: UTF-16, not letters."""
    return len(text.encode("utf-16-le")) // 2


def _painter_of(
    line: QTextLine, layout: QTextLayout, left: float, color: QColor
) -> Callable[[QPainter, float], None]:
    def paint(painter: QPainter, top: float, _keep: QTextLayout = layout) -> None:
        painter.setPen(color)
        line.draw(painter, QPointF(left, top - line.y()))

    return paint
