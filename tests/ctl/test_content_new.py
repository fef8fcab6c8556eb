# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``content new article`` gives an author files that build at once and say what is left to do."""

from pathlib import Path

import pytest

from kiosk.library import builder
from kiosk.library.model import ArticleId, ArticleKind
from tests.support.command_line import run
from tests.support.library import built, errors, spoil, write_content


def test_a_new_article_lies_there_in_both_languages_and_builds(tmp_path: Path) -> None:
    content = write_content(tmp_path)

    ran = run("content", "new", "article", "your-port", "--content", str(content))

    assert ran.code == 0
    names = [Path(line).name for line in ran.out.splitlines()]
    assert names == ["en.md", "es.md", "picture.svg"]
    assert errors(content) == []
    library = built(content)
    assert {library.article(ArticleId("your-port"), one).language for one in ("en", "es")} == {
        "en",
        "es",
    }
    library.close()


def test_its_kind_is_the_one_asked_for(tmp_path: Path) -> None:
    content = write_content(tmp_path)

    run("content", "new", "article", "a-story", "--kind", "story", "--content", str(content))

    library = built(content)
    assert [card.id for card in library.articles("en", ArticleKind.STORY)] == ["a-story"]
    library.close()


def test_the_check_names_each_place_that_waits_for_words(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    run("content", "new", "article", "your-port", "--content", str(content))
    before = [one for one in builder.check(content) if one.rule == "to-do"]
    spoil(content, "articles/your-port/en.md", "WRITE: one thing", "One thing")

    after = [one for one in builder.check(content) if one.rule == "to-do"]

    assert {one.file for one in before} == {
        "articles/your-port/en.md",
        "articles/your-port/es.md",
    }
    assert all(one.line > 0 for one in before)
    assert len(before) - len(after) == 1


@pytest.mark.parametrize("slug", ["Your Port", "../out", "a/b", "", "port_", "-port"])
def test_a_bad_name_is_refused_and_nothing_is_written(tmp_path: Path, slug: str) -> None:
    content = write_content(tmp_path)

    ran = run("content", "new", "article", "--content", str(content), "--", slug)

    assert ran.code == 1
    assert "lower-case words" in ran.out
    assert not (content / "articles").exists()


def test_a_name_that_is_taken_is_refused_and_the_article_kept(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    run("content", "new", "article", "your-port", "--content", str(content))
    spoil(content, "articles/your-port/en.md", "WRITE: the first fact", "The first fact")

    ran = run("content", "new", "article", "your-port", "--content", str(content))

    assert ran.code == 1
    assert "already" in ran.out
    assert "The first fact" in (content / "articles/your-port/en.md").read_text()
