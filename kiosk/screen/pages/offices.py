# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Where the office of a prescriber sends a referral; nothing is asked here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.library.addresses import host_of
from kiosk.library.codes import Modules
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground, beside_top, column
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.qr import QrView
from kiosk.screen.widgets.text import Words
from kiosk.settings import Offices

MAY_BREAK = "\u200b"
CODE_PART = 0.4
"""Side of the code, part of the glass's shorter side."""


class OfficesPage(Page):
    """Fax, phone and address for doctors' offices.

    Args:
        offices: What the center gives; what is empty is left out.
    """

    def __init__(self, look: Look, offices: Offices, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.OFFICES, parent)
        self._host = host_of(offices.portal) if offices.portal else ""
        low = self.is_across and look.is_compact
        head = Words(self.tr("For doctors' offices"), "heading" if low else "sentence", level=1)
        head.setObjectName("offices_head")
        words = column(
            look,
            head,
            Words(self.tr("Show this to your doctor, or take a picture of it.")),
        )
        ways = Ground("card", pad=look.px("pad"), gap=look.px("gap_small"))
        for label, value in (
            (self.tr("Fax"), offices.fax),
            (self.tr("Phone for offices"), offices.phone),
            (self.tr("On the computer"), self._host),
        ):
            if value:
                ways.add(Words(label, "label", tone="second"), _breakable(value))
        words.add(ways)
        words.add(
            Words(
                self.tr(
                    "Diagnosis, dose and lab results belong on the office's own form. "
                    "This screen never asks you for them."
                ),
                tone="second",
            )
        )
        self._code = Ground("card", pad=look.px("gap_small"))
        self._code.hide()
        stack = Ground(gap=look.px("gap"))
        if self.is_across:
            stack.add(beside_top(words, self._code, gap=look.px("gap_large")))
        else:
            stack.add(words, self._code)
        self.set_column(stack, narrow=False)

    def show_code(self, modules: Modules) -> None:
        """Show the code of the address, once it is made."""
        look = self.look
        panel = look.panel
        says = self.tr("QR code. It opens {host} on your phone.").format(host=self._host)
        room = round(min(panel.width_px, panel.height_px) * CODE_PART)
        code = QrView(look, modules, says, room_px=room)
        code.setObjectName("offices_code")
        self._code.box.addWidget(code, 0, Qt.AlignmentFlag.AlignCenter)
        caption = Words(self.tr("Open on a phone"), "small")
        caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._code.add(caption)
        self._code.show()


def _breakable(value: str) -> Words:
    """Return a number or an address; where words are large, it may go on in the next line."""
    words = Words(value.replace(".", f"{MAY_BREAK}.").replace("-", f"-{MAY_BREAK}"), "subheading")
    words.setAccessibleName(value)
    return words
