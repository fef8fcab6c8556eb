# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Questions of a form as widgets: choices as big buttons, words as fields."""

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.model import Coding, Item, ItemType, Option, Orientation, Value
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground, row
from kiosk.screen.widgets.keyboard_layout import layout_for
from kiosk.screen.widgets.text import Words

SHORT_OPTION = 16
"""Options no longer than this stand two in a row."""


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """New values of one item; an empty tuple takes the answer away."""

    link_id: str
    values: tuple[Value, ...] = field(repr=False)


def error_words(item: Item, error: FieldError) -> str:
    """Return the sentence that says how to mend an answer."""
    match error.rule:
        case Rule.REQUIRED if len(item.answer_options) > 1:
            return QCoreApplication.translate("FieldError", "Please touch one of these.")
        case Rule.REQUIRED if item.answer_options or item.type is ItemType.BOOLEAN:
            return QCoreApplication.translate(
                "FieldError", "Please touch the box to agree, or touch Clear to leave."
            )
        case Rule.REQUIRED:
            return QCoreApplication.translate("FieldError", "Please fill this in.")
        case Rule.TOO_LONG:
            return QCoreApplication.translate(
                "FieldError", "This is too long. Please use at most {limit} letters."
            ).format(limit=error.limit)
        case Rule.TOO_SHORT:
            return QCoreApplication.translate(
                "FieldError", "This is too short. Please use at least {limit} letters."
            ).format(limit=error.limit)
        case Rule.NOT_A_NAME:
            return QCoreApplication.translate(
                "FieldError", "A name has letters, spaces, hyphens and dots only."
            )
        case Rule.NOT_A_PHONE:
            return QCoreApplication.translate(
                "FieldError", "Please enter 10 digits, area code first, like (555) 555-0100."
            )
        case Rule.NOT_AN_EMAIL:
            return QCoreApplication.translate(
                "FieldError", "Please check the e-mail. It looks like name@example.com."
            )
        case _:
            return QCoreApplication.translate("FieldError", "Please check this answer.")


class Question(Ground):
    """One question: its words, why we ask, its answer, and what to mend.

    Attributes:
        mend: The line that says what to mend; hidden while nothing is wrong.

    Signals:
        answer_changed: Carries an ``AnswerChange``.
    """

    answer_changed = Signal(AnswerChange)

    def __init__(self, look: Look, item: Item, language: str, *, headed: bool) -> None:
        super().__init__(gap=look.px("gap_small"))
        self.look, self.item, self.language = look, item, language
        self.setObjectName(f"question_{item.link_id}")
        self.title = Words(item.text.in_language(language), "label")
        if headed:
            self.add(self.title)
        if item.help_text is not None:
            self.add(Words(item.help_text.in_language(language), "small", tone="second"))
        self.mend = Words("", "label", tone="accent")
        self.mend.setObjectName(f"error_{item.link_id}")
        self.mend.hide()

    def show_error(self, error: FieldError | None) -> None:
        """Show how to mend the answer, or that it is mended."""
        self.mend.setText(error_words(self.item, error) if error else "")
        self.mend.setVisible(error is not None)

    def first_focus(self) -> QWidget | None:
        """Return the field that should get the cursor when the page opens, or None."""
        return None

    def _announce(self, values: tuple[Value, ...]) -> None:
        self.answer_changed.emit(AnswerChange(self.item.link_id, values))


class OptionButton(TouchButton):
    """One offered answer, with a sign that says whether it is chosen, not color alone."""

    def __init__(
        self, look: Look, text: str, value: Value, *, name: str, many: bool, chosen: bool
    ) -> None:
        self._signs = (
            ("checkbox-blank-outline", "checkbox-marked")
            if many
            else ("radiobox-blank", "radiobox-marked")
        )
        super().__init__(
            look,
            text,
            name=name,
            role="choice",
            icon=self._signs[chosen],
            target="target" if look.is_wide else "choice",
            text_role="strong",
            centered=False,
        )
        self.value = value
        self.setCheckable(True)
        self.setChecked(chosen)
        self.toggled.connect(self._on_toggled)

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:
        self.set_icon(self._signs[checked])


class ChoiceQuestion(Question):
    """A question with offered answers; touching one answers it."""

    def __init__(
        self,
        look: Look,
        item: Item,
        language: str,
        values: tuple[Value, ...],
        *,
        headed: bool,
    ) -> None:
        super().__init__(look, item, language, headed=headed)
        options = item.answer_options or (_yes(item),)
        many = item.repeats or len(options) == 1
        self._buttons: list[OptionButton] = []
        for option in options:
            text = option.display.in_language(language)
            chosen = any(_same(option.coding, item, value) for value in values)
            button = OptionButton(
                look,
                text,
                True if item.type is ItemType.BOOLEAN else option.coding,
                name=f"option_{item.link_id}_{option.coding.code}",
                many=many,
                chosen=chosen,
            )
            button.clicked.connect(self._on_clicked)
            self._buttons.append(button)
        self._lay_out(look, item, language)
        self.add(self.mend)

    def _lay_out(self, look: Look, item: Item, language: str) -> None:
        texts = [option.display.in_language(language) for option in item.answer_options]
        short = all(len(text) <= SHORT_OPTION for text in texts)
        side = item.choice_orientation is Orientation.HORIZONTAL or (short and len(texts) > 2)
        if side and not look.is_large_text:
            for start in range(0, len(self._buttons), 2):
                self.add(row(look, *self._buttons[start : start + 2], gap="gap_small"))
        else:
            self.add(*self._buttons)

    @Slot()
    def _on_clicked(self) -> None:
        touched = self.sender()
        if not self.item.repeats and len(self._buttons) > 1:
            for button in self._buttons:
                button.setChecked(button is touched)
        self.show_error(None)
        self._announce(tuple(button.value for button in self._buttons if button.isChecked()))


def is_agreement(item: Item) -> bool:
    """Return whether ``item`` is one box to agree to, not a choice between answers."""
    if item.type is ItemType.BOOLEAN:
        return len(item.answer_options) < 2
    return item.type is ItemType.CHOICE and len(item.answer_options) == 1


def _yes(item: Item) -> Option:
    return Option(Coding("yes"), item.text)


def _same(coding: Coding, item: Item, value: Value) -> bool:
    return value is True if item.type is ItemType.BOOLEAN else coding.means(value)


class TextQuestion(Question):
    """A question answered in words."""

    def __init__(
        self,
        look: Look,
        item: Item,
        language: str,
        values: tuple[Value, ...],
        *,
        headed: bool,
    ) -> None:
        super().__init__(look, item, language, headed=headed)
        self._field = TextField(
            look,
            name=f"field_{item.link_id}",
            keys=layout_for(item).value,
            most=item.max_length or 200,
        )
        if values:
            self._field.setText(_typed(values[0]))
        self.title.setBuddy(self._field)
        self._field.setAccessibleName(item.text.in_language(language))
        entry_format = item.entry_format.in_language(language)
        if entry_format:
            self._field.setPlaceholderText(entry_format)
        self._field.textEdited.connect(self._on_text)
        self.add(self._field, self.mend)

    def show_error(self, error: FieldError | None) -> None:
        """Show how to mend the answer beside the field."""
        super().show_error(error)
        self._field.show_error(wrong=error is not None)
        self._field.setAccessibleDescription(error_words(self.item, error) if error else "")

    def first_focus(self) -> QWidget | None:
        """Return the field."""
        return self._field

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._announce((text,) if text else ())


def _typed(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def make_question(
    look: Look, item: Item, language: str, values: tuple[Value, ...], *, headed: bool
) -> Question:
    """Return the widget of a question of any kind this kiosk shows."""
    if item.type in (ItemType.CHOICE, ItemType.OPEN_CHOICE, ItemType.BOOLEAN):
        return ChoiceQuestion(look, item, language, values, headed=headed)
    return TextQuestion(look, item, language, values, headed=headed)
