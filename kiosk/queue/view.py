# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The queue looked at: counts, states, receipts; never what a request says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

import apsw
import msgspec

from kiosk.queue.database import translated
from kiosk.queue.envelope import Envelope, RequestId
from kiosk.queue.schema import QUEUE


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
        waiting: Requests that have not reached every target: held ones too, withdrawn ones not.
        held: Requests that a target refused for good, until somebody retries them.
        receipts: Requests that have reached every target.
        oldest_s: Seconds since the oldest waiting request came, 0 when none waits.
        problems: What is wrong at targets and requests (``desk: unreachable``), may be empty.
        withdrawn: Requests that staff took back by their code, kept until their receipts' time.
    """

    waiting: int
    held: int
    receipts: int
    oldest_s: float
    problems: tuple[str, ...]
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request and one target.

    Attributes:
        target: Name of the target.
        state: How far it has come.
        attempts: Failed sends so far.
        problem: A class of problem, or empty.
        remote: Ids that the receiver gave, may be empty.
        delivered_at: When it had arrived, aware UTC, or None.
    """

    target: str
    state: DeliveryState
    attempts: int
    problem: str
    remote: tuple[str, ...] = ()
    delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """A request in the queue, or its receipt.

    Attributes:
        id: Its id.
        code: Its receipt code.
        created_at: When the visitor sent it, aware UTC.
        deliveries: How far it has come, one for each target, by name.
        marks: What staff said about it, and whether it was exported.
        is_receipt: Whether its body is gone and only this is left.
    """

    id: RequestId
    code: str
    created_at: datetime
    deliveries: tuple[Delivery, ...]
    marks: tuple[str, ...] = ()
    is_receipt: bool = False


class QueueView:
    """A queue database that is looked at.

    Every method raises ``EnvironmentFault`` when the database is damaged or locked for long.

    Args:
        connection: The database.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

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

    def counts(self, now: datetime) -> Counts:
        """Return the queue in numbers."""
        with translated(QUEUE.name):
            row = self._row(
                "SELECT (SELECT count(*) FROM request WHERE id NOT IN withdrawn),"
                " (SELECT count(DISTINCT sequence) FROM delivery JOIN request USING (sequence)"
                "  WHERE state = 'held' AND id NOT IN withdrawn),"
                " (SELECT count(*) FROM receipt),"
                " (SELECT imported_at FROM request WHERE id NOT IN withdrawn"
                "  ORDER BY sequence LIMIT 1),"
                " (SELECT count(*) FROM request WHERE id IN withdrawn)"
            )
            problems = self._rows(
                "SELECT name || ': ' || problem FROM target UNION"
                " SELECT target || ': ' || problem FROM delivery JOIN request USING (sequence)"
                " WHERE problem <> '' AND id NOT IN withdrawn ORDER BY 1"
            )
        waiting, held, receipts, oldest, withdrawn = row or (0, 0, 0, None, 0)
        age_s = (now - datetime.fromisoformat(oldest)).total_seconds() if oldest else 0.0
        told = tuple(row[0] for row in problems)
        return Counts(waiting, held, receipts, max(age_s, 0.0), told, withdrawn)

    def last_delivered_at(self) -> datetime | None:
        """Return when something last arrived at a target, as far as is still known."""
        with translated(QUEUE.name):
            row = self._row(
                "SELECT max(at) FROM (SELECT max(delivered_at) AS at FROM delivery UNION ALL"
                " SELECT max(value) FROM receipt, json_each(receipt.delivered_at))"
            )
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    def is_waiting(self, request_id: RequestId, target: str) -> bool:
        """Return whether a target shall still get a request: staff may have stopped it since."""
        with translated(QUEUE.name):
            row = self._row(
                "SELECT 1 FROM delivery JOIN request USING (sequence)"
                " WHERE target = ? AND id = ? AND state = 'waiting'",
                (target, request_id),
            )
        return row is not None

    def has_older(self, before: datetime) -> bool:
        """Return whether receipts or marks of before a time are kept."""
        with translated(QUEUE.name):
            row = self._row(
                "SELECT EXISTS (SELECT 1 FROM mark WHERE at < ?1) OR EXISTS (SELECT 1 FROM receipt"
                " WHERE (SELECT max(value) FROM json_each(delivered_at)) < ?1)",
                (before.isoformat(),),
            )
        return bool(row and row[0])

    def look(self, query: str) -> list[tuple[str, ...]]:
        """Return what a query says, to see whether the database is sound (``recovery.py``)."""
        with translated(QUEUE.name):
            return self._rows(query)

    def queued(self) -> tuple[Queued, ...]:
        """Return the requests in the queue, oldest first; never their contents."""
        with translated(QUEUE.name):
            return tuple(self._listed("1 = 1", ""))

    def find(self, code: str) -> tuple[Queued, ...]:
        """Return the requests with a receipt code, in the queue or delivered; may be empty."""
        with translated(QUEUE.name):
            receipts = self._rows(
                "SELECT id, code, created_at, delivered_at, remote FROM receipt WHERE code = ?",
                (code,),
            )
            done = [_receipt(row, self._marks(row[0])) for row in receipts]
            return (*self._listed("code = ?", code), *done)

    def receipts(self) -> tuple[Queued, ...]:
        """Return the receipts that are kept, oldest request first."""
        with translated(QUEUE.name):
            rows = self._rows(
                "SELECT id, code, created_at, delivered_at, remote FROM receipt ORDER BY id"
            )
            return tuple(_receipt(row, self._marks(row[0])) for row in rows)

    def _listed(self, condition: str, code: str) -> Iterator[Queued]:
        rows = self._rows(
            f"SELECT sequence, id, code, created_at FROM request WHERE {condition}"  # noqa: S608 - ours
            " ORDER BY sequence",
            (code,) if code else (),
        )
        for sequence, request_id, its_code, created_at in rows:
            deliveries = self._rows(
                "SELECT target, state, attempts, problem, remote, delivered_at FROM delivery"
                " WHERE sequence = ? ORDER BY target",
                (sequence,),
            )
            yield Queued(
                RequestId(request_id),
                its_code,
                datetime.fromisoformat(created_at),
                tuple(_delivery(row) for row in deliveries),
                self._marks(request_id),
            )

    def _marks(self, request_id: str) -> tuple[str, ...]:
        rows = self._rows("SELECT mark FROM mark WHERE id = ? ORDER BY mark", (request_id,))
        return tuple(row[0] for row in rows)

    def _rows(
        self, query: str, values: tuple[str | float, ...] = ()
    ) -> list[tuple[Any, ...]]:  # Any: a row is as wide and typed as its query
        return self._connection.execute(query, values).fetchall()

    def _row(
        self, query: str, values: tuple[str | float, ...] = ()
    ) -> tuple[Any, ...] | None:  # Any: as above
        return self._connection.execute(query, values).fetchone()


def _receipt(row: tuple[Any, ...], marks: tuple[str, ...]) -> Queued:  # Any: as above
    request_id, code, created_at, delivered_at, remote = row
    times = msgspec.json.decode(delivered_at, type=dict[str, datetime])
    ids = msgspec.json.decode(remote, type=dict[str, tuple[str, ...]])
    arrived = DeliveryState.DELIVERED
    return Queued(
        RequestId(request_id),
        code,
        datetime.fromisoformat(created_at),
        tuple(Delivery(t, arrived, 0, "", ids.get(t, ()), times[t]) for t in sorted(times)),
        marks,
        is_receipt=True,
    )


def _delivery(row: tuple[Any, ...]) -> Delivery:  # Any: as above
    target, state, attempts, problem, remote, delivered_at = row
    ids = msgspec.json.decode(remote, type=tuple[str, ...])
    at = datetime.fromisoformat(delivered_at) if delivered_at else None
    return Delivery(target, DeliveryState(state), attempts, problem, ids, at)
