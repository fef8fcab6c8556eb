# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Makes what a visitor takes home: codes on the worker, paper through the supervisor."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from kiosk.library.addresses import is_address
from kiosk.library.codes import GENERAL_ENTRY, contact_card, modules_of, signs_at_home
from kiosk.library.facts import center_facts, filled
from kiosk.library.model import ArticleId, LinkKind, SymptomId, TherapyId
from kiosk.library.reader import Library
from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.living import living
from kiosk.screen.pages.take_home import Parcel, TakeHomePage
from kiosk.screen.presenters.paper import PaperDesk
from kiosk.screen.route import Route
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import VisitChoices
from kiosk.session.messages import Configure, PrintHandout


class TakeHomeDesk(QObject):
    """Makes the page of things to take home.

    Args:
        config: The center's own facts, phones as they are dialed.
        jobs: The worker.
        choices: The language of this visit.
        read_library: Gives the library of this visit; called on the worker.
        paper: The way to the printer.
    """

    def __init__(
        self,
        config: Configure,
        jobs: JobRunner,
        choices: VisitChoices,
        read_library: Callable[[], Library],
        parent: QObject,
        *,
        paper: PaperDesk,
    ) -> None:
        super().__init__(parent)
        self._center, self._facts = config.center, center_facts(config.center)
        self._jobs, self._choices, self._read_library = jobs, choices, read_library
        self._paper = paper
        paper.changed.connect(self._follow)
        self._offered = PrintHandout("", "", "")
        self._shown: TakeHomePage | None = None

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

    @Slot()
    def _on_print(self) -> None:
        self._paper.ask(self._offered)

    @Slot()
    def _follow(self) -> None:
        if (page := living(self._shown)) is not None:
            page.show_printing(self._paper.state_of(self._offered))
            page.show_printer(self._paper.is_ready)


def _outside(words: str, address: str) -> Parcel:
    """Return what a link to somebody else's website gives; it is never opened here.

    Raises:
        LookupError: Content may not name such an address.
    """
    if not is_address(address):
        raise LookupError("not an address that content may name")
    return Parcel(words, modules_of(address), address, outside=True)
