# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Lets Python collect garbage on the GUI thread alone.

Widgets that refer to each other are freed by the cyclic collector, which runs in whatever thread
happens to allocate; a widget freed on the worker is a crash. So the collector is switched off and
run here, between two events.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 2_000
YOUNG_LIMIT = 700
"""Objects made since the last run before a run is worth its time; CPython's own first threshold."""
OLD_LIMIT = 10
"""Runs of one generation before the next one is looked through; CPython's own."""


class Collector(QObject):
    """Runs the cyclic collector on the thread it lives in; off everywhere else from now on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def settle(self) -> None:
        """Leave everything that stands now out of later runs: it lives as long as the process."""
        gc.collect()
        gc.freeze()

    @Slot()
    def _on_time(self) -> None:
        young, middle, old = gc.get_count()
        if young > YOUNG_LIMIT:
            generation = 2 if old > OLD_LIMIT else 1 if middle > OLD_LIMIT else 0
            gc.collect(generation)
