# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Calls that wait for the event loop."""

from functools import partial
from weakref import ref

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget
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


def test_context_that_only_the_call_holds_goes_with_it_and_ends_nothing_else(qtbot: QtBot) -> None:
    """Let go by its own timer's end, it ended that timer once more, and the process."""
    gone = []
    for _ in range(300):  # one of them did not crash each time
        context = QWidget()
        gone.append(ref(context))
        later(context, partial(QWidget.setEnabled, context, False))
        del context
        QCoreApplication.processEvents()

    qtbot.waitUntil(lambda: not any(context() for context in gone))
