# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which screen is on the glass, which stands by, and what to do next; decisions only.

Events change what is known; after each one the same few rules bring the stage back towards one
screen shown and one warm standby. No clock, process or file here: ``now`` is an argument, in
monotonic seconds, and what should happen comes back as actions.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from kiosk.session.messages import EndReason
from kiosk.supervisor.events import (
    CardUp,
    Died,
    Ended,
    Event,
    Failed,
    Heard,
    Nudged,
    Presented,
    Reloaded,
    ResetAsked,
    StopAsked,
    Tick,
    Touched,
    Warmed,
)

SWAP_WINDOW_S = 0.1
FROZEN_S = 3.0
FROZEN_STARTING_S = 10.0
NEVER_READY_S = 30.0
LATE_S = 1.0
ENDING_PATIENCE_S = 3.0
STEADY_S = 30.0
FORGET_DEATHS_S = 60.0
PLAIN_AFTER_DEATHS = 5
MOST_DOUBLINGS = 3
FREE_DEATHS = 2
"""One blow may take the active screen and its standby: the page has to be back within a second."""
FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 30.0
CARD_S = 300.0
"""The card for staff stays up so long whatever the front desk asks: somebody may need help."""


class Phase(StrEnum):
    """The life of a screen, in order."""

    STARTING = "starting"
    STANDBY = "standby"
    SHOWING = "showing"
    ACTIVE = "active"
    RETIRING = "retiring"
    DYING = "dying"


FRONT = (Phase.SHOWING, Phase.ACTIVE)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen process.

    Attributes:
        number: Our own name for it; never used twice.
        generation: Generation of the configuration it was started with.
        plain: Whether it only says "Out of order".
        started: When it was started.
        since: When its phase began.
        heard: When it was last heard, or its count was restarted.
        phase: Where it is in its life.
        dirty: Whether somebody touched it.
        ending: Why its visit has to end, or None.
        card_since: When its visitor put the card for staff up; None without one.
        reset_waits: Whether the front desk's reset waits for that card.
    """

    number: int
    generation: int
    plain: bool
    started: float
    since: float
    heard: float
    phase: Phase = Phase.STARTING
    dirty: bool = False
    ending: EndReason | None = None
    card_since: float | None = None
    reset_waits: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything the decisions rest on; begin with ``Stage()``.

    Attributes:
        screens: Living screens, oldest first; numbers are unique.
        generation: Generation of the configuration that new screens get.
        next_number: Number of the next screen.
        quick_deaths: Unplanned deaths of young screens in a row.
        died: When a screen last died unplanned, or None.
        start_after: Earliest time of the next start (back-off).
        ticked: Time of the last ``Tick``, or None before the first.
        tick_s: Seconds between two ticks, as the supervisor means them.
        stopping: Whether everything is being ended.
    """

    screens: tuple[Screen, ...] = ()
    generation: int = 0
    next_number: int = 1
    quick_deaths: int = 0
    died: float | None = None
    start_after: float = 0.0
    ticked: float | None = None
    tick_s: float = 0.25
    stopping: bool = False

    def find(self, number: int) -> Screen | None:
        """Return the screen of that number, or None when it is gone."""
        return next((screen for screen in self.screens if screen.number == number), None)

    def in_phase(self, *phases: Phase) -> tuple[Screen, ...]:
        """Return the screens in one of the phases, oldest first."""
        return tuple(screen for screen in self.screens if screen.phase in phases)

    @property
    def front(self) -> Screen | None:
        """The screen that visitors use, or None."""
        return next(iter(self.in_phase(*FRONT)), None)

    @property
    def front_number(self) -> int | None:
        """The number of that screen, or None."""
        return None if self.front is None else self.front.number

    @property
    def reserve(self) -> str:
        """The phase of the screen that stands by, or ``none``; a warm one is named first."""
        return min((s.phase for s in self.in_phase(Phase.STANDBY, Phase.STARTING)), default="none")

    @property
    def wants_plain(self) -> bool:
        """Whether new screens should only say "Out of order" (crash loop)."""
        return self.quick_deaths >= PLAIN_AFTER_DEATHS

    def fits(self, screen: Screen) -> bool:
        """Return whether a screen is what would be started now."""
        return screen.generation == self.generation and screen.plain == self.wants_plain


@dataclass(frozen=True, slots=True)
class Start:
    """Start a screen process under this number; answered by ``Warmed`` or ``Died``."""

    number: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Show:
    """Bring a standby to the front; answered by ``Presented`` or ``Died``.

    ``after`` is ``CLEARED`` where it takes the place of a visit that its visitor cleared.
    """

    number: int
    after: EndReason | None = None


@dataclass(frozen=True, slots=True)
class Kill:
    """End a screen process at once; answered by ``Died``."""

    number: int


class Occurrence(StrEnum):
    """What the audit keeps of a stage; nothing about a visitor."""

    VISIT_ENDED = "visit-ended"
    STANDBY_DIED = "standby-died"
    STANDBY_FROZE = "standby-froze"
    OUT_OF_ORDER = "out-of-order"
    SUPERVISOR_LATE = "supervisor-late"


@dataclass(frozen=True, slots=True)
class Audit:
    """Write this down; ``detail`` is an ``EndReason`` or empty."""

    what: Occurrence
    detail: str = ""


Action = Start | Show | Kill | Audit


def step(stage: Stage, event: Event, now: float) -> tuple[Stage, tuple[Action, ...]]:
    """Return the stage after an event, and what to do, in order.

    Args:
        stage: The stage before.
        event: What happened.
        now: When, in monotonic seconds; never less than before.
    """
    turn = _Turn(stage, now)
    turn.take(event)
    turn.settle()
    return turn.stage, tuple(turn.actions)


def due_at(stage: Stage, now: float) -> float | None:
    """Return when a ``Nudged`` is needed before the next tick, or None.

    Without it the end of a swap would wait for the next regular tick.
    """
    times = [s.since + SWAP_WINDOW_S for s in stage.in_phase(Phase.RETIRING)]
    times += [stage.start_after] if now < stage.start_after else []
    return min(times, default=None)


def holds_card(screen: Screen, now: float) -> bool:
    """Return whether a visitor holds up the card for staff, which no reset may take away."""
    return screen.card_since is not None and now - screen.card_since < CARD_S


def reset_note(stage: Stage) -> str:
    """Return what whoever asked for a reset should know, or nothing."""
    front = stage.front
    if front is None or not front.reset_waits or front.ending is not None:
        return ""
    return "A visitor holds up a card for staff: go there. The visit ends within 5 minutes."


def start_delay(quick_deaths: int) -> float:
    """Return the seconds to wait before the next start: none twice, then doubling up to a limit.

    Args:
        quick_deaths: Unplanned deaths of young screens in a row, at least 0.
    """
    if quick_deaths <= FREE_DEATHS:
        return 0.0
    return min(FIRST_DELAY_S * 2.0 ** min(quick_deaths - FREE_DEATHS - 1, 16), LONGEST_DELAY_S)


class _Turn:
    """One step under way: the stage so far and the actions so far."""

    def __init__(self, stage: Stage, now: float) -> None:
        self.stage = stage
        self.now = now
        self.actions: list[Action] = []

    def take(self, event: Event) -> None:
        """Put what happened into the stage."""
        match event:
            case Tick():
                self._tick()
            case Nudged():
                pass
            case ResetAsked():
                self._reset()
            case Reloaded():
                # What crashed before may be mended: count and wait anew.
                self.stage = replace(
                    self.stage,
                    generation=self.stage.generation + 1,
                    quick_deaths=0,
                    start_after=self.now,
                )
            case StopAsked():
                self.stage = replace(self.stage, stopping=True)
            case (
                Warmed()
                | Presented()
                | Heard()
                | Touched()
                | Ended()
                | Failed()
                | Died()
                | CardUp()
            ):
                screen = self.stage.find(event.number)
                if screen is not None:
                    self._hear(screen, event)
            case _:
                assert_never(event)

    def _hear(
        self,
        screen: Screen,
        event: Warmed | Presented | Heard | Touched | Ended | Failed | Died | CardUp,
    ) -> None:
        screen = self._put(replace(screen, heard=self.now))
        match event:
            case Warmed() if screen.phase is Phase.STARTING:
                self._move(screen, Phase.STANDBY)
            case Presented() if screen.phase is Phase.SHOWING:
                self._move(screen, Phase.ACTIVE)
            case Touched() if screen.phase in FRONT:
                self._put(replace(screen, dirty=True))
            case Ended() if screen.phase in FRONT:
                self._end(screen, event.reason)
            case CardUp():
                self._put(replace(screen, card_since=self.now if event.up else None))
                self._catch_up_reset()
            case Failed():
                self._fail(screen, EndReason.SCREEN_DIED)
            case Died():
                self._fail(screen, EndReason.SCREEN_DIED)
                self._drop(screen)
            case _:
                pass

    def _tick(self) -> None:
        stage = self.stage
        late = stage.ticked is not None and self.now - stage.ticked > stage.tick_s + LATE_S
        self.stage = replace(stage, ticked=self.now)
        if stage.died is not None and self.now - stage.died > FORGET_DEATHS_S:
            self.stage = replace(self.stage, quick_deaths=0, died=None)
        if late:
            # The silence may be ours: their heartbeats lie unread in our sockets.
            self.actions.append(Audit(Occurrence.SUPERVISOR_LATE))
            for screen in self.stage.screens:
                waiting = screen.phase in (Phase.STARTING, Phase.SHOWING)
                since = self.now if waiting else screen.since
                self._put(replace(screen, heard=self.now, since=since))
            return
        for screen in self.stage.screens:
            if _is_frozen(screen, self.now, patience(self.stage.quick_deaths)):
                self._fail(screen, EndReason.SCREEN_FROZE)
        self._catch_up_reset()

    def _reset(self) -> None:
        front = self.stage.front
        # A screen that is just coming to the front, untouched, is the reset already.
        if front is not None and (front.phase is Phase.ACTIVE or front.dirty):
            self._put(replace(front, reset_waits=True))
            self._catch_up_reset()

    def _catch_up_reset(self) -> None:
        """Do the reset that was asked for, unless a card for staff is up."""
        front = self.stage.front
        if front is not None and front.reset_waits and not holds_card(front, self.now):
            self._end(front, EndReason.FRONT_DESK)

    def _end(self, screen: Screen, reason: EndReason) -> None:
        if screen.ending is None:
            self._put(replace(screen, ending=reason, since=self.now))
            self.actions.append(Audit(Occurrence.VISIT_ENDED, reason))

    def _fail(self, screen: Screen, reason: EndReason) -> None:
        """A screen died or froze without our wish: count it, and end its part."""
        if screen.phase in (Phase.RETIRING, Phase.DYING) or screen.ending is not None:
            return
        self._count_death(screen)
        if screen.phase in FRONT:
            self._end(screen, reason)
            return
        froze = reason is EndReason.SCREEN_FROZE
        self.actions.append(Audit(Occurrence.STANDBY_FROZE if froze else Occurrence.STANDBY_DIED))
        self._kill(screen)

    def _count_death(self, screen: Screen) -> None:
        young = screen.phase is Phase.STARTING or self.now - screen.started < STEADY_S
        was_plain = self.stage.wants_plain
        deaths = self.stage.quick_deaths + 1 if young else self.stage.quick_deaths
        self.stage = replace(
            self.stage,
            quick_deaths=deaths,
            died=self.now,
            start_after=self.now + start_delay(deaths),
        )
        if self.stage.wants_plain and not was_plain:
            self.actions.append(Audit(Occurrence.OUT_OF_ORDER))

    def settle(self) -> None:
        """Bring the stage towards one screen shown and one warm standby."""
        if self.stage.stopping:
            for screen in self.stage.screens:
                self._kill(screen)
            return
        self._finish_swap()
        self._begin_swap()
        self._drop_surplus()
        self._start_missing()

    def _finish_swap(self) -> None:
        front = self.stage.front
        shown = front is not None and front.phase is Phase.ACTIVE
        for screen in self.stage.in_phase(Phase.RETIRING):
            if shown or self.now >= screen.since + SWAP_WINDOW_S:
                self._kill(screen)
        if (
            front is not None
            and front.ending is not None
            and self.now - front.since >= ENDING_PATIENCE_S
        ):
            # Better nothing on the glass than the last visitor's words.
            self._kill(front)

    def _begin_swap(self) -> None:
        standby = self._best_standby()
        if standby is None or self.stage.in_phase(Phase.RETIRING):
            return
        front = self.stage.front
        if front is not None:
            if front.ending is None and self._is_outdated(front, standby):
                self._end(front, EndReason.RELOAD)
                front = self.stage.front
            if front is None or front.ending is None:
                return
            self._move(front, Phase.RETIRING)
        self._move(standby, Phase.SHOWING)
        was_cleared = front is not None and front.ending is EndReason.CLEARED
        self.actions.append(Show(standby.number, EndReason.CLEARED if was_cleared else None))

    def _best_standby(self) -> Screen | None:
        return max(
            self.stage.in_phase(Phase.STANDBY),
            key=lambda screen: (self.stage.fits(screen), not screen.plain, screen.number),
            default=None,
        )

    def _is_outdated(self, front: Screen, standby: Screen) -> bool:
        """Whether an untouched front screen should give way to this standby."""
        if front.dirty or front.phase is not Phase.ACTIVE or standby.plain:
            return False
        newer = front.generation != self.stage.generation == standby.generation
        return newer or front.plain

    def _drop_surplus(self) -> None:
        """Keep one screen in reserve; the old one stays until the new one is warm."""
        warm = self._best_standby()
        has_fitting_warm = warm is not None and self.stage.fits(warm)
        for screen in self.stage.in_phase(Phase.STARTING, Phase.STANDBY):
            if screen == warm:
                continue
            starting = screen.phase is Phase.STARTING
            if has_fitting_warm or not starting or not self.stage.fits(screen):
                self._kill(screen)

    def _start_missing(self) -> None:
        front = self.stage.front
        if front is not None and front.phase is Phase.SHOWING and front.ending is None:
            return  # the first frame of the new screen needs the processor more
        reserve = self.stage.in_phase(Phase.STARTING, Phase.STANDBY)
        if any(self.stage.fits(screen) for screen in reserve) or self.now < self.stage.start_after:
            return
        stage, now = self.stage, self.now
        screen = Screen(stage.next_number, stage.generation, stage.wants_plain, now, now, now)
        self.stage = replace(
            stage, screens=(*stage.screens, screen), next_number=stage.next_number + 1
        )
        self.actions.append(Start(screen.number, plain=screen.plain))

    def _put(self, screen: Screen) -> Screen:
        screens = tuple(screen if s.number == screen.number else s for s in self.stage.screens)
        self.stage = replace(self.stage, screens=screens)
        return screen

    def _move(self, screen: Screen, phase: Phase) -> None:
        self._put(replace(screen, phase=phase, since=self.now))

    def _kill(self, screen: Screen) -> None:
        if screen.phase is not Phase.DYING:
            self._move(screen, Phase.DYING)
            self.actions.append(Kill(screen.number))

    def _drop(self, screen: Screen) -> None:
        gone = screen.number
        self.stage = replace(
            self.stage, screens=tuple(s for s in self.stage.screens if s.number != gone)
        )


def patience(deaths: int) -> int:
    """Return how many times longer a screen may be silent: twice for each young death before it.

    A machine that is too slow for the first screen would else be too slow for all of them.
    """
    return 1 << min(deaths, MOST_DOUBLINGS)


def _is_frozen(screen: Screen, now: float, times: int) -> bool:
    silent_s, waited_s = (now - screen.heard) / times, (now - screen.since) / times
    match screen.phase:
        case Phase.STARTING:
            return silent_s > FROZEN_STARTING_S or waited_s > NEVER_READY_S
        case Phase.SHOWING:
            return silent_s > FROZEN_S or waited_s > FROZEN_S
        case Phase.STANDBY | Phase.ACTIVE:
            return silent_s > FROZEN_S
        case Phase.RETIRING | Phase.DYING:
            return False
        case _:
            assert_never(screen.phase)
