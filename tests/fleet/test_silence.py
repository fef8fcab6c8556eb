# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A courier whose supervisor is frozen, or gone: it says so to the front desks."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.courier.fleet import SILENT_S, USAGE_EVERY_S, FleetLink
from kiosk.fleet.protocol import GONE_S, Action, Outcome, Situation, UsageDay
from kiosk.paths import DataFolder
from kiosk.queue.store import utc_now
from kiosk.session.control import FleetWish, KioskNews, QueueCounts, UsageNews
from kiosk.settings import Settings, load_settings
from tests.support.fleet import Desk, settings_file
from tests.support.mosquitto import Broker


@asynccontextmanager
async def linked(
    settings: Settings, data: DataFolder, clock: Callable[[], float], wishes: list[FleetWish]
) -> AsyncIterator[FleetLink]:
    """Run a link whose clock the story moves and whose wishes it sees."""

    def ask(wish: FleetWish) -> bool:
        wishes.append(wish)
        return True

    link = FleetLink(settings, data, ask, lambda _: None, clock=clock)
    task = asyncio.create_task(link.run())
    try:
        yield link
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def settings(broker: Broker, tmp_path: Path) -> Settings:
    return load_settings(settings_file(broker, tmp_path))


def news() -> KioskNews:
    return KioskNews(Situation.ATTRACT, utc_now(), "1", session="0123456789abcdef")


def test_silent_supervisor_is_told_and_gets_no_commands(
    settings: Settings, data: DataFolder, desk: Desk
) -> None:
    at, wishes = [0.0], list[FleetWish]()

    async def story() -> None:
        async with linked(settings, data, lambda: at[0], wishes) as link:
            link.hear(news())
            await asyncio.to_thread(desk.until, lambda: desk.state() and desk.is_there())
            at[0] = SILENT_S + 0.1
            await asyncio.to_thread(
                desk.until, lambda: [s for s in desk.states if s.situation is Situation.SILENT]
            )
            command = desk.command(Action.IDENTIFY)
            desk.line.send(command)
            answer = await asyncio.to_thread(desk.until, lambda: desk.final(command))
            assert (answer.outcome, answer.why) == (Outcome.REFUSED, "silent")

    asyncio.run(story())

    assert wishes == []
    assert SILENT_S < GONE_S


def test_counts_of_the_queue_are_told(settings: Settings, data: DataFolder, desk: Desk) -> None:
    async def story() -> None:
        async with linked(settings, data, lambda: 0.0, []) as link:
            link.hear(news())

            link.count(QueueCounts(3, 130.0, 1, "hub: unreachable"))

            await asyncio.to_thread(desk.until, lambda: [s for s in desk.states if s.waiting == 3])

    asyncio.run(story())

    state = desk.state()
    assert state is not None
    assert (state.oldest_min, state.quarantined) == (2, 1)
    assert state.problems == ("hub:unreachable",)


def test_usage_is_told_once_an_hour(settings: Settings, data: DataFolder, desk: Desk) -> None:
    at, days = [0.0], [UsageDay(utc_now().date(), opened=opened) for opened in (5, 10, 15)]

    async def story() -> None:
        async with linked(settings, data, lambda: at[0], []) as link:
            link.hear(UsageNews((days[0],), ()))
            await asyncio.to_thread(desk.until, lambda: desk.usages)
            at[0] = USAGE_EVERY_S - 1
            link.hear(UsageNews((days[1],), ()))
            at[0] = USAGE_EVERY_S + 1
            link.hear(UsageNews((days[2],), ()))
            await asyncio.to_thread(desk.until, lambda: len(desk.usages) > 1)

    asyncio.run(story())

    assert [usage.days for usage in desk.usages] == [(days[0],), (days[2],)]
