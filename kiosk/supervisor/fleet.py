# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What front desks far away may know and ask: tells the courier the news, carries wishes out.

The courier has checked who asks (``kiosk/fleet/guard.py``); here stands what is asked of which
visit. Whoever fills in a form is asked before the visit is ended. Codes of a refusal: ``stuck``,
``no-screen``, ``unknown-phrase``, ``not-a-service``.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

import kiosk
from kiosk.fleet.phrases import phrases
from kiosk.fleet.protocol import ASK_S, NEEDS_SESSION, Action, Outcome, Situation
from kiosk.session.control import FleetAnswer, FleetRefusal, FleetWish, KioskNews, LinkNews
from kiosk.session.messages import (
    AskToEnd,
    CleanNow,
    DeskNews,
    EndAnswer,
    FromScreen,
    HelpTold,
    Identify,
    OnGlass,
    ShowMessage,
    Standing,
)
from kiosk.staff.audit import Event
from kiosk.supervisor import stage
from kiosk.supervisor.startup import Plan

TELL_EVERY_S = 5.0
IDENTIFY_S = 20
WIPE_S = 30
STUCK_S = stage.CARD_S + 30.0
COMING = "on-our-way"
"""The phrase that answers a visitor who asks somebody to come."""

ToFront = AskToEnd | ShowMessage | Identify | CleanNow | HelpTold


@dataclass(frozen=True, slots=True)
class Facts:
    """What the kiosk as a whole is, for the front desk.

    Attributes:
        version: Version of the product.
        content: Version of the library in use, or empty.
        is_demo: Whether this is a demonstration.
        is_in_order: Whether it serves visitors at all.
        problems: Codes of what staff should look at.
        cleaned_at: When the screen was last cleaned, or None.
    """

    version: str
    content: str
    is_demo: bool
    is_in_order: bool
    problems: tuple[str, ...] = ()
    cleaned_at: datetime | None = None


def facts_of(plan: Plan, *, is_overdue: bool, cleaned_at: str) -> Facts:
    """Return the facts of a plan; ``cleaned_at`` as screens are told it."""
    problems = (
        (plan.standing is Standing.NOT_SET_UP, "not-set-up"),
        (plan.settings_refused, "settings-refused"),
        (plan.library_refused, "library-refused"),
        (is_overdue, "requests-overdue"),
    )
    return Facts(
        version=kiosk.__version__,
        content=plan.content,
        is_demo=plan.standing is Standing.DEMO,
        is_in_order=plan.standing in (Standing.DEMO, Standing.LIVE),
        problems=tuple(code for is_so, code in problems if is_so),
        cleaned_at=datetime.fromisoformat(cleaned_at) if cleaned_at else None,
    )


@dataclass(frozen=True, slots=True)
class House:
    """What wishes are carried out with.

    Attributes:
        front: Gives the screen that visitors use.
        facts: Gives what the kiosk is now.
        tell_screen: Sends a message to a screen by number, if it lives.
        end_visit: Ends the visit in front, as soon as that may be done.
        reload: Reads settings and library again.
        restart: Ends everything, to be started anew; False where nobody would start it.
        note: Writes the audit.
        tell_courier: Sends a message to the courier, if one listens.
        tell_all: Tells every screen, unless it knows.
        has_courier: Whether a courier listens.
    """

    front: Callable[[], stage.Screen | None]
    facts: Callable[[], Facts]
    tell_screen: Callable[[int, ToFront], None]
    end_visit: Callable[[], None]
    reload: Callable[[], None]
    restart: Callable[[], bool]
    note: Callable[[Event, str, str], None]
    tell_courier: Callable[[KioskNews | FleetAnswer], None]
    tell_all: Callable[[DeskNews], None]
    has_courier: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Visit:
    """The visit in front.

    Attributes:
        number: Its screen.
        name: Random; what commands call it.
        began_at: When it was first touched, or None.
        asked_by: Desks that have asked for its end.
        help_since: Since when it asks somebody to come; a desk's word that somebody does ends it.
        is_help_told: Whether its screen knows that this has gone out to the front desk.
    """

    number: int
    name: str
    began_at: datetime | None = None
    asked_by: frozenset[str] = frozenset()
    help_since: datetime | None = None
    is_help_told: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    """A wish that waits for the end of a visit.

    Attributes:
        wish: The wish.
        number: The screen whose end it waits for.
        due: Until when the visitor may object, or when it is given up; monotonic seconds.
        is_asking: Whether the visitor is being asked.
    """

    wish: FleetWish
    number: int
    due: float
    is_asking: bool


@dataclass(slots=True)
class FleetDesk:
    """The supervisor's part in the fleet link; it never waits.

    Attributes:
        house: What wishes are carried out with.
        now: The clock, aware UTC.
        clock: Monotonic seconds.
    """

    house: House
    now: Callable[[], datetime]
    clock: Callable[[], float]
    _visit: _Visit | None = None
    _open: list[_Open] = field(default_factory=list)
    _is_up: bool = False
    _link: LinkNews | None = None
    _told: KioskNews | None = None
    _told_s: float = 0.0
    _since: tuple[Situation, datetime] | None = None
    _glass: dict[int, OnGlass] = field(default_factory=dict)  # a standby may speak before it shows

    def look(self) -> None:
        """See what has changed, tell it, and go on with what waits; after each event and tick."""
        front = self.house.front()
        if front is None:
            self._visit = None
        elif self._visit is None or self._visit.number != front.number:
            self._visit = _Visit(front.number, secrets.token_hex(8))
            self._glass = {n: glass for n, glass in self._glass.items() if n >= front.number}
        if front is not None and front.dirty and self._visit and self._visit.began_at is None:
            self._visit = replace(self._visit, began_at=self.now())
        self.finish()
        self._tell(front)
        self._tell_ready()
        for waiting in tuple(self._open):
            if waiting in self._open and front is not None and front.number == waiting.number:
                self._go_on(waiting)

    def finish(self) -> None:
        """Answer for visits that are over; before what takes its time, such as a new process."""
        front = self.house.front()
        if front is not None and front.phase is stage.Phase.ACTIVE:
            for waiting in tuple(self._open):
                if waiting.number != front.number:
                    self._finish(waiting)

    def catch_up(self) -> None:
        """Tell a courier that has just connected; what an earlier one asked is forgotten."""
        self._open.clear()
        self._told, self._link, self._is_up = None, None, False
        self.look()

    def hear(self, number: int, message: FromScreen) -> None:
        """Take what a screen says, if it concerns the fleet."""
        match message:
            case OnGlass():
                self._note_help(number, before=self._glass.get(number), after=message)
                self._glass[number] = message
                self.look()
            case EndAnswer(objects=objects):
                for waiting in tuple(self._open):
                    is_meant = waiting in self._open and waiting.number == number
                    if is_meant and waiting.is_asking:
                        self._decide(waiting, objects=objects)
            case _:
                pass

    def _note_help(self, number: int, before: OnGlass | None, after: OnGlass) -> None:
        visit, had_asked = self._visit, before is not None and before.help
        if visit is not None and visit.number == number and after.help != had_asked:
            since = self.now() if after.help else None
            self._visit = replace(visit, help_since=since, is_help_told=False)

    def linked(self, report: LinkNews) -> None:
        """Take how the line to the front desks stands; tell who waits for help that it is known."""
        self._link, self._is_up = report, report.up
        visit = self._visit
        waits = visit is not None and visit.help_since is not None and not visit.is_help_told
        if visit and waits and report.up and report.help_since == visit.help_since:
            self._visit = replace(visit, is_help_told=True)
            self.house.tell_screen(visit.number, HelpTold())
        self._tell_ready()

    @property
    def link(self) -> LinkNews | None:
        """How the line to the front desks stands; None while no courier tells."""
        return self._link if self.house.has_courier() else None

    def _tell_ready(self) -> None:
        self.house.tell_all(DeskNews(self._is_up and self.house.has_courier()))

    def refused(self, report: FleetRefusal) -> None:
        """Write down what the courier refused."""
        many = f".x{report.times}" if report.times > 1 else ""
        self.house.note(Event.FLEET_REFUSED, report.who, f"{report.reason}{many}")

    def wish(self, wish: FleetWish) -> None:
        """Carry a wish out or begin to; the answer goes to the courier."""
        self.look()
        visit = self._visit
        if self.now() > wish.expires_at:
            self._answer(wish, Outcome.EXPIRED)
        elif wish.action in NEEDS_SESSION and (visit is None or visit.name != wish.session):
            self._answer(wish, Outcome.NO_SUCH_SESSION)
        elif wish.action is Action.REFRESH:
            self.house.reload()
            self._answer(wish, Outcome.DONE)
        elif visit is None:
            self._answer(wish, Outcome.REFUSED, "no-screen")
        elif wish.action is Action.IDENTIFY:
            self.house.tell_screen(visit.number, Identify(IDENTIFY_S))
            self._answer(wish, Outcome.DONE)
        elif wish.action is Action.MESSAGE:
            self._say(wish, visit)
        else:
            self._end(wish, visit)

    def _say(self, wish: FleetWish, visit: _Visit) -> None:
        if wish.phrase not in phrases():
            self._answer(wish, Outcome.REFUSED, "unknown-phrase")
            return
        self.house.tell_screen(visit.number, ShowMessage(wish.phrase))
        self._answer(wish, Outcome.DONE)
        if wish.phrase == COMING:
            self._visit = replace(visit, help_since=None)
            self.look()

    def _end(self, wish: FleetWish, visit: _Visit) -> None:
        """End a visit, after its visitor was asked where a form is being filled in."""
        is_forced = wish.force and wish.who in visit.asked_by
        self._visit = replace(visit, asked_by=visit.asked_by | {wish.who})
        waiting = _Open(wish, visit.number, self.clock() + ASK_S, is_asking=True)
        self._open.append(waiting)
        if not self._glass.get(visit.number, OnGlass()).form or is_forced:
            self._decide(waiting, objects=False)
            return
        asked = any(other.is_asking for other in self._open if other is not waiting)
        if not asked:
            self.house.tell_screen(visit.number, AskToEnd(ASK_S))
        self._answer(wish, Outcome.ASKED)

    def _decide(self, waiting: _Open, *, objects: bool) -> None:
        """Go on once the visitor has answered, or need not be asked."""
        if objects:
            self._open.remove(waiting)
            self._answer(waiting.wish, Outcome.DECLINED)
            return
        front = self.house.front()
        is_untouched = front is not None and not front.dirty
        if waiting.wish.action is Action.RESTART or (
            waiting.wish.action is Action.CLEAN and is_untouched
        ):
            self._finish(waiting)
            return
        ending = replace(waiting, due=self.clock() + STUCK_S, is_asking=False)
        self._open[self._open.index(waiting)] = ending
        self.house.end_visit()
        front = self.house.front()
        if front is None or front.number != ending.number or front.ending is not None:
            return
        if front.reset_waits:
            self._answer(ending.wish, Outcome.CARD_UP)
        else:  # it is just coming to the front, untouched: the reset already
            self._finish(ending)

    def _go_on(self, waiting: _Open) -> None:
        if self.clock() < waiting.due:
            return
        if waiting.is_asking:
            self._decide(waiting, objects=False)
        else:
            self._open.remove(waiting)
            self._answer(waiting.wish, Outcome.REFUSED, "stuck")

    def _finish(self, waiting: _Open) -> None:
        """Do what is left once no visitor is in the way."""
        self._open.remove(waiting)
        front, wish = self.house.front(), waiting.wish
        if wish.action is Action.RESTART and not self.house.restart():
            self._answer(wish, Outcome.REFUSED, "not-a-service")
            return
        if wish.action is Action.CLEAN and front is not None:
            self.house.tell_screen(front.number, CleanNow(WIPE_S))
        self._answer(wish, Outcome.DONE)

    def _answer(self, wish: FleetWish, outcome: Outcome, why: str = "") -> None:
        self.house.tell_courier(FleetAnswer(wish.id, outcome, why))
        forced = ".forced" if wish.force else ""
        detail = f"{wish.action.value}{forced}.{outcome.value}"
        self.house.note(Event.FLEET_COMMAND, wish.who, detail)

    def _tell(self, front: stage.Screen | None) -> None:
        facts, told = self.house.facts(), self._told
        glass = self._glass.get(front.number if front else 0, OnGlass())
        situation = _situation(front, glass, facts)
        if self._since is None or self._since[0] is not situation:
            self._since = (situation, self.now())
        news = KioskNews(
            situation=situation,
            since=self._since[1],
            version=facts.version,
            content=facts.content,
            session=self._visit.name if self._visit else "",
            in_use_since=self._visit.began_at if self._visit else None,
            demo=facts.is_demo,
            problems=facts.problems,
            cleaned_at=facts.cleaned_at,
            help_since=self._visit.help_since if self._visit else None,
        )
        if news != told or self.clock() - self._told_s >= TELL_EVERY_S:
            self._told, self._told_s = news, self.clock()
            self.house.tell_courier(news)


def _situation(front: stage.Screen | None, glass: OnGlass, facts: Facts) -> Situation:
    """Return what to call what is on the glass."""
    if not facts.is_in_order or (front is not None and front.plain):
        return Situation.OUT_OF_ORDER
    if front is None:
        return Situation.STARTING
    found = (
        (glass.cleaning, Situation.CLEANING),
        (glass.warning, Situation.WARNING),
        (front.dirty, Situation.IN_USE),
        (glass.quiet, Situation.QUIET),
    )
    return next((situation for is_so, situation in found if is_so), Situation.ATTRACT)
