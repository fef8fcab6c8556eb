# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The library appears whole or not at all, and only when something changed."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from kiosk.faults import ContentFault, EnvironmentFault, NewerVersionFault
from kiosk.library import builder
from kiosk.library.reader import Library
from tests.support.library import ARTICLES, NEWS, spoil, write_content

ROOT = Path(__file__).resolve().parents[2]


def test_a_build_reports_what_it_holds(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    content = write_content(tmp_path, ARTICLES, NEWS)

    report = builder.build(
        content,
        tmp_path / "new/library.db",
        progress=lambda done, total: seen.append((done, total)),
    )

    assert (report.articles, report.symptoms, report.therapies) == (2, 2, 1)
    assert [warning.rule for warning in report.warnings] == ["missing-translation"]
    assert seen == [(1, 2), (2, 2)]


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    content, library = write_content(tmp_path), tmp_path / "library.db"
    builder.build(content, library)
    before = library.stat()

    report = builder.build(content, library)

    assert report.unchanged
    assert library.stat().st_ino == before.st_ino


def test_a_touched_file_with_the_same_bytes_changes_nothing(tmp_path: Path) -> None:
    content, library = write_content(tmp_path), tmp_path / "library.db"
    builder.build(content, library)
    os.utime(content / "attract.toml", (1, 1))

    assert builder.build(content, library).unchanged


def test_a_changed_file_is_built_again(tmp_path: Path) -> None:
    content, library = write_content(tmp_path), tmp_path / "library.db"
    builder.build(content, library)
    spoil(content, "attract.toml", "Ask us.", "Ask now")

    assert not builder.build(content, library).unchanged


def test_the_last_good_library_survives_bad_content(tmp_path: Path) -> None:
    content, library = write_content(tmp_path), tmp_path / "library.db"
    builder.build(content, library)
    good = library.read_bytes()
    spoil(content, "attract.toml", "Ask us.", "Call {nobody}.")

    with pytest.raises(ContentFault) as fault:
        builder.build(content, library)

    assert [finding.rule for finding in fault.value.findings] == ["placeholder"]
    assert library.read_bytes() == good
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "content",
        "library.db",
        "library.db.cache",
    ]


@pytest.mark.parametrize(
    "death",
    [
        "progress = lambda done, total: os.kill(os.getpid(), signal.SIGKILL)",
        "builder._sync = lambda path: os.kill(os.getpid(), signal.SIGKILL)",
        "writer._Writer._pictures = lambda self: os.kill(os.getpid(), signal.SIGKILL)",
    ],
)
def test_the_last_good_library_survives_a_killed_build(tmp_path: Path, death: str) -> None:
    content, library = write_content(tmp_path, ARTICLES), tmp_path / "library.db"
    builder.build(content, library)
    good = library.read_bytes()
    spoil(content, "attract.toml", "Ask us.", "Ask more.")
    script = f"""
        import os, pathlib, signal
        from kiosk.library import builder, writer
        progress = None
        {death}
        content, library = map(pathlib.Path, ({str(content)!r}, {str(library)!r}))
        builder.build(content, library, progress=progress)
    """

    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, check=False)

    assert ended.returncode == -signal.SIGKILL
    assert library.read_bytes() == good
    assert not builder.build(content, library).unchanged


def test_what_a_killed_build_left_is_swept_later(tmp_path: Path) -> None:
    content, library = write_content(tmp_path), tmp_path / "library.db"
    old, running = tmp_path / ".library.db-a.building", tmp_path / ".library.db-b.building"
    for path in (old, running):
        path.touch()
    os.utime(old, (time.time() - 7200, time.time() - 7200))

    builder.build(content, library)

    assert (old.exists(), running.exists()) == (False, True)


def test_a_library_of_a_newer_kiosk_is_left_alone(tmp_path: Path) -> None:
    content, library = write_content(tmp_path), tmp_path / "library.db"
    builder.build(content, library)
    with sqlite3.connect(library) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    newer = library.read_bytes()

    with pytest.raises(NewerVersionFault):
        builder.build(content, library)

    assert library.read_bytes() == newer


def test_a_damaged_library_is_replaced(tmp_path: Path) -> None:
    content, library = write_content(tmp_path), tmp_path / "library.db"
    library.write_bytes(b"not a library")

    builder.build(content, library)

    Library.open(library, live=False).close()


def test_a_place_that_cannot_be_written_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (tmp_path / "file").touch()

    with pytest.raises(EnvironmentFault):
        builder.build(content, tmp_path / "file/library.db")


def test_a_missing_content_folder_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        builder.check(tmp_path / "nowhere")


def test_the_products_own_content_builds(tmp_path: Path) -> None:
    builder.build(ROOT / "content", tmp_path / "library.db")
