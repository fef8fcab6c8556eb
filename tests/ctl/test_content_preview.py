# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``content preview`` shows each sound save in a real kiosk and keeps the last good one."""

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from kiosk.ctl.control import ask
from kiosk.faults import EnvironmentFault
from kiosk.library.model import ArticleId
from kiosk.library.reader import Library
from kiosk.paths import DataFolder
from kiosk.session.control import AskStatus, Status
from tests.support.command_line import run
from tests.support.library import ARTICLES, spoil, write_content
from tests.support.waiting import wait_until

_EN = "articles/migraine/en.md"


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that runs, with the kiosk that it started."""

    content: Path
    process: subprocess.Popen[bytes]
    supervisor: psutil.Process
    said: Path

    def option(self, name: str) -> Path:
        words = self.supervisor.cmdline()
        return Path(words[words.index(name) + 1])

    def is_warm(self) -> bool:
        try:
            status = ask(DataFolder(self.option("--data")).control_socket, AskStatus())
        except EnvironmentFault:
            return False
        assert isinstance(status, Status)
        return (status.active, status.standby) == ("active", "standby")

    def screens(self) -> frozenset[int]:
        return frozenset(child.pid for child in self.supervisor.children())

    def title(self) -> str:
        library = Library.open(self.option("--library"), live=False)
        try:
            return library.article(ArticleId("migraine"), "en").card.title
        finally:
            library.close()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    content, said = write_content(tmp_path, ARTICLES), tmp_path / "said"
    command = [sys.executable, "-m", "kiosk.ctl.main", "content", "preview", "migraine"]
    command += ["--language", "es", "--content", str(content), "--platform", "offscreen"]
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        (supervisor,) = wait_until(lambda: _supervisors(process), "the kiosk", 40)
        running = Preview(content, process, supervisor, said)
        wait_until(running.is_warm, "two screens", 40)
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _supervisors(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    found = []
    for child in psutil.Process(process.pid).children():
        with contextlib.suppress(psutil.NoSuchProcess):  # the parsers of the build come and go
            if "kiosk.supervisor.main" in child.cmdline():
                found.append(child)
    return found


def test_a_save_arrives_on_new_screens(preview: Preview) -> None:
    before = preview.screens()

    spoil(preview.content, _EN, "Your migraine infusion", "Another title")

    wait_until(lambda: preview.is_warm() and not before & preview.screens(), "screens with it", 20)
    assert preview.title() == "Another title"
    assert preview.said.read_text().splitlines()[-1] == "Shown."


def test_a_broken_save_is_told_and_the_last_good_text_kept(preview: Preview) -> None:
    before = preview.screens()

    spoil(preview.content, _EN, "Come in.", "Come in, see [this](http://example.com).")

    wait_until(lambda: "keeps the last good" in preview.said.read_text(), "the finding", 20)
    assert f"{_EN}:" in preview.said.read_text()
    assert "[link-target]" in preview.said.read_text()
    assert preview.screens() == before
    assert preview.title() == "Your migraine infusion"


def test_it_opens_at_the_article_in_its_language(preview: Preview) -> None:
    words = preview.supervisor.cmdline()

    assert words[words.index("--open") + 1] == "migraine"
    assert words[words.index("--language") + 1] == "es"
    assert "--window" in words


def test_interrupted_it_leaves_nothing_behind(preview: Preview) -> None:
    folder, living = preview.option("--data").parent, preview.supervisor.children()

    preview.process.send_signal(signal.SIGINT)

    assert preview.process.wait(15) == 0
    assert not folder.exists()
    assert not any(one.is_running() for one in (preview.supervisor, *living))


def test_without_a_display_it_says_so_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    ran = run("content", "preview", "--content", str(write_content(tmp_path)))

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "There is no display here to open a window on.\n"


def test_an_article_that_is_not_there_is_named(tmp_path: Path) -> None:
    content = str(write_content(tmp_path))

    ran = run("content", "preview", "nothing", "--content", content, "--platform", "offscreen")

    assert ran.code == 1
    assert "'nothing'" in ran.err


def test_content_that_does_not_build_has_nothing_to_show(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES)
    spoil(content, _EN, "Come in.", "<b>Come in.</b>")

    ran = run("content", "preview", "--content", str(content), "--platform", "offscreen")

    assert ran.code == 1
    assert "[raw-html]" in ran.out
