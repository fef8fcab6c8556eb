# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A question with more offered answers than a page shows: typing finds them, in place."""

import unicodedata

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.forms.model import Constraint, Item, ItemType, Option, Value
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.choices import OWN_LENGTH, OptionButton, own_field, show_own, too_many
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.keyboard_layout import Layout
from kiosk.screen.widgets.later import lay_out_now
from kiosk.screen.widgets.question import Question
from kiosk.screen.widgets.said import said
from kiosk.screen.widgets.spoken import announce
from kiosk.screen.widgets.text import Words

SHOWN = 6
"""Most offers on the glass at once."""


class FinderQuestion(Question):
    """A field that finds offered answers as one types; what is chosen stands above it.

    An open choice offers last what was typed itself, and a field for it.
    """

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
        self._values = list(values)
        self._chosen = Ground(gap=look.px("gap_small"))
        self._change = TouchButton(
            look, self.tr("Change"), name=f"change_{item.link_id}", icon="pencil-outline"
        )
        self._change.setAccessibleDescription(self.asked)
        self._change.clicked.connect(self._on_change)
        self._query = TextField(
            look, name=f"find_{item.link_id}", keys=Layout.MESSAGE.value, most=OWN_LENGTH
        )
        self._query.setAccessibleName(self.asked)
        self._query.setPlaceholderText(self.tr("Type to find"))
        self._query.textEdited.connect(self._on_query)
        self._found = Ground(gap=look.px("gap_small"))
        self._own: TextField | None = None
        self.add(self._chosen, self._change, self._query, self._found)
        if item.type is ItemType.OPEN_CHOICE:
            self._own = own_field(look, item, self.asked, "")
            self._own.hide()
            self._own.textEdited.connect(self._on_own)
            self.add(self._own)
        self._show()
        self.describe()

    def describe(self) -> None:
        """Tell the fields what is wrong."""
        for field in filter(None, (self._query, self._own)):
            field.show_error(wrong=self.is_wrong)
            field.setAccessibleDescription(self.described())

    def first_focus(self) -> QWidget | None:
        """Return the open field, or None where the question is answered."""
        fields = (field for field in (self._own, self._query) if field is not None)
        return next((field for field in fields if not field.isHidden()), None)

    # What shows

    @property
    def _is_settled(self) -> bool:
        return bool(self._values) and not self.item.repeats

    def _show(self) -> None:
        """Show what is chosen, and what else may be."""
        _empty(self._chosen)
        for value in self._values:
            if self._own is None or self._own.isHidden() or not isinstance(value, str):
                self._chosen.add(self._button(value, chosen=True))
        self._chosen.setVisible(self._chosen.box.count() > 0)
        own_open = self._own is not None and not self._own.isHidden()
        self._change.setVisible(self._is_settled or own_open)
        self._query.setVisible(not self._is_settled and not own_open)
        self._show_found()

    def _show_found(self) -> None:
        _empty(self._found)
        self._found.setVisible(not self._query.isHidden())
        if self._query.isHidden():
            return
        offers = [o for o in self._matching() if not any(o.coding.means(v) for v in self._values)]
        for option in offers[:SHOWN]:
            self._found.add(self._button(option.coding, chosen=False))
        if not offers:
            self._found.add(Words(self.tr("Nothing like that is on the list."), "label"))
        elif len(offers) > SHOWN:
            more = self.tr("%n more: type to find them.", "", len(offers) - SHOWN)
            self._found.add(Words(more, "small", tone="second"))
        if self._own is not None:
            none = TouchButton(
                self.look,
                self.tr("None of these: type my own"),
                name=f"other_{self.item.link_id}",
                role="choice",
                icon="pencil-outline",
                text_role="strong",
                centered=False,
            )
            none.clicked.connect(self._on_none)
            self._found.add(none)

    def _matching(self) -> list[Option]:
        wanted = _plain(self._query.text()).split()
        offers = [
            (option, _plain(option.display.in_language(self.language)))
            for option in self.item.answer_options
        ]
        hits = [(o, name) for o, name in offers if all(word in name for word in wanted)]
        if wanted:
            hits.sort(key=lambda hit: not hit[1].startswith(wanted[0]))
        return [option for option, _ in hits]

    def _button(self, value: Value, *, chosen: bool) -> OptionButton:
        option = self.item.option(value)
        code = option.coding.code if option else "own"
        button = OptionButton(
            self.look,
            said(self.item, value, self.language),
            value,
            name=f"option_{self.item.link_id}_{code}",
            many=self.item.repeats,
            chosen=chosen,
            exclusive=option is not None and option.exclusive,
        )
        button.setAccessibleDescription(self.asked)
        button.clicked.connect(self._on_touched)
        return button

    # What is touched

    @Slot()
    def _on_query(self) -> None:
        self._show_found()
        lay_out_now()

    @Slot()
    def _on_touched(self) -> None:
        button = self.sender()
        if not isinstance(button, OptionButton):
            return
        if not button.isChecked():
            self._values = [value for value in self._values if value != button.value]
        elif not self.item.repeats or button.is_exclusive:
            self._values = [button.value]
        else:
            self._values = [v for v in self._values if not self._is_exclusive(v)] + [button.value]
        if button.isChecked():
            announce(self, button.words.text())
            self._query.setText("")
            self._query.clearFocus()
        self._tell()

    def _is_exclusive(self, value: Value) -> bool:
        option = self.item.option(value)
        return option is not None and option.exclusive

    @Slot()
    def _on_change(self) -> None:
        if self._own is not None:
            self._own.setText("")
            show_own(self._own, shown=False)
        self._values = [v for v in self._values if self.item.repeats and not isinstance(v, str)]
        self._tell()

    @Slot()
    def _on_none(self) -> None:
        if self._own is not None:
            self._own.setText(self._query.text())
            self._query.setText("")
            show_own(self._own, shown=True)
            self._on_own()
            self._show()
            self.turned.emit()

    @Slot()
    def _on_own(self) -> None:
        text = self._own.text() if self._own is not None else ""
        self._values = [v for v in self._values if self.item.repeats and not isinstance(v, str)]
        if text.strip():
            self._values.append(text)
        self.show_error(too_many(self.item, tuple(self._values)))
        self._announce(tuple(self._values))

    def _tell(self) -> None:
        self._show()
        self.turned.emit()
        self.show_error(too_many(self.item, tuple(self._values)))
        self._announce(tuple(self._values))


def _plain(text: str) -> str:
    """Return a text without accents and capitals, as people search."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def _empty(stack: Ground) -> None:
    while stack.box.count():
        taken = stack.box.takeAt(0)
        part = taken.widget() if taken is not None else None
        if part is not None:
            part.hide()
            part.deleteLater()
