# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The door for staff: a PIN, and two things that need none."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.languages import source_language
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.keyboard import Keyboard
from kiosk.screen.widgets.keyboard_layout import Action, Key, Layout
from kiosk.screen.widgets.opaque import OpaqueCover
from kiosk.screen.widgets.spoken import announce
from kiosk.screen.widgets.text import Words
from kiosk.staff.panel import Why

LEAST_DIGITS, MOST_DIGITS = 6, 12
DOT = "\u2022"
MINUTE_S = 60
HOW_TO = "infusion-kioskctl staff add"


class PinField(TextField):
    """A line that knows digits and shows dots; what Qt knows of it, its text too, is dots."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, name="staff_pin", keys=Layout.PIN.value, most=MOST_DIGITS)
        self._digits = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setReadOnly(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(self.tr("PIN"))

    def insert(self, text: str) -> None:
        """Take a digit, if there is room."""
        if self.isEnabled() and text.isascii() and text.isdigit():
            self._digits = (self._digits + text)[:MOST_DIGITS]
            self._show()

    def backspace(self) -> None:
        """Take the last digit away."""
        self._digits = self._digits[:-1]
        self._show()

    def take(self) -> str:
        """Give the digits away and forget them."""
        digits, self._digits = self._digits, ""
        self._show()
        return digits

    def _show(self) -> None:
        self.setText(DOT * len(self._digits))


class PinKeys(Keyboard):
    """The keys of the pad: their last row ends it."""

    def _words(self, key: Key) -> tuple[str, str]:
        if key.action is Action.NEXT:
            return QCoreApplication.translate("StaffPad", "OK"), ""
        if key.action is Action.HIDE:
            return QCoreApplication.translate("StaffPad", "Back"), ""
        if key.action is Action.BACKSPACE:
            return "", QCoreApplication.translate("StaffPad", "Delete one digit")
        return super()._words(key)


class StaffPad(OpaqueCover):
    """Asks for a PIN; ending the session and wiping the glass need none and are never locked.

    Args:
        look: The look of this visit.
        parent: The window.
        monotonic_s: The clock of the visit, seconds.

    Signals:
        entered: A PIN was typed; ``take_pin`` gives it once.
        cancelled: Nothing is wanted.
        end_touched: The session shall end.
        wipe_touched: The glass shall be wiped.
    """

    entered = Signal()
    cancelled = Signal()
    end_touched = Signal()
    wipe_touched = Signal()

    def __init__(self, look: Look, parent: QWidget, *, monotonic_s: Callable[[], float]) -> None:
        super().__init__(look, parent, name="staff_pad", spoken=self.tr("For staff"))
        self._look, self._is_open = look, False
        # On a small glass large words grow by less: all of it must be in sight at once.
        self._is_tight = look.is_large_text and look.is_compact
        self._said = Words("", "chrome" if self._is_tight else "reading")
        self._said.setObjectName("staff_said")
        self._field = PinField(look)
        self._keys = PinKeys(look, source_language(), monotonic_s=monotonic_s)
        self._keys.setObjectName("staff_keys")
        self._keys.next_wanted.connect(self._on_ok)
        self._keys.hidden.connect(self.cancelled)
        self._cancel = self._button(
            self.tr("Cancel"), "staff_cancel", self.cancelled, "chevron-left"
        )
        self._lay_out()
        self.show_asking()

    def _button(self, text: str, name: str, signal: object, icon: str) -> TouchButton:
        button = TouchButton(
            self._look, text, name=name, icon=icon, text_role="chrome-strong", target="target_min"
        )
        button.clicked.connect(signal)
        return button

    def _lay_out(self) -> None:
        """Put the keys below the words, or beside them on a wide glass."""
        look = self._look
        margin, gap = look.px("margin"), look.px("gap_small" if look.is_compact else "gap")
        words = Ground(gap=gap)
        words.add(Words(self.tr("For staff"), "heading"), self._said)
        free = Ground(gap=look.px("gap_small"))
        free.add(
            Words(self.tr("Without a PIN"), "chrome", tone="second"),
            self._button(self.tr("End this session"), "staff_end", self.end_touched, "eraser"),
            self._button(
                self.tr("Clean the screen"), "staff_wipe", self.wipe_touched, "spray-bottle"
            ),
            self._cancel,
        )
        self._pad = pad = Ground(gap=gap)
        pad.add(self._field, self._keys)
        whole = QHBoxLayout(self) if look.is_wide else QVBoxLayout(self)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(look.px("gap_large"))
        if look.is_wide:
            side = Ground(gap=gap)
            side.box.addStretch(1)
            side.add(words, free)
            side.box.addStretch(1)
            whole.addWidget(side, 1)
            whole.addWidget(pad, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            whole.addStretch(1)
            for part in (words, pad, free):
                whole.addWidget(part)

    def take_pin(self) -> str:
        """Give what was typed, once."""
        return self._field.take()

    # What is said

    def show_asking(self) -> None:
        """Wait for the word whether a PIN can be tried."""
        self._turn(self.tr("One moment…"), opens=False, keys=True)

    def show_open(self) -> None:
        """Take a PIN."""
        self._turn(self.tr("Type your PIN."), opens=True)

    def show_short(self) -> None:
        """Say that a PIN is longer."""
        self._turn(self.tr("A PIN has at least 6 digits."), opens=True)

    def show_checking(self) -> None:
        """Say that the PIN is being looked at; takes no second one."""
        self._turn(self.tr("Checking…"), opens=False, keys=True)

    def show_refused(self, why: Why, wait_s: int, tries_left: int) -> None:
        """Say why nobody is let in.

        Args:
            why: The supervisor's word.
            wait_s: Seconds until the next try.
            tries_left: Wrong tries until the next lock.
        """
        if wait_s > 0:
            self.show_wait(wait_s)
            return
        match why:
            case Why.WRONG:
                left = self.tr("Wrong PIN. %n more try(s) before a pause.", "", tries_left)
                self._turn(left, opens=True)
            case Why.BUSY:
                self._turn(self.tr("Another PIN is being checked. Try again."), opens=True)
            case Why.NO_STAFF:
                how = self.tr("No staff is set up here yet. IT does it on this kiosk with:")
                self._turn(f"{how}\n{HOW_TO}", opens=False)
            case Why.LOCKED | Why.CANNOT:
                self._turn(self.tr("PINs cannot be checked now. Ask your IT support."), opens=False)

    def show_wait(self, seconds: int) -> None:
        """Say that too many PINs were wrong, and how long the pause is still."""
        left = f"{seconds // MINUTE_S}:{seconds % MINUTE_S:02}"
        said = self.tr("Too many wrong PINs. Try again in {time}.").format(time=left)
        if self._cancel.isVisibleTo(self):
            self._said.setText(said)
        else:
            self._turn(said, opens=False)

    def _turn(self, said: str, *, opens: bool, keys: bool = False) -> None:
        self._is_open = opens
        self._field.take()
        self._field.setEnabled(opens)
        self._pad.setVisible(opens or keys)
        self._keys.setEnabled(opens)
        if opens or keys:
            self._keys.serve(self._field)
        self._cancel.setVisible(not (opens or keys))
        self._said.setText(said)
        self._said.setVisible(bool(said))
        if self.isVisible():
            self.take_focus()
            announce(self._said, said)

    # What is typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the digits of a real keyboard; Escape leaves."""
        event.accept()
        match event.key():
            case Qt.Key.Key_Escape:
                self.cancelled.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_ok()
            case Qt.Key.Key_Backspace:
                self._field.backspace()
            case _:
                self._field.insert(event.text())

    @Slot()
    def _on_ok(self) -> None:
        if self._is_open:
            self.entered.emit()
