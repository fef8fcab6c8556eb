# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Runs slow work off the GUI thread, one job for each key, and reports back by signal."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from kiosk.faults import KioskFault

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a value, or the fault that stopped it."""

    key: str
    turn: int
    value: Any = field(default=None, repr=False)  # each caller knows the type of its own job
    fault: Exception | None = field(default=None, repr=False)


class _Relay(QObject):
    done = Signal(Outcome)


class _Job(QRunnable):
    def __init__(self, key: str, turn: int, work: Callable[[], object], relay: _Relay) -> None:
        super().__init__()
        self._key, self._turn, self._work, self._relay = key, turn, work, relay

    def run(self) -> None:
        try:
            outcome = Outcome(self._key, self._turn, self._work())
        except (KioskFault, LookupError) as fault:
            outcome = Outcome(self._key, self._turn, fault=fault)
        except Exception as fault:  # noqa: BLE001 - the background-job runner is the place for it
            _log.error("a job failed: %s: %s", self._key, type(fault).__name__)
            outcome = Outcome(self._key, self._turn, fault=fault)
        self._relay.done.emit(outcome)


class JobRunner(QObject):
    """One worker thread; a newer job of the same key makes the older one's answer void."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._relay = _Relay(self)
        self._relay.done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        self._turns: dict[str, int] = {}
        self._answers: dict[str, Callable[[Outcome], None]] = {}

    def run(self, key: str, work: Callable[[], object], answer: Callable[[Outcome], None]) -> None:
        """Run ``work`` on the worker; ``answer`` gets its outcome on the GUI thread.

        Args:
            key: Names the kind of job; starting another of the same kind drops the older answer.
            work: Runs on the worker; must not touch widgets.
            answer: A bound method of a living object.
        """
        turn = self._turns.get(key, 0) + 1
        self._turns[key] = turn
        self._answers[key] = answer
        self._pool.start(_Job(key, turn, work, self._relay))

    @Slot(Outcome)
    def _on_done(self, outcome: Outcome) -> None:
        if self._turns.get(outcome.key) == outcome.turn:
            self._answers.pop(outcome.key)(outcome)
