# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The helper as a process: a job on standard input, an exit code at the end."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kiosk.session.handouts import (
    MOST_JOB_BYTES,
    HandoutExit,
    LookJob,
    PrintJob,
    WriteJob,
    Written,
)
from kiosk.settings import DEMO_CENTER, Paper

_ROOT = Path(__file__).resolve().parents[2]


def run(job: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "kiosk.handout"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(_ROOT), "CUPS_SERVER": "/nowhere/sock"},
        input=job,
        capture_output=True,
        timeout=60,
        check=False,
    )


def write_job(library: Path, folder: Path, *, live: bool = False) -> bytes:
    folder.mkdir()
    job = WriteJob(Paper.A4, str(library), live, DEMO_CENTER, str(folder), ("en", "es"))
    return msgspec.json.encode(job)


@pytest.mark.parametrize("job", [b"", b"{}", b"[", b" " * (MOST_JOB_BYTES + 1)])
def test_what_is_no_job_is_refused(job: bytes) -> None:
    done = run(job)

    assert done.returncode == HandoutExit.FAULT
    assert b"Traceback" not in done.stderr


def test_printer_of_a_machine_without_any_is_not_ready() -> None:
    assert run(msgspec.json.encode(LookJob("Desk"))).returncode == HandoutExit.NOT_READY


def test_nothing_is_printed_without_a_printer(library: Path) -> None:
    job = PrintJob("Desk", Paper.A4, str(library), False, DEMO_CENTER, "symptom", "hives", "en")

    done = run(msgspec.json.encode(job))

    assert done.returncode == HandoutExit.NOT_PRINTED
    assert b"hives" not in done.stderr


def test_every_page_is_written_in_each_language(library: Path, tmp_path: Path) -> None:
    done = run(write_job(library, tmp_path / "out"))

    assert done.returncode == HandoutExit.DONE, done.stderr
    said = [msgspec.json.decode(line, type=Written) for line in done.stdout.splitlines()]
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert sorted(one.file for one in said) == files
    assert [one.done for one in said] == list(range(1, len(said) + 1))
    assert {one.total for one in said} == {len(said)}
    assert {"symptom-hives-en.pdf", "symptom-hives-es.pdf"} <= set(files)
    assert {name.split("-")[0] for name in files} >= {"article", "symptom", "therapy"}


def test_damaged_library_is_a_fault_in_one_line(library: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(library.read_bytes()[:5000])

    done = run(write_job(broken, tmp_path / "out"))

    assert done.returncode == HandoutExit.FAULT
    assert len(done.stderr.splitlines()) == 1


def test_folder_that_is_gone_is_a_fault_in_one_line(library: Path, tmp_path: Path) -> None:
    job = write_job(library, tmp_path / "out")
    (tmp_path / "out").rmdir()

    done = run(job)

    assert done.returncode == HandoutExit.FAULT
    assert len(done.stderr.splitlines()) == 1
