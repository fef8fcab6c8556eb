# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A question with more offered answers than a page shows: typing finds them, in place."""

import unicodedata

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.model import Constraint, Item, ItemType, Option, Value
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.choices import OWN_LENGTH, OptionButton, too_many
from kiosk.screen.widgets.entries import keep_in_sight
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.keyboard_layout import Layout
from kiosk.screen.widgets.later import later, lay_out_now
from kiosk.screen.widgets.question import Question
from kiosk.screen.widgets.said import said
from kiosk.screen.widgets.spoken import PERSONAL, announce
from kiosk.screen.widgets.text import Words

SHOWN = 6
"""Most offers on the glass at once, until all are wanted."""
_NOT = "not-"
"""How the codes of our forms begin that say no more than that nothing is said: ``not-sure``."""


class FinderQuestion(Question):
    """A field that finds offered answers as one types; what is chosen takes its place.

    What was typed and is not on the list is an answer too, from the first letter on: an open
    choice takes it, any other one refuses it in words (``checks.py``), so that it is never lost.
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
        self._values, typed = _parted(values)
        self._is_open = item.type is ItemType.OPEN_CHOICE
        self._shows_all = False
        self._chosen = Ground(gap=look.px("gap_small"))
        self._change = TouchButton(
            look, self.tr("Change"), name=f"change_{item.link_id}", icon="pencil-outline"
        )
        self._change.setAccessibleDescription(self.asked)
        self._change.clicked.connect(self._on_change)
        most = item.max_length if self._is_open else 0
        self._query = TextField(
            look,
            name=f"find_{item.link_id}",
            keys=Layout.MESSAGE.value,
            most=most or OWN_LENGTH,
        )
        self._query.setAccessibleName(self.asked)
        self._query.setPlaceholderText(self.tr("Type to find"))
        self._query.setText(typed)
        self._query.textEdited.connect(self._on_query)
        self._own = Words("", "label", tone="second")
        self._own.setObjectName(f"own_{item.link_id}")
        self._found = Ground(gap=look.px("gap_small"))
        self.add(self._chosen, self._change, self._query, self._own, self._found)
        self._show()
        self.describe()

    def describe(self) -> None:
        """Tell the field what is wrong."""
        self._query.show_error(wrong=self.is_wrong)
        self._query.setAccessibleDescription(self.described())

    def error_sentence(self, error: FieldError) -> str:
        """Return how to mend the answer; what was typed may not be on the list."""
        if error.rule is Rule.WRONG_KIND:
            return self.tr(
                "What you typed is not on the list. Please touch one of these, or erase it."
            )
        return super().error_sentence(error)

    def first_focus(self) -> QWidget | None:
        """Return the field where it is wrong, or empty and needed."""
        is_needed = self.item.required and not self._answers()
        return self.change_focus() if self.is_wrong or is_needed else None

    def change_focus(self) -> QWidget | None:
        """Return the field while it shows."""
        return None if self._is_settled else self._query

    def _answers(self) -> tuple[Value, ...]:
        """Return what is chosen, and what is typed."""
        typed = self._typed()
        return tuple(self._values) if typed is None else (*self._values, typed)

    def _typed(self) -> Value | None:
        """Return what stands in the field: the offer of just that name, or the words."""
        text = self._query.text()
        if not text.strip():
            return None
        name = _plain(text).strip()
        for option in self._open_offers():
            if _plain(option.display.in_language(self.language)) == name:
                return option.coding
        return text

    # What shows

    @property
    def _is_settled(self) -> bool:
        return bool(self._values) and not self.item.repeats

    def _show(self) -> None:
        """Show what is chosen, and what else may be."""
        _empty(self._chosen)
        for value in self._values:
            self._chosen.add(self._button(value, chosen=True))
        self._chosen.setVisible(bool(self._values))
        for part in (self._query, self._own, self._found):
            part.setVisible(not self._is_settled)
        self._change.setVisible(self._is_settled)
        self._show_found()

    def _show_found(self) -> None:
        _empty(self._found)
        if self._is_settled:
            return
        self._say_own()
        last = [option for option in self._open_offers() if _stands_last(option)]
        offers = [option for option in self._matching() if option not in last]
        room = len(offers) if self._shows_all else max(SHOWN - len(last), 1)
        self._found.add(*(self._button(option.coding, chosen=False) for option in offers[:room]))
        if not offers and not self._is_open:
            self._found.add(Words(self.tr("Nothing like that is on the list."), "label"))
        if len(offers) > room:
            self._found.add(self._all_button(len(offers) + len(last)))
        self._found.add(*(self._button(option.coding, chosen=False) for option in last))

    def _say_own(self) -> None:
        """Say that words of one's own are an answer, and which they are."""
        typed = self._typed()
        words = self.tr("Not on the list? Type it in your own words.")
        if typed is not None:
            answer = said(self.item, typed, self.language)
            words = self.tr("Your answer: {answer}").format(answer=answer)
        self._own.setText(words)
        self._own.setProperty(PERSONAL, typed is not None)
        self._own.setVisible(self._is_open)

    def _all_button(self, count: int) -> TouchButton:
        """Return the button that shows every offer in place."""
        every = TouchButton(
            self.look,
            self.tr("Show all {count}").format(count=count),
            name=f"all_{self.item.link_id}",
            icon="chevron-down",
        )
        every.setAccessibleDescription(self.asked)
        every.clicked.connect(self._on_all)
        return every

    def _first_offer(self) -> QWidget | None:
        """Return the first part below the field; those of before are on their way out."""
        first = self._found.box.itemAt(0)
        return first.widget() if first is not None else None

    def _open_offers(self) -> list[Option]:
        """Return the offers that are not chosen yet."""
        return [
            option
            for option in self.item.answer_options
            if not any(option.coding.means(value) for value in self._values)
        ]

    def _matching(self) -> list[Option]:
        wanted = _plain(self._query.text()).split()
        offers = [
            (option, _plain(option.display.in_language(self.language)))
            for option in self._open_offers()
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
        self._shows_all = False
        self._show_found()
        lay_out_now()
        self._say_answers()
        later(self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """Keep the first offer above the keys where there is room, but the field in any case."""
        for part in filter(None, (self._first_offer(), self._query)):
            keep_in_sight(part, self.look.px("gap"))

    @Slot()
    def _on_all(self) -> None:
        button = self.sender()
        by_key = isinstance(button, TouchButton) and button.hasFocus()
        self._shows_all = True
        self._query.clearFocus()
        self._show_found()
        lay_out_now()
        self.turned.emit()
        first = self._first_offer()
        if by_key and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

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
            announce(self._query, button.words.text())
            self._query.setText("")
            self._query.clearFocus()
        self._tell()

    def _is_exclusive(self, value: Value) -> bool:
        option = self.item.option(value)
        return option is not None and option.exclusive

    @Slot()
    def _on_change(self) -> None:
        self._values = []
        self._tell()

    def _tell(self) -> None:
        self._shows_all = False
        self._show()
        self.turned.emit()
        self._say_answers()

    def _say_answers(self) -> None:
        answers = self._answers()
        self.show_error(too_many(self.item, answers))
        self._announce(answers)


def _parted(values: tuple[Value, ...]) -> tuple[list[Value], str]:
    """Return what was chosen, and the words that stood in the field."""
    typed = next((value for value in reversed(values) if isinstance(value, str)), "")
    return [value for value in values if value != typed], typed


def _stands_last(option: Option) -> bool:
    """Return whether an offer is the way out of all the others, always in sight."""
    return option.exclusive or option.coding.code.startswith(_NOT)


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
