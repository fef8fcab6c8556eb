# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Log lines: one an event, with a severity for the journal."""

import io
import logging
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.logs import MOST_SIGNS, JournalLine, OneLine, is_journal

PROGRAM = """
import logging
from kiosk.logs import set_up_logs
set_up_logs(logging.INFO, "%(levelname)s %(message)s")
log = logging.getLogger("kiosk.example")
log.warning("late by %d s", 3)
try:
    1 / 0
except ZeroDivisionError:
    log.exception("a bug")
"""


def said(*, to_journal: bool) -> list[str]:
    """Run a program whose standard error is a socket, as that of a service is."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        found = os.fstat(theirs.fileno())
        stream = f"{found.st_dev}:{found.st_ino}" if to_journal else "1:2"
        environment = {**os.environ, "JOURNAL_STREAM": stream}
        subprocess.run(
            [sys.executable, "-c", PROGRAM], stderr=theirs.fileno(), env=environment, check=True
        )
        return ours.recv(100_000).decode().splitlines()


def test_the_journal_gets_a_severity_and_one_line_an_event() -> None:
    first, second = said(to_journal=True)

    assert first == "<4>kiosk.example: late by 3 s"
    assert second.startswith("<3>kiosk.example: a bug | Traceback")
    assert second.endswith("ZeroDivisionError: division by zero")


def test_elsewhere_a_line_says_its_level_in_words() -> None:
    first, second = said(to_journal=False)

    assert first == "WARNING late by 3 s"
    assert second.startswith("ERROR a bug | ")


@pytest.mark.parametrize(
    ("level", "severity"),
    [(logging.CRITICAL, 2), (logging.ERROR, 3), (logging.INFO, 6), (logging.DEBUG, 7)],
)
def test_levels_become_severities(level: int, severity: int) -> None:
    record = logging.LogRecord("kiosk", level, "", 0, "done", (), None)

    assert JournalLine().format(record) == f"<{severity}>kiosk: done"


def test_a_line_has_an_end() -> None:
    record = logging.LogRecord("kiosk", logging.INFO, "", 0, "x" * 100_000, (), None)

    assert len(OneLine("%(message)s").format(record)) == MOST_SIGNS


def test_what_is_no_file_or_closed_is_no_journal(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as closed:
        pass

    assert not is_journal("1:2", closed)
    assert not is_journal("1:2", io.StringIO())
