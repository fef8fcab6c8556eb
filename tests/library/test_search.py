# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Search finds by lay words of both languages, with accents and typing errors forgiven."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.library import builder
from kiosk.library.meaning import content, line
from kiosk.library.model import Hit, HitKind
from kiosk.library.reader import Library
from tests.support.library import ARTICLES, write_content


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("search")
    builder.build(write_content(folder, ARTICLES), folder / "library.db")
    opened = Library.open(folder / "library.db", live=False)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "language", "title", "matched"),
    [
        ("hives", "en", "Hives", ""),
        ("HIVES", "en", "Hives", ""),
        ("hives", "es", "Ronchas", "Hives"),
        ("hvies", "en", "Hives", ""),
        ("hive", "en", "Hives", ""),
        ("welts", "en", "Hives", "welts"),
        ("wlets", "en", "Hives", "welts"),
        ("raised bumps", "en", "Hives", "raised itchy bumps"),
        ("bumps raised", "en", "Hives", "raised itchy bumps"),
        ("picazon", "es", "Ronchas", "granos que dan picazón"),
        ("PICAZÓN", "en", "Hives", "granos que dan picazón"),
        ("picason", "es", "Ronchas", "granos que dan picazón"),
        ("calentura", "en", "Fever", "calentura"),
        ("calentrua", "es", "Fiebre", "calentura"),
        ("my skin has welts", "en", "Hives", "welts"),
        ("vyepti", "es", "Eptinezumab", "Vyepti"),
        ("vepti", "en", "Eptinezumab", "Vyepti"),
        ("eptinezumba", "en", "Eptinezumab", ""),
        ("eptinizum", "en", "Eptinezumab", ""),
        ("your migrane infusion", "en", "Your migraine infusion", ""),
    ],
)
def test_the_first_hit_is_the_thing_meant(
    library: Library, query: str, language: str, title: str, matched: str
) -> None:
    hit = library.search(query, language)[0]

    assert (hit.title, hit.matched) == (title, matched)


def test_each_keystroke_of_a_word_already_finds_it(library: Library) -> None:
    found = [{hit.ref for hit in library.search("fever"[:end], "en")} for end in range(1, 6)]

    assert all("fever" in refs for refs in found)


def test_a_hit_tells_what_it_is(library: Library) -> None:
    (symptom, *_) = library.search("hives", "en")
    (therapy,) = library.search("vyepti", "en")

    assert symptom == Hit(HitKind.SYMPTOM, "hives", "Hives", "Skin", "", ((0, 5),), ())
    assert (therapy.kind, therapy.detail) == (HitKind.THERAPY, "Vyepti")


def test_words_inside_an_article_find_it(library: Library) -> None:
    (hit,) = library.search("drink and a book", "en")

    assert (hit.kind, hit.ref, hit.detail) == (
        HitKind.ARTICLE, "migraine", "What to know before you come."
    )  # fmt: skip


def test_symptoms_come_first_and_articles_keep_some_room(library: Library) -> None:
    kinds = [hit.kind for hit in library.search("hives", "en", limit=2)]

    assert kinds == [HitKind.SYMPTOM, HitKind.ARTICLE]


def test_an_article_does_not_hide_a_symptom_that_shares_one_word(library: Library) -> None:
    kinds = [hit.kind for hit in library.search("hives before migraine", "en")]

    assert HitKind.SYMPTOM in kinds[:4]
    assert HitKind.ARTICLE in kinds


def test_a_short_word_is_taken_as_typed(library: Library) -> None:
    assert library.search("xyz", "en") == ()


@pytest.mark.parametrize(
    ("query", "language", "title", "matched"),
    [
        ("HIVES", "en", ["Hives"], []),
        ("hiv", "en", ["Hives"], []),
        ("hvies", "en", ["Hives"], []),
        ("picazon", "en", [], ["picazón"]),
        ("granos con picason", "es", [], ["granos", "picazón"]),
        ("vyepti", "en", ["Eptinezumab"], ["Vyepti"]),
        ("migrane", "en", ["migraine"], []),
    ],
)
def test_the_words_that_were_met_are_marked(
    library: Library, query: str, language: str, title: list[str], matched: list[str]
) -> None:
    hit = library.search(query, language)[0]

    assert [hit.title[slice(*mark)] for mark in hit.title_marks] == title
    assert [hit.matched[slice(*mark)] for mark in hit.matched_marks] == matched


def test_results_come_in_groups_of_a_kind(library: Library) -> None:
    kinds = [hit.kind for hit in library.search("hives or vyepti for migraine", "en")]

    assert len([kind for kind, _ in groupby(kinds)]) == len(set(kinds)) == 3


@pytest.mark.parametrize("query", ["what are hives like", "the hive", "I have hives!", "HIVES?"])
def test_filler_words_and_forms_do_not_matter(library: Library, query: str) -> None:
    assert library.search(query, "en")[0].ref == "hives"


def test_what_the_library_remembers_of_texts_holds_no_query(library: Library) -> None:
    library.search("hives", "en")
    remembered = content.cache_info().currsize, line.cache_info().currsize

    library.search("hives of my aunt", "en")

    assert (content.cache_info().currsize, line.cache_info().currsize) == remembered


HOSTILE = (
    *("", " ", '"', '" OR "', "NEAR(a b)", "a AND", "* ^ :", "words:hives", "x" * 10_000, "\0"),
    *("\ud800", "' OR 1=1 --", "{}[]()", "💊", "ﬃ", "a " * 5_000, "-hives", "hives*" * 50),
    "\u0301" * 1_000,
)


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_never_raises(library: Library, query: str) -> None:
    assert isinstance(library.search(query, "en"), tuple)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(max_size=60), limit=st.integers(-1, 30))
def test_no_query_raises_or_gives_more_than_asked(library: Library, query: str, limit: int) -> None:
    found = library.search(query, "es", limit)

    assert len(found) <= max(0, limit)
    assert len({(hit.kind, hit.ref) for hit in found}) == len(found)


def test_a_library_without_articles_is_searched_too(tmp_path: Path) -> None:
    builder.build(write_content(tmp_path), tmp_path / "library.db")
    library = Library.open(tmp_path / "library.db", live=False)

    assert [hit.ref for hit in library.search("hives", "en")] == ["hives"]
    library.close()


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The same library on a live kiosk: nobody has signed anything."""
    folder = tmp_path_factory.mktemp("unsigned")
    builder.build(write_content(folder, ARTICLES), folder / "library.db")
    opened = Library.open(folder / "library.db", live=True)
    yield opened
    opened.close()


@pytest.mark.parametrize("query", ["hives", "welts", "hvies", "picazón", "what are hives"])
def test_a_live_kiosk_finds_a_symptom_that_nobody_signed(unsigned: Library, query: str) -> None:
    assert [hit.ref for hit in unsigned.search(query, "en")] == ["hives"]


@pytest.mark.parametrize(
    "query", ["vyepti", "eptinezumab", "migraine", "your migraine infusion", "drink and a book"]
)
def test_a_live_kiosk_finds_nothing_else_that_nobody_signed(unsigned: Library, query: str) -> None:
    assert unsigned.search(query, "en") == ()


def test_a_live_kiosk_offers_only_questions_whose_answer_it_shows(unsigned: Library) -> None:
    assert [one.text for one in unsigned.questions("en")] == ["Hives?"]
