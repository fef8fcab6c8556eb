# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The words of a page in reading order, with where each of them stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget

from kiosk.library.facts import NO_BREAK_HYPHEN, NO_BREAK_SPACE
from kiosk.screen.widgets.cards import ArticleRow, RouteButton, TakeHomeButton
from kiosk.screen.widgets.choices import OptionButton
from kiosk.screen.widgets.marking import Mark
from kiosk.screen.widgets.pictures import ArtView
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.question import Question
from kiosk.screen.widgets.review import ReviewButton
from kiosk.screen.widgets.spoken import PERSONAL, SPELLED
from kiosk.screen.widgets.text import Words


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together, or what a picture shows.

    Attributes:
        part: Where they stand.
        text: The words, each character at its place in the part.
        is_spelled: Whether they are said letter by letter.
    """

    part: QWidget
    text: str = field(repr=False)
    is_spelled: bool = False

    def show_mark(self, mark: Mark | None) -> None:
        """Mark what is being said, or nothing any more; a picture has no place for a mark."""
        if isinstance(self.part, Prose | Words):
            self.part.show_mark(mark)

    def place(self, mark: Mark) -> QRect:
        """Return where a mark stands in the part, in pixels."""
        return self.part.mark_place(mark) if isinstance(self.part, Prose) else self.part.rect()


def pieces(roots: Iterable[QWidget], *, personal: bool = False) -> Iterator[Piece]:
    """Yield the words in some parts of a page, in the order of its layouts.

    Buttons are left out, but for offered answers and those that name something of the library in
    running text; so is what is folded away, and signs without a word. Of a question come its own
    words alone: what was typed or chosen stands nowhere in them.

    Args:
        roots: The parts, in order.
        personal: Whether the answers of a review come too.
    """
    for root in roots:
        if not root.isHidden() and (personal or not root.property(PERSONAL)):
            yield from _pieces_of(root, personal=personal)


def _pieces_of(root: QWidget, *, personal: bool) -> Iterator[Piece]:
    match root:
        case Question():
            yield from pieces(root.own_words())
        case OptionButton():
            yield Piece(root.words, _plain(root.words.text()))
        case ReviewButton():
            answer = root.answer() if personal else ()
            yield from (Piece(part, _plain(text)) for part, text in answer)
        case Prose() | Words():
            if any(letter.isalnum() for letter in root.text()):
                yield Piece(root, _plain(root.text()), bool(root.property(SPELLED)))
        case ArtView():
            if root.accessibleName():
                yield Piece(root, root.accessibleName())
        case _ if not isinstance(root, QAbstractButton) or is_text(root):
            yield from pieces(laid_out(root.layout()), personal=personal)


def is_text(button: QAbstractButton) -> bool:
    """Return whether a button names something of the library in running text."""
    is_way_on = isinstance(button, ArticleRow | TakeHomeButton)
    return isinstance(button, RouteButton) and not is_way_on


def laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    """Yield the widgets in a layout and in those inside it, in their order."""
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index) if layout is not None else None
        if item is None:
            continue
        part = item.widget()
        if part is not None:
            yield part
        elif item.layout() is not None:
            yield from laid_out(item.layout())


def _plain(text: str) -> str:
    """Return a text with the signs that a voice knows."""
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")
