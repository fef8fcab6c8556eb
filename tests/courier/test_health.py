# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a monitoring system reads about a courier."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.courier.clock import ServerClock
from kiosk.courier.health import PREFIX, Health, HealthKeeper, library_changed, rendered
from kiosk.library.builder import build
from kiosk.paths import DataFolder
from kiosk.queue.schema import Mark
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore
from kiosk.queue.upkeep import Upkeep
from kiosk.settings import Keeping, Settings, demo_settings
from tests.support.courier_process import running_courier
from tests.support.envelopes import NOW, envelope
from tests.support.library import write_content
from tests.support.waiting import wait_until

# Prometheus text exposition format 0.0.4: a name, labels, a number.
SAMPLE = re.compile(
    r'(?P<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\{(?P<labels>[a-z]+="(?:[^"\\\n]|\\["\\n])*"'
    r'(?:,[a-z]+="(?:[^"\\\n]|\\["\\n])*")*)\} (?P<value>[-+0-9.e]+)'
)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    data = DataFolder(tmp_path / "data")
    data.root.mkdir()
    return data


def keeper(data: DataFolder, clock: ServerClock | None = None, **keeping: object) -> HealthKeeper:
    settings: Settings = msgspec.structs.replace(
        demo_settings(), keeping=msgspec.convert(keeping, Keeping)
    )
    return HealthKeeper(
        settings, data, "Test Center", clock=clock or ServerClock(), now=lambda: NOW
    )


def parsed(text: str) -> dict[str, float]:
    """Return the samples of a text, each introduced by its help and its type."""
    found, lines = dict[str, float](), iter(text.splitlines())
    for line in lines:
        sample = SAMPLE.fullmatch(next(lines) and next(lines))
        assert sample, line
        assert line.startswith(f"# HELP {sample['name']} ")
        labels = re.findall(r'(\w+)="', sample["labels"])
        assert labels == ["kiosk", "center"]
        found[sample["name"].removeprefix(PREFIX)] = float(sample["value"])
    return found


def read(data: DataFolder) -> dict[str, float]:
    return parsed((data.root / "health.prom").read_text())


def test_queue_slot_and_disk_are_told_in_numbers(data: DataFolder) -> None:
    first, withdrawn, done = envelope(), envelope(), envelope()
    with QueueStore.open(data.queue_file, ["desk"]) as store:
        for one in (first, withdrawn, done):
            store.import_envelopes([one], NOW - timedelta(seconds=90))
        store.hold(first.label.id, "desk", "content-refused", NOW)
        store.all_delivered([done.label.id], "desk", NOW - timedelta(seconds=30))
    with Upkeep.open(data.queue_file) as upkeep:
        upkeep.mark([withdrawn.label.id], Mark.CANCELLED, NOW)
    slot = MailSlot(data.slot)
    slot.prepare()
    slot.put(envelope())

    keeper(data).write()

    found = read(data)
    assert found.pop("disk_free_bytes") > 0
    assert found == {
        "written_timestamp_seconds": NOW.timestamp(),
        "queue_ok": 1,
        "requests_pending": 2,
        "requests_held": 1,
        "requests_withdrawn": 1,
        "oldest_request_age_seconds": 90,
        "files_quarantined": 0,
        "last_delivery_timestamp_seconds": NOW.timestamp() - 30,
    }


def test_damaged_queue_is_told(data: DataFolder) -> None:
    data.queue.mkdir()
    data.queue_file.write_bytes(b"damaged" * 2_000)

    keeper(data).write()

    found = read(data)
    assert found["queue_ok"] == 0
    assert "requests_pending" not in found


def test_file_is_replaced_whole_and_everybody_may_read_it(data: DataFolder) -> None:
    for _ in range(2):
        keeper(data).write()

    assert [path.name for path in data.root.iterdir()] == ["health.prom"]
    assert (data.root / "health.prom").stat().st_mode & 0o777 == 0o644


def test_file_lies_where_the_settings_say(data: DataFolder, tmp_path: Path) -> None:
    keeper(data, health_file=str(tmp_path / "kiosk.prom")).write()

    assert parsed((tmp_path / "kiosk.prom").read_text())["queue_ok"] == 0


def test_name_that_would_break_the_format_is_escaped() -> None:
    text = rendered(Health(NOW, None), "kiosk-1", 'A "B" \\ C')

    assert 'center="A \\"B\\" \\\\ C"' in text
    assert parsed(text)["written_timestamp_seconds"] == NOW.timestamp()


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Sun, 22 Nov 2026 12:00:09 GMT", 9.5),
        ("Sun, 22 Nov 2026 11:59:00 -0000", -59.5),
        ("yesterday", None),
        (None, None),
    ],
)
def test_clock_of_a_server_is_compared(
    data: DataFolder, date: str | None, expected: float | None
) -> None:
    clock = ServerClock()

    clock.hear(date, NOW)
    keeper(data, clock).write()

    assert read(data).get("clock_offset_seconds") == expected


def test_change_of_the_content_is_told(tmp_path: Path, data: DataFolder) -> None:
    build(write_content(tmp_path), tmp_path / "library.db")

    assert isinstance(library_changed(tmp_path / "library.db"), datetime)
    assert library_changed(tmp_path / "none.db") is None


def test_receipts_go_when_their_days_are_over(data: DataFolder) -> None:
    old, young = envelope(), envelope()
    with QueueStore.open(data.queue_file, ["desk"]) as store:
        for one, days in ((old, 8), (young, 6)):
            store.import_envelopes([one], NOW - timedelta(days=days))
            store.all_delivered([one.label.id], "desk", NOW - timedelta(days=days))

    gone = keeper(data, receipt_days=7).forget()

    with QueueStore.open_for_reading(data.queue_file) as store:
        assert (gone, [one.id for one in store.receipts()]) == (1, [young.label.id])
    assert keeper(data, receipt_days=7).forget() == 0


def test_courier_writes_it(data: DataFolder) -> None:
    with running_courier(data):
        wait_until((data.root / "health.prom").exists, "a health file")

        assert "written_timestamp_seconds" in read(data)
