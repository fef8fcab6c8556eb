# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How a part is said: words first, then what it is, what holds of it and its place."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.library.spoken import Names
from kiosk.screen.guide.parts import Part, Role, State
from kiosk.screen.guide.phrases import Phrases, Utterance

ALONE = Phrases("en", overheard=False)
OVERHEARD = Phrases("en", overheard=True)


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    """Where the parts stand."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def line(said: Utterance) -> str:
    return " | ".join(text for _, text in said)


def test_words_come_first_then_role_and_state_and_place(widget: QWidget) -> None:
    part = Part(widget, Role.BOX, "Text me", states=frozenset({State.SELECTED}))

    assert line(ALONE.part(part, (3, 12))) == "Text me | check box, checked. 3 of 12"


def test_running_text_has_a_place_and_no_role(widget: QWidget) -> None:
    assert line(ALONE.part(Part(widget, Role.TEXT, "Rest."), (1, 2))) == "Rest. | 1 of 2"


def test_medicines_and_numbers_are_said_by_their_sound(widget: QWidget) -> None:
    phrases = Phrases("en", Names({"vyepti": "vye ep tee"}), overheard=False)
    part = Part(widget, Role.TEXT, "Vyepti? Call 911.")

    assert line(phrases.part(part, None)) == "vye ep tee? Call nine one one."


def test_receipt_code_is_spelled(widget: QWidget) -> None:
    part = Part(widget, Role.TEXT, "K7M", states=frozenset({State.SPELLED}))

    assert line(OVERHEARD.part(part, None)) == "K, seven, M"


def test_field_is_said_with_its_answer_error_and_hint(widget: QWidget) -> None:
    part = Part(
        widget,
        Role.FIELD,
        "First name",
        value="Mira",
        states=frozenset({State.WRONG}),
        error="Letters only.",
        hint="Required.",
        is_private=True,
    )

    assert line(ALONE.part(part, (2, 9))) == (
        "First name | field, Mira, to be corrected. 2 of 9 | Letters only. Required."
    )
    assert "Mira" not in line(OVERHEARD.part(part, (2, 9)))
    assert "filled in" in line(OVERHEARD.part(part, (2, 9)))


def test_only_what_shows_of_a_masked_answer_is_said(widget: QWidget) -> None:
    part = Part(widget, Role.FIELD, "Phone", value="(•••) •••-0143", is_private=True)

    assert line(ALONE.part(part, None)) == "Phone | field, 0143"


def test_answer_is_offered_to_all_and_its_state_told_to_none(widget: QWidget) -> None:
    chosen = frozenset({State.SELECTED})
    part = Part(widget, Role.CHOICE, "Call me", states=chosen, is_private=True)

    assert line(OVERHEARD.part(part, None)) == "Call me | choice"
    assert line(OVERHEARD.state(part)) == "filled in"
    assert line(ALONE.state(part)) == "selected"


@pytest.mark.parametrize("role", [Role.KEY, Role.PICK])
def test_no_key_is_named_where_others_may_hear_it(widget: QWidget, role: Role) -> None:
    row = [Part(widget, role, name, is_private=True) for name in "abc"]

    assert line(OVERHEARD.part(row[0], None)) == "A key"
    assert line(OVERHEARD.row(row, (1, 4))) == "A row of keys | row. 1 of 4"
    assert line(ALONE.row(row, (1, 4))) == "a to c | row. 1 of 4"


def test_announcement_with_the_visitors_words_is_not_said_to_others() -> None:
    assert line(OVERHEARD.news("March 4, 1961", is_private=True)) == "filled in"
    assert line(OVERHEARD.news("Printing.", is_private=False)) == "Printing."
