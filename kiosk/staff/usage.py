# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How much a kiosk is used: counts per hour, and what of them may be seen.

A count says how often something was opened, searched for in vain or asked for within one hour of
the clock. Nothing finer is kept, nothing ties two counts to one visit, and no word that was typed
has a place in it.

What is shown, exported or published is made less exact first: a number under ``LEAST`` is "<5", a
larger one is rounded down to a multiple of it. So neither a difference between a total and its
parts nor one between two looks tells of a single visitor. What has a name, and every hour, is left
out altogether while its number is small: in a quiet hour even a list of names would be a path.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue.durable import make_folder, sync_folder, write_synced

_log = logging.getLogger(__name__)

LEAST = 5
"""The smallest number that is shown, and the step of all larger ones."""
KEPT = timedelta(days=90)
MOST_WAITING = 2_000
"""Different counts that wait to be written; a screen that says nonsense fills no memory."""
VERSION = 1
_REF = re.compile(r"(?=.{0,80}\Z)(?:[a-z0-9]+(?:-[a-z0-9]+)*)?")
_NAME = re.compile(r"\d{4}-\d\d-\d\d\.json")


class _Day(msgspec.Struct):
    """The file of one day (UTC): numbers by hour, kind and id."""

    version: int = VERSION
    hours: dict[str, dict[str, dict[str, int]]] = {}


class Kind(StrEnum):
    """What is counted; the first three and the last have an id each."""

    ARTICLE = "article"
    SYMPTOM = "symptom"
    THERAPY = "therapy"
    SEARCH_IN_VAIN = "search-without-result"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """One count, exact: not to be shown.

    Attributes:
        hour: Begin of the hour, aware UTC.
        kind: What was counted; a word that this kiosk may not know when a newer one wrote it.
        ref: Its id in the library, or the form's name; empty for a search.
        times: How often, at least 1.
    """

    hour: datetime
    kind: str
    ref: str
    times: int


@dataclass(frozen=True, slots=True)
class Line:
    """A number that may be shown.

    Attributes:
        span: ``day`` or ``hour``.
        begins: ``2026-07-22``, or ``2026-07-22 14:00`` by the clock of the center.
        kind: A ``Kind``.
        ref: Which one, empty for all of the kind together.
        number: As ``shown`` says it.
    """

    span: str
    begins: str
    kind: str
    ref: str
    number: str


class UsageBook:
    """The counts of one kiosk, a small file for each day; its supervisor alone writes them.

    A file is written anew as a whole and in the order of the names: neither it nor its bytes tell
    what came first within an hour, which the pages of a database would.

    Args:
        folder: Where they lie; it is made with the first count.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: Counter[tuple[datetime, str, str]] = Counter()

    def count(self, kind: Kind, ref: str, at: datetime) -> None:
        """Count one; what has no proper id is not counted.

        Args:
            kind: What.
            ref: Its id, words joined by hyphens; empty where it has none.
            at: When, aware; only its hour is kept.
        """
        hour = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        key = (hour, kind.value, ref)
        if _REF.fullmatch(ref) and (key in self._waiting or len(self._waiting) < MOST_WAITING):
            self._waiting[key] += 1

    def write(self, now: datetime) -> None:
        """Write what was counted, each day all or nothing, and forget days older than ``KEPT``.

        Args:
            now: Aware; by the kiosk's clock, like the hours.

        Raises:
            NewerVersionFault: A newer kiosk wrote the file of a day; it was not touched.
            EnvironmentFault: It could not be written; it is kept for the next time.
        """
        try:
            make_folder(self._folder)
            for day in sorted({hour.date() for hour, _, _ in self._waiting}):
                self._write_day(day)
            eldest = (now.astimezone(UTC) - KEPT).date().isoformat()
            for path in self._files():
                if path.stem < eldest:
                    path.unlink(missing_ok=True)
        except OSError as error:
            raise EnvironmentFault(f"the usage cannot be written: {error.strerror}") from error

    def counts(self, since: date = date.min) -> tuple[Counted, ...]:
        """Return all that is written, by hour; a damaged day is left out.

        Args:
            since: First day (UTC) to read.

        Raises:
            NewerVersionFault: A newer kiosk wrote it.
            EnvironmentFault: It cannot be read.
        """
        try:
            files = [path for path in self._files() if path.stem >= since.isoformat()]
            days = [(date.fromisoformat(path.stem), _read(path)) for path in files]
        except OSError as error:
            raise EnvironmentFault(f"the usage cannot be read: {error.strerror}") from error
        return tuple(
            Counted(datetime(day.year, day.month, day.day, int(hour), tzinfo=UTC), kind, ref, times)
            for day, found in days
            for hour, kinds in found.hours.items()
            for kind, refs in kinds.items()
            for ref, times in refs.items()
        )

    def _files(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.iterdir() if _NAME.fullmatch(path.name))

    def _write_day(self, day: date) -> None:
        path = self._folder / f"{day.isoformat()}.json"
        found = _read(path)
        keys = [key for key in self._waiting if key[0].date() == day]
        for hour, kind, ref in keys:
            refs = found.hours.setdefault(f"{hour:%H}", {}).setdefault(kind, {})
            refs[ref] = refs.get(ref, 0) + self._waiting[hour, kind, ref]
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        write_synced(fresh, msgspec.json.encode(found, order="sorted"), mode=0o600)
        fresh.replace(path)
        sync_folder(self._folder)
        for key in keys:
            del self._waiting[key]


def _read(path: Path) -> _Day:
    try:
        data = path.read_bytes()
        found = msgspec.json.decode(data, type=_Day)
    except FileNotFoundError:
        return _Day()
    except (msgspec.DecodeError, UnicodeDecodeError):
        _log.error("the usage of a day is damaged and begins anew")
        return _Day()
    if found.version > VERSION:
        raise NewerVersionFault("usage", found.version, VERSION)
    return found


def at_least(times: int) -> int:
    """Return a number made less exact: rounded down to a multiple of ``LEAST``."""
    return times - times % LEAST


def shown(times: int) -> str:
    """Return how a number is shown: under ``LEAST``, none included, as "<5"."""
    return str(at_least(times)) if times >= LEAST else f"<{LEAST}"


def days_until(last: date, amount: int) -> tuple[date, ...]:
    """Return so many days, the last one included, in order."""
    return tuple(last - timedelta(days=back) for back in reversed(range(amount)))


def per_day(counts: Iterable[Counted], zone: tzinfo | None = None) -> Counter[tuple[date, str]]:
    """Return the exact sums of each kind on each day.

    Args:
        counts: What was counted.
        zone: The center's; None is the machine's.
    """
    sums: Counter[tuple[date, str]] = Counter()
    for one in counts:
        sums[one.hour.astimezone(zone).date(), one.kind] += one.times
    return sums


def most_read(
    counts: Iterable[Counted], days: Iterable[date], amount: int, zone: tzinfo | None = None
) -> tuple[tuple[str, str, int], ...]:
    """Return what was opened most on some days: kind, id and number, as ``at_least`` has it.

    Args:
        counts: What was counted.
        days: The days that count.
        amount: How many at most; what was opened less often than ``LEAST`` is left out.
        zone: The center's; None is the machine's.
    """
    wanted, sums = frozenset(days), Counter[tuple[str, str]]()
    for one in counts:
        is_page = one.kind in (Kind.ARTICLE, Kind.SYMPTOM, Kind.THERAPY)
        if is_page and one.hour.astimezone(zone).date() in wanted:
            sums[one.kind, one.ref] += one.times
    found = [(kind, ref, at_least(times)) for (kind, ref), times in sums.items() if times >= LEAST]
    # Equal numbers stand by name: their order must not tell what the rounding hides.
    return tuple(sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:amount])


def lines(
    counts: Iterable[Counted], days: Iterable[date], zone: tzinfo | None = None
) -> tuple[Line, ...]:
    """Return every number of some days that may be shown.

    Each kind of each day has a line, "<5" where it is small. What has a name, and every hour, has
    one only from ``LEAST`` on.

    Args:
        counts: What was counted.
        days: The days that are told.
        zone: The center's; None is the machine's.
    """
    told = tuple(days)
    sums: Counter[tuple[str, str, str, str]] = Counter()
    for day in told:
        sums.update({("day", day.isoformat(), kind.value, ""): 0 for kind in Kind})
    for one in counts:
        local = one.hour.astimezone(zone)
        if local.date() in told:
            spans = (("day", f"{local:%Y-%m-%d}"), ("hour", f"{local:%Y-%m-%d %H:%M}"))
            for ref in {"", one.ref}:
                for span, begins in spans:
                    sums[span, begins, one.kind, ref] += one.times
    return tuple(
        Line(*key, shown(times))
        for key, times in sorted(sums.items())
        if times >= LEAST or (key[0] == "day" and not key[3])
    )
