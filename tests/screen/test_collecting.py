# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Garbage is collected on the GUI thread alone."""

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.screen.collecting import YOUNG_LIMIT, Collector


class _Loop:
    def __init__(self, freed_on: list[int]) -> None:
        self.me = self
        self._freed_on = freed_on

    def __del__(self) -> None:
        self._freed_on.append(threading.get_ident())


def test_cycles_made_on_a_worker_are_freed_on_the_gui_thread(qtbot: QtBot) -> None:
    parent = QObject()
    collector = Collector(parent)
    freed_on: list[int] = []

    def litter() -> None:
        kept = [_Loop(freed_on) for _ in range(20 * YOUNG_LIMIT)]
        kept.clear()

    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()

    assert not freed_on
    qtbot.waitUntil(lambda: bool(freed_on), timeout=5_000)
    assert set(freed_on) == {threading.get_ident()}
    assert collector.parent() is parent
    assert not gc.isenabled()
