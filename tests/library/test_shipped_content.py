# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The content that the kiosk ships keeps its authors' promises about urgency and units."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.library import builder
from kiosk.library.model import LANGUAGES, Band, Place, Symptom, Tier
from kiosk.library.reader import Library

CONTENT = Path(__file__).parents[2] / "content"
MOST_WORDS = 20
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
            for line in band.when
        )
        for band in in_tier(symptom, Tier.ROUTINE)
        for line in band.when
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
        for line in band.when
    ]

    assert [line for line in lines if len(line.split()) > MOST_WORDS] == []


@pytest.mark.parametrize(("language", "tones"), [("en", "skin tones"), ("es", "tonos de piel")])
def test_words_for_a_picture_of_skin_tell_that_several_tones_are_shown(
    shipped: Library, language: str, tones: str
) -> None:
    pictured = [
        symptom
        for symptom in symptoms(shipped, language)
        if symptom.picture and symptom.card.area in {"skin", "iv-site"}
    ]

    assert pictured
    assert [symptom.card.id for symptom in pictured if tones not in symptom.alt] == []


def test_every_shipped_file_is_read_and_used() -> None:
    assert [one.file for one in builder.check(CONTENT) if one.rule == "unused-file"] == []
