# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A day is touched and typed in few steps, said back, mended in words, and hidden when left."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.forms.checks import FieldError, Rule
from kiosk.forms.model import ItemType, Value
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.days import Begun, Step
from kiosk.screen.widgets.field import TextField
from tests.support.questions import Sheet, item, look_on, sheet

BORN = date(1961, 3, 4)


@contextmanager
def _day(
    app: QApplication, *values: Value, language: str = "en", **more: object
) -> Iterator[Sheet]:
    asked = item(ItemType.DATE, **more), values
    other = item(ItemType.STRING, link_id="other"), ()
    with sheet(app, look_on("portrait"), asked, other, language=language) as view:
        yield view


def _type(view: Sheet, text: str) -> None:
    QTest.keyClicks(view.part("field_q", TextField), text)
    view.settle()


def _told(view: Sheet) -> list[str]:
    """Return what is said about a day that is none, as often as it stands there."""
    view.settle()
    labels = view.window.findChildren(QLabel)
    return [one.text() for one in labels if one.isVisible() and "has only" in one.text()]


def test_two_touches_and_four_digits_make_a_day(qapp: QApplication) -> None:
    with _day(qapp) as view:
        view.tap("month_q_3")
        view.tap("day_q_4")
        _type(view, "1961")

        assert view.values == (BORN,)
        assert len(view.said) == 2 + 4


def test_the_year_has_the_cursor_after_the_day(qapp: QApplication) -> None:
    with _day(qapp, "-03-") as view:
        view.tap("day_q_4")

        assert view.part("field_q", TextField).hasFocus()
        assert view.part("field_q", TextField).keys == "number"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "March 4, 1961"), ("es", "4 de marzo de 1961")]
)
def test_a_day_is_said_back_in_words(qapp: QApplication, language: str, words: str) -> None:
    with _day(qapp, "-03-04", language=language) as view:
        view.tap("field_q")
        _type(view, "1961")

        assert view.part("day_q", QLabel).text() == words


def test_what_is_not_whole_yet_is_an_answer_that_is_kept_and_refused(qapp: QApplication) -> None:
    with _day(qapp) as view:
        view.tap("month_q_3")

        assert view.values == ("-03-",)


def test_a_month_offers_no_days_that_it_has_not(qapp: QApplication) -> None:
    with _day(qapp) as view:
        view.tap("month_q_2")

        assert view.has("day_q_29")
        assert not view.has("day_q_30")


def test_a_day_that_is_none_is_said_at_once(qapp: QApplication) -> None:
    with _day(qapp, "-02-29") as view:
        view.tap("field_q")
        _type(view, "1961")

        assert view.values == ("1961-02-29",)
        assert _told(view) == ["February 1961 has only 28 days. Please change the day."]


def test_a_day_that_is_none_opens_the_days_to_choose_again(qapp: QApplication) -> None:
    with _day(qapp, "-02-29") as view:
        view.tap("field_q")
        _type(view, "1961")
        assert not view.has("field_q")
        view.tap("day_q_28")

        assert view.values == (date(1961, 2, 28),)
        assert _told(view) == []


def test_a_day_that_is_none_comes_back_open_and_is_told_once(qapp: QApplication) -> None:
    with _day(qapp, "1961-02-29") as view:
        view.questions[0].show_error(FieldError("q", Rule.WRONG_KIND))
        view.tap("field_other")

        assert len(_told(view)) == 1
        assert view.has("day_q_28")


def test_a_day_beyond_its_limit_is_said_at_once(qapp: QApplication) -> None:
    with _day(qapp, "-03-04", max_value=date(2026, 5, 1)) as view:
        view.tap("field_q")
        _type(view, "2031")

        assert view.part("error_q", QLabel).text() == "Please choose May 1, 2026 or an earlier day."


def test_a_chosen_part_can_be_touched_and_changed(qapp: QApplication) -> None:
    with _day(qapp, date(1960, 2, 29)) as view:
        view.tap("show_q")
        view.tap("change_year_q")
        view.part("field_q", TextField).setText("")
        _type(view, "1961")
        view.tap("day_q_28")

        assert view.values == (date(1961, 2, 28),)


def test_a_shorter_month_takes_a_day_away_that_it_has_not(qapp: QApplication) -> None:
    with _day(qapp, "-03-31") as view:
        view.tap("change_month_q")
        view.tap("month_q_4")

        assert view.values == ("-04-",)
        assert view.has("day_q_30")


def test_a_day_is_hidden_once_another_field_is_touched(qapp: QApplication) -> None:
    with _day(qapp, "-03-04") as view:
        view.tap("field_q")
        _type(view, "1961")
        view.tap("field_other")

        shown = [label.text() for label in view.window.findChildren(QLabel) if label.isVisible()]
        assert "••/••/1961" in shown
        assert not any("March" in words for words in shown)
        assert view.values == (BORN,)


def test_an_answered_day_comes_hidden_and_is_shown_by_a_touch(qapp: QApplication) -> None:
    with _day(qapp, BORN) as view:
        node = QAccessible.queryAccessibleInterface(view.part("show_q", QWidget))
        assert "March" not in node.text(QAccessible.Text.Name)
        assert view.questions[0].first_focus() is None

        view.tap("show_q")

        assert view.part("day_q", QLabel).text() == "March 4, 1961"


@pytest.mark.parametrize("doubted", [False, True])
def test_a_day_that_is_asked_about_is_seen_until_it_is_mended_and_left(
    qapp: QApplication, doubted: bool
) -> None:
    with _day(qapp, BORN) as view:
        question, error = view.questions[0], FieldError("q", Rule.CONSTRAINT)
        (question.show_doubt if doubted else question.show_error)(error)
        view.tap("field_other")
        assert view.part("day_q", QLabel).text() == "March 4, 1961"

        view.tap("change_day_q")
        view.tap("day_q_5")
        assert view.has("day_q")
        view.window.setFocus()
        view.tap("field_other")

        assert view.has("show_q")
        assert not view.has("day_q")


@pytest.mark.parametrize(("answer", "named"), [("-03-04", "field_q"), ("1961-03-04", "")])
def test_the_page_opens_a_day_only_at_a_year_that_lacks(
    qapp: QApplication, answer: str, named: str
) -> None:
    with _day(qapp, Begun.of(answer).value() or "", required=True) as view:
        part = view.questions[0].first_focus()

        assert (part.objectName() if part is not None else "") == named


def test_parts_that_are_hidden_say_nothing_to_a_screen_reader(qapp: QApplication) -> None:
    with _day(qapp, BORN) as view:
        names = [b.accessibleName() for b in view.window.findChildren(TouchButton) if b.isVisible()]

        assert not any("March" in name for name in names)


def test_what_is_missing_is_said_by_its_name(qapp: QApplication) -> None:
    with _day(qapp, "19-03-04") as view:
        view.questions[0].show_error(FieldError("q", Rule.WRONG_KIND))

        assert view.part("error_q", QLabel).text() == "Please type the year with four digits."


def test_every_step_can_be_gone_by_keyboard(qapp: QApplication) -> None:
    with _day(qapp) as view:
        view.part("month_q_3", QWidget).setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(view.part("month_q_3", QWidget), Qt.Key.Key_Space)
        view.settle()
        assert view.part("day_q_1", QWidget).hasFocus()
        QTest.keyClick(view.part("day_q_1", QWidget), Qt.Key.Key_Space)
        _type(view, "1961")

        assert view.values == (date(1961, 3, 1),)


def test_letters_do_not_get_into_the_year(qapp: QApplication) -> None:
    with _day(qapp, "-03-04") as view:
        view.tap("field_q")
        _type(view, "19a6.1")

        assert view.values == (BORN,)


@pytest.mark.parametrize(
    ("begun", "step", "value"),
    [
        (Begun(), Step.MONTH, None),
        (Begun(2), Step.DAY, "-02-"),
        (Begun(2, 29), Step.YEAR, "-02-29"),
        (Begun(2, 29, "20"), Step.YEAR, "20-02-29"),
        (Begun(2, 29, "2024"), Step.DONE, date(2024, 2, 29)),
        (Begun(2, 29, "2023"), Step.DAY, "2023-02-29"),
        (Begun(2, 1, "0000"), Step.YEAR, "0000-02-01"),
    ],
)
def test_a_day_on_its_way_comes_back_as_it_was(
    begun: Begun, step: Step, value: Value | None
) -> None:
    assert begun.step is step
    assert begun.value() == value
    assert Begun.of(value) == begun
