# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sets tables: columns as wide as their words need, the head repeated on each page."""

from dataclasses import replace

import msgspec
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from kiosk.handout.flow import Row
from kiosk.handout.lines import BODY, GRAY, SHADE, STRONG, LineSetter, Rows, dots
from kiosk.handout.parts import Grid, Line, Part, Points, Words, words
from kiosk.library.model import Text


def table(setter: LineSetter, part: Grid, left: float, width: float) -> Rows:
    """Return a table, a row for each of its own.

    Args:
        setter: Sets its words.
        part: The table.
        left: Its left edge.
        width: Its width.
    """
    widths = _column_widths(setter, part, width)
    header = _grid_row(
        setter, tuple(words(name, strong=True) for name in part.header), left, widths, ground=SHADE
    )
    rows = [replace(header, before=setter.gap(9), keeps=True)]
    for cells in part.rows:
        named = (_strong(cells[0]), *cells[1:])
        rows.append(replace(_grid_row(setter, named, left, widths), header=header))
    return tuple(rows)


def as_lists(part: Grid) -> tuple[Part, ...]:
    """Return what a table says as lists, one for each row: for tables whose rows are too high."""
    parts: list[Part] = []
    for cells in part.rows:
        named = zip(part.header[1:], cells[1:], strict=True)
        parts.append(Words(_strong(cells[0]), keeps=True))
        parts.append(Points(tuple((Text(f"{name}: "), *cell) for name, cell in named)))
    return tuple(parts)


def _column_widths(setter: LineSetter, part: Grid, width: float) -> tuple[float, ...]:
    """Return a width for each column: as its words need, none below its longest word."""
    metrics = QFontMetricsF(setter.font(STRONG))
    pad = dots(12)
    columns = list(zip(part.header, *([_plain(c) for c in row] for row in part.rows), strict=True))
    longest = [
        max(metrics.horizontalAdvance(word) for cell in column for word in cell.split() or [""])
        + pad
        for column in columns
    ]
    wanted = [max(metrics.horizontalAdvance(c) for c in column) ** 0.6 for column in columns]
    spare = max(0.0, width - sum(longest))
    shared = [
        least + spare * want / sum(wanted) for least, want in zip(longest, wanted, strict=True)
    ]
    return tuple(one * width / sum(shared) for one in shared)


def _grid_row(
    setter: LineSetter,
    cells: tuple[Line, ...],
    left: float,
    widths: tuple[float, ...],
    ground: QColor | None = None,
) -> Row[QPainter]:
    pad, pad_y = dots(6), setter.gap(4)
    placed: list[tuple[QRectF, Rows]] = []
    at, height = left, 0.0
    for cell, width in zip(cells, widths, strict=True):
        rows = setter.paragraph(cell, at + pad, width - 2 * pad, BODY)
        placed.append((QRectF(at, 0, width, 0), rows))
        height = max(height, sum(row.height for row in rows) + 2 * pad_y)
        at += width

    def paint(painter: QPainter, top: float) -> None:
        for frame, rows in placed:
            cell = QRectF(frame.left(), top, frame.width(), height)
            if ground is not None:
                painter.fillRect(cell, ground)
            painter.setPen(QPen(GRAY, dots(0.75)))
            painter.drawRect(cell)
            below = top + pad_y
            for row in rows:
                row.paint(painter, below)
                below += row.height

    return Row(height, paint)


def _plain(line: Line) -> str:
    return "".join(run.text for run in line)


def _strong(line: Line) -> Line:
    return tuple(msgspec.structs.replace(run, strong=True) for run in line)
