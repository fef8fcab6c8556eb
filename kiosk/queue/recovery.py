# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A damaged queue: set aside under the time, and what can be read of it taken over into a new one.

Rows are read one by one, so that a broken page costs its own rows only. What is taken over may have
been delivered already: a target's own care for repeats (frozen bytes, constant ids) makes that
harmless. A request whose bytes cannot be read stays in the file that was set aside, for a person.
"""

import contextlib
import logging
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import apsw
import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.queue.database import DamagedFault, open_database, translated, writing
from kiosk.queue.durable import sync_folder
from kiosk.queue.envelope import decode
from kiosk.queue.schema import QUEUE
from kiosk.queue.store import QueueStore

_log = logging.getLogger(__name__)

Value = str | int | float | bytes | None
Row = dict[str, Value]

PAGE_BYTES = 4_096
FURTHEST = 20_000
"""Sequence numbers looked at beyond the last row that could be read."""
TABLES = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
UNREADABLE = (EnvironmentFault, ValueError, TypeError, KeyError, msgspec.DecodeError)
KEYS = {
    "mark": ("id", "mark"),
    "receipt": ("id",),
    "request": ("sequence",),
    "delivery": ("target", "sequence"),
}
"""Tables in the order in which they are taken over, and what they are ordered by."""


def open_recovering(path: Path, targets: Sequence[str], now: datetime) -> QueueStore:
    """Open the queue; one that is damaged is set aside first, and its rows are taken over.

    Raises:
        NewerVersionFault: A newer kiosk wrote the queue; its file was not touched.
        EnvironmentFault: It cannot be written, or not be set aside.
    """
    try:
        store = QueueStore.open(path, targets)
    except DamagedFault as fault:
        _log.error("the queue is damaged: %s", fault)
    else:
        if is_sound(store, now):
            return store
        store.close()
    recover(path, now)
    return QueueStore.open(path, targets)


def set_aside(path: Path) -> tuple[Path, ...]:
    """Return the damaged queues that were set aside and that nobody has taken away since."""
    return tuple(sorted(path.parent.glob(f"{path.name}.damaged-*Z")))


def is_sound(store: QueueStore, now: datetime) -> bool:
    """Return whether a queue has its tables, and whether all that is ever listed can be read."""
    with contextlib.closing(apsw.Connection(":memory:")) as fresh:
        for step in (QUEUE.schema, *QUEUE.steps):
            fresh.execute(step)
        expected = fresh.execute(TABLES).fetchall()
    try:
        if store.look(TABLES) != expected:
            return False
        store.counts(now)
        store.queued()
        store.receipts()
        store.last_delivered_at()
        for row in store.look("SELECT imported_at FROM request"):
            _read_time(row[0])
    except UNREADABLE:
        return False
    return True


def recover(path: Path, now: datetime) -> None:
    """Set a damaged queue aside and make a new one of what can be read of it.

    Raises:
        EnvironmentFault: The disk is full or failed; the next start tries again.
    """
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%SZ}")
    try:
        # The journal first: alone it must never be found beside a new queue.
        for suffix in ("-journal", ""):
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
                sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentFault(f"the queue cannot be set aside: {error.strerror}") from error
    found = _rows_of(aside)
    with contextlib.closing(open_database(path, QUEUE)) as connection:
        taken = _take_over(connection, found)
    _log.error("the queue was set aside as %s; taken over: %s", aside.name, taken)


def _rows_of(aside: Path) -> dict[str, list[Row]]:
    """Return all rows that can be read, also where only the first page is broken."""
    found = _readable(aside)
    if any(found.values()):
        return found
    with tempfile.TemporaryDirectory(dir=aside.parent) as folder:
        fresh, grafted = Path(folder) / "fresh.db", Path(folder) / "grafted.db"
        open_database(fresh, QUEUE).close()
        with contextlib.suppress(OSError):
            first = bytearray(fresh.read_bytes()[:PAGE_BYTES])
            first[28:32] = bytes(4)  # the size in the header: then that of the file counts
            grafted.write_bytes(first + aside.read_bytes()[PAGE_BYTES:])
        return _readable(grafted)


def _readable(file: Path) -> dict[str, list[Row]]:
    try:
        connection = apsw.Connection(str(file))  # writable, for a journal that is still there
    except apsw.Error:
        return {}
    with contextlib.closing(connection):
        return {table: list(_scanned(connection, table)) for table in KEYS}


def _scanned(connection: apsw.Connection, table: str) -> Iterator[Row]:
    """Give the rows of a table from both ends, and those of a numbered one in between too."""
    keys, seen = KEYS[table], set[tuple[Value, ...]]()
    is_broken = False
    for direction in ("", " DESC"):
        order = ", ".join(f"{key}{direction}" for key in keys)
        rows, is_broken = _read(connection, f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608 - ours
        for row in rows:
            if (key := tuple(row.get(name) for name in keys)) not in seen:
                seen.add(key)
                yield row
        if not is_broken:
            return
    if table == "request":
        numbers = [key[0] for key in seen if isinstance(key[0], int)]
        for number in range(1, max(numbers, default=0) + FURTHEST):
            if (number,) not in seen:
                one = "SELECT * FROM request WHERE sequence = ?"
                yield from _read(connection, one, (number,))[0]


def _read(
    connection: apsw.Connection, query: str, values: tuple[int, ...] = ()
) -> tuple[list[Row], bool]:
    """Return the rows up to the first that cannot be read, and whether there was one."""
    rows: list[Row] = []
    try:
        cursor = connection.execute(query, values)
        for row in cursor:
            names = [name for name, _ in cursor.get_description()]
            rows.append(dict(zip(names, row, strict=True)))
    except (apsw.Error, ValueError):
        return rows, True
    return rows, False


def _take_over(connection: apsw.Connection, found: dict[str, list[Row]]) -> str:
    """Put rows into a new queue, each if it makes sense; return how many, in words."""
    counts: list[str] = []
    with translated(QUEUE.name), writing(connection):
        for table in KEYS:
            rows = [row for row in found.get(table, ()) if _makes_sense(table, row)]
            put = sum(_put(connection, table, row) for row in rows)
            counts.append(f"{put} {table}")
        # What is not known about a delivery any more is delivered again.
        connection.execute("DELETE FROM request WHERE id IN (SELECT id FROM receipt)")
    return ", ".join(counts)


def _makes_sense(table: str, row: Row) -> bool:
    """Return whether a row can be listed, and a request be sent; mend what can be."""
    try:
        match table:
            case "mark":
                _read_time(row["at"])
            case "receipt":
                _read_time(row["created_at"])
                msgspec.json.decode(str(row["delivered_at"]), type=dict[str, datetime])
                msgspec.json.decode(str(row.get("remote", "{}")), type=dict[str, list[str]])
            case "request":
                _mend(row)
            case "delivery":
                msgspec.json.decode(str(row.get("remote", "[]")), type=list[str])
                if row["delivered_at"]:
                    _read_time(row["delivered_at"])
    except UNREADABLE:
        return False
    return True


def _mend(row: Row) -> None:
    """Say again about a request what its envelope says, which its own hash guards."""
    data = row["envelope"]
    label = decode(data if isinstance(data, bytes) else b"").label
    created_at = label.created_at.isoformat()
    row |= {"id": label.id, "code": label.code, "form": label.form, "created_at": created_at}
    try:
        _read_time(row["imported_at"])
    except ValueError:
        row["imported_at"] = created_at


def _put(connection: apsw.Connection, table: str, row: Row) -> bool:
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    with contextlib.suppress(apsw.ConstraintError, apsw.SQLError, apsw.MismatchError):
        connection.execute(
            f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - ours
            tuple(row.values()),
        )
        return bool(connection.changes())
    return False


def _read_time(text: Value) -> None:
    """Read a time as a listing will.

    Raises:
        ValueError: It is none, or has no zone.
    """
    if datetime.fromisoformat(str(text)).tzinfo is None:
        raise ValueError("a time without a zone")
