# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A therapy: what it is for, what to expect, what to tell us, what can happen."""

from PySide6.QtWidgets import QWidget

from kiosk.library.model import Effect, Item, Listing, Paragraph, Text, Therapy
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.blocks import BlockMaker
from kiosk.screen.widgets.cards import ArticleRow, RouteButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.standing import DisclaimerBox, SourceList, review_words
from kiosk.screen.widgets.text import Words


class TherapyPage(Page):
    """One therapy in one language."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.THERAPY, parent)
        self.waiting()

    def show_therapy(self, therapy: Therapy, phone: str) -> None:
        """Show ``therapy``; ``phone`` is the center's."""
        look, card = self.look, therapy.card
        maker = BlockMaker(look, {}, self)
        stack = Ground(gap=look.px("gap"))
        title = Words(card.name, "heading" if look.is_compact else "sentence")
        title.setObjectName("therapy_title")
        stack.add(title)
        names = ", ".join((*card.brands, card.said) if card.said else card.brands)
        stack.add(Words(names, "label", tone="second"))
        stack.add(maker.make(Paragraph((Text(therapy.what_for),))))
        if therapy.how:
            stack.add(
                Words(self.tr("What to expect"), "heading"), maker.make(_listing(therapy.how))
            )
        if therapy.tell_first:
            stack.add(Words(self.tr("Tell us first about"), "heading"))
            stack.add(maker.make(_listing(therapy.tell_first)))
        for heading, effects, ground, tone in (
            (
                self.tr("Emergency: call out now. At home call 911"),
                therapy.emergency,
                "emergency",
                "on-emergency",
            ),
            (
                self.tr("Tell a nurse now. At home call us today"),
                therapy.call_today,
                "today",
                "on-today",
            ),
            (self.tr("Common side effects"), therapy.common, "routine", "on-routine"),
        ):
            if effects:
                stack.add(self._effects(heading, effects, ground, tone))
        if therapy.notes:
            stack.add(
                Words(self.tr("Good to know"), "heading"), maker.make(_listing(therapy.notes))
            )
        for article in therapy.articles:
            line = ArticleRow(look, article, None)
            line.route_touched.connect(self.route_touched)
            stack.add(line)
        stack.add(DisclaimerBox(look, phone), review_words(therapy.review))
        stack.add(SourceList(look, therapy.sources))
        self.set_column(stack)

    def _effects(self, heading: str, effects: tuple[Effect, ...], ground: str, tone: str) -> Ground:
        look = self.look
        box = Ground(ground, pad=look.px("pad"), gap=look.px("gap_small"))
        box.add(Words(heading, "subheading", tone=tone))
        for effect in effects:
            text = f"{effect.text}: {effect.numbers}" if effect.numbers else effect.text
            if effect.symptom is None:
                box.add(Words(f"•  {text}", tone=tone))
                continue
            link = RouteButton(
                look,
                text,
                Route(RouteName.SYMPTOM, effect.symptom),
                name=f"symptom_{effect.symptom}",
                icon="chevron-right",
                target="target_min",
            )
            link.route_touched.connect(self.route_touched)
            box.add(link)
        return box


def _listing(lines: tuple[str, ...]) -> Listing:
    return Listing(tuple(Item((Text(line),)) for line in lines))
