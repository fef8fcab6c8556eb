# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Staff at a real supervisor with real processes for screens: PINs, panel, audit."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing

import pytest

from kiosk.paths import DataFolder
from kiosk.session.control import CourierHello, FromControl, QueueCounts, SendNow
from kiosk.session.messages import Ready, Shown, TourAct, TourDone
from kiosk.session.panel import ActDone, DoorIs, PanelNews, SignedIn, SignIn, SignInRefused
from kiosk.session.wire import LineReader, encode
from kiosk.staff.audit import Audit
from kiosk.staff.panel import ActOutcome, PanelAct, Role, Why
from kiosk.supervisor import staffing
from tests.support.running import Running, running
from tests.support.staff import DESK_ID, DESK_PIN, IT_ID, IT_PIN, WRONG_PIN, set_up_staff
from tests.support.waiting import wait_until

SCREEN = (sys.executable, "-m", "tests.support.staff_screen")
_ANSWERS: dict[str, type] = {
    "door": DoorIs,
    "signed-in": SignedIn,
    "refused": SignInRefused,
    "done": ActDone,
    "news": PanelNews | None,  # type: ignore[dict-item]
}


class Panel:
    """The screen in front of a running kiosk, as staff use it."""

    def __init__(self, run: Running) -> None:
        self.run = run

    async def ask(self, act: str, target: str = "", text: str = "") -> object:
        """Let the screen ask; return the answer that the supervisor gave it."""
        before = len(self.run.heard)

        def answers() -> list[TourDone]:
            heard = [message for _, message in self.run.heard[before:]]
            return [one for one in heard if isinstance(one, TourDone) and one.act in _ANSWERS]

        self.send(act, target, text)
        await self.run.until(lambda: bool(answers()))
        answer = answers()[0]
        reader: LineReader[object] = LineReader(_ANSWERS[answer.act])
        return reader.feed(answer.target.encode() + b"\n")[0]

    def send(self, act: str, target: str = "", text: str = "") -> None:
        """Let the screen say something that is not answered."""
        assert self.run.kiosk.tour_act(TourAct(act, target, text))

    async def sign_in(self, staff_id: str, pin: str) -> object:
        return await self.ask("pin", staff_id, pin)

    async def act(self, act: PanelAct) -> ActOutcome:
        done = await self.ask("staff", act.value)
        assert isinstance(done, ActDone)
        assert done.act is act
        return done.outcome

    async def news(self) -> PanelNews:
        news = await self.ask("news")
        assert isinstance(news, PanelNews)
        return news

    async def until_next_screen(self) -> None:
        """Wait until the second screen is in front."""
        await self.run.until(lambda: shown(self.run) == [1, 2])


def shown(run: Running) -> list[int]:
    return [number for number, message in run.heard if isinstance(message, Shown)]


def play(data: DataFolder, story: Callable[[Panel], Awaitable[None]]) -> None:
    """Run a story at a kiosk that has a shown screen and a warm one."""

    async def run() -> None:
        async with running(data, screen=SCREEN) as kiosk:
            await kiosk.until_warm()
            await story(Panel(kiosk))

    asyncio.run(run())


def audited(data: DataFolder) -> list[tuple[str, str, str]]:
    """Return event, who and detail of what staff did."""
    with closing(Audit.open(data.audit)) as audit:
        found = [(entry.event, entry.who, entry.detail) for entry in audit.entries()]
    return [one for one in found if one[0].startswith(("staff-", "screen-cleaned", "stop-"))]


@pytest.fixture
def staff(data: DataFolder) -> DataFolder:
    set_up_staff(data)
    return data


def test_door_without_staff_says_so(data: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        assert await panel.ask("door") == DoorIs(Why.NO_STAFF)
        assert await panel.sign_in("", WRONG_PIN) == SignInRefused(Why.NO_STAFF)

    play(data, story)

    assert audited(data) == []


def test_person_who_is_put_in_while_the_kiosk_runs_can_sign_in(data: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await asyncio.to_thread(set_up_staff, data)
        assert await panel.ask("door") == DoorIs()
        assert isinstance(await panel.sign_in(DESK_ID, DESK_PIN), SignedIn)

    play(data, story)


def test_right_pin_is_greeted_with_what_the_role_may_do(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        signed_in = await panel.sign_in("", DESK_PIN)
        assert isinstance(signed_in, SignedIn)
        assert (signed_in.name, signed_in.role, signed_in.idle_s) == ("Dana", Role.DESK, 120)
        assert PanelAct.CLOSE_KIOSK not in signed_in.acts
        assert PanelAct.END_SESSION in signed_in.acts

    play(staff, story)

    assert audited(staff)[0] == ("staff-signed-in", f"staff:{DESK_ID}", "")


def test_wrong_pins_lock_the_pad_and_are_audited_without_words(
    staff: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def story(panel: Panel) -> None:
        for left in (4, 3, 2, 1):
            told = await panel.sign_in(WRONG_PIN, WRONG_PIN)  # the PIN in the wrong field, too
            assert told == SignInRefused(Why.WRONG, 0, left)
        locked = await panel.sign_in(WRONG_PIN, WRONG_PIN)
        assert isinstance(locked, SignInRefused)
        assert (locked.why, locked.tries_left) == (Why.WRONG, 1)
        assert 0 < locked.wait_s <= 30  # it runs while this test does
        again = await panel.sign_in(WRONG_PIN, DESK_PIN)
        assert isinstance(again, SignInRefused)
        assert again.why is Why.LOCKED

    play(staff, story)

    wrong = ("staff-refused", "staff", "wrong")
    assert audited(staff) == [*[wrong] * 5, ("staff-locked", "staff", "30s")]
    assert WRONG_PIN not in caplog.text
    for path in staff.root.rglob("*"):
        assert not path.is_file() or WRONG_PIN.encode() not in path.read_bytes()


def test_locked_pad_stops_neither_the_end_of_a_visit_nor_a_wipe(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        for _ in range(5):
            await panel.sign_in("", WRONG_PIN)
        panel.send("wiped")
        panel.send("clear")
        await panel.until_next_screen()
        door = await panel.ask("door")
        assert isinstance(door, DoorIs)
        assert door.why is Why.LOCKED

    play(staff, story)

    assert ("screen-cleaned", "anybody", "") in audited(staff)


def test_nothing_is_done_for_somebody_who_is_not_signed_in(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        for act in set(PanelAct) - {PanelAct.STAY}:
            assert await panel.act(act) is ActOutcome.NOT_SIGNED_IN
        assert not panel.run.kiosk.stop_wished.is_set()

    play(staff, story)

    assert audited(staff) == []


def test_desk_cannot_close_the_kiosk(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        assert await panel.act(PanelAct.CLOSE_KIOSK) is ActOutcome.NOT_ALLOWED
        assert not panel.run.kiosk.stop_wished.is_set()

    play(staff, story)

    assert ("staff-refused", f"staff:{DESK_ID}", "close-kiosk") in audited(staff)


def test_it_can_close_the_kiosk(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(IT_ID, IT_PIN)
        panel.send("staff", PanelAct.CLOSE_KIOSK.value)
        async with asyncio.timeout(10):
            await panel.run.kiosk.stop_wished.wait()

    play(staff, story)

    assert ("stop-asked", f"staff:{IT_ID}", "") in audited(staff)


@pytest.mark.parametrize("act", [PanelAct.END_SESSION, PanelAct.RESTART_SCREEN])
def test_end_of_a_session_ends_its_process_and_the_sign_in(
    staff: DataFolder, act: PanelAct
) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        panel.send("staff", act.value)
        await panel.until_next_screen()
        assert await panel.act(PanelAct.SEND_NOW) is ActOutcome.NOT_SIGNED_IN

    play(staff, story)

    who = f"staff:{DESK_ID}"
    assert audited(staff)[1:] == [("staff-acted", who, act.value), ("staff-left", who, "")]
    assert ("visit-ended", "staff") in Running.audited_at(staff)


def test_leaving_the_panel_ends_its_process(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        panel.send("leave")
        await panel.until_next_screen()

    play(staff, story)

    assert audited(staff)[-1] == ("staff-left", f"staff:{DESK_ID}", "")
    assert ("visit-ended", "staff") in Running.audited_at(staff)


def test_panel_that_nobody_uses_is_ended_with_its_screen(
    staff: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staffing, "IDLE_S", 0.3)
    monkeypatch.setattr(staffing, "GRACE_S", 0.0)

    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        await panel.until_next_screen()

    play(staff, story)

    assert audited(staff)[-1] == ("staff-left", f"staff:{DESK_ID}", "idle")


def test_panel_asks_for_the_pin_again_however_busy_it_is(
    staff: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staffing, "LONGEST_S", 0.5)

    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        while shown(panel.run) == [1]:
            panel.send("staff", PanelAct.STAY.value)
            await panel.ask("news")

    play(staff, story)

    assert audited(staff)[-1] == ("staff-left", f"staff:{DESK_ID}", "idle")


def test_reload_does_not_take_the_panel_away(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        assert await panel.act(PanelAct.CHECK_NEWS) is ActOutcome.DONE
        await panel.run.until(lambda: (3, Ready(1.0)) in panel.run.heard)
        assert await panel.act(PanelAct.SEND_NOW) is ActOutcome.UNAVAILABLE
        assert shown(panel.run) == [1]

    play(staff, story)


def test_screen_that_dies_takes_the_sign_in_with_it(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        panel.send("die")
        await panel.until_next_screen()
        assert await panel.act(PanelAct.CHECK_NEWS) is ActOutcome.NOT_SIGNED_IN

    play(staff, story)

    assert ("staff-left", f"staff:{DESK_ID}", "screen-gone") in audited(staff)


def test_cleaning_ends_the_sign_in_and_is_noted_with_the_person(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        assert await panel.act(PanelAct.BEGIN_CLEANING) is ActOutcome.DONE
        assert await panel.act(PanelAct.SEND_NOW) is ActOutcome.NOT_SIGNED_IN
        panel.send("wiped")
        await panel.until_next_screen()

    play(staff, story)

    assert ("screen-cleaned", f"staff:{DESK_ID}", "") in audited(staff)


def test_cleaning_that_never_ends_is_ended(
    staff: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staffing, "CLEANING_S", 0.3)

    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        panel.send("staff", PanelAct.BEGIN_CLEANING.value)
        await panel.until_next_screen()

    play(staff, story)

    assert not any(event == "screen-cleaned" for event, _, _ in audited(staff))


def test_screen_that_wipes_without_end_is_noted_once(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        for _ in range(20):
            panel.send("wiped")
        await panel.ask("door")

    play(staff, story)

    assert audited(staff) == [("screen-cleaned", "anybody", "")]


def test_news_tell_what_is_known_of_requests(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        panel.run.kiosk.courier_reports(QueueCounts(2, 90.0, 1, "desk: unreachable"))
        panel.run.kiosk.courier_reports(QueueCounts(1, 90.0, 1))
        await panel.sign_in(DESK_ID, DESK_PIN)
        news = await panel.news()
        assert (news.waiting, news.oldest_s, news.quarantined) == (1, 90.0, 1)
        assert (news.problem, news.last_problem) == ("", "desk: unreachable")
        assert news.last_problem_at
        assert (news.kiosk, news.has_courier, news.is_clock_sound) == ("kiosk-1", False, True)

    play(staff, story)


def test_without_a_courier_nothing_can_be_sent_now(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        assert await panel.act(PanelAct.SEND_NOW) is ActOutcome.UNAVAILABLE
        assert await panel.act(PanelAct.CHECK_PRINTER) is ActOutcome.UNAVAILABLE

    play(staff, story)


def test_courier_is_told_to_send_now(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        reader, writer = await asyncio.open_unix_connection(str(staff.control_socket))
        writer.write(encode(CourierHello()))
        lines: LineReader[object] = LineReader(FromControl)
        await reader.readline()
        await panel.sign_in(DESK_ID, DESK_PIN)

        assert await panel.act(PanelAct.SEND_NOW) is ActOutcome.DONE

        async with asyncio.timeout(10):
            while SendNow() not in lines.feed(await reader.readline()):
                pass
        writer.close()
        await writer.wait_closed()

    play(staff, story)


def test_staff_choose_the_language_that_visits_begin_in(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        assert (await panel.news()).language == "en"
        assert await panel.act(PanelAct.NEXT_LANGUAGE) is ActOutcome.DONE
        assert (await panel.news()).language == "es"
        assert shown(panel.run) == [1]

    play(staff, story)


def test_language_that_staff_chose_outlasts_a_restart(staff: DataFolder) -> None:
    async def first(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        await panel.act(PanelAct.NEXT_LANGUAGE)
        await asyncio.to_thread(wait_until, staff.kept.exists, "the choice on the disk")

    async def second(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        assert (await panel.news()).language == "es"

    play(staff, first)
    play(staff, second)


def test_second_pin_while_one_is_checked_is_not_checked(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        panel.send("pin", DESK_ID, WRONG_PIN)
        busy = await panel.sign_in(DESK_ID, WRONG_PIN)
        assert busy == SignInRefused(Why.BUSY)

    play(staff, story)


def test_pin_is_in_no_repr_and_reaches_no_listener(staff: DataFolder) -> None:
    async def story(panel: Panel) -> None:
        await panel.sign_in(DESK_ID, DESK_PIN)
        assert DESK_PIN not in repr(panel.run.heard)
        assert not any(isinstance(message, SignIn) for _, message in panel.run.heard)

    play(staff, story)

    assert DESK_PIN not in repr(SignIn(DESK_PIN, DESK_PIN))
    assert DESK_PIN in encode(SignIn(DESK_PIN)).decode()
