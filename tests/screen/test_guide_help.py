# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Help is said once, when it comes and when something changes, and tells how speech ends."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import Configure, DeskNews
from kiosk.session.wire import encode
from tests.support.four_keys import ByFourKeys
from tests.support.screen import screen


@pytest.fixture(params=["en", "es"])
def way(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, config: Configure
) -> Iterator[ByFourKeys]:
    """A visitor with four keys who listens to Help, in each language."""
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin(request.param)
        visitor = ByFourKeys(view, speaks_up=True)
        try:
            visitor.begin()
            view.shell.open(Route(RouteName.HELP))
            view.until(lambda: any(view.text("help_head") in line for line in visitor.lines))
            yield visitor
        finally:
            visitor.leave()


def test_page_whose_news_begin_with_its_title_says_the_title_once(way: ByFourKeys) -> None:
    title = way.screen.text("help_head")

    assert way.lines[-1].count(title) == 1
    assert way.lines[-1].startswith(title)
    assert way.screen.text("help_ask_words") in way.lines[-1]


def test_help_says_nothing_again_that_has_not_changed(way: ByFourKeys) -> None:
    before = len(way.lines)
    way.screen.line.send(encode(DeskNews(ready=True)))
    way.screen.part("help_come")
    way.next()

    assert len(way.lines) == before + 1


def test_help_tells_how_speech_ends_while_it_is_on(way: ByFourKeys) -> None:
    how_it_ends = way.screen.text("help_two_fingers")
    way.narrator.end()

    assert way.screen.text("help_two_fingers") != how_it_ends
