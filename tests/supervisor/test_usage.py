# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.fleet.protocol import MostRead
from kiosk.paths import DataFolder
from kiosk.session.control import UsageNews
from kiosk.session.messages import Alive, PageOpened, RequestStored, SearchedInVain
from kiosk.staff.usage import UsageBook
from kiosk.supervisor.usage import WRITE_EVERY_S, UsageCounter, counting
from tests.support.running import running

ID = "00000000-0000-4000-8000-000000000000"


@dataclass
class Hours:
    """A counter on a clock that the test moves."""

    book: UsageBook
    at: datetime = datetime(2026, 7, 22, 14, 10, tzinfo=UTC)
    counter: UsageCounter = field(init=False)

    def __post_init__(self) -> None:
        self.counter = UsageCounter(self.book, now=lambda: self.at, clock=self.at_s)

    def at_s(self) -> float:
        return self.at.timestamp()

    def hear(self, *messages: msgspec.Struct) -> None:
        for message in messages:
            self.counter.hear(1, message)

    def written(self) -> list[tuple[str, str, int]]:
        return [(one.kind, one.ref, one.times) for one in self.book.counts()]


@pytest.fixture
def hours(tmp_path: Path) -> Hours:
    return Hours(UsageBook(tmp_path / "usage"))


def test_pages_searches_and_requests_are_counted(hours: Hours) -> None:
    hours.hear(
        PageOpened("article", "pets"),
        PageOpened("article", "pets"),
        PageOpened("speech", "began"),
        SearchedInVain(),
        RequestStored(ID, "K7QM", "contact"),
    )
    hours.counter.write()

    assert hours.written() == [
        ("article", "pets", 2),
        ("request", "contact", 1),
        ("search-without-result", "", 1),
    ]


def test_nothing_of_a_request_but_its_form_is_kept(hours: Hours, tmp_path: Path) -> None:
    hours.hear(RequestStored(ID, "K7QM", "contact"))
    hours.counter.write()

    (kept,) = [path.read_bytes() for path in (tmp_path / "usage").iterdir()]
    assert b"contact" in kept
    assert b"K7QM" not in kept
    assert ID.encode() not in kept


def test_counts_are_written_within_a_minute_of_a_living_screen(hours: Hours) -> None:
    hours.hear(PageOpened("article", "pets"))
    hours.at += timedelta(seconds=WRITE_EVERY_S)
    hours.hear(Alive())

    assert hours.written() == [("article", "pets", 1)]


def test_clock_that_is_plainly_wrong_counts_nothing(hours: Hours) -> None:
    hours.at = datetime(1970, 1, 1, tzinfo=UTC)
    hours.hear(SearchedInVain())
    hours.counter.write()

    assert hours.written() == []


def test_disk_that_fails_stops_nothing_and_loses_nothing(hours: Hours, tmp_path: Path) -> None:
    in_the_way = tmp_path / "usage"
    in_the_way.write_text("no folder")
    hours.hear(SearchedInVain())
    hours.counter.write()
    in_the_way.unlink()

    hours.counter.write()

    assert hours.written() == [("search-without-result", "", 1)]


def test_running_kiosk_keeps_the_count_over_its_end(data: DataFolder) -> None:
    async def visit() -> None:
        with counting(data) as counter:
            async with running(data) as run:
                run.kiosk.listeners.append(counter.hear)
                await run.until_warm()
                run.act("store")
                await run.until(lambda: any(isinstance(m, RequestStored) for _, m in run.heard))

    asyncio.run(visit())
    counts = UsageBook(data.usage).counts()
    assert [(one.kind, one.times) for one in counts] == [("request", 1)]


def test_courier_is_told_each_minute_what_desks_may_know(hours: Hours) -> None:
    told: list[UsageNews] = []
    hours.counter.tell = told.append
    hours.counter.names = lambda: {("article", "pets"): "May pets visit?"}
    hours.hear(*[PageOpened("article", "pets")] * 7, SearchedInVain())
    hours.at += timedelta(seconds=WRITE_EVERY_S)
    hours.hear(Alive())

    (news,) = told
    assert (news.days[-1].opened, news.days[-1].vain, len(news.days)) == (5, 0, 7)
    assert news.read == (MostRead("article", "pets", 5, "May pets visit?"),)
