# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The screen's end of the line to the supervisor: messages in, messages out, heartbeat."""

import logging
import socket

import msgspec
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from kiosk.faults import EnvironmentFault
from kiosk.session.messages import (
    Alive,
    AskToEnd,
    Cleaned,
    CleanNow,
    Configure,
    DeskNews,
    HelpTold,
    Identify,
    LateNews,
    Printed,
    PrinterNews,
    PrintOutcome,
    Show,
    ShowMessage,
    ToScreen,
    TourAct,
)
from kiosk.session.speech import HeadphonesAre, SpeechFailed, SpeechTrouble
from kiosk.session.wire import LineReader, encode

_log = logging.getLogger(__name__)

HEARTBEAT_MS = 1_000
"""A heartbeat a second from the GUI thread (DESIGN.md 2)."""
READ_BYTES = 65_536


class SupervisorLink(QObject):
    """Speaks with the supervisor over a non-blocking socket.

    Signals:
        show_requested: Come to the front; carries why the visit before ended, or nothing.
        cleaned: The screen was cleaned; carries when, aware UTC in ISO form, or nothing.
        late_news: Whether delivery is overdue; carries a bool.
        printer_news: Whether something can be printed now; carries a bool.
        printed: What became of the page that was asked for; carries ``PrintOutcome``.
        speech_failed: The voice of this screen ended; carries ``SpeechTrouble``.
        headphones_are: Whether headphones are in; carries a bool.
        staff_news: Something for staff; carries a message of ``ToPanel``.
        desk_news: The front desk wants something; carries ``AskToEnd``, ``ShowMessage``,
            ``Identify`` or ``CleanNow``, or has something to tell: ``DeskNews`` or ``HelpTold``.
        tour_requested: A wish of the tour; carries ``TourAct``.
        lost: The supervisor is gone.
    """

    show_requested = Signal(str)
    cleaned = Signal(str)
    late_news = Signal(bool)
    printer_news = Signal(bool)
    printed = Signal(PrintOutcome)
    speech_failed = Signal(SpeechTrouble)
    headphones_are = Signal(bool)
    staff_news = Signal(object)
    desk_news = Signal(object)
    tour_requested = Signal(TourAct)
    lost = Signal()

    def __init__(self, line: socket.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        line.setblocking(False)
        self._reader: LineReader[ToScreen] = LineReader(ToScreen)
        self._unsent = b""
        self._notifier = QSocketNotifier(line.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)
        self._heart = QTimer(self)
        self._heart.setInterval(HEARTBEAT_MS)
        self._heart.timeout.connect(self._on_beat)
        self._heart.start()

    def say(self, message: msgspec.Struct) -> None:
        """Send a message; what does not fit now goes with the next one."""
        self._unsent += encode(message)
        self._flush()

    def _flush(self) -> None:
        try:
            sent = self._line.send(self._unsent)
        except BlockingIOError:
            return
        except OSError:
            self._lose()
            return
        self._unsent = self._unsent[sent:]

    @property
    def is_stuck(self) -> bool:
        """Whether something waits that the socket did not take."""
        return bool(self._unsent)

    @Slot()
    def _on_beat(self) -> None:
        """Say that this screen lives, or first what the socket did not take."""
        if self.is_stuck:
            self._flush()
        else:
            self.say(Alive())

    @Slot()
    def _on_readable(self) -> None:
        try:
            data = self._line.recv(READ_BYTES)
            messages = self._reader.feed(data)
        except BlockingIOError:
            return
        except (OSError, EnvironmentFault):
            self._lose()
            return
        if not data:
            self._lose()
            return
        for message in messages:
            self._take(message)

    def _take(self, message: ToScreen) -> None:
        match message:
            case Show(after=after):
                self.show_requested.emit(after.value if after else "")
            case Cleaned(cleaned_at=cleaned_at):
                self.cleaned.emit(cleaned_at)
            case LateNews(overdue=overdue):
                self.late_news.emit(overdue)
            case PrinterNews(ready=ready):
                self.printer_news.emit(ready)
            case Printed(outcome=outcome):
                self.printed.emit(outcome)
            case SpeechFailed() | HeadphonesAre():
                self._take_speech(message)
            case TourAct():
                self.tour_requested.emit(message)
            case Configure():
                _log.warning("a second configuration was ignored")
            case AskToEnd() | ShowMessage() | Identify() | CleanNow() | DeskNews() | HelpTold():
                self.desk_news.emit(message)
            case _:
                self.staff_news.emit(message)

    def _take_speech(self, message: SpeechFailed | HeadphonesAre) -> None:
        if isinstance(message, SpeechFailed):
            self.speech_failed.emit(message.trouble)
        else:
            self.headphones_are.emit(message.plugged)

    def _lose(self) -> None:
        if self._notifier.isEnabled():
            self._notifier.setEnabled(False)
            self._heart.stop()
            self.lost.emit()
