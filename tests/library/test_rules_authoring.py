# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``content check`` puts the rules of a build and the rules for authors together."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.library import authoring
from kiosk.library.authoring import medicine_names, unsourced_claims, unsourced_tables
from kiosk.library.reference import load_reference
from tests.support.library import ARTICLES, rules, spoil, write_content
from tests.support.pages import page, places

TODAY = dt.date(2026, 11, 22)
EN = "articles/migraine/en.md"
TABLE = "| Name | How long |\n|---|---|\n| Drip | one hour |\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It takes an hour.", "en"),
        ("- a warm layer", "en"),
        ('!!! tip "Good to know"\n    It takes an hour.', "en"),
        ("Ask your team. It takes an hour. See [more](article:other).", "en"),
        ("Tarda una hora.", "es"),
        ("- algo de abrigo", "es"),
    ],
)
def test_a_claim_without_a_source_is_named(text: str, language: str) -> None:
    (finding,) = unsourced_claims(page(text, language))

    assert (finding.rule, finding.severity) == ("source-missing", "error")


@pytest.mark.parametrize(
    "text",
    [
        "It takes an hour. [^GK]",
        "- a warm layer [^MC]",
        "Tell us if you:\n\n- are pregnant [^MC]",
        "Tell us if you: [^MC]\n\n- are pregnant\n- have a fever",
        '!!! questions "Ask us"\n    - How long does it take?',
        "See [your first day](article:first-infusion-day).",
        "In the building, tell a nurse now. At home, call {phone}.",
        "Call 911.",
        "Enfermería le ayuda.",
        "## Only a heading\n\nRest. [^GK]",
    ],
)
def test_what_is_sourced_or_claims_nothing_passes(text: str) -> None:
    assert places(unsourced_claims, text) == []


def test_a_source_that_leads_in_is_lent_to_its_own_list_only() -> None:
    text = "Tell us if you: [^MC]\n\n- itch\n\nMore:\n\n- rest"

    assert places(unsourced_claims, text) == [("source-missing", 16)]


@pytest.mark.parametrize("kind", ["story", "center-news"])
def test_a_story_and_news_need_no_sources(kind: str) -> None:
    told = page(f"I sat by the window.\n\n{TABLE}", kind=kind)

    assert [*unsourced_claims(told), *unsourced_tables(told)] == []


def test_a_table_needs_a_source_before_it_or_in_a_cell() -> None:
    assert places(unsourced_tables, f"Times differ.\n\n{TABLE}") == [("source-missing", 12)]
    assert places(unsourced_tables, f"Times differ. [^MC]\n\n{TABLE}") == []
    assert places(unsourced_tables, f"## Times\n\n{TABLE}".replace("hour", "hour [^MC]")) == []


def test_medicines_are_known_by_every_name_in_the_reference(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, "reference/therapies/eptinezumab.toml", '"Eptinezumab"', '"Magnesium (MGS)"')

    names = medicine_names(load_reference(content)[0])

    assert names >= {"Vyepti", "Magnesium (MGS)", "Magnesium", "MGS"}


def test_a_check_tells_what_stops_a_build_and_what_an_author_can_do_better(
    tmp_path: Path,
) -> None:
    content = write_content(tmp_path, ARTICLES)
    spoil(content, EN, "Come in.", "Stop taking your medicine.")
    spoil(content, EN, "Ask us anything.", "It is rare.")

    report = authoring.check(content, TODAY)

    assert rules(report.findings) >= {"medicine-order", "frequency-word", "source-missing"}
    assert list(report.findings) == sorted(report.findings)
    assert [level.file for level in report.levels] == [EN, "articles/migraine/es.md"]


def test_every_finding_tells_where_and_how_to_mend_it(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES)
    spoil(content, EN, "Ask us anything.", "It is rare. " + "Rest and sit down. " * 9)

    for finding in authoring.check(content, TODAY).findings:
        assert (content / finding.file).is_file()
        assert finding.line > 0
        assert finding.rule
        assert finding.problem
        assert finding.mend


@pytest.mark.parametrize("body", ["<b>x</b>", "a" * 30_000, "- " * 400 + "x", "![" * 10_000])
def test_a_hostile_article_is_left_to_the_build(tmp_path: Path, body: str) -> None:
    content = write_content(tmp_path, ARTICLES)
    spoil(content, EN, "Ask us anything.", body)

    report = authoring.check(content, TODAY)

    assert any(one.file == EN and one.severity == "error" for one in report.findings)
    assert [level.file for level in report.levels] == ["articles/migraine/es.md"]
