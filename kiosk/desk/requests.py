# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The page with the requests of the share: a list, one opened request, and marks.

Whoever is signed in is signed out after five minutes without a touch of mouse or keys, after an
hour in any case, and when the window is closed; then nothing that was opened is left in a widget.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kiosk.desk import words
from kiosk.desk.intake import FINISHED, Intake, Key, Listing, Request, Step, kind_of, late, unlock
from kiosk.desk.jobs import Jobs
from kiosk.desk.journal import Entry, Journal
from kiosk.desk.keeping import remove_finished
from kiosk.desk.looks import Looks
from kiosk.desk.paper import can_print, make_pdf, print_out
from kiosk.desk.reading import Opened
from kiosk.desk.request_view import RequestView
from kiosk.desk.request_words import (
    day_words,
    how_words,
    kind_words,
    language_words,
    step_words,
    trouble,
)
from kiosk.desk.signing_in import SigningIn
from kiosk.faults import EnvironmentFault

LIST_MS = 10_000
REMOVE_S = 3_600.0
IDLE_S = 300.0
LONGEST_S = 3_600.0
KIND_PX, KIND_NARROW_PX = 190, 130
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class RequestsPage(QWidget):
    """The page.

    Args:
        intake: The share; None where none is set up.
        looks: Its looks.
        journal: Where it is written down what people do here.
        key: The key file that is offered.
        limit: After which a request that nobody has opened is late.
        keep: How long finished requests stay in the share; None leaves them there.
        clock: Monotonic seconds.

    Signals: ``counted`` with the requests that nobody has opened, and those of them that are late.
    """

    counted = Signal(int, int)

    def __init__(
        self,
        intake: Intake | None,
        looks: Looks,
        journal: Journal,
        *,
        key: str = "",
        limit: timedelta = timedelta(hours=1),
        keep: timedelta | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._intake, self._looks, self._journal = intake, looks, journal
        self._key_file, self._limit, self._clock = key, limit, clock
        self._keep, self._removed_s = keep, clock() - REMOVE_S
        self._key: Key | None = None
        self._who = ""
        self._listing = Listing()
        self._opened: dict[str, Opened] = {}
        self._signed_s = self._touched_s = 0.0
        self._is_listing = False
        self._jobs: Jobs[object] = Jobs(self)
        self._signing: SigningIn | None = None
        self._view: RequestView | None = None
        self._lay_out()
        self._timer = QTimer(self, interval=LIST_MS)
        self._timer.timeout.connect(self.refresh)
        if intake is not None:
            self._timer.start()
            self.refresh()
        self._show_sign_in()

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody reads requests."""
        return self._key is not None

    @property
    def listing(self) -> Listing:
        """What lay in the share when it was last looked at."""
        return self._listing

    def go_in(self) -> None:
        """Go to what is to be done first here."""
        if self._signing is not None:
            self._signing.go_in()
        elif self.is_signed_in:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Look into the share; and sign out whoever has gone away."""
        now_s = self._clock()
        if self.is_signed_in and (
            now_s - self._touched_s > IDLE_S or now_s - self._signed_s > LONGEST_S
        ):
            self.sign_out()
        if self._intake is None or self._is_listing:
            return
        self._remove_finished(self._intake, now_s)
        self._is_listing = True
        intake, key, known = self._intake, self._key, frozenset(self._opened)
        self._jobs.run(lambda: _listed(intake, key, known), self._take_list, self._fail_list)

    def _remove_finished(self, intake: Intake, now_s: float) -> None:
        """Once an hour; a share that refuses is tried again then, and told by its list."""
        keep, journal = self._keep, self._journal
        if keep is None or now_s - self._removed_s < REMOVE_S:
            return
        self._removed_s = now_s
        self._jobs.run(
            lambda: remove_finished(intake, journal, keep, datetime.now(UTC)),
            lambda _: None,
            self._say,
        )

    def sign_out(self) -> None:
        """Forget the key and everything that was opened."""
        if self._key is not None:
            self._note("sign-out")
        self._key = None
        self._opened.clear()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._close_request()
        self._show_sign_in()
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in _INPUT:
            self._touched_s = self._clock()
        return super().eventFilter(watched, event)

    def sign_in(self, who: str, key_file: str, passphrase: str) -> None:
        """Open the key file, off the window's thread, and show the requests."""
        self._who = who
        self._jobs.run(
            lambda: unlock(Path(key_file), passphrase, who), self._take_key, self._fail_key
        )

    def open_code(self, code: str) -> None:
        """Open the request with a receipt code, if somebody is signed in."""
        request = next((r for r in self._listing.requests if r.label.code == code), None)
        if request is None or self._key is None or self._intake is None:
            return
        intake, key = self._intake, self._key
        self._jobs.run(
            lambda: key.open(intake.read(request)),
            lambda opened: self._show_request(request, opened),
            self._say,
        )

    def _take_key(self, key: object) -> None:
        assert isinstance(key, Key)  # noqa: S101 - what ``unlock`` gave
        self._key = key
        self._signed_s = self._touched_s = self._clock()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._note("sign-in")
        self._drop_sign_in()
        self._stack.setCurrentWidget(self._desk)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _fail_key(self, why: str) -> None:
        self._note("sign-in", "refused")
        if self._signing is not None:
            self._signing.say(trouble(why))

    def _take_list(self, result: object) -> None:
        self._is_listing = False
        assert isinstance(result, tuple)  # noqa: S101 - what ``_listed`` gave
        self._listing, found, key = result
        if key is self._key and key is not None:
            self._opened.update(found)
        self._say(self.tr("The share cannot be read.") if self._listing.problem else "")
        self._fill()

    def _fail_list(self, why: str) -> None:
        self._is_listing = False
        self._say(why)

    def _fill(self) -> None:
        now = datetime.now(UTC)
        chosen = self._list.currentItem()
        kept = chosen.text(1) if chosen is not None else ""
        fresh = sum(not request.marks for request in self._listing.requests)
        self.counted.emit(fresh, late(self._listing, now, self._limit))
        self._list.blockSignals(True)
        self._list.clear()
        for request in self._listing.requests if self.is_signed_in else ():
            if request.step in FINISHED and not self._all.isChecked():
                continue
            item = QTreeWidgetItem(self._columns(request, now))
            item.setData(0, Qt.ItemDataRole.UserRole, request.file)
            if not request.marks:
                for column in range(6):
                    item.setFont(column, self._looks.font(15, self._looks_strong))
            if request.is_late(now, self._limit):
                item.setForeground(5, self._looks.color("accent"))
            self._list.addTopLevelItem(item)
            if request.label.code == kept:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)
        self._none.setVisible(self._list.topLevelItemCount() == 0)
        self._damaged.setVisible(bool(self._listing.damaged))
        self._damaged.setText(
            self.tr("Files in the share that are no request: {count}").format(
                count=len(self._listing.damaged)
            )
        )

    def _columns(self, request: Request, now: datetime) -> list[str]:
        opened = self._opened.get(request.file)
        sent = request.label.created_at.astimezone()
        is_today = sent.date() == now.astimezone().date()
        step = step_words(request.step)
        if request.is_late(now, self._limit):
            minutes = int((now - request.label.created_at).total_seconds() // 60)
            step = self.tr("Waiting for {span}").format(span=words.span(minutes))
        return [
            f"{sent:%H:%M}" if is_today else day_words(sent),
            request.label.code,
            kind_words(kind_of(request.label)),
            language_words(opened) if opened else "",
            how_words(opened) if opened else "",
            step,
        ]

    def _show_request(self, request: Request, opened: object) -> None:
        if self._key is None or not isinstance(opened, Opened):
            return
        self._close_request()
        self._note("open", code=request.label.code)
        if not request.marks:
            self._mark(request, Step.OPENED)
        self._view = view = RequestView(self._looks, request, opened, prints=can_print())
        view.marked.connect(lambda step: self._mark(request, Step(step)))
        view.closed.connect(self._close_request)
        view.printed.connect(lambda: self._print(request, opened))
        self._halves.addWidget(view, 5)
        self._widen(is_alone=False)

    def _close_request(self) -> None:
        if self._view is not None:
            self._view.forget()
            self._view.hide()
            self._halves.removeWidget(self._view)
            self._view.deleteLater()
            self._view = None
            self._widen(is_alone=True)

    def _widen(self, *, is_alone: bool) -> None:
        """Show all columns, or leave out beside a request what stands in it."""
        for column in (3, 4):
            self._list.setColumnHidden(column, not is_alone)
        self._list.setColumnWidth(2, self._looks.px(KIND_PX if is_alone else KIND_NARROW_PX))

    def _mark(self, request: Request, step: Step) -> None:
        if self._intake is None or self._key is None:
            return
        intake, who, now = self._intake, self._key.who, datetime.now(UTC)
        if step is not Step.OPENED:
            self._note(f"mark-{step.value}", code=request.label.code)
        if step in FINISHED:
            self._close_request()
        self._jobs.run(
            lambda: intake.mark(request, step, who, now), lambda _: self.refresh(), self._say
        )

    def _print(self, request: Request, opened: Opened) -> None:
        self._note("print", code=request.label.code)
        pdf = make_pdf(f"{kind_words(kind_of(request.label))} {request.label.code}",
                       opened.lines, self._looks)  # fmt: skip
        self._jobs.run(
            lambda: print_out(pdf), lambda _: self._say(self.tr("Sent to the printer.")), self._say
        )

    def _note(self, what: str, outcome: str = "", code: str = "") -> None:
        try:
            self._journal.note(Entry(datetime.now(UTC), self._who, what, code, outcome))
        except EnvironmentFault as fault:
            self._say(str(fault))

    def _say(self, text: str) -> None:
        self._said.setText(trouble(text))
        self._said.setVisible(bool(text))

    def _show_sign_in(self) -> None:
        self._drop_sign_in()
        if self._intake is None:
            self._stack.setCurrentWidget(self._nothing)
            return
        self._signing = SigningIn(self._looks, self._key_file, self._who)
        self._signing.wanted.connect(self.sign_in)
        self._door.insertWidget(1, self._signing, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._stack.setCurrentIndex(0)

    def _drop_sign_in(self) -> None:
        if self._signing is not None:
            self._signing.hide()
            self._signing.deleteLater()
            self._signing = None

    def _lay_out(self) -> None:
        px = self._looks.px
        self._looks_strong = self._looks.font(15).Weight.DemiBold
        self._stack = QStackedWidget(self)
        door = QWidget()
        self._door = QVBoxLayout(door)
        self._door.addStretch(1)
        self._door.addStretch(2)
        self._nothing = QLabel(
            self.tr(
                "No share for requests is set up on this computer.\n"
                "IT names it in desk-window.toml (intake) or with --intake."
            )
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setProperty("tone", "second")
        self._desk = QWidget()
        for page in (door, self._desk, self._nothing):
            self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(20), px(16), px(20), px(16))
        self._said = QLabel()
        self._said.setProperty("tone", "accent")
        self._said.hide()
        whole.addWidget(self._said)
        whole.addWidget(self._stack, 1)
        self._lay_out_desk()

    def _lay_out_desk(self) -> None:
        px = self._looks.px
        self._list = QTreeWidget()
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setAccessibleName(self.tr("Requests"))
        self._list.setHeaderLabels(
            [
                self.tr("Sent"),
                self.tr("Code"),
                self.tr("What for"),
                self.tr("Language"),
                self.tr("How to reach"),
                self.tr("State"),
            ]
        )
        for column, width in enumerate((120, 100, KIND_PX, 185, 215)):
            self._list.setColumnWidth(column, px(width))
        self._list.itemActivated.connect(lambda item, _: self.open_code(item.text(1)))
        self._list.itemClicked.connect(lambda item, _: self.open_code(item.text(1)))
        self._none = QLabel(self.tr("Nothing to do here."))
        self._none.setProperty("tone", "second")
        self._damaged = QLabel()
        self._damaged.setProperty("tone", "accent")
        self._all = QPushButton(self.tr("Show finished ones, too"))
        self._all.setCheckable(True)
        self._all.setProperty("role", "tab")
        self._all.setProperty("fit", "small")
        self._all.clicked.connect(lambda _: self._fill())
        leave = QPushButton(self.tr("Sign out"))
        leave.setProperty("fit", "small")
        leave.clicked.connect(self.sign_out)
        tools = QHBoxLayout()
        tools.addWidget(self._all)
        tools.addWidget(self._none)
        tools.addWidget(self._damaged)
        tools.addStretch(1)
        tools.addWidget(leave)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(px(16))
        self._halves.addWidget(self._list, 5)
        below = QVBoxLayout(self._desk)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(px(12))
        below.addLayout(tools)
        below.addLayout(self._halves, 1)


def _listed(
    intake: Intake, key: Key | None, known: frozenset[str]
) -> tuple[Listing, dict[str, Opened], Key | None]:
    """Look into the share, and open what is new there for the columns of the list."""
    listing, found = intake.list(), {}
    for request in listing.requests if key is not None else ():
        if request.file not in known and key is not None:
            try:
                found[request.file] = replace(key.open(intake.read(request)), lines=(), name="")
            except EnvironmentFault:
                continue  # its row says less; opening it says why
    return listing, found, key
