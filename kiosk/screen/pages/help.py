# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Help: a person at the desk first."""

from PySide6.QtWidgets import QWidget

from kiosk.library.model import Tier
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import band_head
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.frames import Ground, beside, column
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.text import Words


class HelpPage(Page):
    """Says plainly that nobody has been called, and how to find a person.

    Args:
        phone: The center's phone by day.
        after_hours: Its phone when it is closed.
        kiosk: Name of this kiosk, for the person who helps.
        hours: When the center is open, a line each; may be empty.
        notice: What staff should know about this kiosk, in English; may be empty.
    """

    def __init__(
        self,
        look: Look,
        *,
        phone: str,
        after_hours: str,
        kiosk: str,
        hours: tuple[str, ...] = (),
        notice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, RouteName.HELP, parent)
        corner = look.px("radius")
        stack = Ground(gap=look.px("gap"))
        low = look.is_wide and look.is_compact
        head = Words(self.tr("Nobody has been called."), "heading" if low else "sentence")
        head.setObjectName("help_head")
        ask = Words(
            self.tr("Ask the front desk. They can help you with everything."),
            "reading" if low else "subheading",
        )
        words = column(look, head, ask)
        urgent = Ground("emergency", pad=look.px("pad"), gap=look.px("gap_small"))
        urgent.add(
            band_head(look, Tier.EMERGENCY, self.tr("Feel ill or faint?")),
            Words(
                self.tr("Call out to staff now. Stay where you are."), "strong", tone="on-emergency"
            ),
            Words(self.tr("If nobody comes at once, call 911."), tone="on-emergency"),
        )
        show = RouteButton(
            look,
            self.tr("Show this to staff"),
            Route(RouteName.STAFF_CARD),
            name="help_show_staff",
            role="danger",
            centered=True,
        )
        show.route_touched.connect(self.route_touched)
        urgent.add(show)
        lines = Ground("card", pad=look.px("pad"), gap=look.px("gap_small"))
        lines.add(
            Words(self.tr("By phone: {phone}").format(phone=phone), "strong"),
            Words(self.tr("When we are closed: {phone}").format(phone=after_hours)),
            Words(self.tr("This screen is {kiosk}.").format(kiosk=kiosk), "small", tone="second"),
        )
        if hours:
            lines.add(*(Words(line) for line in hours))
        if low:
            # Everything in the first screenful.
            stack.add(beside(look, words, urgent, parts=(1, 1)), lines)
        else:
            view = ArtView(
                art("help"), radius=(corner,) * 4, aspect=16 / 9 if look.is_wide else 2.0
            )
            stack.add(beside(look, words, urgent, parts=(1, 1)))
            stack.add(lines if look.is_large_text else beside(look, view, lines, parts=(1, 1)))
        if notice:
            staff = Words(self.tr("For staff: {notice}").format(notice=notice), "small")
            staff.setObjectName("help_notice")
            stack.add(staff)
        self.set_column(stack, narrow=not self.is_across)
