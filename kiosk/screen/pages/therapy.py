# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A therapy: what it is for, what to expect, what to tell us, what can happen."""

from PySide6.QtWidgets import QWidget

from kiosk.library.model import Effect, Item, Listing, Paragraph, Picture, Text, Therapy, Tier
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import band_ground, band_head, band_tone
from kiosk.screen.widgets.blocks import BlockMaker
from kiosk.screen.widgets.cards import ArticleRow, Chip
from kiosk.screen.widgets.frames import Ground, beside, column, flow
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView
from kiosk.screen.widgets.standing import DisclaimerBox, SourceList, review_words
from kiosk.screen.widgets.text import Words


class TherapyPage(Page):
    """One therapy in one language."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.THERAPY, parent)
        self.waiting()

    def show_therapy(self, therapy: Therapy, pictures: dict[str, Picture], phone: str) -> None:
        """Show ``therapy``.

        Args:
            therapy: What to show.
            pictures: Pictures of its group and of its articles, by name.
            phone: The center's.
        """
        look = self.look
        maker = BlockMaker(look, {}, self)
        stack = Ground(gap=look.px("gap"))
        stack.add(self._head(therapy, pictures.get(therapy.group.picture)))
        stack.add(maker.make(Paragraph((Text(therapy.what_for),))))
        parts = [
            self._list(maker, self.tr("What to expect"), therapy.how),
            self._list(maker, self.tr("Tell us first about"), therapy.tell_first),
        ]
        stack.add(*(part for part in parts if part is not None))
        for heading, effects, tier in (
            (
                self.tr("Emergency: call out now. At home call 911"),
                therapy.emergency,
                Tier.EMERGENCY,
            ),
            (
                self.tr("Tell a nurse now. At home call us today"),
                therapy.call_today,
                Tier.TODAY,
            ),
            (self.tr("Common side effects"), therapy.common, Tier.ROUTINE),
        ):
            if effects:
                stack.add(self._effects(heading, effects, tier))
        notes = self._list(maker, self.tr("Good to know"), therapy.notes)
        if notes is not None:
            stack.add(notes)
        for article in therapy.articles:
            line = ArticleRow(look, article, pictures.get(article.picture))
            line.route_touched.connect(self.route_touched)
            stack.add(line)
        stack.add(DisclaimerBox(look, phone), review_words(therapy.review))
        stack.add(SourceList(look, therapy.sources))
        self.set_column(stack)

    def _head(self, therapy: Therapy, picture: Picture | None) -> QWidget:
        look, card = self.look, therapy.card
        title = Words(card.name, "heading" if look.is_compact else "sentence")
        title.setObjectName("therapy_title")
        names = ", ".join((*card.brands, card.said) if card.said else card.brands)
        words = column(look, Words(therapy.group.name, "kicker"), title, gap="gap_small")
        if names:
            words.add(Words(names, "label", tone="second"))
        if picture is None or look.is_large_text:
            return words
        corner = look.px("radius")
        aspect = 16 / 9 if look.is_wide else 2.3
        view = ArtView(picture, therapy.group.alt, radius=(corner,) * 4, aspect=aspect)
        return beside(look, view, words)

    def _list(self, maker: BlockMaker, heading: str, lines: tuple[str, ...]) -> QWidget | None:
        if not lines:
            return None
        listing = Listing(tuple(Item((Text(line),)) for line in lines))
        return column(self.look, Words(heading, "heading"), maker.make(listing), gap="gap_small")

    def _effects(self, heading: str, effects: tuple[Effect, ...], tier: Tier) -> Ground:
        look, tone = self.look, band_tone(tier)
        box = Ground(band_ground(tier), pad=look.px("pad"), gap=look.px("gap_small"))
        box.add(band_head(look, tier, heading))
        chips: list[QWidget] = []
        for effect in effects:
            text = f"{effect.text}: {effect.numbers}" if effect.numbers else effect.text
            if effect.symptom is None:
                box.add(Words(f"•  {text}", tone=tone))
                continue
            route = Route(RouteName.SYMPTOM, effect.symptom)
            chip = Chip(look, text, route, name=f"symptom_{effect.symptom}")
            chip.route_touched.connect(self.route_touched)
            chips.append(chip)
        if chips:
            box.add(flow(look, *chips))
        return box
