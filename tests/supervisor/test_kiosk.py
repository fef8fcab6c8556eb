# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The running kiosk with real processes for screens."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from kiosk.paths import DataFolder
from kiosk.session.control import (
    AskCleaned,
    AskReload,
    AskReset,
    AskStatus,
    AskStop,
    CourierHello,
    Delivered,
    Done,
    FromControl,
    QueueCounts,
    Refused,
    Status,
    Wake,
)
from kiosk.session.logo import MAX_LOGO_BYTES
from kiosk.session.messages import Ready, RequestStored, Shown, Standing, TourDone
from kiosk.session.wire import LineReader, encode
from kiosk.supervisor import cleaning, outbox
from kiosk.supervisor.options import Options
from tests.support.offspring import offspring
from tests.support.running import FAKE_SCREEN, Running, running
from tests.support.waiting import wait_until

STORED_ID = "00000000-0000-4000-8000-000000000000"
"""What a fake screen says that it has stored."""
CENTER = """\
[center]
name = "Lake Center"
phone = "(555) 555-0110"
after_hours_phone = "(555) 555-0111"
observation_minutes = 20
fever_f = 100.4
"""

Story = Callable[[Running], Awaitable[None]]


def play(data: DataFolder, story: Story, **parts: object) -> None:
    """Run a story in a kiosk that has a shown screen and a warm one."""

    async def run() -> None:
        async with running(data, **parts) as kiosk:  # type: ignore[arg-type]
            await kiosk.until_warm()
            await story(kiosk)

    asyncio.run(run())


def shown(run: Running) -> list[int]:
    return [number for number, message in run.heard if isinstance(message, Shown)]


@pytest.mark.parametrize(
    ("act", "event"),
    [
        ("clear", ("visit-ended", "cleared")),
        ("die", ("visit-ended", "screen-died")),
        ("hang", ("visit-ended", "screen-froze")),
        ("break", ("visit-ended", "screen-died")),
        ("babble", ("visit-ended", "screen-died")),
    ],
)
def test_standby_follows_however_a_screen_ends(
    data: DataFolder, act: str, event: tuple[str, str]
) -> None:
    async def story(run: Running) -> None:
        run.act("touch")
        run.act(act)
        await run.until(lambda: shown(run) == [1, 2])
        await run.until_warm()
        assert len(offspring()) == 2

    play(data, story)

    with_audit = Running.audited_at(data)
    assert event in with_audit


def test_nothing_of_it_is_left_after_a_stop(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        run.act("hang")

    play(data, story)

    assert offspring() == []
    assert not data.control_socket.exists()


async def next_wake(reader: asyncio.StreamReader) -> Wake:
    """Return the next wake that a courier hears, whatever else it hears before."""
    lines: LineReader[FromControl] = LineReader(FromControl)
    while True:
        for message in lines.feed(await reader.readline()):
            if isinstance(message, Wake):
                return message


def test_courier_that_comes_late_is_told_whose_receipts_were_shown(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        run.act("store")
        await run.until(lambda: any(isinstance(said, RequestStored) for _, said in run.heard))

        reader, writer = await asyncio.open_unix_connection(str(data.control_socket))
        writer.write(encode(CourierHello()))

        assert await next_wake(reader) == Wake((STORED_ID,))
        writer.close()
        await writer.wait_closed()

    play(data, story)


def test_request_stored_by_a_screen_that_dies_at_once_wakes_the_courier(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        reader, writer = await asyncio.open_unix_connection(str(data.control_socket))
        writer.write(encode(CourierHello()))
        assert await next_wake(reader) == Wake()

        run.act("store-and-die")

        assert await next_wake(reader) == Wake((STORED_ID,))
        assert any(isinstance(message, RequestStored) for _, message in run.heard)
        writer.close()
        await writer.wait_closed()

    play(data, story)


def test_courier_reports_reach_status_and_audit(data: DataFolder) -> None:
    counts = QueueCounts(waiting=2, oldest_s=7200, quarantined=0, problem="The folder is gone.")

    async def story(run: Running) -> None:
        _, writer = await asyncio.open_unix_connection(str(data.control_socket))
        for report in (CourierHello(), counts, Delivered("r", "desk")):
            writer.write(encode(report))
        await run.until(lambda: any(isinstance(message, Delivered) for _, message in run.heard))
        status = await run.ask(AskStatus())
        assert isinstance(status, Status)
        assert status.queue == counts
        assert "The folder is gone." in status.staff_notice
        writer.close()
        await writer.wait_closed()

    play(data, story)

    assert ("request-delivered", "desk") in Running.audited_at(data)


async def told(run: Running, what: str) -> str:
    """Return what the screen in front knows."""
    before = len(run.heard)

    def answers() -> list[str]:
        said = [message for _, message in run.heard[before:] if isinstance(message, TourDone)]
        return [message.target for message in said if message.act == what]

    run.act(what)
    await run.until(lambda: bool(answers()))
    return answers()[0]


def test_screens_are_told_that_a_request_is_old(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        assert await told(run, "late") == "False"
        run.kiosk.courier_reports(QueueCounts(waiting=1, oldest_s=7_200, quarantined=0))
        assert await told(run, "late") == "True"
        run.kiosk.courier_reports(QueueCounts(waiting=0, oldest_s=0, quarantined=0))
        assert await told(run, "late") == "False"

    play(data, story)


def test_handout_where_there_is_no_printer_is_answered_at_once(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        assert await told(run, "printer") == "False"
        assert await told(run, "print") == "failed"

    play(data, story)


def test_screens_are_told_when_no_courier_is_heard_of_a_request(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "SILENT_S", 0.5)

    async def story(run: Running) -> None:
        run.act("store")
        async with asyncio.timeout(5):
            while await told(run, "late") == "False":
                pass

    play(data, story)


@pytest.mark.parametrize(
    ("act", "after"), [("clear", "cleared"), ("die", "None"), ("break", "None")]
)
def test_fresh_screen_knows_whether_the_visit_before_was_cleared(
    data: DataFolder, act: str, after: str
) -> None:
    async def story(run: Running) -> None:
        assert await told(run, "after") == "None"
        run.act(act)
        await run.until(lambda: shown(run) == [1, 2])
        assert await told(run, "after") == after

    play(data, story)


def test_every_screen_knows_when_the_glass_was_cleaned(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        assert await told(run, "cleaned") == ""
        assert await run.ask(AskCleaned()) == Done()
        at = await told(run, "cleaned")
        assert datetime.now(UTC) - datetime.fromisoformat(at) < timedelta(minutes=1)
        for number in (2, 3):  # the one that stood by, and one started since
            await run.until_warm()
            run.act("clear")
            await run.until(lambda number=number: shown(run)[-1] == number)  # type: ignore[misc]
            assert await told(run, "cleaned") == at

    play(data, story)

    assert ("screen-cleaned", "") in Running.audited_at(data)


def test_time_of_cleaning_by_a_wrong_clock_is_not_shown(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "FIRST_YEAR", 9999)

    async def story(run: Running) -> None:
        answer = await run.ask(AskCleaned())
        assert isinstance(answer, Done)
        assert "clock" in answer.note
        assert await told(run, "cleaned") == ""

    play(data, story)

    assert ("screen-cleaned", "") in Running.audited_at(data)


def test_center_that_does_not_show_the_time_of_cleaning_has_none(
    data: DataFolder, tmp_path: Path, library: Path
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(f"{CENTER}show_cleaned = false\n")

    async def story(run: Running) -> None:
        answer = await run.ask(AskCleaned())
        assert isinstance(answer, Done)
        assert "settings" in answer.note
        assert await told(run, "cleaned") == ""

    play(
        data, story, options=Options(data=data.root, config=config, library=library, courier=False)
    )


def test_screens_are_handed_a_logo_of_the_largest_size(
    data: DataFolder, tmp_path: Path, library: Path
) -> None:
    config, logo = tmp_path / "kiosk.toml", b"<svg><g/></svg>".ljust(MAX_LOGO_BYTES)
    config.write_text(f'{CENTER}logo = "our.svg"\n')
    (tmp_path / "our.svg").write_bytes(logo)

    async def story(run: Running) -> None:
        assert await told(run, "logo") == f"image/svg+xml {len(logo)}"

    play(
        data, story, options=Options(data=data.root, config=config, library=library, courier=False)
    )


def test_reload_that_fails_leaves_the_kiosk_as_it_was(
    data: DataFolder, tmp_path: Path, library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("")

    async def story(run: Running) -> None:
        assert run.status().standing is Standing.DEMO
        config.write_text("[requests]\ncontact = false\n")
        (data.keys / "intake.key").write_text("damaged")

        assert await run.ask(AskReload()) == Done()
        await run.until(lambda: "goes on as it was" in caplog.text)

        run.act("clear")
        await run.until(lambda: shown(run) == [1, 2])
        assert await told(run, "requests") == "True"

    options = Options(data=data.root, config=config, library=library, courier=False)
    play(data, story, options=options)


def test_courier_that_is_started_again_gets_the_settings_in_force(
    data: DataFolder, tmp_path: Path, library: Path
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("")

    def courier() -> psutil.Process | None:
        for child in psutil.Process().children():
            with contextlib.suppress(psutil.Error):
                if "kiosk.courier" in child.cmdline():
                    return child
        return None

    async def story(run: Running) -> None:
        first = await asyncio.to_thread(wait_until, courier, "a courier")
        assert str(config) in first.cmdline()
        kept = data.last_good / "kiosk.toml"
        await asyncio.to_thread(wait_until, kept.exists, "the last good settings")
        config.write_text("kiosk = ")

        first.kill()

        await run.until(lambda: (found := courier()) is not None and found.pid != first.pid)
        second = await asyncio.to_thread(wait_until, courier, "a second courier")
        assert str(kept) in second.cmdline()

    options = Options(data=data.root, config=config, library=library)
    play(data, story, options=options)


def test_somebody_who_is_no_courier_cannot_report(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        assert isinstance(await run.ask(Delivered("r", "desk")), Refused)

    play(data, story)


def test_reset_over_the_control_socket_shows_a_fresh_screen(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        assert await run.ask(AskReset()) == Done()
        await run.until(lambda: shown(run) == [1, 2])

    play(data, story)


def test_reload_swaps_an_untouched_screen(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        assert await run.ask(AskReload()) == Done()
        await run.until(lambda: shown(run) == [1, 3])
        await run.until_warm()

    play(data, story)


def test_stop_over_the_control_socket_ends_the_kiosk(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        assert await run.ask(AskStop()) == Done()
        assert run.kiosk.stop_wished.is_set()

    play(data, story)


def test_missing_library_is_told(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        assert run.status().standing is Standing.OUT_OF_ORDER
        assert "library" in run.status().staff_notice

    play(data, story)


def test_nothing_odd_from_outside_reaches_a_screen(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        run.act("environment")
        await run.until(lambda: any(isinstance(message, TourDone) for _, message in run.heard))
        said = next(message for _, message in run.heard if isinstance(message, TourDone))
        assert not {"QT_PLUGIN_PATH", "LD_PRELOAD", "PYTHONSTARTUP"} & set(said.target.split())
        assert "DISPLAY" in said.target.split()

    outside = {"QT_PLUGIN_PATH": "/x", "LD_PRELOAD": "", "PYTHONSTARTUP": "/x", "DISPLAY": ":9"}
    play(data, story, environment=outside)


def test_dead_standby_is_replaced_unseen(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        newest = max(offspring(), key=lambda process: process.pid)
        os.kill(newest.pid, signal.SIGKILL)
        await run.until(lambda: (3, Ready(1.0)) in run.heard)
        assert shown(run) == [1]

    play(data, story)


def test_screens_that_die_at_their_start_do_not_stop_the_kiosk(data: DataFolder) -> None:
    async def run() -> None:
        async with running(data, screen=(*FAKE_SCREEN, "--dies-at-start")) as kiosk:
            await asyncio.to_thread(wait_until, lambda: len(kiosk.deaths()) >= 2, "deaths")
            assert isinstance(await kiosk.ask(AskStatus()), Status)

    asyncio.run(run())


def test_screen_that_cannot_be_started_does_not_stop_the_kiosk(
    data: DataFolder, tmp_path: Path
) -> None:
    async def run() -> None:
        async with running(data, screen=(str(tmp_path / "none"),)) as kiosk:
            await asyncio.to_thread(wait_until, lambda: len(kiosk.deaths()) >= 2, "deaths")
            assert kiosk.status().active == "none"

    asyncio.run(run())


def test_control_socket_is_private(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        assert data.control_socket.stat().st_mode & 0o777 == 0o600
        assert data.control_socket.parent.stat().st_mode & 0o777 == 0o700

    play(data, story)


def test_garbage_on_the_control_socket_ends_only_that_connection(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        reader, writer = await asyncio.open_unix_connection(str(data.control_socket))
        writer.write(b"garbage\n")
        assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()
        assert isinstance(await run.ask(AskStatus()), Status)

    play(data, story)


def test_screens_have_no_network_socket(data: DataFolder) -> None:
    async def story(run: Running) -> None:
        for process in offspring():
            kinds = {link.family for link in process.net_connections("all")}
            assert kinds <= {socket.AF_UNIX}

    play(data, story)
