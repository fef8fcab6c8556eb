# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Stands behind Help: carries the wish that somebody comes over, and never says more than is so."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.screen.language_help import tongues
from kiosk.screen.living import living
from kiosk.screen.pages.help import Asking, HelpPage
from kiosk.screen.pages.languages import LanguageCardPage, LanguagesPage
from kiosk.screen.presenters.hours import opening_week
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.page import Page
from kiosk.session.messages import Configure, DeskNews, HelpTold, ShowMessage

PATIENCE_MS = 6_000
"""The front desk is told within 2 s; longer than this it was not."""
COMING = "on-our-way"
"""The phrase by which a front desk answers (`resources/fleet/phrases.toml`)."""


class HelpDesk(QObject):
    """Makes the pages that lead to a person, and keeps the wish of one visit.

    Args:
        config: How to reach the center.
        parent: Owner.
        speaks: Whether this screen has a voice.

    Signals:
        changed: Somebody should come, or need not any more.
        card_closed: The card for staff may go.
    """

    changed = Signal()
    card_closed = Signal()

    def __init__(self, config: Configure, parent: QObject, *, speaks: bool = False) -> None:
        super().__init__(parent)
        self._config, self._speaks, self._is_voiced = config, speaks, False
        self._is_ready = False
        self._asking = Asking.NOT_OFFERED
        self._page: HelpPage | None = None
        self._patience = QTimer(self)
        self._patience.setObjectName("help_patience")
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._on_too_long)

    def make(self, route: Route, look: Look) -> Page:
        """Return the page of a route: Help, the languages, or the card of one."""
        center = self._config.center
        match route.name:
            case RouteName.LANGUAGES:
                return LanguagesPage(look, tongues())
            case RouteName.LANGUAGE_CARD:
                card = LanguageCardPage(look, route.ref, tongues()[route.ref], center.phone)
                card.closed.connect(self.card_closed)
                return card
        page = HelpPage(
            look,
            phone=center.phone,
            after_hours=center.after_hours_phone,
            kiosk=self._config.kiosk,
            hours=opening_week(center.hours),
            notice=self._config.staff_notice,
            speaks=self._speaks,
        )
        self._page = page
        page.asked.connect(self._on_asked)
        page.cancelled.connect(self._on_cancelled)
        page.show_voice(is_on=self._is_voiced)
        self._show()
        return page

    def is_wanted(self) -> bool:
        """Return whether somebody should come."""
        return self._asking in {Asking.BEING_TOLD, Asking.TOLD}

    @Slot(bool)
    def follow_voice(self, is_on: bool) -> None:
        """Know whether the screen is spoken."""
        self._is_voiced = is_on
        if (page := living(self._page)) is not None:
            page.show_voice(is_on=is_on)

    @Slot(object)
    def take_news(self, news: object) -> None:
        """Take what the supervisor says of the front desk."""
        match news:
            case DeskNews(ready=ready):
                self._is_ready = ready
                if not ready and self._asking is Asking.BEING_TOLD:
                    self._turn_to(Asking.FAILED)
                elif self._asking in {Asking.NOT_OFFERED, Asking.OFFERED}:
                    self._turn_to(Asking.OFFERED if ready else Asking.NOT_OFFERED)
                self._show()
            case HelpTold() if self._asking is Asking.BEING_TOLD:
                self._turn_to(Asking.TOLD)
            case ShowMessage(phrase=phrase) if phrase == COMING and self.is_wanted():
                self._turn_to(Asking.COMING)

    def _turn_to(self, asking: Asking) -> None:
        before = self.is_wanted()
        self._asking = asking
        if asking is Asking.BEING_TOLD:
            self._patience.start()
        else:
            self._patience.stop()
        self._show()
        if self.is_wanted() is not before:
            self.changed.emit()

    def _show(self) -> None:
        if (page := living(self._page)) is not None:
            page.show_asking(self._asking, again=self._is_ready)

    @Slot()
    def _on_asked(self) -> None:
        self._turn_to(Asking.BEING_TOLD)

    @Slot()
    def _on_cancelled(self) -> None:
        self._turn_to(Asking.OFFERED if self._is_ready else Asking.NOT_OFFERED)

    @Slot()
    def _on_too_long(self) -> None:
        self._turn_to(Asking.FAILED)
