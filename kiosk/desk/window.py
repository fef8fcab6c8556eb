# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The window: what it is connected to, the kiosks, the requests."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.desk import words
from kiosk.desk.board import Board
from kiosk.desk.control import Control, Shown
from kiosk.desk.looks import Looks
from kiosk.desk.requests import RequestsPage
from kiosk.desk.week import WeekPage, week_of
from kiosk.fleet.protocol import Action

WEEK = 2
"""Place of the page about this week."""
TICK_MS = 1_000
SOON_MS = 40
"""News within so long are shown together."""
CHIME_EVERY = 8
"""Ticks from one chime to the next while somebody waits for an answer."""
GRACE_S = 3.0
"""A connection that takes no longer is not worth a word."""


class Bell(QObject):
    """Brings the line's call to the window's thread."""

    rung = Signal()


class DeskWindow(QWidget):
    """The window.

    Args:
        control: What it does with kiosks; None where this desk is not paired, and then why.
        requests: The page with requests.
        looks: Its looks.
        title: Name of the desk.
        bell: Rung when there is news.
        ring: Plays the chime; None for silence.
        why: Why it is not paired.
    """

    def __init__(
        self,
        control: Control | None,
        requests: RequestsPage,
        looks: Looks,
        *,
        title: str,
        bell: Bell,
        ring: Callable[[], None] | None = None,
        why: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Infusion kiosks"))
        self._control, self._requests, self._looks = control, requests, looks
        self._ring, self._ticks, self._was_ringing = ring, 0, False
        self._late = 0
        self.board = Board(looks)
        self.board.asked.connect(self._ask)
        for signal, act in (
            (self.board.answered, self._answer),
            (self.board.muted, self._mute),
            (self.board.forgotten, self._forget),
        ):
            signal.connect(act)
        self.week = WeekPage(looks)
        requests.counted.connect(self._count)
        self._lay_out(title, why)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        bell.rung.connect(self._soon.start)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start()
        for keys, call in (
            ("Ctrl+F", self._find),
            ("Ctrl+1", lambda: self._go(0)),
            ("Ctrl+2", lambda: self._go(1)),
            ("Ctrl+3", lambda: self._go(2)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(call)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(looks.px(1180), looks.px(760))
        self.look()

    @property
    def said(self) -> str:
        """What the banner says; empty where it is hidden."""
        return "" if self._banner.isHidden() else self._banner_words.text()

    def look(self) -> None:
        """Show what is known now."""
        if self._control is None:
            return
        shown = self._control.look()
        self.board.show_kiosks(shown)
        self._tell_connection()
        self._sound(shown)
        if self._stack.currentIndex() == WEEK:
            self._show_week(self._control)

    def _show_week(self, control: Control) -> None:
        today = control.now().astimezone().date()
        self.week.show_week(week_of(control.fleet.usages.values(), today))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget what was opened."""
        self._requests.sign_out()
        super().closeEvent(event)

    def _on_tick(self) -> None:
        self._ticks += 1
        self.look()

    def _sound(self, shown: tuple[Shown, ...]) -> None:
        rings = any(one.kiosk.rings for one in shown)
        if rings and (not self._was_ringing or self._ticks >= CHIME_EVERY):
            self._ticks = 0
            if self._ring is not None and not self._quiet.isChecked():
                self._ring()
            QApplication.alert(self)
            self._announce(shown)
        self._was_ringing = rings

    def _announce(self, shown: tuple[Shown, ...]) -> None:
        """Tell a screen reader who asks for help."""
        calls = [f"{k.place}: {words.help_words(k)}" for k in (s.kiosk for s in shown) if k.rings]
        event = QAccessibleAnnouncementEvent(self, ". ".join(calls))
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _tell_connection(self) -> None:
        if self._control is None:
            return
        fleet, now_s = self._control.fleet, self._control.clock()
        since_s = now_s - (fleet.turned_s if fleet.turned_s is not None else now_s)
        if fleet.is_up or (not fleet.why and fleet.turned_s is None):
            connected, connecting = self.tr("Connected"), self.tr("Connecting…")
            self._state.setText(connected if fleet.is_up else connecting)
            self._banner.hide()
            return
        self._state.setText(self.tr("Not connected"))
        if since_s >= GRACE_S or not self._banner.isHidden():
            self._say(
                self.tr(
                    "No connection to the kiosks for {age}: what you see is old, and nothing can "
                    "be sent. Please go to the kiosk itself. ({why})"
                ).format(age=words.age(int(since_s) // 10 * 10 or int(since_s)), why=fleet.why)
            )

    def _say(self, text: str) -> None:
        if self._banner_words.text() != text:
            self._banner_words.setText(text)
        self._banner.show()

    def _count(self, fresh: int, late_ones: int) -> None:
        text = self.tr("Requests")
        self._tabs[1].setText(f"{text} · {fresh}" if fresh else text)
        self._alarm.setVisible(late_ones > 0)
        self._alarm_words.setText(
            self.tr("Requests that nobody has opened for too long: {count}").format(count=late_ones)
        )
        if late_ones > self._late:
            if self._ring is not None and not self._quiet.isChecked():
                self._ring()
            QApplication.alert(self)
        self._late = late_ones

    def _ask(self, name: str, action: str, phrase: str, force: bool) -> None:
        if self._control is not None:
            self._control.ask(name, Action(action), phrase, force=force)
            self.look()

    def _answer(self, name: str) -> None:
        if self._control is not None:
            self._control.answer(name)
            self.look()

    def _mute(self, name: str) -> None:
        if self._control is not None:
            self._control.mute(name)
            self.look()

    def _forget(self, name: str) -> None:
        if self._control is not None:
            self._control.forget(name)
            self.look()

    def _find(self) -> None:
        self._go(0)
        self.board.go_to_search()

    def _go(self, number: int) -> None:
        for place, tab in enumerate(self._tabs):
            tab.setChecked(place == number)
        self._stack.setCurrentIndex(number)
        if number == 1:
            self._requests.go_in()
        self.look()

    def _lay_out(self, title: str, why: str) -> None:
        px = self._looks.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_header(title))
        self._banner_words, self._alarm_words = QLabel(), QLabel()
        self._banner = self._make_strip(self._banner_words)
        self._alarm = self._make_strip(self._alarm_words)
        show = QPushButton(self.tr("Show"))
        show.setProperty("fit", "small")
        show.clicked.connect(lambda _: self._go(1))
        layout = self._alarm.layout()
        if layout is not None:
            layout.addWidget(show)
        column.addWidget(self._banner)
        column.addWidget(self._alarm)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._not_paired(why) if self._control is None else self.board)
        self._stack.addWidget(self._requests)
        self._stack.addWidget(self.week)
        column.addWidget(self._stack, 1)
        self.setMinimumSize(px(620), px(460))

    def _make_header(self, title: str) -> QFrame:
        px = self._looks.px
        header = QFrame()
        header.setProperty("ground", "header")
        row = QHBoxLayout(header)
        row.setContentsMargins(px(20), px(10), px(20), px(10))
        row.setSpacing(px(8))
        name = QLabel(title)
        name.setProperty("role", "heading")
        row.addWidget(name)
        row.addSpacing(px(16))
        self._tabs = []
        names = (self.tr("Kiosks"), self.tr("Requests"), self.tr("This week"))
        for number, text in enumerate(names):
            tab = QPushButton(text)
            tab.setProperty("role", "tab")
            tab.setCheckable(True)
            tab.setChecked(number == 0)
            tab.clicked.connect(lambda _=False, number=number: self._go(number))
            self._tabs.append(tab)
            row.addWidget(tab)
        row.addStretch(1)
        self._state = QLabel(self.tr("Not paired"))
        self._state.setProperty("tone", "second")
        row.addWidget(self._state)
        row.addSpacing(px(8))
        self._quiet = QPushButton(self.tr("Sound off"))
        self._quiet.setProperty("role", "tab")
        self._quiet.setProperty("fit", "small")
        self._quiet.setCheckable(True)
        self._quiet.setVisible(self._ring is not None)
        row.addWidget(self._quiet)
        return header

    def _make_strip(self, said: QLabel) -> QFrame:
        strip = QFrame()
        strip.setProperty("ground", "banner")
        said.setWordWrap(True)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setProperty("tone", "on-today")
        row = QHBoxLayout(strip)
        row.setContentsMargins(*[self._looks.px(n) for n in (20, 10, 20, 10)])
        row.addWidget(said, 1)
        strip.hide()
        return strip

    def _not_paired(self, why: str) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        head = QLabel(self.tr("This desk is not paired with the kiosks yet."))
        head.setProperty("role", "heading")
        how = QLabel(self.tr("IT pairs it with: infusion-kioskctl desk pair"))
        reason = QLabel(why)
        reason.setProperty("tone", "second")
        column = QVBoxLayout(page)
        column.addStretch(1)
        for label in (head, how, reason):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(2)
        return page
