# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The list of articles."""

from PySide6.QtWidgets import QWidget

from kiosk.library.model import ArticleCard, Picture
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.cards import ArticleRow, ArticleTile, RouteButton
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.states import EmptyState
from kiosk.screen.widgets.text import Words

ACROSS = 3
"""Tiles side by side on a wide screen."""


class LearnPage(Page):
    """Articles to choose from: rows on a standing screen, tiles on a wide one."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.LEARN, parent)
        self.waiting()

    def show_articles(self, cards: tuple[ArticleCard, ...], pictures: dict[str, Picture]) -> None:
        """Show these cards in their order; none says what to do instead."""
        look = self.look
        stack = Ground(gap=look.px("gap"))
        stack.add(Words(self.tr("Learn about your treatment"), "sentence"))
        if not cards:
            stack.add(
                EmptyState(
                    look,
                    self.tr("There is nothing to read here yet."),
                    self.tr("Ask your nurse about this."),
                )
            )
        make = ArticleTile if self.is_across else ArticleRow
        articles: list[RouteButton] = []
        for card in cards:
            article = make(look, card, pictures.get(card.picture))
            article.route_touched.connect(self.route_touched)
            articles.append(article)
        stack.add(grid(look, articles, across=ACROSS if self.is_across else 1))
        self.set_column(stack, narrow=False)
