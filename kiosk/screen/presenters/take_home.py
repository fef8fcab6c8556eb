# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Makes what a visitor takes home: codes on the worker, paper through the supervisor."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.library.addresses import is_address
from kiosk.library.codes import GENERAL_ENTRY, contact_card, modules_of, signs_at_home
from kiosk.library.facts import center_facts, filled
from kiosk.library.model import ArticleId, LinkKind, SymptomId, TherapyId
from kiosk.library.reader import Library
from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.living import living
from kiosk.screen.pages.take_home import Parcel, Printing, TakeHomePage
from kiosk.screen.route import Route
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import VisitChoices
from kiosk.session.messages import Configure, PrintHandout, PrintOutcome

_AS_SHOWN = {
    PrintOutcome.PRINTED: Printing.PRINTED,
    PrintOutcome.NO_PAPER: Printing.NO_PAPER,
    PrintOutcome.FAILED: Printing.FAILED,
}
PATIENCE_MS = 60_000
"""As long as the supervisor lets a print take; who has heard nothing by then never will."""


class TakeHomeDesk(QObject):
    """Makes the page of things to take home.

    Args:
        config: The center's own facts, phones as they are dialed.
        jobs: The worker.
        choices: The language of this visit.
        read_library: Gives the library of this visit; called on the worker.

    Signals:
        print_wanted: The visitor wants a page on paper; carries ``PrintHandout``.
    """

    print_wanted = Signal(PrintHandout)

    def __init__(
        self,
        config: Configure,
        jobs: JobRunner,
        choices: VisitChoices,
        read_library: Callable[[], Library],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._center, self._facts = config.center, center_facts(config.center)
        self._jobs, self._choices, self._read_library = jobs, choices, read_library
        self._is_ready = False
        self._asked: PrintHandout | None = None
        self._printing: Printing | None = None
        self._offered = PrintHandout("", "", "")
        self._shown: TakeHomePage | None = None
        self._patience = QTimer(self)
        self._patience.setObjectName("print_patience")
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._on_silence)

    def make(self, route: Route, look: Look) -> TakeHomePage:
        """Return the page of ``route`` with its code on the way."""
        kind, _, ref = route.ref.partition(":")
        language, words = self._choices.language, route.words
        emergency, call_if = self.tr("In an emergency call 911."), self.tr("Call 911 if:")
        closed = self.tr("When we are closed: {phone}").format(phone=self._center.after_hours_phone)

        def work() -> object:
            if kind == LinkKind.OUTSIDE:
                return _outside(words, ref)
            library = self._read_library()
            title, address = self._title(library, kind, ref, language)
            if is_address(address):
                return Parcel(title, modules_of(address), address)
            signs = self._signs(library, language)
            card = contact_card(
                self._center, emergency=emergency, call_if=call_if, signs=signs, closed=closed
            )
            return Parcel(title, modules_of(card))

        page = TakeHomePage(look, self._center.name)
        page.print_wanted.connect(self._on_print)
        self._offered = PrintHandout(kind, ref, language)
        self._shown = page
        self._follow()
        self._jobs.run("take-home", work, self._on_parcel)
        return page

    def _title(self, library: Library, kind: str, ref: str, language: str) -> tuple[str, str]:
        """Return title and public address of a thing of the library; runs on the worker.

        Raises:
            LookupError: There is no such thing, or it may not be shown.
        """
        match kind:
            case LinkKind.ARTICLE:
                article = filled(library.article(ArticleId(ref), language), self._facts[language])
                return article.card.title, article.address
            case LinkKind.SYMPTOM:
                return library.symptom(SymptomId(ref), language).card.name, ""
            case LinkKind.THERAPY:
                return library.therapy(TherapyId(ref), language).card.name, ""
        raise LookupError(kind)

    def _signs(self, library: Library, language: str) -> tuple[str, ...]:
        """Return when to call 911 from home; nothing that a live kiosk withholds."""
        try:
            entry = filled(library.symptom(GENERAL_ENTRY, language), self._facts[language])
        except LookupError:
            return ()
        return signs_at_home(entry)

    @Slot(Outcome)
    def _on_parcel(self, outcome: Outcome) -> None:
        if (page := living(self._shown)) is not None:
            if outcome.fault:
                page.show_missing()
            else:
                page.show_parcel(outcome.value)

    # Paper

    @Slot(bool)
    def printer_news(self, ready: bool) -> None:
        """Learn whether something can be printed now."""
        self._is_ready = ready
        self._follow()

    @Slot(PrintOutcome)
    def printed(self, outcome: PrintOutcome) -> None:
        """Learn what became of the page that was asked for."""
        self._patience.stop()
        self._printing = _AS_SHOWN[outcome]
        self._follow()

    @Slot()
    def _on_silence(self) -> None:
        self.printed(PrintOutcome.FAILED)

    @Slot()
    def _on_print(self) -> None:
        if self._printing is not Printing.PRINTING:
            self._asked, self._printing = self._offered, Printing.PRINTING
            self._patience.start()
            self._follow()
            self.print_wanted.emit(self._offered)

    def _follow(self) -> None:
        """Show the printer's state; only one page is printed at a time, whichever is shown."""
        if (page := living(self._shown)) is not None:
            mine = self._asked == self._offered or self._printing is Printing.PRINTING
            page.show_printing(self._printing if mine else None)
            page.show_printer(self._is_ready)


def _outside(words: str, address: str) -> Parcel:
    """Return what a link to somebody else's website gives; it is never opened here.

    Raises:
        LookupError: Content may not name such an address.
    """
    if not is_address(address):
        raise LookupError("not an address that content may name")
    return Parcel(words, modules_of(address), address, outside=True)
