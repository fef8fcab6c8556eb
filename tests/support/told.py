# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Looks at what a page tells assistive technology, and at what it needs of a visitor.

The walker (`walker.py`) looks at what is on the glass; this looks at roles, states, order and
names of the same parts, and for anything that only hovering, dragging or a shortcut would reach.

Source:
    accessibility.md A2 (1.1.1, 1.3.1, 1.3.2, 1.4.13, 2.1.4, 2.4.6, 2.5.3, 2.5.7, 4.1.2).
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TypeGuard

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from kiosk.screen.widgets.accessible import level_of
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.page import Page
from tests.support.walker import Flaw, button_of, name_of, visible

_Role = QAccessible.Role
BUTTONS = frozenset({_Role.Button, _Role.Link, _Role.RadioButton, _Role.CheckBox})
LEAST_MM = 12.0
"""Nothing to touch is smaller (accessibility.md A1, decision)."""
ROUNDING_PX = 1
_LETTERS = re.compile(r"\W+")


def told_flaws(window: QWidget, mm_per_px: float) -> list[Flaw]:
    """Return what is told wrongly, or needs more than a touch or a key.

    Args:
        window: What shows.
        mm_per_px: Of the glass.
    """
    # What stands in a button is not told: the button says it all.
    parts = [part for part in visible(window) if button_of(part) is None]
    return sorted(
        {
            *_roles(parts),
            *_states(parts),
            *_names(parts),
            *_headings(parts),
            *_order(parts, window),
            *_sizes(parts, mm_per_px),
            *_shortcuts(window),
            *_hovering(parts),
            *_dragging(parts),
        }
    )


def _node(part: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(part)


def _roles(parts: list[QWidget]) -> Iterator[Flaw]:
    for part in parts:
        role = _node(part).role()
        if isinstance(part, QAbstractButton) and role not in BUTTONS:
            yield Flaw("role", name_of(part), f"a button is told as {role.name}")
        elif isinstance(part, QLineEdit | QPlainTextEdit) and role is not _Role.EditableText:
            yield Flaw("role", name_of(part), f"a field is told as {role.name}")
        elif role is _Role.Graphic and not _node(part).text(QAccessible.Text.Name).strip():
            yield Flaw("name", name_of(part), "a picture is not described")


def _states(parts: list[QWidget]) -> Iterator[Flaw]:
    for part in parts:
        if not isinstance(part, QAbstractButton):
            continue
        state = _node(part).state()
        if part.isCheckable() and part.isChecked() not in (state.checked, state.expanded):
            yield Flaw("state", name_of(part), "is not told to be chosen or open, or is and is not")
        if bool(state.disabled) is part.isEnabled():
            yield Flaw("state", name_of(part), "is told to be on and is off, or the other way")


def _names(parts: list[QWidget]) -> Iterator[Flaw]:
    """Yield buttons and labels whose words stand nowhere in what they are called."""
    for part in parts:
        seen = ""
        if isinstance(part, TouchButton):
            seen = part.words.text() if part.words.isVisible() else ""
        elif isinstance(part, QAbstractButton | QLabel):
            seen = part.text()
        name = _node(part).text(QAccessible.Text.Name)
        is_word = any(len(word) > 1 for word in _LETTERS.split(seen))  # signs need no name alike
        if (
            name
            and is_word
            and _LETTERS.sub("", seen.casefold()) not in _LETTERS.sub("", name.casefold())
        ):
            yield Flaw("label", name_of(part), f"“{seen}” is called “{name}”")


def _headings(parts: list[QWidget]) -> Iterator[Flaw]:
    """Yield pages without a title, or with two."""
    for page in parts:
        if not isinstance(page, Page):
            continue
        inside = [part for part in parts if page.isAncestorOf(part)]
        if not any(isinstance(part, QAbstractButton) for part in inside):
            continue  # it waits for its content
        titles = [part for part in page.findChildren(QLabel) if level_of(part) == 1]
        shown = sum(part in inside for part in titles)
        if not titles or shown > 1:  # where the keys leave no room a title is put away
            yield Flaw("heading", name_of(page), f"has {len(titles)} titles, shows {shown}")


def _order(parts: list[QWidget], window: QWidget) -> Iterator[Flaw]:
    """Yield parts that are told after what lies below or beside them, of those in one part."""
    groups: dict[QWidget, list[QWidget]] = {}
    for part in parts:
        above = part.parentWidget()
        # A dialog lies over what it is told after.
        if above is not None and _node(part).role() is not _Role.Dialog and _says(part):
            groups.setdefault(above, []).append(part)
    mirrored = window.isRightToLeft()
    for siblings in groups.values():
        for first, second in combinations(siblings, 2):
            if is_before(_place(second, window), _place(first, window), mirrored=mirrored):
                yield Flaw("order", name_of(second), f"is told after {name_of(first)}")


def _says(part: QWidget) -> bool:
    """Return whether a part, or one in it, has something to say."""
    kinds = (QAbstractButton, QLabel, QLineEdit, QPlainTextEdit)
    return isinstance(part, kinds) or any(part.findChild(kind) is not None for kind in kinds)


def _place(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def is_before(one: QRect, other: QRect, *, mirrored: bool = False) -> bool:
    """Return whether who reads comes to ``one`` first: it lies above, or before in the line."""
    if one.left() <= other.right() and other.left() <= one.right():
        return one.bottom() < other.top()
    if one.top() <= other.bottom() and other.top() <= one.bottom():
        return one.left() > other.right() if mirrored else one.right() < other.left()
    return False


def _sizes(parts: list[QWidget], mm_per_px: float) -> Iterator[Flaw]:
    for part in parts:
        if isinstance(part, QAbstractButton | QLineEdit | QPlainTextEdit):
            least_mm = (min(part.width(), part.height()) + ROUNDING_PX) * mm_per_px
            if least_mm < LEAST_MM:
                yield Flaw("mm", name_of(part), f"{least_mm:.1f} mm, at least {LEAST_MM:g}")


def _shortcuts(window: QWidget) -> Iterator[Flaw]:
    for shortcut in window.findChildren(QShortcut):
        yield Flaw("shortcut", shortcut.objectName(), shortcut.key().toString())
    for button in window.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty():
            yield Flaw("shortcut", name_of(button), button.shortcut().toString())


def _hovering(parts: list[QWidget]) -> Iterator[Flaw]:
    """Yield what is shown or told only to who points without touching."""
    for part in parts:
        if part.toolTip() or part.whatsThis() or part.statusTip():
            yield Flaw("tooltip", name_of(part), "says more to a pointer that rests")
        if ":hover" in part.styleSheet():
            yield Flaw("hover", name_of(part), "looks different below a pointer")
    app = QApplication.instance()
    if isinstance(app, QApplication) and ":hover" in app.styleSheet():
        yield Flaw("hover", "sheet", "looks different below a pointer")


def _dragging(parts: list[QWidget]) -> Iterator[Flaw]:
    """Yield what only a drag would set or show."""
    for part in parts:
        if isinstance(part, QAbstractSlider):
            yield Flaw("drag", name_of(part), "is set by dragging")
        if part.acceptDrops():
            yield Flaw("drag", name_of(part), "takes drops")
        if _is_long(part) and not isinstance(part, QPlainTextEdit):
            inside = part.findChildren(QAbstractButton)
            content = part.viewport()
            turns = [button for button in inside if not content.isAncestorOf(button)]
            if not any(button.isVisible() for button in turns):
                yield Flaw("drag", name_of(part), "has no buttons that turn it")


def _is_long(part: QWidget) -> TypeGuard[QAbstractScrollArea]:
    """Return whether a column has more than it shows."""
    return isinstance(part, QAbstractScrollArea) and part.verticalScrollBar().maximum() > 0
