# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The window: header, page, keys, bottom bar; it knows routes and the visit's clock."""

import time
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.library.model import Picture
from kiosk.screen.focus import BACK_KEYS, ENTER_KEYS, give_focus, move_focus, name_in_focus
from kiosk.screen.frame import Frame, make_frame
from kiosk.screen.keys import KeysHost
from kiosk.screen.overlays import Overlays
from kiosk.screen.pages.curtains import clear_question, idle_question
from kiosk.screen.route import BARE, CARDS, Route, RouteName, Stop
from kiosk.screen.taps import INPUT, USE, DoubleTaps
from kiosk.screen.theme.look import Look
from kiosk.screen.use import is_aside
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.accessible import ASSISTED, tell_in_order
from kiosk.screen.widgets.bars import BottomBar
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.sheet import Sheet, SheetPages
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.transition import Transition, Way, on_glass
from kiosk.session.clock import Phase, visit_state
from kiosk.session.messages import Configure, EndReason

SETTLE_S = 0.4
"""A new screen ignores input this long: a double tap on Clear must not press Begin."""
TICK_MS = 250


class Shell(QWidget):
    """The one window of a screen.

    Args:
        config: What this screen may know.
        choices: Choices of the visit.
        make_page: Gives the page of a route; presenters stand behind it.
        make_settings: Gives the column of the sheet for this visit's settings.
        make_look: Gives the look that the choices ask for on this panel.
        monotonic_s: The clock of the visit, seconds.

    Signals:
        presented: The first frame after ``present`` has been painted.
        visit_began: The first touch.
        visit_ended: The visit is over; carries ``EndReason`` as text.
        language_chosen: The visitor wants a language; carries its code.
        look_changed: The sheet must be rendered again; carries a ``Look``.
    """

    presented = Signal()
    visit_began = Signal()
    visit_ended = Signal(str)
    language_chosen = Signal(str)
    look_changed = Signal(Look)

    def __init__(
        self,
        config: Configure,
        choices: VisitChoices,
        *,
        make_page: Callable[[Route, Look], Page],
        make_settings: Callable[[Look], SheetPages],
        make_look: Callable[[], Look],
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._monotonic_s = monotonic_s
        self._config = config
        self._logo = Picture(config.logo, config.logo_type) if config.logo else None
        self._choices = choices
        self._make_page = make_page
        self._make_settings = make_settings
        self._make_look = make_look
        self.look = make_look()
        self._trail: list[Stop] = []
        self._here = Route(RouteName.ATTRACT)
        self._page: Page | None = None
        self._bar: BottomBar | None = None
        self._keys: KeysHost | None = None
        self._frame: Frame | None = None
        self._unsent: Callable[[], bool] = bool
        self._sending: Callable[[], bool] = bool
        self._dirty = self._over = self._painted = False
        self._used_at_s = self._presented_at_s = monotonic_s()
        self._sheet: Sheet | None = None
        self._left = ""
        self.takers: list[Callable[[QEvent], bool]] = []  # asked for what counts, before pages
        self.overlays = Overlays(self)
        self.overlays.above_px = self.look.panel.above_px
        self._taps = DoubleTaps(self.look.px("target"))
        self.setObjectName("shell")
        self.setWindowTitle("Infusion kiosk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # The glass never grows: keys come up before their page has made room for them.
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._tick = QTimer(self)
        self._tick.setObjectName("visit_clock")
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)

    def watch_answers(self, unsent: Callable[[], bool], sending: Callable[[], bool]) -> None:
        """Ask before clearing whether answers would be lost, and whether they are on their way."""
        self._unsent, self._sending = unsent, sending

    @property
    def is_fresh(self) -> bool:
        """Whether the first page waits and nobody has touched it."""
        return self._here.name is RouteName.ATTRACT and not (self._dirty or self._over)

    def start(self, route: Route) -> None:
        """Show the first page of this screen: attract, or a notice."""
        self._here = route
        self._build()

    def prepare(self, geometry: QRect, *, frameless: bool) -> None:
        """Build the hidden native window, so that ``present`` has only to show it."""
        if frameless:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.setCursor(Qt.CursorShape.BlankCursor)
        self.setGeometry(geometry)
        self.ensurePolished()
        self.winId()
        # All input passes the native window; a filter on the application would see, in Python,
        # thousands of events for each page.
        self.windowHandle().installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def present(self) -> None:
        """Come to the front; ``presented`` follows the first frame."""
        self._presented_at_s = self._monotonic_s()
        self.show()
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Pages

    @Slot(Route)
    def open(self, route: Route) -> None:
        """Go to ``route`` and remember the way back; not amid sending, whose receipt is due."""
        if self._sending():
            return
        if self._here.name not in CARDS | {RouteName.ATTRACT}:
            self._trail.append(Stop(self._here, self._place_now(), name_in_focus()))
        way = Way.ONWARD
        if route.name is RouteName.HOME:
            self._trail.clear()
            way = Way.HOME
        self._here = route
        self._turn_to(way)

    @Slot()
    def go_back(self) -> None:
        """Close what lies over the page, or return to the page before, at the same place."""
        if self._sheet is not None:
            self.drop_sheet()
            return
        if self._sending():
            return
        if self._page is not None and self._page.step_back():
            return
        stop = self._trail.pop() if self._trail else Stop(Route(RouteName.HOME))
        self._here = stop.route
        self._turn_to(Way.BACK, stop.place)
        give_focus(self, stop.focus, self._page)

    @Slot()
    def go_home(self) -> None:
        """Return to the home page."""
        self.open(Route(RouteName.HOME))

    @Slot()
    def refresh_back(self) -> None:
        """Offer Back where it leads anywhere; what is on the glass has just changed."""
        self._taps.begin_page(self._monotonic_s())
        if self._bar is not None:
            away = self._here.name is not RouteName.HOME or self._sheet is not None
            self._bar.show_back(offered=away)

    def _rebuild(self, place: float) -> None:
        """Make the page again in the language and look of now, at the place that it was at."""
        sheet = self._sheet is not None
        focused = QApplication.focusWidget()
        name = focused.objectName() if isinstance(focused, TouchButton | AnyField) else ""
        self._build(place)
        if sheet:
            self._raise_sheet(again=True)
        give_focus(self, name)

    def _turn_to(self, way: Way, place: float = 0.0) -> None:
        """Build the page of now and let it come in from its side, if things may move."""
        self.overlays.drop_move()
        moves = self._painted and self.look.ms("page_ms") > 0
        was_bare = self._bar is None
        was = self.rect() if was_bare or self._page is None else self._page.geometry()
        old = on_glass(self, was) if moves else QPixmap()
        self._build(place, same_frame=True)
        if not moves or self._page is None:
            return
        if was_bare or self._bar is None:
            way = Way.HERE
        self._column.activate()
        move = Transition(self.look, old, was, way, self)
        move.setGeometry(was.united(self._page.geometry()))
        self.overlays.begin_move(move)
        move.follow(self._page)

    @property
    def is_moving(self) -> bool:
        """Whether a page is on its way in."""
        return self.overlays.is_moving

    def _build(self, place: float = 0.0, *, same_frame: bool = False) -> None:
        """Make the page of now, and what stands around it unless that is as it was."""
        self._take_sheet()
        bare = self._here.name in BARE
        frame, old = self._frame, self._page
        if frame is None or old is None or bare or frame.bar is None or not same_frame:
            self._empty()
            frame = self._frame = self._make_frame(bare=bare)
        else:
            self._leave(old, frame)
        self._page = page = self._make_page(self._here, self.look)
        page.route_touched.connect(self.open)
        self._column.insertWidget(self._column.indexOf(frame.keyboard), page, 1)
        page.show()
        self._keys = KeysHost(frame, page)
        self.refresh_back()
        if place:
            page.return_to(place)
        later(page, page.begin)
        tell_in_order(self._column)
        self.overlays.stay_above()

    def _make_frame(self, *, bare: bool) -> Frame:
        """Put what stands around a page into the empty window."""
        attract = self._here.name is RouteName.ATTRACT
        about = self._config, self.look, self._choices, self._logo, self._monotonic_s
        frame = make_frame(*about, bare=bare, attract=attract)
        for part in frame.parts:
            self._column.addWidget(part)
            if part is not frame.keyboard:
                part.show()  # at once, so that the layout counts it now
        frame.make_room(keys=False)
        if frame.header is not None:
            frame.header.language_touched.connect(self.choose_language)
        if frame.bar is not None:
            frame.bar.home_touched.connect(self.go_home)
            frame.bar.back_touched.connect(self.go_back)
            frame.bar.help_touched.connect(self._on_help)
            frame.bar.settings_touched.connect(self._on_settings)
            frame.bar.clear_touched.connect(self.clear)
        self._bar = frame.bar
        return frame

    def _leave(self, page: Page, frame: Frame) -> None:
        """Take the page before away; the focus goes to the window, not to what stood beside it."""
        here = QApplication.focusWidget()
        if here is not None and page.isAncestorOf(here):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        frame.keyboard.put_away()
        frame.make_room(keys=False)
        self._column.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _empty(self) -> None:
        self._bar = self._keys = self._page = self._frame = None
        while (item := self._column.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()

    @Slot()
    def _on_help(self) -> None:
        if self._here.name is not RouteName.HELP:
            self.open(Route(RouteName.HELP))

    # The sheet of this visit's settings

    @Slot()
    def _on_settings(self) -> None:
        if self._sheet is None:
            self._raise_sheet(again=False)
        else:
            self.drop_sheet()

    def _raise_sheet(self, *, again: bool) -> None:
        """Lay the settings over the page; made ``again`` after a choice, they do not move."""
        if self._page is None or self._keys is None:
            return
        self._left = self._left if again else name_in_focus()
        self.overlays.let_go()
        self.overlays.drop_move()
        self._page.hush()
        self._keys.put_away()
        self._column.activate()
        sheet = Sheet(self.look, self._make_settings(self.look), name="settings", parent=self)
        sheet.left.connect(self.drop_sheet)
        sheet.cover(self._page.geometry())
        self._sheet = sheet
        sheet.show()
        sheet.raise_()
        if again:
            sheet.settle()
        elif self._taps.by_key:
            later(sheet, sheet.take_focus)
        self.refresh_back()

    @Slot()
    def drop_sheet(self) -> None:
        """Put the settings away, if they lie over the page; the focus goes back where it was."""
        if self._sheet is not None:
            self._take_sheet()
            give_focus(self, self._left)

    def _take_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None
            self.refresh_back()

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Go on in reading order; past the page while the sheet lies over it."""
        return move_focus(self, self._sheet or self._page, onwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that no part took: Enter in a field goes on, Escape leads back."""
        if self._bar is None or self.overlays.asks_anything:
            return
        if event.key() in BACK_KEYS and self._bar.offers_back:
            self.go_back()
        elif event.key() in ENTER_KEYS and self._keys is not None:
            self._keys.go_on()

    # Choices

    @Slot(str)
    def choose_language(self, language: str) -> None:
        """Change the language and keep place and answers."""
        place = self._place_now()
        self._choices.language = language
        self.language_chosen.emit(language)
        self._rebuild(place)

    @Slot(str)
    def begin(self, language: str) -> None:
        """Leave the attract page in ``language``."""
        self._choices.language = language
        self.language_chosen.emit(language)
        self.open(Route(RouteName.HOME))

    @Slot()
    def change_look(self) -> None:
        """Follow a choice of the visit: make everything anew, and keep place and answers."""
        place = self._place_now()  # before the new sheet makes the old page longer
        self.look = self._make_look()
        self.overlays.above_px = self.look.panel.above_px
        self._taps.touch = self._choices.touch
        self.look_changed.emit(self.look)
        self._rebuild(place)

    def _place_now(self) -> float:
        """Return where the page is scrolled to, in its own measure."""
        return self._page.place() if self._page else 0.0

    # The end of a visit

    @Slot()
    def clear(self) -> None:
        """End the visit; ask first when something was typed and not sent; not amid sending."""
        if self._sending():
            return
        if not self._unsent():
            self.end(EndReason.CLEARED)
            return
        curtain = clear_question(self.look, self)
        curtain.yes.connect(self.overlays.drop_curtain)
        curtain.no.connect(self._on_clear_sure)
        self.overlays.raise_curtain(curtain)

    @Slot()
    def _on_clear_sure(self) -> None:
        self.end(EndReason.CLEARED)

    def end(self, reason: EndReason) -> None:
        """End the visit at once, whatever is on the glass."""
        if not self._over:
            self._over = True
            self.cover()
            self.visit_ended.emit(reason.value)

    def cover(self) -> None:
        """Hide everything a visitor saw or typed; what follows is another process."""
        self._over = True
        self._tick.stop()
        self.overlays.drop_curtain()
        self._take_sheet()
        self.overlays.drop_move()
        self._empty()
        wait = Words("One moment…\nUn momento…", "subheading", tone="second")
        wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(wait)

    # The clock

    @Slot()
    def _on_tick(self) -> None:
        if self._over or self.overlays.is_apart:
            return
        if self._page is not None and self._page.is_busy:
            self._used_at_s = self._monotonic_s()
        limits = self._config.visit
        quiet_s = self._monotonic_s() - self._used_at_s
        personal = (self._page is not None and self._page.is_personal) or self._unsent()
        if self._page is not None and self._page.idle_s:
            limits, personal = msgspec.structs.replace(limits, idle_s=self._page.idle_s), False
        state = visit_state(limits, quiet_s=quiet_s, personal=personal)
        if state.phase is Phase.OVER:
            self.end(EndReason.IDLE)
        elif state.phase is Phase.WARNING:
            if not self.overlays.asks("idle"):
                self._warn(personal=personal or self._unsent())
            self.overlays.show_count(state.seconds_left)

    def _warn(self, *, personal: bool) -> None:
        curtain = idle_question(
            self.look, self, personal=personal, seconds=self._config.visit.warning_s
        )
        curtain.yes.connect(self._on_still_here)
        curtain.no.connect(self._on_clear_sure)
        self.overlays.raise_curtain(curtain)

    @Slot()
    def _on_still_here(self) -> None:
        self._used_at_s = self._monotonic_s()
        self.overlays.drop_curtain()

    # Events

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count every use, swallow input while the screen settles or after the visit's end."""
        kind = event.type()
        if kind in INPUT:
            if self._over or self._is_settling():
                event.setAccepted(kind != ASSISTED)  # a touch is taken, an assistive act is not
                return True
            if self._taps.is_second(event, self._monotonic_s()):
                return True
            if self._taps.is_too_short(event, self._monotonic_s()):
                self.overlays.let_go()
            if kind in USE and not (self.is_fresh and is_aside(event, self)):
                self.use()
            return any(takes(event) for takes in self.takers)
        return False

    @Slot(QWidget, QWidget)
    def _on_focus(self, left: QWidget | None, here: QWidget | None) -> None:
        """Bring the keys to a field, and see what a compose key of a real keyboard writes there."""
        if isinstance(left, AnyField):
            left.removeEventFilter(self)
        if isinstance(here, AnyField):
            here.installEventFilter(self)
        if self._keys is not None:
            self._keys.follow_focus()

    def _is_settling(self) -> bool:
        return self._monotonic_s() - self._presented_at_s < SETTLE_S

    def use(self) -> None:
        """Count a use: it begins the visit, or keeps it from ending."""
        if not self.overlays.asks("idle"):
            self._used_at_s = self._monotonic_s()
        is_apart = self.overlays.is_apart
        if not self._dirty and not is_apart and self._here.name is not RouteName.NOTICE:
            self._dirty = True
            self._tick.start()
            self.visit_began.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never close by a key or a window manager; the process ends it."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a curtain over everything."""
        super().resizeEvent(event)
        if self._sheet is not None and self._page is not None:
            self._column.activate()
            self._sheet.cover(self._page.geometry())
        self.overlays.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Announce the first frame once it is on its way."""
        super().paintEvent(event)
        if not self._painted and self.isVisible():
            self._painted = True
            later(self, self._on_first_frame)

    @Slot()
    def _on_first_frame(self) -> None:
        """Take the keyboard too: without a window manager only a mapped window can have it."""
        self.activateWindow()
        self.presented.emit()
