# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Running text with strong words, set with the leading of a book.

QLabel sets rich text through a QTextDocument, which costs some milliseconds for each paragraph.
Here a paragraph is one QTextLayout: an article's first screenful is there in a fraction of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final, assert_never

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.library.model import Link, Span, Term, Text
from kiosk.screen.theme.look import Look

LEADING = 1.09
"""Leading of running text in lines of the face: its own is 1.3 em, and LOOK.md asks for 1.42."""

TIED_LETTERS = 18
"""The last two words of a paragraph stay together if they are no longer than this: longer ones fill
a line well enough, and would not fit into a narrow column at twice the size."""

HINT_LINES = 20
"""Width that a paragraph asks for, in heights of its lines; the layout gives it what there is."""

_LAST_TWO: Final = re.compile(r"(\S+) (\S+)$")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph laid out in one width."""

    font: str
    width: int
    layout: QTextLayout
    height: float


class Prose(QLabel):
    """One paragraph.

    Links inside are shown in the color to act; the page offers each of them as a button besides,
    because a word in a line is too small for a finger (DESIGN.md 5).

    Args:
        spans: The words, in order.
        look: The look of this visit.
        role: Size from the sheet.
        tone: Color role from the sheet, empty for ink.
    """

    def __init__(
        self,
        spans: Iterable[Span],
        look: Look,
        *,
        role: str = "reading",
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        spans = tuple(spans)
        self._formats = list(_formats(spans, look, tone))
        self._set: _Set | None = None
        self._heights: dict[tuple[str, int], int] = {}
        self._least: tuple[str, int] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(_tied("".join(_shown(span) for span in spans)))
        self.setAccessibleName("".join(span.text for span in spans))

    def lines(self, width: int) -> QTextLayout:
        """Return the paragraph laid out in ``width`` pixels."""
        return self._laid_out(width).layout

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels of all lines in ``width`` pixels."""
        key = (self.font().key(), width)
        if key not in self._heights:
            self._heights[key] = ceil(self._laid_out(width).height)
        return self._heights[key]

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout decides, and the height follows."""
        width = HINT_LINES * self.fontMetrics().height()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the longest word."""
        metrics = self.fontMetrics()
        if self._least is None or self._least[0] != self.font().key():
            self._least = (self.font().key(), ceil(self._laid_out(1).layout.minimumWidth()))
        return QSize(self._least[1], metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, in the middle of the height that there is."""
        room = self.contentsRect()
        paragraph = self._laid_out(room.width())
        top = room.top() + max(0.0, (room.height() - paragraph.height) / 2)
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            top = room.top()
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        paragraph.layout.draw(painter, QPointF(room.left(), top))
        painter.end()

    def _laid_out(self, width: int) -> _Set:
        font = self.font()
        if self._set is None or (self._set.font, self._set.width) != (font.key(), width):
            self._set = self._lay_out(font, width)
        return self._set

    def _lay_out(self, font: QFont, width: int) -> _Set:
        layout = QTextLayout(self.text(), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setFormats(self._formats)
        layout.setCacheEnabled(True)
        line_px = self.fontMetrics().height() * LEADING
        count = 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            # What the leading adds stands above and below the letters alike.
            line.setPosition(QPointF(0, count * line_px + (line_px - line.height()) / 2))
            count += 1
        layout.endLayout()
        return _Set(font.key(), width, layout, count * line_px)


def _shown(span: Span) -> str:
    return f"{span.text} ({span.meaning})" if isinstance(span, Term) else span.text


def _formats(spans: tuple[Span, ...], look: Look, tone: str) -> Iterator[QTextLayout.FormatRange]:
    start = 0
    for span in spans:
        form = QTextCharFormat()
        match span:
            case Text():
                if span.strong:
                    form.setFontWeight(QFont.Weight.Bold)
                form.setFontItalic(span.emphasis)
            case Link():
                form.setFontWeight(QFont.Weight.DemiBold)
                # On a ground of its own color a link keeps it: only that one can be read there.
                if not tone:
                    form.setForeground(QColor(look.palette.act))
            case Term():
                form.setFontUnderline(True)
            case _:
                assert_never(span)
        reach = QTextLayout.FormatRange()
        reach.start, reach.length, reach.format = start, len(span.text), form
        start += len(_shown(span))
        yield reach


def _tied(text: str) -> str:
    """Return ``text`` whose last two words stay in one line, if they are short."""
    last = _LAST_TWO.search(text)
    if last is None or len(last[0]) > TIED_LETTERS:
        return text
    return f"{text[: last.end(1)]}{NO_BREAK_SPACE}{last[2]}"
