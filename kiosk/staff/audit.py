# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The audit: what the kiosk and its staff did, in a chain that shows a changed or missing entry.

An entry is an event, who caused it, and one word about it. There is no place in it for anything
that a visitor touched or typed.

Entries are kept until somebody has exported them and then drops them (``audit_export.py``). What
was dropped leaves an anchor, its last number and link, so that the rest still proves itself.

Source:
    45 CFR 164.312(b), audit controls; 164.316(b)(2)(i), kept six years.
"""

import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Self

import apsw
import msgspec

from kiosk.queue.database import (
    DamagedFault,
    Form,
    open_database,
    open_existing,
    translated,
    writing,
)
from kiosk.staff.aside import set_aside

_log = logging.getLogger(__name__)

AUDIT = Form(
    name="audit",
    version=2,
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
    steps=(
        """
    CREATE TABLE anchor (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        number INTEGER NOT NULL,
        chain BLOB NOT NULL
    ) STRICT;
    INSERT INTO anchor VALUES (1, 0, x'');
    DROP TRIGGER no_removal;
    CREATE TRIGGER no_removal BEFORE DELETE ON entry
    WHEN OLD.number > (SELECT number FROM anchor)
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
    """,
    ),
)

_WORD = re.compile(r"[a-z0-9][a-z0-9:.-]{0,47}")
_PAGE = 1_000
_TAIL = 200
"""Entries that a start looks at; the whole chain is looked at on request."""


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
    STAFF_SIGNED_IN = "staff-signed-in"
    STAFF_REFUSED = "staff-refused"
    STAFF_LOCKED = "staff-locked"
    STAFF_ACTED = "staff-acted"
    STAFF_LEFT = "staff-left"
    STAFF_CHANGED = "staff-changed"
    AUDIT_BROKEN = "audit-broken"
    AUDIT_DROPPED = "audit-dropped"
    DECOMMISSIONED = "decommissioned"
    FLEET_COMMAND = "fleet-command"
    FLEET_REFUSED = "fleet-refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit.

    Attributes:
        number: 1 for the first.
        at: When, aware UTC, by the kiosk's clock.
        event: What; a word this kiosk may not know when a newer one wrote it.
        who: Which part of the kiosk, or ``staff:`` and the id of a member of staff.
        detail: One more word (``idle``, an exit code), or empty.
    """

    number: int
    at: datetime
    event: str
    who: str
    detail: str


Row = tuple[int, str, str, str, str, bytes]
"""An entry as it is kept: number, time, event, who, detail, link."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the chain.

    Attributes:
        number: Number of the entry that ends there, 0 before the first.
        chain: Its link, empty before the first.
    """

    number: int = 0
    chain: bytes = b""

    def after(self, row: Row) -> "Mark | None":
        """Return the place after an entry, or None where the entry does not belong there."""
        *words, found = row
        chain = link(self.chain, words)
        is_next = row[0] == self.number + 1 and chain == found
        return Mark(row[0], chain) if is_next else None


class Audit:
    """The audit of one kiosk.

    Its supervisor writes it, and `infusion-kioskctl` where it changes who is staff or drops what
    was exported; never a screen or a courier.

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

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open the audit beside the supervisor that writes it.

        Raises:
            NewerVersionFault: A newer kiosk wrote it.
            EnvironmentFault: It is missing, damaged or may not be read.
        """
        return cls(open_existing(path, AUDIT, read_only=True))

    @classmethod
    def open_mended(cls, path: Path) -> Self:
        """Open the audit; a damaged one is set aside, and a new one begins by naming it.

        Damaged is what SQLite cannot read, or whose last entries do not hold together.

        Raises:
            NewerVersionFault: A newer kiosk wrote it; its file was not touched.
            EnvironmentFault: It cannot be read or written.
        """
        try:
            audit = cls.open(path)
            try:
                is_whole = audit.tail_holds()
            except BaseException:
                audit.close()
                raise
            if is_whole:
                return audit
            audit.close()
        except DamagedFault:
            pass
        mark = set_aside(path)
        _log.error("the audit is damaged: it was set aside (%s) and a new one begun", mark)
        audit = cls.open(path)
        audit.write(Event.AUDIT_BROKEN, "supervisor", mark)
        return audit

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
            head = self._mark("head")
            row = (head.number + 1, moment, event.value, who, detail)
            chain = link(head.chain, row)
            self._connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", (*row, chain))
            self._connection.execute("UPDATE head SET number = ?, chain = ?", (row[0], chain))

    def verify(self) -> int | None:
        """Return the number of the first entry that is changed or missing, or None if all hold.

        Somebody who can write the file and knows this code can make a new chain; the rights of the
        data folder guard against that, and an export kept elsewhere shows it.

        Raises:
            EnvironmentFault: The database failed.
        """
        return self._verify(self.anchor)

    def tail_holds(self) -> bool:
        """Return whether the last entries hold together; quick however long the audit is.

        Raises:
            EnvironmentFault: The database failed.
        """
        before = self.head.number - _TAIL
        found = tuple(self.rows(before - 1, before)) if before > self.anchor.number else ()
        return self._verify(Mark(before, found[0][5]) if found else self.anchor) is None

    @property
    def anchor(self) -> Mark:
        """Where the entries begin that are still here.

        Raises:
            EnvironmentFault: The database failed.
        """
        with translated(AUDIT.name):
            return self._mark("anchor")

    @property
    def head(self) -> Mark:
        """Where the next entry goes.

        Raises:
            EnvironmentFault: The database failed.
        """
        with translated(AUDIT.name):
            return self._mark("head")

    def rows(self, after: int, up_to: int) -> Iterator[Row]:
        """Yield what is kept after one number and up to another, oldest first.

        A page at a time: a reader that held on to the database would stop the kiosk.

        Raises:
            EnvironmentFault: The database failed.
        """
        query = "SELECT * FROM entry WHERE number > ? AND number <= ? ORDER BY number LIMIT ?"
        while after < up_to:
            with translated(AUDIT.name):
                found = self._connection.execute(query, (after, up_to, _PAGE)).fetchall()
            rows = msgspec.convert(found, list[Row])
            yield from rows
            after = rows[-1][0] if rows else up_to

    def entries(self, last: int | None = None) -> Iterator[Entry]:
        """Yield the entries, oldest first.

        Args:
            last: Only so many of the last ones.

        Raises:
            EnvironmentFault: The database failed.
        """
        head = self.head.number
        for number, at, event, who, detail, _ in self.rows(head - last if last else 0, head):
            yield Entry(number, datetime.fromisoformat(at), event, who, detail)

    def drop(self, up_to: Mark) -> int:
        """Remove the entries up to a place, which becomes the anchor; the chain says so.

        Args:
            up_to: A place in this chain that an export proves.

        Returns:
            How many were removed.

        Raises:
            ValueError: There is no such place here.
            EnvironmentFault: The database failed; what was removed until then is anchored.
        """
        begin = self.anchor.number
        if [row[5] for row in self.rows(up_to.number - 1, up_to.number)] != [up_to.chain]:
            raise ValueError("no such place in the chain")
        for row in tuple(self._page_ends(begin, up_to.number)):
            with translated(AUDIT.name), writing(self._connection):
                self._connection.execute("UPDATE anchor SET number = ?, chain = ?", row)
                self._connection.execute("DELETE FROM entry WHERE number <= ?", row[:1])
        self.write(Event.AUDIT_DROPPED, "ctl", f"up-to:{up_to.number}")
        return up_to.number - begin

    def _page_ends(self, begin: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Yield the places to remove up to, one after the other: no step takes long."""
        for row in self.rows(begin, end):
            if row[0] == end or (row[0] - begin) % _PAGE == 0:
                yield row[0], row[5]

    def _verify(self, mark: Mark) -> int | None:
        head = self.head
        for row in self.rows(mark.number, head.number):
            following = mark.after(row)
            if following is None:
                return mark.number + 1
            mark = following
        return None if mark == head and not self._has_after(head.number) else mark.number + 1

    def _has_after(self, number: int) -> bool:
        query = "SELECT 1 FROM entry WHERE number > ?"
        with translated(AUDIT.name):
            beyond = self._connection.execute(query, (number,)).fetchone() is not None
            return beyond and self._mark("head").number == number

    def _mark(self, table: str) -> Mark:
        query = {"head": "SELECT number, chain FROM head", "anchor": "SELECT * FROM anchor"}[table]
        found = self._connection.execute(query).fetchone()
        if not isinstance(found, tuple) or len(found) < 2:
            raise DamagedFault("the audit database is damaged")
        number, chain = msgspec.convert(found[-2:], tuple[int, bytes])
        return Mark(number, chain)


def link(chain: bytes, row: object) -> bytes:
    """Return the hash that ties an entry to all before it.

    Args:
        chain: The link before it.
        row: Number, time, event, who and detail.
    """
    return hashlib.sha256(chain + msgspec.json.encode(row)).digest()
