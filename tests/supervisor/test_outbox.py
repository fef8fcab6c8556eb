# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When delivery counts as overdue."""

import pytest

from kiosk.session.control import QueueCounts
from kiosk.supervisor.outbox import OVERDUE_S, SILENT_S, Outbox

EMPTY = QueueCounts(waiting=0, oldest_s=0, quarantined=0)
START_S = 50.0


def waiting(oldest_s: float) -> QueueCounts:
    return QueueCounts(waiting=1, oldest_s=oldest_s, quarantined=0)


@pytest.mark.parametrize(
    "outbox",
    [
        Outbox(),
        Outbox().reported(EMPTY, START_S),
        Outbox().stored(START_S).reported(EMPTY, START_S + 1),
    ],
)
def test_nothing_that_waits_is_never_overdue(outbox: Outbox) -> None:
    assert not outbox.is_overdue(START_S + 1_000_000)


@pytest.mark.parametrize(
    ("outbox", "overdue_after_s"),
    [
        (Outbox().stored(START_S), SILENT_S),
        (Outbox().reported(EMPTY, START_S - 9).stored(START_S), SILENT_S),
        (Outbox().stored(START_S).stored(START_S + 60), SILENT_S),
        (Outbox().reported(waiting(0), START_S), SILENT_S),
        (Outbox().reported(waiting(OVERDUE_S - 5), START_S), 5),
        (Outbox().reported(waiting(OVERDUE_S), START_S), 0),
    ],
)
def test_request_is_overdue_when_it_is_old_or_its_courier_silent(
    outbox: Outbox, overdue_after_s: float
) -> None:
    assert not outbox.is_overdue(START_S + overdue_after_s)
    assert outbox.is_overdue(START_S + overdue_after_s + 1)


def test_courier_that_is_heard_again_about_a_young_request_ends_it() -> None:
    outbox = Outbox().stored(START_S).reported(waiting(20), START_S + SILENT_S + 10)

    assert not outbox.is_overdue(START_S + SILENT_S + 20)
