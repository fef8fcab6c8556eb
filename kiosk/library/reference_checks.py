# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The reference checked against itself: tiers, actions, links, tags, sources, translations."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import pairwise

from kiosk.faults import Finding
from kiosk.library.files import Entry
from kiosk.library.model import LANGUAGES, ReviewState, Standing, Tier
from kiosk.library.reference import AnyEntry, Reference, Where, parts, pictured
from kiosk.library.shapes import BandFile, Signed, SymptomFile

URGENCY = {tier: rank for rank, tier in enumerate(Tier)}
# Numbers that a general fact may hold: the emergency number is no statement about a therapy.
_FREE_NUMBER = re.compile(r"\b911\b")


def check_reference(reference: Reference) -> tuple[Finding, ...]:
    """Return what is wrong between the files of the reference and inside each of them."""
    return tuple(finding for check in _CHECKS for finding in check(reference))


def _translations(reference: Reference) -> Iterator[Finding]:
    for entry, path, part in parts(reference):
        for language in LANGUAGES:
            if part.by(language) is None:
                yield entry.finding(
                    path,
                    "missing-translation",
                    f"The {_LANGUAGE_NAMES[language]} text is missing.",
                    f"Write its `{language}` part.",
                )


_LANGUAGE_NAMES = {"en": "English", "es": "Spanish"}


def _bands(reference: Reference) -> Iterator[Finding]:
    for entry in reference.symptoms.values():
        bands = entry.value.bands
        if not bands:
            yield entry.finding(
                (), "symptom-tier", "The symptom has no tier.", "Add at least one [[bands]]."
            )
        ranks = [URGENCY[band.tier] for band in bands]
        for number, (before, rank) in enumerate(pairwise(ranks), 1):
            if rank <= before:
                yield entry.finding(
                    ("bands", number, "tier"),
                    "band-order",
                    "The bands do not go from the most to the least urgent tier, each once.",
                    "Put emergency first, then today, then routine.",
                )
        for number, band in enumerate(bands):
            yield from _band(reference, entry, number, band)


def _band(
    reference: Reference, entry: Entry[SymptomFile], number: int, band: BandFile
) -> Iterator[Finding]:
    for language in LANGUAGES:
        words = band.by(language)
        if words is None:
            continue
        path: Where = ("bands", number, language)
        if not words.when:
            yield entry.finding(
                (*path, "when"),
                "band-when",
                "The band does not say when it holds.",
                "Write at least one phrase that continues 'if …'.",
            )
        shared = reference.tiers.value.of(band.tier).by(language) if reference.tiers else None
        if reference.tiers is None:
            continue
        for place, own, given in (
            ("building", words.building, shared.building_actions if shared else ()),
            ("home", words.home, shared.home_actions if shared else ()),
        ):
            if not (*own, *given):
                yield entry.finding(
                    (*path, place),
                    "band-action",
                    f"The band has no action for a reader {_PLACES[place]}.",
                    f"Write `{place}`, or the tier's {place}_actions in tiers.toml.",
                )


_PLACES = {"building": "in the building", "home": "at home"}


def _links(reference: Reference) -> Iterator[Finding]:
    areas = reference.areas.value.names if reference.areas else {}
    groups = reference.groups.value.names if reference.groups else {}
    uses: list[tuple[AnyEntry, Where, str, str, Container[str]]] = []
    for symptom in reference.symptoms.values():
        uses.append((symptom, ("area",), "area", symptom.value.area, areas))
        for number, slug in enumerate(symptom.value.therapies):
            uses.append((symptom, ("therapies", number), "therapy", slug, reference.therapies))
        for number, slug in enumerate(symptom.value.related):
            others = reference.symptoms.keys() - {symptom.slug}
            uses.append((symptom, ("related", number), "symptom", slug, others))
    for therapy in reference.therapies.values():
        uses.append((therapy, ("group",), "group", therapy.value.group, groups))
        for number, effect in enumerate(therapy.value.effects):
            path: Where = ("effects", number, "symptom")
            if effect.symptom is not None:
                uses.append((therapy, path, "symptom", effect.symptom, reference.symptoms))
    for entry, path, kind, slug, known in uses:
        if slug not in known:
            problem = f"There is no {kind} {slug!r} to lead to."
            yield entry.finding(path, f"unknown-{kind}", problem, f"Write the slug of a {kind}.")


def _pictures(reference: Reference) -> Iterator[Finding]:
    """A picture has words in each language (WCAG 2.2, 1.1.1), and words have their picture."""
    for entry, path, _, part in pictured(reference):
        for language in LANGUAGES:
            words = part.by(language)
            place: Where = (*path, language, "alt")
            if words and part.picture and not words.alt.strip():
                yield entry.finding(
                    place,
                    "picture-alt",
                    f"The {_LANGUAGE_NAMES[language]} words for the picture are missing.",
                    "Write `alt`: what the picture shows, for someone who cannot see it.",
                )
            if words and words.alt and not part.picture:
                problem, mend = "`alt` tells of a picture that is not named.", "Name `picture` too."
                yield entry.finding(place, "unused-alt", problem, mend, "warning")


def _tags(reference: Reference) -> Iterator[Finding]:
    """A circumstance is never less urgent in one entry than in another.

    A tag with more parts holds everything that a tag with some of them holds, so it is at least as
    urgent. Source: symptoms.md, rule 3.
    """
    uses = [
        (entry, number, frozenset(tag.split("+")), band.tier)
        for entry in reference.symptoms.values()
        for number, band in enumerate(entry.value.bands)
        for tag in band.tags
    ]
    highest: dict[frozenset[str], tuple[Tier, str]] = {}
    for entry, _, circumstance, tier in uses:
        known = highest.get(circumstance)
        if known is None or URGENCY[tier] < URGENCY[known[0]]:
            highest[circumstance] = tier, entry.slug
    for entry, number, circumstance, tier in uses:
        for other, (needed, where) in highest.items():
            if other <= circumstance and URGENCY[needed] < URGENCY[tier]:
                yield entry.finding(
                    ("bands", number, "tags"),
                    "tag-tier",
                    f"{'+'.join(sorted(circumstance))!r} is {tier} here and {needed} in {where!r}.",
                    f"Move the circumstance to the {needed} band, or mend {where!r}.",
                )
                break


def _symptom_sources(reference: Reference) -> Iterator[Finding]:
    for symptom in reference.symptoms.values():
        uses = {
            ("bands", number): (band.standing, band.sources)
            for number, band in enumerate(symptom.value.bands)
        }
        yield from _source_uses(symptom, symptom.value.sources, uses)
        yield from _general_numbers(
            symptom,
            (
                (("bands", number, language, name, index), text)
                for number, band in enumerate(symptom.value.bands)
                if band.standing is Standing.GENERAL
                for language in LANGUAGES
                if (words := band.by(language))
                for name in ("when", "building", "home")
                for index, text in enumerate(getattr(words, name))
            ),
        )


def _effect_sources(reference: Reference) -> Iterator[Finding]:
    for therapy in reference.therapies.values():
        effects = tuple(enumerate(therapy.value.effects))
        facts = {("effects", n): (effect.standing, effect.sources) for n, effect in effects}
        yield from _source_uses(therapy, therapy.value.sources, facts, others_may_use=True)
        yield from _general_numbers(
            therapy,
            (
                (("effects", number, language, name), getattr(words, name))
                for number, effect in effects
                if effect.standing is Standing.GENERAL
                for language in LANGUAGES
                if (words := effect.by(language))
                for name in ("text", "numbers")
            ),
        )


def _source_uses(
    entry: AnyEntry,
    known: Mapping[str, str],
    uses: Mapping[tuple[str, int], tuple[Standing, tuple[str, ...]]],
    *,
    others_may_use: bool = False,
) -> Iterator[Finding]:
    """``others_may_use``: texts without marks of their own rest on these sources too."""
    for path, (standing, tags) in uses.items():
        if standing is Standing.SOURCED and not tags:
            yield entry.finding(
                path,
                "source-missing",
                "A sourced fact names no source.",
                'Name its sources, or write standing = "general".',
            )
        for tag in tags:
            if tag not in known:
                yield entry.finding(
                    (*path, "sources"),
                    "unknown-source",
                    f"There is no source {tag!r} in this file.",
                    "Add it under [sources].",
                )
    used = {tag for _, tags in uses.values() for tag in tags}
    for tag in () if others_may_use else known.keys() - used:
        yield entry.finding(
            ("sources", tag),
            "unused-source",
            f"The source {tag!r} is never used.",
            "Use it or remove it.",
            severity="warning",
        )


def _general_numbers(entry: AnyEntry, texts: Iterable[tuple[Where, str]]) -> Iterator[Finding]:
    for path, text in texts:
        if has_number(text):
            yield entry.finding(
                path,
                "general-number",
                "A fact without a source holds a number.",
                "Name the source, or take the number out.",
            )


def has_number(text: str) -> bool:
    """Return whether a text states a number, other than 911 and the center's own settings."""
    return re.search(r"[0-9%]", _FREE_NUMBER.sub("", text)) is not None


def _reviews(reference: Reference) -> Iterator[Finding]:
    if reference.tiers:
        yield from review_findings(reference.tiers, reference.tiers.value.review)
    if reference.before:
        yield from review_findings(reference.before, reference.before.value.review)
    if reference.attract:
        yield from review_findings(reference.attract, reference.attract.value.review)
    for symptom in reference.symptoms.values():
        yield from review_findings(symptom, symptom.value.review)
    for therapy in reference.therapies.values():
        yield from review_findings(therapy, therapy.value.review)


def review_findings(entry: AnyEntry, review: Signed) -> Iterator[Finding]:
    """Yield what is wrong with the sign-off of a file: a signature has a name and a day."""
    if review.state is ReviewState.REVIEWED and not (review.by and review.on):
        yield entry.finding(
            ("review",),
            "review-unsigned",
            "The text is marked as reviewed, but not by whom and when.",
            'Fill `by` and `on`, or write state = "awaiting".',
        )


_CHECKS: tuple[Callable[[Reference], Iterator[Finding]], ...] = (
    _translations,
    _bands,
    _links,
    _pictures,
    _tags,
    _symptom_sources,
    _effect_sources,
    _reviews,
)
