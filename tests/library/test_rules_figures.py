# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How often something happens is said in numbers, and in one way per list."""

from pathlib import Path

import pytest

from kiosk.library.figures import (
    frequency_words,
    mixed_denominators,
    percentages,
    reference_figures,
    wholes,
)
from kiosk.library.reference import load_reference
from tests.support.library import spoil, write_content
from tests.support.pages import page, places


@pytest.mark.parametrize(
    ("text", "language", "severity"),
    [
        ("Headache is common.", "en", "error"),
        ("It is rare. It goes away in 2 days.", "en", "error"),
        ("A rash is unlikely.", "en", "error"),
        ("It often goes away.", "en", "warning"),
        ("Usually it is mild.", "en", "warning"),
        ("Most people feel well.", "en", "warning"),
        ("El dolor de cabeza es común.", "es", "error"),
        ("Es raro.", "es", "error"),
        ("Es poco frecuente.", "es", "error"),
        ("A menudo se quita.", "es", "warning"),
        ("Suele ser leve.", "es", "warning"),
    ],
)
def test_a_frequency_word_alone_is_named(text: str, language: str, severity: str) -> None:
    (finding,) = frequency_words(page(f"Rest.\n\n{text}", language))

    assert (finding.rule, finding.line, finding.severity) == ("frequency-word", 12, severity)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Headache is common (9 in 100 people).", "en"),
        ("It is rare: about one in a thousand.", "en"),
        ("Ask how common it is.", "en"),
        ("Eat and drink as usual.", "en"),
        ("Which side effects are more likely in you?", "en"),
        ("El dolor de cabeza es común (9 de cada 100).", "es"),
        ("Pregunte con qué frecuencia pasa.", "es"),
        ("Dígalo si se siente raro.", "es"),
        ("Coma como de costumbre.", "es"),
    ],
)
def test_a_number_beside_it_or_no_frequency_at_all_passes(text: str, language: str) -> None:
    assert places(frequency_words, text, language) == []


def test_a_summary_is_judged_on_its_line_of_the_head() -> None:
    (finding,) = frequency_words(page("Rest.", summary="It is rare."))

    assert (finding.rule, finding.line) == ("frequency-word", 3)


def test_a_heading_may_ask_about_common_things() -> None:
    assert places(frequency_words, "## Which effects are common?\n\n- 9 in 100 itch") == []


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("61 to 64 of 100 people, and 1 in 10", "en", ("100", "10")),
        ("3 out of every 1,000", "en", ("1000",)),
        ("a reading of 180/120, 30 minutes, 4 to 72 hours", "en", ()),
        ("9 de cada 100, y 1 de 10", "es", ("100", "10")),
        ("de 4 a 72 horas, el 3 de mayo de 2027", "es", ()),
        ("9% of people", "en", ("100",)),
    ],
)
def test_parts_name_their_whole(text: str, language: str, found: tuple[str, ...]) -> None:
    assert wholes(text, language) == found


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [("9 in 100 itch", "1 in 10 sleep", "en"), ("9 de cada 100", "1 de cada 10", "es")],
)
def test_two_wholes_in_one_list_are_named_where_the_second_stands(
    first: str, second: str, language: str
) -> None:
    assert places(mixed_denominators, f"- {first}\n- {second}", language) == [
        ("mixed-denominators", 11)
    ]


def test_the_same_whole_through_a_list_passes() -> None:
    assert places(mixed_denominators, "- 9 in 100 itch\n- 1 in 100 sleep") == []


def test_another_list_may_have_another_whole() -> None:
    assert places(mixed_denominators, "- 9 in 100\n\nRest.\n\n- 1 in 10") == []


@pytest.mark.parametrize(
    ("bad", "good", "language"),
    [("About 14.3% itch.", "About 1 in 7 itch.", "en"), ("Un 9 por ciento.", "9 de 100.", "es")],
)
def test_a_percentage_is_named(bad: str, good: str, language: str) -> None:
    assert places(percentages, bad, language) == [("percent", 10)]
    assert places(percentages, good, language) == []


def test_the_reference_keeps_the_same_rules(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    therapy = "reference/therapies/eptinezumab.toml"
    assert list(reference_figures(load_reference(content)[0])) == []

    spoil(content, therapy, "6 in 100 with placebo", "1 in 20 with placebo")
    spoil(content, therapy, "It helps prevent migraine.", "It is common.")

    found = {(one.file, one.rule) for one in reference_figures(load_reference(content)[0])}
    assert found == {(therapy, "mixed-denominators"), (therapy, "frequency-word")}
