# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The audit: what the kiosk and its staff did, in a chain that shows a changed or missing entry.

An entry is an event, who caused it, and one word about it. There is no place in it for anything
that a visitor touched or typed.

Source:
    45 CFR 164.312(b), audit controls.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Self

import apsw
import msgspec

from kiosk.queue.database import Form, open_database, translated, writing

AUDIT = Form(
    name="audit",
    version=1,
    is_checked=False,  # it grows for years; ``verify`` is asked for
    schema="""
    CREATE TABLE entry (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        event TEXT NOT NULL,
        who TEXT NOT NULL,
        detail TEXT NOT NULL,
        chain BLOB NOT NULL
    ) STRICT;
    CREATE TABLE head (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        number INTEGER NOT NULL,
        chain BLOB NOT NULL
    ) STRICT;
    INSERT INTO head VALUES (1, 0, x'');
    CREATE TRIGGER no_change BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append only'); END;
    CREATE TRIGGER no_removal BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append only'); END;
    """,
)

_WORD = re.compile(r"[a-z0-9][a-z0-9:.-]{0,47}")


class Event(StrEnum):
    """What can happen to a kiosk."""

    STARTED = "started"
    STOPPED = "stopped"
    VISIT_BEGAN = "visit-began"
    VISIT_ENDED = "visit-ended"
    SCREEN_DIED = "screen-died"
    SCREEN_FROZE = "screen-froze"
    COURIER_DIED = "courier-died"
    REQUEST_STORED = "request-stored"
    REQUEST_DELIVERED = "request-delivered"
    CONFIGURATION_ACCEPTED = "configuration-accepted"
    CONFIGURATION_REFUSED = "configuration-refused"
    LIBRARY_REFUSED = "library-refused"
    RESET_ASKED = "reset-asked"
    STOP_ASKED = "stop-asked"
    SCREEN_CLEANED = "screen-cleaned"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit.

    Attributes:
        number: 1 for the first.
        at: When, aware UTC, by the kiosk's clock.
        event: What; a word this kiosk may not know when a newer one wrote it.
        who: Which part of the kiosk, or which member of staff by id.
        detail: One more word (``idle``, an exit code), or empty.
    """

    number: int
    at: datetime
    event: str
    who: str
    detail: str


class Audit:
    """The audit of one kiosk; only its supervisor writes it.

    Args:
        connection: Its open database; use ``open``.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the audit, making it when it is missing.

        Raises:
            NewerVersionFault: A newer kiosk wrote it; its file was not touched.
            EnvironmentFault: It is damaged or cannot be written.
        """
        return cls(open_database(path, AUDIT))

    def close(self) -> None:
        """Close the database; harmless when done twice."""
        self._connection.close()

    def write(self, event: Event, who: str, detail: str = "", at: datetime | None = None) -> None:
        """Add an entry; when this returns, it survives power loss (a few ms on a slow disk).

        Args:
            event: What happened.
            who: Part of the kiosk or id of a member of staff; lower-case letters, digits, ``:.-``.
            detail: One word of the same letters, or empty; never anything from a visit's content.
            at: When, aware UTC; now by default.

        Raises:
            ValueError: ``who`` or ``detail`` is no such word.
            EnvironmentFault: The disk is full or the database failed.
        """
        if not _WORD.fullmatch(who) or (detail and not _WORD.fullmatch(detail)):
            raise ValueError("an audit entry holds plain words only")
        moment = (at or datetime.now(UTC)).isoformat()
        with translated(AUDIT.name), writing(self._connection):
            ((number, chain),) = self._connection.execute("SELECT number, chain FROM head")
            if not isinstance(number, int) or not isinstance(chain, bytes):
                raise TypeError("a STRICT table holds what it declares")
            row = (number + 1, moment, event.value, who, detail)
            link = _link(chain, row)
            self._connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", (*row, link))
            self._connection.execute("UPDATE head SET number = ?, chain = ?", (number + 1, link))

    def verify(self) -> int | None:
        """Return the number of the first entry that is changed or missing, or None if all hold.

        Somebody who can write the file and knows this code can make a new chain; the rights of the
        data folder guard against that.

        Raises:
            EnvironmentFault: The database failed.
        """
        expected, chain = 1, b""
        with translated(AUDIT.name):
            query = "SELECT number, at, event, who, detail, chain FROM entry ORDER BY number"
            for *row, found in self._connection.execute(query):
                chain = _link(chain, row)
                if row[0] != expected or found != chain:
                    return expected
                expected += 1
            head = self._connection.execute("SELECT number, chain FROM head").fetchone()
        return None if head == (expected - 1, chain) else expected

    def entries(self) -> Iterator[Entry]:
        """Yield the entries, oldest first.

        Raises:
            EnvironmentFault: The database failed.
        """
        with translated(AUDIT.name):
            rows = self._connection.execute(
                "SELECT number, at, event, who, detail FROM entry ORDER BY number"
            )
            for row in rows:
                number, at, event, who, detail = msgspec.convert(
                    row, tuple[int, str, str, str, str]
                )
                yield Entry(number, datetime.fromisoformat(at), event, who, detail)


def _link(chain: bytes, row: object) -> bytes:
    """Return the hash that ties an entry to all before it."""
    return hashlib.sha256(chain + msgspec.json.encode(row)).digest()
