# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The page of a kiosk that cannot serve: never black, never a trace, always the front desk."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.languages import source_language
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets import each
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.spoken import LANGUAGE
from kiosk.screen.widgets.text import Words

NOT_SET_UP, OUT_OF_ORDER = "not-set-up", "out-of-order"


class NoticePage(Page):
    """One sentence and the way to a person, in each language.

    Args:
        why: `NOT_SET_UP` or `OUT_OF_ORDER`.
        detail: A line for staff, may be empty.
    """

    def __init__(
        self,
        look: Look,
        why: str,
        detail: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, RouteName.NOTICE, parent)
        stack = Ground(gap=look.px("gap"))
        stack.box.addStretch(1)
        corner = look.px("radius")
        view = ArtView(art("help"), radius=(corner,) * 4)
        view.setFixedSize(look.px("target_large") * 5, look.px("target_large") * 3)
        if not look.is_wide:
            stack.box.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        if why == NOT_SET_UP:
            sentences = each.translate("Notice", "Not set up yet.")
        else:
            sentences = each.translate("Notice", "Out of order.")
        advice = each.translate("Notice", "Please ask the front desk.")
        for code, sentence in sentences.items():
            for text, role in ((sentence, "sentence"), (advice[code], "heading")):
                stack.add(_centered(Words(text, role), code))
        ill = each.translate("Notice", "Feel ill? Call out to staff now.")
        urgent = Ground()
        for code, text in ill.items():
            urgent.add(_centered(Words(text, "strong", tone="emergency-ink"), code))
        stack.add(urgent)
        if detail:
            stack.add(_centered(Words(detail, "small", tone="second"), source_language()))
        self.set_column(stack, narrow=False)


def _centered(words: Words, language: str) -> Words:
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words.setProperty(LANGUAGE, language)
    return words
