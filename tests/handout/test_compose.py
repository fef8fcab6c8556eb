# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a handout holds, in which order, from the things of the library."""

from collections.abc import Iterable

import pytest

from kiosk.handout.compose import Letterhead, article_sheet
from kiosk.handout.parts import (
    Art,
    Box,
    Code,
    Grid,
    Heading,
    Mark,
    Part,
    Points,
    Small,
    Weight,
    Words,
)
from kiosk.library import model
from kiosk.library.model import (
    Article,
    ArticleCard,
    ArticleId,
    ArticleKind,
    Block,
    Callout,
    CalloutKind,
    Item,
    Link,
    LinkKind,
    Listing,
    ListStyle,
    Paragraph,
    Picture,
    PictureBlock,
    Review,
    Source,
    Table,
    Target,
    Term,
    Text,
)
from kiosk.settings import DEMO_CENTER
from tests.support.paper import told

HEAD = Letterhead(DEMO_CENTER, demo=False, language="en")
URGENT = Box(HEAD.wording.emergency, (), Weight.HEAVY)
CODE = ((True, False), (False, True))
CARD = ArticleCard(ArticleId("a"), "A title", "The message.", ArticleKind.YOUR_VISIT, "", "", 3)
SIGNED = Review("A. Nurse", "RN 1, Oregon", "2026-01-02")


def article(*blocks: Block, review: Review = SIGNED, address: str = "") -> Article:
    sources = (Source("S", "A clinic, A page. Read 2026."),)
    return Article(CARD, "en", blocks, sources, review, address=address)


def sheet_parts(*blocks: Block, pictures: dict[str, Picture] | None = None) -> tuple[Part, ...]:
    """Return the parts of an article's sheet, without the line for emergencies that leads."""
    parts = article_sheet(article(*blocks), pictures or {}, HEAD, CODE).parts
    return parts[1:] if parts[0] == URGENT else parts


def text_of(parts: Iterable[Part]) -> str:
    return "\n".join(told(parts))


SPANS = (
    Text("See "),
    Link("the list", Target(LinkKind.ARTICLE, "b")),
    Text(" and "),
    Term("IV", "Into a vein."),
)


def test_links_and_terms_are_words_and_terms_are_explained() -> None:
    said = text_of(sheet_parts(Paragraph(SPANS)))

    assert "See the list and IV" in said
    assert "Words explained\nIV: Into a vein." in said


@pytest.mark.parametrize(
    ("style", "mark"),
    [
        (ListStyle.BULLETS, Mark.DOT),
        (ListStyle.STEPS, Mark.NUMBER),
        (ListStyle.QUESTIONS, Mark.QUESTION),
    ],
)
def test_lists_keep_their_style(style: ListStyle, mark: Mark) -> None:
    listing = Listing((Item((Text("one"),)), Item((Text("two"),))), style)

    first = sheet_parts(listing)[0]

    assert isinstance(first, Points)
    assert (len(first.items), first.mark) == (2, mark)


@pytest.mark.parametrize(
    ("kind", "title", "told", "weight"),
    [
        (CalloutKind.TIP, "Bring a friend", "Tip: Bring a friend", Weight.PLAIN),
        (CalloutKind.KEY_FACTS, "Key facts", "Key facts", Weight.PLAIN),
        (CalloutKind.CAUTION, "Stand up slowly", "Caution: Stand up slowly", Weight.STRONG),
        (CalloutKind.EMERGENCY, "Call 911 if", "Emergency: Call 911 if", Weight.HEAVY),
    ],
)
def test_callout_is_a_frame_that_says_its_word(
    kind: CalloutKind, title: str, told: str, weight: Weight
) -> None:
    box = sheet_parts(Callout(kind, title, (Paragraph((Text("why"),)),)))[0]

    assert isinstance(box, Box)
    assert (box.title, box.weight) == (told, weight)
    assert text_of(box.parts) == "why"


def test_table_is_a_table() -> None:
    grid = sheet_parts(Table(("What", "When"), (((Text("a"),), (Text("b"),)),)))[0]

    assert isinstance(grid, Grid)
    assert grid.header == ("What", "When")


def test_picture_that_is_missing_is_left_out() -> None:
    picture = Picture(b"<svg/>", "image/svg+xml")
    blocks = (PictureBlock("there.svg", "alt", "Below"), PictureBlock("gone.svg", "alt"))

    parts = sheet_parts(*blocks, pictures={"there.svg": picture})

    assert [part for part in parts if isinstance(part, Art)] == [Art(picture, "Below")]


def test_headings_keep_their_level() -> None:
    parts = sheet_parts(model.Heading(2, "Two", "two"), model.Heading(3, "Three", "three"))

    assert parts[:2] == (Heading("Two", 1), Heading("Three", 2))


def test_lead_of_a_list_stays_with_it() -> None:
    parts = sheet_parts(Paragraph((Text("Tell us if you:"),)), Paragraph((Text("Done."),)))

    assert [part.keeps for part in parts[:2] if isinstance(part, Words)] == [True, False]


def test_end_holds_phone_review_sources_and_code() -> None:
    sheet = article_sheet(article(Paragraph((Text("x"),))), {}, HEAD, CODE)

    *_, sources, code = sheet.parts
    assert text_of([sources]) == "Where this comes from: A clinic, A page. Read 2026."
    assert isinstance(sources, Small)
    assert isinstance(code, Code)
    assert code.modules == CODE
    assert "555\N{NON-BREAKING HYPHEN}0100" in text_of([code])
    assert "Reviewed by A. Nurse (RN 1, Oregon) on January 2, 2026." in text_of([code])


def test_emergency_leads_wherever_it_stood() -> None:
    urgent = Callout(CalloutKind.EMERGENCY, "Call 911 if", (Paragraph((Text("it swells"),)),))

    parts = sheet_parts(Paragraph((Text("First."),)), urgent)

    assert text_of(parts).startswith("Emergency: Call 911 if\nit swells\nFirst.\n")


def test_article_without_an_emergency_still_begins_with_911() -> None:
    first = article_sheet(article(Paragraph((Text("x"),))), {}, HEAD, CODE).parts[0]

    assert first == URGENT
    assert "911" in text_of([first])


def test_text_that_nobody_signed_says_so() -> None:
    sheet = article_sheet(article(Paragraph((Text("x"),)), review=Review()), {}, HEAD, CODE)

    assert "Awaiting clinical review" in text_of(sheet.parts)


def test_address_is_told_beside_its_code() -> None:
    page = article(Paragraph((Text("x"),)), address="https://example.org/a")

    assert "https://example.org/a" in text_of(article_sheet(page, {}, HEAD, CODE).parts)


@pytest.mark.parametrize(
    ("demo", "notice"), [(True, "Demonstration, not a real center"), (False, "")]
)
def test_demonstration_says_so_on_each_page(demo: bool, notice: str) -> None:
    head = Letterhead(DEMO_CENTER, demo=demo, language="en")

    assert article_sheet(article(Paragraph((Text("x"),))), {}, head, CODE).notice == notice
