# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The supervisor prints for sealed screens, one helper process at a time."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import psutil
import pytest

from kiosk.session.handouts import MOST_A_VISIT, HandoutExit, LookJob, PrintJob, SlipJob
from kiosk.session.messages import PrintHandout, PrintOutcome, PrintSlip, Standing
from kiosk.settings import DEMO_CENTER, Paper, Printing, Requests, Settings, demo_settings
from kiosk.supervisor import printing
from kiosk.supervisor.children import handout_environment
from kiosk.supervisor.printing import Handouts, PrintDesk, handouts_of
from kiosk.supervisor.startup import Plan
from tests.support.waiting import wait_until

WISH = PrintHandout("article", "your-line", "es")
OPEN = Handouts("Desk", Paper.A4, "/library.db", live=True, center=DEMO_CENTER)
_ROOT = Path(__file__).resolve().parents[2]


class Bench:
    """A print desk with helpers that do as they are told, and all that it said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.handouts = OPEN
        self.said: list[object] = []
        self._news = asyncio.Event()
        self.tell(look=HandoutExit.DONE, print_=HandoutExit.DONE)
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        self.desk = PrintDesk(
            (sys.executable, "-m", "tests.support.fake_helper", str(folder)),
            environment,
            lambda: self.handouts,
            on_ready=self._hear,
            on_printed=lambda screen, outcome: self._hear((screen, outcome)),
        )

    def tell(self, **codes: int | str) -> None:
        """Tell the helpers how to end: ``look`` and ``print_``."""
        for name, code in codes.items():
            told = code if isinstance(code, str) else str(int(code))
            (self.folder / name.rstrip("_")).write_text(told)

    def _hear(self, said: object) -> None:
        self.said.append(said)
        self._news.set()

    async def until(self, amount: int) -> None:
        """Wait until so much has been said."""
        async with asyncio.timeout(15):
            while len(self.said) < amount:
                self._news.clear()
                await self._news.wait()

    @property
    def jobs(self) -> list[LookJob | PrintJob | SlipJob]:
        """The jobs that helpers were given, in order."""
        files = sorted(self.folder.glob("*.json"), key=lambda path: int(path.stem))
        kinds = LookJob | PrintJob | SlipJob
        return [msgspec.json.decode(path.read_bytes(), type=kinds) for path in files]

    async def until_jobs(self, amount: int) -> None:
        """Wait until so many helpers have begun."""
        await asyncio.to_thread(wait_until, lambda: len(self.jobs) >= amount, "helpers")


def play(folder: Path, story: Callable[[Bench], Awaitable[None]]) -> Bench:
    """Run a story; the desk is stopped at the end and leaves no process."""

    async def run() -> Bench:
        bench = Bench(folder)
        try:
            await story(bench)
        finally:
            await bench.desk.stop()
        return bench

    bench = asyncio.run(run())
    pids = [int(path.read_text()) for path in folder.glob("*.pid")]
    assert [pid for pid in pids if psutil.pid_exists(pid)] == []
    return bench


def test_printer_that_is_there_is_told_once(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.desk.start()
        await bench.until(1)
        bench.desk.renew()
        await bench.until_jobs(2)

    bench = play(tmp_path, story)

    assert bench.said == [True]
    assert bench.jobs[0] == LookJob("Desk")


def test_stop_in_the_tick_of_a_wish_to_look_again_ends_the_watch(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.desk.start()
        await bench.until(1)
        bench.desk.renew()  # the stop comes before the watch has heard it

    assert play(tmp_path, story).said == [True]


def test_printer_that_goes_is_told(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.desk.start()
        await bench.until(1)
        bench.tell(look=HandoutExit.NOT_READY)
        bench.desk.renew()
        await bench.until(2)

    assert play(tmp_path, story).said == [True, False]


def test_without_a_printer_nothing_is_ever_started(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.handouts = replace(OPEN, printer="")
        bench.desk.start()
        bench.desk.ask(1, WISH)
        await bench.until(1)

    bench = play(tmp_path, story)

    assert bench.said == [(1, PrintOutcome.FAILED)]
    assert bench.jobs == []


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (HandoutExit.DONE, PrintOutcome.PRINTED),
        (HandoutExit.NO_PAPER, PrintOutcome.NO_PAPER),
        (HandoutExit.FAULT, PrintOutcome.FAILED),
    ],
)
def test_screen_that_asked_is_answered(
    tmp_path: Path, code: HandoutExit, outcome: PrintOutcome
) -> None:
    async def story(bench: Bench) -> None:
        bench.tell(print_=code)
        bench.desk.ask(7, WISH)
        await bench.until(1)

    bench = play(tmp_path, story)

    assert bench.said == [(7, outcome)]
    assert bench.jobs[0] == PrintJob(
        "Desk", Paper.A4, "/library.db", True, DEMO_CENTER, "article", "your-line", "es"
    )


def test_second_wish_while_one_is_printed_is_refused_at_once(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.tell(print_="hang")
        bench.desk.ask(1, WISH)
        await bench.until_jobs(1)
        bench.desk.ask(2, WISH)
        assert bench.said == [(2, PrintOutcome.FAILED)]

    play(tmp_path, story)


def test_wishes_too_soon_or_too_many_are_refused(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        for _ in range(MOST_A_VISIT + 3):
            bench.desk.ask(1, WISH)
        await bench.until(MOST_A_VISIT + 3)

    bench = play(tmp_path, story)

    assert bench.said.count((1, PrintOutcome.PRINTED)) == 1
    assert len(bench.jobs) == 1


def test_printer_is_looked_at_again_after_a_failure(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.desk.start()
        await bench.until(1)
        bench.tell(print_=HandoutExit.NO_PAPER, look=HandoutExit.NOT_READY)
        bench.desk.ask(1, WISH)
        await bench.until(3)

    assert play(tmp_path, story).said == [True, (1, PrintOutcome.NO_PAPER), False]


def test_helper_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "PRINT_LIMIT_S", 2.0)

    async def story(bench: Bench) -> None:
        bench.tell(print_="hang")
        bench.desk.ask(1, WISH)
        await bench.until(1)

    assert play(tmp_path, story).said == [(1, PrintOutcome.FAILED)]


def test_helper_that_ignores_a_polite_word_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "GRACE_S", 0.2)

    async def story(bench: Bench) -> None:
        bench.tell(print_="deaf")
        bench.desk.ask(1, WISH)
        await bench.until_jobs(1)

    play(tmp_path, story)


def test_helper_that_cannot_be_started_is_a_failure(tmp_path: Path) -> None:
    async def story() -> list[PrintOutcome]:
        said: list[PrintOutcome] = []
        answered = asyncio.Event()

        def hear(_screen: int, outcome: PrintOutcome) -> None:
            said.append(outcome)
            answered.set()

        desk = PrintDesk(
            (str(tmp_path / "none"),),
            {},
            lambda: OPEN,
            on_ready=lambda is_ready: None,
            on_printed=hear,
        )
        desk.ask(1, WISH)
        async with asyncio.timeout(10):
            await answered.wait()
        await desk.stop()
        return said

    assert asyncio.run(story()) == [PrintOutcome.FAILED]


def test_slip_is_printed_with_its_code_and_answered(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.desk.ask(1, PrintSlip("K7M-4QX", "es", late=True))
        await bench.until(1)

    bench = play(tmp_path, story)

    assert bench.said == [(1, PrintOutcome.PRINTED)]
    assert bench.jobs == [SlipJob("Desk", Paper.A4, True, DEMO_CENTER, "K7M-4QX", "es", True)]


def plan(standing: Standing, library: Path | None, settings: Settings) -> Plan:
    return Plan(standing, settings, None, library, Requests())


@pytest.mark.parametrize(
    ("standing", "library", "printer"),
    [
        (Standing.DEMO, Path("/l.db"), "Desk"),
        (Standing.LIVE, Path("/l.db"), "Desk"),
        (Standing.LIVE, None, ""),
        (Standing.NOT_SET_UP, Path("/l.db"), ""),
        (Standing.OUT_OF_ORDER, Path("/l.db"), ""),
    ],
)
def test_only_a_kiosk_that_shows_its_library_prints(
    standing: Standing, library: Path | None, printer: str
) -> None:
    settings = msgspec.structs.replace(demo_settings(), printing=Printing(printer="Desk"))

    found = handouts_of(plan(standing, library, settings))

    assert found.printer == printer
    assert found.live == (standing is Standing.LIVE)


def test_environment_of_the_helper_is_an_allow_list() -> None:
    outside = dict.fromkeys(
        ("PATH", "HOME", "CUPS_SERVER", "LD_PRELOAD", "QT_PLUGIN_PATH", "PYTHONPATH", "DISPLAY",
         "HTTPS_PROXY", "XDG_RUNTIME_DIR"), "x",
    )  # fmt: skip

    found = handout_environment(outside)

    assert {name for name, value in found.items() if value == "x"} == {
        "PATH",
        "HOME",
        "CUPS_SERVER",
    }
