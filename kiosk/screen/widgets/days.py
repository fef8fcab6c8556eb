# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A day as an answer: month, day and year, one after another in one place."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QRegularExpression, Qt, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.forms.checks import FieldError, Rule
from kiosk.forms.model import Item, Value
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.entries import Entry, keep_in_sight
from kiosk.screen.widgets.even import even
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import flow
from kiosk.screen.widgets.keyboard_layout import Layout
from kiosk.screen.widgets.later import later, lay_out_now
from kiosk.screen.widgets.said import day_words, masked, month_name
from kiosk.screen.widgets.spoken import PERSONAL, announce
from kiosk.screen.widgets.text import Words

MONTHS_ACROSS, DAYS_ACROSS = 4, 7
LONGEST = 31
LEAP_YEAR = 2000
"""A year in which every day of a month is possible."""

_BEGUN = re.compile(r"([0-9]*)-([0-9]*)-([0-9]*)")


class Step(StrEnum):
    """What is chosen next; ``done`` when nothing is."""

    MONTH = "month"
    DAY = "day"
    YEAR = "year"
    DONE = "done"


@dataclass(frozen=True, slots=True, repr=False)
class Begun:
    """A day that is being chosen; 0 and an empty year are not chosen yet.

    Attributes:
        month: 1 to 12.
        day: 1 to 31.
        year: As it was typed, at most four digits.
    """

    month: int = 0
    day: int = 0
    year: str = ""

    @classmethod
    def of(cls, value: Value | None) -> "Begun":
        """Return what an answer, whole or not, has chosen."""
        text = value.isoformat() if isinstance(value, date) else str(value or "")
        parts = _BEGUN.fullmatch(text)
        if parts is None:
            return cls()
        return cls(int(parts[2] or 0), int(parts[3] or 0), parts[1])

    @property
    def is_full(self) -> bool:
        """Whether everything is chosen, be there such a day or not."""
        return bool(self.month and self.day) and len(self.year) == 4

    @property
    def days(self) -> int:
        """How many days the month has, in the year that was typed or in the longest one."""
        if not self.month:
            return LONGEST
        year = int(self.year) if len(self.year) == 4 else LEAP_YEAR
        return calendar.monthrange(max(year, 1), self.month)[1]

    @property
    def whole(self) -> date | None:
        """The day, or None while it is not full or does not exist."""
        if not self.is_full or self.day > self.days or int(self.year) < 1:
            return None
        return date(int(self.year), self.month, self.day)

    @property
    def step(self) -> Step:
        """What is not chosen yet, or makes that there is no such day."""
        if not self.month:
            return Step.MONTH
        if not self.day or (self.is_full and self.day > self.days):
            return Step.DAY
        return Step.DONE if self.whole is not None else Step.YEAR

    def value(self) -> Value | None:
        """Return the day; what is not whole yet as a text that no check takes for a day."""
        if self.whole is not None:
            return self.whole
        if not (self.month or self.day or self.year):
            return None
        month, day = (f"{part:02}" if part else "" for part in (self.month, self.day))
        return f"{self.year}-{month}-{day}"


class DayEntry(Entry):
    """A day: touch the month, touch the day, type the year; each may be touched again."""

    def __init__(
        self, look: Look, item: Item, language: str, value: Value | None, name: str
    ) -> None:
        super().__init__(gap=look.px("gap_small"))
        self._look, self._item, self._language, self._name = look, item, language, name
        self._asked = item.text.in_language(language)
        self._begun = Begun.of(value)
        self._step = self._begun.step
        self._is_hidden = item.is_sensitive and self._begun.whole is not None
        self._is_bare = False
        self._description = ""
        self._show_again = self._make_show_again()
        self._chips = {step: self._make_chip(step) for step in (Step.MONTH, Step.DAY, Step.YEAR)}
        self._said = Words("", "strong")
        self._said.setObjectName(f"day_{name}")
        self._said.setProperty(PERSONAL, True)
        self._wish = Words("", "small", tone="second", wraps=False)
        self._wish.setMinimumHeight(look.px("target_min"))
        self._wish.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._chip_row = flow(look, *self._chips.values(), self._wish)
        self._months = self._make_months()
        self._days: list[TouchButton] = []
        self._day_grid: QWidget | None = None
        self._year = self._make_year()
        self.add(self._show_again, self._said, self._chip_row, self._months, self._year)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_focus)
        self._show()
        if self._step is Step.MONTH:
            later(self, self._prepare_days, after_ms=2 * look.ms("page_ms"))

    # Parts

    def _make_show_again(self) -> TouchButton:
        button = TouchButton(
            self._look,
            self._asked,
            name=f"show_{self._name}",
            role="choice",
            icon="eye-outline",
            text_role="strong",
            centered=False,
        )
        button.setProperty(PERSONAL, True)
        button.clicked.connect(self._on_show_again)
        return button

    def _make_chip(self, step: Step) -> TouchButton:
        chip = TouchButton(
            self._look,
            self._asked,
            name=f"change_{step.value}_{self._name}",
            role="chip",
            icon="pencil-outline",
            target="target_min",
        )
        chip.setProperty("step", step.value)
        chip.setProperty(PERSONAL, True)
        chip.clicked.connect(self._on_chip)
        return chip

    def _make_months(self) -> QWidget:
        low = self._look.is_wide and self._look.is_compact  # no room for six rows of long names
        return even(
            self._look,
            [
                self._pick(month_name(number, self._language, short=low), Step.MONTH, number)
                for number in range(1, 13)
            ],
            most=MONTHS_ACROSS,
        )

    def _prepare_days(self) -> None:
        """Make the days: with the first touch on a month it would take a tenth of a second."""
        if self._day_grid is None:
            self._days = [self._pick(str(day), Step.DAY, day) for day in range(1, LONGEST + 1)]
            self._day_grid = even(self._look, self._days, most=DAYS_ACROSS)
            self._day_grid.hide()
            self.box.insertWidget(self.box.indexOf(self._months), self._day_grid)

    def _pick(self, words: str, step: Step, number: int) -> TouchButton:
        pick = TouchButton(
            self._look,
            words,
            name=f"{step.value}_{self._name}_{number}",
            role="pick",
            target="target_min" if self._look.is_compact else "target",
        )
        pick.setProperty("step", step.value)
        pick.setProperty("number", number)
        pick.clicked.connect(self._on_pick)
        if step is Step.MONTH:
            pick.setAccessibleName(month_name(number, self._language))
        return pick

    def _make_year(self) -> TextField:
        year = TextField(self._look, name=f"field_{self._name}", keys=Layout.NUMBER.value, most=4)
        written = QRegularExpression("[0-9]{0,4}")
        year.setValidator(QRegularExpressionValidator(written, year))
        year.setPlaceholderText(self.tr("Year, like 1961"))
        year.setAccessibleName(self.tr("{question}, year").format(question=self._asked))
        year.setText(self._begun.year)
        year.textEdited.connect(self._on_year)
        return year

    # What others ask

    def value(self) -> Value | None:
        """Return the day; one that is begun comes as a text."""
        return self._begun.value()

    def is_whole(self) -> bool:
        """Whether everything is chosen, so that it can be looked at, be there such a day or not."""
        return self._begun.is_full

    def is_filled(self) -> bool:
        """Whether month, day and year are chosen."""
        return self._begun.is_full

    def is_masked(self) -> bool:
        """Whether the day is hidden until it is touched."""
        return self._is_hidden

    def lay_bare(self, *, bare: bool) -> None:
        """Show a hidden day; it is hidden again once the focus goes elsewhere."""
        self._is_bare = bare
        if bare and self._is_hidden:
            self._is_hidden = False
            self._show()

    def focus_part(self) -> QWidget | None:
        """Return the field of the year while it is the year's turn."""
        return self._year if self._step is Step.YEAR else None

    def sentence(self, error: FieldError) -> str:
        """Return what is missing, or why there is no such day."""
        if error.rule not in (Rule.WRONG_KIND, Rule.REQUIRED):
            return ""
        begun = self._begun
        if begun.is_full and begun.whole is None:
            return self._impossible()
        match begun.step:
            case Step.MONTH if begun == Begun():
                return ""
            case Step.MONTH:
                return self.tr("Please touch the month.")
            case Step.DAY:
                return self.tr("Please touch the day.")
            case Step.YEAR:
                return self.tr("Please type the year with four digits.")
        return ""

    def _impossible(self) -> str:
        begun = self._begun
        month = month_name(begun.month, self._language)
        if int(begun.year) < 1:
            return self.tr("Please type the year with four digits.")
        return self.tr("{month} {year} has only {days} days. Please change the day.").format(
            month=month, year=begun.year, days=begun.days
        )

    def describe(self, words: str, *, wrong: bool) -> None:
        """Mark the year and describe every part."""
        self._description = f"{self._asked} {words}".strip()
        self._year.show_error(wrong=wrong)
        self._year.setAccessibleDescription(words)
        for part in (self._show_again, *self._chips.values(), *self._picks()):
            part.setAccessibleDescription(self._description)

    def _picks(self) -> Iterable[TouchButton]:
        return (*self._months.findChildren(TouchButton), *self._days)

    # What shows

    def _show(self) -> None:
        begun, step, hidden = self._begun, self._step, self._is_hidden
        self._show_again.setVisible(hidden)
        self._chip_row.setVisible(not hidden)
        for one, words in self._chip_words().items():
            chip = self._chips[one]
            chip.setVisible(bool(words) and one is not step)
            chip.words.setText(words)
            chip.setAccessibleName(self.tr("{chosen}. Touch to change").format(chosen=words))
        self._months.setVisible(step is Step.MONTH and not hidden)
        if step is Step.DAY:
            self._prepare_days()
        if self._day_grid is not None:
            self._day_grid.setVisible(step is Step.DAY and not hidden)
            for number, pick in enumerate(self._days, start=1):
                pick.setVisible(number <= begun.days)
        self._year.setVisible(step is Step.YEAR and not hidden)
        self._say()
        self.updateGeometry()

    def _chip_words(self) -> dict[Step, str]:
        begun = self._begun
        month = month_name(begun.month, self._language) if begun.month else ""
        return {
            Step.MONTH: month,
            Step.DAY: str(begun.day) if begun.day else "",
            Step.YEAR: begun.year if len(begun.year) == 4 else "",
        }

    def _say(self) -> None:
        """Say the day back, and what to do next; why there is none, the question says."""
        begun = self._begun
        whole = begun.whole
        words = "" if whole is None else day_words(whole, self._language)
        if words and words != self._said.text() and not self._is_hidden:
            announce(self._said, words)
        self._said.setText(words)
        self._said.setVisible(bool(words) and not self._is_hidden)
        wish = {
            Step.MONTH: self.tr("Touch the month"),
            Step.DAY: self.tr("Touch the day"),
            Step.YEAR: self.tr("Type the year"),
        }.get(Step.DONE if begun.is_full and self._step is Step.YEAR else self._step, "")
        self._wish.setText(wish)
        self._wish.setVisible(bool(wish) and not self._is_hidden)
        if whole is not None:
            hidden_words = masked(self._item, whole, self._language)
            self._show_again.words.setText(hidden_words)
            self._show_again.setAccessibleName(
                self.tr("{hidden}. Touch to see or change it").format(hidden=hidden_words)
            )

    # What is touched

    @Slot()
    def _on_pick(self) -> None:
        pick = self.sender()
        if not isinstance(pick, TouchButton):
            return
        number = int(pick.property("number"))
        if pick.property("step") == Step.MONTH:
            begun = replace(self._begun, month=number)
            if begun.day > begun.days and not begun.is_full:
                begun = replace(begun, day=0)
        else:
            begun = replace(self._begun, day=number)
        self._choose(begun, by_key=pick.hasFocus())

    def _choose(self, begun: Begun, *, by_key: bool) -> None:
        self._begun = begun
        self._go(begun.step, by_key=by_key)
        self.edited.emit()

    def _go(self, step: Step, *, by_key: bool = False) -> None:
        """Show a step; the focus follows where a real keyboard is used, and to the year."""
        if self._year.hasFocus() and step is not Step.YEAR:
            self._year.clearFocus()
        self._step = step
        self._show()
        self.describe_again()
        lay_out_now()
        self.turned.emit()
        target = {
            Step.DAY: next(iter(self._days), None),
            Step.MONTH: next(iter(self._months.findChildren(TouchButton)), None),
            Step.YEAR: self._year,
            Step.DONE: self._chips[Step.MONTH],
        }[step]
        if target is not None and (by_key or step is Step.YEAR):
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def describe_again(self) -> None:
        """Describe the parts that came later."""
        for part in self._days:
            part.setAccessibleDescription(self._description)

    @Slot()
    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, TouchButton):
            self._go(Step(str(chip.property("step"))), by_key=chip.hasFocus())

    @Slot()
    def _on_show_again(self) -> None:
        by_key = self._show_again.hasFocus()
        self._is_hidden = False
        self._go(Step.DONE, by_key=by_key)

    @Slot(str)
    def _on_year(self, text: str) -> None:
        self._begun = begun = replace(self._begun, year=text)
        if begun.is_full and begun.step is Step.DAY:
            self._choose(begun, by_key=False)
            return
        self._say()
        self.edited.emit()
        keep_in_sight(self._year, self._look.px("gap"))

    @Slot(QWidget, QWidget)
    def _on_focus(self, _left: QWidget | None, here: QWidget | None) -> None:
        """Close a day once the focus goes elsewhere, and hide it unless it is asked about."""
        if here is None or self.isAncestorOf(here) or self._begun.whole is None:
            return
        hidden = self._item.is_sensitive and not self._is_bare
        if self._step is not Step.DONE or hidden is not self._is_hidden:
            self._step, self._is_hidden = Step.DONE, hidden
            self._show()
