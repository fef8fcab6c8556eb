# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Calls that wait for the event loop."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk import screen
from kiosk.screen.widgets.later import later

_MANY = 500


def test_call_waits_for_the_event_loop_and_comes_once(qtbot: QtBot) -> None:
    context, calls = QObject(), []

    later(context, lambda: calls.append(1))
    assert calls == []

    qtbot.waitUntil(lambda: context.children() == [])
    assert calls == [1]


def test_call_is_forgotten_with_its_context(qtbot: QtBot) -> None:
    context, calls, other = QObject(), [], QObject()
    later(context, lambda: calls.append("gone"))

    context.deleteLater()
    later(other, lambda: calls.append("kept"), after_ms=20)

    qtbot.waitUntil(lambda: bool(calls))
    assert calls == ["kept"]


def test_calls_take_nothing_from_python(qtbot: QtBot) -> None:
    context, calls = QObject(), []
    before = sys.getrefcount(None)

    for _ in range(_MANY):
        later(context, lambda: calls.append(1))
    qtbot.waitUntil(lambda: len(calls) == _MANY and context.children() == [])

    assert sys.getrefcount(None) > before - _MANY // 2


def test_nothing_in_the_screen_goes_past_it() -> None:
    sources = Path(screen.__file__).parent.rglob("*.py")

    users = {source.name for source in sources if "QTimer.singleShot(" in source.read_text()}

    assert users == set()
