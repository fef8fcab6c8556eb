# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.courier.courier import Courier
from kiosk.courier.network import RouteWatch
from kiosk.queue.store import QueueStore, utc_now
from tests.courier.test_courier import Desk, Inbox, run_until
from tests.support.envelopes import envelope

HEAD = "Iface\tDestination\tGateway \tFlags\n"
LAN = HEAD + "eth0\t000200C0\t00000000\t0001\n"
OUT = LAN + "eth0\t00000000\t010200C0\t0003\n"
OUT6 = f"{'0' * 32} 00 {'0' * 32} 00 fe80{'0' * 27}1 00000400 1 0 00000003 eth0\n"
NO6 = f"{'0' * 32} 00 {'0' * 32} 00 {'0' * 32} ffffffff 1 0 00200200 lo\n"


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "route", tmp_path / "ipv6_route"


@pytest.mark.parametrize(
    ("later", "later6", "expected"),
    [(OUT, NO6, True), (LAN, OUT6, True), (LAN, NO6, False), ("", "", False)],
)
def test_new_default_route_is_a_return(
    tables: tuple[Path, Path], later: str, later6: str, *, expected: bool
) -> None:
    tables[0].write_text(LAN)
    watch = RouteWatch(tables)
    tables[0].write_text(later)
    tables[1].write_text(later6)

    assert [watch.returned(), watch.returned()] == [expected, False]


def test_target_that_was_unreachable_is_tried_when_the_network_is_back(
    tmp_path: Path, tables: tuple[Path, Path]
) -> None:
    desk, inbox, one = Desk(tmp_path / "data"), Inbox(), envelope()
    tables[0].write_text(LAN)
    with QueueStore.open(desk.data.queue_file, ["desk"]) as store:
        store.import_envelopes([one], utc_now())
        store.pause("desk", "unreachable", utc_now() + timedelta(minutes=5))
    courier = Courier(
        data=desk.data,
        targets=[inbox],
        report=desk.reports.append,
        poll_s=0.01,
        routes=RouteWatch(tables),
    )

    def arrived() -> bool:
        if desk.told == (1, "desk: unreachable"):
            assert not inbox.tried or inbox.taken
            tables[0].write_text(OUT)
        return bool(inbox.taken)

    run_until(arrived, courier)


def test_target_that_refused_us_stays_paused_when_the_network_is_back(tmp_path: Path) -> None:
    with QueueStore.open(tmp_path / "queue.db", ["desk"]) as store:
        store.import_envelopes([envelope()], utc_now())
        store.pause("desk", "access-refused", utc_now() + timedelta(minutes=5))

        store.end_pauses("unreachable")

        assert not store.due("desk", utc_now(), 1)
