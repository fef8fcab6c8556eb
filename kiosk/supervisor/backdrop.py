# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keeps the backdrop: the window under all screens that makes black impossible.

A backdrop that dies or freezes is started again, each time a little later, but shown only together
with the next screen, because in a compositor without stacking a window that is shown comes to the
top.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto

from kiosk.faults import EnvironmentFault
from kiosk.session.messages import Configure, FromScreen, Ready, Show, Shown
from kiosk.supervisor.children import ASSISTIVE_BUS, ScreenProcess
from kiosk.supervisor.courier_keeper import STEADY_S, restart_delay
from kiosk.supervisor.stage import FROZEN_S, FROZEN_STARTING_S, LATE_S, patience

_log = logging.getLogger(__name__)

FIRST_PATIENCE_S = 2.0
"""The very first screen waits this long for the backdrop, so that it lies below."""
PATIENCE_S = 0.1
LOOK_S = 1.0
LONGEST_DELAY_S = 30.0


class _State(Enum):
    AWAY = auto()
    STARTING = auto()
    READY = auto()
    SHOWING = auto()
    SHOWN = auto()


class Backdrop:
    """The backdrop's process, and the moment at which a screen may be shown above it.

    Args:
        command: How a screen is started.
        environment: Its whole environment.
        configure: Gives what it is told; asked at every start.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        configure: Callable[[], Configure],
    ) -> None:
        # It has nothing to tell, and would be one window more to an assistive program.
        told_nowhere = {name: value for name, value in environment.items() if name != ASSISTIVE_BUS}
        self._command, self._environment = command, told_nowhere
        self._configure = configure
        self._loop = asyncio.get_running_loop()
        self._state = _State.AWAY
        self._process: ScreenProcess | None = None
        self._waiting: list[Callable[[], None]] = []
        self._patience: asyncio.TimerHandle | None = None
        self._restart: asyncio.TimerHandle | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._started = self._heard = self._looked = 0.0
        self._deaths = 0
        self._is_renewed = False
        self._is_first = True
        self._ending = False
        self._gone = asyncio.Event()
        self._gone.set()

    @property
    def pids(self) -> frozenset[int]:
        """Its process id, if it lives; like a screen it may ask the control endpoint nothing."""
        return frozenset({self._process.pid} if self._process else ())

    def start(self) -> None:
        """Start the process; it stays hidden until a screen wants to be shown."""
        self._restart = None
        self._started = self._heard = self._loop.time()
        try:
            self._process = ScreenProcess(
                self._command,
                self._environment,
                on_message=self._on_message,
                on_died=self._on_died,
            )
        except EnvironmentFault:
            _log.exception("the backdrop cannot be started")
            self._on_died()
            return
        self._gone.clear()
        self._state = _State.STARTING
        self._process.send(self._configure())
        if self._watch is None:
            self._looked = self._started
            self._watch = self._loop.call_later(LOOK_S, self._look)

    def renew(self) -> None:
        """Start it anew with what it is told now; it is shown with the next screen."""
        self._deaths = 0
        if self._process is not None:
            self._is_renewed = True
            self._process.kill()
        elif self._restart is not None:
            self._restart.cancel()
            self.start()

    def lay_under(self, show: Callable[[], None]) -> None:
        """Call ``show`` as soon as the backdrop lies where ``show`` will put a screen above it."""
        must_wait = self._state is _State.STARTING and self._is_first
        if self._state is _State.READY:
            self._show_now()
            must_wait = True
        must_wait = must_wait or self._state is _State.SHOWING
        if not must_wait:
            show()
            return
        self._waiting.append(show)
        if self._patience is None:
            patience_s = FIRST_PATIENCE_S if self._is_first else PATIENCE_S
            self._patience = self._loop.call_later(patience_s, self._give_up)

    async def stop(self) -> None:
        """End the process and wait until it is gone."""
        self._ending = True
        self._let_go()
        for timer in (self._restart, self._watch):
            if timer is not None:
                timer.cancel()
        if self._process is not None:
            self._process.kill()
        await self._gone.wait()

    def _show_now(self) -> None:
        self._state = _State.SHOWING
        if self._process is not None:
            self._process.send(Show())

    def _look(self) -> None:
        now = self._loop.time()
        is_late = now - self._looked > LOOK_S + LATE_S
        self._looked, self._watch = now, self._loop.call_later(LOOK_S, self._look)
        limit_s = FROZEN_STARTING_S if self._state is _State.STARTING else FROZEN_S
        if is_late:
            self._heard = now  # the silence may be ours
        elif self._process and now - self._heard > limit_s * patience(self._deaths):
            _log.warning("the backdrop froze")
            self._process.kill()

    def _on_message(self, message: FromScreen) -> None:
        self._heard = self._loop.time()
        match message:
            case Ready():
                self._state = _State.READY
                if self._waiting:
                    self._show_now()
            case Shown():
                self._state = _State.SHOWN
                self._let_go()
            case _:
                pass

    def _give_up(self) -> None:
        """Let the screen come without it; a backdrop that came after it would lie above it."""
        if self._state is _State.SHOWING and self._process is not None:
            self._is_renewed = True
            self._process.kill()
        self._let_go()

    def _let_go(self) -> None:
        self._is_first = False
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        waiting, self._waiting = self._waiting, []
        for show in waiting:
            show()

    def _on_died(self) -> None:
        was_up, self._state = self._state is not _State.STARTING, _State.AWAY
        self._process = None
        self._gone.set()
        self._let_go()
        if self._ending:
            return
        if self._is_renewed:
            self._is_renewed = False
            self.start()
            return
        _log.warning("the backdrop died")
        was_steady = was_up and self._loop.time() - self._started > STEADY_S
        self._deaths = 1 if was_steady else self._deaths + 1
        delay_s = min(restart_delay(self._deaths), LONGEST_DELAY_S)
        self._restart = self._loop.call_later(delay_s, self.start)
