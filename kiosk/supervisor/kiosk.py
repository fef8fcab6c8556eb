# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The running kiosk: carries out what the stage decides and tells it what happened."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from kiosk.faults import EnvironmentFault
from kiosk.paths import DataFolder
from kiosk.session.control import (
    AskCleaned,
    AskReload,
    AskReset,
    AskStatus,
    AskStop,
    CourierReport,
    Delivered,
    Done,
    FleetRefusal,
    FleetWish,
    FromControl,
    LinkNews,
    QueueCounts,
    Status,
    Wish,
)
from kiosk.session.messages import (
    Alive,
    Broken,
    CardUp,
    Configure,
    FromScreen,
    LateNews,
    Printed,
    PrinterNews,
    PrintHandout,
    PrintSlip,
    Ready,
    RequestStored,
    Show,
    Shown,
    ToScreen,
    TourAct,
    VisitBegan,
    VisitEnded,
)
from kiosk.session.panel import SignIn
from kiosk.settings import Languages
from kiosk.staff.audit import Audit, Event
from kiosk.supervisor import events, staffing, stage
from kiosk.supervisor.backdrop import Backdrop
from kiosk.supervisor.children import (
    ScreenProcess,
    courier_command,
    courier_environment,
    handout_environment,
    kiosk_command,
    screen_environment,
    voice_environment,
)
from kiosk.supervisor.cleaning import CleaningLog
from kiosk.supervisor.configuring import configuration, languages_of
from kiosk.supervisor.control import ControlEndpoint
from kiosk.supervisor.courier_keeper import CourierKeeper
from kiosk.supervisor.fittings import Fittings, parts_of
from kiosk.supervisor.fleet import Facts, FleetDesk, House, facts_of
from kiosk.supervisor.footing import Footing
from kiosk.supervisor.headphones import HeadphoneWatch
from kiosk.supervisor.jobs import Jobs
from kiosk.supervisor.journal import Journal
from kiosk.supervisor.news import News
from kiosk.supervisor.options import Options
from kiosk.supervisor.outbox import Outbox
from kiosk.supervisor.printing import PrintDesk, handouts_of
from kiosk.supervisor.startup import Health, Plan, center_of
from kiosk.supervisor.status import notice_of, status_of
from kiosk.supervisor.voices import VoiceDesk
from kiosk.supervisor.watchdog import is_service, notify

_log = logging.getLogger(__name__)

TICK_S = 0.25
_ORDER = (stage.Show, stage.Kill, stage.Start, stage.Audit)

Listener = Callable[[int, FromScreen | Delivered], None]


class Kiosk:
    """All processes of one kiosk and the rules between them.

    Args:
        options: What the kiosk was started with.
        environment: The environment that children's own are made from.
        audit: The open audit, or None when a newer kiosk wrote it.
        screen_command: How a screen is started.
        backdrop: Whether a window lies under all screens (not in a window on a desktop).
        stands_in: Whether this only says "Out of order" for a kiosk that cannot run.
    """

    def __init__(
        self,
        options: Options,
        environment: Mapping[str, str],
        audit: Audit | None,
        screen_command: Sequence[str] | None = None,
        *,
        backdrop: bool = False,
        stands_in: bool = False,
    ) -> None:
        self._options = options
        self._has_backdrop = backdrop
        self._data = DataFolder(options.data_dir)
        self._environment = screen_environment(environment, options.platform)
        self._command = tuple(screen_command or kiosk_command("kiosk.screen"))
        health = Health.NEWER if audit is None else Health.GOOD
        self._footing = Footing(options, self._data, health, has_data=not stands_in)
        self._stage = stage.Stage(tick_s=TICK_S)
        self._screens: dict[int, ScreenProcess] = {}
        self._kept_generation = -1
        self._outbox = Outbox()
        self._news = News(self._screens)
        self._journal = Journal(audit)
        self._note = self._journal.note
        self._cleaning = CleaningLog(
            self._note, self._news.tell, lambda: center_of(self.plan).show_cleaned
        )
        self._loop = asyncio.get_running_loop()
        self._early_tick: asyncio.TimerHandle | None = None
        self._jobs = Jobs()
        self._ending = self.is_restart_wished = False
        self._none_lives = asyncio.Event()
        self._none_lives.set()
        self.stop_wished = asyncio.Event()
        self.listeners: list[Listener] = []
        self._control = ControlEndpoint(
            self._data.control_socket, self, self._screen_pids, self._data.courier_user
        )
        self.tell_courier = self._control.tell_courier
        house = House(
            front=lambda: self._stage.front,
            facts=self._facts,
            tell_screen=self._tell_screen,
            end_visit=lambda: self._take(events.ResetAsked()),
            reload=self.reload,
            restart=self._restart,
            note=self._note,
            tell_courier=self._control.tell_courier,
            tell_all=self._news.tell,
            has_courier=lambda: self._control.has_courier,
        )
        self._fleet = FleetDesk(house, lambda: datetime.now(UTC), self._loop.time)
        self._backdrop = Backdrop(
            self._command, self._environment, lambda: self._configure(plain=False, backdrop=True)
        )
        self._courier = CourierKeeper(
            lambda: courier_command(self._footing.courier_config, self._data),
            courier_environment(environment),
            lambda status: self._note(Event.COURIER_DIED, "courier", str(abs(status))),
        )
        self._printing = PrintDesk(
            kiosk_command("kiosk.handout"),
            handout_environment(environment),
            lambda: handouts_of(self.plan),
            on_ready=lambda is_ready: self._news.tell(PrinterNews(is_ready)),
            on_printed=lambda number, how: self._tell_screen(number, Printed(how)),
        )
        self._voices = VoiceDesk(
            kiosk_command("kiosk.voice"),
            voice_environment(environment),
            lambda: self.plan.settings.speech.recordings,
            self._tell_screen,
        )
        self._headphones = HeadphoneWatch(
            lambda: self.plan.settings.speech, self._news.tell, self._voices.silence
        )
        parts = parts_of(self._data, options, voice_environment(environment))
        beside = self._voices.speaks, self._jobs.begin
        self._fittings = Fittings(parts, lambda: self._stage.front_number, *beside)
        self._staff = self._staff_desk()

    @property
    def plan(self) -> Plan:
        """What it runs on now."""
        return self._footing.plan

    async def run(self) -> None:
        """Run until a stop is wished by signal or over the control endpoint; all is ended then.

        Raises:
            AnotherKioskFault: Somebody answers on the control socket.
            EnvironmentFault: The control endpoint cannot be made.
            Exception: What stopped the supervision, a bug; all is ended then too.
        """
        await self._control.open()
        self._note(Event.STARTED, "supervisor", self.plan.standing.value)
        self._journal.note_plan(self.plan)
        if self._options.courier:
            self._courier.start()
        if self._has_backdrop:
            self._backdrop.start()
        self._printing.start()
        self._fittings.start()
        self._jobs.begin(self._headphones.run())
        ticking = self._loop.create_task(self._tick_forever())
        stopping = self._loop.create_task(self.stop_wished.wait())
        try:
            await asyncio.wait((ticking, stopping), return_when=asyncio.FIRST_COMPLETED)
            if ticking.done():
                _log.critical("the supervision failed; everything is ended")
        finally:
            for task in (ticking, stopping):
                task.cancel()
            await self._end()
        (ended,) = await asyncio.gather(ticking, return_exceptions=True)
        if isinstance(ended, Exception):
            raise ended

    def reload(self) -> None:
        """Read settings and library again; visits that begin from now on use them."""
        self._jobs.begin(self._reload())

    def tour_act(self, act: TourAct) -> bool:
        """Send a wish of the tour to the screen in front; return whether there is one."""
        front = self._stage.front
        if front is None or front.number not in self._screens:
            return False
        self._screens[front.number].send(act)
        return True

    def answer(self, wish: Wish) -> FromControl:
        """Carry out a wish from the control endpoint."""
        match wish:
            case AskStatus():
                return self._status()
            case AskReset():
                self._note(Event.RESET_ASKED, "control")
                self._take(events.ResetAsked())
                return Done(stage.reset_note(self._stage))
            case AskReload():
                self.reload()
            case AskStop():
                self._note(Event.STOP_ASKED, "control")
                self.stop_wished.set()
            case AskCleaned():
                return self._cleaning.note("control")
        return Done()

    def courier_came(self) -> None:
        """Tell a courier that connects to look into the slot."""
        self._control.wake_courier()
        self._fleet.catch_up()

    def courier_reports(self, report: CourierReport) -> None:
        """Keep the courier's counts and the audit of what it delivered; hear the front desks."""
        match report:
            case Delivered():
                self._note(Event.REQUEST_DELIVERED, "courier", report.target)
                self._tell(0, report)
            case QueueCounts():
                self._outbox = self._outbox.reported(report, self._loop.time())
                self._tell_late()
            case FleetWish():
                self._fleet.wish(report)
            case FleetRefusal():
                self._fleet.refused(report)
            case LinkNews():
                self._fleet.linked(report)
        self._staff.hear_courier(report)

    def _tell_late(self) -> None:
        self._news.tell(LateNews(self._outbox.is_overdue(self._loop.time())))

    def _take(self, event: events.Event) -> None:
        if self._ending:
            return
        self._stage, actions = stage.step(self._stage, event, self._loop.time())
        # What is on the glass comes first; the audit's disk may take its time.
        for action in sorted(actions, key=lambda one: _ORDER.index(type(one))):
            if not isinstance(action, stage.Show | stage.Kill):
                self._fleet.finish()
            self._do(action)
        self._plan_early_tick()
        self._fleet.look()
        self._staff.look()
        self._fittings.look()

    def _do(self, action: stage.Action) -> None:
        match action:
            case stage.Show(number, after):
                self._backdrop.lay_under(lambda: self._tell_screen(number, Show(after)))
            case stage.Kill(number):
                if number in self._screens:
                    self._screens[number].kill()
            case stage.Start(number, plain):
                self._start(number, plain=plain)
            case stage.Audit(what, detail):
                self._journal.note_stage(what, detail)

    def _start(self, number: int, *, plain: bool) -> None:
        try:
            with self._voices.seat(number) as speech:
                process = ScreenProcess(
                    self._command,
                    self._environment,
                    speech=speech,
                    on_message=lambda message: self._hear(number, message),
                    on_died=lambda: self._bury(number),
                )
        except EnvironmentFault:
            self._voices.forget(number)
            _log.exception("screen %d cannot be started", number)
            self._loop.call_soon(self._take, events.Died(number))
            return
        _log.info("screen %d is process %d", number, process.pid)
        self._screens[number] = process
        self._none_lives.clear()
        process.send(self._configure(plain=plain))
        self._news.catch_up(process)

    def _tell_screen(self, number: int, message: ToScreen) -> None:
        if number in self._screens:
            self._screens[number].send(message)

    def _facts(self) -> Facts:
        is_overdue = self._outbox.is_overdue(self._loop.time())
        return facts_of(self.plan, is_overdue=is_overdue, cleaned_at=self._cleaning.told())

    def _restart(self) -> bool:
        self.is_restart_wished = is_service()
        if self.is_restart_wished:
            self.stop_wished.set()
        return self.is_restart_wished

    def _bury(self, number: int) -> None:
        self._screens.pop(number, None)
        self._printing.forget(number)
        self._voices.forget(number)
        self._fittings.forget(number)
        if not self._screens:
            self._none_lives.set()
        self._take(events.Died(number))

    def _screen_pids(self) -> frozenset[int]:
        # The living ones: a dead one's number may be somebody else's by now.
        pids = frozenset(process.pid for process in self._screens.values())
        return pids | self._backdrop.pids | self._voices.pids

    def _hear(self, number: int, message: FromScreen) -> None:
        self._staff.hear(number, message)
        self._voices.hear(number, message)
        match message:
            case Ready(warm_ms=ms):
                _log.info("screen %d warm after %.0f ms", number, ms)
                self._take(events.Warmed(number))
            case Shown(ms=ms):
                _log.info("screen %d shown after %.0f ms", number, ms)
                self._take(events.Presented(number))
                self._keep_good(number)
            case Alive():
                self._take(events.Heard(number))
            case VisitBegan():
                self._take(events.Touched(number))
                self._note(Event.VISIT_BEGAN, "screen")
            case VisitEnded(reason=reason):
                self._take(events.Ended(number, reason))
            case RequestStored(request_id=receipt):
                self._outbox = self._outbox.stored(self._loop.time())
                self._control.wake_courier(receipt)
                self._note(Event.REQUEST_STORED, "screen")
            case CardUp(up=up):
                self._take(events.CardUp(number, up))
            case PrintHandout() | PrintSlip():
                self._printing.ask(number, message)
            case Broken(reference=reference):
                _log.error("screen %d cannot go on, reference %s", number, reference)
                self._take(events.Failed(number))
        self._fleet.hear(number, message)
        self._fittings.hear(number, message)
        self._tell(number, message)

    def _tell(self, number: int, message: FromScreen | Delivered) -> None:
        heard = () if isinstance(message, SignIn) else tuple(self.listeners)
        for listener in heard:
            listener(number, message)

    async def _tick_forever(self) -> None:
        notify("READY=1")
        while True:
            self._take(events.Tick())
            self._tell_late()
            self._cleaning.tell()
            if self._stage.front is not None:
                notify("WATCHDOG=1")
            await asyncio.sleep(TICK_S)

    def _plan_early_tick(self) -> None:
        if self._early_tick is not None:
            self._early_tick.cancel()
            self._early_tick = None
        due = stage.due_at(self._stage, self._loop.time())
        if due is not None and not self._stage.stopping:
            self._early_tick = self._loop.call_at(due, self._take, events.Nudged())

    async def _end(self) -> None:
        notify("STOPPING=1")
        self._jobs.cancel()
        try:
            self._take(events.StopAsked())
        finally:
            await self._end_all()

    async def _end_all(self) -> None:
        # Whatever lives is ended without asking the stage again: it may be what failed.
        self._ending = True
        if self._early_tick is not None:
            self._early_tick.cancel()
        for process in tuple(self._screens.values()):
            process.kill()
        parts = (self._courier, self._backdrop, self._printing, self._voices, self._fittings)
        await asyncio.gather(self._none_lives.wait(), *(part.stop() for part in parts))
        await self._control.close()
        self._note(Event.STOPPED, "supervisor")

    async def _reload(self) -> None:
        are_others = await self._footing.renew()
        self._journal.note_plan(self.plan)
        self._renew_screens()
        self._printing.renew()
        if self._options.courier and are_others:
            self._courier.restart()

    def _renew_screens(self) -> None:
        if self._has_backdrop:
            self._backdrop.renew()
        self._take(events.Reloaded())

    def _staff_desk(self) -> staffing.StaffDesk:
        house = staffing.House(
            front=lambda: self._stage.front,
            plan=lambda: self.plan,
            outbox=lambda: self._outbox,
            cleaned_at=lambda: self._cleaning.last_at,
            fittings=self._fittings,
            language=lambda: self._languages().default,
            has_courier=lambda: self._control.has_courier,
            has_printer=lambda: self._printing.is_ready,
            notice=self._notice,
            tell_screen=self._tell_screen,
            tell_courier=self._control.tell_courier,
            take=self._take,
            note=self._note,
            clean=self._cleaning.note,
            reload=self.reload,
            renew_screens=self._renew_screens,
            look_at_printer=self._printing.renew,
            close=self.stop_wished.set,
            begin=self._jobs.begin,
        )
        return staffing.StaffDesk(house, staffing.door_of(self._data), self._loop.time)

    def _configure(self, *, plain: bool, backdrop: bool = False) -> Configure:
        return configuration(
            self.plan,
            self._options,
            slot=self._data.slot,
            recipients=self._footing.recipients,
            languages=self._languages(),
            notice=self._notice(),
            cleaned_at=self._cleaning.told(),
            plain=plain,
            backdrop=backdrop,
        )

    def _languages(self) -> Languages:
        return languages_of(self.plan, self._options, self._fittings.language)

    def _keep_good(self, number: int) -> None:
        screen = self._stage.find(number)
        if screen is None or screen.plain or screen.generation == self._kept_generation:
            return
        if screen.generation == self._stage.generation:
            self._kept_generation = screen.generation
            self._jobs.begin(self._footing.keeping())

    def _notice(self) -> str:
        return notice_of(self.plan, self._outbox)

    def _status(self) -> Status:
        courier = self._courier.state if self._options.courier else "its own service"
        return status_of(self._stage, self.plan, self._outbox, self._fleet.link, courier)
