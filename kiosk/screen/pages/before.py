# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What to tell staff before an infusion: a calm page to read, nothing is asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Checklist
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import icon_label
from kiosk.screen.widgets.standing import DisclaimerBox, SourceList, review_words
from kiosk.screen.widgets.text import Words


class BeforePage(Page):
    """What staff want to know before an infusion begins."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.BEFORE, parent)
        self.waiting()

    def show_checklist(self, checklist: Checklist, phone: str) -> None:
        """Show the list; ``phone`` is the center's."""
        look = self.look
        stack = Ground(gap=look.px("gap"))
        stack.add(Words(self.tr("Before your infusion today: tell us first"), "sentence", level=1))
        lead = Ground("today", pad=look.px("pad"))
        lead.add(Words(checklist.lead, "subheading", tone="on-today"))
        stack.add(lead)
        cards = []
        for item in checklist.items:
            # Nothing to touch: flat on the paper, a large picture beside the words.
            card = Ground(horizontal=True, gap=look.px("gap"))
            badge = Ground("soft", pad=look.px("gap"))
            badge.add(icon_label(look, item.icon, size="target"))
            card.box.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
            words = Ground(gap=look.px("gap_small") // 2)
            words.add(Words(item.title, "strong", level=2), Words(item.detail, tone="second"))
            words.box.insertStretch(0, 1)
            words.box.addStretch(1)
            card.add(words, stretch=1)
            cards.append(card)
        stack.add(grid(look, cards, across=2 if self.is_across else 1))
        stack.add(DisclaimerBox(look, phone), review_words(checklist.review))
        stack.add(SourceList(look, checklist.sources))
        self.set_column(stack, narrow=not self.is_across)

    def show_nothing(self) -> None:
        """Say whom to ask when there is no list that may be shown."""
        stack = Ground(gap=self.look.px("gap"))
        stack.add(Words(self.tr("Before your infusion today: tell us first"), "sentence", level=1))
        stack.add(
            Words(
                self.tr(
                    "Do you have a fever, feel ill, or has anything changed?"
                    " Tell the desk before you sit down."
                ),
                "subheading",
            )
        )
        self.set_column(stack)
