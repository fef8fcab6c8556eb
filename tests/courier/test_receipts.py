# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier waits a moment for word that a receipt was shown, and marks what goes without."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.courier.courier import Courier
from kiosk.queue.envelope import Envelope
from kiosk.queue.proof import Way, compose
from kiosk.queue.store import QueueStore
from tests.courier.test_courier import Desk, Inbox, run_until
from tests.support.envelopes import NOW, RECIPIENT

WAIT = timedelta(seconds=3)


class Receiver(Inbox):
    """Keeps whether what it took was marked."""

    def __init__(self) -> None:
        super().__init__()
        self.unseen: list[bool] = []

    async def deliver(self, envelope: Envelope) -> tuple[str, ...]:
        self.unseen.append(envelope.unseen)
        return await super().deliver(envelope)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


class Clock:
    """A clock that is moved."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def courier(desk: Desk, receiver: Receiver, clock: Clock) -> Courier:
    return Courier(
        data=desk.data,
        targets=[receiver],
        report=desk.reports.append,
        now=clock,
        poll_s=0.01,
        receipt_wait=WAIT,
    )


def test_request_goes_at_once_when_its_receipt_was_shown(desk: Desk, receiver: Receiver) -> None:
    ids = desk.put(1)
    ours = courier(desk, receiver, Clock())
    ours.wake(ids)

    run_until(lambda: len(receiver.taken) == 1, ours)

    assert receiver.unseen == [False]


def test_word_that_comes_after_the_request_lets_it_go(desk: Desk, receiver: Receiver) -> None:
    ids = desk.put(1)
    ours = courier(desk, receiver, Clock())

    def is_taken() -> bool:
        if not desk.slot.waiting() and not receiver.taken:
            ours.wake(ids)
        return len(receiver.taken) == 1

    run_until(is_taken, ours)

    assert receiver.unseen == [False]


def test_request_without_word_goes_marked_when_the_wait_is_over(
    desk: Desk, receiver: Receiver
) -> None:
    desk.put(1)
    clock = Clock()
    run_until(lambda: not desk.slot.waiting(), courier(desk, receiver, clock))
    assert receiver.taken == []

    clock.now = NOW + WAIT
    run_until(lambda: len(receiver.taken) == 1, courier(desk, receiver, clock))

    assert receiver.unseen == [True]


def test_test_request_waits_for_no_visitor(desk: Desk, receiver: Receiver) -> None:
    test, _ = compose(Way((RECIPIENT,), ()), "WORD", datetime.now(UTC))
    desk.slot.put(test)

    run_until(lambda: len(receiver.taken) == 1, courier(desk, receiver, Clock()))

    assert receiver.unseen == [False]
    with QueueStore.open_for_reading(desk.data.queue_file) as store:
        assert store.find(test.label.code)[0].marks == ("receipt-shown",)
