# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sentences and paragraphs are short, and a long one is named on its own line."""

import pytest

from kiosk.library.prose import (
    long_articles,
    long_paragraphs,
    long_sentences,
    sentences,
    word_count,
)
from tests.support.pages import page, places

TWENTY = "One two three four five six seven eight nine ten " * 2
TWENTY_ES = "Uno dos tres cuatro cinco seis siete ocho nueve diez " * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sit down. Rest a while! Why?", ("Sit down.", "Rest a while!", "Why?")),
        ("It fell by 7.7 days. Good.", ("It fell by 7.7 days.", "Good.")),
        ("Ask Dr. Lee at 8 a.m. today.", ("Ask Dr. Lee at 8 a.m. today.",)),
        ("Call {phone}. {center} is near.", ("Call {phone}.", "{center} is near.")),
        ("¿Le pica? ¡Avise! Ya.", ("¿Le pica?", "¡Avise!", "Ya.")),
        ("La Dra. Ruiz viene.", ("La Dra. Ruiz viene.",)),
        ("without a stop", ("without a stop",)),
        ("", ()),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


def test_signs_are_no_words() -> None:
    assert word_count("An IV - or 'drip' - takes 30-45 minutes .") == 7


@pytest.mark.parametrize(("words", "language"), [(TWENTY, "en"), (TWENTY_ES, "es")])
def test_a_sentence_of_20_words_passes_and_of_21_does_not(words: str, language: str) -> None:
    assert places(long_sentences, f"{words.strip()}.", language) == []
    assert places(long_sentences, f"{words}more.", language) == [("sentence-length", 10)]


def test_a_long_point_is_named_on_its_own_line() -> None:
    body = f"""Read this.

!!! tip "Good to know"
    - Rest, see [hives](symptom:hives). [^MC]
    - {TWENTY} more
"""

    assert places(long_sentences, body) == [("sentence-length", 14)]


def test_a_long_summary_is_named_on_the_line_of_the_head() -> None:
    (finding,) = long_sentences(page("Rest.", summary=f"{TWENTY} more."))

    assert (finding.rule, finding.line) == ("sentence-length", 3)


@pytest.mark.parametrize(
    ("sentence", "language"), [("Sit down and rest.", "en"), ("Siéntese y descanse.", "es")]
)
def test_a_paragraph_of_3_sentences_passes_and_of_4_does_not(sentence: str, language: str) -> None:
    three = " ".join([sentence] * 3)

    assert places(long_paragraphs, f"## Rest\n\n{three}", language) == []
    assert places(long_paragraphs, f"## Rest\n\n{three} {sentence}", language) == [
        ("paragraph-length", 12)
    ]


def test_a_sentence_in_a_wrapped_paragraph_counts_as_one() -> None:
    assert places(long_sentences, "One two three four\nfive six seven eight.\nNine ten.") == []


@pytest.mark.parametrize(("words", "language"), [("rest ", "en"), ("descanso ", "es")])
def test_an_article_of_800_words_passes_and_of_801_warns(words: str, language: str) -> None:
    long = words * 799

    assert places(long_articles, f"## Rest\n\n{long}", language) == []
    assert places(long_articles, f"## Rest\n\n{long}more", language) == [("article-length", 10)]
