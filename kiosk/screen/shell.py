# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The window: header, page, keys, bottom bar; it knows routes and the visit's clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.screen.route import BARE, Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.bars import BottomBar, DemoStrip, Header
from kiosk.screen.widgets.curtain import Curtain
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.keyboard import Keyboard
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.text import Words
from kiosk.session.clock import Phase, visit_state
from kiosk.session.messages import Configure, EndReason, Standing
from kiosk.settings import Theme

SETTLE_S = 0.4
"""A new screen ignores input this long: a double tap on Clear must not press Begin."""
TICK_MS = 250
CARD_S = 300
"""The staff card stays up this long without a touch (issue: "leave it up for 5 minutes")."""

_USE = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)
_INPUT = _USE | {
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.KeyRelease,
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the history: where, and how far down."""

    route: Route
    fraction: float = 0.0


class Shell(QWidget):
    """The one window of a screen.

    Args:
        config: What this screen may know.
        choices: Choices of the visit.
        make_page: Gives the page of a route; presenters stand behind it.
        make_look: Gives the look of a theme and text scale on this panel.
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
        make_page: Callable[[Route, Look], Page],
        make_look: Callable[[Theme, float], Look],
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._monotonic_s = monotonic_s
        self._config = config
        self._choices = choices
        self._make_page = make_page
        self._make_look = make_look
        self.look = make_look(choices.theme, choices.text_scale)
        self._trail: list[Stop] = []
        self._here = Route(RouteName.ATTRACT)
        self._page: Page | None = None
        self._unsent: Callable[[], bool] = bool
        self._sending: Callable[[], bool] = bool
        self._dirty = self._over = self._painted = False
        self._used_at_s = self._presented_at_s = monotonic_s()
        self._curtain: Curtain | None = None
        self._left: QWidget | None = None
        self.setObjectName("shell")
        self.setWindowTitle("Infusion kiosk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._tick = QTimer(self)
        self._tick.setObjectName("visit_clock")
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)

    def watch_answers(self, unsent: Callable[[], bool], sending: Callable[[], bool]) -> None:
        """Ask before clearing whether answers would be lost, and whether they are on their way."""
        self._unsent, self._sending = unsent, sending

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

    def present(self) -> None:
        """Come to the front; ``presented`` follows the first frame."""
        self._presented_at_s = self._monotonic_s()
        self.show()
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    # Pages

    @Slot(Route)
    def open(self, route: Route) -> None:
        """Go to ``route`` and remember the way back."""
        if self._here.name not in {RouteName.ATTRACT, RouteName.STAFF_CARD}:
            self._trail.append(Stop(self._here, self._page.place() if self._page else 0.0))
        if route.name is RouteName.HOME:
            self._trail.clear()
        self._here = route
        self._build()

    @Slot()
    def go_back(self) -> None:
        """Return to the page before, at the same place; the first page stays."""
        if self._page is not None and self._page.step_back():
            return
        stop = self._trail.pop() if self._trail else Stop(Route(RouteName.HOME))
        self._here = stop.route
        self._build(stop.fraction)

    @Slot()
    def go_home(self) -> None:
        """Return to the home page."""
        self.open(Route(RouteName.HOME))

    @Slot()
    def refresh_back(self) -> None:
        """Offer Back where it leads anywhere."""
        if self._bar is not None:
            self._bar.show_back(offered=self._here.name is not RouteName.HOME)

    def rebuild(self) -> None:
        """Make the page again in the language and look of now, at the same place."""
        self._build(self._page.place() if self._page else 0.0)

    def _build(self, fraction: float = 0.0) -> None:
        self._empty()
        bare = self._here.name in BARE
        config, look = self._config, self.look
        demo = config.standing is Standing.DEMO
        self._bar: BottomBar | None = None
        if demo and self._here.name is not RouteName.ATTRACT:
            self._column.addWidget(DemoStrip(look))
        if not bare:
            header = Header(look, config.center.name, self._choices.language)
            header.language_touched.connect(self.choose_language)
            self._column.addWidget(header)
        page = self._make_page(self._here, look)
        page.route_touched.connect(self.open)
        self._page = page
        self._column.addWidget(page, 1)
        self._keyboard = Keyboard(look, self._choices.language)
        self._keyboard.hide()
        self._keyboard.next_wanted.connect(self._on_next_field)
        self._keyboard.hidden.connect(self._on_keys_hidden)
        self._column.addWidget(self._keyboard)
        if not bare:
            self._column.addWidget(self._make_bar())
        self.refresh_back()
        if fraction:
            later(page, partial(page.return_to, fraction))
        later(page, page.begin)

    def _make_bar(self) -> BottomBar:
        bar = BottomBar(self.look)
        bar.home_touched.connect(self.go_home)
        bar.back_touched.connect(self.go_back)
        bar.help_touched.connect(self._on_help)
        bar.settings_touched.connect(self._on_settings)
        bar.clear_touched.connect(self.clear)
        self._bar = bar
        return bar

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.setParent(None)
                part.deleteLater()

    @Slot()
    def _on_help(self) -> None:
        if self._here.name is not RouteName.HELP:
            self.open(Route(RouteName.HELP))

    @Slot()
    def _on_settings(self) -> None:
        if self._here.name is not RouteName.SETTINGS:
            self.open(Route(RouteName.SETTINGS))

    # Choices

    @Slot(str)
    def choose_language(self, language: str) -> None:
        """Change the language and keep place and answers."""
        self._choices.language = language
        self.language_chosen.emit(language)
        self.rebuild()

    @Slot(str)
    def begin(self, language: str) -> None:
        """Leave the attract page in ``language``."""
        self._choices.language = language
        self.language_chosen.emit(language)
        self.open(Route(RouteName.HOME))

    @Slot(str)
    def choose_scale(self, percent: str) -> None:
        """Change the size of the words, in percent, and keep place and answers."""
        self._choices.text_scale = int(percent) / 100
        self._change_look()

    @Slot(str)
    def choose_theme(self, theme: str) -> None:
        """Change the colors and keep place and answers."""
        self._choices.theme = Theme(theme)
        self._change_look()

    def _change_look(self) -> None:
        self.look = self._make_look(self._choices.theme, self._choices.text_scale)
        self.look_changed.emit(self.look)
        self.rebuild()

    # The end of a visit

    @Slot()
    def clear(self) -> None:
        """End the visit; ask first when something was typed and not sent; not amid sending."""
        if self._sending():
            return
        if not self._unsent():
            self._end(EndReason.CLEARED)
            return
        curtain = Curtain(
            self.look,
            name="clear",
            question=self.tr("Nothing was sent. Clear it?"),
            detail=self.tr("Your answers will be gone from this screen."),
            yes=self.tr("Keep going"),
            no=self.tr("Clear my screen"),
            hides_all=False,
            parent=self,
        )
        curtain.yes.connect(self._drop_curtain)
        curtain.no.connect(self._on_clear_sure)
        self._raise_curtain(curtain)

    @Slot()
    def _on_clear_sure(self) -> None:
        self._end(EndReason.CLEARED)

    def _end(self, reason: EndReason) -> None:
        if not self._over:
            self._over = True
            self.cover()
            self.visit_ended.emit(reason.value)

    def cover(self) -> None:
        """Hide everything a visitor saw or typed; what follows is another process."""
        self._over = True
        self._tick.stop()
        self._drop_curtain()
        self._empty()
        self._page = self._bar = None
        wait = Words("One moment…\nUn momento…", "subheading", tone="second")
        wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(wait)

    def _raise_curtain(self, curtain: Curtain) -> None:
        self._drop_curtain()
        self._curtain = curtain
        self._left = QApplication.focusWidget()
        curtain.show()
        curtain.raise_()
        curtain.take_focus()

    @Slot()
    def _drop_curtain(self) -> None:
        if self._curtain is not None:
            self._curtain.hide()
            self._curtain.deleteLater()
            self._curtain = None
            if isinstance(self._left, TextField) and self.isAncestorOf(self._left):
                self._left.setFocus(Qt.FocusReason.OtherFocusReason)

    # The clock

    @Slot()
    def _on_tick(self) -> None:
        if self._over:
            return
        limits = self._config.visit
        quiet_s = self._monotonic_s() - self._used_at_s
        personal = (self._page is not None and self._page.is_personal) or self._unsent()
        if self._here.name is RouteName.STAFF_CARD:
            limits, personal = msgspec.structs.replace(limits, idle_s=CARD_S), False
        state = visit_state(limits, quiet_s=quiet_s, personal=personal)
        if state.phase is Phase.OVER:
            self._end(EndReason.IDLE)
        elif state.phase is Phase.WARNING:
            if self._curtain is None or self._curtain.objectName() != "idle":
                self._warn(personal=personal or self._unsent())
            if self._curtain is not None:
                self._curtain.show_count(state.seconds_left)

    def _warn(self, *, personal: bool) -> None:
        curtain = Curtain(
            self.look,
            name="idle",
            question=self.tr("Are you still here?"),
            detail=self.tr("This screen will be cleared for the next person."),
            yes=self.tr("I am still here") if personal else self.tr("I need more time"),
            no=self.tr("I am someone else: start fresh")
            if personal
            else self.tr("Clear my screen"),
            hides_all=personal,
            parent=self,
        )
        curtain.yes.connect(self._on_still_here)
        curtain.no.connect(self._on_clear_sure)
        self._raise_curtain(curtain)

    @Slot()
    def _on_still_here(self) -> None:
        self._used_at_s = self._monotonic_s()
        self._drop_curtain()

    # Events

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count every use, swallow input while the screen settles or after the visit's end."""
        kind = event.type()
        if kind in _INPUT:
            if self._over or self._is_settling():
                return True
            if kind in _USE:
                self._used()
        elif kind is QEvent.Type.FocusIn:
            self._bring_keys()
        return False

    def _is_settling(self) -> bool:
        return self._monotonic_s() - self._presented_at_s < SETTLE_S

    def _used(self) -> None:
        warned = self._curtain is not None and self._curtain.objectName() == "idle"
        if not warned:
            self._used_at_s = self._monotonic_s()
        if not self._dirty and self._here.name is not RouteName.NOTICE:
            self._dirty = True
            self._tick.start()
            self.visit_began.emit()

    def _bring_keys(self) -> None:
        later(self, self._on_focus_settled)

    @Slot()
    def _on_focus_settled(self) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, TextField):
            self._keyboard.serve(field)
            self._page_room(keys=True)
            if self._page is not None and self._page.scroller is not None:
                later(field, partial(self._page.keep_visible, field))

    @Slot()
    def _on_next_field(self) -> None:
        fields = self._page.findChildren(TextField) if self._page is not None else []
        here = QApplication.focusWidget()
        following = fields[fields.index(here) + 1 :] if here in fields else []
        if following:
            following[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self._page is None or not self._page.keys_done():
            self._keyboard.put_away()
            self._on_keys_hidden()

    @Slot()
    def _on_keys_hidden(self) -> None:
        # A field that kept the focus could not ask for the keys again when it is touched.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page_room(keys=False)

    def _page_room(self, *, keys: bool) -> None:
        if self._page is not None:
            self._page.make_room(keys=keys)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never close by a key or a window manager; the process ends it."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a curtain over everything."""
        super().resizeEvent(event)
        if self._curtain is not None:
            self._curtain.setGeometry(self.rect())

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
