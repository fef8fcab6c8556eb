# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Handouts go through a real CUPS to a printer that has paper, has none, or does not answer."""

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.handout.draw import draw
from kiosk.handout.shelf import Shelf
from kiosk.library.builder import build
from kiosk.library.codes import call_code
from kiosk.paths import DataFolder
from kiosk.session.handouts import HandoutExit, LookJob, PrintJob, SlipJob
from kiosk.session.messages import TourDone
from kiosk.settings import DEMO_CENTER, Paper
from kiosk.supervisor.options import Options
from tests.support.cups import QUEUE, Cups, running_cups
from tests.support.paper import paragraphs
from tests.support.phone import codes_in, read_card
from tests.support.running import Running, running
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(120)]

_ROOT = Path(__file__).resolve().parents[2]
CLEAR_WITHIN_S = 20.0
ASK_AGAIN_S = 2.0


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "library.db"
    build(_ROOT / "content", path)
    return path


@pytest.fixture
def cups(folder: Path) -> Iterator[Cups]:
    with running_cups(folder) as server:
        yield server


@pytest.fixture
def handout(library: Path) -> PrintJob:
    return PrintJob(
        QUEUE,
        Paper.LETTER,
        str(library),
        False,
        DEMO_CENTER,
        "article",
        "what-is-infusion-therapy",
        "en",
    )


def helper(server: str, **more: str) -> subprocess.Popen[bytes]:
    """Start the helper as the supervisor does."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "kiosk.handout"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(_ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "CUPS_SERVER": server,
            **more,
        },
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def ask(server: str, job: LookJob | PrintJob | SlipJob, **more: str) -> tuple[int, float]:
    """Have a job done; return the exit code and the seconds it took."""
    began = time.monotonic()
    with helper(server, **more) as process:
        process.communicate(msgspec.json.encode(job), timeout=70)
    return process.returncode, time.monotonic() - began


def text_of(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_handout_comes_out_whole(cups: Cups, handout: PrintJob) -> None:
    code, _ = ask(cups.server, handout)

    assert code == HandoutExit.DONE
    text = text_of(cups.printed)
    pages = text.rstrip("\f\n").split("\f")
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert all(DEMO_CENTER.name in page for page in pages)
    assert "What is infusion therapy" in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_another_reader_finds_every_word_of_every_handout(
    library: Path, language: str, tmp_path: Path, qapp: QGuiApplication
) -> None:
    with Shelf.open(library, DEMO_CENTER, live=False) as shelf:
        sheets = {item.ref: shelf.sheet(item, language) for item in shelf.items(language)}
    lost = {}
    for ref, sheet in sheets.items():
        (tmp_path / "one.pdf").write_bytes(draw(sheet, Paper.LETTER).data)
        told = Counter(re.findall(r"\w+", " ".join(paragraphs(sheet))))
        lost[ref] = told - Counter(re.findall(r"\w+", text_of(tmp_path / "one.pdf")))

    assert {ref: words for ref, words in lost.items() if words} == {}


def test_phone_reads_the_code_off_the_paper(cups: Cups, handout: PrintJob, folder: Path) -> None:
    ask(cups.server, handout)

    subprocess.run(["pdftoppm", "-r", "150", "-png", str(cups.printed), f"{folder}/p"], check=True)
    found = [code for page in sorted(folder.glob("p*.png")) for code in codes_in(QImage(str(page)))]
    (card,) = map(read_card, found)
    assert card["FN"] == [DEMO_CENTER.name]
    assert DEMO_CENTER.phone in card["TEL"]


def test_job_says_nothing_of_what_it_is(cups: Cups, handout: PrintJob) -> None:
    ask(cups.server, handout)

    _user, title, copies, options, *_ = cups.said
    assert (title, copies) == ("Handout", "1")
    assert "sides=two-sided-long-edge" in options
    assert "media=Letter" in options


@pytest.mark.parametrize("language", ["en", "es"])
def test_slip_of_a_receipt_comes_out_on_one_page(cups: Cups, folder: Path, language: str) -> None:
    slip = SlipJob(QUEUE, Paper.LETTER, False, DEMO_CENTER, "K7M-4QX", language, False)

    code, _ = ask(cups.server, slip)

    assert code == HandoutExit.DONE
    text = text_of(cups.printed)
    assert text.rstrip("\f\n").count("\f") == 0
    assert all(words in text for words in ("K7M-4QX", DEMO_CENTER.name, DEMO_CENTER.phone))
    _user, title, *_ = cups.said
    assert title == "Handout"
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(cups.printed), f"{folder}/p"], check=True)
    (page,) = folder.glob("p*.png")
    assert codes_in(QImage(str(page))) == [call_code(DEMO_CENTER.phone)]


def test_paper_is_the_center_s(cups: Cups, handout: PrintJob) -> None:
    ask(cups.server, msgspec.structs.replace(handout, paper=Paper.A4))

    info = subprocess.run(
        ["pdfinfo", str(cups.printed)], capture_output=True, text=True, check=True
    ).stdout
    assert "media=A4" in cups.said[3]
    assert "(A4)" in info


@pytest.mark.parametrize(
    ("mood", "code"),
    [
        ("no-paper", HandoutExit.NO_PAPER),
        ("unreachable", HandoutExit.NOT_PRINTED),
        ("stops", HandoutExit.NOT_PRINTED),
    ],
)
def test_trouble_is_told_soon_and_leaves_no_job(
    cups: Cups, handout: PrintJob, mood: str, code: HandoutExit
) -> None:
    cups.mood(mood)

    found, seconds = ask(cups.server, handout)

    assert found == code
    assert seconds < CLEAR_WITHIN_S
    assert cups.waiting == ""
    assert cups.spooled == []


def test_no_paper_an_hour_ago_is_not_believed(cups: Cups, handout: PrintJob) -> None:
    cups.mood("no-paper")
    ask(cups.server, handout)
    assert "media-empty" in cups.run("lpstat", "-l", "-p", QUEUE)
    cups.mood("well")

    assert ask(cups.server, LookJob(QUEUE))[0] == HandoutExit.DONE
    assert ask(cups.server, handout)[0] == HandoutExit.DONE


def test_one_empty_tray_stops_nothing(cups: Cups, handout: PrintJob) -> None:
    cups.mood("one-tray")

    assert ask(cups.server, handout)[0] == HandoutExit.DONE


def test_queue_that_was_stopped_is_not_ready_and_takes_no_job(
    cups: Cups, handout: PrintJob
) -> None:
    cups.run("cupsdisable", QUEUE)

    assert ask(cups.server, LookJob(QUEUE))[0] == HandoutExit.NOT_READY
    assert ask(cups.server, handout)[0] == HandoutExit.NOT_PRINTED
    assert cups.waiting == ""


def test_queue_that_refuses_jobs_is_not_ready(cups: Cups) -> None:
    cups.run("cupsreject", QUEUE)

    assert ask(cups.server, LookJob(QUEUE))[0] == HandoutExit.NOT_READY


@pytest.mark.parametrize("queue", ["Other_Queue", QUEUE])
def test_queue_or_server_that_is_not_there_is_not_ready(
    cups: Cups, handout: PrintJob, queue: str
) -> None:
    server = cups.server if queue != QUEUE else f"{cups.root}/none"

    assert ask(server, LookJob(queue))[0] == HandoutExit.NOT_READY
    code, seconds = ask(server, msgspec.structs.replace(handout, printer=queue))
    assert code == HandoutExit.NOT_PRINTED
    assert seconds < CLEAR_WITHIN_S


def test_helper_that_is_ended_takes_its_job_back(cups: Cups, handout: PrintJob) -> None:
    cups.mood("slow")
    with helper(cups.server) as process:
        assert process.stdin is not None
        process.stdin.write(msgspec.json.encode(handout))
        process.stdin.close()
        wait_until(lambda: cups.waiting, "the job")

        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == HandoutExit.NOT_PRINTED

    assert cups.waiting == ""
    assert cups.spooled == []


def test_nothing_is_left_on_the_disk(cups: Cups, handout: PrintJob, folder: Path) -> None:
    private = folder / "tmp"
    private.mkdir()

    assert ask(cups.server, handout, TMPDIR=str(private), HOME=str(private))[0] == HandoutExit.DONE

    assert [path for path in private.rglob("*") if path.is_file()] == []
    assert cups.spooled == []
    kept = b"".join(path.read_bytes() for path in (cups.root / "spool").glob("c*"))
    assert not re.search(rb"infusion-therapy", kept)


async def told(run: Running, what: str, within_s: float = CLEAR_WITHIN_S) -> str:
    """Return what the screen in front knows, or was answered."""
    before = len(run.heard)

    def answers() -> list[str]:
        said = [message for _, message in run.heard[before:] if isinstance(message, TourDone)]
        return [message.target for message in said if message.act == what]

    run.act(what)
    await run.until(lambda: bool(answers()), within_s=within_s)
    return answers()[0]


async def comes_to_know(run: Running, what: str, wanted: str) -> None:
    """Ask until the screen in front knows it; one that is being replaced takes a question along."""
    async with asyncio.timeout(CLEAR_WITHIN_S):
        known = ""
        while known != wanted:
            with contextlib.suppress(TimeoutError, LookupError):
                known = await told(run, what, within_s=ASK_AGAIN_S)
            await asyncio.sleep(0.05)


def test_screen_asks_and_the_supervisor_prints(cups: Cups, library: Path, folder: Path) -> None:
    config = folder / "kiosk.toml"
    config.write_text(f'format = 1\n[printing]\nprinter = "{QUEUE}"\n')
    data = DataFolder(folder / "data")
    options = Options(data=data.root, courier=False, library=library, config=config)

    async def story() -> None:
        environment = {"CUPS_SERVER": cups.server}
        async with running(data, options=options, environment=environment) as run:
            await run.until_warm()
            await comes_to_know(run, "printer", "True")
            assert await told(run, "print") == "printed"
            cups.run("cupsdisable", QUEUE)
            run.kiosk.reload()
            await comes_to_know(run, "printer", "False")

    asyncio.run(story())
    assert "Page 1 of" in text_of(cups.printed)


def test_cups_that_remembers_jobs_is_understood(folder: Path, handout: PrintJob) -> None:
    place = folder / "remembering"
    place.mkdir(mode=0o755)
    with running_cups(place, history=True) as cups:
        assert ask(cups.server, handout)[0] == HandoutExit.DONE
        assert cups.run("lpstat", "-W", "completed", "-o", QUEUE) != ""
