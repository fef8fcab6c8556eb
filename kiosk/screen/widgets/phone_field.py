# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A field for a US phone number, grouped as people read it while it is typed."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.said import grouped_phone, phone_digits

GROUPED_LENGTH = 20
"""Room for ten digits with brackets and spaces, whatever limit the form sets for the digits."""


class PhoneField(TextField):
    """A line for a phone number; the cursor stays beside the digit at which it stood.

    Args:
        name: Object name.
        keys: Layout of the on-screen keys.
        most: Most characters of the number itself.
        mask: Gives what shows instead of the number while the field is left.
    """

    def __init__(
        self,
        look: Look,
        *,
        name: str,
        keys: str,
        most: int,
        mask: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            look, name=name, keys=keys, most=max(most, GROUPED_LENGTH), mask=mask, parent=parent
        )
        self.textEdited.connect(self._on_edited)

    def setText(self, text: str | None) -> None:
        """Put a number in, grouped."""
        super().setText(grouped_phone(text or ""))

    def typed(self) -> str:
        """Return the digits, or all that was typed where it is more than a US number."""
        text = super().typed()
        digits = phone_digits(text)
        return text if digits is None else digits

    def backspace(self) -> None:
        """Take away the digit before the cursor, with the brackets that stand between."""
        while not self.is_masked and _is_between(self.text(), self.cursorPosition()):
            self.cursorBackward(False, 1)
        super().backspace()

    @Slot()
    def _on_edited(self) -> None:
        text, place = self.text(), self.cursorPosition()
        grouped = grouped_phone(text)
        if grouped == text:
            return
        before = sum(letter.isdigit() for letter in text[:place])
        TextField.setText(self, grouped)
        self.setCursorPosition(_after_digits(grouped, before))


def _is_between(text: str, place: int) -> bool:
    """Return whether what stands before the cursor is no digit but follows one."""
    ahead = text[:place]
    return bool(ahead) and ahead[-1] in " ()-" and any(letter.isdigit() for letter in ahead)


def _after_digits(text: str, count: int) -> int:
    """Return the place right behind the first ``count`` digits."""
    seen = 0
    for place, letter in enumerate(text):
        if seen == count:
            return place if count else 0
        seen += letter.isdigit()
    return len(text)
