# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The parser's child process: its limits, and its replacement when it dies."""

import time
from collections.abc import Iterator

import psutil
import pytest

from kiosk.library.files import ArticleFolder
from kiosk.library.parser import ArticleWorkers, Job
from kiosk.library.prepared import Prepared
from tests.support.library import ARTICLE_EN, ARTICLE_ES, SVG, text_with

SOUND = "Sound words."


@pytest.fixture
def workers() -> Iterator[ArticleWorkers]:
    with ArticleWorkers(count=1) as made:
        yield made


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "![" * 10_000,
        "[" * 200_000,
        "\n".join("  " * level + "- x" for level in range(400)),
        "\n".join("*a **b " * 20 for _ in range(1_000)),
        "[a](" * 900,
        "![" * 900,
        "|" * 19_000 + "\n" + "|-" * 9_000,
        "_a_" * 60 * 100,
        "\n".join(["!!! tip \"x\""] * 1_900),
        "*[" + "a" * 18_000 + "]: b",
        "\\[" * 900 + "\\*" * 90,
    ],
)  # fmt: skip
def test_hostile_text_is_refused_within_two_seconds(workers: ArticleWorkers, text: str) -> None:
    _prepared(workers, SOUND)
    started = time.monotonic()

    found = _prepared(workers, text)

    assert time.monotonic() - started < 2.0
    assert any(
        finding.severity == "error" or finding.rule == "unused-term" for finding in found.findings
    )


def test_a_hostile_article_does_not_hold_the_others_up() -> None:
    slow = "\n".join("*a **b " * 20 for _ in range(1_000))
    jobs = [_job(slow, "slow"), *(_job(SOUND, f"sound-{number}") for number in range(6))]
    with ArticleWorkers(count=2, timeout_s=0.3) as workers:
        found = {one.slug: one for one in workers.prepare(jobs)}

    assert [finding.rule for finding in found.pop("slow").findings] == ["parser-stopped"]
    assert [sorted(one.editions) for one in found.values()] == [["en", "es"]] * 6


def test_text_that_takes_too_long_is_named_by_file_and_line() -> None:
    slow = "\n".join("*a **b " * 20 for _ in range(1_000))
    with ArticleWorkers(count=1, timeout_s=0.3) as workers:
        refused = _prepared(workers, slow, "a")

    line = text_with(ARTICLE_EN, "").count("\n") + 1
    assert [(f.rule, f.file, f.line) for f in refused.findings] == [
        ("parser-stopped", "articles/a/en.md", line)
    ]


def test_a_killed_child_is_replaced(workers: ArticleWorkers) -> None:
    _prepared(workers, SOUND)
    for child in _children():
        child.kill()

    refused = _prepared(workers, SOUND)
    sound = _prepared(workers, SOUND)

    assert [finding.rule for finding in refused.findings] == ["parser-stopped"]
    assert sound.editions


def test_one_child_serves_many_articles(workers: ArticleWorkers) -> None:
    _prepared(workers, SOUND)
    first = [child.pid for child in _children()]

    for _ in range(20):
        assert _prepared(workers, SOUND).editions

    assert [child.pid for child in _children()] == first


def test_a_child_cannot_take_all_memory() -> None:
    with ArticleWorkers(count=1, memory_bytes=300 * 1024 * 1024) as workers:
        _prepared(workers, SOUND)
        (child,) = _children()

        assert child.rlimit(psutil.RLIMIT_AS) == (300 * 1024 * 1024,) * 2


def test_closing_leaves_no_child() -> None:
    with ArticleWorkers() as workers:
        _prepared(workers, SOUND)

    assert _children() == []


def _job(text: str, slug: str = "a") -> Job:
    files = {
        "en.md": text_with(ARTICLE_EN, text).encode(),
        "es.md": text_with(ARTICLE_ES, SOUND).encode(),
        "chair.svg": SVG.encode(),
    }
    return Job(ArticleFolder(slug, files, {}))


def _prepared(workers: ArticleWorkers, text: str, slug: str = "a") -> Prepared:
    (found,) = workers.prepare([_job(text, slug)], 1)
    return found


def _children() -> list[psutil.Process]:
    """The parsers: `multiprocessing` keeps a tracker of its own besides."""
    found = psutil.Process().children()
    return [child for child in found if "spawn_main" in " ".join(child.cmdline())]
