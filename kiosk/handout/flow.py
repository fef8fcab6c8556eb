# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How rows fall on pages: what belongs together stays together. Lengths are the printer's dots."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

Canvas = TypeVar("Canvas")


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A frame around rows; compared by being the same one.

    Attributes:
        line: Thickness of its line.
        left: Its left edge.
        width: Its width.
        pad: Room between its line and what is in it, above and below.
    """

    line: int
    left: float
    width: float
    pad: float


@dataclass(frozen=True, slots=True, eq=False)
class Row(Generic[Canvas]):
    """Something that never parts between two pages, such as a line of text.

    Attributes:
        height: Its height.
        paint: Paints it on a canvas, its upper edge at the given height.
        before: Room above it; none at the top of a page.
        keeps: Whether it stays on the page of the row that follows.
        frame: The frame that it stands in.
        header: What is repeated above it where it comes first on a page: the head of a table or
            of a frame.
        again: What stands for this row where it is repeated; None for itself.
    """

    height: float
    paint: Callable[[Canvas, float], None]
    before: float = 0.0
    keeps: bool = False
    frame: Frame | None = None
    header: "Row[Canvas] | None" = None
    again: "Row[Canvas] | None" = None


@dataclass(frozen=True, slots=True)
class Placed(Generic[Canvas]):
    """A row on its page; ``top`` is its upper edge below the top of the page's text."""

    row: Row[Canvas]
    top: float


@dataclass(frozen=True, slots=True)
class Framed:
    """The part of a frame that lies on one page."""

    frame: Frame
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Canvas]):
    """One page."""

    rows: tuple[Placed[Canvas], ...]
    frames: tuple[Framed, ...]


def together(rows: Iterable[Row[Canvas]]) -> tuple[Row[Canvas], ...]:
    """Return the rows so that they stay on one page, if one page can hold them."""
    whole = tuple(rows)
    return (*(replace(row, keeps=True) for row in whole[:-1]), *whole[-1:])


def paginate(rows: Iterable[Row[Canvas]], room: float) -> tuple[Leaf[Canvas], ...]:
    """Return the pages that hold the rows, at least one; none is higher than ``room``.

    Rows that keep each other go to the next page together. Where even a whole page cannot hold
    them they part as if they did not.
    """
    pages: _Pages[Canvas] = _Pages(room)
    for chain in _chains(rows):
        pages.add(chain)
    return pages.leaves()


class _Pages(Generic[Canvas]):
    def __init__(self, room: float) -> None:
        self._room = room
        self._pages: list[list[Placed[Canvas]]] = [[]]
        self._bottom = 0.0

    @property
    def _last(self) -> Row[Canvas] | None:
        return self._pages[-1][-1].row if self._pages[-1] else None

    def add(self, chain: tuple[Row[Canvas], ...]) -> None:
        pairs = zip((self._last, *chain[:-1]), chain, strict=True)
        height = sum(_gap(above, row) + row.height for above, row in pairs)
        if self._pages[-1] and self._bottom + height + _foot(chain[-1]) > self._room:
            self._turn()
        for row in chain:
            wanted = self._bottom + _gap(self._last, row) + row.height + _foot(row)
            if self._pages[-1] and wanted > self._room:
                self._turn(row)
            self._place(row)

    def _place(self, row: Row[Canvas]) -> None:
        page = self._pages[-1]
        if not page:
            self._bottom = 0.0
            before = self._pages[-2][-1].row if len(self._pages) > 1 else None
            if row.header is not None and row.header is not before:
                head = row.header.again or row.header
                page.append(Placed(head, 0.0))
                self._bottom = head.height + row.before
            elif row.frame is not None and before is not None and before.frame is row.frame:
                self._bottom = row.frame.pad
        else:
            self._bottom += _gap(page[-1].row, row)
        page.append(Placed(row, self._bottom))
        self._bottom += row.height

    def _turn(self, row: Row[Canvas] | None = None) -> None:
        page = self._pages[-1]
        self._pages.append([])
        self._bottom = 0.0
        # A head never ends a page, whatever follows it.
        if row is not None and page[-1].row is row.header and len(page) > 1:
            self._place(page.pop().row)

    def leaves(self) -> tuple[Leaf[Canvas], ...]:
        return tuple(Leaf(tuple(page), tuple(_frames(page))) for page in self._pages)


def _gap(above: Row[Canvas] | None, row: Row[Canvas]) -> float:
    """Return the room between two rows of a page; a frame that ends there needs its own."""
    frame = above.frame if above is not None else None
    if frame is None or frame is row.frame:
        return row.before
    return row.before + frame.pad + frame.line


def _foot(row: Row[Canvas]) -> float:
    """Room that the lower line of a frame needs below a row that may end the page."""
    return row.frame.pad if row.frame is not None else 0.0


def _chains(rows: Iterable[Row[Canvas]]) -> Iterator[tuple[Row[Canvas], ...]]:
    chain: list[Row[Canvas]] = []
    for row in rows:
        chain.append(row)
        if not row.keeps:
            yield tuple(chain)
            chain = []
    if chain:
        yield tuple(chain)


def _frames(page: list[Placed[Canvas]]) -> Iterator[Framed]:
    """Yield the frames of a page; one that goes on, or came from before, is closed on each."""
    index = 0
    while index < len(page):
        frame, first = page[index].row.frame, index
        while index < len(page) and page[index].row.frame is frame:
            index += 1
        if frame is not None:
            last = page[index - 1]
            top = page[first].top - (frame.pad if first == 0 and page[0].top else 0.0)
            yield Framed(frame, top, last.top + last.row.height + frame.pad)
