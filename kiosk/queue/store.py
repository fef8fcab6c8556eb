# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The queue: sealed requests, how far each has come to each target, and receipts.

A request has one delivery row for every target. When all of them are delivered its sealed body is
removed (``secure_delete``) in the same transaction that writes its receipt, and the receipt says
nothing but id, code and times. The queue cannot open a request.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import apsw
import msgspec

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue.database import Form, open_database, open_existing, translated, writing
from kiosk.queue.envelope import Envelope, RequestId, decode, encode

LONGEST_WAIT = timedelta(hours=1)
"""No wait is longer; one that seems to be is a clock that was set back, and is over."""

QUEUE = Form(
    name="queue",
    version=1,
    schema="""
    CREATE TABLE request (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL,
        created_at TEXT NOT NULL,
        form TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        envelope BLOB NOT NULL
    ) STRICT;
    CREATE TABLE delivery (
        target TEXT NOT NULL,
        sequence INTEGER NOT NULL REFERENCES request ON DELETE CASCADE,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'held')),
        attempts INTEGER NOT NULL DEFAULT 0,
        next_at REAL NOT NULL DEFAULT 0,
        problem TEXT NOT NULL DEFAULT '',
        delivered_at TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (target, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX delivery_of_request ON delivery (sequence);
    CREATE TABLE target (
        name TEXT PRIMARY KEY,
        failures INTEGER NOT NULL,
        next_at REAL NOT NULL,
        problem TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE receipt (
        id TEXT PRIMARY KEY,
        code TEXT NOT NULL,
        created_at TEXT NOT NULL,
        delivered_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX receipt_by_code ON receipt (code);
    """,
)


class DeliveryState(StrEnum):
    """How far a request has come to one target."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Due:
    """A request that may be sent to a target now.

    Attributes:
        envelope: The request.
        attempts: Failed sends of this request to this target so far.
        target_failures: Failures of the target itself since it last took a request.
    """

    envelope: Envelope = field(repr=False)
    attempts: int
    target_failures: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The queue in numbers.

    Attributes:
        waiting: Requests that have not reached every target, held ones included.
        held: Requests that a target refused for good, until somebody retries them.
        receipts: Requests that have reached every target.
        oldest_s: Seconds since the oldest waiting request came, 0 when none waits.
        problems: What is wrong at targets and requests (``desk: unreachable``), may be empty.
    """

    waiting: int
    held: int
    receipts: int
    oldest_s: float
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request and one target; ``problem`` is a class of problem, or empty."""

    target: str
    state: DeliveryState
    attempts: int
    problem: str


@dataclass(frozen=True, slots=True)
class Queued:
    """A request in the queue, or its receipt.

    Attributes:
        id: Its id.
        code: Its receipt code.
        created_at: When the visitor sent it, aware UTC.
        deliveries: How far it has come, one for each target, by name.
    """

    id: RequestId
    code: str
    created_at: datetime
    deliveries: tuple[Delivery, ...]


class QueueStore:
    """The queue database; one process writes it at a time (``lease.py``).

    Every method raises ``EnvironmentFault`` when the database is damaged, full or locked for long.
    """

    def __init__(self, connection: apsw.Connection, targets: Sequence[str] = ()) -> None:
        self._connection = connection
        self._targets = tuple(targets)

    @classmethod
    def open(cls, path: Path, targets: Sequence[str], *, vfs: str | None = None) -> Self:
        """Open the queue, making it when it is missing, for the targets configured now.

        Requests that still wait are sent to exactly these from now on: a target that is no longer
        configured is not waited for, and a new one gets what is still in the queue.

        Raises:
            NewerVersionFault: A newer kiosk wrote the queue; its file was not touched.
            EnvironmentFault: It is damaged or cannot be written.
            ValueError: There is no target.
        """
        if not targets:
            raise ValueError("a queue needs a target")
        store = cls(open_database(path, QUEUE, vfs=vfs), targets)
        try:
            store._adopt_targets()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open the queue of a courier that may be running, to look at it only.

        Raises:
            EnvironmentFault: There is none, or it is damaged or newer.
        """
        return cls(open_existing(path, QUEUE, read_only=True))

    @classmethod
    def open_for_retrying(cls, path: Path) -> Self:
        """Open the queue of a courier that may be running, to ``retry``; its targets stay.

        Raises:
            EnvironmentFault: There is none, or it is damaged or newer.
        """
        return cls(open_existing(path, QUEUE, read_only=False))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; harmless when done twice."""
        self._connection.close()

    def import_envelope(self, envelope: Envelope, now: datetime) -> bool:
        """Take a request over durably, for every target.

        Returns:
            False when it is in the queue already or has a receipt; it is then not taken again.
        """
        label = envelope.label
        with self._writing():
            known = (
                "SELECT 1 FROM request WHERE id = ?1 UNION ALL SELECT 1 FROM receipt WHERE id = ?1"
            )
            if self._row(known, (label.id,)):
                return False
            self._connection.execute(
                "INSERT INTO request (id, code, created_at, form, imported_at, envelope)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    label.id,
                    label.code,
                    label.created_at.isoformat(),
                    label.form,
                    now.isoformat(),
                    encode(envelope),
                ),
            )
            sequence = self._connection.last_insert_rowid()
            for target in self._targets:
                insert = "INSERT INTO delivery (target, sequence) VALUES (?, ?)"
                self._connection.execute(insert, (target, sequence))
        return True

    def next_due(self, target: str, now: datetime) -> Due | None:
        """Return the oldest request that may be sent to a target now, or None.

        One whose bytes were damaged in the queue is held and the next one returned.
        """
        while row := self._due_row(target, now):
            request_id, data, attempts, failures = row
            try:
                return Due(decode(data), attempts, failures)
            except EnvironmentFault as fault:
                newer = isinstance(fault, NewerVersionFault)
                self.hold(request_id, target, "newer" if newer else "damaged", now)
        return None

    def _due_row(self, target: str, now: datetime) -> tuple[RequestId, bytes, int, int] | None:
        limits = (target, now.timestamp(), (now + LONGEST_WAIT).timestamp())
        with translated(QUEUE.name):
            row = self._row(
                "SELECT failures, next_at > ?2 AND next_at <= ?3 FROM target WHERE name = ?1",
                limits,
            )
            failures, is_pausing = row or (0, 0)
            if is_pausing:
                return None
            row = self._row(
                "SELECT id, envelope, attempts FROM delivery JOIN request USING (sequence)"
                " WHERE target = ?1 AND state = 'waiting' AND NOT (next_at > ?2 AND next_at <= ?3)"
                " ORDER BY sequence LIMIT 1",
                limits,
            )
        return (RequestId(row[0]), row[1], row[2], failures) if row else None

    def delivered(self, request_id: RequestId, target: str, now: datetime) -> bool:
        """Note that a target has a request; it is the last one's note that purges it.

        Returns:
            Whether all targets have it now: the body is gone and the receipt written.
        """
        with self._writing():
            self._connection.execute("DELETE FROM target WHERE name = ?", (target,))
            self._connection.execute(
                "UPDATE delivery SET state = 'delivered', delivered_at = ?, problem = ''"
                " WHERE target = ? AND sequence = (SELECT sequence FROM request WHERE id = ?)",
                (now.isoformat(), target, request_id),
            )
            return self._purge_complete("id = ?", request_id) > 0

    def postpone(self, request_id: RequestId, target: str, problem: str, until: datetime) -> None:
        """Note that a request failed at a target, and try it again later; others go on."""
        self._fail(request_id, target, problem, DeliveryState.WAITING, until)

    def hold(self, request_id: RequestId, target: str, problem: str, now: datetime) -> None:
        """Note that a target refuses a request for good; it stays until somebody retries it."""
        self._fail(request_id, target, problem, DeliveryState.HELD, now)

    def pause(self, target: str, problem: str, until: datetime) -> None:
        """Note that a target itself failed: nothing is sent to it until then."""
        with self._writing():
            self._connection.execute(
                "INSERT INTO target (name, failures, next_at, problem) VALUES (?1, 1, ?2, ?3)"
                " ON CONFLICT DO UPDATE SET failures = failures + 1, next_at = ?2, problem = ?3",
                (target, until.timestamp(), problem),
            )

    def retry(self) -> int:
        """Make everything that waits, is held or is paused due now; return how many requests."""
        with self._writing():
            self._connection.execute("DELETE FROM target")
            self._connection.execute(
                "UPDATE delivery SET state = 'waiting', next_at = 0 WHERE state <> 'delivered'"
            )
            return self._connection.changes()

    def counts(self, now: datetime) -> Counts:
        """Return the queue in numbers."""
        with translated(QUEUE.name):
            row = self._row(
                "SELECT (SELECT count(*) FROM request),"
                " (SELECT count(DISTINCT sequence) FROM delivery WHERE state = 'held'),"
                " (SELECT count(*) FROM receipt),"
                " (SELECT imported_at FROM request ORDER BY sequence LIMIT 1)"
            )
            problems = self._rows(
                "SELECT name || ': ' || problem FROM target UNION"
                " SELECT target || ': ' || problem FROM delivery WHERE problem <> '' ORDER BY 1"
            )
        waiting, held, receipts, oldest = row or (0, 0, 0, None)
        age_s = (now - datetime.fromisoformat(oldest)).total_seconds() if oldest else 0.0
        return Counts(waiting, held, receipts, max(age_s, 0.0), tuple(row[0] for row in problems))

    def queued(self) -> tuple[Queued, ...]:
        """Return the requests in the queue, oldest first; never their contents."""
        with translated(QUEUE.name):
            return tuple(self._listed("1 = 1", ""))

    def find(self, code: str) -> tuple[Queued, ...]:
        """Return the requests with a receipt code, in the queue or delivered; may be empty."""
        with translated(QUEUE.name):
            receipts = self._rows(
                "SELECT id, code, created_at, delivered_at FROM receipt WHERE code = ?", (code,)
            )
            return (*self._listed("code = ?", code), *(_receipt(*row) for row in receipts))

    def _listed(self, condition: str, code: str) -> Iterator[Queued]:
        rows = self._rows(
            f"SELECT sequence, id, code, created_at FROM request WHERE {condition}"  # noqa: S608 - ours
            " ORDER BY sequence",
            (code,) if code else (),
        )
        for sequence, request_id, its_code, created_at in rows:
            deliveries = self._rows(
                "SELECT target, state, attempts, problem FROM delivery WHERE sequence = ?"
                " ORDER BY target",
                (sequence,),
            )
            yield Queued(
                RequestId(request_id),
                its_code,
                datetime.fromisoformat(created_at),
                tuple(Delivery(row[0], DeliveryState(row[1]), *row[2:]) for row in deliveries),
            )

    def _fail(
        self,
        request_id: RequestId,
        target: str,
        problem: str,
        state: DeliveryState,
        until: datetime,
    ) -> None:
        with self._writing():
            self._connection.execute(
                "UPDATE delivery SET state = ?, attempts = attempts + 1, problem = ?, next_at = ?"
                " WHERE target = ? AND sequence = (SELECT sequence FROM request WHERE id = ?)",
                (state.value, problem, until.timestamp(), target, request_id),
            )

    def _adopt_targets(self) -> None:
        names = msgspec.json.encode(self._targets).decode()
        with self._writing():
            for table, column in (("delivery", "target"), ("target", "name")):
                self._connection.execute(
                    f"DELETE FROM {table} WHERE {column} NOT IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
                    + (" AND state <> 'delivered'" if table == "delivery" else ""),
                    (names,),
                )
            self._connection.execute(
                "INSERT OR IGNORE INTO delivery (target, sequence)"
                " SELECT value, sequence FROM request, json_each(?)",
                (names,),
            )
            self._purge_complete()

    def _purge_complete(self, condition: str = "1 = 1", *values: str) -> int:
        """Turn the requests that all targets have into receipts; return how many."""
        complete = (
            f"{condition} AND NOT EXISTS (SELECT 1 FROM delivery"  # noqa: S608 - ours
            " WHERE delivery.sequence = request.sequence AND state <> 'delivered')"
        )
        self._connection.execute(
            "INSERT INTO receipt (id, code, created_at, delivered_at)"  # noqa: S608 - ours
            " SELECT id, code, created_at, (SELECT json_group_object(target, delivered_at)"
            " FROM delivery WHERE delivery.sequence = request.sequence)"
            f" FROM request WHERE {complete}",
            values,
        )
        self._connection.execute(f"DELETE FROM request WHERE {complete}", values)  # noqa: S608
        return self._connection.changes()

    def _rows(
        self, query: str, values: tuple[str | float, ...] = ()
    ) -> list[tuple[Any, ...]]:  # Any: a row is as wide and typed as its query
        return self._connection.execute(query, values).fetchall()

    def _row(
        self, query: str, values: tuple[str | float, ...] = ()
    ) -> tuple[Any, ...] | None:  # Any: as above
        return self._connection.execute(query, values).fetchone()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with translated(QUEUE.name), writing(self._connection):
            yield


def _receipt(request_id: str, code: str, created_at: str, delivered_at: str) -> Queued:
    targets = msgspec.json.decode(delivered_at, type=dict[str, str])
    return Queued(
        RequestId(request_id),
        code,
        datetime.fromisoformat(created_at),
        tuple(Delivery(name, DeliveryState.DELIVERED, 0, "") for name in sorted(targets)),
    )


def utc_now() -> datetime:
    """Return the time by the kiosk's clock, aware UTC."""
    return datetime.now(UTC)
