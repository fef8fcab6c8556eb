# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Turns an article into a sheet, and holds what all sheets have in common: their head and end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from kiosk.handout.parts import (
    Art,
    Box,
    Code,
    Grid,
    Heading,
    Line,
    Mark,
    Modules,
    Part,
    Points,
    Sheet,
    Small,
    Weight,
    Words,
    words,
)
from kiosk.handout.wording import Wording, day_words, wording_of
from kiosk.library import model
from kiosk.library.facts import unbroken
from kiosk.library.model import (
    Article,
    Block,
    Callout,
    CalloutKind,
    Listing,
    ListStyle,
    Paragraph,
    Picture,
    PictureBlock,
    Review,
    Source,
    Span,
    Table,
    Term,
    Text,
)
from kiosk.settings import Center

_MARKS = {
    ListStyle.BULLETS: Mark.DOT,
    ListStyle.STEPS: Mark.NUMBER,
    ListStyle.QUESTIONS: Mark.QUESTION,
}
_CALLOUT_WEIGHT = {
    CalloutKind.TIP: Weight.PLAIN,
    CalloutKind.KEY_FACTS: Weight.PLAIN,
    CalloutKind.QUOTE: Weight.PLAIN,
    CalloutKind.CAUTION: Weight.STRONG,
    CalloutKind.EMERGENCY: Weight.HEAVY,
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose handouts these are, and in which language they speak.

    Attributes:
        center: The center.
        demo: Whether each page says that this is a demonstration.
        language: Language of the sheet's own words.
    """

    center: Center
    demo: bool
    language: str

    @property
    def wording(self) -> Wording:
        """The sheet's own words."""
        return wording_of(self.language)

    def sheet(self, kicker: str, title: str, lead: str, parts: Iterable[Part]) -> Sheet:
        """Return a sheet with the center's head."""
        say, center = self.wording, self.center
        phone, closed = unbroken(center.phone), unbroken(center.after_hours_phone)
        both = say.phones.format(phone=phone, closed=closed)
        return Sheet(
            center=center.name,
            contact=phone if phone == closed else both,
            notice=say.demonstration if self.demo else "",
            kicker=kicker,
            title=title,
            lead=lead,
            parts=tuple(parts),
            page=say.page,
            continued=say.continued,
        )


def article_sheet(
    article: Article, pictures: Mapping[str, Picture], head: Letterhead, code: Modules
) -> Sheet:
    """Return an article as a handout: what to do in an emergency leads, wherever it stood.

    Args:
        article: With the center's facts filled in.
        pictures: Its pictures by name; what is missing is left out.
        head: Whose handout it is.
        code: The code of its address where it has one, else of the center's card.
    """
    say, card = head.wording, article.card
    urgent = [block for block in article.blocks if _is_emergency(block)]
    rest = [block for block in article.blocks if not _is_emergency(block)]
    parts = [part for block in (*urgent, *rest) for part in _block(block, pictures, say)]
    if not urgent:
        parts.insert(0, Box(say.emergency, (), Weight.HEAVY))
    if terms := _terms(article.blocks):
        parts += [Heading(say.terms), Points(terms)]
    parts += closing(head, standing(head, article.review), article.sources, code, article.address)
    return head.sheet(say.kinds[card.kind], card.title, card.summary, parts)


def _is_emergency(block: Block) -> bool:
    return isinstance(block, Callout) and block.kind is CalloutKind.EMERGENCY


def _block(block: Block, pictures: Mapping[str, Picture], say: Wording) -> Iterator[Part]:
    match block:
        case model.Heading(level=level, text=text):
            yield Heading(text, level - 1)
        case Paragraph(spans=spans):
            line = _line(spans)
            # "Tell us before your drip starts if you:" leads the list that follows.
            yield Words(line, keeps=line[-1].text.rstrip().endswith(":"))
        case Listing():
            yield _listing(block)
        case Callout(kind=kind, title=title, blocks=blocks):
            inner = tuple(part for one in blocks for part in _block(one, pictures, say))
            yield Box(_named(say.boxes[kind], title), inner, _CALLOUT_WEIGHT[kind])
        case Table(header=header, rows=rows):
            yield Grid(header, tuple(tuple(_line(cell) for cell in row) for row in rows))
        case PictureBlock(picture=name, caption=caption):
            if name in pictures:
                yield Art(pictures[name], caption)
        case _:
            assert_never(block)


def _named(kind: str, title: str) -> str:
    """Return a title that says what the box is for: color does not print."""
    return title if kind.lower() in title.lower() else f"{kind}: {title}"


def _listing(block: Listing) -> Points:
    return Points(tuple(_line(item.spans) for item in block.items), _MARKS[block.style])


def _line(spans: Iterable[Span]) -> Line:
    return tuple(span if isinstance(span, Text) else Text(span.text) for span in spans)


def _terms(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """Return each term with its plain meaning once, in the order of the text."""
    meanings = {
        span.text.lower(): (Text(span.text, strong=True), Text(f": {span.meaning}"))
        for span in _spans(blocks)
        if isinstance(span, Term)
    }
    return tuple(meanings.values())


def _spans(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        match block:
            case Paragraph(spans=spans):
                yield from spans
            case Listing(items=items):
                for item in items:
                    yield from item.spans
            case Callout(blocks=inner):
                yield from _spans(inner)
            case Table(rows=rows):
                for row in rows:
                    for cell in row:
                        yield from cell
            case _:
                pass


def standing(head: Letterhead, review: Review, general: tuple[str, ...] = ()) -> str:
    """Return how sure the text is, in plain words."""
    say = head.wording
    if review.is_signed:
        on = day_words(date.fromisoformat(review.on), say)
        return say.reviewed.format(by=review.by, license=review.license, on=on)
    return say.awaiting + (f" {say.general.format(count=len(general))}" if general else "")


def closing(
    head: Letterhead,
    standing_: str,
    sources: tuple[Source, ...],
    code: Modules,
    address: str = "",
) -> Iterator[Part]:
    """Yield where it comes from, how sure it is, whom to ask, and the code.

    Args:
        head: Whose handout it is.
        standing_: How sure the text is.
        sources: Where it comes from.
        code: The code of the address, or of the center's card.
        address: The address, where there is one.
    """
    say = head.wording
    if sources:
        cited = "  •  ".join(source.citation for source in sources)
        yield Small((Text(f"{say.sources}: ", strong=True), Text(cited)))
    yield Code(
        code,
        (
            words(say.disclaimer.format(phone=unbroken(head.center.phone))),
            words(standing_),
            words(say.code_address if address else say.code_card, strong=True),
            words(address or say.code_hint),
        ),
    )
