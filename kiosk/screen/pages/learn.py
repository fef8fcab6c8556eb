# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The list of articles."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.library.model import ArticleCard, ArticleKind, Picture
from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.cards import ArticleRow, ArticleTile, RouteButton, kind_name
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.states import EmptyState
from kiosk.screen.widgets.text import Words

ACROSS = 3
"""Tiles side by side on a wide screen."""


class LearnPage(Page):
    """Articles to choose from: rows on a standing screen, tiles on a wide one, a kind at a time.

    Signals:
        shelf_chosen: Another kind of article was chosen; carries the ``ArticleKind`` as text.
    """

    shelf_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.LEARN, parent)
        self.waiting()

    def show_articles(
        self,
        cards: tuple[ArticleCard, ...],
        pictures: dict[str, Picture],
        kinds: tuple[ArticleKind, ...] = (),
        shelf: ArticleKind | None = None,
    ) -> None:
        """Show these cards in their order; none says what to do instead.

        Args:
            cards: Articles of one kind.
            pictures: Their pictures, by name.
            kinds: Kinds to choose from; one alone is no choice.
            shelf: The kind that is shown.
        """
        look = self.look
        stack = Ground(gap=look.px("gap"))
        stack.add(Words(self.tr("Learn about your treatment"), "sentence", level=1))
        if len(kinds) > 1 and shelf is not None:
            choices = tuple((kind.value, kind_name(kind)) for kind in kinds)
            shelves = Segments(look, choices, shelf.value, name="shelf")
            shelves.chosen.connect(self.shelf_chosen)
            stack.add(shelves)
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
