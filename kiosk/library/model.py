# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the library holds: articles as typed blocks, symptoms, therapies, search hits.

These types are what the builder writes into ``library.db`` and the reader gives out. Everything is
resolved for one language; nothing here knows Markdown, TOML or SQL.
"""

from enum import StrEnum
from typing import NewType

import msgspec

ArticleId = NewType("ArticleId", str)
SymptomId = NewType("SymptomId", str)
TherapyId = NewType("TherapyId", str)

LANGUAGES = ("en", "es")


class LinkKind(StrEnum):
    """What a link inside the library may lead to; there are no others."""

    ARTICLE = "article"
    SYMPTOM = "symptom"
    THERAPY = "therapy"
    FORM = "form"


class Target(msgspec.Struct, frozen=True):
    """Where a link leads: a kind and the name of the thing in that kind."""

    kind: LinkKind
    ref: str


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A run of words."""

    text: str
    strong: bool = False
    emphasis: bool = False


class Link(msgspec.Struct, frozen=True, tag="link"):
    """Words that lead to something else in the library."""

    text: str
    target: Target


class Term(msgspec.Struct, frozen=True, tag="term"):
    """A word with its plain meaning, which opens in the page."""

    text: str
    meaning: str


Span = Text | Link | Term


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading of level 2 or 3 (the title is level 1) with an anchor unique in its article."""

    level: int
    text: str
    anchor: str


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """A paragraph; ``sources`` are tags into the article's sources, in order, may be empty."""

    spans: tuple[Span, ...]
    sources: tuple[str, ...] = ()


class Item(msgspec.Struct, frozen=True):
    """One line of a list, with its source tags."""

    spans: tuple[Span, ...]
    sources: tuple[str, ...] = ()


class ListStyle(StrEnum):
    """How a list is meant: plain points, numbered steps, or questions to ask."""

    BULLETS = "bullets"
    STEPS = "steps"
    QUESTIONS = "questions"


class Listing(msgspec.Struct, frozen=True, tag="list"):
    """A list; never empty, never nested."""

    items: tuple[Item, ...]
    style: ListStyle = ListStyle.BULLETS


class CalloutKind(StrEnum):
    """What a box beside the text is for."""

    TIP = "tip"
    CAUTION = "caution"
    EMERGENCY = "emergency"
    KEY_FACTS = "key-facts"


class Callout(msgspec.Struct, frozen=True, tag="callout"):
    """A box with a title and paragraphs or lists in it."""

    kind: CalloutKind
    title: str
    blocks: tuple[Paragraph | Listing, ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A comparison; each row has as many cells as ``header``, the first cell names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


class PictureBlock(msgspec.Struct, frozen=True, tag="picture"):
    """A picture by its name in the library, with what it shows in words."""

    picture: str
    alt: str
    caption: str = ""


Block = Heading | Paragraph | Listing | Callout | Table | PictureBlock


class ReviewState(StrEnum):
    """Whether a clinician has signed a text off."""

    AWAITING = "awaiting"
    REVIEWED = "reviewed"


class Review(msgspec.Struct, frozen=True):
    """The standing of a text: ``by`` and ``on`` (ISO date) are empty while it awaits review."""

    state: ReviewState = ReviewState.AWAITING
    by: str = ""
    on: str = ""


class Source(msgspec.Struct, frozen=True):
    """Where facts were read: the tag used in the text and a citation a person can follow."""

    tag: str
    citation: str


class ArticleKind(StrEnum):
    """Kinds of article, shown as the kicker above the title."""

    TREATMENT = "treatment"
    CONDITION = "condition"
    YOUR_VISIT = "your-visit"
    LIVING_WELL = "living-well"
    CENTER_NEWS = "center-news"
    STORY = "story"


class ArticleCard(msgspec.Struct, frozen=True):
    """What a list shows of an article. ``minutes`` to read at 200 words a minute, at least 1."""

    id: ArticleId
    title: str
    summary: str
    kind: ArticleKind
    picture: str
    alt: str
    minutes: int
    topics: tuple[str, ...] = ()


class Article(msgspec.Struct, frozen=True):
    """An article in one language.

    Attributes:
        card: What lists show of it.
        language: Language of the text; another than asked for when a translation is missing.
        blocks: The text in reading order, never empty.
        sources: In order of first use.
        review: Its standing.
        therapies: Therapies it is about.
        related: Cards of related articles, at most three.
        call_to_action: Where its button leads (a form with this article's condition), or None.
        listen_minutes: Minutes to hear it read aloud.
    """

    card: ArticleCard
    language: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    review: Review
    therapies: tuple[TherapyId, ...] = ()
    related: tuple[ArticleCard, ...] = ()
    call_to_action: Target | None = None
    listen_minutes: int = 1


class Tier(StrEnum):
    """How urgent a circumstance is; in order, most urgent first.

    Source: symptoms.md, "Tiers" (E, T, R).
    """

    EMERGENCY = "emergency"
    TODAY = "today"
    ROUTINE = "routine"


class Place(StrEnum):
    """Where the reader is: the same tier asks for another action (symptoms.md, rule 1)."""

    BUILDING = "building"
    HOME = "home"


class Standing(StrEnum):
    """Whether a fact was read in a source or is general knowledge awaiting confirmation."""

    SOURCED = "sourced"
    GENERAL = "general"


class Band(msgspec.Struct, frozen=True):
    """One urgency band of a symptom.

    Attributes:
        tier: Its urgency.
        title: Heading for each place, e.g. building "Tell a nurse now", home "Call us today".
        when: Circumstances in which the band holds, each a plain phrase, never empty.
        actions: What to do at each place, most important first, never empty.
        standing: Whether it was read in a source.
        sources: Source tags.
    """

    tier: Tier
    title: dict[Place, str]
    when: tuple[str, ...]
    actions: dict[Place, tuple[str, ...]]
    standing: Standing
    sources: tuple[str, ...] = ()


class SymptomCard(msgspec.Struct, frozen=True):
    """What a list shows of a symptom."""

    id: SymptomId
    name: str
    area: str
    synonyms: tuple[str, ...] = ()


class TherapyGroup(msgspec.Struct, frozen=True):
    """A group of therapies; ``picture`` and ``alt`` are empty where it has no picture."""

    slug: str
    name: str
    picture: str = ""
    alt: str = ""


class TherapyCard(msgspec.Struct, frozen=True):
    """What a list shows of a therapy; ``group`` is the slug of a `TherapyGroup`."""

    id: TherapyId
    name: str
    brands: tuple[str, ...]
    said: str
    group: str


class Symptom(msgspec.Struct, frozen=True):
    """A symptom in one language: bands in order of urgency, most urgent first, never empty.

    ``picture`` is a name in the library and ``alt`` what it shows in words; both are empty where
    the entry has no picture.
    """

    card: SymptomCard
    language: str
    looks_like: str
    skin_tones: str
    bands: tuple[Band, ...]
    therapies: tuple[TherapyCard, ...]
    related: tuple[SymptomCard, ...]
    sources: tuple[Source, ...]
    review: Review
    picture: str = ""
    alt: str = ""


class Effect(msgspec.Struct, frozen=True):
    """A side effect of a therapy; ``symptom`` leads to its entry where there is one.

    ``numbers`` is empty or a sentence with the comparator, from a source.
    """

    text: str
    numbers: str
    symptom: SymptomId | None
    sources: tuple[str, ...] = ()


class Therapy(msgspec.Struct, frozen=True):
    """A therapy in one language; texts are plain sentences, tuples may be empty."""

    card: TherapyCard
    group: TherapyGroup
    language: str
    what_for: str
    how: tuple[str, ...]
    tell_first: tuple[str, ...]
    common: tuple[Effect, ...]
    call_today: tuple[Effect, ...]
    emergency: tuple[Effect, ...]
    notes: tuple[str, ...]
    label_date: str
    articles: tuple[ArticleCard, ...]
    sources: tuple[Source, ...]
    review: Review


class ChecklistItem(msgspec.Struct, frozen=True):
    """One thing to tell staff before an infusion."""

    title: str
    detail: str
    icon: str


class Checklist(msgspec.Struct, frozen=True):
    """The page "Before your infusion today: tell us first", in one language."""

    language: str
    lead: str
    items: tuple[ChecklistItem, ...]
    sources: tuple[Source, ...]
    review: Review


class Picture(msgspec.Struct, frozen=True):
    """A picture's bytes; ``media_type`` is ``image/svg+xml``, ``image/png`` or ``image/jpeg``.

    ``focus`` is the point that must stay visible when cropped, as fractions of width and height.
    """

    data: bytes
    media_type: str
    focus: tuple[float, float] = (0.5, 0.5)


class HitKind(StrEnum):
    """Groups of search results, in the order shown."""

    SYMPTOM = "symptom"
    THERAPY = "therapy"
    ARTICLE = "article"


class Hit(msgspec.Struct, frozen=True):
    """One search result; ``matched`` is the word of the library that the query met."""

    kind: HitKind
    ref: str
    title: str
    detail: str
    matched: str = ""
