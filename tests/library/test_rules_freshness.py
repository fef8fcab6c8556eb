# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A translation, a signature and a review date are noticed when the words move on."""

import contextlib
import datetime as dt
import tomllib
from pathlib import Path

import pytest

from kiosk.faults import ContentFault, Finding
from kiosk.library import authoring, builder
from kiosk.library.freshness import with_mark
from kiosk.library.words import mark_of
from tests.support.library import ARTICLES, built, rules, sign_off, spoil, write_content

TODAY = dt.date(2026, 11, 22)
EN, ES = "articles/migraine/en.md", "articles/migraine/es.md"
FRESH = {
    "translation-unmarked",
    "translation-stale",
    "review-stale",
    "review-due",
}


def fresh(content: Path, today: dt.date = TODAY) -> list[Finding]:
    return [one for one in authoring.check(content, today).findings if one.rule in FRESH]


def shown(content: Path) -> list[str]:
    """Return the articles that a live kiosk shows."""
    with contextlib.closing(built(content, live=True)) as library:
        return [card.id for card in library.articles("en")]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Articles whose translation and signatures carry their marks."""
    folder = write_content(tmp_path, ARTICLES)
    authoring.accept_translation(folder, "migraine")
    sign_off(folder)
    assert fresh(folder) == []
    return folder


def test_a_mark_is_that_of_the_words_and_not_of_their_lines() -> None:
    assert mark_of("One two.") == mark_of("One\n  two.\n")
    assert mark_of("One two.") != mark_of("One too.")
    assert mark_of("One", "two") != mark_of("One two")


def test_marks_are_asked_for_where_they_are_missing(tmp_path: Path) -> None:
    found = fresh(write_content(tmp_path, ARTICLES))

    assert [(one.file, one.rule, one.severity) for one in found] == [
        (ES, "translation-unmarked", "warning"),
    ]


def test_new_english_words_make_the_translation_and_the_signature_stale(content: Path) -> None:
    spoil(content, EN, "Rest after it.", "Rest for a day.")

    assert {(one.file, one.rule, one.severity) for one in fresh(content)} == {
        (ES, "translation-stale", "error"),
        (EN, "review-stale", "warning"),
    }


def test_new_spanish_words_leave_the_translation_and_stale_the_signature(content: Path) -> None:
    spoil(content, ES, "Descanse después.", "Descanse un día.")

    assert [(one.file, one.rule) for one in fresh(content)] == [(ES, "review-stale")]


def test_wrapping_lines_anew_changes_nothing(content: Path) -> None:
    spoil(content, EN, "Ask us anything.", "Ask us\nanything.")

    assert fresh(content) == []


def test_a_stale_signature_puts_the_article_back_to_awaiting(content: Path) -> None:
    assert shown(content) == ["migraine"]

    spoil(content, EN, "Rest after it.", "Rest for a day.")

    assert shown(content) == []


def test_the_day_of_the_next_review_is_fine_and_the_day_after_is_not(content: Path) -> None:
    due = dt.date(2027, 5, 1)

    assert fresh(content, due) == []
    late = fresh(content, due + dt.timedelta(days=1))

    assert {(one.file, one.line, one.rule, one.severity) for one in late} == {
        (EN, 11, "review-due", "error"),
        (ES, 11, "review-due", "error"),
    }


def test_accepting_a_translation_mends_it_and_keeps_the_rest_of_the_file(content: Path) -> None:
    spoil(content, EN, "Rest after it.", "Rest for a day.")
    before = (content / ES).read_text(encoding="utf-8").split("\n")

    authoring.accept_translation(content, "migraine")

    after = (content / ES).read_text(encoding="utf-8").split("\n")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert "translation-stale" not in rules(fresh(content))
    assert [line.split(" = ")[0] for line in changed] == ["translation_of"]


@pytest.mark.parametrize("slug", ["gout", "../articles/migraine", "migraine/../migraine"])
def test_only_a_whole_article_can_be_accepted(content: Path, slug: str) -> None:
    with pytest.raises(ContentFault):
        authoring.accept_translation(content, slug)


@pytest.mark.parametrize(
    "head", ['title = "A"', 'title = "A"\n\n[review]\nstate = "awaiting"', 'translation_of = "x"']
)
def test_a_mark_is_written_as_a_key_of_the_head(head: str) -> None:
    text = with_mark(f"+++\n{head}\n+++\nRest.\n\n[one](article:two)\n", "abc")

    _, written, body = text.split("+++")
    assert tomllib.loads(written)["translation_of"] == "abc"
    assert body == "\nRest.\n\n[one](article:two)\n"


def test_a_check_does_not_read_the_clock_of_the_machine(content: Path) -> None:
    assert "review-due" not in rules(builder.check(content))
