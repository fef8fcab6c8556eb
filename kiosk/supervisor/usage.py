# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Counts what screens say was opened, searched in vain and sent; a listener of the kiosk."""

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo

import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.fleet.protocol import LONGEST_TITLE, MostRead, UsageDay
from kiosk.paths import DataFolder
from kiosk.session.control import UsageNews
from kiosk.session.messages import PageOpened, RequestStored, SearchedInVain
from kiosk.staff import usage
from kiosk.staff.usage import Counted, Kind, UsageBook

_log = logging.getLogger(__name__)

WRITE_EVERY_S = 60.0
"""A power cut takes the counts of a minute."""
FIRST_YEAR = 2026
"""A clock before the product's first year is plainly wrong: its hours would be a lie."""
DAYS, MOST_READ = 7, 10
_PAGES = {kind.value: kind for kind in (Kind.ARTICLE, Kind.SYMPTOM, Kind.THERAPY)}


class UsageCounter:
    """Counts, and writes once a minute; screens say each second that they live, so it gets to.

    Args:
        book: Where counts are kept.
        now: The clock, aware UTC.
        clock: Monotonic seconds.

    Attributes:
        tell: Tells the courier what front desks may know.
        names: Gives the titles of pages by kind and id.
    """

    def __init__(
        self,
        book: UsageBook,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._book, self._now, self._clock = book, now, clock
        self._has_news = False
        self._written_s = clock()
        self.tell: Callable[[UsageNews], None] = lambda _: None
        self.names: Callable[[], Mapping[tuple[str, str], str]] = dict

    def hear(self, _number: int, message: msgspec.Struct) -> None:
        """Take what a screen says; which screen it was is not looked at."""
        match message:
            case PageOpened(kind=kind, ref=ref) if kind in _PAGES and ref:
                self._count(_PAGES[kind], ref)
            case RequestStored(kind=form):
                self._count(Kind.REQUEST, form)
            case SearchedInVain():
                self._count(Kind.SEARCH_IN_VAIN)
            case _:
                pass
        if self._clock() - self._written_s >= WRITE_EVERY_S:
            self.write()
            self._tell_week()

    def _tell_week(self) -> None:
        now = self._now()
        try:
            # A day more: the center's week begins in another day of UTC.
            counts = self._book.counts((now - timedelta(days=DAYS + 1)).date())
        except EnvironmentFault:
            _log.exception("the usage could not be read")
            return
        self.tell(week_of(counts, now, self.names()))

    def write(self) -> None:
        """Write what was counted; service goes on where that fails."""
        self._written_s = self._clock()
        if not self._has_news:
            return
        try:
            self._book.write(self._now())
            self._has_news = False
        except EnvironmentFault:
            _log.exception("the usage could not be written")

    def _count(self, kind: Kind, ref: str = "") -> None:
        now = self._now()
        if now.year >= FIRST_YEAR:
            self._book.count(kind, ref, now)
            self._has_news = True


def week_of(
    counts: tuple[Counted, ...],
    now: datetime,
    names: Mapping[tuple[str, str], str],
    zone: tzinfo | None = None,
) -> UsageNews:
    """Return what front desks may know of the last seven days.

    Args:
        counts: What was counted.
        now: Aware.
        names: Titles of pages by kind and id.
        zone: The center's; None is the machine's.
    """
    days = usage.days_until(now.astimezone(zone).date(), DAYS)
    sums = usage.per_day(counts, zone)
    told = tuple(
        UsageDay(
            day,
            opened=usage.at_least(sum(sums[day, kind] for kind in _PAGES)),
            vain=usage.at_least(sums[day, Kind.SEARCH_IN_VAIN]),
            requests=usage.at_least(sums[day, Kind.REQUEST]),
        )
        for day in days
    )
    read = usage.most_read(counts, days, MOST_READ, zone)
    return UsageNews(
        told,
        tuple(
            MostRead(kind, ref, times, names.get((kind, ref), "")[:LONGEST_TITLE])
            for kind, ref, times in read
        ),
    )


@contextlib.contextmanager
def counting(data: DataFolder) -> Iterator[UsageCounter]:
    """Give a counter that writes at the end."""
    counter = UsageCounter(UsageBook(data.usage))
    try:
        yield counter
    finally:
        counter.write()
