# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The reading list: what is on the glass, in reading order, each part once.

It is made from the widgets of now whenever somebody asks, so it cannot differ from what is seen.
What each of them is, assistive technology is told the same (`widgets/accessible.py`).
Where a curtain, a sheet or another cover lies over the page, it holds that alone.

No generator runs here while Qt is asked: one that was left amid a walk over children of a widget
ended the process (Python 3.11, PySide 6.12).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QProgressBar, QWidget

from kiosk.screen.widgets.accessible import DECORATION
from kiosk.screen.widgets.curtain import Cover
from kiosk.screen.widgets.field import AnyField, MessageField, TextField
from kiosk.screen.widgets.key_rows import KeyCap
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pieces import laid_out
from kiosk.screen.widgets.question import Question
from kiosk.screen.widgets.review import ReviewButton
from kiosk.screen.widgets.sheet import Sheet
from kiosk.screen.widgets.spoken import LANGUAGE, PERSONAL, SPELLED
from kiosk.screen.widgets.touch_scroll import TouchScroll, TurnStrip

W = TypeVar("W", bound=QWidget)
_SIGN_LETTERS = 3
"""The number of a step is no longer than this."""


class Role(Enum):
    """What a part is to somebody who cannot see it."""

    HEADING = auto()
    TEXT = auto()
    ITEM = auto()
    """One point of a list."""
    PICTURE = auto()
    BUTTON = auto()
    LINK = auto()
    CHOICE = auto()
    """One of several, of which exactly one holds."""
    BOX = auto()
    """One of several, of which any number may hold."""
    FIELD = auto()
    KEY = auto()
    """A key of the on-screen keyboard."""
    PICK = auto()
    """A small answer in a grid: a month, a day, a number of a scale."""
    TURN = auto()
    """Scrolls for a finger; who goes from part to part needs none of it."""


class State(Enum):
    """What holds of a part."""

    SELECTED = auto()
    UNSELECTED = auto()
    OPEN = auto()
    CLOSED = auto()
    OFF = auto()
    """It cannot be used now."""
    WRONG = auto()
    MASKED = auto()
    SPELLED = auto()
    """Its words are said letter by letter: a receipt code."""


OPERABLE = frozenset(
    {Role.BUTTON, Role.LINK, Role.CHOICE, Role.BOX, Role.FIELD, Role.KEY, Role.PICK, Role.TURN}
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on the glass.

    Attributes:
        widget: What shows it; it may be gone by the next turn of the event loop (`living`).
        role: What it is.
        name: Its words; what a picture shows.
        pieces: Language and words of each piece of the name, where one of them is in a language of
            its own; the code is empty for that of the rest.
        value: What a visitor typed or chose there.
        states: What holds of it.
        rect: Where it lies on the window, in pixels; outside where one must scroll to it.
        hint: What helps to fill it in.
        error: What to mend.
        known_as: Object name, the same when the page is made anew.
        is_private: Whether value, state, and the name of a key, are the visitor's own and never
            said aloud to others (EN 301 549 5.1.3.8 and 5.1.3.9).
    """

    widget: QWidget
    role: Role
    name: str = field(repr=False)
    pieces: tuple[tuple[str, str], ...] = field(default=(), repr=False, kw_only=True)
    value: str = field(default="", repr=False)
    states: frozenset[State] = frozenset()
    rect: QRect = field(default_factory=QRect)
    hint: str = field(default="", repr=False)
    error: str = field(default="", repr=False)
    known_as: str = ""
    is_private: bool = False

    @property
    def is_operable(self) -> bool:
        """Whether it can be selected now."""
        return self.role in OPERABLE and State.OFF not in self.states


def ground_of(window: QWidget) -> QWidget:
    """Return what is read of a window: the cover or sheet that lies over it, or the window."""
    for kind in (Cover, Sheet):
        for child in reversed(window.children()):
            if isinstance(child, kind) and not child.isHidden():
                return child
    return window


def is_on_glass(widget: QWidget, window: QWidget) -> bool:
    """Return whether a widget belongs to what is read of a window at this moment."""
    ground = ground_of(window)
    return widget.isVisible() and (ground is window or ground.isAncestorOf(widget))


def seen_of(widget: QWidget, window: QWidget) -> QRect:
    """Return what of a widget shows on a window: a column may have scrolled it away."""
    shown = widget.visibleRegion().boundingRect()
    return shown.translated(widget.mapTo(window, QPoint(0, 0)))


def parts_on(window: QWidget) -> tuple[Part, ...]:
    """Return what a window shows, in reading order, with what must be scrolled to.

    Args:
        window: The window of the screen.
    """
    parts = [_part(widget, window) for widget in _shown(ground_of(window))]
    return tuple(_without_labels(_with_signs([part for part in parts if part is not None])))


def _shown(above: QWidget) -> list[QWidget]:
    """Return the widgets that say something, in the order of their layouts."""
    match above:
        case Page():
            above.fill_now()
        case QAbstractButton() | QProgressBar() | TextField() | MessageField():
            return []
        case TouchScroll():
            column = above.widget()
            columns = [] if column is None else [column]
            return _inside([*columns, *above.findChildren(TurnStrip)])
    laid = list(laid_out(above.layout()))
    known = set(laid)
    loose = [one for one in above.children() if isinstance(one, QWidget) and one not in known]
    if above.isWindow():
        loose = []  # what lies over the window for a while is no part of the page
    loose.sort(key=lambda one: (one.y(), one.x()))
    return _inside([*laid, *loose])


def _inside(widgets: Sequence[QWidget]) -> list[QWidget]:
    found: list[QWidget] = []
    for widget in widgets:
        if not widget.isHidden():
            found += [widget, *_shown(widget)]
    return found


def _part(widget: QWidget, window: QWidget) -> Part | None:
    """Return what a widget says by itself, or None."""
    match widget:
        case QAbstractButton():
            part: Part | None = _button(widget)
        case TextField() | MessageField():
            part = _field(widget)
        case QLabel():
            part = _label(widget)
        case _:
            part = _picture(widget)
    if part is None:
        return None
    states = set(part.states)
    if not widget.isEnabled():
        states.add(State.OFF)
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    personal = part.is_private or bool(widget.property(PERSONAL))
    return replace(
        part,
        states=frozenset(states),
        rect=place,
        known_as=widget.objectName(),
        is_private=personal,
    )


def _name(widget: QWidget) -> str:
    """Return what assistive technology calls a widget."""
    said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return " ".join(said.split())


def _told(widget: QWidget) -> QAccessible.Role:
    """Return what assistive technology is told that a widget is."""
    return QAccessible.queryAccessibleInterface(widget).role()


def _button(button: QAbstractButton) -> Part:
    role, is_answer = _role(button), question_of(button) is not None
    found = Part(
        button,
        role,
        _name(button),
        pieces=_pieces(button),
        states=_states(button),
        hint="" if is_answer else button.accessibleDescription(),
        is_private=role in (Role.KEY, Role.PICK) or (is_answer and button.isCheckable()),
    )
    if isinstance(button, ReviewButton):
        line = button.line
        change = found.name.removeprefix(f"{line.question}. {line.shown}. ")
        return replace(found, name=line.question, value=line.shown, hint=change, is_private=True)
    if button.property(PERSONAL):
        return replace(found, name="", value=found.name)
    return found


def _pieces(button: QAbstractButton) -> tuple[tuple[str, str], ...]:
    labels = [label for label in button.findChildren(QLabel) if label.text()]
    if not any(label.property(LANGUAGE) for label in labels):
        return ()
    return tuple((label.property(LANGUAGE) or "", label.text()) for label in labels)


def _states(button: QAbstractButton) -> frozenset[State]:
    told = QAccessible.queryAccessibleInterface(button).state()
    if told.expandable:
        return frozenset({State.OPEN if told.expanded else State.CLOSED})
    if button.isCheckable():
        return frozenset({State.SELECTED if button.isChecked() else State.UNSELECTED})
    return frozenset()


def _role(button: QAbstractButton) -> Role:
    if isinstance(button, KeyCap):
        return Role.KEY
    if button.property("role") == "pick":
        return Role.PICK
    known = {
        QAccessible.Role.CheckBox: Role.BOX,
        QAccessible.Role.RadioButton: Role.CHOICE,
        QAccessible.Role.Link: Role.LINK,
    }
    if (role := known.get(_told(button))) is not None:
        return role
    return Role.BUTTON if holder_of(button, TurnStrip) is None else Role.TURN


def _field(widget: AnyField) -> Part:
    question = question_of(widget)
    error = question.mend.text() if question is not None else ""
    hint = widget.accessibleDescription().removeprefix(error).strip()
    if not widget.text():
        hint = " ".join(filter(None, (hint, widget.placeholderText())))
    states = {State.WRONG} if error else set()
    if getattr(widget, "is_masked", False):
        states.add(State.MASKED)
    return Part(
        widget,
        Role.FIELD,
        _name(widget),
        value=widget.text(),
        states=frozenset(states),
        hint=hint,
        error=error,
        is_private=True,
    )


def _label(label: QLabel) -> Part | None:
    """Return the words of a label; those that name a field are said with it."""
    words = " ".join((label.accessibleName() or label.text()).split())
    buddy: QWidget | None = label.buddy()  # the stub forgets None
    told = _told(label)
    is_title = told is QAccessible.Role.Heading
    is_of_field = not is_title and buddy is not None and not buddy.isHidden()
    if not words or is_of_field or told is DECORATION:
        return None
    if label.property(SPELLED):
        return Part(label, Role.TEXT, label.text(), states=frozenset({State.SPELLED}))
    if label.property(PERSONAL):
        return Part(label, Role.TEXT, "", value=words)
    if told is QAccessible.Role.ListItem:
        return Part(label, Role.ITEM, words)
    return Part(label, Role.HEADING if is_title else Role.TEXT, words)


def _picture(widget: QWidget) -> Part | None:
    """Return the description of a picture; of a group its parts are said, not its name."""
    is_leaf = widget.layout() is None and not isinstance(widget, Page | Cover | TouchScroll)
    is_drawn = is_leaf and not isinstance(widget, QProgressBar)
    if not is_drawn or not widget.accessibleName():
        return None
    return Part(widget, Role.PICTURE, _name(widget))


def holder_of(widget: QWidget, kind: type[W]) -> W | None:
    """Return the innermost widget of a kind that another one stands in, or None."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, kind):
        above = above.parentWidget()
    return above


def question_of(widget: QWidget) -> Question | None:
    """Return the question of a form that a widget stands in, or None."""
    return holder_of(widget, Question)


def scroller_of(widget: QWidget) -> TouchScroll | None:
    """Return the column that scrolls a widget into sight, or None."""
    return holder_of(widget, TouchScroll)


def _with_signs(parts: Sequence[Part]) -> list[Part]:
    """Say the first words of a point of a list as such, with the number of a step before them."""
    found: list[Part] = []
    known: QWidget | None = None
    number = ""
    for part in parts:
        item = _item_of(part.widget)
        if item is None or part.role is not Role.TEXT:
            if _has_letters(part.name) or part.value or part.role in OPERABLE:
                found.append(part)
        elif _is_number(part):
            number = f"{part.name} "
        elif item is not known:
            known = item
            found.append(replace(part, role=Role.ITEM, name=number + part.name))
            number = ""
        else:
            found.append(part)
    return found


def _item_of(widget: QWidget) -> QWidget | None:
    """Return the point of a list that a widget stands in, or None."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Page | Cover):
        if _told(above) is QAccessible.Role.ListItem:
            return above
        above = above.parentWidget()
    return None


def _is_number(part: Part) -> bool:
    return len(part.name) <= _SIGN_LETTERS and not any(letter.isalpha() for letter in part.name)


def _has_letters(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _without_labels(parts: Sequence[Part]) -> list[Part]:
    """Leave out question, hint and error where the field says them."""
    said: dict[Question, str] = {}
    for part in parts:
        question = question_of(part.widget) if part.role is Role.FIELD else None
        if question is not None:
            about = f"{part.name} {part.widget.accessibleDescription()}"
            said[question] = f"{said.get(question, '')} {about}"
    return [part for part in parts if not _is_said_with_field(part, said)]


def _is_said_with_field(part: Part, said: Mapping[Question, str]) -> bool:
    question = question_of(part.widget) if part.role is Role.TEXT and part.name else None
    return question is not None and part.name in said.get(question, "")
