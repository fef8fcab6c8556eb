# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Draws a sheet as a PDF document, with the head and foot of each page."""

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from kiosk.handout.flow import Framed, Leaf, paginate
from kiosk.handout.lines import (
    BODY,
    DOTS_PER_INCH,
    INK,
    SPACINGS,
    STRONG,
    Face,
    LineSetter,
    Spacing,
    dots,
)
from kiosk.handout.parts import Sheet
from kiosk.handout.typeset import Typesetter
from kiosk.paths import resources_dir
from kiosk.settings import Paper

SIDE_PT, TOP_PT, BOTTOM_PT = 46.0, 28.0, 24.0
HEAD_PT, FOOT_PT = 50.0, 30.0
"""Lines of the page's head and foot with the room to the text."""

_SIZES: Final = {
    Paper.LETTER: QPageSize.PageSizeId.Letter,
    Paper.A4: QPageSize.PageSizeId.A4,
}
_BLANK: Final = re.compile(rb"(?m)^(<[0-9A-F]{4}> <[0-9A-F]{4}> .*)<0009>")
"""A blank in a table of letters, taken for a tab."""


@dataclass(frozen=True, slots=True)
class Document:
    """A drawn sheet: the bytes of a PDF file and its pages."""

    data: bytes
    pages: int


@cache
def type_families() -> tuple[str, ...]:
    """Register the bundled fonts; return the families of ``resources/theme/scale.toml``."""
    for path in sorted((resources_dir() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    scale = tomllib.loads((resources_dir() / "theme" / "scale.toml").read_text("utf-8"))
    return tuple(scale["families"])


@contextmanager
def drawing() -> Iterator[None]:
    """Have what drawing needs of Qt: an application without any window system."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    try:
        yield
    finally:
        application.shutdown()


def draw(sheet: Sheet, paper: Paper) -> Document:
    """Return a sheet as a PDF document; needs a QGuiApplication.

    Where closer lines save a side of paper the sheet has them.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(_SIZES[paper]))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(sheet.title)
    page = _Page(sheet, float(writer.width()), float(writer.height()))
    leaves = page.leaves()
    painter = QPainter(writer)
    for number, leaf in enumerate(leaves, start=1):
        if number > 1:
            writer.newPage()
        page.paint(painter, leaf, number, len(leaves))
    painter.end()
    buffer.close()
    return Document(_readable(bytes(data.data())), len(leaves))


class _Page:
    """The same head and foot around the text of every page."""

    def __init__(self, sheet: Sheet, width: float, height: float) -> None:
        self._sheet = sheet
        self._column = QRectF(
            dots(SIDE_PT),
            dots(TOP_PT + HEAD_PT),
            width - 2 * dots(SIDE_PT),
            height - dots(TOP_PT + HEAD_PT + FOOT_PT + BOTTOM_PT),
        )
        self._lines = LineSetter(type_families())

    def leaves(self) -> tuple[Leaf[QPainter], ...]:
        return min((self._set(spacing) for spacing in SPACINGS), key=len)

    def _set(self, spacing: Spacing) -> tuple[Leaf[QPainter], ...]:
        sheet, column = self._sheet, self._column
        lines = LineSetter(type_families(), spacing)
        setter = Typesetter(lines, column.width(), column.height(), sheet.continued)
        rows = setter.head(sheet.kicker, sheet.title, sheet.lead)
        for part in sheet.parts:
            rows += setter.part(part)
        return paginate(rows, column.height())

    def paint(self, painter: QPainter, leaf: Leaf[QPainter], number: int, total: int) -> None:
        self._paint_head(painter)
        painter.save()
        painter.translate(self._column.topLeft())
        for placed in leaf.rows:
            placed.row.paint(painter, placed.top)
        for framed in leaf.frames:
            _paint_frame(painter, framed)
        painter.restore()
        self._paint_foot(painter, self._sheet.page.format(number=number, total=total))

    def _paint_head(self, painter: QPainter) -> None:
        sheet, column = self._sheet, self._column
        line = dots(19)
        first = QRectF(column.left(), dots(TOP_PT), column.width(), line)
        notice = self._width(sheet.notice, STRONG)
        room = first.adjusted(0, 0, -notice - dots(16) if notice else 0, 0)
        self._write(painter, room, sheet.center, STRONG)
        if sheet.notice:
            self._write(painter, first, sheet.notice, STRONG, Qt.AlignmentFlag.AlignRight)
        self._write(painter, first.translated(0, line), sheet.contact, BODY)
        self._rule(painter, dots(TOP_PT) + 2 * line + dots(4))

    def _paint_foot(self, painter: QPainter, number: str) -> None:
        column = self._column
        top = column.bottom() + dots(8)
        self._rule(painter, top)
        line = QRectF(column.left(), top + dots(4), column.width(), dots(18))
        room = line.adjusted(0, 0, -self._width(number, BODY) - dots(16), 0)
        self._write(painter, room, self._sheet.title, BODY)
        self._write(painter, line, number, BODY, Qt.AlignmentFlag.AlignRight)

    def _width(self, text: str, face: Face) -> float:
        return QFontMetricsF(self._lines.font(face)).horizontalAdvance(text)

    def _write(
        self,
        painter: QPainter,
        room: QRectF,
        text: str,
        face: Face,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        font = self._lines.font(face)
        painter.setFont(font)
        painter.setPen(INK)
        fits = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, fits)

    def _rule(self, painter: QPainter, top: float) -> None:
        painter.setPen(QPen(INK, dots(0.75)))
        painter.drawLine(QPointF(self._column.left(), top), QPointF(self._column.right(), top))


def _readable(document: bytes) -> bytes:
    """Return a document whose blanks are read out, searched and copied as blanks.

    Qt names the first letter that it would draw with a glyph, and draws a tab as a blank. Its
    tables of letters are plain text, and the change keeps every length.
    """
    return _BLANK.sub(rb"\1<0020>", document)


def _paint_frame(painter: QPainter, framed: Framed) -> None:
    frame = framed.frame
    pen = QPen(INK, frame.line)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(frame.left, framed.top, frame.width, framed.bottom - framed.top))
