# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The questions of self-voicing are named, hit and read on every glass, with the largest words."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.guide.questions import headphones_question, language_question, overheard_question
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.curtain import Asking
from kiosk.settings import Display
from tests.support.screen import GLASSES, Glass, Screen, configuration, screen
from tests.support.walker import flaws

QUESTIONS = (language_question, overheard_question, headphones_question)


@pytest.fixture(params=list(GLASSES.values()), ids=list(GLASSES))
def view(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Screen]:
    """A visit on the home page, on one glass."""
    glass: Glass = request.param
    height_mm = glass.width_mm * glass.height_px / glass.width_px
    display = Display(width_mm=glass.width_mm, height_mm=height_mm, motion=False)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (glass.width_px, glass.height_px)) as shown:
        shown.present()
        shown.settle()
        shown.begin()
        yield shown


@pytest.mark.parametrize("scale", ["100", "200"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.__name__)
def test_question_can_be_named_hit_and_read(
    view: Screen, question: Callable[[Look, QWidget], Asking], scale: str
) -> None:
    view.stage.settings.choose("scale", scale)
    view.shell.overlays.raise_curtain(question(view.shell.look, view.shell))
    view.lay_out()

    assert flaws(view.shell, view.shell.look) == []
