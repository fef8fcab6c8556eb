# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Calls that wait for the event loop."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.screen.widgets.later import later


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
