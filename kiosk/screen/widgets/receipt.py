# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a visitor is promised, and the ends of a request: receipt, refusal, enough for one visit."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from kiosk.library.codes import Modules
from kiosk.library.model import Tier
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import urgency_sign
from kiosk.screen.widgets.contact import guide_words
from kiosk.screen.widgets.frames import Ground, beside, column
from kiosk.screen.widgets.paper import PaperPart
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.qr import QrView
from kiosk.screen.widgets.spoken import SPELLED
from kiosk.screen.widgets.states import NoticeStrip
from kiosk.screen.widgets.text import Words

CALL_PART = 0.22
"""Side of the phone's code on the receipt, part of the glass's shorter side."""


@dataclass(frozen=True, slots=True)
class Promise:
    """When the center answers.

    Attributes:
        by: The day, in the words of the visit; empty where none is promised.
        days: Working days, for where the clock is wrong.
        late: Whether delivery is overdue; then nothing is promised.
    """

    by: str
    days: int
    late: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an accepted request gives its visitor.

    Attributes:
        code: The receipt code.
        is_here: Whether the visitor asked for a talk here.
        promise: When the center answers.
        guide: What the center calls the person who will.
        phone: The center's phone.
        call: Its code for a phone; empty where there is none.
        demo: Whether this is a demonstration.
        may_ask_again: Whether this visit may send one more.
    """

    code: str
    is_here: bool
    promise: Promise
    guide: str
    phone: str
    call: Modules
    demo: bool
    may_ask_again: bool


def promise_words(look: Look, promise: Promise) -> QWidget:
    """Return what is promised before anything is asked."""
    if promise.late:
        text = QCoreApplication.translate(
            "Promise", "Requests are safe here, but going out late: the front desk is faster."
        )
        return NoticeStrip(look, "clock-alert-outline", text)
    if promise.by:
        text = QCoreApplication.translate("Promise", "We answer by {day}.").format(day=promise.by)
    else:
        text = QCoreApplication.translate(
            "Promise", "We answer within %n working day(s).", "", promise.days
        )
    words = Words(text, "strong")
    words.setObjectName("request_promise")
    return words


class ReceiptPart(Ground):
    """Says that the request is safe, and what happens next.

    Args:
        with_listen: Gives a title the way to have the page read beside it.

    Attributes:
        paper: The way to a printed slip.
    """

    def __init__(
        self, look: Look, receipt: Receipt, *, with_listen: Callable[[QWidget], QWidget]
    ) -> None:
        super().__init__(gap=look.px("gap_large"))
        low = look.is_wide and (look.is_compact or look.is_large_text)
        tight = look.is_wide and look.is_compact and look.is_large_text
        role = "label" if tight else "heading" if low else "sentence"
        head = Words(self.tr("Your request is safe with us."), role, level=1)
        head.setObjectName("receipt_head")
        said = Ground(horizontal=True, gap=look.px("gap"))
        sign = urgency_sign(look, Tier.ROUTINE)
        side = look.px("sign" if tight else "target")
        sign.setFixedSize(side, side)
        said.box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        said.add(with_listen(head), stretch=1)
        self.paper = PaperPart(look, "receipt", self.tr("Print this receipt"))
        if not (look.is_wide or look.is_large_text):
            self.add(
                ArtView(art("request", (0.5, 0.3)), radius=(look.px("radius"),) * 4, aspect=3.0)
            )
        self.add(
            said, beside(look, self._code(look, receipt), self._after(look, receipt), parts=(1, 1))
        )

    def _code(self, look: Look, receipt: Receipt) -> Ground:
        card = Ground("card", pad=look.px("pad"), gap=look.px("gap_small"))
        card.add(Words(self.tr("Your receipt code"), "label", tone="second"))
        number = Words(receipt.code, "sentence", tone="act")
        number.setObjectName("receipt_code")
        number.setAccessibleName(" ".join(receipt.code))
        number.setProperty(SPELLED, True)
        card.add(number)
        card.add(Words(self.tr("You may write it down. It says nothing about you."), "small"))
        if receipt.demo:
            card.add(Words(self.tr("Demonstration, not a real center"), "label", tone="accent"))
        card.add(self.paper)
        return card

    def _after(self, look: Look, receipt: Receipt) -> Ground:
        after = Ground(gap=look.px("gap"))
        after.add(Words(self.tr("What happens next"), "subheading", level=2))
        after.add(*self._next(receipt))
        unheard = (
            self.tr("Any question? Ask the front desk or call {phone}.")
            if receipt.is_here
            else self.tr("No answer by then? Ask the front desk or call {phone}.")
        )
        words = column(look, Words(unheard.format(phone=receipt.phone)))
        if not receipt.call:
            after.add(words)
            return after
        says = self.tr("QR code. Your phone can call {phone} with it.").format(phone=receipt.phone)
        panel = look.panel
        room = round(min(panel.width_px, panel.height_px) * CALL_PART)
        code = QrView(look, receipt.call, says, room_px=room)
        code.setObjectName("receipt_call")
        words.add(Words(self.tr("With your phone's camera you can call us."), "small"))
        line = Ground(horizontal=True, gap=look.px("gap"))
        line.add(words, stretch=1)
        line.box.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        after.add(line)
        return after

    def _next(self, receipt: Receipt) -> list[QWidget]:
        promise = receipt.promise
        if receipt.is_here:
            here = self.tr("Show this code at the front desk. We talk with you here.")
            return [Words(here, "strong")]
        if promise.late:
            late = self.tr("Safe here, but late: the front desk is faster.")
            return [Words(late, "strong")]
        if promise.by:
            said = self.tr("We will contact you by {day}.").format(day=promise.by)
        else:
            said = self.tr("We will contact you within %n working day(s).", "", promise.days)
        who = self.tr("Your contact person: {guide}").format(guide=guide_words(receipt.guide))
        return [Words(said, "strong"), Words(who)]


class RefusedPart(Ground):
    """Says plainly that nothing was sent or kept, and who takes the request now."""

    def __init__(
        self, look: Look, phone: str, *, with_listen: Callable[[QWidget], QWidget]
    ) -> None:
        super().__init__(gap=look.px("gap"))
        tight = look.is_wide and look.is_compact and look.is_large_text
        role = "label" if tight else "sentence"
        head = Words(self.tr("This was not sent."), role, level=1)
        head.setObjectName("refused_head")
        box = Ground("today", pad=look.px("pad"), gap=look.px("gap_small"))
        box.add(
            Words(self.tr("Please go to the front desk."), "heading", tone="on-today"),
            Words(
                self.tr("They can take your request now. Or call {phone}.").format(phone=phone),
                tone="on-today",
            ),
            Words(self.tr("This screen could not keep it. Nothing is stored."), tone="on-today"),
        )
        words = column(look, with_listen(head), box)
        plain = look.is_large_text or (look.is_wide and look.is_compact)
        self.add(words if plain else beside(look, _desk(look), words))


class EnoughPart(Ground):
    """Says that one visit sends no more, and who takes more."""

    def __init__(self, look: Look, phone: str) -> None:
        super().__init__(gap=look.px("gap"))
        head = Words(self.tr("You have sent two requests."), "sentence", level=1)
        head.setObjectName("enough_head")
        more = self.tr("Do you need something else? Ask the front desk or call {phone}.")
        words = column(look, head, Words(more.format(phone=phone)))
        plain = look.is_large_text or (look.is_wide and look.is_compact)
        self.add(words if plain else beside(look, _desk(look), words))


def _desk(look: Look) -> ArtView:
    return ArtView(
        art("help"), radius=(look.px("radius"),) * 4, aspect=16 / 9 if look.is_wide else 2.0
    )
