# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The window as people start it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.desk.app import main
from kiosk.desk.choices import Choices, read_choices
from kiosk.faults import EnvironmentFault
from tests.support.waiting import wait_until


def _start(folder: Path, *words: str) -> "subprocess.Popen[str]":
    places = {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk.desk", *words],
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_window_opens_without_pairing_and_closes_when_asked(tmp_path: Path) -> None:
    window = _start(tmp_path)
    lock = tmp_path / "data" / "infusion-kiosk-desk" / "window.lock"
    wait_until(lock.exists, "the window", 20.0)
    second = _start(tmp_path)
    said = second.communicate(timeout=30)[1]
    window.send_signal(signal.SIGTERM)
    window.communicate(timeout=30)

    assert (second.returncode, "open already" in said, window.returncode) == (1, True, 0)


@pytest.mark.parametrize(("word", "starts"), [("on", True), ("off", False)])
def test_window_starts_with_the_session_where_that_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, starts: bool
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    code = main(["--autostart", word])

    assert code == 0
    assert (tmp_path / "autostart" / "infusion-kiosk-desk.desktop").exists() is starts


def test_choices_are_the_standard_ones_without_a_file(tmp_path: Path) -> None:
    assert read_choices(tmp_path / "none.toml") == Choices()


@pytest.mark.parametrize("text", ["unopened_min = 1", "colour = 3", "["])
def test_wrong_choices_are_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "desk-window.toml"
    path.write_text(text)

    with pytest.raises(EnvironmentFault, match=r"desk-window\.toml"):
        read_choices(path)
