# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Staff at the kiosk itself: who is signed in on the screen in front, and what they may do there.

A sign-in belongs to one screen process and ends with it; nothing here stands in a visitor's way. A
panel that nobody uses is ended with its screen, even if that screen forgets to.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import kiosk
from kiosk.faults import KioskFault
from kiosk.languages import following
from kiosk.library.reader import Library, LibraryVersion
from kiosk.paths import DataFolder
from kiosk.session.control import Delivered, QueueCounts, SendNow
from kiosk.session.messages import EndReason, FromScreen, VisitEnded
from kiosk.session.panel import (
    ActDone,
    DoorIs,
    OpenDoor,
    PanelNews,
    SignedIn,
    SignIn,
    SignInRefused,
    StaffAct,
    ToPanel,
    Wiped,
)
from kiosk.staff.audit import Event
from kiosk.staff.door import Door, Refusal
from kiosk.staff.panel import ActOutcome, PanelAct, Why, acts_of, may
from kiosk.staff.people import Person, StaffFile
from kiosk.staff.tries import TriesFile
from kiosk.supervisor import events, stage
from kiosk.supervisor.cleaning import FIRST_YEAR
from kiosk.supervisor.fittings import Fittings
from kiosk.supervisor.outbox import Outbox
from kiosk.supervisor.startup import Plan

IDLE_S = 120.0
"""The panel leaves by itself after so long (issue 8; privacy.md: 2 to 5 min)."""
GRACE_S = 5.0
LONGEST_S = 900.0
"""However busy a panel is, it asks for the PIN again."""
CLEANING_S = 900.0
NEWS_EVERY_S = 5.0
WIPE_PAUSE_S = 20.0
"""A screen that tells of wipes faster than one can wipe is not believed."""


@dataclass(frozen=True, slots=True)
class House:
    """What the staff desk reads and acts with.

    Attributes:
        front: Gives the screen that visitors use.
        plan: Gives what the kiosk runs on.
        outbox: Gives what is known of requests on their way.
        cleaned_at: Gives when the screen was cleaned, or None.
        fittings: Sound, light and first language.
        language: Gives the language that visits begin in.
        has_courier: Tells whether a courier is connected.
        has_printer: Tells whether a handout can be printed.
        notice: Gives the sentence for staff.
        tell_screen: Sends a message to a screen by number, if it lives.
        tell_courier: Sends a message to the courier, if one listens.
        take: Lets something happen to the stage.
        note: Writes the audit.
        clean: Notes that the screen was cleaned, and by whom.
        reload: Reads settings and library again.
        renew_screens: Starts every screen anew that is not in use.
        look_at_printer: Looks whether the printer is ready.
        close: Ends everything.
        begin: Runs something beside the rest.
    """

    front: Callable[[], stage.Screen | None]
    plan: Callable[[], Plan]
    outbox: Callable[[], Outbox]
    cleaned_at: Callable[[], datetime | None]
    fittings: Fittings
    language: Callable[[], str]
    has_courier: Callable[[], bool]
    has_printer: Callable[[], bool]
    notice: Callable[[], str]
    tell_screen: Callable[[int, ToPanel], None]
    tell_courier: Callable[[SendNow], None]
    take: Callable[[events.Event], None]
    note: Callable[[Event, str, str], None]
    clean: Callable[[str], object]
    reload: Callable[[], None]
    renew_screens: Callable[[], None]
    look_at_printer: Callable[[], None]
    close: Callable[[], None]
    begin: Callable[[Coroutine[None, None, None]], None]


@dataclass(frozen=True, slots=True)
class _Shift:
    """A person at a screen; times are monotonic seconds.

    Attributes:
        number: The screen.
        person: Who.
        since: When the person signed in, or began to clean.
        used: When the panel was last used.
        told: When it was last told the news.
        content: The library's version, or None where there is none.
        is_cleaning: Whether the person wipes the glass and is not signed in any more.
    """

    number: int
    person: Person
    since: float
    used: float
    told: float
    content: LibraryVersion | None = None
    is_cleaning: bool = False

    @property
    def who(self) -> str:
        """The person as the audit names them."""
        return f"staff:{self.person.id}"

    def is_over(self, now: float) -> bool:
        """Return whether the screen has to end."""
        if self.is_cleaning:
            return now - self.since > CLEANING_S
        return now - self.used > IDLE_S + GRACE_S or now - self.since > LONGEST_S


class StaffDesk:
    """The supervisor's part in everything that staff do at the kiosk; it never waits.

    Args:
        house: What it reads and acts with.
        door: Checks PINs, in a thread.
        clock: Monotonic seconds.
    """

    def __init__(self, house: House, door: Door, clock: Callable[[], float]) -> None:
        self._house, self._door, self._clock = house, door, clock
        self._began = clock()
        self._shift: _Shift | None = None
        self._is_checking = False
        self._wiped = -WIPE_PAUSE_S
        self._delivered_at = self._problem = self._problem_at = ""

    def hear(self, number: int, message: FromScreen) -> None:
        """Take what a screen says, if it concerns staff; only the one in front is believed."""
        front = self._house.front()
        if front is None or front.number != number:
            return
        match message:
            case OpenDoor():
                self._house.begin(self._look_at_door(number))
            case SignIn():
                self._sign_in(number, message)
            case StaffAct(act=act):
                self._wish(number, act)
            case Wiped():
                self._wipe(number)
            case VisitEnded():
                self._leave("")
            case _:
                pass

    def hear_courier(self, report: object) -> None:
        """Remember when a request was delivered last, and what was wrong last."""
        match report:
            case Delivered():
                self._delivered_at = _now()
            case QueueCounts(problem=problem) if problem:
                self._problem, self._problem_at = problem, _now()
            case _:
                pass

    def look(self) -> None:
        """See whose time is over, and tell the news; after each event and tick."""
        shift, front, now = self._shift, self._house.front(), self._clock()
        if shift is None:
            return
        if front is None or front.number != shift.number or front.ending is not None:
            self._leave("screen-gone")
        elif shift.is_over(now):
            self._end(shift.number, "idle")
        elif not shift.is_cleaning and now - shift.told >= NEWS_EVERY_S:
            self._tell_news(shift)

    async def _look_at_door(self, number: int) -> None:
        found = await asyncio.to_thread(self._door.look)
        answer = DoorIs(found.why, found.wait_s) if found else DoorIs()
        self._house.tell_screen(number, answer)

    def _sign_in(self, number: int, ask: SignIn) -> None:
        if self._is_checking or self._shift is not None:
            self._house.tell_screen(number, SignInRefused(Why.BUSY))
            return
        self._is_checking = True
        self._house.begin(self._check(number, ask))

    async def _check(self, number: int, ask: SignIn) -> None:
        try:
            found = await asyncio.to_thread(self._door.check, ask.staff_id, ask.pin)
        finally:
            self._is_checking = False
        if isinstance(found, Refusal):
            self._refuse(number, found)
            return
        self._house.note(Event.STAFF_SIGNED_IN, f"staff:{found.id}", "")
        library = self._house.plan().library
        content = await asyncio.to_thread(_version, library) if library else None
        front, now = self._house.front(), self._clock()
        if front is None or front.number != number or front.ending is not None:
            return
        self._house.take(events.Touched(number))  # a reload must not take it for a fresh one
        self._shift = _Shift(number, found, now, now, now, content)
        self._house.fittings.look_again()
        acts = acts_of(found.role)
        self._house.tell_screen(number, SignedIn(found.name, found.role, acts, int(IDLE_S)))
        self._tell_news(self._shift)

    def _refuse(self, number: int, refusal: Refusal) -> None:
        """Say so, and write it down, but not for each touch of a pad that is locked."""
        who = f"staff:{refusal.who}" if refusal.who else "staff"
        if refusal.why in (Why.WRONG, Why.CANNOT):
            self._house.note(Event.STAFF_REFUSED, who, refusal.why.value)
        if refusal.why is Why.WRONG and refusal.wait_s:
            self._house.note(Event.STAFF_LOCKED, who, f"{refusal.wait_s}s")
        told = SignInRefused(refusal.why, refusal.wait_s, refusal.tries_left)
        self._house.tell_screen(number, told)

    def _wish(self, number: int, act: PanelAct) -> None:
        shift = self._shift
        if shift is None or shift.is_cleaning or shift.number != number:
            self._answer(number, act, ActOutcome.NOT_SIGNED_IN)
            return
        if not may(shift.person.role, act):
            self._house.note(Event.STAFF_REFUSED, shift.who, act.value)
            self._answer(number, act, ActOutcome.NOT_ALLOWED)
            return
        self._shift = shift = replace(shift, used=self._clock())
        if act is PanelAct.STAY:
            return
        self._house.note(Event.STAFF_ACTED, shift.who, act.value)
        outcome = self._carry_out(shift, act)
        if self._shift is not None:
            self._answer(number, act, outcome)
            self._tell_anew()

    def _tell_anew(self) -> None:
        """Tell what an act has changed, if somebody is signed in still."""
        if self._shift is not None and not self._shift.is_cleaning:
            self._tell_news(self._shift)

    def _carry_out(self, shift: _Shift, act: PanelAct) -> ActOutcome:
        house = self._house
        match act:
            case PanelAct.END_SESSION:
                self._end(shift.number, "")
            case PanelAct.BEGIN_CLEANING:
                self._shift = replace(shift, since=self._clock(), is_cleaning=True)
            case PanelAct.SEND_NOW:
                house.tell_courier(SendNow())
                return ActOutcome.DONE if house.has_courier() else ActOutcome.UNAVAILABLE
            case PanelAct.CHECK_NEWS:
                house.reload()
            case PanelAct.CHECK_PRINTER:
                house.look_at_printer()
                is_named = bool(house.plan().settings.printing.printer)
                return ActOutcome.DONE if is_named else ActOutcome.UNAVAILABLE
            case PanelAct.RESTART_SCREEN:
                house.renew_screens()
                self._end(shift.number, "")
            case PanelAct.CLOSE_KIOSK:
                house.note(Event.STOP_ASKED, shift.who, "")
                house.close()
            case PanelAct.NEXT_LANGUAGE:
                outcome = house.fittings.begin_in(following(house.language()))
                house.renew_screens()  # those that wait were begun in the language before
                return outcome
            case _:
                return house.fittings.change(act)
        return ActOutcome.DONE

    def _answer(self, number: int, act: PanelAct, outcome: ActOutcome) -> None:
        if act is not PanelAct.STAY:
            self._house.tell_screen(number, ActDone(act, outcome))

    def _wipe(self, number: int) -> None:
        shift = self._shift
        if shift is not None and shift.is_cleaning:
            self._house.clean(shift.who)
            self._end(number, "")
        elif self._clock() - self._wiped >= WIPE_PAUSE_S:
            self._wiped = self._clock()
            self._house.clean("anybody")

    def _end(self, number: int, why: str) -> None:
        """End the screen with the sign-in, as the end of a visit does."""
        self._leave(why)
        self._house.take(events.Ended(number, EndReason.STAFF))

    def _leave(self, why: str) -> None:
        shift, self._shift = self._shift, None
        if shift is not None:
            self._house.note(Event.STAFF_LEFT, shift.who, why)

    def _tell_news(self, shift: _Shift) -> None:
        self._shift = replace(shift, told=self._clock())
        self._house.tell_screen(shift.number, self._news(shift.content))

    def _news(self, content: LibraryVersion | None) -> PanelNews:
        house, plan, outbox = self._house, self._house.plan(), self._house.outbox()
        counts, cleaned_at = outbox.counts, house.cleaned_at()
        return PanelNews(
            kiosk=plan.settings.kiosk,
            version=kiosk.__version__,
            standing=plan.standing.value,
            uptime_s=int(self._clock() - self._began),
            content_at=content.changed_at if content else "",
            content_mark=content.content[:12] if content else "",
            waiting=counts.waiting if counts else -1,
            oldest_s=counts.oldest_s if counts else 0.0,
            quarantined=counts.quarantined if counts else 0,
            is_overdue=outbox.is_overdue(self._clock()),
            delivered_at=self._delivered_at,
            problem=counts.problem if counts else "",
            last_problem=self._problem,
            last_problem_at=self._problem_at,
            has_courier=house.has_courier(),
            is_clock_sound=datetime.now(UTC).year >= FIRST_YEAR,
            has_printer=house.has_printer(),
            cleaned_at=cleaned_at.isoformat(timespec="seconds") if cleaned_at else "",
            language=house.language(),
            notice=house.notice(),
            volume=house.fittings.volume,
            brightness=house.fittings.brightness,
        )


def door_of(data: DataFolder) -> Door:
    """Return the door of the kiosk with this data folder."""
    return Door(StaffFile(data.people), TriesFile(data.tries))


def _version(path: Path) -> LibraryVersion | None:
    try:
        with closing(Library.open(path, live=False)) as library:
            return library.version
    except KioskFault:
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
