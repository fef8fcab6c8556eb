# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The answers of a request before it is sent: a row each, to look at and to change."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QBoxLayout, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One answer on the review page; ``shown`` is masked where it is sensitive."""

    link_id: str
    question: str
    shown: str = field(repr=False)
    full: str = field(repr=False)
    page: int


class ReviewButton(TouchButton):
    """An answer to look at and to change: touching it goes back to its page."""

    def __init__(self, look: Look, line: ReviewLine, change: str) -> None:
        super().__init__(
            look,
            line.shown,
            name=f"review_{line.link_id}",
            role="row",
            detail=f"{line.question}  ·  {change}",
            icon="pencil-outline",
            centered=False,
            text_role="strong",
        )
        self.line = line
        self._put_question_first()
        self.setAccessibleName(f"{line.question}. {line.shown}. {change}")

    def answer(self) -> tuple[tuple[QWidget, str], ...]:
        """Return question and whole answer as they are said, each with where it stands."""
        line = self.line
        shows_all = line.shown == line.full
        question = self._detail or self
        return (question, line.question), (self.words if shows_all else self, line.full)

    def _put_question_first(self) -> None:
        layout = self.layout()
        for index in range(layout.count() if layout else 0):
            item = layout.itemAt(index) if layout else None
            lines = item.layout() if item else None
            if isinstance(lines, QBoxLayout) and self._detail is not None:
                lines.removeWidget(self._detail)
                lines.insertWidget(lines.indexOf(self.words), self._detail)
