# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The reference checked against itself: tiers, actions, links, tags, sources, translations."""

import itertools
import re
from collections.abc import Callable, Container, Iterable, Iterator

from kiosk.faults import Finding
from kiosk.languages import languages, whole_languages
from kiosk.library.model import GENERAL_TAG, LANGUAGES, Place, Tier, Topic
from kiosk.library.reference import AnyEntry, Reference, Where, parts, pictured
from kiosk.library.shapes import EFFECT_LISTS, FactFile, ItemFile, TopicFile, WhenFile
from kiosk.library.statements import STALE, reference_sheets

URGENCY = {tier: rank for rank, tier in enumerate(Tier)}
# Numbers that a general fact may hold: those to call are no statement about a therapy.
_FREE_NUMBER = re.compile(r"\b(?:911|988)\b")


def check_reference(reference: Reference) -> tuple[Finding, ...]:
    """Return what is wrong between the files of the reference and inside each of them."""
    return tuple(finding for check in _CHECKS for finding in check(reference))


def _translations(reference: Reference) -> Iterator[Finding]:
    for entry, path, part in parts(reference):
        for language in whole_languages():
            if part.by(language) is None:
                yield missing(entry, path, language)


def missing(entry: AnyEntry, path: Where, language: str) -> Finding:
    """Return that a part of the reference lacks a language."""
    return entry.finding(
        path,
        "missing-translation",
        f"The {languages()[language].english} text is missing.",
        f"Write its `{language}` part.",
    )


def _bands(reference: Reference) -> Iterator[Finding]:
    """Each symptom says what to do at both places. Source: symptoms.md, rules 1 and 2."""
    for entry in reference.symptoms.values():
        for place in Place:
            if not any(at(place, entry.value.when(tier)) for tier in Tier):
                yield entry.finding(
                    (),
                    "symptom-tier",
                    f"The symptom has no tier {_PLACES[place]}.",
                    "Add [[emergency]], [[today]] or [[routine]] that holds there.",
                )
        used = {tier for tier in Tier if entry.value.when(tier)}
        for number, do in enumerate(entry.value.do):
            if do.tier not in used:
                problem, mend = "The tier of this action is not there.", "Mend `tier`."
                yield entry.finding(("do", number, "tier"), "do-tier", problem, mend)
    if reference.tiers:
        for tier, language in itertools.product(Tier, LANGUAGES):
            words = reference.tiers.value.of(tier).by(language)
            for name in ("building_actions", "home_actions") if words else ():
                if not getattr(words, name):
                    yield reference.tiers.finding(
                        (tier, language, name),
                        "tier-action",
                        "The tier does not say what to do.",
                        "Write at least one sentence.",
                    )


_PLACES = {Place.BUILDING: "in the building", Place.HOME: "at home"}


def at(place: Place, facts: Iterable[WhenFile]) -> tuple[WhenFile, ...]:
    """Return those that hold at a place."""
    return tuple(fact for fact in facts if fact.place in {None, place})


def _topics(reference: Reference) -> Iterator[Finding]:
    for entry in reference.therapies.values():
        present = {fact.topic for fact in entry.value.facts}
        for topic in _NEEDED:
            if topic not in present:
                problem = f"The treatment says nothing about {topic}."
                yield entry.finding((), "topic-missing", problem, "Add [[facts]] of that topic.")


_NEEDED = (
    Topic.WHAT_FOR,
    Topic.DRIP,
    Topic.AFTER,
    Topic.TELL_FIRST,
    Topic.PREGNANCY,
    Topic.VACCINES,
)


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
        for name in EFFECT_LISTS:
            for number, effect in enumerate(therapy.value.effects(name)):
                path: Where = (name, number, "symptom")
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
                    f"The {languages()[language].english} words for the picture are missing.",
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
        (entry, (tier.value, number, "tags"), frozenset(tag.split("+")), tier)
        for entry in reference.symptoms.values()
        for tier in Tier
        for number, when in enumerate(entry.value.when(tier))
        for tag in when.tags
    ]
    highest: dict[frozenset[str], tuple[Tier, str]] = {}
    for entry, _, circumstance, tier in uses:
        known = highest.get(circumstance)
        if known is None or URGENCY[tier] < URGENCY[known[0]]:
            highest[circumstance] = tier, entry.slug
    for entry, path, circumstance, tier in uses:
        for other, (needed, where) in highest.items():
            if other <= circumstance and URGENCY[needed] < URGENCY[tier]:
                yield entry.finding(
                    path,
                    "tag-tier",
                    f"{'+'.join(sorted(circumstance))!r} is {tier} here and {needed} in {where!r}.",
                    f"Move the circumstance to the {needed} band, or mend {where!r}.",
                )
                break


def _sources(reference: Reference) -> Iterator[Finding]:
    """Every fact of a file rests on sources that the file names, and every source is used."""
    used: dict[str, set[str]] = {}
    for entry, path, part in parts(reference):
        if isinstance(part, FactFile | ItemFile):
            known = getattr(entry.value, "sources", {})
            used.setdefault(entry.file, set()).update(part.sources)
            yield from _fact_sources(entry, path, part, known)
    for entry in _entries(reference):
        for tag in getattr(entry.value, "sources", {}).keys() - used.get(entry.file, set()):
            if not _is_of_a_line(reference, entry, tag):
                problem, mend = f"The source {tag!r} is never used.", "Use it or remove it."
                yield entry.finding(("sources", tag), "unused-source", problem, mend, "warning")


def _entries(reference: Reference) -> Iterator[AnyEntry]:
    yield from filter(None, (reference.lines, reference.before))
    yield from reference.symptoms.values()
    yield from reference.therapies.values()


def _is_of_a_line(reference: Reference, entry: AnyEntry, tag: str) -> bool:
    """Whether an entry has a source only because a shared line brought it."""
    lines = reference.lines
    return (
        entry.file.startswith("reference/symptoms/")
        and lines is not None
        and tag in lines.value.sources
    )


def _fact_sources(
    entry: AnyEntry, path: Where, fact: FactFile | ItemFile, known: Container[str]
) -> Iterator[Finding]:
    asks = isinstance(fact, TopicFile) and fact.topic is Topic.QUESTION
    if not fact.sources and not asks:
        yield entry.finding(
            path,
            "source-missing",
            "The fact names no source.",
            f'Name its sources; "{GENERAL_TAG}" is what a clinician must confirm.',
        )
    for tag in fact.sources:
        if tag != GENERAL_TAG and tag not in known:
            problem, mend = f"There is no source {tag!r} in this file.", "Add it under [sources]."
            yield entry.finding((*path, "sources"), "unknown-source", problem, mend)
    for language in LANGUAGES if GENERAL_TAG in fact.sources else ():
        if has_number(str(fact.by(language))):
            yield entry.finding(
                (*path, language),
                "general-number",
                "A fact that rests on general knowledge, in part at least, holds a number.",
                "Name its source, write the number apart, or take it out.",
            )


def _numbers(reference: Reference) -> Iterator[Finding]:
    """A number of people has its source, and what it is compared with. Source: literacy.md."""
    for entry in reference.therapies.values():
        for name, language in itertools.product(EFFECT_LISTS, whole_languages()):
            for number, effect in enumerate(entry.value.effects(name)):
                words = effect.numbers.by(language) if effect.numbers else None
                if words and GENERAL_TAG in effect.sources:
                    yield entry.finding(
                        (name, number, "numbers"),
                        "general-number",
                        "A number rests on general knowledge, in part at least.",
                        "Name its source, or take it out.",
                    )
                if words and not re.search(r"placebo|compar", words, re.IGNORECASE):
                    yield entry.finding(
                        (name, number, "numbers"),
                        "comparator",
                        "The number has nothing to compare it with.",
                        'Write "… with placebo", or that there is no comparison figure.',
                    )


def has_number(text: str) -> bool:
    """Return whether a text states a number, other than 911, 988 and the center's settings."""
    return re.search(r"[0-9%]", _FREE_NUMBER.sub("", text)) is not None


def stale_signatures(reference: Reference) -> Iterator[Finding]:
    """Yield signatures for other words than those that stand there now, in a sound reference."""
    entries = {entry.file: entry for entry in _entries(reference)}
    for file in filter(None, (reference.tiers, reference.attract)):
        entries[file.file] = file
    for sheet in reference_sheets(reference):
        if sheet.is_stale:
            entry = entries[sheet.file]
            yield entry.finding(("review", sheet.language), *STALE, "warning")


_CHECKS: tuple[Callable[[Reference], Iterator[Finding]], ...] = (
    _translations,
    _bands,
    _topics,
    _links,
    _pictures,
    _tags,
    _sources,
    _numbers,
)
