# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What was announced on the page and is not said yet."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.screen.guide.parts import question_of
from kiosk.screen.guide.phrases import Phrases, Utterance
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.question import Doubt, Question
from kiosk.screen.widgets.spoken import PERSONAL, announcer


class News(QObject):
    """Collects announcements; an error is told with what was asked.

    Signals:
        came: Something was announced.
    """

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[tuple[str, bool]] = []
        self._question: Question | None = None
        announcer.announced.connect(self._on_announced)

    def take(self, phrases: Phrases) -> Utterance:
        """Return what was announced since, each once."""
        news, self._lines = self._lines, []
        lines = [phrases.news(words, is_private=is_private) for words, is_private in news]
        return tuple(piece for line in dict.fromkeys(lines) for piece in line)

    def take_question(self) -> Question | None:
        """Return the first question that something was said about, to be mended."""
        question, self._question = self._question, None
        return question

    def forget(self) -> None:
        """Drop what nobody is told."""
        self._lines, self._question = [], None

    @Slot(QWidget, str)
    def _on_announced(self, part: QWidget, words: str) -> None:
        if not words:
            return
        question = question_of(part)
        if question is not None and (part is question.mend or isinstance(part, Doubt)):
            words = f"{question.asked}: {words}"
            self._question = self._question or question
        is_private = isinstance(part, AnyField) or bool(part.property(PERSONAL))
        self._lines.append((words, is_private))
        self.came.emit()
