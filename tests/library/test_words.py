# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Comparing words: accents, case and typing errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.library.words import deletions, fold, slug_of, tokens, typing_errors

WORDS = st.text(alphabet="abcde", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("text", "folded"), [("Picazón", "picazon"), ("ÑANDÚ", "nandu"), ("straße", "strasse")]
)
def test_fold_drops_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_slug_of_keeps_letters_and_digits() -> None:
    assert slug_of("¿Qué traer? (2 cosas)") == "que-traer-2-cosas"


@pytest.mark.parametrize(
    ("typed", "word", "errors"),
    [
        ("hives", "hives", 0),
        ("hvies", "hives", 1),
        ("hive", "hives", 1),
        ("hivess", "hives", 1),
        ("hibes", "hives", 1),
        ("migrane", "migraine", 1),
        ("eptinezumba", "eptinezumab", 1),
        ("abcdef", "hives", 3),
    ],
)
def test_typing_errors_are_counted(typed: str, word: str, errors: int) -> None:
    assert typing_errors(typed, word, 2) == errors


@given(WORDS, WORDS)
def test_typing_errors_are_the_same_both_ways(one: str, other: str) -> None:
    assert typing_errors(one, other, 2) == typing_errors(other, one, 2)


@given(WORDS, st.integers(0, 8), st.sampled_from(["drop", "swap", "add"]))
def test_a_typing_error_keeps_a_shared_deletion(word: str, place: int, kind: str) -> None:
    cut = place % len(word)
    match kind:
        case "drop":
            typed = word[:cut] + word[cut + 1 :]
        case "add":
            typed = word[:cut] + "x" + word[cut:]
        case _:
            typed = word[:cut] + word[cut : cut + 2][::-1] + word[cut + 2 :]

    shared = deletions(word, 1) & deletions(typed, 1)

    assert shared or len(word) < 3


@given(st.text(max_size=60))
def test_tokens_hold_only_plain_letters_and_digits(text: str) -> None:
    assert all(token.isascii() and token.isalnum() for token in tokens(text))
