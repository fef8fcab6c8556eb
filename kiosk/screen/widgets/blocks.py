# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Article blocks as native widgets: each is a node that assistive technology can name."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.library.model import (
    Block,
    Callout,
    CalloutKind,
    Heading,
    Link,
    LinkKind,
    Listing,
    ListStyle,
    Paragraph,
    Picture,
    PictureBlock,
    Span,
    Table,
    Term,
    Text,
)
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import DECORATION, Role, be
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground, column, flow
from kiosk.screen.widgets.pictures import ArtView
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.spoken import SIGN
from kiosk.screen.widgets.terms import Explained
from kiosk.screen.widgets.text import Words

_CALLOUT_GROUND = {
    CalloutKind.TIP: ("soft", ""),
    CalloutKind.KEY_FACTS: ("soft", ""),
    CalloutKind.QUOTE: ("", ""),
    CalloutKind.CAUTION: ("today", "on-today"),
    CalloutKind.EMERGENCY: ("emergency", "on-emergency"),
}


LINE_LETTERS = 30
"""Links no longer than this never wrap."""


class LinkButton(TouchButton):
    """A button that leads to something else in the library, or shows an address to a phone.

    Signals:
        link_touched: The visitor touched it; carries its ``Link``.
    """

    link_touched = Signal(Link)

    def __init__(self, look: Look, link: Link, parent: QWidget | None = None) -> None:
        outside = link.target.kind is LinkKind.OUTSIDE
        super().__init__(
            look,
            link.text[:1].upper() + link.text[1:],
            name=f"link_{link.target.kind.value}_{link.target.ref}",
            role="chip",
            icon="cellphone" if outside else "chevron-right",
            target="target_min",
            centered=False,
            parent=parent,
        )
        be(self, Role.Link)
        self._link = link
        self.words.setWordWrap(len(link.text) > LINE_LETTERS or look.is_large_text)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.link_touched.emit(self._link)


class BlockMaker(QObject):
    """Makes the widgets of an article, a block at a time.

    Args:
        pictures: The article's pictures by name.

    Signals:
        link_touched: A link in any made block was touched.
        unfolded: The meaning of a term has come in; carries the part that should be seen.
    """

    link_touched = Signal(Link)

    unfolded = Signal(QWidget)

    def __init__(self, look: Look, pictures: dict[str, Picture], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = pictures

    def make(self, block: Block) -> QWidget:
        """Return the widget of one block."""
        match block:
            case Heading():
                role = "heading" if block.level == 2 else "subheading"
                heading = Words(block.text, role, level=block.level)
                heading.setObjectName(f"heading_{block.anchor}")
                return heading
            case Paragraph():
                return self._words(block.spans)
            case Listing():
                return self._listing(block)
            case Callout():
                return self._callout(block)
            case Table():
                return self._table(block)
            case PictureBlock():
                return self._picture(block)
            case _:
                assert_never(block)

    def _words(self, spans: tuple[Span, ...], tone: str = "") -> QWidget:
        """Return running text; below it open meanings, and the links as buttons."""
        links = tuple(_links(spans))
        explains = any(isinstance(span, Term) for span in spans)
        if not links and not explains:
            return Prose(spans, self._look, tone=tone)
        if explains:
            explained = Explained(self._look, spans, tone=tone)
            explained.unfolded.connect(self.unfolded)
            stack: Ground = explained
        else:
            stack = column(self._look, Prose(spans, self._look, tone=tone), gap="gap_small")
        if links:
            buttons = [LinkButton(self._look, link) for link in links]
            for button in buttons:
                button.link_touched.connect(self.link_touched)
            stack.add(flow(self._look, *buttons))
        return stack

    def _listing(self, block: Listing, tone: str = "") -> QWidget:
        look = self._look
        stack = Ground(gap=look.px("gap_small"))
        be(stack, Role.List)
        for number, item in enumerate(block.items, start=1):
            line = Ground(horizontal=True, gap=look.px("gap_small"))
            be(line, Role.ListItem)
            if block.style is ListStyle.STEPS and not tone:
                sign: QWidget = _number(look, number)
            else:
                sign = Words(_MARKS[block.style].format(number), "strong", tone=tone or "accent")
                if block.style is not ListStyle.STEPS:
                    be(sign, DECORATION)
                sign.setFixedWidth(look.px("reading"))
                sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            sign.setProperty(SIGN, True)
            line.box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            words = self._words(item.spans, tone)
            line.add(words, stretch=1)
            stack.add(line)
        return stack

    def _quote(self, block: Callout) -> QWidget:
        """Return somebody's own words beside a bar, and below them who said them."""
        look = self._look
        bar = QWidget()
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setProperty("ground", "quote")
        bar.setFixedWidth(look.px("gap_small") // 2)
        words = Ground(gap=look.px("gap_small"))
        for inner in block.blocks:
            if isinstance(inner, Paragraph):
                words.add(self._words(inner.spans, ""))
            else:
                words.add(self._listing(inner, ""))
        words.add(Words(f"— {block.title}", "label", tone="second"))
        line = Ground(horizontal=True, gap=look.px("gap"))
        be(line, Role.BlockQuote)
        line.add(bar)
        line.add(words, stretch=1)
        return line

    def _callout(self, block: Callout) -> QWidget:
        if block.kind is CalloutKind.QUOTE:
            return self._quote(block)
        ground, tone = _CALLOUT_GROUND[block.kind]
        box = Ground(ground, pad=self._look.px("pad"), gap=self._look.px("gap_small"))
        be(box, Role.Note)
        box.add(Words(block.title, "strong", tone=tone or "act"))
        for inner in block.blocks:
            if isinstance(inner, Paragraph):
                box.add(self._words(inner.spans, tone))
            else:
                box.add(self._listing(inner, tone))
        return box

    def _table(self, block: Table) -> QWidget:
        """Lay a comparison out as one card for each row: it never needs sideways scrolling."""
        look = self._look
        stack = Ground(gap=look.px("gap_small"))
        be(stack, Role.List)
        for row in block.rows:
            card = Ground("card", pad=look.px("pad"), gap=look.px("gap_small"))
            be(card, Role.ListItem)
            card.add(self._words(tuple(_strong(row[0]))))
            facts = Ground()
            grid = QGridLayout()
            grid.setHorizontalSpacing(look.px("gap"))
            grid.setVerticalSpacing(look.px("gap_small"))
            for index, (name, cell) in enumerate(zip(block.header[1:], row[1:], strict=True)):
                across = not look.is_large_text
                label = Words(name, "label", tone="second")
                words = self._words(cell)
                grid.addWidget(label, index if across else index * 2, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words, index if across else index * 2 + 1, 1 if across else 0)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 2)
            facts.box.addLayout(grid)
            card.add(facts)
            stack.add(card)
        return stack

    def _picture(self, block: PictureBlock) -> QWidget:
        look = self._look
        stack = Ground(gap=look.px("gap_small"))
        picture = self._pictures.get(block.picture)
        if picture is not None:
            corner = look.px("radius")
            stack.add(ArtView(picture, block.alt, radius=(corner,) * 4, aspect=16 / 9))
        if block.caption:
            stack.add(Words(block.caption, "small", tone="second"))
        return stack


_MARKS = {ListStyle.STEPS: "{}.", ListStyle.QUESTIONS: "?", ListStyle.BULLETS: "•"}


def _number(look: Look, number: int) -> Ground:
    """Return the number of a step in its disc."""
    disc = Ground("number")
    disc.setFixedSize(look.px("number"), look.px("number"))
    words = Words(str(number), "label", tone="on-warmth", wraps=False)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    disc.add(words)
    return disc


def _links(spans: Iterable[Span]) -> Iterator[Link]:
    return (span for span in spans if isinstance(span, Link))


def _strong(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        yield Text(span.text, strong=True) if isinstance(span, Text) else span
