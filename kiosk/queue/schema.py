# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The tables of the queue, and how an older queue becomes this one.

``mark`` holds what people or the kiosk say about a request, by its id, whether or not the queue has
taken it yet. A request that is ``stopped`` is not sent to a target that does not have it yet.
"""

from enum import StrEnum

from kiosk.queue.database import Form


class Mark(StrEnum):
    """What is said about a request."""

    CANCELLED = "cancelled"
    NOT_GENUINE = "not-genuine"
    EXPORTED = "exported"
    RECEIPT_SHOWN = "receipt-shown"

    @property
    def is_withdrawn(self) -> bool:
        """Whether the request shall never be sent again."""
        return self in (Mark.CANCELLED, Mark.NOT_GENUINE)


_FIRST = """
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
"""

_SECOND = """
ALTER TABLE delivery ADD COLUMN remote TEXT NOT NULL DEFAULT '[]';
ALTER TABLE receipt ADD COLUMN remote TEXT NOT NULL DEFAULT '{}';
CREATE TABLE mark (
    id TEXT NOT NULL,
    mark TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id, mark)
) STRICT, WITHOUT ROWID;
CREATE VIEW withdrawn AS SELECT id FROM mark WHERE mark IN ('cancelled', 'not-genuine');
CREATE VIEW shown AS SELECT id FROM mark WHERE mark = 'receipt-shown';
CREATE VIEW stopped AS SELECT id FROM mark WHERE mark IN ('cancelled', 'not-genuine', 'exported');
"""

QUEUE = Form(name="queue", version=2, schema=_FIRST, steps=(_SECOND,))
