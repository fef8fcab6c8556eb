# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the library holds: articles as typed blocks, symptoms, therapies, search hits.

These types are what the builder writes into ``library.db`` and the reader gives out. Everything is
resolved for one language; nothing here knows Markdown, TOML or SQL.
"""

from enum import StrEnum
from typing import NewType

import msgspec

from kiosk.languages import languages

ArticleId = NewType("ArticleId", str)
SymptomId = NewType("SymptomId", str)
TherapyId = NewType("TherapyId", str)

LANGUAGES = tuple(languages())
"""Languages that content may be in; the first is the one in which all of it is there."""


class LinkKind(StrEnum):
    """What a link may lead to; there are no others. What lies outside is shown to phones only."""

    ARTICLE = "article"
    SYMPTOM = "symptom"
    THERAPY = "therapy"
    FORM = "form"
    OUTSIDE = "outside"


class Target(msgspec.Struct, frozen=True):
    """Where a link leads: a kind and the name of the thing in that kind, outside its address."""

    kind: LinkKind
    ref: str


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A run of words."""

    text: str
    strong: bool = False
    emphasis: bool = False


class Link(msgspec.Struct, frozen=True, tag="link"):
    """Words that lead to something else in the library, or show an address to a phone."""

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
    QUOTE = "quote"


class Callout(msgspec.Struct, frozen=True, tag="callout"):
    """A box with a title and paragraphs or lists in it; the title of a quote says who speaks."""

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


class Review(msgspec.Struct, frozen=True):
    """Who signed a text off in this language, and when; all empty while it awaits review.

    Attributes:
        by: Name.
        license: Their license, such as "RN 123456, Oregon".
        on: ISO date.
    """

    by: str = ""
    license: str = ""
    on: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether a clinician has signed this very text off."""
        return bool(self.by)


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
        address: The public page of this very text (https), or empty.
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
    address: str = ""


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


GENERAL_TAG = "GK"
"""Stands among the sources of what is, at least in part, general knowledge (fact sheets)."""


class Fact(msgspec.Struct, frozen=True):
    """A sentence or phrase with the tags of its sources, never without one."""

    text: str
    sources: tuple[str, ...] = ()

    @property
    def standing(self) -> Standing:
        """General while any part of it rests on general knowledge."""
        return Standing.GENERAL if GENERAL_TAG in self.sources else Standing.SOURCED


class Band(msgspec.Struct, frozen=True):
    """One urgency band of a symptom.

    Attributes:
        tier: Its urgency.
        title: Heading for each place, e.g. building "Tell a nurse now", home "Call us today".
        when: Circumstances in which the band holds, by place, each a plain phrase that continues
            "if ..."; a place where it does not exist has none.
        actions: What to do at each place, most important first, never empty.
    """

    tier: Tier
    title: dict[Place, str]
    when: dict[Place, tuple[Fact, ...]]
    actions: dict[Place, tuple[str, ...]]


class SymptomCard(msgspec.Struct, frozen=True):
    """What a list shows of a symptom; ``picture`` is empty where it has none."""

    id: SymptomId
    name: str
    area: str
    synonyms: tuple[str, ...] = ()
    picture: str = ""


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
    """A symptom in one language.

    Attributes:
        bands: In order of urgency, most urgent first; empty only when the text is withheld.
        avoid: What not to do, by place.
        alt: What the picture of the card shows, in words; empty without one.
        staff_says: What stands after "I feel:" on the card for staff; empty where the name does.
        withheld: Whether a live kiosk keeps the text back because nobody signed it off; then only
            the card is filled.
    """

    card: SymptomCard
    language: str
    looks_like: tuple[Fact, ...] = ()
    skin_tones: tuple[Fact, ...] = ()
    bands: tuple[Band, ...] = ()
    avoid: dict[Place, tuple[Fact, ...]] = {}
    therapies: tuple[TherapyCard, ...] = ()
    related: tuple[SymptomCard, ...] = ()
    sources: tuple[Source, ...] = ()
    review: Review = Review()
    alt: str = ""
    staff_says: str = ""
    withheld: bool = False

    @property
    def general(self) -> tuple[str, ...]:
        """Its sentences that rest on general knowledge, in part at least."""
        bands = (fact for band in self.bands for place in Place for fact in band.when[place])
        avoid = (fact for place in Place for fact in self.avoid.get(place, ()))
        facts = (*self.looks_like, *self.skin_tones, *bands, *avoid)
        return tuple(dict.fromkeys(f.text for f in facts if f.standing is Standing.GENERAL))

    def bands_at(self, place: Place) -> tuple[Band, ...]:
        """Return the bands that exist at a place, most urgent first."""
        return tuple(band for band in self.bands if band.when[place])


class Topic(StrEnum):
    """What a fact of a therapy is about, in the order of the page."""

    WHAT_FOR = "what_for"
    WHAT_IS = "what_is"
    HOW_LONG = "how_long"
    HOW_OFTEN = "how_often"
    ARRIVE = "arrive"
    BEFORE = "before"
    DRIP = "drip"
    AFTER = "after"
    HOME = "home"
    TELL_FIRST = "tell_first"
    PREGNANCY = "pregnancy"
    VACCINES = "vaccines"
    QUESTION = "question"
    NOTE = "note"


class Brand(msgspec.Struct, frozen=True):
    """A brand name; ``said`` is how it is said, ``spoken`` the same for a speech engine."""

    name: str
    said: str = ""
    spoken: str = ""


class Effect(msgspec.Struct, frozen=True):
    """A side effect of a therapy; ``symptom`` leads to its entry where there is one.

    ``numbers`` is empty or says how many people, with the comparator, from a source.
    """

    text: str
    numbers: str
    symptom: SymptomId | None
    sources: tuple[str, ...] = ()

    @property
    def standing(self) -> Standing:
        """General while any part of it rests on general knowledge."""
        return Standing.GENERAL if GENERAL_TAG in self.sources else Standing.SOURCED


class Therapy(msgspec.Struct, frozen=True):
    """A therapy in one language.

    Attributes:
        spoken: Its name for a speech engine.
        facts: Plain sentences by topic; ask with `about`.
        label_date: ISO date of the label that was read, or empty.
        articles: Articles about it.
    """

    card: TherapyCard
    group: TherapyGroup
    language: str
    spoken: str
    brands: tuple[Brand, ...]
    facts: dict[Topic, tuple[Fact, ...]]
    emergency: tuple[Effect, ...]
    today: tuple[Effect, ...]
    common: tuple[Effect, ...]
    label_date: str
    articles: tuple[ArticleCard, ...]
    sources: tuple[Source, ...]
    review: Review

    @property
    def general(self) -> tuple[str, ...]:
        """Its sentences that rest on general knowledge, in part at least."""
        facts = (fact for topic in Topic for fact in self.about(topic))
        effects = (*self.emergency, *self.today, *self.common)
        return (
            *(fact.text for fact in facts if fact.standing is Standing.GENERAL),
            *(effect.text for effect in effects if effect.standing is Standing.GENERAL),
        )

    def about(self, topic: Topic) -> tuple[Fact, ...]:
        """Return the facts of a topic, in the order written."""
        return self.facts.get(topic, ())


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


class Asked(msgspec.Struct, frozen=True):
    """A question that many people ask, and what answers it."""

    text: str
    target: Target


class HitKind(StrEnum):
    """Groups of search results, in the order shown."""

    SYMPTOM = "symptom"
    THERAPY = "therapy"
    ARTICLE = "article"


class Hit(msgspec.Struct, frozen=True):
    """One search result.

    Attributes:
        title: Its name in the visitor's language.
        detail: A symptom's area, a therapy's brands, an article's summary.
        matched: The other name of it that the query met, in whatever language; may be empty.
        title_marks: The words of the title that were met: first character, the one after the last.
        matched_marks: The same of ``matched``.
    """

    kind: HitKind
    ref: str
    title: str
    detail: str
    matched: str = ""
    title_marks: tuple[tuple[int, int], ...] = ()
    matched_marks: tuple[tuple[int, int], ...] = ()
