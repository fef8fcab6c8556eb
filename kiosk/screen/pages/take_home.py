# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Something to take home: a code for the phone and, where a printer is ready, paper."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.addresses import host_of
from kiosk.library.codes import Modules
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground, column
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.paper import PaperPart, Printing
from kiosk.screen.widgets.qr import QrView
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.touch_scroll import FILLED_MS

CODE_PART = 0.72
"""Side of the code, part of the glass's width, unless its modules need more."""
CODE_PART_WIDE, CODE_PART_LOW = 0.62, 0.55
"""The same of the height of a wide glass; the bars of a small one, or large words, take more."""
UNBROKEN_LETTERS = 12
"""A host may break after a dot, and where it has none, after as many letters."""
_BREAK = "\N{ZERO WIDTH SPACE}"
_PIECE = re.compile(rf"[^.]{{1,{UNBROKEN_LETTERS}}}\.?")


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a visitor may take home.

    Attributes:
        title: The thing's title, or the words of the link that led here.
        modules: The code for the phone.
        address: Where the code leads; empty where it holds the center as a contact instead.
        outside: Whether that is somebody else's website.
    """

    title: str
    modules: Modules
    address: str = ""
    outside: bool = False


class TakeHomePage(Page):
    """One thing to take home.

    Signals:
        print_wanted: The visitor wants it on paper.
    """

    print_wanted = Signal()

    def __init__(self, look: Look, center: str, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.TAKE_HOME, parent)
        self._center = center
        self._is_ready = self._is_news = False
        self._printing: Printing | None = None
        self._paper: PaperPart | None = None
        self.waiting()

    def show_parcel(self, parcel: Parcel) -> None:
        """Show the code of ``parcel``, and what the phone will get."""
        look = self.look
        head = self._head(parcel)
        words = column(
            look,
            Words(self.tr("Point the camera of your phone at this square."), "subheading"),
            *self._gets(parcel),
            gap="gap_small",
        )
        code = self._code(parcel)
        parts = [head, words] if look.is_wide else [head, code, words]
        if not parcel.outside:
            self._paper = PaperPart(
                look,
                "take_home",
                self.tr("Print it on paper"),
                desk=self.tr("Want this page on paper? Ask the front desk."),
            )
            self._paper.print_touched.connect(self.print_wanted)
            parts.append(self._paper)
        stack = column(look, *parts)
        if look.is_wide:
            self._lay_beside(code, stack)
        else:
            self.set_column(stack, narrow=False)
        if self.scroller is not None:
            self.scroller.verticalScrollBar().rangeChanged.connect(self._bring_notice)
        self._follow()

    def _head(self, parcel: Parcel) -> Ground:
        """Return what the phone will get, and which page it belongs to."""
        look = self.look
        above = self.tr("Open on your phone") if parcel.outside else self.tr("Take this home")
        said = parcel.title if parcel.address else self.tr("Our phone numbers for your phone")
        # The names of medicines are long words: enlarged, they need a step less to fit in a line.
        roles = ("sentence", "heading", "subheading")
        title = Words(said, roles[look.is_wide + look.is_large_text], level=1)
        title.setObjectName("take_home_title")
        head = column(look, Words(above, "kicker"), title, gap="gap_small")
        if not parcel.address:
            page = self.tr("You were reading: {title}").format(title=parcel.title)
            came_from = Words(page, "reading", tone="second")
            came_from.setObjectName("take_home_from")
            head.add(came_from)
        return head

    def _lay_beside(self, code: Ground, stack: Ground) -> None:
        """Lay the code beside the column, where all of it is in sight however large the words."""
        look = self.look
        side = Ground()
        side.box.setContentsMargins(look.px("margin"), look.px("gap_small"), 0, 0)
        side.box.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        self.set_column(stack, narrow=False, side=side)
        side.setFixedWidth(side.sizeHint().width())
        edges = stack.box.contentsMargins()
        edges.setLeft(look.px("gap" if look.is_large_text else "gap_large"))
        stack.box.setContentsMargins(edges)

    def show_printer(self, ready: bool) -> None:
        """Offer paper, or no longer; what was said about it stays."""
        self._is_ready = ready
        self._follow()

    def show_printing(self, state: Printing | None) -> None:
        """Say what becomes of the wish for paper; None where there was none."""
        news = state is not None and state is not self._printing
        self._printing = state
        self._follow()
        if news and self._paper is not None:
            self._paper.announce()
            self._is_news = True
            later(self, self._bring_notice)
            later(self, self._end_news, after_ms=FILLED_MS)

    def _code(self, parcel: Parcel) -> Ground:
        look = self.look
        panel = look.panel
        if look.is_wide:
            low = look.is_compact or look.is_large_text
            part = CODE_PART_LOW if low else CODE_PART_WIDE
            room = round(panel.height_px * part)
        else:
            room = round(panel.width_px * CODE_PART)
        code = QrView(look, parcel.modules, self._in_words(parcel), room_px=room)
        code.setObjectName("take_home_code")
        card = Ground("card", pad=look.px("gap_small"))
        card.box.addWidget(code, 0, Qt.AlignmentFlag.AlignCenter)
        return card

    def _in_words(self, parcel: Parcel) -> str:
        if parcel.address:
            said = self.tr("QR code. It opens {host} on your phone.")
            return said.format(host=host_of(parcel.address))
        said = self.tr("QR code. It holds the phone numbers of {center}.")
        return said.format(center=self._center)

    def _gets(self, parcel: Parcel) -> list[QWidget]:
        """Return what says what the phone will get, before anybody points it anywhere."""
        if not parcel.address:
            saves = self.tr(
                "Your phone can save the phone numbers of {center}, and when to call 911."
            )
            return [Words(saves.format(center=self._center))]
        opens = (
            self.tr("Your phone opens a website outside of {center}:")
            if parcel.outside
            else self.tr("Your phone opens this text at:")
        )
        host = Words(_breakable(host_of(parcel.address)), "strong", tone="act")
        host.setObjectName("take_home_host")
        host.setAccessibleName(host_of(parcel.address))
        return [Words(opens.format(center=self._center)), host]

    @Slot()
    def _bring_notice(self) -> None:
        """Scroll to what is new; the page grows for it in more than one step."""
        if self._is_news and self._paper is not None:
            self.keep_visible(self._paper.notice)

    @Slot()
    def _end_news(self) -> None:
        self._is_news = False

    def _follow(self) -> None:
        if self._paper is not None:
            self._paper.follow(self._printing, ready=self._is_ready)


def _breakable(host: str) -> str:
    """Return a host that can go on in the next line, whatever its length."""
    return _BREAK.join(_PIECE.findall(host))
