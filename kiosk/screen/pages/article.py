# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The reader: an article as native blocks, the first screenful first."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.library.model import (
    Article,
    Block,
    Heading,
    LinkKind,
    Picture,
    ReviewState,
    Text,
)
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.blocks import BlockMaker
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.cards import ArticleRow, RouteButton, kind_name
from kiosk.screen.widgets.frames import Ground, row
from kiosk.screen.widgets.later import later
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.standing import DisclaimerBox, SourceList, review_words
from kiosk.screen.widgets.text import Words

FIRST_BLOCKS = 4
"""Blocks built at once; with picture, title and summary they fill the tallest screen."""
NEXT_BLOCKS = 3


class JumpButton(TouchButton):
    """A heading in the list "In this article"; touching it shows its section."""

    def __init__(self, look: Look, heading: Heading, parent: QWidget | None = None) -> None:
        super().__init__(
            look,
            heading.text,
            name=f"jump_{heading.anchor}",
            role="row",
            icon="chevron-down",
            target="target_min",
            centered=False,
            parent=parent,
        )
        self.anchor = heading.anchor


class ArticlePage(Page):
    """One article in one language."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.ARTICLE, parent)
        self._waiting_blocks: list[Block] = []
        self._maker: BlockMaker | None = None
        self._stack = Ground()
        self._blocks = Ground()
        self._phone = ""
        self._is_fresh = self._is_whole = False
        self._place = 0.0
        self._aim = ""
        self._article: Article | None = None
        self._pictures: dict[str, Picture] = {}
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._on_more)
        self.waiting()

    def show_article(self, article: Article, pictures: dict[str, Picture], phone: str) -> None:
        """Show ``article``; blocks beyond the first screenful follow in later turns.

        Args:
            article: What to show.
            pictures: Pictures of the article and of related cards, by name.
            phone: The center's phone, for the line at the end.
        """
        look = self.look
        self._article, self._pictures = article, pictures
        self._maker = BlockMaker(look, pictures, self)
        self._maker.link_touched.connect(self.on_link)
        self._stack = Ground(gap=look.px("gap"))
        side = self._add_head(article)
        self._blocks = Ground(gap=look.px("gap"))
        self._stack.add(self._blocks)
        self._waiting_blocks = list(article.blocks)
        self._add_blocks(FIRST_BLOCKS)
        self.set_column(self._stack, side=side)
        self._phone = phone
        self._is_fresh = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin with the rest of the article once its first screenful is on the glass."""
        super().paintEvent(event)
        if self._is_fresh:
            self._is_fresh = False
            self._more.start()

    def return_to(self, fraction: float) -> None:
        """Scroll once the article is whole."""
        self._place = fraction
        if self._is_whole:
            super().return_to(fraction)

    def _add_head(self, article: Article) -> Ground | None:
        """Add what stands before the text; return what stands beside it on a wide screen."""
        look, card = self.look, article.card
        head: list[QWidget] = []
        picture = self._pictures.get(card.picture)
        if picture is not None and (self.has_side or not look.is_wide):
            corner = look.px("radius")
            aspect = 16 / 9 if look.is_wide else 2.2
            head.append(ArtView(picture, card.alt, radius=(corner,) * 4, aspect=aspect))
        kicker = self.tr("{kind}  ·  {read} min read").format(
            kind=kind_name(card.kind), read=card.minutes
        )
        title = Words(card.title, "heading" if look.is_wide else "sentence")
        title.setObjectName("article_title")
        head += [Words(kicker, "kicker"), title]
        buttons: list[QWidget] = [self._ask_button(article)] if article.call_to_action else []
        jump = TouchButton(
            look, self.tr("In this article"), name="article_contents", icon="format-list-bulleted"
        )
        jump.clicked.connect(self._on_contents)
        buttons.append(jump)
        self._contents = Ground(gap=look.px("gap_small"))
        self._contents.hide()
        side = self._make_side(head, buttons) if self.has_side else None
        if side is None:
            self._stack.add(*head)
        self._stack.add(self._summary(article))
        if side is None:
            self._stack.add(row(look, *buttons))
        self._stack.add(self._contents)
        return side

    def _make_side(self, head: list[QWidget], buttons: list[QWidget]) -> Ground:
        look = self.look
        side = Ground(gap=look.px("gap"))
        side.box.setContentsMargins(
            look.px("margin"), look.px("gap_small"), look.px("gap"), look.px("gap")
        )
        side.add(*head)
        side.box.addStretch(1)
        side.add(*buttons)
        return side

    def _summary(self, article: Article) -> Ground:
        look = self.look
        summary = Ground("soft", pad=look.px("pad"), gap=look.px("gap_small"))
        summary.add(Words(self.tr("In short"), "strong", tone="act"))
        summary.add(Prose((Text(article.card.summary),), look))
        summary.add(review_words(article.review))
        if article.language != self.locale_code():
            summary.add(
                Words(self.tr("This article is not yet in your language."), "small", tone="accent")
            )
        return summary

    def locale_code(self) -> str:
        """Return the language of the visit as the library names it."""
        return self.tr("en", "code of this language: en or es")

    def _ask_button(self, article: Article) -> RouteButton:
        target = article.call_to_action
        ref = target.ref if target and target.kind is LinkKind.FORM else "contact"
        button = RouteButton(
            self.look,
            self.tr("Ask for a call"),
            Route(RouteName.REQUEST, ref),
            name="article_ask",
            role="primary",
            icon="phone-outline",
            text_role="label",
            centered=True,
        )
        button.route_touched.connect(self.route_touched)
        return button

    def _fill_contents(self, article: Article) -> None:
        for block in article.blocks:
            if isinstance(block, Heading) and block.level == 2:
                button = JumpButton(self.look, block)
                button.clicked.connect(self._on_jump)
                self._contents.add(button)

    def _make_end(self, article: Article, phone: str) -> Ground:
        look = self.look
        end = Ground(gap=look.px("gap"))
        end.add(DisclaimerBox(look, phone))
        if article.related:
            end.add(Words(self.tr("Read next"), "heading"))
            for card in article.related:
                related = ArticleRow(look, card, self._pictures.get(card.picture))
                related.route_touched.connect(self.route_touched)
                end.add(related)
        end.add(SourceList(look, article.sources))
        if article.review.state is ReviewState.AWAITING:
            end.add(review_words(article.review))
        return end

    def _add_blocks(self, count: int) -> None:
        if self._maker is None:
            return
        now, self._waiting_blocks = self._waiting_blocks[:count], self._waiting_blocks[count:]
        for block in now:
            self._blocks.add(self._maker.make(block))

    @Slot()
    def _on_more(self) -> None:
        if self._waiting_blocks:
            self._add_blocks(NEXT_BLOCKS)
            return
        self._more.stop()
        self._is_whole = True
        if self._article is not None:
            # Above the stretch that ends every column.
            end = self._make_end(self._article, self._phone)
            self._stack.box.insertWidget(self._stack.box.count() - 1, end)
        if self._place:
            later(self, self._on_whole)
        if self._aim:
            later(self, self._on_aim)

    @Slot()
    def _on_whole(self) -> None:
        super().return_to(self._place)

    @Slot()
    def _on_contents(self) -> None:
        if self._article is not None and self._contents.box.count() == 0:
            self._fill_contents(self._article)
        self._contents.setVisible(self._contents.isHidden())

    @Slot()
    def _on_jump(self) -> None:
        button = self.sender()
        if isinstance(button, JumpButton):
            self._aim = button.anchor
            self._contents.hide()
            later(self, self._on_aim)

    @Slot()
    def _on_aim(self) -> None:
        heading = self._blocks.findChild(Words, f"heading_{self._aim}")
        if heading is not None and self.scroller is not None:
            self._aim = ""
            self.scroller.show_widget(heading)
