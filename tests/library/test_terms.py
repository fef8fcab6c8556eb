# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words keep their place while case, accents and forms are folded away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.library.terms import forms, stem, telling, terms


@pytest.mark.parametrize(
    "words",
    [
        ("itch", "itchy", "itches", "itching"),
        ("hive", "hives"),
        ("cramp", "cramps", "cramping", "cramped"),
        ("dizzy", "dizziness"),
        ("tired", "tiredness"),
        ("swell", "swelling", "swollen"),
        ("mareo", "mareos", "mareado", "mareada", "marear"),
        ("pica", "pican", "picazon", "picar"),
        ("duele", "duelen", "dolor", "dolores"),
        ("hinchado", "hinchada", "hinchazon", "hincha"),
        ("convulsion", "convulsiones", "convulsionando"),
        ("roja", "rojas", "rojo", "rojos"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("word", "other"), [("chest", "chills"), ("sore", "suero"), ("hot", "hoy"), ("presion", "pre")]
)
def test_other_words_keep_other_stems(word: str, other: str) -> None:
    assert stem(word) != stem(other)


@pytest.mark.parametrize(
    ("text", "word", "part"),
    [
        ("Calor: PICAZÓN fuerte", "picazon", "PICAZÓN"),
        ("picazo\u0301n fuerte", "picazon", "picazo\u0301n"),
        ("¿Crohn's o no?", "crohns", "Crohn's"),
        ("It\u2019s Crohn\u2019s disease", "crohns", "Crohn\u2019s"),
        ("o\ufb03ce ﬁt", "fit", "ﬁt"),
        ("(Solu-Medrol)", "solumedrol", "Solu-Medrol"),
        ("(Solu-Medrol)", "medrol", "Medrol"),
    ],
)
def test_a_word_knows_its_place_in_the_text(text: str, word: str, part: str) -> None:
    (found,) = (one for one in terms(text) if one.text == word)

    assert text[found.start : found.end] == part


@given(st.text(max_size=60))
def test_places_lie_in_the_text_in_order(text: str) -> None:
    found = [one for one in terms(text) if not one.joined]

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.text(alphabet="abé-' \u20191ñ\u0301.", max_size=40))
def test_an_index_holds_the_words_that_are_compared(text: str) -> None:
    words, stems = forms(text)

    assert words == {one.text for one in terms(text)}
    assert stems == {one.stem for one in terms(text)}


def test_fillers_are_dropped_unless_there_is_nothing_else() -> None:
    assert [one.text for one in telling(terms("why do I feel hot in the face"))] == ["hot", "face"]
    assert [one.text for one in telling(terms("what is it"))] == ["what", "is", "it"]
