# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The list of articles."""

from PySide6.QtWidgets import QWidget

from kiosk.library.model import ArticleCard, Picture
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.cards import ArticleRow
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.text import Words


class LearnPage(Page):
    """Articles to choose from, a card each."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.LEARN, parent)
        self.waiting()

    def show_articles(self, cards: tuple[ArticleCard, ...], pictures: dict[str, Picture]) -> None:
        """Show these cards in their order; none says what to do instead."""
        stack = Ground(gap=self.look.px("gap"))
        stack.add(Words(self.tr("Learn about your treatment"), "sentence"))
        if not cards:
            stack.add(
                Words(self.tr("There is nothing to read here yet. Ask your nurse about this."))
            )
        for card in cards:
            article = ArticleRow(self.look, card, pictures.get(card.picture))
            article.route_touched.connect(self.route_touched)
            stack.add(article)
        self.set_column(stack)
