# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When the supervisor's entries are in the audit: the end of a visit alone may wait a moment."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.staff.audit import Audit, Event
from kiosk.supervisor.journal import Journal
from kiosk.supervisor.stage import Occurrence
from tests.support.waiting import wait_until


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "audit" / "audit.db"


@pytest.fixture
def audit(file: Path) -> Iterator[Audit]:
    with closing(Audit.open(file)) as audit:
        yield audit


def in_file(file: Path) -> list[str]:
    """Return what another process would read."""
    with closing(Audit.open_for_reading(file)) as audit:
        return events(audit)


def events(audit: Audit) -> list[str]:
    return [entry.event for entry in audit.entries()]


def test_what_happens_is_in_the_audit_before_service_goes_on(audit: Audit) -> None:
    Journal(audit).note(Event.REQUEST_STORED, "screen")

    assert events(audit) == ["request-stored"]


def test_end_of_a_visit_is_written_before_whatever_comes_next(audit: Audit) -> None:
    async def story() -> None:
        journal = Journal(audit)
        journal.note_stage(Occurrence.VISIT_ENDED, "cleared")
        ended = datetime.now(UTC)
        journal.note(Event.VISIT_BEGAN, "screen")
        first, second = audit.entries()
        assert (first.event, first.detail, second.event) == (
            "visit-ended",
            "cleared",
            "visit-began",
        )
        assert first.at <= ended

    asyncio.run(story())


def test_end_of_a_visit_is_written_though_nothing_comes_next(file: Path, audit: Audit) -> None:
    async def story() -> None:
        Journal(audit).note_stage(Occurrence.VISIT_ENDED, "cleared")
        await asyncio.to_thread(wait_until, lambda: in_file(file), "the entry")

    asyncio.run(story())

    assert events(audit) == ["visit-ended"]
