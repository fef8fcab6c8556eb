# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A kiosk and a front desk on a real mosquitto."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest

from kiosk.broker.desk import read_pairing
from kiosk.broker.line import Parcel
from kiosk.fleet.protocol import GONE_S, Action, MostRead, Outcome, Situation, UsageDay
from kiosk.fleet.signing import new_desk_key, sign
from kiosk.fleet.topics import Leaf, topic
from kiosk.paths import DataFolder
from kiosk.queue.store import utc_now
from kiosk.session.control import UsageNews
from kiosk.session.messages import TourDone
from tests.support.fleet import Desk, FleetKiosk, kiosk_on, running_courier_on, running_wire
from tests.support.mosquitto import Broker

T = TypeVar("T")

COMMANDS = topic("main", "kiosk-1", Leaf.COMMAND)

Story = Callable[[FleetKiosk, Desk], Awaitable[None]]
Play = Callable[[Story], None]


@pytest.fixture
def play(broker: Broker, desk: Desk, data: DataFolder, library: Path, tmp_path: Path) -> Play:
    """Run a story with a kiosk that the desk has heard of."""

    async def run(story: Story) -> None:
        async with kiosk_on(broker, data, tmp_path, library) as kiosk:
            await heard(desk, lambda: desk.state() and desk.is_there())
            await story(kiosk, desk)

    return lambda story: asyncio.run(run(story))


async def heard(desk: Desk, condition: Callable[[], T | None], within_s: float = 15.0) -> T:
    return await asyncio.to_thread(desk.until, condition, within_s)


async def session_in_use(kiosk: FleetKiosk, desk: Desk) -> str:
    """Touch the screen; return the visit as the desk knows it."""
    kiosk.run.act("touch")
    return await heard(desk, lambda: _session(desk, Situation.IN_USE))


def _session(desk: Desk, situation: Situation) -> str | None:
    state = desk.state()
    return state.session if state is not None and state.situation is situation else None


def told(kiosk: FleetKiosk) -> list[str]:
    """Return what the front desk said to the screen."""
    said = [message for _, message in kiosk.run.heard if isinstance(message, TourDone)]
    return [message.target for message in said if message.act == "fleet"]


def test_visitor_who_asks_for_help_is_seen_and_knows_it_and_is_answered(play: Play) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        session = await session_in_use(kiosk, desk)
        kiosk.run.act("help")

        await heard(desk, lambda: _help_since(desk), within_s=5.0)
        await heard(desk, lambda: any("help-told" in one for one in told(kiosk)))
        desk.line.send(desk.command(Action.MESSAGE, session=session, phrase="on-our-way"))

        await heard(desk, lambda: _help_since(desk) is None)

    play(story)


def _help_since(desk: Desk) -> datetime | None:
    state = desk.state()
    return state.help_since if state is not None else None


def test_reset_ends_the_visit_that_was_meant(play: Play) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        session = await session_in_use(kiosk, desk)
        command = desk.command(Action.RESET, session=session)

        desk.line.send(command)

        answer = await heard(desk, lambda: desk.final(command))
        assert answer.outcome is Outcome.DONE
        fresh = await heard(desk, lambda: _session(desk, Situation.ATTRACT))
        assert fresh != session
        assert kiosk.audited("fleet-command") == [("desk.front", "reset.done")]
        assert ("screen", "front-desk") in kiosk.audited("visit-ended")

    play(story)


def test_command_for_the_visitor_before_does_nothing_and_is_audited(play: Play) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        before = await session_in_use(kiosk, desk)
        kiosk.run.act("clear")
        await heard(desk, lambda: _session(desk, Situation.ATTRACT))
        await session_in_use(kiosk, desk)
        command = desk.command(Action.RESET, session=before)

        desk.line.send(command)

        answer = await heard(desk, lambda: desk.final(command))
        assert answer.outcome is Outcome.NO_SUCH_SESSION
        assert _session(desk, Situation.IN_USE)
        assert kiosk.audited("fleet-command") == [("desk.front", "reset.no-such-session")]

    play(story)


def test_whoever_fills_in_a_form_is_asked_and_may_object_until_it_is_forced(play: Play) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        session = await session_in_use(kiosk, desk)
        kiosk.run.act("form")
        await kiosk.run.settled()
        first = desk.command(Action.RESET, session=session)
        desk.line.send(first)
        await heard(desk, lambda: [a for a in desk.answers if a.outcome is Outcome.ASKED])
        kiosk.run.act("object")
        assert (await heard(desk, lambda: desk.final(first))).outcome is Outcome.DECLINED
        second = desk.command(Action.RESET, session=session, force=True)

        desk.line.send(second)

        assert (await heard(desk, lambda: desk.final(second))).outcome is Outcome.DONE
        audited = [detail for _, detail in kiosk.audited("fleet-command")]
        assert audited == ["reset.asked", "reset.declined", "reset.forced.done"]

    play(story)


def test_phrase_reaches_the_screen_by_its_name_alone(play: Play) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        session = await session_in_use(kiosk, desk)
        command = desk.command(Action.MESSAGE, session=session, phrase="on-our-way")

        desk.line.send(command)

        assert (await heard(desk, lambda: desk.final(command))).outcome is Outcome.DONE
        await kiosk.run.until(lambda: bool(told(kiosk)))
        assert told(kiosk) == ['{"type":"show-message","phrase":"on-our-way"}']

    play(story)


def test_replayed_command_does_nothing_and_is_audited(
    play: Play, broker: Broker, data: DataFolder, tmp_path: Path
) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        command = desk.command(Action.IDENTIFY)
        again = Parcel(COMMANDS, sign(command, desk.pairing.key))
        desk.line.send(command)
        await heard(desk, lambda: desk.final(command))
        with running_wire(read_pairing(broker.pairing("back")).address) as wire:
            await asyncio.to_thread(wire.up.wait, 10)
            wire.line.publish(again)
            await kiosk.until_audited(("desk.front", "replayed"))
            kiosk.kill_courier()
            async with running_courier_on(broker, data, tmp_path):
                await heard(desk, lambda: desk.is_there() and _presences(desk) > 2)

                wire.line.publish(again)

                await kiosk.until_audited(("desk.front", "replayed"), times=2)
        assert len(told(kiosk)) == 1

    play(story)


def _presences(desk: Desk) -> int:
    return len([one for _, one, _ in desk.presences if one.online])


def test_forged_command_does_nothing_and_is_audited(play: Play, broker: Broker) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        session = await session_in_use(kiosk, desk)
        command = desk.command(Action.RESET, session=session)
        with running_wire(read_pairing(broker.pairing("back")).address) as wire:
            await asyncio.to_thread(wire.up.wait, 10)

            wire.line.publish(Parcel(COMMANDS, sign(command, new_desk_key("desk.front"))))

            await kiosk.until_audited(("unknown", "forged"))
        assert _session(desk, Situation.IN_USE) == session

    play(story)


def test_restart_ends_a_kiosk_that_systemd_starts_again(
    play: Play, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "systemd"))

    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        session = await heard(desk, lambda: _session(desk, Situation.ATTRACT))
        command = desk.command(Action.RESTART, session=session)

        desk.line.send(command)

        assert (await heard(desk, lambda: desk.final(command))).outcome is Outcome.DONE
        async with asyncio.timeout(5):
            await kiosk.run.kiosk.stop_wished.wait()
        assert kiosk.run.kiosk.is_restart_wished

    play(story)


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_kiosk_that_is_gone_is_shown_so(play: Play, blow: signal.Signals) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        os.kill(kiosk.courier.pid, blow)

        await heard(desk, lambda: desk.is_there() is False, GONE_S)

        os.kill(kiosk.courier.pid, signal.SIGCONT)

    play(story)


def test_kiosk_that_is_stopped_says_farewell(play: Play) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        kiosk.courier.terminate()

        await heard(desk, lambda: desk.is_there() is False, 3.0)

        assert desk.presences[-1][1].at is not None

    play(story)


def test_kiosk_comes_back_when_the_broker_does(play: Play, broker: Broker) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        broker.stop()
        await heard(desk, lambda: desk.downs)
        kiosk.run.act("touch")
        broker.start()

        await heard(desk, lambda: _session(desk, Situation.IN_USE), 20.0)

    play(story)


def test_state_says_nothing_that_a_visitor_did(play: Play) -> None:
    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        await session_in_use(kiosk, desk)

        state = desk.state()

        assert state is not None
        assert (state.kiosk, state.place, state.demo) == ("kiosk-1", "By the window", True)
        assert state.in_use_since is not None
        assert state.content

    play(story)


def test_desk_hears_how_much_a_kiosk_is_used(play: Play) -> None:
    today = UsageDay(utc_now().date(), opened=15)
    read = MostRead("article", "first-visit", 10)

    async def story(kiosk: FleetKiosk, desk: Desk) -> None:
        kiosk.run.kiosk.tell_courier(UsageNews((today,), (read,)))
        (usage,) = await heard(desk, lambda: desk.usages)
        assert (usage.kiosk, usage.days, usage.read) == ("kiosk-1", (today,), (read,))

    play(story)
