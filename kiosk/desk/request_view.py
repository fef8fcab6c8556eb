# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One opened request, as it is read at the desk; its words cannot be selected or copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.desk.intake import Request, Step, kind_of
from kiosk.desk.looks import Looks
from kiosk.desk.reading import Line, Opened
from kiosk.desk.request_words import day_words, how_words, kind_words, language_words, step_words


class RequestView(QFrame):
    """The request.

    Signals: ``marked`` with a step, ``printed``, ``closed``.
    """

    marked = Signal(str)
    printed = Signal()
    closed = Signal()

    def __init__(self, looks: Looks, request: Request, opened: Opened, *, prints: bool) -> None:
        super().__init__()
        self._looks = looks
        self.setProperty("ground", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[looks.px(20)] * 4)
        column.setSpacing(looks.px(10))
        column.addLayout(self._head(request))
        column.addWidget(self._text(opened.name, "heading"))
        for said in (how_words(opened), language_words(opened)):
            column.addWidget(self._text(said, "strong"))
        if request.unseen:
            unsure = self._text(self.tr("The visitor may not have seen a receipt."), "")
            unsure.setProperty("tone", "accent")
            column.addWidget(unsure)
        column.addWidget(self._body(opened.lines), 1)
        column.addLayout(self._acts(prints=prints))

    def forget(self) -> None:
        """Take every word out of the labels, at once and not when Qt gets to it."""
        for label in self.findChildren(QLabel):
            label.clear()

    def _head(self, request: Request) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._text(request.label.code, "code"))
        sent = request.label.created_at.astimezone()
        about = f"{kind_words(kind_of(request.label))}\n{day_words(sent)}"
        if request.step is not None:
            about += f" · {step_words(request.step)} ({request.marks[-1].who})"
        said = self._text(about, "question")
        row.addSpacing(self._looks.px(12))
        row.addWidget(said, 1)
        close = QPushButton(self.tr("Close"))
        close.setProperty("fit", "small")
        close.clicked.connect(self.closed)
        row.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _body(self, lines: tuple[Line, ...]) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self._looks.px(8), 0)
        column.setSpacing(self._looks.px(2))
        for line in lines:
            if not line.answer:
                column.addSpacing(self._looks.px(10))
            column.addWidget(self._text(line.question, "question" if line.answer else "group"))
            if line.answer:
                column.addWidget(self._text(line.answer, "answer"))
                column.addSpacing(self._looks.px(6))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("The request"))
        return area

    def _acts(self, *, prints: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._looks.px(8))
        for text, step, role in (
            (self.tr("Called"), Step.CALLED, ""),
            (self.tr("Done"), Step.DONE, "primary"),
            (self.tr("Not genuine"), Step.NOT_GENUINE, ""),
        ):
            button = QPushButton(text)
            button.setProperty("role", role)
            button.clicked.connect(lambda _=False, step=step: self.marked.emit(step.value))
            row.addWidget(button, 1)
        if prints:
            printer = QPushButton(self.tr("Print"))
            printer.clicked.connect(self.printed)
            row.addWidget(printer, 1)
        return row

    def _text(self, text: str, role: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label
