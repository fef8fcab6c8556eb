# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Staff wish that what waits is tried at once."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.courier.courier import Courier
from kiosk.courier.retry import Problem
from kiosk.paths import DataFolder
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore
from tests.courier.test_courier import Inbox
from tests.support.envelopes import NOW, envelope


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    data = DataFolder(tmp_path)
    MailSlot(data.slot).prepare()
    return data


def test_paused_request_is_tried_at_once_and_a_held_one_is_not(data: DataFolder) -> None:
    paused, held = envelope(), envelope()
    with QueueStore.open(data.queue_file, ["desk"]) as store:
        store.import_envelopes([paused, held], NOW)
        store.hold(held.label.id, "desk", Problem.CONTENT_REFUSED.value, NOW)
        store.pause("desk", Problem.UNREACHABLE.value, NOW + timedelta(days=1))
    inbox = Inbox()

    async def run() -> None:
        courier = Courier(
            data=data, targets=[inbox], report=lambda _: None, now=lambda: NOW, poll_s=0.01
        )
        courier.hurry()
        work = asyncio.create_task(courier.run())
        try:
            async with asyncio.timeout(10):
                while not inbox.taken:  # noqa: ASYNC110 - the target is no part of the loop
                    await asyncio.sleep(0)
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    asyncio.run(run())

    assert inbox.taken == [paused.label.id]
