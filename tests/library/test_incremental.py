# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A build does again only what changed, and its bytes never tell what it found ready."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kiosk.faults import ContentFault
from kiosk.library import builder, gathering, parser
from kiosk.library.model import ArticleId
from kiosk.library.parser import Job
from kiosk.library.prepared import Prepared
from kiosk.library.reader import Library
from tests.support.library import SVG, rules, spoil, write_content, write_many

ROOT = Path(__file__).resolve().parents[2]
_AMOUNT = 8


@pytest.fixture
def content(tmp_path: Path) -> Path:
    made = write_content(tmp_path)
    write_many(made, _AMOUNT)
    return made


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Slugs of the articles that children have been given, in order."""
    seen = list[str]()

    class Watched(parser.ArticleWorkers):
        def prepare(self, jobs: Iterable[Job], amount: int | None = None) -> Iterator[Prepared]:
            def noted() -> Iterator[Job]:
                for job in jobs:
                    seen.append(job.folder.slug)
                    yield job

            return super().prepare(noted(), amount)

    monkeypatch.setattr(gathering, "ArticleWorkers", Watched)
    return seen


def test_only_what_changed_is_prepared_again(content: Path, prepared: list[str]) -> None:
    library = content.parent / "library.db"
    builder.build(content, library)
    first = list(prepared)
    prepared.clear()
    spoil(content, "articles/generated-00003/es.md", "Mucha gente", "Alguna gente")

    builder.build(content, library)

    assert sorted(first) == [f"generated-{number:05}" for number in range(_AMOUNT)]
    assert prepared == ["generated-00003"]


def test_a_changed_picture_prepares_its_article_again(content: Path, prepared: list[str]) -> None:
    library = content.parent / "library.db"
    builder.build(content, library)
    prepared.clear()
    (content / "articles/generated-00002/chair.svg").write_text(SVG.replace("9v9", "8v8"))

    builder.build(content, library)

    assert prepared == ["generated-00002"]
    opened = Library.open(library, live=False)
    assert b"8v8" in opened.picture("generated-00002/chair.svg").data
    opened.close()


def _change(content: Path, change: str) -> None:
    match change:
        case "text":
            spoil(content, "articles/generated-00003/es.md", "Mucha gente", "Alguna gente")
        case "title":
            spoil(content, "articles/generated-00003/en.md", 'title = "', 'title = "A ')
        case "topics":
            spoil(content, "articles/generated-00003/en.md", '"bone"', '"iron"')
            spoil(content, "articles/generated-00003/es.md", '"bone"', '"iron"')
        case "added":
            write_many(content, 2, first=_AMOUNT)
        case "removed":
            shutil.rmtree(content / "articles/generated-00004")
        case "reference":
            spoil(content, "reference/symptoms/fever.toml", "burning up", "too hot")


@pytest.mark.parametrize("change", ["text", "title", "topics", "added", "removed", "reference"])
def test_the_bytes_are_those_of_a_build_from_nothing(content: Path, change: str) -> None:
    if change == "topics":
        slug = "articles/generated-00003"
        for language in ("en", "es"):
            spoil(content, f"{slug}/{language}.md", 'topics = ["joint"', 'topics = ["bone"')
    library, fresh = content.parent / "library.db", content.parent / "fresh/library.db"
    builder.build(content, library)
    before = library.read_bytes()
    _change(content, change)

    builder.build(content, library)
    builder.build(content, fresh)

    assert library.read_bytes() == fresh.read_bytes() != before


def test_two_processes_give_the_same_bytes(content: Path) -> None:
    for name in ("one", "two"):
        words = (str(content), "--out", str(content.parent / name / "library.db"))
        command = (sys.executable, "-m", "kiosk.ctl.main", "content", "build", "--content", *words)
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    one, two = ((content.parent / name / "library.db").read_bytes() for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM prepared",
        "UPDATE prepared SET data = substr(data, 1, 40)",
        "UPDATE prepared SET data = zeroblob(length(data))",
        "UPDATE prepared SET data = (SELECT data FROM prepared LIMIT 1)",
        "UPDATE prepared SET key = zeroblob(32)",
        "UPDATE prepared SET data = 'words', seal = 7",
        "DROP TABLE prepared",
        "PRAGMA user_version = 99",
    ],
)
def test_a_spoiled_cache_is_not_believed(content: Path, harm: str) -> None:
    library, fresh = content.parent / "library.db", content.parent / "fresh/library.db"
    builder.build(content, library)
    connection = sqlite3.connect(builder.cache_of(library))
    connection.execute(harm)
    connection.commit()
    connection.close()
    library.unlink()

    builder.build(content, library)
    builder.build(content, fresh)

    assert library.read_bytes() == fresh.read_bytes()


@pytest.mark.parametrize("rest", [b"", b"no database at all", None])
def test_a_cache_that_is_no_cache_is_made_anew(
    content: Path, rest: bytes | None, prepared: list[str]
) -> None:
    library = content.parent / "library.db"
    builder.build(content, library)
    cache = builder.cache_of(library)
    cache.unlink()
    if rest is not None:
        cache.write_bytes(rest)
    library.unlink()
    prepared.clear()

    builder.build(content, library)
    library.unlink()
    builder.build(content, library)

    assert len(prepared) == _AMOUNT


def test_a_cache_that_cannot_be_written_is_done_without(content: Path) -> None:
    library = content.parent / "library.db"
    builder.cache_of(library).mkdir()

    assert builder.build(content, library).articles == _AMOUNT


def test_a_link_that_lost_its_end_is_found_in_an_unchanged_article(content: Path) -> None:
    library = content.parent / "library.db"
    spoil(content, "articles/generated-00001/en.md", "symptom:hives", "article:generated-00005")
    spoil(content, "articles/generated-00001/es.md", "symptom:hives", "article:generated-00005")
    builder.build(content, library)
    shutil.rmtree(content / "articles/generated-00005")

    with pytest.raises(ContentFault) as fault:
        builder.build(content, library)

    found = [finding for finding in fault.value.findings if finding.severity == "error"]
    assert rules(found) == {"unknown-article"}
    assert {finding.file for finding in found} == {
        "articles/generated-00001/en.md",
        "articles/generated-00001/es.md",
    }


def test_related_articles_follow_the_others(content: Path) -> None:
    library = content.parent / "library.db"
    builder.build(content, library)
    shutil.rmtree(content / "articles/generated-00003")

    builder.build(content, library)

    opened = Library.open(library, live=False)
    related = [
        card.id
        for number in (0, 1, 2, 4)
        for card in opened.article(ArticleId(f"generated-{number:05}"), "en").related
    ]
    assert related
    assert "generated-00003" not in related
    opened.close()


def test_a_killed_build_leaves_a_cache_that_the_next_one_may_use(content: Path) -> None:
    library, fresh = content.parent / "library.db", content.parent / "fresh/library.db"
    script = f"""
        import os, pathlib, signal
        from kiosk.library import builder, cache
        cache._BATCH = 1
        def die(done, total):
            if done == 5:
                os.kill(os.getpid(), signal.SIGKILL)
        if __name__ == "__main__":
            content, library = map(pathlib.Path, ({str(content)!r}, {str(library)!r}))
            builder.build(content, library, progress=die)
    """
    (content.parent / "build.py").write_text(textwrap.dedent(script))
    command = (sys.executable, str(content.parent / "build.py"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, cwd=ROOT, env=environment, check=False)

    builder.build(content, library)
    builder.build(content, fresh)

    assert ended.returncode == -signal.SIGKILL
    assert library.read_bytes() == fresh.read_bytes()
