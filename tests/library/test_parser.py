# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The parser's child process: its limits, and its replacement when it dies."""

import time
from collections.abc import Iterator

import psutil
import pytest

from kiosk.library.parser import ArticleParser

SOUND = "Sound words."


@pytest.fixture
def parser() -> Iterator[ArticleParser]:
    with ArticleParser() as made:
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
def test_hostile_text_is_refused_within_two_seconds(parser: ArticleParser, text: str) -> None:
    parser.parse(SOUND, "b", "b")
    started = time.monotonic()

    found = parser.parse(text, "articles/a/en.md", "a")

    assert time.monotonic() - started < 2.5
    assert any(
        finding.severity == "error" or finding.rule == "unused-term" for finding in found.findings
    )


def test_text_that_takes_too_long_is_refused_and_the_next_one_parsed() -> None:
    slow = "\n".join("*a **b " * 20 for _ in range(1_000))
    with ArticleParser(timeout_s=0.05) as parser:
        refused = parser.parse(slow, "a", "a", 7)

    with ArticleParser() as parser:
        sound = parser.parse(SOUND, "b", "b")

    assert [(f.rule, f.file, f.line) for f in refused.findings] == [("parser-stopped", "a", 7)]
    assert sound.blocks


def test_a_killed_child_is_replaced(parser: ArticleParser) -> None:
    parser.parse(SOUND, "a", "a")
    for child in _children():
        child.kill()

    refused = parser.parse(SOUND, "a", "a")
    sound = parser.parse(SOUND, "b", "b")

    assert [finding.rule for finding in refused.findings] == ["parser-stopped"]
    assert sound.blocks


def test_one_child_serves_many_articles(parser: ArticleParser) -> None:
    parser.parse(SOUND, "a", "a")
    first = [child.pid for child in _children()]

    for _ in range(20):
        assert parser.parse(SOUND, "b", "b").blocks

    assert [child.pid for child in _children()] == first


def test_closing_leaves_no_child() -> None:
    with ArticleParser() as parser:
        parser.parse(SOUND, "a", "a")

    assert _children() == []


def _children() -> list[psutil.Process]:
    """The parsers: `multiprocessing` keeps a tracker of its own besides."""
    found = psutil.Process().children()
    return [child for child in found if "spawn_main" in " ".join(child.cmdline())]
