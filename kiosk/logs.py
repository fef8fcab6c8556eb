# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Log lines of every process: one line an event; to systemd's journal with their severity.

The journal notes time, unit and process itself, so there a line is `<severity>logger: message`.

Source:
    sd-daemon(3), severity before a line; systemd.exec(5), JOURNAL_STREAM.
"""

import logging
import os
import sys
from collections.abc import Mapping
from typing import TextIO

MOST_SIGNS = 8_000
_SEVERITIES = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))
_DEBUG = 7


def set_up_logs(level: int, form: str, environment: Mapping[str, str] = os.environ) -> None:
    """Write log lines of this process to its standard error.

    Args:
        level: The least that is written.
        form: How a line looks where somebody reads along; the journal has a form of its own.
        environment: Variables of the process; one of them says that the journal listens.
    """
    handler = logging.StreamHandler(sys.stderr)
    is_heard = is_journal(environment.get("JOURNAL_STREAM", ""), sys.stderr)
    handler.setFormatter(JournalLine() if is_heard else OneLine(form))
    logging.basicConfig(level=level, handlers=[handler])


def is_journal(stream: str, output: TextIO) -> bool:
    """Return whether an output is the one that systemd connected to its journal.

    Args:
        stream: Device and inode that systemd names, or empty.
        output: Where lines are written; it may be closed, or no file at all.
    """
    try:
        found = os.fstat(output.fileno())
    except (OSError, ValueError):
        return False
    return stream == f"{found.st_dev}:{found.st_ino}"


class OneLine(logging.Formatter):
    """A line an event, however long its trace is."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the event on one line."""
        lines = super().format(record).splitlines()
        return " | ".join(map(str.rstrip, lines))[:MOST_SIGNS]


class JournalLine(OneLine):
    """A line for the journal."""

    def __init__(self) -> None:
        super().__init__("%(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the event on one line, its severity first."""
        severity = next((n for least, n in _SEVERITIES if record.levelno >= least), _DEBUG)
        return f"<{severity}>{super().format(record)}"
