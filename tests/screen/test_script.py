# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The narrator's sheet holds what a visitor hears, word for word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.library.reader import Library
from kiosk.screen.presenters.facts import with_unbroken_phones
from kiosk.screen.route import Route, RouteName
from kiosk.screen.script import Narration
from kiosk.session.messages import Configure
from kiosk.session.speech import Say, SpeechWanted
from tests.support.screen import Screen, screen

PAGES = (
    Route(RouteName.ARTICLE, "migraine-infusions"),
    Route(RouteName.SYMPTOM, "hives"),
    Route(RouteName.THERAPY, "eptinezumab"),
)


@pytest.fixture
def sheet(qapp: QApplication, config: Configure) -> set[str]:
    """What a narrator is given to read in English."""
    assert qapp is not None
    library = Library.open(Path(config.library), live=False)
    try:
        lines = Narration(with_unbroken_phones(config), "en", library).lines()
        return {line.words for line in lines}
    finally:
        library.close()


@pytest.fixture
def speaking(qtbot: QtBot, qapp: QApplication, config: Configure) -> Iterator[Screen]:
    """A screen with a voice, at the home page."""
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        yield view


def heard(view: Screen, page: Route, times: int) -> set[str]:
    """Return what Listen says of a page, ``times`` pages having been listened to before."""
    voice = view.voice
    assert voice is not None
    view.open(page, "sources_open")
    view.tap("listen")
    if not times:
        view.until(lambda: SpeechWanted() in view.heard(SpeechWanted))
        voice.be_ready()
    view.until(lambda: len(voice.told(Say)) > times)
    return {part.text for part in voice.latest().segments}


def test_sheet_holds_all_that_listen_says(sheet: set[str], speaking: Screen) -> None:
    for times, page in enumerate(PAGES):
        said = heard(speaking, page, times)

        assert said
        assert said <= sheet, page
