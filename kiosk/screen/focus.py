# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The way of the focus by keyboard: in reading order, always in sight, back where it was.

Source: WCAG 2.2, 2.1.2, 2.4.3, 2.4.11; accessibility.md A2.
"""

from functools import partial
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.later import later, lay_out_now
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pieces import laid_out
from kiosk.screen.widgets.touch_scroll import TouchScroll

BACK_KEYS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Back})
ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
"""What the window does with a key that no part took: go back; go on from a field."""


def move_focus(window: QWidget, main: QWidget | None, onwards: bool) -> bool:
    """Move the focus to the next part, or the one before, and bring that into sight.

    From the window itself it goes to the first part of ``main``. Something that hides while it has
    the focus gives it to the window: what comes in its place begins at its top.

    Args:
        window: The window.
        main: The page, or the sheet that lies over it; what a sheet covers is passed by.
        onwards: Whether to the next.
    """
    here = QApplication.focusWidget()
    tops = [_instead(part, main) for part in laid_out(window.layout())]
    order = [*chain.from_iterable(_stops(part, here) for part in tops)]
    if not order:
        return False
    if here in order:
        step = 1 if onwards else -1
        there = order[(order.index(here) + step) % len(order)]
    elif here is not None and here is not window and not here.isVisible():
        window.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
    else:
        inside = [part for part in order if main is not None and main.isAncestorOf(part)] or order
        there = inside[0 if onwards else -1]
    there.setFocus(Qt.FocusReason.TabFocusReason if onwards else Qt.FocusReason.BacktabFocusReason)
    bring_into_sight(there)
    return True


def bring_into_sight(part: QWidget) -> None:
    """Scroll the columns around a part so that all of it shows."""
    lay_out_now()
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, TouchScroll) and _holds(above, part):
            above.show_whole(part, above.gap_px)
        above = above.parentWidget()


def name_in_focus() -> str:
    """Return the name of the button that has the focus, or nothing; only keys give it one."""
    here = QApplication.focusWidget()
    return here.objectName() if isinstance(here, TouchButton) else ""


def give_focus(window: QWidget, name: str, page: Page | None = None) -> None:
    """Give the focus to the part of this name, once it is there.

    Args:
        window: Where to look.
        name: Object name; an empty one changes nothing.
        page: A page that may still wait for its content.
    """
    if not name:
        return
    again = partial(_give, window, name)
    later(window, again)
    if page is not None and page.is_waiting:
        page.arrived.connect(partial(later, page, again))


def leave_focus(window: QWidget) -> None:
    """Take the focus from a button: what is current now is something else."""
    if isinstance(QApplication.focusWidget(), TouchButton):
        window.setFocus(Qt.FocusReason.OtherFocusReason)


def _give(window: QWidget, name: str) -> None:
    """Focus what has this name; of a switch what is chosen, where the arrows have led."""
    for part in window.findChildren(QWidget, name):
        group = part.group() if isinstance(part, QAbstractButton) else None
        there = (group.checkedButton() if group is not None else None) or part
        if there.isVisible() and not there.hasFocus():
            there.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_sight(there)


def _instead(part: QWidget, main: QWidget | None) -> QWidget:
    return main if main is not None and isinstance(part, Page) else part


def _stops(above: QWidget, here: QWidget | None) -> list[QWidget]:
    """Return what Tab stops at in a part, in reading order; what has the focus in any case."""
    if not above.isVisible():
        return []
    takes_tab = above.isEnabled() and bool(above.focusPolicy() & Qt.FocusPolicy.TabFocus)
    stops = [above] if above is here or takes_tab else []
    others = [part for part in above.children() if isinstance(part, QWidget)]
    for part in dict.fromkeys((*laid_out(above.layout()), *others)):
        stops.extend(_stops(part, here))
    return stops


def _holds(scroller: TouchScroll, part: QWidget) -> bool:
    column = scroller.widget()
    return column is not None and column.isAncestorOf(part)
