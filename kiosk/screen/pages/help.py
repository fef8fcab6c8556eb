# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Help: a person at the desk first."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Tier
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import band_head
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.frames import Ground, beside, beside_top, column
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art, icon_label
from kiosk.screen.widgets.spoken import announce
from kiosk.screen.widgets.text import Words

WIDE_ASPECT = 2.5
"""Width by height of the picture on a lying glass: all of the page is in sight there."""


class Asking(StrEnum):
    """How far the wish that somebody of the front desk comes over has got."""

    NOT_OFFERED = "not-offered"
    OFFERED = "offered"
    BEING_TOLD = "being-told"
    TOLD = "told"
    COMING = "coming"
    FAILED = "failed"


class HelpPage(Page):
    """Says plainly whether anybody has been called, and how to find a person.

    Args:
        phone: The center's phone by day.
        after_hours: Its phone when it is closed.
        kiosk: Name of this kiosk, for the person who helps.
        hours: When the center is open, a line each; may be empty.
        notice: What staff should know about this kiosk, in English; may be empty.
        speaks: Whether this screen has a voice.

    Signals:
        asked: The visitor wishes that somebody comes.
        cancelled: The visitor does not need that any more.
    """

    asked = Signal()
    cancelled = Signal()

    def __init__(
        self,
        look: Look,
        *,
        phone: str,
        after_hours: str,
        kiosk: str,
        hours: tuple[str, ...] = (),
        notice: str = "",
        speaks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, RouteName.HELP, parent)
        self._told = ""
        self._fingers = Words("", "list")
        self.show_voice(is_on=False)
        corner = look.px("radius")
        stack = Ground(gap=look.px("gap"))
        low = look.is_wide and look.is_compact
        words, rest = self._make_words(low=low, speaks=speaks)
        urgent = self._make_urgent()
        lines = self._make_lines(phone, after_hours, kiosk, hours)
        stack.add(beside(look, words, urgent, parts=(1, 1)))
        if look.is_wide and not look.is_large_text:
            words.add(*rest)
        else:
            stack.add(*rest)  # after what cannot wait
        if low:
            stack.add(lines)  # everything in the first screenful
        else:
            view = ArtView(
                art("help"), radius=(corner,) * 4, aspect=WIDE_ASPECT if look.is_wide else 2.0
            )
            stack.add(lines if look.is_large_text else beside(look, view, lines, parts=(1, 1)))
        if notice:
            staff = Words(self.tr("For staff: {notice}").format(notice=notice), "small")
            staff.setObjectName("help_notice")
            stack.add(staff)
        self.show_asking(Asking.NOT_OFFERED, again=False)
        self.set_column(stack, narrow=not self.is_across)

    def show_asking(self, asking: Asking, *, again: bool) -> None:
        """Say what has become of the wish that somebody comes, and offer what can be done.

        Args:
            asking: How far it has got.
            again: For ``FAILED``: whether it can be tried once more.
        """
        head, detail = self._said(asking)
        self._head.setText(head)
        self._ask.setText(detail)
        failed = asking is Asking.FAILED
        self._come.setVisible(asking is Asking.OFFERED or (failed and again))
        self._cancel.setVisible(asking in {Asking.BEING_TOLD, Asking.TOLD})
        if self.scroller is not None:
            self.scroller.go_to(0.0)  # the first words are the answer
        if (news := f"{head} {detail}") != self._told:
            self._told = news
            announce(self._head, news)

    def _said(self, asking: Asking) -> tuple[str, str]:
        match asking:
            case Asking.BEING_TOLD:
                return self.tr("One moment."), self.tr("We are telling the front desk.")
            case Asking.TOLD:
                return (
                    self.tr("The front desk has been told."),
                    self.tr("If nobody comes soon, go to the front desk or ask any of our staff."),
                )
            case Asking.COMING:
                return (
                    self.tr("Someone is on the way."),
                    self.tr("The front desk has seen that you ask for help."),
                )
            case Asking.FAILED:
                return (
                    self.tr("Go to the front desk."),
                    self.tr("Nobody has been called: we could not reach them."),
                )
        return (
            self.tr("Ask the front desk."),
            self.tr("They can help you with everything. Nobody has been called."),
        )

    def _make_words(self, *, low: bool, speaks: bool) -> tuple[Ground, list[QWidget]]:
        """Return what can be asked at the front desk, and what else helps."""
        look = self.look
        self._head = Words("", "heading" if low else "sentence", level=1)
        self._head.setObjectName("help_head")
        self._ask = Words("", "reading" if low else "subheading")
        self._ask.setObjectName("help_ask_words")
        self._come = TouchButton(
            look, self.tr("Ask the desk to come over"), name="help_come", role="primary"
        )
        self._come.clicked.connect(self.asked)
        self._cancel = TouchButton(look, self.tr("I do not need help any more"), name="help_cancel")
        self._cancel.clicked.connect(self.cancelled)
        other = RouteButton(
            look,
            self.tr("Other languages"),
            Route(RouteName.LANGUAGES),
            name="help_languages",
            role="quiet",
            icon="translate",
            text_role="label",
            centered=True,
        )
        other.route_touched.connect(self.route_touched)
        rest: list[QWidget] = [self._two_fingers(), other] if speaks else [other]
        return column(look, self._head, self._ask, self._come, self._cancel), rest

    def _two_fingers(self) -> Ground:
        """Return how speech begins and ends; `show_voice` says it.

        Source: EN 301 549, 5.2.
        """
        look = self.look
        line = Ground(horizontal=True, gap=look.px("gap"))
        line.box.addWidget(icon_label(look, "volume-high"), 0, Qt.AlignmentFlag.AlignTop)
        self._fingers.setObjectName("help_two_fingers")
        line.add(self._fingers, stretch=1)
        return line

    def show_voice(self, *, is_on: bool) -> None:
        """Say how speech begins, or how it ends while it is on."""
        if is_on:
            how = self.tr("Speech is on. To end it, rest two fingers on the screen for 3 seconds.")
        else:
            how = self.tr("To hear this screen, rest two fingers on it for 3 seconds.")
        self._fingers.setText(how)

    def _make_urgent(self) -> Ground:
        look = self.look
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
        return urgent

    def _make_lines(
        self, phone: str, after_hours: str, kiosk: str, hours: tuple[str, ...]
    ) -> Ground:
        look = self.look
        card = Ground("card", pad=look.px("pad"), gap=look.px("gap"))
        phones = (
            Words(self.tr("By phone: {phone}").format(phone=phone), "strong"),
            Words(self.tr("When we are closed: {phone}").format(phone=after_hours)),
        )
        here = Words(self.tr("This screen is {kiosk}.").format(kiosk=kiosk), "small", tone="second")
        rest = (*(Words(line) for line in hours), here)
        if self.is_across and look.is_compact:
            parts = (column(look, *some, gap="gap_small") for some in (phones, rest))
            card.add(beside_top(*parts, gap=look.px("gap_large")))
        else:
            card.add(column(look, *phones, *rest, gap="gap_small"))
        return card
