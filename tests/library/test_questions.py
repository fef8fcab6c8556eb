# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The shipped library is found in the words that patients use, as they type them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.library import builder
from kiosk.library.model import LANGUAGES
from kiosk.library.reader import Library

CONTENT = Path(__file__).parents[2] / "content"
QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))
ENOUGH = {"en": 0.95, "es": 0.95, "unseen_en": 0.9, "unseen_es": 0.9}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("shipped") / "library.db"
    builder.build(CONTENT, path)
    library = Library.open(path, live=False)
    yield library
    library.close()


def refs(library: Library, query: str, language: str) -> list[str]:
    return [hit.ref for hit in library.search(query, language)]


def names() -> list[tuple[str, str]]:
    """Every name of every entry, lay synonyms and brands too, with the entry's slug."""
    found = list[tuple[str, str]]()
    for file in sorted((CONTENT / "reference").glob("[st]*s/*.toml")):
        entry = tomllib.loads(file.read_text(encoding="utf-8"))
        for words in (entry[language] for language in LANGUAGES):
            found += ((name, file.stem) for name in (words["name"], *words.get("synonyms", ())))
        found += ((brand["name"], file.stem) for brand in entry.get("brands", ()))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_finds_its_entry_first_or_second(shipped: Library, language: str) -> None:
    known = names()

    missed = [(name, slug) for name, slug in known if slug not in refs(shipped, name, language)[:2]]

    assert len({slug for _, slug in known}) == 64
    assert missed == []


@pytest.mark.parametrize("part", ENOUGH)
def test_plain_questions_find_an_answer_in_the_first_three(shipped: Library, part: str) -> None:
    asked = QUESTIONS[part]

    missed = [
        question
        for question, right in asked.items()
        if not {*right} & {*refs(shipped, question, part[-2:])[:3]}
    ]

    assert 1 - len(missed) / len(asked) >= ENOUGH[part], missed


def test_there_are_two_hundred_questions_and_all_have_an_answer_in_the_library() -> None:
    slugs = {path.stem for path in (CONTENT / "reference").glob("*/*.toml")}
    slugs |= {path.name for path in (CONTENT / "articles").iterdir()}

    assert [len(QUESTIONS[language]) for language in LANGUAGES] == [100, 100]
    right = (some for part in QUESTIONS.values() for some in part.values())
    assert {slug for some in right for slug in some} <= slugs


@pytest.mark.parametrize(
    ("name", "therapy"),
    [("Remicade", "infliximab"), ("inflectra", "infliximab"), ("venofer", "iron-sucrose"),
     ("solumedrol", "methylprednisolone"), ("reclast", "zoledronic-acid")],
)  # fmt: skip
def test_a_brand_finds_its_treatment_with_the_brand_marked(
    shipped: Library, name: str, therapy: str
) -> None:
    hit = shipped.search(name, "en")[0]

    assert hit.ref == therapy
    assert [hit.matched[slice(*mark)] for mark in hit.matched_marks] == [hit.matched]


@pytest.mark.parametrize("name", ["Remicade", "renflexis", "infliximab", "inflixmab"])
def test_any_name_of_a_medicine_finds_the_articles_about_it(shipped: Library, name: str) -> None:
    assert "crohns-and-colitis" in refs(shipped, name, "en")


@pytest.mark.parametrize(
    "query", ["I want to die", "ya no quiero vivir", "i dont want to live", "quiero morirme"]
)
def test_words_of_despair_lead_to_the_entry_that_says_whom_to_call(
    shipped: Library, query: str
) -> None:
    assert refs(shipped, query, "en")[0] == "mood-sleep"


@pytest.mark.parametrize("language", LANGUAGES)
def test_common_questions_are_few_and_lead_somewhere(shipped: Library, language: str) -> None:
    asked = shipped.questions(language)

    assert 6 <= len(asked) <= 8
    assert len({one.target for one in asked}) == len(asked)
