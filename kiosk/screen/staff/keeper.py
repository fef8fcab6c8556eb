# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Carries staff through the door, to their panel and out again; the supervisor judges and acts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.languages import source_language
from kiosk.library.codes import modules_of
from kiosk.library.reader import Library
from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.link import SupervisorLink
from kiosk.screen.living import living
from kiosk.screen.pages.staff_pad import LEAST_DIGITS, StaffPad
from kiosk.screen.pages.staff_panel import StaffPanel
from kiosk.screen.presenters.paper import PaperDesk
from kiosk.screen.shell import Shell
from kiosk.screen.staff.cleaning import STAFF_S, WIPE_S, Cleaner
from kiosk.screen.staff.facts import StaffFacts, support_text
from kiosk.screen.staff.hold import LongPress
from kiosk.screen.widgets.paper import Printing
from kiosk.session.messages import EndReason, PrintHandout
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
from kiosk.staff.panel import ActOutcome, PanelAct, Why

PAD_S = 30
"""The pad leaves by itself after so long without a touch (issue 8)."""
STAY_S = 10.0
"""At most so often the supervisor is told that the panel is in use."""
TICK_MS = 250
_ENDING = {PanelAct.END_SESSION, PanelAct.RESTART_SCREEN, PanelAct.CLOSE_KIOSK}


class StaffKeeper(QObject):
    """Shows pad and panel over whatever the shell shows, and says what they want.

    Args:
        shell: The window; owns this.
        link: The line to the supervisor.
        cleaner: Makes the screen inert.
        jobs: The worker, for the support code and the test sheet.
        paper: The way to the printer.
        read_library: Gives the library; called on the worker.
        monotonic_s: The clock of the visit, seconds.
    """

    def __init__(
        self,
        shell: Shell,
        link: SupervisorLink,
        cleaner: Cleaner,
        *,
        jobs: JobRunner,
        paper: PaperDesk,
        read_library: Callable[[], Library],
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__(shell)
        self._shell, self._link, self._cleaner = shell, link, cleaner
        self._jobs, self._paper, self._read_library = jobs, paper, read_library
        self._monotonic_s = monotonic_s
        self._facts = StaffFacts(self)
        self._pad: StaffPad | None = None
        self._panel: StaffPanel | None = None
        self._news: PanelNews | None = None
        self._sheet: PrintHandout | None = None
        self._used_s = self._stayed_s = 0.0
        self._idle_s = 0
        self._opens_s: float | None = None
        self._by_staff = self._is_over = False
        self._press = LongPress(shell, monotonic_s)
        self._press.done.connect(self._on_held)
        self._press.used.connect(self._on_used)
        self._timer = QTimer(self)
        self._timer.setObjectName("staff_clock")
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        link.staff_news.connect(self._on_news)
        link.lost.connect(self._on_over)
        shell.visit_ended.connect(self._on_over)
        cleaner.ended.connect(self._on_cleaned)
        paper.changed.connect(self._on_paper)

    def watch(self) -> None:
        """Begin to look for the long press; the native window is there."""
        self._press.watch()

    @Slot()
    def _on_over(self) -> None:
        self._is_over = True
        self._timer.stop()

    @Slot()
    def _on_used(self) -> None:
        """Somebody touches pad or panel."""
        self._used_s = now_s = self._monotonic_s()
        if living(self._panel) is not None and now_s - self._stayed_s >= STAY_S:
            self._stayed_s = now_s
            self._link.say(StaffAct(PanelAct.STAY))

    @Slot()
    def _on_tick(self) -> None:
        now_s, pad = self._monotonic_s(), living(self._pad)
        if living(self._panel) is not None:
            if now_s - self._used_s >= self._idle_s:
                self._leave()
        elif pad is None:
            self._timer.stop()
        elif now_s - self._used_s >= PAD_S:
            self._close_pad()
        elif self._opens_s is not None:
            left_s = self._opens_s - now_s
            if left_s > 0:
                pad.show_wait(round(left_s))
            else:
                self._opens_s = None
                pad.show_asking()
                self._link.say(OpenDoor())

    # The door

    @Slot()
    def _on_held(self) -> None:
        is_taken = living(self._pad) is not None or living(self._panel) is not None
        if self._is_over or is_taken or self._cleaner.is_cleaning:
            return
        self._pad = pad = StaffPad(self._shell.look, self._shell, monotonic_s=self._monotonic_s)
        pad.entered.connect(self._on_entered)
        pad.cancelled.connect(self._close_pad)
        pad.end_touched.connect(self._on_end)
        pad.wipe_touched.connect(self._on_wipe)
        self._shell.overlays.raise_curtain(pad)
        self._shell.refresh_back()
        self._used_s, self._opens_s = self._monotonic_s(), None
        self._timer.start()
        self._link.say(OpenDoor())

    @Slot()
    def _close_pad(self) -> None:
        if living(self._pad) is not None:
            self._pad = None
            self._shell.overlays.drop_curtain()
            self._shell.refresh_back()

    @Slot()
    def _on_end(self) -> None:
        self._shell.end(EndReason.CLEARED)

    @Slot()
    def _on_wipe(self) -> None:
        self._pad, self._by_staff = None, False
        self._cleaner.begin(WIPE_S)

    @Slot()
    def _on_entered(self) -> None:
        pad = living(self._pad)
        if pad is None:
            return
        pin = pad.take_pin()
        if len(pin) < LEAST_DIGITS:
            pad.show_short()
            return
        pad.show_checking()
        self._link.say(SignIn(pin))

    # What the supervisor says

    @Slot(object)
    def _on_news(self, news: ToPanel) -> None:
        pad, panel = living(self._pad), living(self._panel)
        match news:
            case SignedIn():
                self._come_in(news)
            case DoorIs(why=None) if pad is not None:
                pad.show_open()
            case DoorIs(why=why, wait_s=wait_s) if pad is not None:
                self._refuse(pad, why or Why.CANNOT, wait_s, 1)
            case SignInRefused(why=why, wait_s=wait_s, tries_left=tries_left) if pad is not None:
                self._refuse(pad, why, wait_s, tries_left)
            case PanelNews():
                self._news = news
                if panel is not None:
                    panel.show_facts(self._facts.facts_of(news))
            case ActDone(act=act, outcome=outcome) if panel is not None:
                self._on_act_done(panel, act, outcome)

    def _refuse(self, pad: StaffPad, why: Why, wait_s: int, tries_left: int) -> None:
        self._opens_s = self._monotonic_s() + wait_s if wait_s > 0 else None
        pad.show_refused(why, wait_s, tries_left)

    # The panel

    def _come_in(self, who: SignedIn) -> None:
        """Show the panel; where nobody waits for it any more, nobody stays signed in."""
        if living(self._pad) is None:
            self._leave()
            return
        self._pad = None
        self._panel = panel = StaffPanel(self._shell.look, who.name, who.acts, self._shell)
        panel.act_touched.connect(self._on_act)
        panel.code_touched.connect(self._on_code)
        panel.sheet_touched.connect(self._on_sheet)
        panel.left.connect(self._leave)
        self._idle_s, self._used_s = who.idle_s, self._monotonic_s()
        self._shell.overlays.raise_curtain(panel)
        self._shell.refresh_back()

    @Slot()
    def _leave(self) -> None:
        """End the process, as the end of a visit does."""
        self._shell.end(EndReason.STAFF)

    @Slot(object)
    def _on_act(self, act: PanelAct) -> None:
        if act in _ENDING and (panel := living(self._panel)) is not None:
            panel.rest()
        self._link.say(StaffAct(act))

    def _on_act_done(self, panel: StaffPanel, act: PanelAct, outcome: ActOutcome) -> None:
        if outcome is ActOutcome.NOT_SIGNED_IN:
            self._leave()
        elif act is PanelAct.BEGIN_CLEANING and outcome is ActOutcome.DONE:
            self._panel, self._by_staff = None, True
            self._cleaner.begin(STAFF_S)
        else:
            panel.say(act, self._facts.outcome_words(act, outcome))

    @Slot(bool)
    def _on_cleaned(self, whole: bool) -> None:
        """Say that the glass was wiped; who is signed in answers for a wipe that ended sooner."""
        if self._by_staff:
            self._is_over = True
            self._shell.cover()  # what follows is another process
        if whole or self._by_staff:
            self._link.say(Wiped())

    # Support code and test sheet

    @Slot()
    def _on_code(self) -> None:
        if (news := self._news) is not None:
            text = support_text(news)
            self._jobs.run("support", lambda: (modules_of(text), text), self._on_modules)

    @Slot(Outcome)
    def _on_modules(self, outcome: Outcome) -> None:
        panel = living(self._panel)
        if panel is not None and outcome.fault is None:
            panel.show_code(*outcome.value)

    @Slot()
    def _on_sheet(self) -> None:
        """Print an article, any one: the first of the list."""
        language = self._news.language if self._news is not None else source_language()

        def first() -> PrintHandout | None:
            cards = self._read_library().articles(language, count=1)
            return PrintHandout("article", cards[0].id, language) if cards else None

        self._jobs.run("test-sheet", first, self._on_first)

    @Slot(Outcome)
    def _on_first(self, outcome: Outcome) -> None:
        panel = living(self._panel)
        if panel is None:
            return
        if outcome.fault is not None or outcome.value is None:
            panel.show_printing(Printing.FAILED)
            return
        self._sheet = outcome.value
        self._paper.ask(outcome.value)

    @Slot()
    def _on_paper(self) -> None:
        panel = living(self._panel)
        if panel is not None and self._sheet is not None:
            panel.show_printing(self._paper.state_of(self._sheet))
