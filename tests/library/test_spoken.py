# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What is said where something else is printed, and where on the page it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.library.facts import unbroken
from kiosk.library.model import (
    Band,
    Callout,
    CalloutKind,
    Fact,
    Heading,
    Item,
    Link,
    LinkKind,
    Listing,
    Paragraph,
    PictureBlock,
    Place,
    Table,
    Target,
    Term,
    Text,
    Tier,
)
from kiosk.library.spoken import (
    Names,
    spelled,
    spoken_band,
    spoken_block,
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


def test_parts_of_a_paragraph_are_said_together() -> None:
    spans = (
        Text("See "),
        Link("your port", Target(LinkKind.ARTICLE, "your-port")),
        Text(" or "),
        Term("line", "a tube"),
    )

    assert [part.text for part in spoken_block(Paragraph(spans), "en")] == ["See your port or line"]


def test_box_is_said_with_its_title_and_each_item() -> None:
    items = tuple(Item((Text(text),)) for text in ("Rest.", "Call 911."))
    box = Callout(CalloutKind.TIP, "Later", (Listing(items),))

    said = [part.text for part in spoken_block(box, "en")]
    assert said == ["Later", "Rest.", "Call nine one one."]


def test_cell_is_said_after_the_name_of_its_column() -> None:
    table = Table(("Line", "Stays for"), (((Text("IV"),), (Text("3 days"),)),))

    first, second = spoken_block(table, "en")
    assert (first.text, second.text) == ("Line: I V", "Stays for: 3 days")
    assert second.shown_at(second.text.index("days"), 4) == (2, 4)
    assert first.shown_at(0, 5) == (0, 0)


def test_picture_is_said_by_what_it_shows() -> None:
    said = spoken_block(PictureBlock("port", "A port under the skin", "It stays."), "en")

    assert [part.text for part in said] == ["A port under the skin", "It stays."]


def test_heading_keeps_its_language() -> None:
    assert spoken_block(Heading(2, "Su vía", "via"), "es")[0].language == "es"


def test_band_is_said_from_title_to_action() -> None:
    band = Band(
        Tier.EMERGENCY,
        {Place.HOME: "Call 911 now"},
        {Place.HOME: (Fact("your lips swell"),)},
        {Place.HOME: ("Call 911.",)},
    )

    said = [part.text for part in spoken_band(band, Place.HOME, "en")]
    assert said == ["Call nine one one now", "your lips swell", "Call nine one one."]


@given(st.text(alphabet="aIV 0123456789\N{EN DASH}.,-()°FCmg", max_size=40))
def test_every_word_has_a_place_on_the_page(shown: str) -> None:
    said = spoken_text(shown, "es", NAMES)

    for place in range(len(said.text)):
        start, length = said.shown_at(place, 1)
        assert 0 <= start <= start + length <= len(shown)
