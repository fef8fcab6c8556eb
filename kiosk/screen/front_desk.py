# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the front desk knows of this glass and puts on it; the supervisor has judged who asks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from kiosk.fleet.phrases import phrases
from kiosk.screen.link import SupervisorLink
from kiosk.screen.living import living
from kiosk.screen.pages.staff_words import MessageCover, NameBoard, end_question
from kiosk.screen.shell import Shell
from kiosk.screen.staff.cleaning import Cleaner
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.curtain import Curtain
from kiosk.session.messages import (
    AskToEnd,
    CleanNow,
    EndAnswer,
    Identify,
    OnGlass,
    ShowMessage,
)

LOOK_MS = 500
"""So soon the front desk knows that a form is being filled in."""


class FrontDesk(QObject):
    """Shows what the front desk wants, and tells what kind of thing is on the glass.

    Args:
        shell: The window; owns this.
        link: The line to the supervisor.
        cleaner: Makes the screen inert.
        choices: The visit's language.
        name: The kiosk's.
        has_form: Tells whether answers would be lost by ending now.
        wants_help: Tells whether the visitor asks somebody to come.
        is_dark: Tells whether the screen is black, as in quiet hours.
        monotonic_s: The clock of the visit, seconds.
    """

    def __init__(
        self,
        shell: Shell,
        link: SupervisorLink,
        cleaner: Cleaner,
        choices: VisitChoices,
        *,
        name: str,
        has_form: Callable[[], bool],
        wants_help: Callable[[], bool],
        is_dark: Callable[[], bool],
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__(shell)
        self._shell, self._link, self._cleaner = shell, link, cleaner
        self._choices, self._name, self._has_form = choices, name, has_form
        self._wants_help, self._is_dark = wants_help, is_dark
        self._monotonic_s = monotonic_s
        self._told = OnGlass()
        self._asks: Curtain | None = None
        self._ends_s = 0.0
        self._waits = ""
        self._board: NameBoard | None = None
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.setObjectName("desk_clock")
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_tick)
        shell.visit_began.connect(self._timer.start)
        shell.visit_ended.connect(self._on_over)
        # Queued: one question may be about to give way to another.
        queued = Qt.ConnectionType.QueuedConnection
        shell.overlays.changed.connect(self._on_tick, queued)
        link.desk_news.connect(self._on_news)

    @Slot()
    def _on_over(self) -> None:
        self._is_over = True
        self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        if self._is_over:
            return
        if (curtain := living(self._asks)) is not None:
            left_s = self._ends_s - self._monotonic_s()
            curtain.show_count(max(0, round(left_s)))
        if self._waits and not self._shell.overlays.asks_anything:
            self._show_message()
        self.tell()

    @Slot()
    def tell(self) -> None:
        """Tell what is on the glass, if it has changed."""
        overlays = self._shell.overlays
        now = OnGlass(
            form=self._has_form() and self._has_visitor(),
            warning=overlays.asks("idle"),
            cleaning=self._cleaner.is_cleaning,
            quiet=overlays.asks("quiet"),
            help=self._wants_help(),
            asked=living(self._asks) is not None,
            dark=self._is_dark() and overlays.asks("quiet") and living(self._board) is None,
        )
        if now != self._told:
            self._told = now
            self._link.say(now)

    def _has_visitor(self) -> bool:
        """Whether the visitor may be there: nobody is signed in, nobody wipes the glass.

        Anybody can open the pad; it takes no visitor's word away.
        """
        overlays = self._shell.overlays
        is_pad_or_question = overlays.asks("staff_pad") or living(self._asks) is not None
        return is_pad_or_question or not overlays.is_apart

    # What the front desk wants

    @Slot(object)
    def _on_news(self, news: AskToEnd | ShowMessage | Identify | CleanNow) -> None:
        if self._is_over:
            return
        match news:
            case AskToEnd(seconds=seconds):
                self._ask(seconds)
            case ShowMessage(phrase=phrase):
                self._waits = phrase
                self._on_tick()
            case Identify(seconds=seconds):
                self._show_name(seconds)
            case CleanNow(seconds=seconds) if not self._cleaner.is_cleaning:
                self._cleaner.begin(seconds)
            case _:
                pass

    def _ask(self, seconds: int) -> None:
        """Ask, unless staff are here or the glass is being wiped: nobody objects then."""
        if not self._has_visitor():
            return
        self._asks = curtain = end_question(self._shell.look, self._shell, seconds)
        self._ends_s = self._monotonic_s() + seconds
        curtain.yes.connect(self._on_object)
        curtain.no.connect(self._on_agree)
        self._shell.overlays.raise_curtain(curtain)
        self._shell.refresh_back()
        self._timer.start()
        self._on_tick()

    @Slot()
    def _on_object(self) -> None:
        self._asks = None
        self._shell.overlays.drop_curtain()
        self._link.say(EndAnswer(objects=True))

    @Slot()
    def _on_agree(self) -> None:
        self._is_over = True
        self._shell.cover()  # the supervisor ends this process
        self._link.say(EndAnswer(objects=False))

    def _show_message(self) -> None:
        """Show what waits; a question that is asked already, or a cover, is answered first."""
        phrase = phrases().get(self._waits)
        self._waits = ""
        if phrase is None:
            return
        cover = MessageCover(self._shell.look, phrase, self._choices.language, self._shell)
        cover.read.connect(self._shell.overlays.drop_curtain)
        self._shell.overlays.raise_curtain(cover)
        self._shell.refresh_back()

    def _show_name(self, seconds: int) -> None:
        if (board := living(self._board)) is not None:
            board.hide()
            board.deleteLater()
        self._board = board = NameBoard(self._shell.look, self._name, seconds, self._shell)
        board.destroyed.connect(self.tell, Qt.ConnectionType.QueuedConnection)
        board.show()
        board.raise_()
        self.tell()
