# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A library whose form is broken or not there: a person helps, and nothing dead can be touched."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from kiosk.library.builder import build
from kiosk.library.store import seal
from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import Configure
from tests.support.library import write_content
from tests.support.screen import Screen, configuration

BROKEN, MISSING = "contact", "refer-me"


@pytest.fixture
def config(tmp_path: Path) -> Configure:
    path = tmp_path / "library.db"
    build(write_content(tmp_path), path)
    # The builder refuses such a form; a library from elsewhere may hold one.
    broken = b'{"resourceType": "Questionnaire"}'
    with contextlib.closing(sqlite3.connect(path)) as library, library:
        row = (seal(broken, BROKEN), broken, BROKEN)
        library.execute("UPDATE form SET seal = ?, data = ? WHERE name = ?", row)
    return configuration(path, tmp_path)


@pytest.mark.parametrize("form", [BROKEN, MISSING])
def test_page_sends_to_a_person_and_has_no_dead_button(visit: Screen, form: str) -> None:
    visit.shell.open(Route(RouteName.REQUEST, form))

    visit.until(lambda: "Ask your nurse about this." in visit.words())
    assert {button.objectName() for button in visit.buttons()} == {
        "header_language", "bar_home", "bar_back", "bar_help", "bar_settings", "bar_clear",
    }  # fmt: skip


def test_clear_asks_nothing_without_a_form(visit: Screen) -> None:
    visit.shell.open(Route(RouteName.REQUEST, BROKEN))
    visit.until(lambda: "Ask your nurse about this." in visit.words())

    visit.tap("bar_clear")

    assert visit.ended() == ["cleared"]
