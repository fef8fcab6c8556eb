# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Builds the window and its presenters, warms them, and connects them with the supervisor."""

import logging
import secrets
import socket
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QRect, Qt, QTranslator, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QPixmapCache
from PySide6.QtWidgets import QApplication

from kiosk.languages import catalogues_dir, languages
from kiosk.screen.collecting import Collector
from kiosk.screen.front_desk import FrontDesk
from kiosk.screen.guide.switch import Switch
from kiosk.screen.guide.voicing import Voicing
from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.link import SupervisorLink
from kiosk.screen.living import living
from kiosk.screen.pages.attract import AttractPage
from kiosk.screen.pages.home import HomePage
from kiosk.screen.pages.notice import NOT_SET_UP, OUT_OF_ORDER, NoticePage
from kiosk.screen.presenters.aloud import AloudDesk
from kiosk.screen.presenters.facts import with_unbroken_phones
from kiosk.screen.presenters.help import HelpDesk
from kiosk.screen.presenters.hours import clock_time, is_clock_right, opening_today
from kiosk.screen.presenters.library import LibraryDesk
from kiosk.screen.presenters.paper import PaperDesk
from kiosk.screen.presenters.request import RequestDesk
from kiosk.screen.presenters.settings import SettingsDesk
from kiosk.screen.presenters.take_home import TakeHomeDesk
from kiosk.screen.quiet import QuietKeeper
from kiosk.screen.route import CARDS, Route, RouteName
from kiosk.screen.shell import Shell
from kiosk.screen.staff.cleaning import Cleaner
from kiosk.screen.staff.keeper import StaffKeeper
from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import Look, Panel, make_look, measure_panel, reachable
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.accessible import tell_parts
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.page import Page
from kiosk.session.messages import (
    Broken,
    CardUp,
    Configure,
    EndReason,
    Ready,
    ScreenKind,
    Shown,
    Standing,
    VisitBegan,
    VisitEnded,
)

if TYPE_CHECKING:
    from kiosk.screen.guide.narrator import Narrator
    from kiosk.screen.speech import Speech

_log = logging.getLogger(__name__)

ENDED_S = 10
"""An ended screen that nobody ended leaves by itself: the supervisor hangs."""
ALONE_S = 5
"""A screen without supervisor covers itself and exits after this (DESIGN.md 2)."""
PICTURES_KB = 16_384
"""Pictures kept as drawn, in KiB: those of the home page and of a list or two."""
WINDOW_PART = 0.9
WINDOW_ASPECT = 9 / 16
WINDOW_PANEL_MM = 268.0
"""A window on a desktop stands for a 21.5 inch portrait panel, 268 mm wide."""


def run_screen(
    config: Configure, line: socket.socket, began_s: float, voice_fd: int | None = None
) -> int:
    """Show one screen until the supervisor ends this process; returns its exit code."""
    app = QApplication(["infusion-kiosk"])
    app.setQuitOnLastWindowClosed(False)
    geometry = _choose_geometry(app, config.window)
    stage = Stage(app, config, line, geometry, began_s=began_s, voice_fd=voice_fd)
    sys.excepthook = stage.break_down
    collector = Collector(app)
    stage.begin()
    collector.settle()
    return app.exec()


def _choose_geometry(app: QApplication, window: ScreenKind) -> QRect:
    screen = app.primaryScreen()
    if window is ScreenKind.FULL_SCREEN:
        return screen.geometry()
    room = screen.availableGeometry()
    height = round(room.height() * WINDOW_PART)
    width = min(room.width(), round(height * WINDOW_ASPECT))
    return QRect(
        room.center().x() - width // 2, room.top() + (room.height() - height) // 2, width, height
    )


class Stage(QObject):
    """Everything of one screen process that lives as long as it does.

    Args:
        app: The application; it shows one stage.
        config: What the supervisor said.
        line: The socket to it.
        geometry: Where the window goes.
        began_s: Monotonic time at which the process began.
        voice_fd: Its end of the pair to a voice, or None where there can be none.
        monotonic_s: The clock of the visit, seconds.
    """

    def __init__(
        self,
        app: QApplication,
        config: Configure,
        line: socket.socket,
        geometry: QRect,
        *,
        began_s: float,
        voice_fd: int | None = None,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._app, self._geometry = app, geometry
        self._voice_fd = voice_fd
        self._config = shown = with_unbroken_phones(config)
        self._began_s = began_s
        for scheme in ("http", "https", "file", "mailto", "tel"):
            # The stub says bytes; the binding of 6.12 takes text only.
            QDesktopServices.setUrlHandler(scheme, self, "refuse_link")  # type: ignore[arg-type]
        load_type_face()
        QPixmapCache.setCacheLimit(PICTURES_KB)
        self._choices = VisitChoices(
            config.languages.default, config.display.theme, calm=not self._may_move()
        )
        self._translator = QTranslator(self)
        self._qt_translator = QTranslator(self)
        self._link = SupervisorLink(line, self)
        self._jobs = JobRunner(self)
        self._library = LibraryDesk(shown, self._jobs, self._choices, self)
        aloud = AloudDesk(
            self._get_speech, self._jobs, self._library.read_names, self._choices, self
        )
        if voice_fd is not None:
            self._library.aloud = aloud
        self._paper = PaperDesk(self)
        self._requests = RequestDesk(
            config,
            self._jobs,
            self._choices,
            self._library.read_form,
            self,
            paper=self._paper,
            read_about=self._library.read_about,
        )
        self._requests.aloud = self._library.aloud
        self._take_home = TakeHomeDesk(
            config,
            self._jobs,
            self._choices,
            self._library.read_library,
            self,
            paper=self._paper,
        )
        self._help = HelpDesk(shown, self, speaks=voice_fd is not None)
        self.settings = SettingsDesk(self._choices, self._can_lower, self)
        self._shown_at_s = 0.0
        self._card_is_up = False
        self._cleaned_at = config.cleaned_at
        self._first: AttractPage | None = None
        self._speak(self._choices.language)
        self._dress(self._look())
        self._shell = Shell(
            config,
            self._choices,
            make_page=self._make_page,
            make_settings=self.settings.make,
            make_look=self._look,
            monotonic_s=monotonic_s,
        )
        self._quiet = QuietKeeper(config.display.quiet, config.center.hours, self._shell)
        self._cleaner = Cleaner(self._shell, monotonic_s)
        self._staff = StaffKeeper(
            self._shell,
            self._link,
            self._cleaner,
            jobs=self._jobs,
            paper=self._paper,
            read_library=self._library.read_library,
            monotonic_s=monotonic_s,
        )
        self._desk = FrontDesk(
            self._shell,
            self._link,
            self._cleaner,
            self._choices,
            name=config.kiosk,
            has_form=self._requests.has_unsent,
            wants_help=self._help.is_wanted,
            is_dark=lambda: self._quiet.is_dark,
            monotonic_s=monotonic_s,
        )
        self._voicing = Voicing(
            self._shell,
            self._link,
            config.speech,
            self._choices,
            speech=self._get_speech,
            aloud=aloud,
            monotonic_s=monotonic_s,
        )
        self.switch = Switch(self._shell, self._choices, config.speech, self._voicing, monotonic_s)
        self._connect()

    @cached_property
    def speech(self) -> "Speech":
        """The line to this visit's voice; nothing of it is loaded before it is asked for."""
        from kiosk.screen.speech import Speech  # noqa: PLC0415 - see above

        speech = Speech(self._voice_fd, self._link.say, self)
        self._link.speech_failed.connect(speech.lose)
        return speech

    def _get_speech(self) -> "Speech":
        return self.speech

    @property
    def guide(self) -> "Narrator":
        """Self-voicing; nothing of it is loaded before it is asked for."""
        return self._voicing.narrator

    def begin(self) -> None:
        """Warm up the hidden window; ``Ready`` goes to the supervisor when it is."""
        tell_parts()
        first, ref = self._first_page(), self._config.opens
        if ref and first is RouteName.ATTRACT:
            first = RouteName.ARTICLE
        frameless = self._config.window is ScreenKind.FULL_SCREEN
        self._shell.prepare(self._geometry, frameless=frameless)
        self._staff.watch()
        self._cleaner.watch()  # last: it is asked first
        self._voicing.start.watch()  # takes no touch; headphones come out at any time
        self._shell.start(Route(first, ref))
        if first is RouteName.ATTRACT:
            self._library.fetch_facts(self._on_facts)
        else:
            later(self, self._ready)
        self._shell.grab()
        if self._config.tour:
            from kiosk.screen.tour_hands import TourHands  # noqa: PLC0415 - under --tour alone

            self._hands = TourHands(self._shell, self._link, self)

    def _first_page(self) -> RouteName:
        if self._config.standing in {Standing.NOT_SET_UP, Standing.OUT_OF_ORDER}:
            return RouteName.NOTICE
        return RouteName.ATTRACT

    @Slot(QUrl)
    def refuse_link(self, _url: QUrl) -> None:
        """Open nothing: no link leaves the kiosk."""

    def break_down(
        self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        """Meet an exception that nobody caught: cover the screen, say so, let the standby come.

        The log gets its kind and the places in the code; never its text, which may hold an answer.
        """
        reference = secrets.token_hex(3).upper()
        places = " < ".join(
            f"{Path(frame.filename).name}:{frame.lineno}"
            for frame in reversed(traceback.extract_tb(trace))
        )
        _log.error("reference %s: %s at %s", reference, kind.__name__, places)
        self._shell.cover()
        self._link.say(Broken(reference))

    def _connect(self) -> None:
        shell, link = self._shell, self._link
        link.show_requested.connect(self._on_show)
        link.late_news.connect(self._on_late)
        link.cleaned.connect(self._on_cleaned)
        link.printer_news.connect(self._paper.printer_news)
        link.printed.connect(self._paper.printed)
        link.lost.connect(self._on_lost)
        # A dark screen is dark again when what came over it has gone.
        shell.overlays.changed.connect(self._quiet.look, Qt.ConnectionType.QueuedConnection)
        shell.overlays.changed.connect(self._on_cover)
        shell.presented.connect(self._on_presented)
        shell.visit_began.connect(self._on_began)
        shell.visit_ended.connect(self._on_ended)
        self.settings.look_changed.connect(shell.change_look)
        self.settings.look_changed.connect(self.switch.follow)
        self.settings.language_chosen.connect(shell.choose_language)
        self.settings.languages_wanted.connect(self._on_other_languages)
        self.settings.done.connect(shell.drop_sheet)
        self.settings.voicing = self._voicing.current
        self.settings.voice_chosen.connect(self._voicing.choose)
        self._voicing.changed.connect(self._help.follow_voice)
        link.desk_news.connect(self._help.take_news)
        self._help.card_closed.connect(shell.go_back)
        self._help.changed.connect(self._desk.tell)
        self._quiet.changed.connect(self._desk.tell)
        shell.language_chosen.connect(self._speak)
        shell.look_changed.connect(self._dress)
        shell.watch_answers(self._requests.has_unsent, self._requests.is_sending)
        self._library.page_opened.connect(link.say)
        self._library.searched_in_vain.connect(link.say)
        self._library.card_closed.connect(shell.go_back)
        self._paper.wanted.connect(link.say)
        self._requests.request_stored.connect(link.say)
        self._requests.finished.connect(shell.clear)
        self._requests.another_wanted.connect(self._on_another)
        self._requests.step_changed.connect(shell.refresh_back)

    @Slot()
    def _on_cover(self) -> None:
        """Read nothing aloud, and change no words, behind a question."""
        covered = self._shell.overlays.asks_anything
        if self._library.aloud is not None and covered:
            self._library.aloud.hush()
        if (page := self._attract) is not None:
            page.cover(covered=covered)

    def _may_move(self) -> bool:
        """Whether a visit starts with motion: not where the center or the system asks for calm."""
        hints = QApplication.styleHints()
        asked = hints.accessibility().motionPreference()
        return self._config.display.motion and asked is not Qt.MotionPreference.ReducedMotion

    def _panel(self, *, low: bool) -> Panel:
        size = self._geometry.size()
        if self._config.window is ScreenKind.WINDOW:
            panel = measure_panel(size, (WINDOW_PANEL_MM, 0.0), self._config.display)
        else:
            physical = self._app.primaryScreen().physicalSize()
            panel = measure_panel(size, (physical.width(), physical.height()), self._config.display)
        return reachable(panel, self._config.display.floor_mm, low=low)

    def _can_lower(self) -> bool:
        return self._panel(low=True) != self._panel(low=False)

    def _look(self) -> Look:
        choices = self._choices
        look = make_look(
            choices.theme,
            self._panel(low=choices.low),
            choices.text_scale,
            accent=self._config.center.accent,
            calm=choices.calm,
            airy=choices.airy,
        )
        return replace(look, lined=choices.lined, left=choices.left)

    @Slot(Look)
    def _dress(self, look: Look) -> None:
        self._app.setStyleSheet(render_sheet(look))

    @Slot(str)
    def _speak(self, language: str) -> None:
        """Install the catalogues of ``language``; English is the language of the source."""
        QLocale.setDefault(QLocale(languages()[language].locale))
        for translator, name, folder in (
            (self._translator, f"kiosk_{language}", str(catalogues_dir())),
            (
                self._qt_translator,
                f"qtbase_{language}",
                QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
            ),
        ):
            self._app.removeTranslator(translator)
            if translator.load(name, folder):
                self._app.installTranslator(translator)

    def _make_page(self, route: Route, look: Look) -> Page:
        center = self._config.center
        if (is_card := route.name in CARDS) is not self._card_is_up:
            self._card_is_up = is_card
            self._link.say(CardUp(is_card))
        match route.name:
            case RouteName.ATTRACT:
                return self._make_attract(look)
            case RouteName.HOME:
                return HomePage(
                    look,
                    greeting=self._greeting(),
                    hours=opening_today(center.hours, datetime.now().astimezone()),
                    requests_offered=bool(self._config.requests.offered),
                )
            case RouteName.REQUEST if self._config.requests.offered:
                return self._requests.make(route.ref, look)
            case RouteName.OFFICES:
                return self._requests.make_offices(look)
            case RouteName.HELP | RouteName.REQUEST | RouteName.LANGUAGES | RouteName.LANGUAGE_CARD:
                return self._help.make(route, look)
            case RouteName.TAKE_HOME:
                return self._take_home.make(route, look)
            case RouteName.NOTICE:
                not_set_up = self._config.standing is Standing.NOT_SET_UP
                lines = NOT_SET_UP if not_set_up else OUT_OF_ORDER
                return NoticePage(look, lines, self._config.staff_notice)
            case _:
                page = self._library.make(route, look)
                if page is None:
                    raise LookupError(f"no page for {route.name.value}")
                return page

    @Slot()
    def _on_another(self) -> None:
        self._shell.open(Route(RouteName.REQUEST))

    @Slot()
    def _on_other_languages(self) -> None:
        self._shell.open(Route(RouteName.LANGUAGES))

    def _make_attract(self, look: Look) -> AttractPage:
        demo = self._config.standing is Standing.DEMO
        center = self._config.center
        hands, speaks = center.clean_hands, self._voice_fd is not None
        page = AttractPage(look, center.name, demo=demo, clean_hands=hands, speaks=speaks)
        page.show_cleaned(clock_time(self._cleaned_at))
        page.language_chosen.connect(self._shell.begin)
        self._first = page
        return page

    @property
    def _attract(self) -> AttractPage | None:
        return living(self._first)

    def _greeting(self) -> str:
        now = datetime.now().astimezone()
        ask = self.tr("How can we help while you wait?")
        if not is_clock_right(now):
            return ask
        if now.hour < 12:
            hello = self.tr("Good morning.")
        elif now.hour < 18:
            hello = self.tr("Good afternoon.")
        else:
            hello = self.tr("Good evening.")
        return f"{hello}\n{ask}"

    @Slot(Outcome)
    def _on_facts(self, outcome: Outcome) -> None:
        if (page := self._attract) is not None:
            page.show_facts(() if outcome.fault else outcome.value)
        self._shell.grab()
        self._ready()

    @Slot()
    def _ready(self) -> None:
        self._link.say(Ready(warm_ms=(time.monotonic() - self._began_s) * 1000))

    @Slot(str)
    def _on_show(self, after: str) -> None:
        self._shown_at_s = time.monotonic()
        if after and (page := self._attract) is not None:
            page.show_cleared()
        self._quiet.look()
        self._shell.present()

    @Slot()
    def _on_presented(self) -> None:
        self._link.say(Shown(ms=(time.monotonic() - self._shown_at_s) * 1000))

    @Slot(str)
    def _on_cleaned(self, cleaned_at: str) -> None:
        self._cleaned_at = cleaned_at
        if (page := self._attract) is not None:
            page.show_cleaned(clock_time(cleaned_at))

    @Slot(bool)
    def _on_late(self, late: bool) -> None:
        self._requests.late = late

    @Slot()
    def _on_began(self) -> None:
        self._link.say(VisitBegan())

    @Slot(str)
    def _on_ended(self, reason: str) -> None:
        self._forget()
        self._link.say(VisitEnded(EndReason(reason)))
        later(self, self._leave, after_ms=ENDED_S * 1000)

    def _forget(self) -> None:
        """Drop what was typed; the process ends in a moment, but may be late."""
        self._requests.forget()
        self._choices.query = ""

    @Slot()
    def _on_lost(self) -> None:
        """Cover the screen at once and end: nobody would end this visit any more."""
        self._shell.cover()
        self._forget()
        later(self, self._leave, after_ms=ALONE_S * 1000)

    @Slot()
    def _leave(self) -> None:
        """End the process; ``quit`` would first ask the window to close, which it never does."""
        self._app.exit(0)
