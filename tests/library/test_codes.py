# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center as a contact card: nothing in it can begin another line, and it stays small."""

import msgspec
import pytest

from kiosk.library.codes import MOST_CARD_BYTES, contact_card
from kiosk.settings import DEMO_CENTER, Center
from tests.support.phone import read_card

SIGNS = ("le falta el aire", "se le hinchan los labios, la lengua o la garganta; aunque sea poco")


def card(center: Center = DEMO_CENTER, signs: tuple[str, ...] = SIGNS) -> str:
    return contact_card(
        center,
        emergency="Llame al 911.",
        call_if="Si:",
        signs=signs,
        closed="Fuera de horario: 555-0100",
    )


def full_card() -> str:
    return card(signs=tuple(f"señal número {number}, con acentos" for number in range(90)))


def test_card_names_the_center_and_its_phones_and_says_when_to_call_911() -> None:
    found = read_card(card())

    assert found["VERSION"] == ["3.0"]
    assert found["FN"] == [DEMO_CENTER.name]
    assert found["TEL"] == [DEMO_CENTER.phone, DEMO_CENTER.after_hours_phone]
    assert found["NOTE"] == [
        "\n".join(
            ("Llame al 911.", "Si:", *(f"- {sign}" for sign in SIGNS), "Fuera de horario: 555-0100")
        )
    ]


def test_card_has_an_address_only_where_the_center_gives_one() -> None:
    without = msgspec.structs.replace(DEMO_CENTER, address="")
    with_one = msgspec.structs.replace(DEMO_CENTER, address="1 Main St; Suite 2, Town")

    assert "ADR" not in read_card(card(without))
    assert read_card(card(with_one))["ADR"] == [";;1 Main St; Suite 2, Town;;;;"]


def test_one_phone_day_and_night_is_written_once() -> None:
    center = msgspec.structs.replace(DEMO_CENTER, after_hours_phone=DEMO_CENTER.phone)

    assert read_card(card(center))["TEL"] == [DEMO_CENTER.phone]


@pytest.mark.parametrize(
    "name", ["A; B, C", r"back\slash", r"\n", "two\nlines\r\nX-EVIL:1\rend", "Centro Señal, ñ"]
)
def test_nothing_in_a_name_begins_another_property(name: str) -> None:
    center = msgspec.structs.replace(DEMO_CENTER, name=name)

    written = card(center)

    said = name.replace("\r\n", "\n").replace("\r", "\n")
    assert read_card(written)["FN"] == [said]
    assert set(read_card(written)) <= {"VERSION", "N", "FN", "TEL", "ADR", "NOTE"}
    assert written.count("\r\n") == written.count("\n") == written.count("\r")


def test_card_leaves_out_signs_from_the_last_one_on_to_stay_small() -> None:
    found = full_card()

    assert MOST_CARD_BYTES - 60 < len(found.encode()) <= MOST_CARD_BYTES
    (note,) = read_card(found)["NOTE"]
    assert "señal número 0," in note
    assert "señal número 89," not in note
    assert note.endswith("Fuera de horario: 555-0100")


def test_card_without_signs_says_nothing_that_they_would_continue() -> None:
    (note,) = read_card(card(signs=()))["NOTE"]

    assert note == "Llame al 911.\nFuera de horario: 555-0100"


def test_card_keeps_name_and_phones_however_long_they_are() -> None:
    center = msgspec.structs.replace(DEMO_CENTER, name="中" * 120, address="中" * 200)

    found = read_card(card(center))

    assert found["FN"] == [center.name]
    assert len(found["TEL"]) == 2
