# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sound sources turned into what the library gives out, one language each.

Pure functions on what `articles` and `reference` loaded and checked; nothing here refuses a file.
"""

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kiosk.languages import language_of
from kiosk.library.articles import ArticleSource, target_of
from kiosk.library.markdown import Parsed
from kiosk.library.model import (
    GENERAL_TAG,
    LANGUAGES,
    Article,
    ArticleCard,
    ArticleId,
    Asked,
    Band,
    Block,
    Brand,
    Callout,
    Checklist,
    ChecklistItem,
    Effect,
    Fact,
    Heading,
    LinkKind,
    Listing,
    Paragraph,
    PictureBlock,
    Place,
    Review,
    Source,
    Symptom,
    SymptomCard,
    SymptomId,
    Table,
    Target,
    Therapy,
    TherapyCard,
    TherapyGroup,
    TherapyId,
    Tier,
    Topic,
)
from kiosk.library.passages import plain
from kiosk.library.reference import GROUP_PICTURES, SYMPTOM_PICTURES, Reference, is_whole
from kiosk.library.shapes import (
    EFFECT_LISTS,
    AvoidFile,
    BrandFile,
    DoFile,
    FactFile,
    FrontMatter,
    GroupFile,
    InEach,
    NamesFile,
    SymptomFile,
    TherapyFile,
    Tiers,
    WhenFile,
)
from kiosk.library.statements import article_sheet, symptom_sheet, therapy_sheet

READ_WORDS_A_MINUTE = 200
SPOKEN_WORDS_A_MINUTE = 150
MAX_RELATED = 3


Placed = TypeVar("Placed", WhenFile, DoFile, AvoidFile)


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


def _language_of(article: ArticleSource, asked: str) -> str:
    return asked if asked in article.heads else next(iter(article.heads))


def _cited(tags: tuple[str, ...], known: Mapping[str, str], language: str) -> tuple[Source, ...]:
    """The citations of tags in order of first use."""
    citations = {GENERAL_TAG: language_of(language).general_source, **known}
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
        article_sheet(source, language).review,
        tuple(TherapyId(slug) for slug in head.therapies),
        (),
        target_of(head.call_to_action),
        _minutes(head, text, SPOKEN_WORDS_A_MINUTE),
        head.address,
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

    A label that few articles carry tells more about them than one that many do.

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
    shared: dict[str, float] = {}
    for label in sorted(labels):
        # A label that very many articles carry tells little about each; its first ones are enough.
        for other in holders[label][:200]:
            shared[other] = shared.get(other, 0.0) + 1 / len(holders[label])
    return heapq.nsmallest(MAX_RELATED + 1, shared, key=lambda other: (-shared[other], other))


# Symptoms.


def symptom_card(slug: str, file: SymptomFile, language: str) -> SymptomCard:
    """Return what lists show of a symptom."""
    words = file.asked(language)
    picture = f"{SYMPTOM_PICTURES}/{file.picture}" if file.picture else ""
    return SymptomCard(SymptomId(slug), words.name, file.area, words.synonyms, picture)


def symptom_language(sources: Sources, slug: str, asked: str) -> str:
    """Return the language in which a symptom is given out to those who ask for one."""
    language = _standing(sources.reference.symptoms[slug].value, asked)
    return _standing(sources.tiers, language)


def _standing(file: object, asked: str) -> str:
    """Return the language of a file of the reference: a page never mixes two."""
    return asked if is_whole(file, asked) else LANGUAGES[0]


def symptom(sources: Sources, slug: str, language: str) -> Symptom:
    """Return a symptom in one language, or in the first where it or its tiers lack that one."""
    language = symptom_language(sources, slug, language)
    reference = sources.reference
    entry = reference.symptoms[slug]
    file = entry.value
    words = file.asked(language)
    cited = (
        *(when for tier in Tier for when in file.when(tier)),
        *file.do,
        *file.avoid,
        *file.looks_like,
        *file.skin_tones,
    )
    return Symptom(
        symptom_card(slug, file, language),
        language,
        _facts(file.looks_like, language),
        _facts(file.skin_tones, language),
        tuple(_band(sources.tiers, file, tier, language) for tier in Tier if file.when(tier)),
        {place: _facts(_at(place, file.avoid), language) for place in Place},
        tuple(
            therapy_card(other, reference.therapies[other].value, language)
            for other in file.therapies
        ),
        tuple(
            symptom_card(other, reference.symptoms[other].value, language) for other in file.related
        ),
        _cited(tuple(tag for fact in cited for tag in fact.sources), file.sources, language),
        symptom_sheet(entry, language).review,
        words.alt if file.picture else "",
        words.staff,
    )


def _facts(files: Iterable[FactFile], language: str) -> tuple[Fact, ...]:
    return tuple(Fact(file.asked(language), file.sources) for file in files)


def _at(place: Place, files: Iterable[Placed]) -> Iterator[Placed]:
    """Those that hold at a place; without a place they hold at both."""
    return (file for file in files if file.place in {None, place})


def _band(tiers: Tiers, file: SymptomFile, tier: Tier, language: str) -> Band:
    shared = tiers.of(tier).asked(language)
    general = {Place.BUILDING: shared.building_actions, Place.HOME: shared.home_actions}
    return Band(
        tier,
        {Place.BUILDING: shared.building_title, Place.HOME: shared.home_title},
        {place: _facts(_at(place, file.when(tier)), language) for place in Place},
        {place: _actions(general[place], file, tier, place, language) for place in Place},
    )


def _actions(
    general: tuple[str, ...], file: SymptomFile, tier: Tier, place: Place, language: str
) -> tuple[str, ...]:
    """The tier's first action leads, as "Call 911" must; then the entry's own, then the rest."""
    own = tuple(_at(place, (one for one in file.do if one.tier is tier)))
    rest = () if any(one.instead for one in own) else general[1:]
    return (*general[:1], *(one.asked(language) for one in own), *rest)


# Therapies.


def therapy_card(slug: str, file: TherapyFile, language: str) -> TherapyCard:
    """Return what lists show of a therapy."""
    words = file.asked(language)
    brands = tuple(brand.name for brand in file.brands)
    return TherapyCard(TherapyId(slug), words.name, brands, words.said, file.group)


def therapy_group(slug: str, group: GroupFile, language: str) -> TherapyGroup:
    """Return a group of therapies in one language."""
    words = group.asked(language)
    if group.picture is None:
        return TherapyGroup(slug, words.name)
    return TherapyGroup(slug, words.name, f"{GROUP_PICTURES}/{group.picture}", words.alt)


def therapy(
    sources: Sources, slug: str, articles: tuple[ArticleCard, ...], language: str
) -> Therapy:
    """Return a therapy in one language, or in the first where it lacks that one.

    ``articles`` are the cards of those about it.
    """
    entry = sources.reference.therapies[slug]
    file = entry.value
    language = _standing(file, language)
    words = file.asked(language)
    cited = (*file.facts, *(effect for name in EFFECT_LISTS for effect in file.effects(name)))
    return Therapy(
        therapy_card(slug, file, language),
        therapy_group(file.group, sources.groups[file.group], language),
        language,
        words.spoken or spoken(words.said) or words.name,
        tuple(_brand(brand, language) for brand in file.brands),
        {
            topic: _facts((fact for fact in file.facts if fact.topic is topic), language)
            for topic in Topic
        },
        _effects(file, "emergency", language),
        _effects(file, "today", language),
        _effects(file, "common", language),
        file.label_date,
        articles,
        _cited(tuple(tag for fact in cited for tag in fact.sources), file.sources, language),
        therapy_sheet(entry, language).review,
    )


def spoken(said: str) -> str:
    """Return a respelling ("vye-EP-tee") as plain words for a speech engine ("vye ep tee")."""
    return said.replace("-", " ").lower()


def _brand(file: BrandFile, language: str) -> Brand:
    said = file.said.asked(language) if file.said else ""
    return Brand(file.name, said, spoken(said) or file.name)


def _effects(file: TherapyFile, name: str, language: str) -> tuple[Effect, ...]:
    return tuple(
        Effect(
            effect.asked(language),
            effect.numbers.asked(language) if effect.numbers else "",
            SymptomId(effect.symptom) if effect.symptom else None,
            effect.sources,
        )
        for effect in file.effects(name)
    )


# The rest.


def checklist(reference: Reference, language: str, review: Review) -> Checklist | None:
    """Return the checklist with its standing, or None when the content has none."""
    if reference.before is None:
        return None
    file = reference.before.value
    language = _standing(file, language)
    items = (
        ChecklistItem(words.title, words.detail, item.icon)
        for item in file.items
        for words in (item.asked(language),)
    )
    tags = tuple(tag for item in file.items for tag in item.sources)
    sources = _cited(tags, file.sources, language)
    return Checklist(language, file.asked(language).lead, tuple(items), sources, review)


def facts(reference: Reference, language: str) -> tuple[str, ...]:
    """Return the lines of the first page."""
    found = reference.attract.value.facts if reference.attract else ()
    language = _standing(found, language)
    return tuple(fact.asked(language) for fact in found)


def questions(reference: Reference, language: str) -> tuple[Asked, ...]:
    """Return what people ask most, in the order written."""
    found = reference.questions.value.questions if reference.questions else ()
    parts = ((one.asked(language), *one.to.split(":")) for one in found)
    return tuple(Asked(text, Target(LinkKind(kind), ref)) for text, kind, ref in parts)


def names(file: NamesFile[InEach[str]] | None, language: str) -> tuple[tuple[str, str], ...]:
    """Return slugs and names of areas, in the order written."""
    found = file.names if file else {}
    return tuple((slug, name.asked(language)) for slug, name in found.items())
