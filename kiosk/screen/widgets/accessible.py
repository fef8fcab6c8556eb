# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What assistive technology is told about a part that Qt's own words do not fit.

A label is a label to Qt, even where it is a heading; a checkable button is a toggle, even where it
is one of several answers. `be` says what a part is; what was said is looked up only when somebody
asks, so a kiosk without an assistive program does none of this.

Who holds whom: Qt deletes a node with its part, PySide keeps what Python holds of the node to the
end of the process. So a node holds no part, and there is none for a part whose end has begun: Qt
asks once more when a part that is seen goes, and gets a bare wrapper of it that bears no role.

Source:
    WCAG 2.2, 1.3.1 and 4.1.2; accessibility.md A3.
"""

from functools import cache
from typing import Final
from weakref import ref

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QApplication,
    QLabel,
    QLayout,
    QWidget,
)
from shiboken6 import VoidPtr, isValid

from kiosk.screen.widgets.spoken import LANGUAGE

Role = QAccessible.Role

ASSISTED: Final = QEvent.Type(QEvent.registerEventType())
"""An assistive program works a part. A window that is not to be used now refuses it."""

DECORATION: Final = Role.Whitespace
"""Has nothing to say: a sign whose meaning is told by its place."""

_ROLE, _LEVEL, _UNFOLDS = "_accessible_role", "accessible-level", "unfolds"
_LEAVES: Final = frozenset(
    {Role.Button, Role.Link, Role.CheckBox, Role.RadioButton, Role.Graphic, Role.Heading}
)
"""Say all that stands in them by their own name."""
_NO_INTERFACE: Final = VoidPtr(0)


def be(part: QWidget, role: QAccessible.Role, *, level: int = 0) -> None:
    """Say what a part is.

    Args:
        part: A label has said so when it was made; Qt asks as soon as it gets its words.
        role: What it is.
        level: Of a heading: 1 for the title of a page, 2 and more for what is below it.
    """
    setattr(part, _ROLE, role)  # no property of Qt: those are there to the end of a part
    part.setProperty(_LEVEL, level)


def unfold(part: QWidget, *, is_open: bool) -> None:
    """Say that a button unfolds something, and whether that is open now."""
    if part.property(_UNFOLDS) is not None:
        state = QAccessible.State()
        state.expanded = True
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(part, state))
    part.setProperty(_UNFOLDS, is_open)


def level_of(part: QWidget) -> int:
    """Return the level of a heading, 0 for any other part."""
    return int(part.property(_LEVEL) or 0)


def tell_parts() -> None:
    """Answer assistive programs in this process from now on by what was said with `be`."""
    _install()


@cache
def _install() -> None:
    QAccessible.installFactory(_node_of)


def _node_of(_kind: str, part: QObject) -> QAccessibleInterface | None:
    """Return what answers for a part; None leaves it to Qt."""
    role = _role_of(part)
    if role is None or not isinstance(part, QWidget):
        return None
    return _Node(part, role)


def _role_of(part: QObject | None) -> QAccessible.Role | None:
    """Return what a part was said to be; None where nothing was said, or it is going."""
    role = getattr(part, _ROLE, None)
    return role if isinstance(role, Role) else None


class _About(QAccessibleAttributesInterface):
    """Says how deep a heading lies, and in which language words are that differ from the rest.

    Source: WCAG 2.2, 1.3.1 and 3.1.2.
    """

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self._part = ref(part)

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        """Return what it can say."""
        return list(self._known())

    def attributeValue(self, key: QAccessible.Attribute, /) -> int | QLocale | None:
        """Return the level or the language, None for anything else."""
        return self._known().get(key)

    def _known(self) -> dict[QAccessible.Attribute, int | QLocale]:
        part = self._part()
        if part is None or not isValid(part):
            return {}
        language, level = part.property(LANGUAGE), level_of(part)
        known: dict[QAccessible.Attribute, int | QLocale] = {}
        if level:
            known[QAccessible.Attribute.Level] = level
        if language:
            known[QAccessible.Attribute.Locale] = QLocale(language)
        return known


class _Node(QAccessibleWidget):
    """Answers for one part: with its language, for a heading with its level.

    WORKAROUND(PySide6 6.12): a class cannot inherit from two interfaces, and ``interface_cast`` of
    Python crashes with None; a null pointer says that there is no such interface.
    """

    def __init__(self, part: QWidget, role: QAccessible.Role) -> None:
        super().__init__(part, role)
        self._attributes = _About(part)

    def interface_cast(self, kind: QAccessible.InterfaceType, /) -> object:  # type: ignore[override]
        """Return what says level and language, or does its actions."""
        if kind is QAccessible.InterfaceType.AttributesInterface:
            return self._attributes
        known: object = super().interface_cast(kind)
        return _NO_INTERFACE if known is None else known

    def role(self) -> QAccessible.Role:
        """Return what it is now: Qt asks as soon as a part gets its name."""
        return _role_of(self.widget()) or Role.NoRole

    def text(self, kind: QAccessible.Text, /) -> str:
        """Return name or description."""
        part = self.widget()
        if self.role() is DECORATION:
            return ""
        if kind is QAccessible.Text.Name and not part.accessibleName() and isinstance(part, QLabel):
            return part.text()
        return super().text(kind)

    def state(self) -> QAccessible.State:
        """Return what holds of the part now."""
        state, part, role = super().state(), self.widget(), self.role()
        if isinstance(part, QAbstractButton):
            state.pressed = part.isDown()
            unfolds = part.property(_UNFOLDS)
            if unfolds is not None:
                state.expandable, state.expanded, state.collapsed = True, unfolds, not unfolds
            elif part.isCheckable():
                state.checkable, state.checked = True, part.isChecked()
        state.linked = role is Role.Link
        state.modal = role is Role.Dialog
        return state

    def childCount(self) -> int:
        """Return how many parts it has to tell of."""
        return 0 if self.role() in _LEAVES else super().childCount()

    def child(self, index: int, /) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return one of them."""
        return None if self.role() in _LEAVES else super().child(index)

    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        """Return the place of one of them, -1 for any other part."""
        return -1 if self.role() in _LEAVES else super().indexOfChild(child)

    def actionNames(self) -> list[str]:
        """Return what can be done with it."""
        press = QAccessibleActionInterface.pressAction()
        works = isinstance(self.widget(), QAbstractButton) and self.widget().isEnabled()
        return [*([press] if works else ()), *super().actionNames()]

    def doAction(self, name: str, /) -> None:
        """Press it as a key would, where the window lets it be used now."""
        part = self.widget()
        if name != QAccessibleActionInterface.pressAction():
            super().doAction(name)
        elif isinstance(part, QAbstractButton) and tell_use(part):
            part.click()


def tell_use(part: QWidget) -> bool:
    """Tell the window that an assistive program works a part; return whether it may now."""
    used, glass = QEvent(ASSISTED), part.window().windowHandle()
    if glass is not None:
        QApplication.sendEvent(glass, used)
    return used.isAccepted()


def tell_in_order(layout: QLayout) -> None:
    """Tell the parts of a layout in its order, not in that in which they were made."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is not None and (part := item.widget()) is not None:
            part.raise_()
        elif item is not None and (inner := item.layout()) is not None:
            tell_in_order(inner)


def title_in(part: QWidget) -> str:
    """Return the title of what stands in a part, empty where there is none."""
    titles = [label for label in part.findChildren(QLabel) if level_of(label) == 1]
    shown = [label.text() for label in titles if not label.isHidden()]
    return shown[0] if shown else ""


def tell_page(page: QWidget) -> None:
    """Tell assistive programs the title of a page that has come: the focus is not on it."""
    if QAccessible.isActive() and (title := title_in(page)):
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, title))
