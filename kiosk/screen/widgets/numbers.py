# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Answers in numbers: a field with its unit, less and more, and a scale instead of a slider."""

from decimal import Decimal

from PySide6.QtCore import QRegularExpression, Qt, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from kiosk.forms.kinds import rank
from kiosk.forms.model import Item, ItemType, Quantity, Unit, Value
from kiosk.forms.typed import typed_text, typed_value
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import Role, be
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.choices import OptionButton
from kiosk.screen.widgets.entries import Entry
from kiosk.screen.widgets.even import even
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.keyboard_layout import Layout
from kiosk.screen.widgets.said import number_words, said
from kiosk.screen.widgets.spoken import PERSONAL, announce
from kiosk.screen.widgets.text import Words

FEW_STEPS = 20
"""Ranges of so many steps have less and more beside the field."""
MOST_STOPS = 11
"""Most numbers of a scale that are offered at once: 0 to 10."""
NUMBER_LENGTH = 26
"""Room for sign, 15 digits, point and 9 decimals (``kinds.py``)."""

_WRITTEN = {
    False: "[-+]?[0-9]{0,10}",
    True: "[-+]?[0-9]{0,15}([.,][0-9]{0,9})?",
}


class NumberEntry(Entry):
    """A number, typed; with less and more where few numbers are possible, and its unit beside."""

    def __init__(
        self, look: Look, item: Item, language: str, value: Value | None, name: str
    ) -> None:
        super().__init__(gap=look.px("gap_small"))
        self._item, self._language = item, language
        self._bounds = _bounds(item)
        self._unit = _unit_of(item, value)
        whole = item.type is ItemType.INTEGER
        self._field = TextField(look, name=f"field_{name}", keys=_keys(item), most=NUMBER_LENGTH)
        written = QRegularExpression(_WRITTEN[not whole])
        self._field.setValidator(QRegularExpressionValidator(written, self._field))
        self._field.setAccessibleName(item.text.in_language(language))
        self._field.setPlaceholderText(item.entry_format.in_language(language))
        if value is not None:
            self._field.setText(typed_text(value))
        self._field.textEdited.connect(self._on_text)
        self._units: list[OptionButton] = []
        self.add(self._line(look, name))
        if len(item.units) > 1:
            self._units = [self._unit_button(look, unit, name) for unit in item.units]
            self.add(even(look, self._units, most=3))

    def _line(self, look: Look, name: str) -> QWidget:
        line = Ground(horizontal=True, gap=look.px("gap_small"))
        line.add(self._field, stretch=1)
        if len(self._item.units) == 1:
            words = self._item.units[0].text.in_language(self._language)
            unit = Words(words, "strong", wraps=False)
            line.add(unit)
            self._field.setAccessibleName(f"{self._field.accessibleName()}, {words}")
        self._less: TouchButton | None = None
        if _steps(self._item) in range(1, FEW_STEPS + 1):
            self._less = _step_button(look, f"less_{name}", self.tr("Less"), "minus")
            self._more = _step_button(look, f"greater_{name}", self.tr("More"), "plus")
            for button in (self._less, self._more):
                button.clicked.connect(self._on_step)
            line.box.insertWidget(0, self._less)
            line.add(self._more)
            self._fit()
        return line

    def _unit_button(self, look: Look, unit: Unit, name: str) -> OptionButton:
        chosen = self._unit == unit
        words = unit.text.in_language(self._language)
        button = OptionButton(
            look, words, words, name=f"unit_{name}_{unit.code or words}", many=False, chosen=chosen
        )
        button.setAccessibleDescription(self._field.accessibleName())
        button.clicked.connect(self._on_unit)
        return button

    def value(self) -> Value | None:
        """Return the number; a text that is none comes as it was typed."""
        text = self._field.text().strip()
        if not text:
            return None
        number = typed_value(self._item, text, self._language, self._unit)
        return text if number is None else number

    def focus_part(self) -> QWidget | None:
        """Return the field."""
        return self._field

    def describe(self, words: str, *, wrong: bool) -> None:
        """Mark the field and describe it."""
        self._field.show_error(wrong=wrong)
        self._field.setAccessibleDescription(words)

    @Slot()
    def _on_text(self) -> None:
        self._fit()
        self.edited.emit()

    @Slot()
    def _on_unit(self) -> None:
        for button, unit in zip(self._units, self._item.units, strict=True):
            button.setChecked(button is self.sender())
            if button.isChecked():
                self._unit = unit
        self.edited.emit()

    @Slot()
    def _on_step(self) -> None:
        up = self.sender() is self._more
        number = moved(self._item, self._number(), up=up)
        self._field.setText(number_words(number))
        announce(self._field, self._field.text())
        self._on_text()

    def _number(self) -> Decimal | None:
        found = self.value()
        number = None if found is None else rank(found)
        return None if number is None else Decimal(number)

    def _fit(self) -> None:
        if self._less is not None:
            least, most = self._bounds
            number = self._number()
            self._less.setEnabled(number is None or least is None or number > least)
            self._more.setEnabled(number is None or most is None or number < most)


class ScaleEntry(Entry):
    """A number on a scale: its big steps to touch, less and more between them, said in words.

    It stands for a slider, which a finger that trembles cannot set.
    """

    def __init__(
        self, look: Look, item: Item, language: str, value: Value | None, name: str
    ) -> None:
        super().__init__(gap=look.px("gap_small"))
        self._item, self._language = item, language
        self._bounds = _bounds(item)
        number = None if value is None else rank(value)
        self._number = None if number is None else Decimal(number)
        self._stops = {number: self._stop(look, number, name) for number in big_steps(item)}
        self.add(even(look, list(self._stops.values()), most=MOST_STOPS))
        line = Ground(horizontal=True, gap=look.px("gap_small"))
        self._less = _step_button(look, f"less_{name}", self.tr("Less"), "minus")
        self._more = _step_button(look, f"greater_{name}", self.tr("More"), "plus")
        for button in (self._less, self._more):
            button.clicked.connect(self._on_step)
        self._words = Words("", "strong")
        self._words.setObjectName(f"scale_{name}")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.add(self._less)
        line.add(self._words, stretch=1)
        line.add(self._more)
        self.add(line)
        self._show()

    def _stop(self, look: Look, number: Decimal, name: str) -> TouchButton:
        words = number_words(number)
        stop = TouchButton(
            look, words, name=f"stop_{name}_{words}", role="pick", target="target_min"
        )
        stop.setMinimumHeight(look.px("target_min" if look.is_compact else "target"))
        be(stop, Role.RadioButton)
        stop.setCheckable(True)
        stop.setAccessibleName(self._said(number))
        stop.clicked.connect(self._on_stop)
        return stop

    def _said(self, number: Decimal) -> str:
        return said(self._item, _of_type(self._item, number, self._language), self._language)

    def value(self) -> Value | None:
        """Return the number, None until one was touched."""
        if self._number is None:
            return None
        return _of_type(self._item, self._number, self._language)

    def describe(self, words: str, *, wrong: bool) -> None:  # noqa: ARG002 (as every entry)
        """Describe the steps; what is wrong stands above them."""
        asked = self._item.text.in_language(self._language)
        state = self._words.text()
        for part in (*self._stops.values(), self._less, self._more):
            part.setAccessibleDescription(f"{asked} {state} {words}".strip())

    def _show(self) -> None:
        least, most = self._bounds
        for here, stop in self._stops.items():
            stop.setChecked(here == self._number)
        number = self._number
        self._words.setProperty(PERSONAL, number is not None)
        if number is None:
            ends = (self._said(end) for end in (least, most) if end is not None)
            self._words.setText(
                self.tr("Touch a number, {least} to {most}.").format(
                    **dict(zip(("least", "most"), ends, strict=True))
                )
            )
        else:
            self._words.setText(self.tr("{number} chosen").format(number=self._said(number)))
        self._less.setEnabled(number is None or least is None or number > least)
        self._more.setEnabled(number is None or most is None or number < most)

    @Slot()
    def _on_stop(self) -> None:
        touched = self.sender()
        self._choose(next(n for n, stop in self._stops.items() if stop is touched))

    @Slot()
    def _on_step(self) -> None:
        self._choose(moved(self._item, self._number, up=self.sender() is self._more))

    def _choose(self, number: Decimal) -> None:
        self._number = number
        self._show()
        announce(self._words, self._words.text())
        self.edited.emit()


def _step_button(look: Look, name: str, words: str, icon: str) -> TouchButton:
    """Return a button for one step less or more; in a row it is as wide as its word."""
    return TouchButton(look, words, name=name, icon=icon, above=True, text_role="small")


def _bounds(item: Item) -> tuple[Decimal | None, Decimal | None]:
    ranks = (None if b is None else rank(b) for b in (item.min_value, item.max_value))
    least, most = (None if r is None else Decimal(r) for r in ranks)
    return least, most


def _step(item: Item) -> Decimal:
    return Decimal(item.slider_step or 1)


def _steps(item: Item) -> int:
    """Return how many steps lie between the bounds, 0 where there are none."""
    least, most = _bounds(item)
    return 0 if least is None or most is None else int((most - least) / _step(item))


def moved(item: Item, number: Decimal | None, *, up: bool) -> Decimal:
    """Return the next number up or down, within the bounds; the first one is the least or 0."""
    least, most = _bounds(item)
    if number is None:
        return least if least is not None else Decimal(0)
    number += _step(item) if up else -_step(item)
    if least is not None:
        number = max(number, least)
    return min(number, most) if most is not None else number


def big_steps(item: Item) -> tuple[Decimal, ...]:
    """Return the numbers of a scale to offer: all, or every second, fifth, tenth ... and the end.

    Args:
        item: A number with both bounds (``invariants.py``).
    """
    least, most = _bounds(item)
    if least is None or most is None:
        return ()
    step = _step(item)
    sizes = (10**power * times for power in range(10) for times in (1, 2, 5))
    each = next(size for size in sizes if _steps(item) / size <= MOST_STOPS - 1)
    stops = [least + index * each * step for index in range(_steps(item) // each + 1)]
    return (*stops, most) if stops[-1] < most else tuple(stops)


def _of_type(item: Item, number: Decimal, language: str) -> Value:
    match item.type:
        case ItemType.INTEGER:
            return int(number)
        case ItemType.QUANTITY:
            return item.units[0].quantity(number, language) if item.units else Quantity(number)
    return number


def _unit_of(item: Item, value: Value | None) -> Unit | None:
    """Return the unit that an answer has, else the first that is offered."""
    if isinstance(value, Quantity):
        return next((unit for unit in item.units if value.is_measured_like(unit)), None)
    return next(iter(item.units), None)


def _keys(item: Item) -> str:
    least = _bounds(item)[0]
    if least is not None and least < 0:
        return Layout.MESSAGE.value  # a pad has no minus
    return (Layout.NUMBER if item.type is ItemType.INTEGER else Layout.DECIMAL).value
