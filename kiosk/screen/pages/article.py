# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The reader: an article as native blocks, the first screenful first."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import (
    Article,
    ArticleKind,
    Block,
    Heading,
    LinkKind,
    Picture,
    Text,
)
from kiosk.screen.route import RouteName, request
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import unfold
from kiosk.screen.widgets.aloud import AloudPage
from kiosk.screen.widgets.blocks import BlockMaker
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.cards import ArticleRow, RouteButton, TakeHomeButton, kind_name
from kiosk.screen.widgets.contact import CenterContact, ContactCard
from kiosk.screen.widgets.frames import Ground, column, row
from kiosk.screen.widgets.jumps import JumpButton
from kiosk.screen.widgets.later import later, lay_out_now
from kiosk.screen.widgets.page import SIDE_PART
from kiosk.screen.widgets.pictures import ArtView, with_heads
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.standing import DisclaimerBox, SourceList, review_words
from kiosk.screen.widgets.text import Words

FIRST_BLOCKS = 4
"""Blocks built at once; with picture, title and summary they fill the tallest screen."""
NEXT_BLOCKS = 3
LEAST_HEADINGS = 3
"""An article with fewer headings than this needs no list of them."""
SIDE_ASPECT = 16 / 9
"""Width by height of the picture beside the text, where there is room for it."""
REFERRED = frozenset({ArticleKind.TREATMENT, ArticleKind.CONDITION})
"""Kinds whose readers ask for a referral; others ask for a call."""


class ArticlePage(AloudPage):
    """One article in one language."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.ARTICLE, parent)
        self._waiting_blocks: list[Block] = []
        self._maker: BlockMaker | None = None
        self._stack = Ground()
        self._blocks = Ground()
        self._contact: CenterContact | None = None
        self._parts: list[QWidget] = []
        self._aim = ""
        self._article: Article | None = None
        self._pictures: dict[str, Picture] = {}
        self.waiting()

    def show_article(
        self, article: Article, pictures: dict[str, Picture], contact: CenterContact
    ) -> None:
        """Show ``article``; blocks beyond the first screenful follow in later turns.

        Args:
            article: What to show.
            pictures: Pictures of the article and of related cards, by name.
            contact: How to reach the center, for the end of the page.
        """
        look = self.look
        self._article, self._pictures, self._contact = article, pictures, contact
        self.content = article
        self._maker = BlockMaker(look, pictures, self)
        self._maker.link_touched.connect(self.on_link)
        self._maker.unfolded.connect(self._on_unfolded)
        self._stack = Ground(gap=look.px("gap"))
        side = self._add_head(article)
        self._blocks = Ground(gap=look.paragraph_px)
        self._stack.add(self._blocks)
        self.read(self._blocks)
        self._waiting_blocks = list(article.blocks)
        self._add_blocks(FIRST_BLOCKS + int(self.wanted_place))
        self.set_column(self._stack, side=side, filling=True)
        self.fill(self._add_rest())

    def place(self) -> float:
        """Return the block at the top of the glass, and how much of it lies above.

        The head is 0, the first block 1: the same in every language and size of the words.
        """
        scroller = self.scroller
        if scroller is None or scroller.fraction() == 0:
            return self.wanted_place
        top_px = scroller.top_px()
        for index, (above, below) in enumerate(pairwise(self._edges())):
            if above <= top_px < below:
                return index + (top_px - above) / (below - above)
        return float(len(self._parts) + 1)

    def go_to_place(self, place: float) -> None:
        """Scroll to a place that ``place`` gave, once its block is there."""
        missing = int(place) + FIRST_BLOCKS - len(self._parts)
        if missing > 0 and self._waiting_blocks:
            self._add_blocks(missing)
        lay_out_now()
        if self.scroller is not None:
            self.scroller.hold(lambda: self._pixels_of(place))

    def _pixels_of(self, place: float) -> int:
        edges = list(self._edges())
        index = min(int(place), len(edges) - 2)
        part = min(1.0, place - index)
        scroller = self.scroller
        wanted = edges[index] + part * (edges[index + 1] - edges[index])
        return round(wanted) - (scroller.gap_px if scroller else 0)

    def _edges(self) -> Iterator[int]:
        """Yield where head, blocks and end begin in the column, and where it ends, in pixels."""
        scroller = self.scroller
        if scroller is None:
            return
        yield 0
        for part in self._parts:
            yield scroller.above_px(part)
        yield self._stack.height()

    def _add_head(self, article: Article) -> Ground | None:
        """Add what stands before the text; return what stands beside it on a wide screen."""
        look, card = self.look, article.card
        head: list[QWidget] = []
        picture = self._pictures.get(card.picture)
        if picture is not None and (self.has_side or not look.is_wide):
            head.append(self._head_picture(picture, card.alt))
        title = Words(card.title, "heading" if look.is_wide else "sentence", level=1)
        title.setObjectName("article_title")
        head += [self.with_listen(self._kicker(article)), title]
        buttons: list[QWidget] = [self._ask_button(article)] if article.call_to_action else []
        self._contents = Ground(gap=look.px("gap_small"))
        self._contents.hide()
        if sum(1 for _ in _sections(article)) >= LEAST_HEADINGS:
            buttons.append(self._contents_button())
        side = self._make_side(head, buttons) if self.has_side else None
        if side is None:
            self._stack.add(*head)
        summary = self._summary(article)
        self._stack.add(summary)
        self.read(title, summary)
        if side is None and buttons:
            self._stack.add(row(look, *buttons))
        self._stack.add(self._contents)
        return side

    def _head_picture(self, picture: Picture, alt: str) -> ArtView:
        """Return the picture above the title; beside the text it gives way to words."""
        corners = (self.look.px("radius"),) * 4
        if not self.has_side:
            return ArtView(picture, alt, radius=corners, aspect=2.2)
        view = ArtView(with_heads(picture), alt, radius=corners)
        view.setMaximumHeight(round(self.look.panel.width_px * SIDE_PART / SIDE_ASPECT))
        return view

    def _kicker(self, article: Article) -> Words:
        card = article.card
        text = self.tr("{kind}  ·  {read} min to read, {hear} to hear").format(
            kind=kind_name(card.kind), read=card.minutes, hear=article.listen_minutes
        )
        kicker = Words(text, "kicker")
        kicker.setObjectName("article_kicker")
        return kicker

    def _contents_button(self) -> TouchButton:
        jump = TouchButton(
            self.look,
            self.tr("In this article"),
            name="article_contents",
            icon="format-list-bulleted",
        )
        jump.clicked.connect(self._on_contents)
        unfold(jump, is_open=False)
        return jump

    def _make_side(self, head: list[QWidget], buttons: list[QWidget]) -> Ground:
        look = self.look
        side = Ground(gap=look.px("gap"))
        side.box.setContentsMargins(
            look.px("margin"), look.px("gap_small"), look.px("gap"), look.px("gap")
        )
        for part in head:
            side.box.addWidget(part, int(isinstance(part, ArtView)))
        side.box.addStretch()
        take_home = self._take_home("take_home_beside", target="target_min")
        side.add(column(look, *buttons, take_home, gap="gap_small"))
        return side

    def _summary(self, article: Article) -> Ground:
        look = self.look
        summary = Ground("soft", pad=look.px("pad"), gap=look.px("gap_small"))
        summary.add(Words(self.tr("In short"), "strong", tone="act", level=2))
        summary.add(Prose((Text(article.card.summary),), look))
        summary.add(review_words(article.review))
        summary.add(*self.language_notes())
        return summary

    def _ask_button(self, article: Article) -> RouteButton:
        text = self.tr("Ask for a call")
        if article.card.kind in REFERRED:
            text = self.tr("Ask for a referral")
        button = RouteButton(
            self.look,
            text,
            request("", about=article.card.id),
            name="article_ask",
            role="primary",
            icon="phone-outline",
            text_role="label",
            centered=True,
        )
        button.route_touched.connect(self.route_touched)
        return button

    def _take_home(self, name: str, target: str = "target") -> TakeHomeButton:
        ref = self._article.card.id if self._article else ""
        button = TakeHomeButton(self.look, LinkKind.ARTICLE, ref, name=name, target=target)
        button.route_touched.connect(self.route_touched)
        return button

    def _fill_contents(self, article: Article) -> None:
        for block in _sections(article):
            button = JumpButton(self.look, block.text, block.anchor)
            button.jumped.connect(self._on_jump)
            self._contents.add(button)

    def _make_end(self, article: Article, contact: CenterContact) -> Ground:
        look = self.look
        end = Ground(gap=look.px("gap"))
        disclaimer = DisclaimerBox(look, contact.phone)
        self.read(disclaimer)
        end.add(self._take_home("take_home_open"), disclaimer)
        card = ContactCard(look, contact, request("", about=article.card.id))
        card.route_touched.connect(self.route_touched)
        end.add(card)
        if article.related:
            end.add(Words(self.tr("Read next"), "heading", level=2))
            for related in article.related:
                line = ArticleRow(look, related, self._pictures.get(related.picture))
                line.route_touched.connect(self.route_touched)
                end.add(line)
        end.add(SourceList(look, article.sources))
        if not article.review.is_signed:
            end.add(review_words(article.review))
        return end

    def _add_blocks(self, count: int) -> None:
        if self._maker is None:
            return
        now, self._waiting_blocks = self._waiting_blocks[:count], self._waiting_blocks[count:]
        for block in now:
            part = self._maker.make(block)
            self._parts.append(part)
            self._blocks.add(part)
            part.show()

    def _add_rest(self) -> Iterator[None]:
        while self._waiting_blocks:
            self._add_blocks(NEXT_BLOCKS)
            yield
        if self._article is not None and self._contact is not None:
            # Above the stretch that ends every column.
            end = self._make_end(self._article, self._contact)
            self._parts.append(end)
            self._stack.box.insertWidget(self._stack.box.count() - 1, end)
            end.show()  # the layout would do it in a later turn only

    def filled(self) -> None:
        """Go to the heading that was asked for before it was there."""
        if self._aim:
            self._on_aim()

    @Slot(QWidget)
    def _on_unfolded(self, meaning: QWidget) -> None:
        """Bring into sight what has just come in below the edge, once it is laid out."""
        later(meaning, partial(self.keep_visible, meaning))

    @Slot()
    def _on_contents(self) -> None:
        if self._article is not None and self._contents.box.count() == 0:
            self._fill_contents(self._article)
        self._contents.setVisible(self._contents.isHidden())
        if isinstance(button := self.sender(), TouchButton):
            unfold(button, is_open=not self._contents.isHidden())

    @Slot(str)
    def _on_jump(self, anchor: str) -> None:
        self._aim = anchor
        self._contents.hide()
        later(self, self._on_aim)

    @Slot()
    def _on_aim(self) -> None:
        heading = self._blocks.findChild(Words, f"heading_{self._aim}")
        if heading is not None and self.scroller is not None:
            self._aim = ""
            self.scroller.show_widget(heading)


def _sections(article: Article) -> Iterator[Heading]:
    return (block for block in article.blocks if isinstance(block, Heading) and block.level == 2)
