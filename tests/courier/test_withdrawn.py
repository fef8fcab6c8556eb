# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A running courier, and staff who stop a request beside it."""

from pathlib import Path

import pytest

from kiosk.queue.envelope import RequestId
from kiosk.queue.schema import Mark
from kiosk.queue.upkeep import Upkeep
from tests.courier.test_courier import Desk, Inbox, run_until
from tests.support.envelopes import NOW


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_request_that_is_stopped_while_others_are_sent_is_not_sent(desk: Desk) -> None:
    ids = desk.put(5)
    inbox = Inbox()

    def stop_the_last() -> None:
        if not inbox.tried:
            with Upkeep.open(desk.data.queue_file) as upkeep:
                upkeep.mark([RequestId(ids[-1])], Mark.CANCELLED, NOW)

    inbox.look = stop_the_last
    run_until(lambda: desk.told == (0, "") and len(inbox.taken) == 4, desk.courier(inbox))

    assert sorted(inbox.tried) == ids[:-1]


def test_request_that_arrives_although_it_was_stopped_is_noted_as_delivered(desk: Desk) -> None:
    (request_id,) = desk.put(1)
    inbox = Inbox()

    def stop() -> None:
        with Upkeep.open(desk.data.queue_file) as upkeep:
            upkeep.mark([RequestId(request_id)], Mark.CANCELLED, NOW)

    inbox.look = stop
    run_until(lambda: desk.told == (0, "") and bool(inbox.taken), desk.courier(inbox))

    with Upkeep.open(desk.data.queue_file) as upkeep:
        (receipt,) = upkeep.receipts()
    assert receipt.marks == (Mark.CANCELLED,)
