# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How to reach a person of the center: the block at the end of what can be read."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kiosk.screen.route import Route
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.text import Words

USUAL_GUIDE = "Infusion guide"
"""The setting where a center gives no name of its own (`settings.declared`)."""


@dataclass(frozen=True, slots=True)
class CenterContact:
    """The center's own facts as a visitor needs them.

    Attributes:
        center: Its name.
        guide: What it calls the person who helps.
        phone: By day.
        after_hours: When it is closed.
        hours: When it is open, a line each; may be empty.
        requests_offered: Whether a visitor may ask for a call here.
    """

    center: str
    guide: str
    phone: str
    after_hours: str
    hours: tuple[str, ...] = ()
    requests_offered: bool = False


def guide_words(guide: str) -> str:
    """Return what the guide is called; a center that does not say gets our own word."""
    own = QCoreApplication.translate("ContactCard", "Infusion guide")
    return own if guide == USUAL_GUIDE else guide


class ContactCard(Ground):
    """The center's guide, phones and hours, and the way to ask for a call.

    Args:
        contact: The center's facts.
        ask: The way to the form.

    Signals:
        route_touched: The visitor asks for a call; carries a ``Route``.
    """

    route_touched = Signal(Route)

    def __init__(
        self, look: Look, contact: CenterContact, ask: Route, parent: QWidget | None = None
    ) -> None:
        gap = look.px("gap")
        super().__init__("card", horizontal=True, pad=look.px("pad"), gap=gap, parent=parent)
        self.setObjectName("contact_card")
        words = Ground(gap=look.px("gap_small"))
        title = Words(self.tr("Talk with a person"), "heading", level=2)
        words.add(
            title,
            Words(f"{guide_words(contact.guide)}  ·  {contact.center}", "label", tone="second"),
            Words(self.tr("By phone: {phone}").format(phone=contact.phone), "strong"),
            Words(self.tr("When we are closed: {phone}").format(phone=contact.after_hours)),
            *(Words(line, "small", tone="second") for line in contact.hours),
        )
        if contact.requests_offered:
            words.add(self._ask_button(look, ask))
        else:
            words.add(Words(self.tr("Or ask at the front desk.")))
        self.add(words, stretch=3)
        if not look.is_large_text:
            corner = look.px("radius_small")
            picture = ArtView(art("help"), radius=(corner,) * 4)
            self.add(picture, stretch=2)

    def _ask_button(self, look: Look, ask: Route) -> RouteButton:
        button = RouteButton(
            look,
            self.tr("Ask for a referral or a call"),
            ask,
            name="contact_ask",
            role="quiet",
            icon="phone-outline",
            text_role="label",
            centered=True,
        )
        button.route_touched.connect(self.route_touched)
        return button
