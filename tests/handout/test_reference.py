# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Symptoms and therapies as handouts: the order and the words of the screen."""

import pytest

from kiosk.handout.compose import Letterhead
from kiosk.handout.parts import Box, Mark, Points, Weight
from kiosk.handout.reference import symptom_sheet, therapy_sheet
from kiosk.library import model
from kiosk.library.model import (
    Band,
    Effect,
    Fact,
    Place,
    Review,
    Symptom,
    SymptomCard,
    SymptomId,
    Therapy,
    TherapyCard,
    TherapyGroup,
    TherapyId,
    Tier,
    Topic,
)
from kiosk.settings import DEMO_CENTER
from tests.support.paper import told

HEAD = Letterhead(DEMO_CENTER, demo=False, language="en")
CODE = ((True, False), (False, True))
SIGNED = Review("A. Nurse", "RN 1, Oregon", "2026-01-02")


def band(tier: Tier, home: tuple[str, ...] = (), building: tuple[str, ...] = ()) -> Band:
    """Return a band with three actions a place; its words name tier and place."""
    when = {Place.HOME: home, Place.BUILDING: building}
    return Band(
        tier,
        {place: f"{tier} title {place}" for place in Place},
        {place: tuple(map(Fact, when[place])) for place in Place},
        {
            place: tuple(f"{tier} {act} {place}." for act in ("lead", "then", "last"))
            for place in Place
        },
    )


def said(*bands: Band) -> list[str]:
    symptom = Symptom(
        SymptomCard(SymptomId("s"), "Hives", "skin"),
        "en",
        looks_like=(Fact("Bumps."),),
        bands=bands,
        avoid={Place.HOME: (Fact("Do not drive."),)},
        review=SIGNED,
    )
    return [*told(symptom_sheet(symptom, HEAD, CODE).parts)]


def test_band_reads_as_on_the_screen() -> None:
    text = said(band(Tier.EMERGENCY, home=("it swells", "it spreads")))

    assert text[:8] == [
        "Later, at home",
        "emergency title home",
        "emergency lead home.",
        "Do this if:",
        "it swells",
        "it spreads",
        "emergency then home. emergency last home.",
        "What not to do",
    ]


def test_less_urgent_band_holds_only_where_no_emergency_does() -> None:
    text = said(band(Tier.EMERGENCY, home=("a",)), band(Tier.ROUTINE, home=("b",)))

    assert text[text.index("b") - 1] == "If no emergency sign fits, do this if:"


def test_building_comes_after_home_and_what_does_not_hold_there_is_left_out() -> None:
    text = said(band(Tier.EMERGENCY, ("a",), ("b",)), band(Tier.ROUTINE, home=("c",)))

    order = ["emergency title home", "In the building", "emergency title building", "Bumps."]
    assert [line for line in text if line in order] == order
    assert "routine title building" not in text


def test_signs_that_home_has_told_are_named_by_its_list() -> None:
    text = said(band(Tier.TODAY, ("a", "b"), ("a", "b", "c")))

    at = text.index("today lead building.")
    assert text[at + 2 : at + 4] == ["a sign listed under “today title home” fits", "c"]
    assert text.count("a") == 1


@pytest.mark.parametrize("building", [("a", "c"), ("c",)])
def test_signs_that_differ_are_told_in_full(building: tuple[str, ...]) -> None:
    text = said(band(Tier.TODAY, ("a", "b"), building))

    at = text.index("today lead building.")
    assert tuple(text[at + 2 : at + 2 + len(building)]) == building


def therapy(*, emergency: tuple[Effect, ...] = (Effect("Chest pain", "", None),)) -> Therapy:
    card = TherapyCard(TherapyId("t"), "Medicine", ("Brand",), "", "g")
    return Therapy(
        card,
        TherapyGroup("g", "Group"),
        "en",
        "",
        (model.Brand("Brand"),),
        {
            Topic.WHAT_FOR: (Fact("For bones.", ("GK",)),),
            Topic.DRIP: (Fact("It is cool."),),
            Topic.HOME: (Fact("Rest."),),
            Topic.PREGNANCY: (Fact("Tell us."),),
            Topic.VACCINES: (Fact("Ask first."),),
            Topic.QUESTION: (Fact("How long?"), Fact("Why?")),
        },
        emergency,
        (Effect("Fever", "1 in 10 people", None),),
        (Effect("Tired", "1 in 5 people", None),),
        "2023-06-06",
        (),
        (),
        Review(),
    )


def test_therapy_reads_as_on_the_screen_with_emergencies_first() -> None:
    sheet = therapy_sheet(therapy(), HEAD, CODE)

    assert (sheet.kicker, sheet.title, sheet.lead) == ("Group", "Medicine", "Brands: Brand")
    text = [line.replace("\N{NO-BREAK SPACE}", " ") for line in told(sheet.parts)]
    assert text[:18] == [
        "Emergency: call out now. At home call 911",
        "Chest pain",
        "For bones.",
        "What to expect on the day",
        "During the drip",
        "It is cool.",
        "Later, at home",
        "Rest.",
        "Tell a nurse now. At home call us today",
        "Fever: 1 in 10 people",
        "How often side effects happen",
        "Tired: 1 in 5 people",
        "Pregnancy and vaccines",
        "Tell us.",
        "Ask first.",
        "Questions to ask your care team",
        "How long?",
        "Why?",
    ]
    assert any(isinstance(p, Points) and p.mark is Mark.QUESTION for p in sheet.parts)


def test_therapy_says_how_sure_it_is() -> None:
    text = " ".join(told(therapy_sheet(therapy(), HEAD, CODE).parts))

    assert "Lines of general knowledge here: 1." in text
    assert "is of June 6, 2023." in text


def test_therapy_without_emergencies_still_begins_with_911() -> None:
    first = therapy_sheet(therapy(emergency=()), HEAD, CODE).parts[0]

    assert first == Box(HEAD.wording.emergency, (), Weight.HEAVY)
