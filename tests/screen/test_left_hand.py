# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Who touches with the left hand finds what is touched most at the left; words are not mirrored."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.key_rows import KeyCap
from kiosk.session.messages import Configure
from tests.support.screen import GLASSES, Screen, screen
from tests.support.walker import flaws

ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")


@pytest.fixture
def left(qtbot: QtBot, qapp: QApplication, config: Configure) -> Iterator[Screen]:
    """A visit on a lying glass whose visitor touches with the left hand."""
    glass = GLASSES["landscape"]
    config = replace(config, display=replace(config.display, width_mm=glass.width_mm))
    with screen(qtbot, qapp, config, (glass.width_px, glass.height_px), speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        for name in ("bar_settings", "tab_touching", "hand_left", "settings_done"):
            view.tap(name)
        yield view


def _x(view: Screen, name: str) -> int:
    view.lay_out()
    return view.part(name).mapTo(view.shell, QPoint(0, 0)).x()


def test_more_stands_under_the_left_hand(left: Screen) -> None:
    left.open(*ARTICLE)

    assert _x(left, "article_scroll_down") < _x(left, "article_scroll_up")


def test_more_stands_at_the_right_for_everybody_else(visit: Screen) -> None:
    visit.open(*ARTICLE)

    assert _x(visit, "article_scroll_up") < _x(visit, "article_scroll_down")


def test_listen_stands_before_the_words_beside_it(left: Screen) -> None:
    left.start_request()

    assert _x(left, "listen") < _x(left, "request_question")


def test_pad_of_digits_lies_at_the_left_edge(left: Screen) -> None:
    left.start_request()
    left.tap("option_reason_start")
    left.go_on()
    for name in ("first-name", "last-name"):
        left.tap(f"field_{name}")
        left.until(lambda: left.parts(KeyCap))
        left.type("ana")
    left.go_on()
    left.tap("option_how_call")
    left.tap("field_phone")

    assert _x(left, "key_1") < left.shell.width() / 8


def test_bar_stays_where_everybody_looks_for_it(left: Screen) -> None:
    names = ("bar_home", "bar_help", "bar_settings", "bar_clear")
    places = [_x(left, name) for name in names]

    assert places == sorted(places)


def test_words_begin_at_the_left_as_ever(left: Screen) -> None:
    left.open(*ARTICLE)
    title = left.part("article_title", QLabel)

    assert title.layoutDirection() is QApplication.layoutDirection()


def test_pages_hold_together(left: Screen) -> None:
    left.open(*ARTICLE)
    left.lay_out()

    assert flaws(left.shell, left.shell.look) == []
