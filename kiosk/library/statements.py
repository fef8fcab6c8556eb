# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a clinician signs: every statement of a page, with its sources, under one mark.

A sheet is one page of the library in one language. Its mark changes with any word, source or
citation on it, and a signature counts only for the mark that it names. So nobody has to remember to
take a signature back, and nothing is signed that was not printed.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.languages import whole_languages
from kiosk.library.articles import ArticleSource
from kiosk.library.files import Entry
from kiosk.library.model import (
    LANGUAGES,
    Block,
    Callout,
    Heading,
    Listing,
    Paragraph,
    PictureBlock,
    Place,
    Review,
    Table,
    Term,
    Tier,
    Topic,
)
from kiosk.library.passages import plain
from kiosk.library.reference import AnyEntry, Reference, is_whole
from kiosk.library.shapes import FactFile, Signature, SymptomFile, TherapyFile, Tiers
from kiosk.library.words import mark_of

STALE = (
    "review-stale",
    "The words changed after they were signed off: the text awaits review again.",
    "Have it read again (content review export), or remove the signature.",
)
"""Rule, problem and mend of a signature for other words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or phrase of a page.

    Attributes:
        section: Where it stands, in English: "Emergency, if", "What to do at home".
        text: The words, in the language of the page.
        sources: Tags of its sources; empty for words that claim nothing.
    """

    section: str
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the library in one language, as it is signed.

    Attributes:
        kind: ``article``, ``symptom``, ``therapy``, or ``product`` for the other files.
        slug: Its name in that kind.
        language: Its code.
        title: Its title.
        file: The file that holds the signature, below the content folder.
        statements: Everything on the page, in order, never empty.
        citations: The source tags used, with their citations.
        signature: Who signed it, whatever words it had then; None while nobody did.
    """

    kind: str
    slug: str
    language: str
    title: str
    file: str
    statements: tuple[Statement, ...]
    citations: Mapping[str, str]
    signature: Signature | None = None

    @property
    def name(self) -> str:
        """The page's name on paper and in a list, unique: ``symptom-hives-en``."""
        return f"{self.kind}-{self.slug}-{self.language}"

    @property
    def mark(self) -> str:
        """The mark of everything that stands on the page."""
        parts = [f"{one.section}|{one.text}|{' '.join(one.sources)}" for one in self.statements]
        used = {tag for one in self.statements for tag in one.sources}
        cited = [f"{tag}|{self.citations.get(tag, '')}" for tag in sorted(used)]
        return mark_of(self.title, *parts, *cited)

    @property
    def is_stale(self) -> bool:
        """Whether it was signed and changed since."""
        return self.signature is not None and self.signature.text != self.mark

    @property
    def review(self) -> Review:
        """Its standing as the library gives it out; a stale signature is none."""
        if self.signature is None or self.is_stale:
            return Review()
        signed = self.signature
        return Review(signed.by, signed.license, signed.on.isoformat())


def reference_sheets(reference: Reference) -> Iterator[Sheet]:
    """Yield the sheets of everything but the articles, in each language that has all its words."""
    for language in LANGUAGES:
        if reference.tiers and _has(reference.tiers, language):
            yield tiers_sheet(reference.tiers, language)
        if reference.before and _has(reference.before, language):
            entry = reference.before
            lead = Statement("First line", entry.value.asked(language).lead)
            items = (
                Statement("Tell us", f"{words.title} {words.detail}".strip(), item.sources)
                for item in entry.value.items
                for words in (item.asked(language),)
            )
            signature = entry.value.review.by(language)
            yield _sheet("product", entry, language, lead.text, (lead, *items), signature)
        if reference.attract and _has(reference.attract, language):
            facts = tuple(
                Statement("Fact", fact.asked(language), fact.sources)
                for fact in reference.attract.value.facts
            )
            signed = reference.attract.value.review.by(language)
            if facts:
                yield _sheet("product", reference.attract, language, "First page", facts, signed)
        for symptom in reference.symptoms.values():
            if _has(symptom, language):
                yield symptom_sheet(symptom, language)
        for therapy in reference.therapies.values():
            if _has(therapy, language):
                yield therapy_sheet(therapy, language)


def _has(entry: AnyEntry, language: str) -> bool:
    """Whether it can be signed in a language; what all must be there in, the checks watch."""
    return language in whole_languages() or is_whole(entry.value, language)


def tiers_sheet(entry: Entry[Tiers], language: str) -> Sheet:
    """Return the sheet of the words that every symptom prints for its tiers."""
    statements = list[Statement]()
    for tier in Tier:
        words = entry.value.of(tier).asked(language)
        for place, title, actions in (
            (Place.BUILDING, words.building_title, words.building_actions),
            (Place.HOME, words.home_title, words.home_actions),
        ):
            statements.append(Statement(f"{_TIERS[tier]}, {_PLACES[place]}: title", title))
            section = f"{_TIERS[tier]}, {_PLACES[place]}: what to do"
            statements += (Statement(section, action) for action in actions)
    signature = entry.value.review.by(language)
    title = "Titles and actions of the tiers"
    return _sheet("product", entry, language, title, tuple(statements), signature)


_TIERS = {Tier.EMERGENCY: "Emergency", Tier.TODAY: "Today", Tier.ROUTINE: "Routine"}
_PLACES = {Place.BUILDING: "in the building", Place.HOME: "at home"}


def symptom_sheet(entry: Entry[SymptomFile], language: str) -> Sheet:
    """Return the sheet of a symptom; its other actions stand in the sheet of the tiers."""
    file, words = entry.value, entry.value.asked(language)

    def of(section: str, facts: tuple[FactFile, ...]) -> Iterator[Statement]:
        for fact in facts:
            place = getattr(fact, "place", None)
            where = f", only {_PLACES[place]}" if place else ""
            yield Statement(f"{section}{where}", fact.asked(language), fact.sources)

    statements = (
        Statement("Name", words.name),
        *((Statement("On the card for staff, after I feel", words.staff),) if words.staff else ()),
        *(Statement("Other names", name) for name in words.synonyms),
        *(statement for tier in Tier for statement in of(f"{_TIERS[tier]}, if", file.when(tier))),
        *(
            statement
            for one in file.do
            for statement in of(
                f"{_TIERS[one.tier]}, what to do" + (" instead of the rest" if one.instead else ""),
                (one,),
            )
        ),
        *of("What not to do", file.avoid),
        *of("What it can feel and look like", file.looks_like),
        *of("On different skin tones", file.skin_tones),
        *(Statement("Treatments that can cause it", slug) for slug in file.therapies),
        *((Statement("Picture", words.alt),) if words.alt else ()),
    )
    return _sheet("symptom", entry, language, words.name, statements, file.review.by(language))


def therapy_sheet(entry: Entry[TherapyFile], language: str) -> Sheet:
    """Return the sheet of a therapy."""
    file, words = entry.value, entry.value.asked(language)

    def effects(name: str) -> Iterator[Statement]:
        for effect in file.effects(name):
            numbers = f" ({effect.numbers.asked(language)})" if effect.numbers else ""
            yield Statement(_EFFECTS[name], effect.asked(language) + numbers, effect.sources)

    statements = (
        Statement("Name, and how it is said", f"{words.name} ({words.said})"),
        *(
            Statement("Brand", f"{one.name} ({one.said.asked(language)})" if one.said else one.name)
            for one in file.brands
        ),
        *(
            Statement(_TOPICS[topic], fact.asked(language), fact.sources)
            for topic in Topic
            for fact in file.facts
            if fact.topic is topic
        ),
        *(statement for name in _EFFECTS for statement in effects(name)),
    )
    return _sheet("therapy", entry, language, words.name, statements, file.review.by(language))


_EFFECTS = {"emergency": "Emergency", "today": "Call us today", "common": "Side effects"}
_TOPICS = {
    Topic.WHAT_FOR: "What it is for",
    Topic.WHAT_IS: "What it is",
    Topic.HOW_LONG: "How long",
    Topic.HOW_OFTEN: "How often",
    Topic.ARRIVE: "The day: when you arrive",
    Topic.BEFORE: "The day: before the drip",
    Topic.DRIP: "The day: during the drip",
    Topic.AFTER: "The day: before you go",
    Topic.HOME: "The day: at home",
    Topic.TELL_FIRST: "Tell us first",
    Topic.PREGNANCY: "Pregnancy",
    Topic.VACCINES: "Vaccines",
    Topic.QUESTION: "Questions to ask",
    Topic.NOTE: "Good to know",
}


def article_sheet(article: ArticleSource, language: str) -> Sheet:
    """Return the sheet of an article that has text in this language."""
    head = article.heads[language]
    value = head.value
    statements = (
        Statement("Summary", value.summary),
        Statement("Picture", value.alt),
        *(statement for block in article.texts[language].blocks for statement in _block(block)),
    )
    return Sheet(
        "article",
        article.slug,
        language,
        value.title,
        head.file,
        statements,
        value.sources,
        value.review,
    )


def _block(block: Block, section: str = "Text") -> Iterator[Statement]:
    match block:
        case Heading(text=text):
            yield Statement("Heading", text)
        case Paragraph():
            yield Statement(section, _with_terms(block.spans), block.sources)
        case Listing(items=items):
            yield from (Statement(section, _with_terms(one.spans), one.sources) for one in items)
        case Callout(title=title, blocks=blocks):
            yield Statement(f"Box, {block.kind}", title)
            for inner in blocks:
                yield from _block(inner, f"Box, {block.kind}")
        case Table(header=header, rows=rows):
            yield Statement("Table", " | ".join(header))
            yield from (Statement("Table", " | ".join(map(plain, row))) for row in rows)
        case PictureBlock(alt=alt, caption=caption):
            yield Statement("Picture", f"{alt} {caption}".strip())


def _with_terms(spans: tuple[object, ...]) -> str:
    return "".join(
        f"{one.text} ({one.meaning})" if isinstance(one, Term) else getattr(one, "text", "")
        for one in spans
    )


def _sheet(  # noqa: PLR0917  # the columns of a sheet, in its order
    kind: str,
    entry: AnyEntry,
    language: str,
    title: str,
    statements: tuple[Statement, ...],
    signature: Signature | None,
) -> Sheet:
    citations: Mapping[str, str] = getattr(entry.value, "sources", {})
    return Sheet(kind, entry.slug, language, title, entry.file, statements, citations, signature)


def shown_until(*reviews: Review, due: dt.date | None = None) -> str:
    """Return the last day on which a live kiosk may show a text that needs these signatures.

    Args:
        reviews: All must be signed.
        due: The day by which it must be read again; None for texts without one.

    Returns:
        An ISO date, `FOREVER`, or nothing at all while a signature is missing.
    """
    if not all(review.is_signed for review in reviews):
        return ""
    return due.isoformat() if due else FOREVER


FOREVER = "9999-12-31"
