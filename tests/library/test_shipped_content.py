# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The content that the kiosk ships keeps its authors' promises about urgency and units."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.library import builder
from kiosk.library.model import LANGUAGES, Band, Place, Symptom, Tier, Topic
from kiosk.library.reader import Library

CONTENT = Path(__file__).parents[2] / "content"
MOST_WORDS = 20
MOST_CIRCUMSTANCES = 7
MOST_EMERGENCIES = 8
UNIT_AFTER_FEVER = re.compile(r"\{fever_f\}\s*(?:°|º|F\b|degrees|grados)")
NAMES_AN_INFUSION = {
    "en": re.compile(r"\b(?:drip|infusion|chair)\b"),
    "es": re.compile(r"\b(?:suero|infusión|sillón)\b"),
}
RULES_A_RUNNING_ONE_OUT = {
    "en": re.compile(
        r"\bno (?:drip|infusion)\b|\bnot start (?:or get worse )?in the chair\b"
        r"|\bdays (?:ago|after)\b|\bat an earlier visit\b|\bthe IV is out\b"
    ),
    "es": re.compile(
        r"\bno (?:corre el suero|hubo infusión|le toca infusión)\b|\ben otra visita\b"
        r"|\bno empez(?:ó|aron)(?: ni empeoró)? en el sillón\b|\bya le quitaron la vía\b"
        r"|\bhace días\b|\bdías después\b"
    ),
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("shipped") / "library.db"
    builder.build(CONTENT, path)
    library = Library.open(path, live=False)
    yield library
    library.close()


def symptoms(library: Library, language: str) -> tuple[Symptom, ...]:
    return tuple(library.symptom(card.id, language) for card in library.symptoms(language))


def phrases(band: Band) -> set[str]:
    """Every circumstance of a band, of either place."""
    return {fact.text for place in Place for fact in band.when[place]}


def in_tier(symptom: Symptom, *tiers: Tier) -> tuple[Band, ...]:
    return tuple(band for band in symptom.bands if band.tier in tiers)


def test_no_text_writes_a_unit_after_the_fever_limit_that_brings_its_own() -> None:
    files = [file for ending in ("md", "toml") for file in CONTENT.glob(f"*/**/*.{ending}")]
    texts = {file: file.read_text(encoding="utf-8") for file in files}

    assert any("{fever_f}" in text for text in texts.values())
    assert [file.name for file, text in texts.items() if UNIT_AFTER_FEVER.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_routine_line_rules_out_the_infusion_that_a_higher_band_names(
    shipped: Library, language: str
) -> None:
    judged = [
        (symptom.card.id, line)
        for symptom in symptoms(shipped, language)
        if any(
            NAMES_AN_INFUSION[language].search(line)
            for band in in_tier(symptom, Tier.EMERGENCY, Tier.TODAY)
            for line in phrases(band)
        )
        for band in in_tier(symptom, Tier.ROUTINE)
        for line in sorted(phrases(band))
    ]

    assert judged
    assert [fact for fact in judged if not RULES_A_RUNNING_ONE_OUT[language].search(fact[1])] == []


@pytest.mark.parametrize(("language", "call"), [("en", "Call 911."), ("es", "Llame al 911.")])
def test_every_emergency_at_home_begins_with_911(
    shipped: Library, language: str, call: str
) -> None:
    firsts = [
        band.actions[Place.HOME][0]
        for symptom in symptoms(shipped, language)
        for band in in_tier(symptom, Tier.EMERGENCY)
    ]

    assert firsts
    assert [first for first in firsts if not first.startswith(call)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_a_band_is_longer_than_an_author_may_write(
    shipped: Library, language: str
) -> None:
    lines = [
        line
        for symptom in symptoms(shipped, language)
        for band in symptom.bands
        for line in sorted(phrases(band))
    ]
    lines += [
        effect.text
        for card in shipped.therapies(language)
        for therapy in (shipped.therapy(card.id, language),)
        for effect in (*therapy.emergency, *therapy.today, *therapy.common)
    ]

    assert [line for line in lines if len(line.split()) > MOST_WORDS] == []


def test_an_emergency_list_is_short_enough_to_be_read(shipped: Library) -> None:
    at_a_place = [
        (symptom.card.id, place, len(band.when[place]))
        for symptom in symptoms(shipped, "en")
        for band in in_tier(symptom, Tier.EMERGENCY)
        for place in Place
    ]
    of_treatments = [
        (card.id, len(shipped.therapy(card.id, "en").emergency)) for card in shipped.therapies("en")
    ]

    assert [one for one in at_a_place if one[-1] > MOST_CIRCUMSTANCES] == []
    assert [one for one in of_treatments if one[-1] > MOST_EMERGENCIES] == []


@pytest.mark.parametrize(("language", "tones"), [("en", "skin tones"), ("es", "tonos de piel")])
def test_words_for_a_picture_of_skin_tell_that_several_tones_are_shown(
    shipped: Library, language: str, tones: str
) -> None:
    pictured = [
        symptom
        for symptom in symptoms(shipped, language)
        if symptom.card.picture and (symptom.card.area == "skin" or symptom.card.id == "iv-site")
    ]

    assert pictured
    assert [symptom.card.id for symptom in pictured if tones not in symptom.alt] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_says_at_both_places_what_to_do_and_when(
    shipped: Library, language: str
) -> None:
    entries = symptoms(shipped, language)

    bands = [(one, place, one.bands_at(place)) for one in entries for place in Place]

    assert len(entries) == 44
    assert [one.card.id for one, _, found in bands if not found] == []
    assert all(
        band.actions[place] and band.title[place] for _, place, some in bands for band in some
    )


STAFF = {
    "en": re.compile(r"\{staff_call\}|\b(?:nurse|staff|front desk)\b", re.IGNORECASE),
    "es": re.compile(r"\{staff_call\}|\b(?:enfermería|personal|recepción)\b", re.IGNORECASE),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_building_every_band_begins_with_staff(shipped: Library, language: str) -> None:
    firsts = {
        band.actions[Place.BUILDING][0]
        for symptom in symptoms(shipped, language)
        for band in symptom.bands_at(Place.BUILDING)
    }

    assert firsts
    assert [first for first in firsts if not STAFF[language].search(first)] == []


ALLERGY = {
    "en": re.compile(r"\bhives\b|\bface, lips\b"),
    "es": re.compile(r"\bronchas\b|\bcara, (?:los )?labios\b"),
}
DEVICE = {"en": "epinephrine device", "es": "dispositivo de epinefrina"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_emergency_at_home_ends_with_the_epinephrine_line_where_it_names_allergic_signs(
    shipped: Library, language: str
) -> None:
    bands = {
        symptom.card.id: band
        for symptom in symptoms(shipped, language)
        for band in in_tier(symptom, Tier.EMERGENCY)
        if symptom.card.id == "hives"
        or any(ALLERGY[language].search(fact.text) for fact in band.when[Place.HOME])
    }

    assert "hives" in bands
    assert [
        slug for slug, band in bands.items() if DEVICE[language] not in band.actions[Place.HOME][-1]
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_line_of_an_entry_names_the_epinephrine_device(
    shipped: Library, language: str
) -> None:
    named = [
        (symptom.card.id, band.tier, place)
        for symptom in symptoms(shipped, language)
        for band in symptom.bands
        for place in Place
        if any(DEVICE[language] in action for action in band.actions[place])
        if (band.tier, place) != (Tier.EMERGENCY, Place.HOME)
        or (
            symptom.card.id != "hives"
            and not any(ALLERGY[language].search(fact.text) for fact in band.when[place])
        )
    ]

    assert named == []


REMARK = re.compile(r"low weight|clinician to confirm|fact sheet|made by a machine|copy read", re.I)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_citation_that_a_visitor_reads_holds_a_remark_for_the_team(
    shipped: Library, language: str
) -> None:
    treatments = [shipped.therapy(card.id, language) for card in shipped.therapies(language)]
    citations = {source.citation for one in treatments for source in one.sources}
    citations |= {source.citation for one in symptoms(shipped, language) for source in one.sources}

    assert citations
    assert [citation for citation in citations if REMARK.search(citation)] == []


LIMIT = re.compile(r"in the emergency list|de la lista de emergencia")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_repeats_the_limit_that_the_page_prints_once(
    shipped: Library, language: str
) -> None:
    lines = [
        line
        for symptom in symptoms(shipped, language)
        for band in symptom.bands
        for line in sorted(phrases(band))
    ]

    assert [line for line in lines if LIMIT.search(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_treatment_tells_of_the_day_and_of_what_to_say_first(
    shipped: Library, language: str
) -> None:
    treatments = [shipped.therapy(card.id, language) for card in shipped.therapies(language)]

    assert len(treatments) == 20
    for treatment in treatments:
        assert treatment.emergency
        assert treatment.today
        assert all(
            treatment.about(topic)
            for topic in (Topic.WHAT_FOR, Topic.DRIP, Topic.AFTER, Topic.TELL_FIRST, Topic.QUESTION)
        )
        assert all(effect.symptom for effect in treatment.emergency)


def test_every_shipped_file_is_read_and_used() -> None:
    assert [one.file for one in builder.check(CONTENT) if one.rule == "unused-file"] == []
