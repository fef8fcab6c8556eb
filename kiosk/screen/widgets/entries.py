# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Answers that are typed: one entry for each answer, and the question that holds them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.forms.checks import FieldError, item_error
from kiosk.forms.model import Constraint, EntryKind, Item, ItemType, Value
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import tell_in_order
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import MessageField, TextField
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.keyboard_layout import layout_for
from kiosk.screen.widgets.later import lay_out_now
from kiosk.screen.widgets.phone_field import PhoneField
from kiosk.screen.widgets.question import Question
from kiosk.screen.widgets.said import masked
from kiosk.screen.widgets.spoken import announce
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.touch_scroll import TouchScroll

FIELD_LENGTH, MESSAGE_LENGTH = 200, 500
"""Most characters where the form sets no limit."""
COUNT_FROM = 50
"""So many letters before its end a message begins to say aloud how many are left."""
MOST_ENTRIES = 10
"""Most answers where the form sets no limit."""


class Entry(Ground):
    """One answer as it is being given.

    Signals:
        edited: The answer has changed.
        turned: Something else lies under the finger now.
    """

    edited = Signal()
    turned = Signal()

    def value(self) -> Value | None:
        """Return the answer, None while there is none; one that means nothing yet is a text."""
        raise NotImplementedError

    def focus_part(self) -> QWidget | None:
        """Return the field that should get the cursor, or None."""
        return None

    def is_masked(self) -> bool:
        """Whether the answer is hidden until it is touched."""
        return False

    def is_filled(self) -> bool:
        """Whether nothing of the answer is missing, be it right or not."""
        return self.value() is not None

    def lay_bare(self, *, bare: bool) -> None:
        """Show an answer that is else hidden, because it is asked about, or no longer."""

    def is_whole(self) -> bool:
        """Whether the answer can be looked at at once, because it will not grow."""
        return False

    def sentence(self, _error: FieldError) -> str:
        """Return how to mend the answer, where the entry knows better than the rule; else empty."""
        return ""

    def describe(self, words: str, *, wrong: bool) -> None:
        """Tell the fields what a screen reader says after their names."""

    def accept(self, suggestion: str) -> None:
        """Take what was suggested in a doubt."""


def keep_in_sight(part: QWidget, gap_px: int) -> None:
    """Scroll the column so that a field which has just moved is not under the keys."""
    lay_out_now()
    above = part.parentWidget()
    while above is not None and not isinstance(above, TouchScroll):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(part, 0, gap_px)


Maker = Callable[[Value | None, str], Entry]
"""Makes an entry from its first answer and the end of its object names."""


class EntryQuestion(Question):
    """A question that is answered by entries: one, or as many as it may have."""

    def __init__(
        self,
        look: Look,
        item: Item,
        language: str,
        values: tuple[Value, ...],
        maker: Maker,
        *,
        headed: bool,
        constraints: tuple[Constraint, ...] = (),
    ) -> None:
        super().__init__(look, item, language, headed=headed, constraints=constraints)
        self._maker = maker
        self._entries: list[Entry] = []
        self._stack = Ground(gap=look.px("gap_small"))
        self.add(self._stack)
        for value in values or (None,):
            self._add_entry(value)
        self._more: TouchButton | None = None
        if item.repeats:
            self._more = TouchButton(
                look, self.tr("Add another"), name=f"more_{item.link_id}", icon="plus"
            )
            self._more.setAccessibleDescription(self.asked)
            self._more.clicked.connect(self._on_more)
            self.add(self._more)
        self._fit()
        if isinstance(part := self._entries[0].focus_part(), QWidget):
            self.title.setBuddy(part)
        self.describe()

    def _add_entry(self, value: Value | None) -> Entry:
        number = len(self._entries)
        entry = self._maker(
            value, f"{self.item.link_id}_{number + 1}" if number else self.item.link_id
        )
        entry.edited.connect(self._on_edited)
        entry.turned.connect(self.turned)
        self._entries.append(entry)
        self._stack.add(entry)
        return entry

    def _fit(self) -> None:
        if self._more is not None:
            most = self.item.max_occurs or MOST_ENTRIES
            self._more.setVisible(len(self._entries) < most)

    def error_sentence(self, error: FieldError) -> str:
        """Return how to mend the answer; an entry may know it more exactly."""
        exact = (entry.sentence(error) for entry in self._entries)
        return next(filter(None, exact), "") or super().error_sentence(error)

    def describe(self) -> None:
        """Tell every entry what is wrong; what is asked about is seen."""
        for entry in self._entries:
            entry.describe(self.described(), wrong=self.is_wrong)
            entry.lay_bare(bare=self.is_asked_about)

    def first_focus(self) -> QWidget | None:
        """Return the first field where something is wrong, else the first one that lacks."""
        if self.is_wrong:
            return self.change_focus()
        lacking = (entry for entry in self._entries if not entry.is_filled())
        parts = (entry.focus_part() for entry in lacking if self.item.required)
        return next(filter(None, parts), None)

    def change_focus(self) -> QWidget | None:
        """Return the first field."""
        return self._entries[0].focus_part()

    def accept(self, suggestion: str) -> None:
        """Put the suggestion into the answer that it is about: the last one."""
        self._entries[-1].accept(suggestion)

    @Slot()
    def _on_more(self) -> None:
        entry = self._add_entry(None)
        self._fit()
        self.describe()
        self.turned.emit()
        if (part := entry.focus_part()) is not None:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_edited(self) -> None:
        values = tuple(v for entry in self._entries if (v := entry.value()) is not None)
        if self.is_wrong or self._doubt is not None:
            self.show_error(None)
        self._announce(values)
        self._say_at_once(values)

    def _say_at_once(self, values: tuple[Value, ...]) -> None:
        """Say at once what is wrong with a day that is full; the rest waits until one goes on."""
        whole = any(entry.is_whole() for entry in self._entries)
        if whole and (error := item_error(self.item, values)) is not None:
            self.show_error(error)


class WordsEntry(Entry):
    """An answer in words: a line, or a few lines with a counter."""

    def __init__(
        self, look: Look, item: Item, language: str, value: Value | None, name: str
    ) -> None:
        super().__init__(gap=look.px("gap_small"))
        self._gap_px = look.px("gap")
        self._counter = Words("", "small", tone="second", parent=self)
        self._field = _field_for(look, item, language, name)
        self._field.setAccessibleName(item.text.in_language(language))
        self._field.setPlaceholderText(item.entry_format.in_language(language))
        if value is not None:
            self._field.setText(str(value))
        self._field.textEdited.connect(self._on_text)
        self.add(self._field)
        if isinstance(self._field, MessageField):
            self._counter.setObjectName(f"count_{name}")
            self.add(self._counter)
            self._count()
        else:
            self._counter.hide()
        tell_in_order(self.box)

    def value(self) -> Value | None:
        """Return the words as they were typed; a phone without its brackets."""
        field = self._field
        return (field.text() if isinstance(field, MessageField) else field.typed()) or None

    def focus_part(self) -> QWidget | None:
        """Return the field."""
        return self._field

    def is_masked(self) -> bool:
        """Whether the words are hidden until they are touched."""
        return isinstance(self._field, TextField) and self._field.is_masked

    def lay_bare(self, *, bare: bool) -> None:
        """Show a masked line, or mask it again once it is left."""
        if isinstance(self._field, TextField):
            self._field.lay_bare(bare=bare)

    def describe(self, words: str, *, wrong: bool) -> None:
        """Mark the field and describe it."""
        self._field.show_error(wrong=wrong)
        self._field.setAccessibleDescription(words)

    def accept(self, suggestion: str) -> None:
        """Set the domain of a mail address."""
        if isinstance(self._field, TextField):
            name, _, _ = self._field.typed().strip().rpartition("@")
            self._field.setText(f"{name}@{suggestion}")
            self.edited.emit()

    @Slot()
    def _on_text(self) -> None:
        if isinstance(self._field, MessageField):
            self._count()
            keep_in_sight(self._field, self._gap_px)
        self.edited.emit()

    def _count(self) -> None:
        if not isinstance(self._field, MessageField):
            return
        used, most = len(self._field.text()), self._field.most
        self._counter.setText(self.tr("{used} of {most}").format(used=used, most=most))
        left = most - used
        if left in (COUNT_FROM, COUNT_FROM // 5, 0):
            announce(self._counter, self.tr("%n letter(s) left", "", left))


def _field_for(look: Look, item: Item, language: str, name: str) -> TextField | MessageField:
    keys, name = layout_for(item).value, f"field_{name}"
    if item.type is ItemType.TEXT:
        return MessageField(look, name=name, keys=keys, most=item.max_length or MESSAGE_LENGTH)
    most = item.max_length or FIELD_LENGTH

    def mask(text: str) -> str:
        return masked(item, text, language)

    if item.entry_kind is EntryKind.PHONE:
        return PhoneField(look, name=name, keys=keys, most=most, mask=mask)
    return TextField(
        look, name=name, keys=keys, most=most, mask=mask if item.is_sensitive else None
    )
