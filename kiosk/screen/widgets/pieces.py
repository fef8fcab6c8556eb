# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The words of a page in reading order, with where each of them stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget

from kiosk.library.facts import NO_BREAK_HYPHEN, NO_BREAK_SPACE
from kiosk.screen.widgets.cards import ArticleRow, RouteButton, TakeHomeButton
from kiosk.screen.widgets.marking import Mark
from kiosk.screen.widgets.pictures import ArtView
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.text import Words


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together, or what a picture shows.

    Attributes:
        part: Where they stand.
        text: The words, each character at its place in the part.
    """

    part: QWidget
    text: str = field(repr=False)

    def show_mark(self, mark: Mark | None) -> None:
        """Mark what is being said, or nothing any more; a picture has no place for a mark."""
        if isinstance(self.part, Prose | Words):
            self.part.show_mark(mark)

    def place(self, mark: Mark) -> QRect:
        """Return where a mark stands in the part, in pixels."""
        return self.part.mark_place(mark) if isinstance(self.part, Prose) else self.part.rect()


def pieces(roots: Iterable[QWidget]) -> Iterator[Piece]:
    """Yield the words in some parts of a page, in the order of its layouts.

    Buttons are left out, but for those that name something of the library in running text; so is
    what is folded away, and signs without a word.
    """
    for root in roots:
        if root.isHidden():
            continue
        match root:
            case Prose() | Words():
                if any(letter.isalnum() for letter in root.text()):
                    yield Piece(root, _plain(root.text()))
            case ArtView():
                if root.accessibleName():
                    yield Piece(root, root.accessibleName())
            case _ if not isinstance(root, QAbstractButton) or _is_text(root):
                yield from pieces(_inside(root.layout()))


def _is_text(button: QAbstractButton) -> bool:
    is_way_on = isinstance(button, ArticleRow | TakeHomeButton)
    return isinstance(button, RouteButton) and not is_way_on


def _inside(layout: QLayout | None) -> Iterator[QWidget]:
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index) if layout is not None else None
        if item is None:
            continue
        part = item.widget()
        if part is not None:
            yield part
        elif item.layout() is not None:
            yield from _inside(item.layout())


def _plain(text: str) -> str:
    """Return a text with the signs that a voice knows."""
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")
