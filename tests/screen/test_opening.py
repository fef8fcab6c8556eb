# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The first page of a form says when a quiet screen is cleared, before anything is asked.

Source:
    WCAG 2.2, 2.2.6.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.opening import quiet_words
from kiosk.settings import Visit
from tests.support.screen import Screen, configuration, screen

FORMS = ("contact", "refer-me", "refer-someone")
At = Callable[[Visit], AbstractContextManager[Screen]]


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> At:
    """Begin a visit of a center with these times."""

    @contextmanager
    def begun(limits: Visit) -> Iterator[Screen]:
        with screen(qtbot, qapp, configuration(library, tmp_path, visit=limits)) as view:
            view.present()
            view.settle()
            view.begin()
            yield view

    return begun


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Visit(personal_idle_s=120, warning_s=45), ("2 minute", "45 second")),
        (Visit(personal_idle_s=90, warning_s=60), ("90 second", "60 second")),
        (Visit(personal_idle_s=300, warning_s=120), ("5 minute", "2 minute")),
    ],
)
def test_every_form_says_the_times_of_the_center(
    at: At, form: str, limits: Visit, said: tuple[str, str]
) -> None:
    with at(limits) as view:
        view.open(Route(RouteName.REQUEST, form), "request_start")
        (line,) = (words for words in view.words().splitlines() if "stop touching" in words)

        assert all(time in line for time in said)
        assert "everything is cleared" in line


def test_times_are_those_after_which_it_is_cleared(visit: Screen) -> None:
    limits = visit.config.visit
    assert quiet_words(limits) != quiet_words(Visit())
    visit.open(Route(RouteName.REQUEST, "contact"), "request_start")
    visit.finger.tap(visit.part("header_center"))

    visit.clock.advance(limits.personal_idle_s)
    visit.until(lambda: visit.has("idle_question"))
    visit.clock.advance(limits.warning_s)

    visit.until(lambda: visit.ended() == ["idle"])
