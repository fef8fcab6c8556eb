# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sound sources turned into what the library gives out, one language each.

Pure functions on what `articles` and `reference` loaded and checked; nothing here refuses a file.
"""

import heapq
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.library.articles import GENERAL_TAG, ArticleSource, target_of
from kiosk.library.markdown import Parsed
from kiosk.library.model import (
    Article,
    ArticleCard,
    ArticleId,
    Band,
    Block,
    Callout,
    Checklist,
    ChecklistItem,
    Effect,
    Heading,
    Listing,
    Paragraph,
    PictureBlock,
    Place,
    Review,
    ReviewState,
    Source,
    Symptom,
    SymptomCard,
    SymptomId,
    Table,
    Therapy,
    TherapyCard,
    TherapyGroup,
    TherapyId,
)
from kiosk.library.passages import plain
from kiosk.library.reference import GROUP_PICTURES, SYMPTOM_PICTURES, Reference
from kiosk.library.shapes import (
    BandFile,
    FrontMatter,
    GroupFile,
    InBoth,
    NamesFile,
    Signed,
    SymptomFile,
    TherapyFile,
    Tiers,
)

READ_WORDS_A_MINUTE = 200
SPOKEN_WORDS_A_MINUTE = 150
MAX_RELATED = 3
_GENERAL = {
    "en": "General knowledge. A clinician still has to confirm it.",
    "es": "Conocimiento general. Un profesional clínico aún debe confirmarlo.",
}


@dataclass(frozen=True, slots=True)
class Sources:
    """A content folder without its articles: `tiers` is there, and each therapy's group."""

    reference: Reference
    tiers: Tiers
    forms: Mapping[str, bytes]

    @property
    def groups(self) -> Mapping[str, GroupFile]:
        """The groups of therapies by slug."""
        return self.reference.groups.value.names if self.reference.groups else {}


def review_of(signed: Signed) -> Review:
    """Return the standing of a text as the library gives it out."""
    return Review(signed.state, signed.by, signed.on.isoformat() if signed.on else "")


def _language_of(article: ArticleSource, asked: str) -> str:
    return asked if asked in article.heads else next(iter(article.heads))


def _cited(tags: tuple[str, ...], known: Mapping[str, str], language: str) -> tuple[Source, ...]:
    """The citations of tags in order of first use."""
    citations = {GENERAL_TAG: _GENERAL[language], **known}
    return tuple(Source(tag, citations[tag]) for tag in dict.fromkeys(tags))


# Articles.


def article_card(article: ArticleSource, language: str) -> ArticleCard:
    """Return what lists show of an article."""
    language = _language_of(article, language)
    head = article.heads[language].value
    minutes = _minutes(head, article.texts[language], READ_WORDS_A_MINUTE)
    return ArticleCard(
        ArticleId(article.slug),
        head.title,
        head.summary,
        head.kind,
        f"{article.slug}/{head.picture}",
        head.alt,
        minutes,
        head.topics,
    )


def article(source: ArticleSource, asked: str) -> Article:
    """Return an article in a language, or in the other one when that translation is missing.

    It names no related articles yet: those follow from all articles together.
    """
    language = _language_of(source, asked)
    head, text = source.heads[language].value, source.texts[language]
    tags = tuple(mention.ref for mention in text.mentions if mention.kind == "source")
    return Article(
        article_card(source, language),
        language,
        text.blocks,
        _cited(tags, head.sources, language),
        review_of(head.review),
        tuple(TherapyId(slug) for slug in head.therapies),
        (),
        target_of(head.call_to_action),
        _minutes(head, text, SPOKEN_WORDS_A_MINUTE),
    )


def _minutes(head: FrontMatter, text: Parsed, words_a_minute: int) -> int:
    words = sum(len(run.split()) for run in (head.title, head.summary, *text_runs(text.blocks)))
    return max(1, math.ceil(words / words_a_minute))


def text_runs(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the words of blocks in reading order, as they are shown and read aloud."""
    for block in blocks:
        match block:
            case Heading(text=text):
                yield text
            case Paragraph(spans=spans):
                yield plain(spans)
            case Listing(items=items):
                yield from (plain(item.spans) for item in items)
            case Callout(title=title, blocks=inner):
                yield title
                yield from text_runs(inner)
            case Table(header=header, rows=rows):
                yield from header
                yield from (plain(cell) for row in rows for cell in row)
            case PictureBlock(caption=caption):
                yield caption


def related_articles(labels: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Return for each article up to three others that share most topics and therapies.

    Args:
        labels: The topics and therapies of each article by slug, in the order of slugs.
    """
    holders: dict[str, list[str]] = {}
    for slug, own in labels.items():
        for label in own:
            holders.setdefault(label, []).append(slug)
    # Articles with the same labels have the same neighbours, themselves among them.
    nearest = {own: _nearest(own, holders) for own in set(labels.values())}
    return {
        slug: tuple(other for other in nearest[own] if other != slug)[:MAX_RELATED]
        for slug, own in labels.items()
    }


def _nearest(labels: frozenset[str], holders: Mapping[str, list[str]]) -> list[str]:
    shared: dict[str, int] = {}
    for label in labels:
        # A label that very many articles carry tells little about each; its first ones are enough.
        for other in holders[label][:200]:
            shared[other] = shared.get(other, 0) + 1
    return heapq.nsmallest(MAX_RELATED + 1, shared, key=lambda other: (-shared[other], other))


# Symptoms.


def symptom_card(slug: str, file: SymptomFile, language: str) -> SymptomCard:
    """Return what lists show of a symptom."""
    words = file.asked(language)
    return SymptomCard(SymptomId(slug), words.name, file.area, words.synonyms)


def symptom(sources: Sources, slug: str, language: str) -> Symptom:
    """Return a symptom in one language."""
    reference = sources.reference
    file = reference.symptoms[slug].value
    words = file.asked(language)
    tags = tuple(tag for band in file.bands for tag in band.sources)
    return Symptom(
        symptom_card(slug, file, language),
        language,
        words.looks_like,
        words.skin_tones,
        tuple(_band(sources.tiers, band, language) for band in file.bands),
        tuple(
            therapy_card(other, reference.therapies[other].value, language)
            for other in file.therapies
        ),
        tuple(
            symptom_card(other, reference.symptoms[other].value, language) for other in file.related
        ),
        _cited(tags, file.sources, language),
        review_of(file.review),
        f"{SYMPTOM_PICTURES}/{file.picture}" if file.picture else "",
        words.alt if file.picture else "",
    )


def _band(tiers: Tiers, band: BandFile, language: str) -> Band:
    own, shared = band.asked(language), tiers.of(band.tier).asked(language)
    return Band(
        band.tier,
        {Place.BUILDING: shared.building_title, Place.HOME: shared.home_title},
        own.when,
        {
            Place.BUILDING: _actions(own.building, shared.building_actions),
            Place.HOME: _actions(own.home, shared.home_actions),
        },
        band.standing,
        band.sources,
    )


def _actions(own: tuple[str, ...], shared: tuple[str, ...]) -> tuple[str, ...]:
    """The tier's first action leads, as "Call 911" must; then the entry's own, then the rest."""
    return (*shared[:1], *own, *shared[1:])


# Therapies.


def therapy_card(slug: str, file: TherapyFile, language: str) -> TherapyCard:
    """Return what lists show of a therapy."""
    words = file.asked(language)
    return TherapyCard(TherapyId(slug), words.name, file.brands, words.said, file.group)


def therapy_group(slug: str, group: GroupFile, language: str) -> TherapyGroup:
    """Return a group of therapies in one language."""
    words = group.asked(language)
    if group.picture is None:
        return TherapyGroup(slug, words.name)
    return TherapyGroup(slug, words.name, f"{GROUP_PICTURES}/{group.picture}", words.alt)


def therapy(
    sources: Sources, slug: str, articles: tuple[ArticleCard, ...], language: str
) -> Therapy:
    """Return a therapy in one language; ``articles`` are the cards of those about it."""
    file = sources.reference.therapies[slug].value
    words = file.asked(language)
    return Therapy(
        therapy_card(slug, file, language),
        therapy_group(file.group, sources.groups[file.group], language),
        language,
        words.what_for,
        words.how,
        words.tell_first,
        _effects(file, "common", language),
        _effects(file, "call_today", language),
        _effects(file, "emergency", language),
        words.notes,
        file.label_date,
        articles,
        # Texts without marks of their own rest on all the sources of the file.
        tuple(Source(tag, citation) for tag, citation in file.sources.items()),
        review_of(file.review),
    )


def _effects(file: TherapyFile, name: str, language: str) -> tuple[Effect, ...]:
    chosen = (effect for effect in file.effects if effect.list_ == name)
    return tuple(
        Effect(
            words.text,
            words.numbers,
            SymptomId(effect.symptom) if effect.symptom else None,
            effect.sources,
        )
        for effect in chosen
        for words in (effect.asked(language),)
    )


# The rest.


def checklist(reference: Reference, language: str) -> Checklist | None:
    """Return the checklist, or None when the content has none."""
    if reference.before is None:
        return None
    file = reference.before.value
    items = (
        ChecklistItem(words.title, words.detail, item.icon)
        for item in file.items
        for words in (item.asked(language),)
    )
    return Checklist(
        language,
        file.asked(language).lead,
        tuple(items),
        tuple(Source(tag, citation) for tag, citation in file.sources.items()),
        review_of(file.review),
    )


def facts(reference: Reference, language: str) -> tuple[str, ...]:
    """Return the lines of the first page."""
    found = reference.attract.value.facts if reference.attract else ()
    return tuple(fact.asked(language) for fact in found)


def names(file: NamesFile[InBoth[str]] | None, language: str) -> tuple[tuple[str, str], ...]:
    """Return slugs and names of areas, in the order written."""
    found = file.names if file else {}
    return tuple((slug, name.asked(language)) for slug, name in found.items())


def is_reviewed(*signatures: Signed) -> bool:
    """Return whether all of these were signed off."""
    return all(signed.state is ReviewState.REVIEWED for signed in signatures)
