# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A long library is read in pages; figures with 10,000 articles are `tests.library.measure`'s."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.library import builder
from kiosk.library.model import ArticleKind, TherapyId
from kiosk.library.reader import Library
from tests.support.library import NEWS, sign_off, write_content, write_many

_AMOUNT = 30


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    content = write_content(folder, NEWS)
    write_many(content, _AMOUNT)
    sign_off(content, *(f"article-generated-{n:05}" for n in range(_AMOUNT) if n != 7))
    builder.build(content, folder / "library.db")
    return folder / "library.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    opened = Library.open(path, live=False)
    yield opened
    opened.close()


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_together_are_the_whole_list(library: Library, language: str) -> None:
    whole = library.articles(language)

    pages = [library.articles(language, start=start, count=7) for start in range(0, 35, 7)]

    assert [card for page in pages for card in page] == list(whole)
    assert [len(page) for page in pages] == [7, 7, 7, 7, 3]
    assert library.article_count(language) == _AMOUNT + 1


def test_a_kind_and_a_topic_narrow_the_list(library: Library) -> None:
    whole = library.articles("en")

    news = library.articles("en", ArticleKind.CENTER_NEWS)
    about = library.articles("en", topic="migraine")
    both = library.articles("en", ArticleKind.TREATMENT, "migraine")

    assert [card.id for card in news] == ["news"]
    assert list(about) == [card for card in whole if "migraine" in card.topics]
    assert list(both) == [card for card in about if card.kind is ArticleKind.TREATMENT]
    assert library.article_count("en", ArticleKind.TREATMENT, "migraine") == len(both) > 1


@pytest.mark.parametrize(("start", "count"), [(1_000, 5), (0, 0), (-3, -1)])
def test_a_page_past_either_end_is_empty_or_the_first(
    library: Library, start: int, count: int
) -> None:
    assert library.articles("en", start=start, count=count) == ()


def test_nothing_has_an_unknown_topic(library: Library) -> None:
    assert library.articles("en", topic="' OR 1=1") == ()
    assert library.article_count("en", topic="nothing") == 0


def test_a_live_kiosk_counts_and_pages_what_was_signed_off(path: Path) -> None:
    live = Library.open(path, live=True)

    shown = live.articles("en", start=0, count=100)

    # The news and one generated article were not.
    assert len(shown) == live.article_count("en") == _AMOUNT - 1
    assert "generated-00007" not in {card.id for card in shown}
    live.close()


def test_a_therapy_names_few_of_many_articles(library: Library) -> None:
    assert len(library.therapy(TherapyId("eptinezumab"), "en").articles) == 10


def test_a_page_reads_only_its_own_rows(library: Library, path: Path) -> None:
    steps = list[int]()
    for count in (5, 10, 20):
        counted = [0]

        def step(counted: list[int] = counted) -> int:
            counted[0] += 1
            return 0

        library._connection.set_progress_handler(step, 1)
        library.articles("en", count=count)
        library._connection.set_progress_handler(None, 0)
        steps += counted

    assert steps[1] < steps[0] * 2.5
    assert steps[2] < steps[1] * 2.5
    assert steps[0] * 2 < steps[2]
