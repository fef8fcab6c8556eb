# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sets the parts of a sheet in rows: lines of text, lists, tables, pictures, frames."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, assert_never

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPen,
)
from PySide6.QtSvg import QSvgRenderer

from kiosk.handout.flow import Frame, Row, together
from kiosk.handout.lines import (
    BODY,
    HEADINGS,
    INK,
    LEAD,
    NOTE,
    PAPER,
    SHADE,
    STRONG,
    TITLE,
    LineSetter,
    Rows,
    dots,
)
from kiosk.handout.parts import (
    Art,
    Blank,
    Box,
    Code,
    Grid,
    Heading,
    Mark,
    Part,
    Points,
    Small,
    Weight,
    Words,
    words,
)
from kiosk.handout.tables import as_lists, table
from kiosk.library.model import Picture

QUIET_MODULES: Final = 4
MODULE_MM: Final = 0.8
"""Issue 4: modules of 0.8 mm at least. Source of the quiet zone: ISO/IEC 18004."""
WHOLE: Final = {Weight.PLAIN: 0.2, Weight.STRONG: 0.2, Weight.HEAVY: 0.75}
"""A frame lower than this part of a page is never parted; an emergency stands whole if it can."""
WHOLE_TABLE: Final = 0.3
ART_PT: Final = 150.0


_LINES = {Weight.PLAIN: 0.75, Weight.STRONG: 2.0, Weight.HEAVY: 3.5}


class Typesetter:
    """Sets parts in a column.

    Args:
        lines: Sets its words.
        width: Width of the column, dots.
        room: Height of a page's text, dots.
        continued: "{title} (continued)", above a frame that goes on.
    """

    def __init__(self, lines: LineSetter, width: float, room: float, continued: str) -> None:
        self._lines, self._paragraph, self._continued = lines, lines.paragraph, continued
        self._width, self._room = width, room

    def head(self, kicker: str, title: str, lead: str) -> Rows:
        """Return the title of the sheet, with what stands above and below it."""
        rows: Rows = self._paragraph(words(kicker), 0, self._width, STRONG) if kicker else ()
        rows += self._paragraph(words(title), 0, self._width, TITLE, before=2)
        if lead:
            rows += self._paragraph(words(lead), 0, self._width, LEAD, before=8)
        return together(rows)

    def part(self, part: Part) -> Rows:
        """Return the rows of one part over the whole width."""
        return self._part(part, 0, self._width)

    def _part(self, part: Part, left: float, width: float) -> Rows:
        match part:
            case Heading():
                return self._heading(part, left, width)
            case Words(line=line, keeps=keeps):
                rows = self._paragraph(line, left, width, BODY, before=5)
                return tuple(replace(row, keeps=True) for row in rows) if keeps else rows
            case Small(line=line):
                return self._paragraph(line, left, width, NOTE, before=10)
            case Points():
                return self._points(part, left, width)
            case Blank():
                return self._blank(part, left, width)
            case Grid():
                return self._grid(part, left, width)
            case Art():
                return self._art(part, left, width)
            case Code():
                return self._code(part, left, width)
            case Box():
                return self._box(part, left, width)
            case _:
                assert_never(part)

    def _heading(self, part: Heading, left: float, width: float) -> Rows:
        face, before = HEADINGS[min(part.level, 2)], 13 if part.level == 1 else 9
        rows = self._paragraph(words(part.text), left, width, face, before=before)
        return tuple(replace(row, keeps=True) for row in rows)

    def _grid(self, part: Grid, left: float, width: float) -> Rows:
        rows = table(self._lines, part, left, width)
        if max(row.height for row in rows) < self._room / 2:
            return self._whole(rows, WHOLE_TABLE)
        # A page might not hold such a row.
        return tuple(row for one in as_lists(part) for row in self._part(one, left, width))

    def _points(self, part: Points, left: float, width: float) -> Rows:
        indent = dots(18)
        found: list[Row[QPainter]] = []
        for number, item in enumerate(part.items, start=1):
            rows = self._paragraph(item, left + indent, width - indent, BODY, before=3)
            mark = self._mark(part.mark, number, left)
            found += (_with(rows[0], mark), *rows[1:]) if rows else ()
        if len(found) > 1 and part.mark is Mark.BOX:
            return together(found)
        return tuple(found)

    def _mark(self, mark: Mark, number: int, left: float) -> Callable[[QPainter, float], None]:
        if mark is Mark.BOX:
            return lambda painter, top: _paint_box(painter, left, top)
        sign = {Mark.DOT: "•", Mark.NUMBER: f"{number}.", Mark.QUESTION: "?"}[mark]
        return self._paragraph(words(sign), left, dots(48), STRONG)[0].paint

    def _blank(self, part: Blank, left: float, width: float) -> Rows:
        label = words(part.label)
        rows = self._paragraph(label, left, width, STRONG, before=10) if part.label else ()
        pen = QPen(INK, dots(0.75))

        def rule(painter: QPainter, top: float) -> None:
            painter.setPen(pen)
            bottom = top + dots(26)
            painter.drawLine(QPointF(left, bottom), QPointF(left + width, bottom))

        return together((*rows, *(Row(dots(27), rule) for _ in range(part.lines))))

    def _box(self, part: Box, left: float, width: float) -> Rows:
        pad = dots(8)
        line = round(dots(_LINES[part.weight]))
        frame = Frame(line, left, width, self._lines.gap(6) + line / 2)
        again = self._band(part, self._continued.format(title=part.title), frame)
        rows: list[Row[QPainter]] = []
        for inner in part.parts:
            rows += self._part(inner, left + pad, width - 2 * pad)
        head = self._band(part, part.title, frame)
        if not rows:
            return (replace(head, frame=None),)
        head = replace(head, again=again, keeps=True)
        framed = (head, *(replace(row, frame=frame, header=head) for row in rows))
        return self._whole(framed, WHOLE[part.weight])

    def _whole(self, rows: Rows, share: float) -> Rows:
        """Return rows that stay together if they take less than this share of a page."""
        height = sum(row.before + row.height for row in rows)
        return together(rows) if height < self._room * share else rows

    def _band(self, part: Box, title: str, frame: Frame) -> Row[QPainter]:
        """Return the head of a frame: a ground over its whole width, with its title."""
        pad, pad_y = dots(8), dots(3)
        is_heavy = part.weight is Weight.HEAVY
        ground, ink = (INK, PAPER) if is_heavy else (SHADE, INK)
        room = frame.width - 2 * pad
        rows = self._paragraph(words(title), frame.left + pad, room, STRONG, color=ink)
        height = sum(row.height for row in rows) + 2 * pad_y

        def paint(painter: QPainter, top: float) -> None:
            painter.fillRect(QRectF(frame.left, top, frame.width, height), ground)
            at = top + pad_y
            for row in rows:
                row.paint(painter, at)
                at += row.height

        return Row(height, paint, self._lines.gap(10), frame=frame)

    def _art(self, part: Art, left: float, width: float) -> Rows:
        source = _drawable(part.picture)
        size = source.defaultSize() if isinstance(source, QSvgRenderer) else source.size()
        if size.isEmpty():
            return ()
        scale = min(width / size.width(), dots(ART_PT) / size.height())
        drawn = QRectF(left, 0, size.width() * scale, size.height() * scale)

        def paint(painter: QPainter, top: float) -> None:
            place = drawn.translated(0, top)
            if isinstance(source, QSvgRenderer):
                source.render(painter, place)
            else:
                painter.drawImage(place, source)

        caption = self._paragraph(words(part.caption), left, width, BODY, before=4)
        picture = Row(drawn.height(), paint, self._lines.gap(10))
        return together((picture, *(caption if part.caption else ())))

    def _code(self, part: Code, left: float, width: float) -> Rows:
        side = len(part.modules)
        module = max(dots(MODULE_MM / 25.4 * 72), dots(100) / (side or 1))
        module = float(round(module + 0.5))
        length, quiet = module * side, module * QUIET_MODULES
        gap = max(quiet, dots(16))
        lines: list[Row[QPainter]] = []
        for line in part.lines:
            lines += self._paragraph(
                line, left + length + gap, width - length - gap, BODY, before=5
            )
        told = sum(row.before + row.height for row in lines)

        def paint(painter: QPainter, top: float) -> None:
            for y, row in enumerate(part.modules):
                for x, dark in enumerate(row):
                    if dark:
                        at_x, at_y = left + x * module, top + quiet + y * module
                        painter.fillRect(QRectF(at_x, at_y, module, module), INK)
            at = top + quiet
            for one in lines:
                one.paint(painter, at + one.before)
                at += one.before + one.height

        return (Row(quiet + max(length + quiet, told), paint),)


def _with(row: Row[QPainter], mark: Callable[[QPainter, float], None]) -> Row[QPainter]:
    def paint(painter: QPainter, top: float) -> None:
        mark(painter, top)
        row.paint(painter, top)

    return replace(row, paint=paint)


def _paint_box(painter: QPainter, left: float, top: float) -> None:
    painter.setPen(QPen(INK, dots(1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(left + dots(1), top + dots(3), dots(12), dots(12)))


def _drawable(picture: Picture) -> QSvgRenderer | QImage:
    data = QByteArray(picture.data)
    return QSvgRenderer(data) if picture.media_type == "image/svg+xml" else QImage.fromData(data)
