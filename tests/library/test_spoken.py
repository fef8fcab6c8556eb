# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What is said where something else is printed, and where on the page it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.library.facts import unbroken
from kiosk.library.spoken import (
    Names,
    spelled,
    spoken_text,
)

NAMES = Names(
    {"vyepti": "vye ep tee", "eptinezumab": "ep ti nez ue mab", "iron sucrose": "eye urn"}
)


@pytest.mark.parametrize(
    ("shown", "english", "spanish"),
    [
        ("Call 911.", "Call nine one one.", "Call nueve uno uno."),
        ("(503) 555-0101", "five zero three, five five five, zero one zero one",
         "cinco cero tres, cinco cinco cinco, cero uno cero uno"),
        ("1-800-FDA-1088", "one, eight zero zero, F D A, one zero eight eight",
         "uno, ocho cero cero, F D A, uno cero ocho ocho"),
        ("100.4 °F", "100.4 degrees Fahrenheit", "100 punto 4 grados Fahrenheit"),
        ("1 mg", "1 milligram", "1 miligramo"),
        ("1,000 mL", "1000 milliliters", "1000 mililitros"),
        ("2\N{EN DASH}3", "2 to 3", "2 a 3"),
        ("an IV line", "an I V line", "an i ve line"),
        ("a PICC", "a pick", "a pic"),
        ("in 2026", "in 2026", "in 2026"),
        ("30 minutes", "30 minutes", "30 minutes"),
        ("COVID-19", "COVID-19", "COVID-19"),
        ("9110 or 1911", "9110 or 1911", "9110 or 1911"),
        ("at 2026-11-22", "at 2026-11-22", "at 2026-11-22"),
    ],
)  # fmt: skip
def test_numbers_and_short_words_are_said_as_people_say_them(
    shown: str, english: str, spanish: str
) -> None:
    assert spoken_text(shown, "en").text == english
    assert spoken_text(shown, "es").text == spanish


def test_medicine_names_are_said_by_their_sound() -> None:
    said = spoken_text("Vyepti (eptinezumab) and Iron sucrose", "en", NAMES)

    assert said.text == "vye ep tee (ep ti nez ue mab) and eye urn"


def test_name_inside_a_longer_word_is_left_alone() -> None:
    assert spoken_text("Vyeptix", "en", NAMES).text == "Vyeptix"


def test_words_are_found_again_on_the_page() -> None:
    said = spoken_text("Ask for Vyepti today.", "en", NAMES)

    places = [said.shown_at(said.text.index(word), len(word)) for word in ("for", "ep", "today.")]
    assert [said.shown[start : start + length] for start, length in places] == [
        "for",
        "Vyepti",
        "today.",
    ]


def test_sign_after_a_name_belongs_to_its_word() -> None:
    said = spoken_text("Ask for Vyepti, please.", "en", NAMES)

    start, length = said.shown_at(said.text.index("tee,"), len("tee,"))
    assert said.shown[start : start + length] == "Vyepti,"


def test_phone_number_that_never_parts_is_said_alike() -> None:
    assert spoken_text(unbroken("503-555-0101"), "en").text.endswith("zero one zero one")


def test_receipt_code_is_said_character_by_character() -> None:
    said = spelled("K7Q", "es")

    assert said.text == "K, siete, Q"
    assert said.shown_at(3, 5) == (1, 1)


@given(st.text(alphabet="aIV 0123456789\N{EN DASH}.,-()°FCmg", max_size=40))
def test_every_word_has_a_place_on_the_page(shown: str) -> None:
    said = spoken_text(shown, "es", NAMES)

    for place in range(len(said.text)):
        start, length = said.shown_at(place, 1)
        assert 0 <= start <= start + length <= len(shown)
