# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words with a plain meaning: touching one unfolds the meaning below its paragraph."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QWidget

from kiosk.library.model import Span, Term, Text
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import Role, be, unfold
from kiosk.screen.widgets.buttons import FocusRing
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.prose import Prose, TermPlace
from kiosk.screen.widgets.spoken import announce


class TermButton(QPushButton):
    """A term in its line: wide and high enough for a finger, and nothing to see but its underline.

    It is checked while the meaning is open.
    """

    def __init__(self, look: Look, term: Term, color: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self.term = term
        self._look, self._color = look, color
        self._ring: FocusRing | None = None
        self._line = (QPoint(), QPoint())
        self.setObjectName(f"term_{term.text.casefold().replace(' ', '-')}")
        be(self, Role.Button)
        unfold(self, is_open=False)
        self.setAccessibleName(self.tr("{term}: what it means").format(term=term.text))
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def lie_at(self, place: TermPlace, room: QRect) -> None:
        """Lie over the term's letters, as large as a target has to be, inside ``room``."""
        least = self._look.px("target_min")
        size = place.letters.size().expandedTo(QSize(least, least))
        target = QRect(QPoint(), size)
        target.moveCenter(place.letters.center())
        target.moveLeft(max(room.left(), min(target.left(), room.right() + 1 - size.width())))
        target.moveTop(max(room.top(), min(target.top(), room.bottom() + 1 - size.height())))
        self.setGeometry(target)
        left, right = place.letters.left(), place.letters.right()
        self._line = (
            QPoint(left, place.underline_y) - target.topLeft(),
            QPoint(right, place.underline_y) - target.topLeft(),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line below the letters: dotted while closed, whole and strong while open."""
        painter = QPainter(self)
        strong = self.isChecked() or self.isDown()
        pen = QPen(self._color, self._look.px("hairline") * (2 if strong else 3 / 2))
        if not self.isChecked():
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawLine(*self._line)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the focus."""
        super().focusInEvent(event)
        if self._ring is None:
            self._ring = FocusRing(self._look, self._look.px("radius_small"), self)
        self._ring.setGeometry(self.rect())
        self._ring.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        if self._ring is not None:
            self._ring.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the ring around the term."""
        super().resizeEvent(event)
        if self._ring is not None:
            self._ring.setGeometry(self.rect())


class TermProse(Prose):
    """A paragraph whose terms can be touched.

    Signals:
        term_touched: Carries the number of the term in the paragraph, from 0.
    """

    term_touched = Signal(int)

    def __init__(self, spans: Iterable[Span], look: Look, *, tone: str = "") -> None:
        spans = tuple(spans)
        super().__init__(spans, look, tone=tone)
        self._least_px = look.px("target_min")
        color = QColor(look.palette.on_emergency if tone == "on-emergency" else look.palette.act)
        if tone == "on-today":
            color = QColor(look.palette.on_today)
        terms = (span for span in spans if isinstance(span, Term))
        self.buttons = tuple(TermButton(look, term, color, self) for term in terms)
        for button in self.buttons:
            button.clicked.connect(self._on_clicked)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines, and of a target at least."""
        return max(self._least_px, super().heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the targets over their terms."""
        super().resizeEvent(event)
        for button, place in zip(self.buttons, self.term_places(), strict=True):
            button.lie_at(place, self.rect())

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TermButton):
            self.term_touched.emit(self.buttons.index(button))


class Explained(Ground):
    """A paragraph with terms, and below it the meanings that are open.

    Signals:
        unfolded: A meaning has come in; carries the part that should be seen.
    """

    unfolded = Signal(QWidget)

    def __init__(self, look: Look, spans: Iterable[Span], *, tone: str = "") -> None:
        super().__init__(gap=look.px("gap_small"))
        self._look = look
        self._prose = TermProse(spans, look, tone=tone)
        self._prose.term_touched.connect(self._on_term)
        self._meanings: dict[int, Ground] = {}
        self.add(self._prose)

    @Slot(int)
    def _on_term(self, number: int) -> None:
        button = self._prose.buttons[number]
        if number not in self._meanings:
            self._meanings[number] = meaning = self._make_meaning(button.term)
            before = sum(1 for other in self._meanings if other < number)
            self.box.insertWidget(1 + before, meaning)
        self._meanings[number].setVisible(button.isChecked())
        unfold(button, is_open=button.isChecked())
        if button.isChecked():
            announce(self, f"{button.term.text}: {button.term.meaning}")
            self.unfolded.emit(self._meanings[number])

    def _make_meaning(self, term: Term) -> Ground:
        look = self._look
        meaning = Ground("meaning", pad=look.px("pad") // 2)
        meaning.setObjectName(f"meaning_{term.text.casefold().replace(' ', '-')}")
        word = term.text[:1].upper() + term.text[1:]
        meaning.add(Prose((Text(f"{word}: ", strong=True), Text(term.meaning)), look))
        return meaning
