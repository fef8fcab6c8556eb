# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Choices are answered by a touch; every rule has words that mend; set answers are only said."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.forms.checks import FieldError, Rule, item_error
from kiosk.forms.model import Constraint, Item, ItemControl, ItemType, Option, Value
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.mending import count_words
from kiosk.screen.widgets.questions import OptionButton, error_words, is_agreement
from tests.support.questions import Sheet, choices, item, local, look_on, sheet

THREE = choices("Tea", "Water", "Neither", exclusive="Neither")
TEA, WATER, NEITHER = (option.coding for option in THREE)
MANY = choices(*(f"Center {number}" for number in range(12)), "Ñandú")


@contextmanager
def _asked(app: QApplication, asked: Item, *values: Value) -> Iterator[Sheet]:
    with sheet(app, look_on("portrait"), (asked, values)) as view:
        yield view


def _choice(
    kind: ItemType = ItemType.CHOICE, options: tuple[Option, ...] = THREE, **more: object
) -> Item:
    return item(kind, answer_options=options, **more)


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("kind", ItemType)
def test_every_rule_has_words_that_are_whole(rule: Rule, kind: ItemType) -> None:
    asked = item(kind, min_value=1, max_value=9)

    words = error_words(asked, FieldError("q", rule, 3, suggestion="gmail.com"))

    assert words.endswith((".", "?"))
    assert "{" not in words


@pytest.mark.parametrize(("language", "words"), [("en", "Come early."), ("es", "Venga temprano.")])
def test_a_constraint_is_told_in_its_own_words(language: str, words: str) -> None:
    early = Constraint("early", "true", local("Come early.", "Venga temprano."))
    error = FieldError("q", Rule.CONSTRAINT, key="early")
    plain = item(ItemType.STRING)

    assert error_words(item(ItemType.STRING, constraints=(early,)), error, language) == words
    assert error_words(plain, error, language, (early,)) == words


def test_yes_and_no_are_both_answers(qapp: QApplication) -> None:
    with _asked(qapp, item(ItemType.BOOLEAN)) as view:
        view.tap("option_q_no")
        view.tap("option_q_yes")

        assert [change.values for change in view.said] == [(False,), (True,)]


def test_a_box_is_ticked_and_unticked(qapp: QApplication) -> None:
    agree = item(ItemType.BOOLEAN, item_control=ItemControl.CHECK_BOX)
    with _asked(qapp, agree) as view:
        view.tap("option_q_yes")
        view.tap("option_q_yes")

        assert is_agreement(agree)
        assert [change.values for change in view.said] == [(True,), ()]


def test_one_choice_takes_the_place_of_another(qapp: QApplication) -> None:
    with _asked(qapp, _choice(), TEA) as view:
        view.tap("option_q_water")

        assert view.values == (WATER,)


def test_an_answer_that_stands_alone_unchecks_the_rest(qapp: QApplication) -> None:
    with _asked(qapp, _choice(repeats=True), TEA, WATER) as view:
        view.tap("option_q_neither")
        view.tap("option_q_tea")

        assert [change.values for change in view.said] == [(NEITHER,), (TEA,)]


def test_one_answer_too_many_is_said_at_once(qapp: QApplication) -> None:
    with _asked(qapp, _choice(repeats=True, max_occurs=1), TEA) as view:
        view.tap("option_q_water")

        assert "at most 1" in view.part("error_q", QLabel).text()


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0, 3, "Choose up to 3."),
        (2, 3, "Choose 2 to 3."),
        (2, 2, "Choose 2."),
        (2, 0, "Choose 2 or more."),
        (0, 0, "Choose all that fit."),
    ],
)
def test_how_many_may_be_chosen_is_said(least: int, most: int, words: str) -> None:
    assert count_words(_choice(repeats=True, min_occurs=least, max_occurs=most)) == words


def test_something_else_opens_a_field_for_ones_own_words(qapp: QApplication) -> None:
    with _asked(qapp, _choice(ItemType.OPEN_CHOICE)) as view:
        view.tap("other_q")
        assert view.part("field_q", TextField).hasFocus()
        QTest.keyClicks(view.part("field_q", TextField), "Juice")

        view.tap("option_q_tea")

        assert [change.values for change in view.said][-2:] == [("Juice",), (TEA,)]
        assert not view.has("field_q")


def test_own_words_come_back(qapp: QApplication) -> None:
    with _asked(qapp, _choice(ItemType.OPEN_CHOICE), "Juice") as view:
        assert view.part("other_q", OptionButton).isChecked()
        assert view.part("field_q", TextField).text() == "Juice"


def test_a_list_opens_in_place_and_closes_when_one_is_chosen(qapp: QApplication) -> None:
    nine = choices("Tea", *(f"Kind {number}" for number in range(8)))
    with _asked(qapp, _choice(options=nine, item_control=ItemControl.DROP_DOWN)) as view:
        assert not view.has("option_q_tea")
        view.tap("open_q")
        assert view.part("open_q", QWidget).accessibleName() == "Close the list"
        view.tap("option_q_tea")

        assert view.values == (TEA,)
        assert not view.has("option_q_tea")
        assert "Tea" in view.part("open_q", QWidget).accessibleName()


@pytest.mark.parametrize(
    ("glass", "scale", "opens"),
    [("portrait", 1.0, True), ("portrait", 2.0, False), ("small", 1.0, False)],
)
def test_a_short_list_stands_open_where_there_is_room(
    qapp: QApplication, glass: str, scale: float, opens: bool
) -> None:
    asked = _choice(item_control=ItemControl.DROP_DOWN)
    with sheet(qapp, look_on(glass, scale), (asked, ())) as view:
        assert view.has("option_q_tea") is opens
        assert view.has("open_q") is not opens


def _finder(kind: ItemType = ItemType.CHOICE, **more: object) -> Item:
    return _choice(kind, MANY, item_control=ItemControl.AUTOCOMPLETE, **more)


def _offers(view: Sheet) -> list[str]:
    view.settle()
    buttons = view.window.findChildren(OptionButton)
    return [button.words.text() for button in buttons if button.isVisible()]


def test_a_finder_shows_six_and_finds_the_rest_without_accents(qapp: QApplication) -> None:
    with _asked(qapp, _finder()) as view:
        assert len(_offers(view)) == 6

        QTest.keyClicks(view.part("find_q", TextField), "nand")

        assert _offers(view) == ["Ñandú"]


def test_what_was_found_takes_the_place_of_the_field(qapp: QApplication) -> None:
    with _asked(qapp, _finder()) as view:
        view.tap("option_q_center-3")

        assert _offers(view) == ["Center 3"]
        assert not view.has("find_q")

        view.tap("change_q")

        assert [change.values for change in view.said] == [(MANY[3].coding,), ()]
        assert view.has("find_q")


def test_what_is_not_on_the_list_is_the_answer_as_it_is_typed(qapp: QApplication) -> None:
    with _asked(qapp, _finder(ItemType.OPEN_CHOICE)) as view:
        QTest.keyClicks(view.part("find_q", TextField), "Lu")

        assert [change.values for change in view.said] == [("L",), ("Lu",)]
        assert view.part("own_q", QLabel).text() == "Your answer: Lu"


def test_an_offer_that_is_typed_in_full_is_that_offer(qapp: QApplication) -> None:
    with _asked(qapp, _finder()) as view:
        QTest.keyClicks(view.part("find_q", TextField), "nandu")

        assert view.values == (MANY[-1].coding,)


@pytest.mark.parametrize("kind", [ItemType.CHOICE, ItemType.OPEN_CHOICE])
def test_what_was_typed_into_a_finder_comes_back(qapp: QApplication, kind: ItemType) -> None:
    with _asked(qapp, _finder(kind), "lupus") as view:
        assert view.part("find_q", TextField).text() == "lupus"
        assert view.questions[0].first_focus() is None


def test_what_was_typed_and_is_no_offer_is_refused_in_words(qapp: QApplication) -> None:
    asked = _finder()
    with _asked(qapp, asked) as view:
        QTest.keyClicks(view.part("find_q", TextField), "lupus")
        error = item_error(asked, view.values)
        view.questions[0].show_error(error)

        assert "is not on the list" in view.part("error_q", QLabel).text()
        assert view.questions[0].first_focus() is view.part("find_q", TextField)


def test_erasing_what_was_typed_takes_the_answer_away(qapp: QApplication) -> None:
    with _asked(qapp, _finder(), "x") as view:
        QTest.keyClick(view.part("find_q", TextField), Qt.Key.Key_Backspace)

        assert view.values == ()


def test_touching_an_offer_takes_the_place_of_what_was_typed(qapp: QApplication) -> None:
    with _asked(qapp, _finder(ItemType.OPEN_CHOICE)) as view:
        QTest.keyClicks(view.part("find_q", TextField), "cent")
        view.tap("option_q_center-3")

        assert view.values == (MANY[3].coding,)


def test_the_field_stays_in_sight_while_the_offers_below_it_change(qapp: QApplication) -> None:
    with sheet(qapp, look_on("small"), (_finder(ItemType.OPEN_CHOICE), ())) as view:
        view.window.resize(1280, 180)
        field = view.part("find_q", TextField)
        QTest.keyClicks(field, "nan")
        view.settle()

        assert field.visibleRegion().boundingRect() == field.rect()


@pytest.mark.parametrize("typed", ["", "center", "zzz"])
def test_the_ways_out_of_a_list_are_always_in_sight(qapp: QApplication, typed: str) -> None:
    options = (*choices("Not sure", "Neither", exclusive="Neither"), *MANY)
    asked = item(ItemType.CHOICE, answer_options=options, item_control=ItemControl.AUTOCOMPLETE)
    with _asked(qapp, asked) as view:
        QTest.keyClicks(view.part("find_q", TextField), typed)

        assert _offers(view)[-2:] == ["Not sure", "Neither"]
        assert len(_offers(view)) <= 6


def test_every_offer_is_reached_without_typing(qapp: QApplication) -> None:
    with _asked(qapp, _finder()) as view:
        assert view.part("all_q", TouchButton).words.text() == "Show all 13"
        view.tap("all_q")

        assert len(_offers(view)) == len(MANY)
        assert not view.has("all_q")
        view.tap("option_q_center-11")
        assert view.values == (MANY[11].coding,)


def test_a_finder_takes_several_and_gives_them_back(qapp: QApplication) -> None:
    with _asked(qapp, _finder(repeats=True), MANY[1].coding) as view:
        view.tap("option_q_center-3")
        view.tap("option_q_center-1")

        first, third = MANY[1].coding, MANY[3].coding
        assert [change.values for change in view.said] == [(first, third), (third,)]


def test_a_set_answer_is_said_and_cannot_be_changed(qapp: QApplication) -> None:
    with _asked(qapp, item(ItemType.STRING, read_only=True, prefix="1."), "North") as view:
        words = [label.text() for label in view.window.findChildren(QLabel) if label.isVisible()]

        assert words == ["1. What?", "North"]
        assert view.window.findChildren(TextField) == []


def test_fields_are_named_and_say_that_they_are_required(qapp: QApplication) -> None:
    with _asked(qapp, item(ItemType.STRING, required=True)) as view:
        field = view.part("field_q", TextField)

        assert field.accessibleName() == "What?"
        assert "Required" in field.accessibleDescription()
        assert view.questions[0].title.buddy() is field
