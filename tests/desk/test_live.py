# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The desk's model on a real mosquitto, with a kiosk that is a bare line or a whole one."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.broker.address import Address
from kiosk.broker.desk import read_pairing
from kiosk.broker.line import Parcel
from kiosk.desk.asks import Phase
from kiosk.desk.choices import OrderBook
from kiosk.desk.control import HELD_S, Control
from kiosk.desk.fleet import Fleet, Kiosk, Look
from kiosk.desk.journal import Journal
from kiosk.desk.link import Link
from kiosk.fleet.protocol import Action, Presence, encode
from kiosk.fleet.topics import Leaf, topic
from kiosk.library import builder
from kiosk.paths import DataFolder
from tests.support.desk import state
from tests.support.fleet import FleetKiosk, kiosk_on, running_wire
from tests.support.library import write_content
from tests.support.mosquitto import Broker, running_broker
from tests.support.waiting import let_pass, wait_until

Play = Callable[[Callable[[FleetKiosk, Control], Awaitable[None]]], None]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    with running_broker(tmp_path) as broker:
        yield broker


@pytest.fixture
def control(broker: Broker, tmp_path: Path) -> Iterator[Control]:
    """A desk that hears the broker."""
    pairing = read_pairing(broker.pairing())
    link = Link(pairing, lambda: None, now=lambda: datetime.now(UTC), clock=time.monotonic)
    data = tmp_path / "desk"
    control = Control(
        link,
        Fleet(),
        Journal(data / "journal.jsonl"),
        OrderBook(data / "order.json"),
        lambda: datetime.now(UTC),
        time.monotonic,
    )
    link.start()
    try:
        wait_until(lambda: _is_up(control), "the broker")
        yield control
    finally:
        link.stop()


@pytest.fixture
def play(broker: Broker, control: Control, tmp_path: Path) -> Play:
    """Run a story with a whole kiosk."""
    library = tmp_path / "library.db"
    builder.build(write_content(tmp_path), library)

    async def run(story: Callable[[FleetKiosk, Control], Awaitable[None]]) -> None:
        data = DataFolder(tmp_path / "data")
        async with kiosk_on(broker, data, tmp_path, library) as kiosk:
            await _until(lambda: _kiosk(control) is not None, "a kiosk")
            await story(kiosk, control)

    return lambda story: asyncio.run(run(story))


async def _until(condition: Callable[[], object], what: str, within_s: float = 30.0) -> None:
    await asyncio.to_thread(wait_until, condition, what, within_s)


def _kiosk(control: Control) -> Kiosk | None:
    return next((one.kiosk for one in control.look() if one.kiosk.can_be_asked), None)


def _is_up(control: Control) -> bool:
    control.look()
    return control.fleet.is_up


def _phase(control: Control) -> Phase | None:
    ask = control.look()[0].ask
    return ask.phase if ask else None


def _address(broker: Broker, kiosk: str) -> Address:
    folder = broker.kiosk(kiosk)
    return Address(
        "127.0.0.1",
        broker.site.port,
        kiosk,
        ca_file=str(folder / "ca.pem"),
        cert_file=str(folder / "kiosk.pem"),
        cert_key_file=str(folder / "kiosk.key"),
    )


def test_reset_ends_a_visit_and_the_answer_is_shown(play: Play) -> None:
    async def story(kiosk: FleetKiosk, control: Control) -> None:
        kiosk.run.act("touch")
        await _until(lambda: (k := _kiosk(control)) and k.look is Look.IN_USE, "a visit")

        control.ask("kiosk-1", Action.RESET)

        await _until(lambda: _phase(control) is Phase.DONE, "an answer")
        await _until(lambda: (k := _kiosk(control)) and k.look is Look.ATTRACT, "a fresh screen")

    play(story)


def test_visitor_declines_and_the_desk_insists(play: Play) -> None:
    async def story(kiosk: FleetKiosk, control: Control) -> None:
        kiosk.run.act("touch")
        kiosk.run.act("form")
        await _until(lambda: (k := _kiosk(control)) and k.look is Look.IN_USE, "a visit")
        await kiosk.run.settled()
        control.ask("kiosk-1", Action.RESET)
        await _until(lambda: _phase(control) is Phase.ASKED, "a question")
        kiosk.run.act("object")
        await _until(lambda: _phase(control) is Phase.DECLINED, "an objection")
        assert control.look()[0].offers_force
        await asyncio.to_thread(let_pass, HELD_S)

        control.ask("kiosk-1", Action.RESET, force=True)

        await _until(lambda: _phase(control) is Phase.DONE, "an answer")
        audited = [detail for _, detail in kiosk.audited("fleet-command")]
        assert audited == ["reset.asked", "reset.declined", "reset.forced.done"]

    play(story)


def test_broker_that_is_gone_is_told_and_found_again(broker: Broker, control: Control) -> None:
    broker.stop()
    wait_until(lambda: not _is_up(control), "the end")
    why = control.fleet.why
    broker.start()

    wait_until(lambda: _is_up(control), "the broker", 40.0)
    assert why


def test_kiosk_that_vanishes_is_gone_at_the_word_of_its_last_will(
    broker: Broker, control: Control
) -> None:
    where = topic("main", "kiosk-1", Leaf.PRESENCE)
    will = Parcel(where, encode(Presence(online=False)), is_retained=True)
    with running_wire(_address(broker, "kiosk-1"), will=will) as wire:
        wait_until(wire.up.is_set, "a kiosk")
        now = datetime.now(UTC)
        said = state("kiosk-1", now)
        wire.line.publish(Parcel(topic("main", "kiosk-1", Leaf.STATE), encode(said), True))
        wire.line.publish(Parcel(where, encode(Presence(online=True, at=now)), True))
        wait_until(lambda: _kiosk(control), "a kiosk")
        connection = wire.line._connection
        assert connection is not None
        socket = connection._client.socket()
        assert socket is not None
        socket.close()

        wait_until(lambda: control.look()[0].kiosk.look is Look.GONE, "its end", 25.0)
