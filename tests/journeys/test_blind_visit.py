# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A whole visit by ear: four keys, a black screen, and what is heard compared with a script.

The scripts stand in ``transcripts/``. After a change of words or pages they are written anew by
``WRITE_TRANSCRIPTS=1 .venv/bin/python -m pytest tests/journeys/test_blind_visit.py``; read what git
shows then as somebody would hear it.

Source:
    EN 301 549 5.1.3; Section 508, 402.2; accessibility.md A2.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.library.spoken import spelled, spoken_text
from tests.support.four_keys import ByFourKeys
from tests.support.screen import configuration, screen
from tests.support.ways import FIRST, LAST, PHONE, whole_visit

SCRIPTS = Path(__file__).parent / "transcripts"


@contextmanager
def _listening(
    qtbot: QtBot, app: QApplication, library: Path, folder: Path, *, speaks_up: bool
) -> Iterator[ByFourKeys]:
    with screen(qtbot, app, configuration(library, folder), speaks=True) as view:
        view.present()
        view.settle()
        way = ByFourKeys(view, speaks_up=speaks_up)
        try:
            way.begin()
            yield way
        finally:
            way.leave()


def _make_black(way: ByFourKeys) -> None:
    """Make the screen black, by its settings."""
    way.activate("bar_settings")
    way.activate("tab_reading")
    way.activate("glass_black")
    way.activate("settings_done")
    assert way.screen.has("black_glass")


@pytest.mark.parametrize("language", ["en", "es"])
def test_whole_visit_by_ear_says_what_the_script_says_and_what_is_typed(
    language: str, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> None:
    with _listening(qtbot, qapp, library, tmp_path, speaks_up=True) as way:
        whole_visit(way, language, first=lambda: _make_black(way))
        script = "\n".join(way.script()) + "\n"

    assert all(f", {typed}. " in script.casefold() for typed in (FIRST, LAST))
    path = SCRIPTS / f"blind-{language}.txt"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(script, "utf-8")
    assert script == path.read_text("utf-8")


def test_nothing_typed_or_chosen_is_said_where_others_may_hear_it(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> None:
    with _listening(qtbot, qapp, library, tmp_path, speaks_up=False) as way:
        whole_visit(way, "en")
        said = " ".join(way.lines).casefold()

    number = spoken_text("(202) 555-0143", "en").text
    assert "filled in" in said
    for secret in (FIRST, LAST, number, spelled(PHONE, "en").text, "q to p", "selected"):
        assert f" {secret} " not in said.replace(",", " ").replace("|", " ")
