# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Questions of a form on a page of paper, and what a visitor does with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSize
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.forms.model import Coding, Constraint, Item, ItemType, Localized, Option, Value
from kiosk.screen.theme.look import Look, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.questions import AnswerChange, Question, make_question
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.settings import Theme
from tests.support.finger import Finger
from tests.support.screen import GLASSES

W = TypeVar("W", bound=QWidget)
TURNS = 4


def look_on(glass: str, scale: float = 1.0, theme: Theme = Theme.LIGHT) -> Look:
    """Return the look of a visit on one of the ``GLASSES``."""
    size = GLASSES[glass]
    panel = Panel(size.width_px, size.height_px, size.width_mm / size.width_px)
    return make_look(theme, panel, scale)


def local(english: str, spanish: str = "") -> Localized:
    """Return a text in one language or two."""
    return Localized(english, (("es", spanish),) if spanish else ())


def item(kind: ItemType, **more: object) -> Item:
    """Return a question named ``q``."""
    parts: dict[str, object] = {"link_id": "q", "type": kind, "text": local("What?", "¿Qué?")}
    return Item(**{**parts, **more})  # type: ignore[arg-type]


def choices(*texts: str, exclusive: str = "") -> tuple[Option, ...]:
    """Return offered answers whose codes are their texts in small letters with hyphens."""
    return tuple(
        Option(Coding(text.lower().replace(" ", "-")), local(text), exclusive=text == exclusive)
        for text in texts
    )


class Sheet:
    """A window as large as a glass, with questions in a column that a finger can move.

    Attributes:
        window: The window.
        questions: In order.
        said: Every change that was announced, first one first.
    """

    def __init__(self, look: Look, questions: list[Question]) -> None:
        self.questions = questions
        self.said: list[AnswerChange] = []
        stack = Ground("paper", pad=look.px("margin"), gap=look.px("gap"))
        stack.add(*questions)
        stack.box.addStretch(1)
        size = QSize(look.panel.width_px, look.panel.height_px)
        self.window = TouchScroll(look, stack, name="sheet", room=size)
        self.window.resize(size)
        self.finger = Finger(self.window)
        for question in questions:
            question.answer_changed.connect(self.said.append)

    @property
    def values(self) -> tuple[Value, ...]:
        """What was announced last."""
        return self.said[-1].values

    def part(self, name: str, kind: type[W]) -> W:
        """Return the visible part of this name."""
        self.settle()
        (found,) = (part for part in self.window.findChildren(kind, name) if part.isVisible())
        return found

    def has(self, name: str) -> bool:
        """Return whether a part of this name shows."""
        self.settle()
        return any(part.isVisible() for part in self.window.findChildren(QWidget, name))

    def tap(self, name: str) -> None:
        """Touch the part of this name where a finger reaches it."""
        part = self.part(name, QWidget)
        self.window.ensureWidgetVisible(part)
        self.settle()
        self.finger.tap(part)
        self.settle()

    def settle(self) -> None:
        """Let layouts take place."""
        for _ in range(TURNS):
            QCoreApplication.processEvents()


@contextmanager
def sheet(
    app: QApplication,
    look: Look,
    *asked: tuple[Item, tuple[Value, ...]],
    language: str = "en",
    constraints: tuple[Constraint, ...] = (),
) -> Iterator[Sheet]:
    """Show questions with their answers on a glass."""
    app.setStyleSheet(render_sheet(look))
    before = QLocale()
    QLocale.setDefault(QLocale("es_US" if language == "es" else "en_US"))
    made = [
        make_question(look, one, language, values, headed=True, constraints=constraints)
        for one, values in asked
    ]
    view = Sheet(look, made)
    view.window.show()
    view.window.activateWindow()
    view.window.setFocus()
    view.settle()
    try:
        yield view
    finally:
        view.window.hide()
        view.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        app.setStyleSheet("")
        QLocale.setDefault(before)
