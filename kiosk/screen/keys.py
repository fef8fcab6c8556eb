# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Brings the on-screen keys to the field that has the focus, and puts them away."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.screen.frame import Frame
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.later import later, lay_out_now
from kiosk.screen.widgets.page import Page


class KeysHost(QObject):
    """Stands between one page and the keys below it, as long as the page.

    Args:
        frame: What stands around the page: the keys, hidden until a field wants them, and what
            gives its room to them on a low screen.
        page: The page with the fields; owns this.
    """

    def __init__(self, frame: Frame, page: Page) -> None:
        super().__init__(page)
        self._frame, self._page = frame, page
        self._keyboard = keyboard = frame.keyboard
        keyboard.next_wanted.connect(self._on_next_field)
        keyboard.hidden.connect(self._on_hidden)

    def follow_focus(self) -> None:
        """Bring the keys once the focus has settled, if a field has it then."""
        later(self, self._on_focus_settled)

    def put_away(self) -> None:
        """Put the keys away; the page gets its room back."""
        self._keyboard.put_away()
        self._on_hidden()

    @Slot()
    def _on_focus_settled(self) -> None:
        field = QApplication.focusWidget()
        if not isinstance(field, AnyField):
            # A field that went with its step took no leave of the keys.
            if not self._keyboard.has_field:
                self._keyboard.put_away()
                self._make_room(keys=False)
        else:
            self._keyboard.serve(field)
            self._make_room(keys=True)
            if self._page.scroller is not None:
                later(field, partial(self._keep_visible, field))

    def _keep_visible(self, field: QWidget) -> None:
        """Scroll once the page has the room that the keys leave it."""
        lay_out_now()
        self._page.keep_visible(field)

    def go_on(self) -> None:
        """Do what the key "Next" does for Enter in a field; from the last one go on below it."""
        here = QApplication.focusWidget()
        if isinstance(here, AnyField) and not self._turn_to_next():
            self._page.window().focusNextChild()

    @Slot()
    def _on_next_field(self) -> None:
        if not self._turn_to_next():
            self.put_away()

    def _turn_to_next(self) -> bool:
        """Go to the next field, or on to what follows the page; return whether there is one."""
        parts = self._page.findChildren(QWidget)
        fields = [part for part in parts if isinstance(part, AnyField) and part.isVisible()]
        here = QApplication.focusWidget()
        following = fields[fields.index(here) + 1 :] if here in fields else []
        if following:
            following[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return self._page.keys_done()

    @Slot()
    def _on_hidden(self) -> None:
        # A field that kept the focus could not ask for the keys again when it is touched.
        self._page.window().setFocus(Qt.FocusReason.OtherFocusReason)
        self._make_room(keys=False)

    def _make_room(self, *, keys: bool) -> None:
        self._frame.make_room(keys=keys)
        self._page.make_room(keys=keys)
        # What the page has put away makes room for the bars only when all is laid out anew.
        lay_out_now()
        if (column := self._page.window().layout()) is not None:
            column.invalidate()
            column.activate()
