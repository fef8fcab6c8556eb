# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier's health as a Prometheus text file, and the keeping of receipts.

Numbers only; the labels name the kiosk and the center and nothing else.

Source:
    Prometheus text exposition format 0.0.4; node exporter, text file collector (files ``*.prom``,
    renamed into place).
"""

import asyncio
import contextlib
import logging
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import apsw

from kiosk.courier.clock import SERVERS, ServerClock
from kiosk.faults import EnvironmentFault
from kiosk.paths import DataFolder
from kiosk.queue.collector import Collector
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import Counts, QueueStore, utc_now
from kiosk.settings import Settings

_log = logging.getLogger(__name__)

EVERY_S = 15.0
PREFIX = "infusion_kiosk_"
_HELP = {
    "written_timestamp_seconds": "When the courier wrote this, by the kiosk's clock.",
    "queue_ok": "Whether the queue can be read.",
    "requests_pending": "Requests that have not reached every target, in the slot or the queue.",
    "requests_held": "Requests that only staff can send on.",
    "requests_withdrawn": "Requests that staff took back.",
    "oldest_request_age_seconds": "Age of the oldest request that has not arrived.",
    "files_quarantined": "Files from the slot that could not be trusted.",
    "last_delivery_timestamp_seconds": "When something last arrived at a target.",
    "clock_offset_seconds": "Clock of the last server that answered, less the kiosk's.",
    "disk_free_bytes": "Free space on the disk of the data folder.",
    "library_changed_timestamp_seconds": "When the content last changed that screens came up with.",
}


@dataclass(frozen=True, slots=True)
class Health:
    """What is known; None is left out.

    Attributes:
        written_at: Now, aware UTC.
        counts: The queue in numbers, or None when it cannot be read.
        in_slot: Files in the slot.
        oldest_s: Age of the oldest file in the slot, in seconds.
        quarantined: Files in quarantine.
        last_delivery: When something last arrived.
        clock_offset_s: Servers' time less ours.
        disk_free_bytes: Free space.
        library_changed: When the content last changed.
    """

    written_at: datetime
    counts: Counts | None
    in_slot: int = 0
    oldest_s: float = 0.0
    quarantined: int = 0
    last_delivery: datetime | None = None
    clock_offset_s: float | None = None
    disk_free_bytes: int | None = None
    library_changed: datetime | None = None

    def values(self) -> Iterator[tuple[str, float | None]]:
        """Give every number by its name."""
        yield "written_timestamp_seconds", self.written_at.timestamp()
        yield "queue_ok", self.counts is not None
        if self.counts is not None:
            yield "requests_pending", self.counts.waiting + self.in_slot
            yield "requests_held", self.counts.held
            yield "requests_withdrawn", self.counts.withdrawn
            yield "oldest_request_age_seconds", max(self.counts.oldest_s, self.oldest_s)
        yield "files_quarantined", self.quarantined
        yield "last_delivery_timestamp_seconds", _seconds(self.last_delivery)
        yield "clock_offset_seconds", self.clock_offset_s
        yield "disk_free_bytes", self.disk_free_bytes
        yield "library_changed_timestamp_seconds", _seconds(self.library_changed)


def rendered(health: Health, kiosk: str, center: str) -> str:
    """Return the text of the file."""
    labels = f'{{kiosk="{_escaped(kiosk)}",center="{_escaped(center)}"}}'
    lines = list[str]()
    for name, value in health.values():
        if value is None:
            continue
        lines.append(f"# HELP {PREFIX}{name} {_HELP[name]}")
        lines.append(f"# TYPE {PREFIX}{name} gauge")
        lines.append(f"{PREFIX}{name}{labels} {float(value)!r}")
    return "\n".join(lines) + "\n"


class HealthKeeper:
    """Writes the file now and then, and forgets receipts whose time is over.

    Args:
        settings: The kiosk's settings.
        data: Its data folder.
        center: Name of the center.
        clock: What the targets have heard.
        now: The clock, aware UTC.
        every_s: Seconds between two files.
    """

    def __init__(
        self,
        settings: Settings,
        data: DataFolder,
        center: str,
        *,
        clock: ServerClock = SERVERS,
        now: Callable[[], datetime] = utc_now,
        every_s: float = EVERY_S,
    ) -> None:
        self._data = data
        self._kiosk, self._center = settings.kiosk, center
        self._file = Path(settings.keeping.health_file or data.health_file)
        self._kept = timedelta(days=settings.keeping.receipt_days)
        self._collector = Collector(MailSlot(data.slot), data.quarantine, data.kiosk_user)
        self._clock = clock
        self._now = now
        self._every_s = every_s
        self._problem = ""

    async def run(self) -> None:
        """Work until cancelled; what fails is said once and tried again."""
        while True:
            try:
                self.forget()
                self.write()
                self._problem = ""
            except (EnvironmentFault, OSError) as fault:
                if str(fault) != self._problem:
                    _log.warning("health cannot be told: %s", fault)
                self._problem = str(fault)
            await asyncio.sleep(self._every_s)

    def forget(self) -> int:
        """Remove receipts and withdrawn requests whose days are over; return how many.

        Raises:
            EnvironmentFault: The queue is damaged or locked.
        """
        if not self._data.queue_file.is_file():
            return 0
        with QueueStore.open_for_reading(self._data.queue_file) as store:
            before = self._now() - self._kept
            if not store.has_older(before):
                return 0
        with QueueStore.open_for_retrying(self._data.queue_file) as store:
            return store.forget(before)

    def write(self) -> None:
        """Put a file into the place of the one before.

        Raises:
            OSError: It cannot be written.
        """
        text = rendered(self.measured(), self._kiosk, self._center)
        draft = self._file.with_name(f".{self._file.name}.{secrets.token_hex(4)}")
        try:
            draft.write_text(text, "utf-8")
            draft.chmod(0o644)
            draft.replace(self._file)
        except OSError:
            draft.unlink(missing_ok=True)
            raise

    def measured(self) -> Health:
        """Return what is known now."""
        now, counts, last = self._now(), None, None
        in_slot, oldest_s = 0, 0.0
        with contextlib.suppress(EnvironmentFault):
            in_slot, oldest_s = self._collector.backlog(now)
        with (
            contextlib.suppress(EnvironmentFault),
            QueueStore.open_for_reading(self._data.queue_file) as store,
        ):
            counts, last = store.counts(now), store.last_delivered_at()
        return Health(
            written_at=now,
            counts=counts,
            in_slot=in_slot,
            oldest_s=oldest_s,
            quarantined=self._collector.quarantined(),
            last_delivery=last,
            clock_offset_s=self._clock.offset_s,
            disk_free_bytes=_free_bytes(self._data.root),
            library_changed=library_changed(self._data.last_good / "library.db"),
        )


def library_changed(path: Path) -> datetime | None:
    """Return when the content of a library last changed, or None when it cannot be told."""
    with contextlib.suppress(apsw.Error, ValueError, TypeError):
        connection = apsw.Connection(
            f"file:{path}?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        )
        with contextlib.closing(connection):
            row = connection.execute("SELECT value FROM meta WHERE key = 'changed_at'").fetchone()
            return datetime.fromisoformat(str(row[0])) if row else None
    return None


def _free_bytes(folder: Path) -> int | None:
    try:
        facts = os.statvfs(folder)
    except OSError:
        return None
    return facts.f_bavail * facts.f_frsize


def _seconds(at: datetime | None) -> float | None:
    return at.timestamp() if at else None


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
