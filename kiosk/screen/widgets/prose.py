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

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.library.model import Link, Span, Term, Text
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.marking import Mark, marked

LEADING = 1.09
"""Leading of running text in lines of the face: its own is 1.3 em, and LOOK.md asks for 1.42."""
AIRY_LEADING = 1.154
"""The same where the visitor wants wide lines: 1.5 em (WCAG 2.2, 1.4.12)."""

TIED_LETTERS = 18
"""The last two words of a paragraph stay together if they are no longer than this: longer ones fill
a line well enough, and would not fit into a narrow column at twice the size."""

HINT_LINES = 20
"""Width that a paragraph asks for, in heights of its lines; the layout gives it what there is."""

_LAST_TWO: Final = re.compile(r"(\S+) (\S+)$")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
UNDERLINE = 0.55
"""How far below the base line the line of a term goes, of the depth of letters like g."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph laid out in one width."""

    font: str
    width: int
    layout: QTextLayout
    height: float


@dataclass(frozen=True, slots=True)
class TermPlace:
    """Where a term stands in a paragraph, in pixels.

    Attributes:
        letters: Its letters, as high as a line; the longer part where it takes two lines.
        underline_y: Where a line below them goes.
    """

    letters: QRect
    underline_y: int


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
        self._terms = tuple(
            (form.start, form.length)
            for form, span in zip(self._formats, spans, strict=True)
            if isinstance(span, Term)
        )
        self._leading = AIRY_LEADING if look.airy else LEADING
        self._mark: Mark | None = None
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
        self.setText(tied("".join(_shown(span) for span in spans)))
        self.setAccessibleName("".join(span.text for span in spans))

    def underline(self, spans: Iterable[int]) -> None:
        """Draw a line below the spans of these numbers."""
        for number in spans:
            self._formats[number].format.setFontUnderline(True)
        self._set = None

    @property
    def mark(self) -> Mark | None:
        """What of the words is being said, if anything."""
        return self._mark

    def show_mark(self, mark: Mark | None) -> None:
        """Show which of the words are being said, or none any more."""
        self._mark = mark
        self.update()

    def mark_place(self, mark: Mark) -> QRect:
        """Return where a mark stands, in pixels; the longer part where it takes two lines."""
        room = self.contentsRect()
        paragraph = self._laid_out(room.width())
        shift = QPointF(room.left(), self._top(paragraph))
        length = min(mark.length, len(self.text()) - mark.start)
        if length <= 0:
            return room
        return _place(paragraph.layout, mark.start, length, shift).letters

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
        """Return a modest width and about its height; the layout decides, the height follows."""
        metrics = self.fontMetrics()
        width = self._modest_width()
        lines = ceil(len(self.text()) * metrics.averageCharWidth() / width)
        return QSize(width, max(1, lines) * metrics.height())

    def _modest_width(self) -> int:
        return HINT_LINES * self.fontMetrics().height()

    def minimumSizeHint(self) -> QSize:
        """Return the size of the longest word."""
        metrics = self.fontMetrics()
        if self._least is None or self._least[0] != self.font().key():
            # The same in any width; in this one no paragraph is laid out word by word.
            layout = self._laid_out(self._modest_width()).layout
            self._least = (self.font().key(), ceil(layout.minimumWidth()))
        return QSize(self._least[1], metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, in the middle of the height that there is."""
        room = self.contentsRect()
        paragraph = self._laid_out(room.width())
        top = self._top(paragraph)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        marks = [marked(self._mark)] if self._mark is not None else []
        paragraph.layout.draw(painter, QPointF(room.left(), top), marks)
        painter.end()

    def _top(self, paragraph: _Set) -> float:
        room = self.contentsRect()
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            return room.top()
        return room.top() + max(0.0, (room.height() - paragraph.height) / 2)

    def term_places(self) -> list[TermPlace]:
        """Return where the terms stand now, in order."""
        room = self.contentsRect()
        paragraph = self._laid_out(room.width())
        shift = QPointF(room.left(), self._top(paragraph))
        return [_place(paragraph.layout, start, length, shift) for start, length in self._terms]

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
        line_px = self.fontMetrics().height() * self._leading
        count = 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            # What the leading adds stands above and below the letters alike.
            line.setPosition(QPointF(0, count * line_px + (line_px - line.height()) / 2))
            count += 1
        layout.endLayout()
        return _Set(font.key(), width, layout, count * line_px)


def _place(layout: QTextLayout, start: int, length: int, shift: QPointF) -> TermPlace:
    """Return the place of some letters; of two parts in two lines, the longer one."""
    parts = []
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        first = max(start, line.textStart())
        last = min(start + length, line.textStart() + line.textLength())
        if first < last:
            left, right = (_x(line, at) for at in (first, last))
            box = QRectF(min(left, right), line.y(), abs(right - left), line.height())
            below = line.y() + line.ascent() + line.descent() * UNDERLINE
            parts.append((box.translated(shift).toAlignedRect(), round(below + shift.y())))
    return TermPlace(*max(parts, key=lambda part: part[0].width()))


def _x(line: QTextLine, at: int) -> float:
    # The stub says object; the binding gives the place and the letter it belongs to.
    x: float = line.cursorToX(at)[0]  # type: ignore[index]
    return x


def _shown(span: Span) -> str:
    """Return the words of a span; a short term stays in one line, it is touched there."""
    if isinstance(span, Term) and len(span.text) <= TIED_LETTERS:
        return span.text.replace(" ", NO_BREAK_SPACE).replace("-", NO_BREAK_HYPHEN)
    return span.text


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
                pass  # its line is drawn by what is touched there (`terms.py`)
            case _:
                assert_never(span)
        reach = QTextLayout.FormatRange()
        reach.start, reach.length, reach.format = start, len(span.text), form
        start += len(_shown(span))
        yield reach


def tied(text: str) -> str:
    """Return ``text`` whose last two words stay in one line, if they are short."""
    last = _LAST_TWO.search(text)
    if last is None or len(last[0]) > TIED_LETTERS:
        return text
    return f"{text[: last.end(1)]}{NO_BREAK_SPACE}{last[2]}"
