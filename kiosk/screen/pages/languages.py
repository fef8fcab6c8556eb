# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""For people who speak neither language of the kiosk: find your own, and show a card to staff."""

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.screen.language_help import Script, Tongue
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sheet import CARD_ROLES
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.held_card import HeldCard
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.spoken import LANGUAGE
from kiosk.screen.widgets.text import Words

ENGLISH_SMALLER = 2
NOTICE_SMALLER = 7
"""The visitor's own words are the largest; staff stand near when they read theirs."""
LEFT_TO_RIGHT, FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u200e", "\u2068", "\u2069"
"""A number keeps its order amid words that are read from the right."""


class LanguagesPage(Page):
    """The languages, each by its own name.

    Args:
        known: Languages by code, in order.
    """

    def __init__(
        self, look: Look, known: Mapping[str, Tongue], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, RouteName.LANGUAGES, parent)
        stack = Ground(gap=look.px("gap"))
        head = Words(self.tr("Your language"), "heading", level=1)
        head.setObjectName("languages_head")
        stack.add(
            head,
            Words(self.tr("An interpreter is free. Touch your language.")),
        )
        across = 3 if self.is_across else 1 if look.is_large_text else 2
        stack.add(grid(look, [self._row(*one) for one in known.items()], across=across))
        if not all(tongue.is_reviewed for tongue in known.values()):
            stack.add(
                Words(
                    self.tr("A translator has not checked all of these words yet."),
                    "small",
                    tone="second",
                )
            )
        self.set_column(stack, narrow=False)

    def _row(self, code: str, tongue: Tongue) -> RouteButton:
        button = RouteButton(
            self.look,
            tongue.own,
            Route(RouteName.LANGUAGE_CARD, code),
            name=f"language_help_{code}",
            detail=tongue.english if tongue.english != tongue.own else "",
        )
        button.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        button.words.setProperty("script", tongue.script.value)
        for words in button.findChildren(Words):
            words.setProperty(LANGUAGE, code if words is button.words else "en")
        button.route_touched.connect(self.route_touched)
        return button


class LanguageCardPage(HeldCard):
    """Says "I speak ___. Please call an interpreter. It is free." in both languages, for staff.

    Args:
        code: Of the visitor's language.
        tongue: What is known of it.
        phone: The center's number.
    """

    def __init__(
        self, look: Look, code: str, tongue: Tongue, phone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, RouteName.LANGUAGE_CARD, parent)
        pad, gap = ("pad", "gap_small") if look.is_compact else ("margin", "gap")
        card = Ground("card", pad=look.px(pad), gap=look.px(gap))
        card.box.addStretch(1)
        lines: list[tuple[Words, int]] = []
        number = f"{FIRST_STRONG_ISOLATE}{LEFT_TO_RIGHT}{phone}{POP_ISOLATE}"
        own, english = (code, tongue.script), ("en", Script.LATIN)
        for text, smaller, tone, (language, script) in (
            (_by_sentence(tongue.card), 0, "", own),
            (_by_sentence(tongue.card_english), ENGLISH_SMALLER, "act", english),
            (tongue.notice.format(phone=number), NOTICE_SMALLER, "second", own),
        ):
            words = Words(text, CARD_ROLES[smaller], tone=tone, level=int(not lines))
            words.setProperty("script", script.value)
            words.setProperty(LANGUAGE, language)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lines.append((words, smaller))
            card.add(words)
            card.box.addStretch(1)
        notes = [self.tr("Show this to staff.")]
        if not tongue.is_reviewed:
            notes.append(self.tr("No translator has checked it yet."))
        foot = self.make_foot(" ".join(notes), self.tr("Done"))
        self.hold_up(card, lines, foot)


def _by_sentence(text: str) -> str:
    """Return a text with each sentence in a line of its own."""
    return re.sub(r"(?<=[.。])\s*(?=\S)", "\n", text)
