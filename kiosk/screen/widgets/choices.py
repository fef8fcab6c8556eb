# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Questions with offered answers: big buttons, long lists that open in place, one's own answer."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.model import (
    Coding,
    Constraint,
    Item,
    ItemType,
    Localized,
    Option,
    Orientation,
    Value,
)
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import Role, be, unfold
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.keyboard_layout import Layout
from kiosk.screen.widgets.mending import is_agreement
from kiosk.screen.widgets.question import Question
from kiosk.screen.widgets.said import said
from kiosk.screen.widgets.spoken import PERSONAL, announce

SHORT_OPTION = 16
"""Options no longer than this stand two in a row."""
OWN_LENGTH = 200
"""Most characters of an answer in own words where the form sets no limit."""


class OptionButton(TouchButton):
    """One offered answer, with a sign that says whether it is chosen, not color alone."""

    def __init__(
        self,
        look: Look,
        text: str,
        value: Value,
        *,
        name: str,
        many: bool,
        chosen: bool,
        exclusive: bool = False,
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
        be(self, Role.CheckBox if many else Role.RadioButton)
        self.value, self.is_exclusive = value, exclusive
        self.setCheckable(True)
        self.setChecked(chosen)
        self.toggled.connect(self._on_toggled)

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:
        self.set_icon(self._signs[checked])


class Options(Ground):
    """Offered answers as buttons; an open choice has one more, which opens a field.

    Signals:
        changed: Another answer was touched or typed.
        turned: Something else lies under the finger now.
    """

    changed = Signal()
    turned = Signal()

    def __init__(
        self, look: Look, item: Item, language: str, values: tuple[Value, ...], asked: str
    ) -> None:
        super().__init__(gap=look.px("gap_small"))
        self._look, self._item, self._asked = look, item, asked
        self._many = item.repeats or is_agreement(item)
        self._buttons = [self._button(option, language, values) for option in offered(item)]
        self.field: TextField | None = None
        self._other: OptionButton | None = None
        if item.type is ItemType.OPEN_CHOICE:
            self._offer_own(values)
        for button in self._buttons:
            button.clicked.connect(self._on_clicked)
        self._lay_out()

    @property
    def values(self) -> tuple[Value, ...]:
        """What is chosen, in the order of the form."""
        return tuple(
            button.value if button is not self._other else self._own()
            for button in self._buttons
            if button.isChecked() and (button is not self._other or self._own())
        )

    @property
    def is_own_open(self) -> bool:
        """Whether the field for an own answer is open."""
        return self._other is not None and self._other.isChecked()

    def first_focus(self, *, wrong: bool) -> QWidget | None:
        """Return the field for an own answer where it is open and wrong or empty."""
        return self.field if self.is_own_open and (wrong or not self._own()) else None

    def describe(self, words: str, *, wrong: bool) -> None:
        """Tell buttons and field what a screen reader says after their names."""
        for button in self._buttons:
            button.setAccessibleDescription(f"{self._asked} {words}".strip())
        if self.field is not None:
            self.field.show_error(wrong=wrong)
            self.field.setAccessibleDescription(words)

    def _own(self) -> str:
        text = self.field.typed() if self.field is not None else ""
        return text if text.strip() else ""

    def _button(self, option: Option, language: str, values: tuple[Value, ...]) -> OptionButton:
        meant = _meant(self._item, option)
        return OptionButton(
            self._look,
            option.display.in_language(language),
            meant,
            name=f"option_{self._item.link_id}_{option.coding.code}",
            many=self._many,
            chosen=any(_same(meant, value) for value in values),
            exclusive=option.exclusive,
        )

    def _offer_own(self, values: tuple[Value, ...]) -> None:
        own = next((value for value in values if isinstance(value, str)), "")
        self._other = OptionButton(
            self._look,
            self.tr("Something else"),
            "",
            name=f"other_{self._item.link_id}",
            many=self._many,
            chosen=bool(own),
        )
        self._buttons.append(self._other)
        self.field = own_field(self._look, self._item, self._asked, own)
        self.field.setVisible(bool(own))
        self.field.textEdited.connect(self.changed)

    def _lay_out(self) -> None:
        texts = [button.words.text() for button in self._buttons]
        short = all(len(text) <= SHORT_OPTION for text in texts)
        side = self._item.choice_orientation is Orientation.HORIZONTAL or (
            short and (len(texts) > 2 or self._item.type is ItemType.BOOLEAN)
        )
        if side and not self._look.is_large_text and len(texts) > 1:
            self.add(grid(self._look, self._buttons, across=2, gap="gap_small"))
        else:
            self.add(*self._buttons)
        if self.field is not None:
            self.add(self.field)

    @Slot()
    def _on_clicked(self) -> None:
        touched = self.sender()
        if not isinstance(touched, OptionButton):
            return
        if not self._many:
            for button in self._buttons:
                button.setChecked(button is touched)
        elif touched.isChecked():
            for button in self._buttons:
                if button is not touched and (touched.is_exclusive or button.is_exclusive):
                    button.setChecked(False)
        if self.field is not None and self.field.isHidden() is self.is_own_open:
            show_own(self.field, shown=self.is_own_open)
            self.turned.emit()
        self.changed.emit()


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
        constraints: tuple[Constraint, ...] = (),
    ) -> None:
        super().__init__(look, item, language, headed=headed, constraints=constraints)
        self._options = Options(look, item, language, values, self.asked)
        self._options.changed.connect(self._on_changed)
        self._options.turned.connect(self.turned)
        self.add(self._options)
        self.describe()

    def own_words(self) -> tuple[QWidget, ...]:
        """Return what may be read aloud, with the answers that are offered."""
        return *super().own_words(), self._options

    def describe(self) -> None:
        """Tell the answers what is asked and what is wrong."""
        self._options.describe(self.described(), wrong=self.is_wrong)

    def first_focus(self) -> QWidget | None:
        """Return the field for one's own answer; buttons need no cursor."""
        return self._options.first_focus(wrong=self.is_wrong)

    @Slot()
    def _on_changed(self) -> None:
        values = self._options.values
        self.show_error(too_many(self.item, values))
        self._announce(values)


class ListQuestion(Question):
    """Many offered answers behind one row: it opens in place and closes when one is chosen."""

    def __init__(
        self,
        look: Look,
        item: Item,
        language: str,
        values: tuple[Value, ...],
        *,
        headed: bool,
        constraints: tuple[Constraint, ...] = (),
    ) -> None:
        super().__init__(look, item, language, headed=headed, constraints=constraints)
        self._row = TouchButton(
            look,
            self.tr("Touch to choose"),
            name=f"open_{item.link_id}",
            role="choice",
            icon="chevron-down",
            target="target" if look.is_wide else "choice",
            text_role="strong",
            centered=False,
        )
        self._row.clicked.connect(self._on_row)
        self._options = Options(look, item, language, values, self.asked)
        self._options.hide()
        unfold(self._row, is_open=False)
        self._options.changed.connect(self._on_changed)
        self.add(self._row, self._options)
        self._say()

    def _say(self) -> None:
        """Say in the row what is chosen, and what a touch does."""
        chosen = chosen_words(self.item, self._options.values, self.language)
        change = self.tr("{answer}  ·  change").format(answer=chosen) if chosen else ""
        touch = (
            self.tr("Touch to choose") if self._options.isHidden() else self.tr("Close the list")
        )
        self._row.words.setText(change or touch)
        self._row.setAccessibleName(self._row.words.text())
        self._row.setProperty(PERSONAL, bool(chosen))
        self.describe()

    def own_words(self) -> tuple[QWidget, ...]:
        """Return what may be read aloud, with the answers while the list is open."""
        return *super().own_words(), self._options

    def describe(self) -> None:
        """Tell the row and the answers what is asked and what is wrong."""
        self._row.setAccessibleDescription(f"{self.asked} {self.described()}".strip())
        self._options.describe(self.described(), wrong=self.is_wrong)

    def first_focus(self) -> QWidget | None:
        """Return the field for one's own answer."""
        return self._options.first_focus(wrong=self.is_wrong)

    @Slot()
    def _on_row(self) -> None:
        self._open(opens=self._options.isHidden())

    def _open(self, *, opens: bool) -> None:
        self._options.setVisible(opens)
        unfold(self._row, is_open=opens)
        self._row.set_icon("chevron-up" if opens else "chevron-down")
        self._say()
        self.turned.emit()

    @Slot()
    def _on_changed(self) -> None:
        values = self._options.values
        if values and not self.item.repeats and not self._options.is_own_open:
            self._open(opens=False)
            announce(self._row, chosen_words(self.item, values, self.language))
        self.show_error(too_many(self.item, values))
        self._say()
        self._announce(values)


def chosen_words(item: Item, values: tuple[Value, ...], language: str) -> str:
    """Return everything that is chosen in one line."""
    return ", ".join(said(item, value, language) for value in values)


def offered(item: Item) -> tuple[Option, ...]:
    """Return the answers to choose from; a boolean has Yes and No, or one box to agree."""
    if item.type is not ItemType.BOOLEAN:
        return item.answer_options
    if is_agreement(item):
        return (Option(Coding("yes"), item.text),)
    return (
        Option(Coding("yes"), Localized(QCoreApplication.translate("Answer", "Yes"))),
        Option(Coding("no"), Localized(QCoreApplication.translate("Answer", "No"))),
    )


def _meant(item: Item, option: Option) -> Value:
    return option.coding.code == "yes" if item.type is ItemType.BOOLEAN else option.coding


def _same(meant: Value, value: Value) -> bool:
    return meant.means(value) if isinstance(meant, Coding) else meant is value


def own_field(look: Look, item: Item, asked: str, text: str) -> TextField:
    """Return the field for an answer that is not among those offered."""
    field = TextField(
        look,
        name=f"field_{item.link_id}",
        keys=Layout.MESSAGE.value,
        most=item.max_length or OWN_LENGTH,
    )
    field.setAccessibleName(asked)
    field.setText(text)
    return field


def show_own(field: TextField, *, shown: bool) -> None:
    """Open the field for an own answer with the cursor in it, or close it."""
    if not shown:
        field.clearFocus()
    field.setVisible(shown)
    if shown:
        field.setFocus(Qt.FocusReason.OtherFocusReason)


def too_many(item: Item, values: tuple[Value, ...]) -> FieldError | None:
    """Return what to say at once where more was chosen than may be."""
    if item.repeats and item.max_occurs and len(values) > item.max_occurs:
        return FieldError(item.link_id, Rule.TOO_MANY, item.max_occurs)
    return None
