# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Turns entries of the reference into sheets, in the order and the words of the screen."""

from collections.abc import Iterator
from datetime import date

from kiosk.handout.compose import Letterhead, closing, standing
from kiosk.handout.parts import (
    Box,
    Heading,
    Line,
    Mark,
    Modules,
    Part,
    Points,
    Sheet,
    Weight,
    Words,
    words,
)
from kiosk.handout.wording import Wording, day_words
from kiosk.library.facts import unbroken
from kiosk.library.model import (
    Band,
    Effect,
    Fact,
    Place,
    Symptom,
    Text,
    Therapy,
    Tier,
    Topic,
)

_WEIGHT = {
    Tier.EMERGENCY: Weight.HEAVY,
    Tier.TODAY: Weight.STRONG,
    Tier.ROUTINE: Weight.PLAIN,
}
_DAY = (Topic.ARRIVE, Topic.BEFORE, Topic.DRIP, Topic.AFTER, Topic.HOME)
_SECTIONS = (
    (Topic.TELL_FIRST,),
    (Topic.PREGNANCY, Topic.VACCINES),
    (Topic.NOTE,),
    (Topic.QUESTION,),
)


def symptom_sheet(symptom: Symptom, head: Letterhead, code: Modules) -> Sheet:
    """Return a symptom as a handout: what to do at home first, then what in the building."""
    say = head.wording
    call_us = say.not_sure_home.format(phone=unbroken(head.center.phone))
    parts: list[Part] = [Heading(say.at_home)]
    parts += _bands(symptom, Place.HOME, say)
    parts.append(Words(words(call_us, strong=True)))
    parts.append(Heading(say.in_building))
    parts += _bands(symptom, Place.BUILDING, say)
    told = {act for band in symptom.bands for act in band.actions.get(Place.BUILDING, ())}
    if say.not_sure not in told:
        parts.append(Words(words(say.not_sure, strong=True)))
    if look := (*symptom.looks_like, *symptom.skin_tones):
        parts += [Heading(say.looks_like), _prose(look)]
    if symptom.therapies:
        named = ", ".join(card.name for card in symptom.therapies)
        parts.append(_labelled(say.treatments_that_cause, named))
    parts += closing(head, standing(head, symptom.review, symptom.general), symptom.sources, code)
    return head.sheet(say.symptom, symptom.card.name, "", parts)


def therapy_sheet(therapy: Therapy, head: Letterhead, code: Modules) -> Sheet:
    """Return a therapy as a handout: emergencies, what it is, the day, what else can happen."""
    say = head.wording
    parts: list[Part] = [
        _effects(say.effects_emergency, therapy.emergency, Weight.HEAVY)
        if therapy.emergency
        else Box(say.emergency, (), Weight.HEAVY)
    ]
    if facts := (*therapy.about(Topic.WHAT_FOR), *therapy.about(Topic.WHAT_IS)):
        parts.append(_prose(facts))
    parts += [
        _labelled(say.topics[topic], " ".join(fact.text for fact in therapy.about(topic)))
        for topic in (Topic.HOW_LONG, Topic.HOW_OFTEN)
        if therapy.about(topic)
    ]
    parts += _day(therapy, say)
    if therapy.today:
        parts.append(_effects(say.effects_today, therapy.today, Weight.STRONG))
    if therapy.common:
        parts.append(_effects(say.effects_common, therapy.common, Weight.PLAIN))
    for topics in _SECTIONS:
        if facts := tuple(fact for topic in topics for fact in therapy.about(topic)):
            mark = Mark.QUESTION if Topic.QUESTION in topics else Mark.DOT
            parts += [Heading(say.topics[topics[0]]), *_facts(facts, mark)]
    how_sure = standing(head, therapy.review, therapy.general)
    if therapy.label_date:
        how_sure += " " + say.label.format(
            day=day_words(date.fromisoformat(therapy.label_date), say)
        )
    parts += closing(head, how_sure, therapy.sources, code)
    names = ", ".join(brand.name for brand in therapy.brands)
    lead = say.brands.format(names=names) if names else ""
    return head.sheet(therapy.group.name, therapy.card.name, lead, parts)


def _day(therapy: Therapy, say: Wording) -> Iterator[Part]:
    """Yield the day from arriving to going home, stage by stage."""
    stages = [topic for topic in _DAY if therapy.about(topic)]
    if stages:
        yield Heading(say.expect)
    for topic in stages:
        yield Heading(say.topics[topic], 2)
        yield from _facts(therapy.about(topic))


def _bands(symptom: Symptom, place: Place, say: Wording) -> Iterator[Part]:
    bands = symptom.bands_at(place)
    for band in bands:
        is_after = band is not bands[0] and bands[0].tier is Tier.EMERGENCY
        yield _band(band, place, say, say.do_if_else if is_after else say.do_if)
    if avoid := symptom.avoid.get(place, ()):
        yield Box(say.do_not, tuple(_facts(avoid)), Weight.STRONG)


def _band(band: Band, place: Place, say: Wording, do_if: str) -> Box:
    lead, *others = band.actions.get(place) or ("",)
    parts: list[Part] = [Words(words(lead, strong=True), keeps=True)] if lead else []
    parts += [Words(words(do_if, strong=True), keeps=True), Points(_signs(band, place, say))]
    if others:
        parts.append(Words(words(" ".join(others))))
    return Box(band.title[place], tuple(parts), _WEIGHT[band.tier])


def _signs(band: Band, place: Place, say: Wording) -> tuple[Line, ...]:
    """Return when a band holds; the signs of the place above are not told twice."""
    here = tuple(fact.text for fact in band.when[place])
    above = {fact.text for fact in band.when.get(Place.HOME, ())}
    if place is Place.HOME or len(above) < 2 or not above <= set(here):
        return tuple(map(words, here))
    same = say.do_if_same.format(title=band.title[Place.HOME])
    return (words(same), *(words(text) for text in here if text not in above))


def _prose(facts: tuple[Fact, ...]) -> Words:
    return Words(words(" ".join(fact.text for fact in facts)))


def _labelled(label: str, text: str) -> Words:
    return Words((Text(f"{label}: ", strong=True), Text(text)))


def _facts(facts: tuple[Fact, ...], mark: Mark = Mark.DOT) -> Iterator[Part]:
    if len(facts) == 1:
        yield _prose(facts)
    else:
        yield Points(tuple(words(fact.text) for fact in facts), mark)


def _effects(title: str, effects: tuple[Effect, ...], weight: Weight) -> Box:
    return Box(title, (Points(tuple(words(_effect(one)) for one in effects)),), weight)


def _effect(effect: Effect) -> str:
    return f"{effect.text}: {effect.numbers}" if effect.numbers else effect.text
