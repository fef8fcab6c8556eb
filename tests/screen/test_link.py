# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The line to the supervisor, over a real pair of sockets."""

import socket
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.faults import EnvironmentFault
from kiosk.screen.first_word import receive_configuration
from kiosk.screen.link import SupervisorLink
from kiosk.session.messages import Alive, Configure, LateNews, Show
from kiosk.session.wire import encode
from tests.support.screen import Screen


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_heartbeat_comes_without_being_asked_for(hidden: Screen) -> None:
    hidden.until(lambda: hidden.heard(Alive))


def test_show_is_announced(qtbot: QtBot, pair: tuple[socket.socket, socket.socket]) -> None:
    link = SupervisorLink(pair[1])

    with qtbot.waitSignal(link.show_requested, timeout=1000):
        pair[0].send(encode(Show()))


def test_late_news_carries_whether_delivery_is_overdue(
    qtbot: QtBot, pair: tuple[socket.socket, socket.socket]
) -> None:
    link = SupervisorLink(pair[1])

    with qtbot.waitSignal(link.late_news, timeout=1000) as news:
        pair[0].send(encode(LateNews(overdue=True)))

    assert news.args == [True]


def test_line_that_is_no_message_loses_the_link(
    qtbot: QtBot, pair: tuple[socket.socket, socket.socket]
) -> None:
    link = SupervisorLink(pair[1])

    with qtbot.waitSignal(link.lost, timeout=1000):
        pair[0].send(b"nothing that anybody agreed on\n")


def test_end_of_the_line_loses_the_link_once(
    qtbot: QtBot, pair: tuple[socket.socket, socket.socket]
) -> None:
    link = SupervisorLink(pair[1])
    losses: list[bool] = []
    link.lost.connect(lambda: losses.append(True))

    with qtbot.waitSignal(link.lost, timeout=1000):
        pair[0].close()
    link.say(Alive())

    assert losses == [True]


def test_screen_whose_supervisor_is_gone_shows_nothing(visit: Screen) -> None:
    visit.line.close()

    visit.until(lambda: not visit.has("home"))
    assert visit.words() == "One moment…\nUn momento…"
    assert visit.shell.isVisible()


def test_first_message_configures(
    pair: tuple[socket.socket, socket.socket], config: Configure
) -> None:
    pair[0].send(encode(config))

    assert receive_configuration(pair[1]) == config


@pytest.mark.parametrize("first", [encode(Show()), b"{}\n", b""])
def test_any_other_first_message_is_refused(
    pair: tuple[socket.socket, socket.socket], first: bytes
) -> None:
    pair[0].send(first) if first else pair[0].close()

    with pytest.raises(EnvironmentFault):
        receive_configuration(pair[1])
