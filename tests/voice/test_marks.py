# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Each word gets a mark that names its place."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from kiosk.voice.marks import marked, word_at


def test_each_word_is_marked_with_its_place() -> None:
    assert marked("Tell us.") == '<speak><mark name="0"/>Tell <mark name="5"/>us.</speak>'


def test_words_before_the_place_are_left_out() -> None:
    assert marked("Tell us. now.", 6) == '<speak><mark name="5"/>us. <mark name="9"/>now.</speak>'


def test_place_between_words_means_the_next_one() -> None:
    assert word_at("Tell  us", 4) == (6, 2)


def test_after_the_last_word_there_is_none() -> None:
    assert word_at("Tell us ", 8) is None


@given(st.text())
def test_any_text_is_one_line_of_well_formed_xml(text: str) -> None:
    said = marked(text)

    ET.fromstring(said)
    assert not set(said) & set("\r\n")
