# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""School grades of fixed samples: a counter that changes its mind is noticed here."""

import sys

import pytest

from kiosk.faults import EnvironmentFault
from kiosk.library import readability
from kiosk.library.readability import (
    GATE,
    Reading,
    hard_page,
    masked,
    reading_level,
    reading_of,
    spanish_syllables,
)
from tests.support.pages import page

PLAIN = {
    "en": (
        "You come in and sit down in a large chair.",
        "A nurse puts a thin tube into a vein in your arm.",
        "The medicine goes in slowly, and it takes about one hour.",
        "Tell the nurse at once if you feel hot, dizzy or short of breath",
        "have a rash or trouble breathing",
    ),
    "es": (
        "Usted llega y se sienta en un sillón grande.",
        "Enfermería le pone un tubo delgado en una vena del brazo.",
        "La medicina entra poco a poco, y tarda más o menos una hora.",
        "Avise en seguida si siente calor, mareo o falta de aire",
    ),
}
HARD = {
    "en": "Immunoglobulin administration necessitates continuous monitoring of hemodynamic"
    " parameters throughout the infusion procedure.",
    "es": "La administración de inmunoglobulina requiere la monitorización continua de los"
    " parámetros hemodinámicos durante todo el procedimiento de infusión.",
}


def test_scores_of_the_english_sample_are_pinned() -> None:
    grades = reading_of(PLAIN["en"], "en").grades

    assert {name: round(grade, 1) for name, grade in grades.items()} == {
        "Flesch-Kincaid": 2.3,
        "SMOG": 5.7,
        "Gunning Fog": 4.2,
        "Dale-Chall": 6.0,
    }


def test_scores_of_the_spanish_sample_are_pinned() -> None:
    reading = reading_of(PLAIN["es"], "es")

    assert {name: round(grade, 1) for name, grade in reading.grades.items()} == {
        "Fernández Huerta": 5.3,
        "Szigriszt-Pazos": 5.7,
    }
    assert {name: round(score, 1) for name, score in reading.told.items()} == {
        "Crawford": 3.6,
        "Gutiérrez de Polini": 53.7,
    }


@pytest.mark.parametrize("language", ["en", "es"])
def test_plain_words_pass_the_gate_and_hard_ones_do_not(language: str) -> None:
    assert reading_of(PLAIN[language], language).median < GATE
    assert reading_of([HARD[language]], language).median > GATE


@pytest.mark.parametrize("language", ["en", "es"])
def test_points_without_a_stop_count_as_sentences(language: str) -> None:
    points = [text.rstrip(".") for text in PLAIN[language]]

    assert reading_of(points, language) == reading_of(PLAIN[language], language)


def test_a_stop_inside_a_number_ends_no_sentence() -> None:
    with_parts = reading_of(["It fell by 7.7 to 8.2 days in a month for them."], "en")

    assert with_parts == reading_of(["It fell by 77 to 82 days in a month for them."], "en")


def test_one_long_medicine_name_moves_the_grade_until_it_is_masked() -> None:
    text = "Pembrolizumab helps. You get pembrolizumab here. Ask us about pembrolizumab."

    bare = reading_of([text], "en").median
    plain = reading_of([masked(text, ["Pembrolizumab"], "en")], "en").median

    assert bare - plain > 1


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Vyepti helps.", "en", "this medicine helps."),
        ("Vyeptio helps.", "en", "Vyeptio helps."),
        ("D.H.E. 45 helps.", "en", "this medicine helps."),
        ("Infliximab-dyyb helps.", "en", "this medicine helps."),
        ("La vancomicina ayuda.", "es", "La esta medicina ayuda."),
    ],
)
def test_names_of_medicines_are_masked(text: str, language: str, expected: str) -> None:
    assert masked(text, ["Vyepti", "D.H.E. 45"], language) == expected


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("día", 2),
        ("ciudad", 2),
        ("leer", 2),
        ("aéreo", 4),
        ("que", 1),
        ("guía", 2),
        ("pingüino", 3),
        ("hoy", 1),
        ("enfermería", 5),
        ("y", 1),
    ],
)
def test_spanish_syllables(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


@pytest.mark.parametrize(
    ("grade", "severities"), [(6.4, []), (6.5, ["warning"]), (6.9, ["warning"]), (7.0, ["error"])]
)
def test_a_grade_near_the_gate_warns_and_beyond_it_is_an_error(
    grade: float, severities: list[str]
) -> None:
    reading = Reading({"one": grade, "other": grade}, {})

    found = [one.severity for one in hard_page(page("Rest."), reading, reading)]

    assert found == severities


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_hard_article_is_named_with_masked_and_raw_grades(language: str) -> None:
    hard = page(f"## Rest\n\n{HARD[language]}", language)

    (finding,) = hard_page(hard, *reading_level(hard, ()))

    assert (finding.rule, finding.line, finding.severity) == ("reading-level", 10, "error")
    assert "with medicine names" in finding.problem


def test_headings_and_tables_do_not_count() -> None:
    text = "\n\n".join(PLAIN["en"])
    table = f"\n\n## {HARD['en']}\n\n| Name | What |\n|---|---|\n| Drip | {HARD['en']} |\n\n"

    assert reading_level(page(table + text), ()) == reading_level(page(text), ())


def test_a_missing_counter_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    readability._textstat.cache_clear()

    with pytest.raises(EnvironmentFault, match=r"infusion-kiosk\[authors\]"):
        reading_of(["Rest."], "en")
