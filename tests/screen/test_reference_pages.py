# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Entries of the reference: the first thing to do is in sight, and nothing unsigned is told."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.library import builder
from kiosk.library.facts import center_facts, filled
from kiosk.library.model import LANGUAGES, Place, Symptom, SymptomId, TherapyId, Topic
from kiosk.library.reader import Library
from kiosk.screen.pages.feel import FeelPage
from kiosk.screen.pages.symptom import SymptomPage
from kiosk.screen.pages.therapy import TherapyPage
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import Look, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.visit import Way
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.pictures import ArtView
from kiosk.screen.widgets.text import Words
from kiosk.settings import DEMO_CENTER, Theme
from tests.support.screen import GLASSES

CONTENT = Path(__file__).parents[2] / "content"
ROOM = {
    ("portrait", 1.0): 0.86,
    ("portrait", 2.0): 0.84,
    ("landscape", 1.0): 0.72,
    ("landscape", 2.0): 0.70,
    ("small", 1.0): 0.70,
    ("small", 2.0): 0.66,
}
"""Part of the glass that a page has between header and bar in a demonstration, measured on a
whole screen; a live kiosk has more."""
PHONE = "(555) 555-0100"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("shipped") / "library.db"
    builder.build(CONTENT, path)
    opened = Library.open(path, live=False)
    yield opened
    opened.close()


@pytest.fixture(scope="module", autouse=True)
def _type_face(qapp: QApplication) -> None:
    load_type_face()


def look_of(glass: str, scale: float) -> Look:
    size = GLASSES[glass]
    panel = Panel(size.width_px, size.height_px, size.width_mm / size.width_px)
    return make_look(Theme.LIGHT, panel, scale, calm=True)


def entries(library: Library, language: str) -> list[Symptom]:
    facts = center_facts(DEMO_CENTER)[language]
    return [
        filled(library.symptom(card.id, language), facts) for card in library.symptoms(language)
    ]


def top_of(symptom: Symptom, place: Place) -> Symptom:
    """Return an entry with no more than what stands above and beside its first band."""
    bands = tuple(
        msgspec.structs.replace(band, when={one: band.when[one][:1] for one in Place})
        for band in symptom.bands_at(place)[:2]
    )
    return msgspec.structs.replace(symptom, bands=bands, therapies=(), related=(), sources=())


def is_in_sight(page: SymptomPage, part: QWidget) -> bool:
    """Return whether all of a part is in the first screenful."""
    assert page.scroller is not None
    view = page.scroller.viewport()
    return part.mapTo(view, QPoint(0, part.height())).y() <= view.height()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("glass", GLASSES)
def test_the_first_thing_to_do_in_an_emergency_is_in_the_first_screenful(  # noqa: PLR0917
    qtbot: QtBot, qapp: QApplication, library: Library, glass: str, scale: float, language: str
) -> None:
    """The title is the action ("Emergency: call 911"); the words below it follow at once.

    With words of usual size the button for the staff stands in it, too.
    On the smallest glass at 200 % these words may begin below it.
    """
    look, size = look_of(glass, scale), GLASSES[glass]
    below = []
    for place in Place:
        page = SymptomPage(look, place)
        page.setStyleSheet(render_sheet(look))
        qtbot.addWidget(page)
        page.resize(size.width_px, round(size.height_px * ROOM[glass, scale]))
        with qtbot.waitExposed(page):
            page.show()
        for symptom in entries(library, language):
            page.show_symptom(top_of(symptom, place), None, PHONE)
            qapp.processEvents()
            assert page.scroller is not None
            title = page.scroller.findChild(Words, "band_emergency_title")
            lead = page.scroller.findChild(QWidget, "band_emergency_lead")
            show = page.scroller.findChild(TouchButton, "symptom_show_staff")
            if title is None or lead is None:
                assert not any(band.tier == "emergency" for band in symptom.bands_at(place))
            elif not is_in_sight(page, title):
                below.append((symptom.card.id, place, "title"))
            elif not is_in_sight(page, lead) and (glass, scale) != ("small", 2.0):
                below.append((symptom.card.id, place, "lead"))
            elif scale == 1 and show is not None and not is_in_sight(page, show):
                below.append((symptom.card.id, place, "button"))
    assert below == []


def test_a_withheld_entry_says_whom_to_call_and_nothing_else(
    qtbot: QtBot, library: Library
) -> None:
    hives = library.symptom(SymptomId("hives"), "en")
    page = SymptomPage(look_of("portrait", 1.0), Place.BUILDING)
    qtbot.addWidget(page)

    page.show_symptom(Symptom(hives.card, "en", withheld=True), None, PHONE)

    texts = {words.text() for words in page.findChildren(Words)}
    assert "Feel very ill? Call out to staff now." in texts
    assert "Ask your nurse about this." in texts
    told = {fact.text for band in hives.bands for fact in band.when[Place.BUILDING]}
    assert not told & texts
    assert page.findChild(TouchButton, "symptom_show_staff") is not None


def test_a_withheld_entry_says_911_at_home(qtbot: QtBot, library: Library) -> None:
    card = library.symptom(SymptomId("hives"), "en").card
    page = SymptomPage(look_of("portrait", 1.0), Place.HOME)
    qtbot.addWidget(page)

    page.show_symptom(Symptom(card, "en", withheld=True), None, PHONE)

    assert any("Call 911." in words.text() for words in page.findChildren(Words))


def test_a_band_of_one_place_is_not_shown_at_the_other(qtbot: QtBot, library: Library) -> None:
    breathing = library.symptom(SymptomId("trouble-breathing"), "en")
    look = look_of("portrait", 1.0)
    shown = {}
    for place in Place:
        page = SymptomPage(look, place)
        qtbot.addWidget(page)
        page.show_symptom(breathing, None, PHONE)
        shown[place] = page.findChild(QWidget, "band_today") is not None

    assert shown == {Place.BUILDING: False, Place.HOME: True}


def test_a_body_area_opens_its_entries_and_only_these(qtbot: QtBot, library: Library) -> None:
    page = FeelPage(look_of("portrait", 1.0), Way.FEELING, "heart")
    qtbot.addWidget(page)

    page.show_reference(library.areas("en"), library.symptoms("en"), (), (), {})

    names = {button.objectName() for button in page.findChildren(TouchButton)}
    expected = {f"symptom_{card.id}" for card in library.symptoms("en") if card.area == "heart"}
    assert expected <= names
    assert not {name for name in names if name.startswith("symptom_")} - expected


@pytest.mark.parametrize("way", list(Way))
def test_every_way_begins_on_one_page(qtbot: QtBot, library: Library, way: Way) -> None:
    page = FeelPage(look_of("portrait", 1.0), way)
    qtbot.addWidget(page)
    routes = list[Route]()
    page.route_touched.connect(routes.append)

    groups, therapies = library.groups("en"), library.therapies("en")
    page.show_reference(library.areas("en"), library.symptoms("en"), groups, therapies, {})
    buttons = {button.objectName(): button for button in page.findChildren(TouchButton)}
    first = {
        Way.FEELING: "area_skin",
        Way.NAMES: "symptom_hives",
        Way.TREATMENT: "therapy_rituximab",
    }
    buttons[first[way]].click()

    assert [route.name for route in routes] == [
        {
            Way.FEELING: RouteName.FEEL,
            Way.NAMES: RouteName.SYMPTOM,
            Way.TREATMENT: RouteName.THERAPY,
        }[way]
    ]


def test_a_treatment_shows_the_day_in_order_and_leads_to_its_side_effects(
    qtbot: QtBot, library: Library
) -> None:
    therapy = library.therapy(TherapyId("infliximab"), "en")
    page = TherapyPage(look_of("portrait", 1.0))
    qtbot.addWidget(page)

    page.show_therapy(therapy, {}, PHONE)

    day = page.findChild(QWidget, "therapy_day")
    assert day is not None
    said = [words.text() for words in day.findChildren(Words)]
    first = [said.index(therapy.about(t)[0].text) for t in (Topic.BEFORE, Topic.DRIP, Topic.AFTER)]
    assert first == sorted(first)
    names = {button.objectName() for button in page.findChildren(TouchButton)}
    effects = (*therapy.emergency, *therapy.today, *therapy.common)
    assert {f"symptom_{effect.symptom}" for effect in effects if effect.symptom} <= names


def feel(qtbot: QtBot, library: Library, way: Way, *, glass: str = "portrait") -> FeelPage:
    page = FeelPage(look_of(glass, 1.0), way)
    qtbot.addWidget(page)
    groups, therapies = library.groups("en"), library.therapies("en")
    page.show_reference(library.areas("en"), library.symptoms("en"), groups, therapies, {})
    return page


def buttons_of(page: QWidget) -> dict[str, TouchButton]:
    return {button.objectName(): button for button in page.findChildren(TouchButton)}


@pytest.mark.parametrize(
    ("way", "title"),
    [
        (Way.FEELING, "How do you feel?"),
        (Way.TREATMENT, "Which treatment?"),
        (Way.NAMES, "All from A to Z"),
    ],
)
def test_title_says_which_way_is_open(qtbot: QtBot, library: Library, way: Way, title: str) -> None:
    page = feel(qtbot, library, way)

    words = page.findChild(Words, "feel_title")
    assert words is not None
    assert words.text() == title


@pytest.mark.parametrize(
    ("name", "way", "entry"),
    [
        ("feel_very_wrong", Way.FEELING, "something-very-wrong"),
        *(("feel_not_listed", way, "not-on-this-list") for way in Way),
    ],
)
def test_what_has_no_name_leads_to_its_entry(
    qtbot: QtBot, library: Library, name: str, way: Way, entry: str
) -> None:
    page = feel(qtbot, library, way)
    routes = list[Route]()
    page.route_touched.connect(routes.append)

    buttons_of(page)[name].click()

    assert routes == [Route(RouteName.SYMPTOM, entry)]


@pytest.mark.parametrize("way", [Way.TREATMENT, Way.NAMES])
def test_only_the_first_way_begins_with_what_feels_very_wrong(
    qtbot: QtBot, library: Library, way: Way
) -> None:
    page = feel(qtbot, library, way)

    assert "feel_very_wrong" not in buttons_of(page)


def test_line_for_what_is_not_listed_leads_nowhere_without_its_entry(
    qtbot: QtBot, library: Library
) -> None:
    page = FeelPage(look_of("portrait", 1.0), Way.FEELING)
    qtbot.addWidget(page)
    listed = tuple(card for card in library.symptoms("en") if card.id != "not-on-this-list")

    page.show_reference(library.areas("en"), listed, (), (), {})

    assert "feel_not_listed" not in buttons_of(page)
    said = {words.text() for words in page.findChildren(Words)}
    assert "Not on this list? If it is new, tell a nurse now." in said


def test_names_stand_under_their_letters(qtbot: QtBot, library: Library) -> None:
    page = feel(qtbot, library, Way.NAMES)

    letters = [
        words.text() for words in page.findChildren(Words) if words.property("tone") == "accent"
    ]

    assert letters == sorted({card.name[0].upper() for card in library.symptoms("en")})


def test_treatments_alone_in_their_group_stand_side_by_side_on_a_wide_glass(
    qtbot: QtBot, library: Library
) -> None:
    page = feel(qtbot, library, Way.TREATMENT, glass="landscape")
    page.resize(1920, 800)
    with qtbot.waitExposed(page):
        page.show()
    shown = buttons_of(page)

    tops = {
        shown[f"therapy_{name}"].mapTo(page, QPoint(0, 0)).y()
        for name in ("immune-globulin", "zoledronic-acid")
    }

    assert max(tops) - min(tops) < shown["therapy_zoledronic-acid"].height()


def therapy_page(qtbot: QtBot, library: Library, name: str, glass: str) -> TherapyPage:
    size = GLASSES[glass]
    look = look_of(glass, 1.0)
    page = TherapyPage(look)
    page.setStyleSheet(render_sheet(look))
    qtbot.addWidget(page)
    page.resize(size.width_px, round(size.height_px * ROOM[glass, 1.0]))
    with qtbot.waitExposed(page):
        page.show()
    page.show_therapy(library.therapy(TherapyId(name), "en"), {}, PHONE)
    return page


@pytest.mark.parametrize("anchor", ["emergency", "today", "common", "tell"])
@pytest.mark.parametrize("glass", GLASSES)
def test_touching_the_name_of_a_section_shows_it(
    qtbot: QtBot, library: Library, glass: str, anchor: str
) -> None:
    page = therapy_page(qtbot, library, "infliximab", glass)
    section = page.findChild(QWidget, f"section_{anchor}")
    assert section is not None
    assert page.scroller is not None
    view = page.scroller.viewport()

    buttons_of(page)[f"jump_{anchor}"].click()

    qtbot.waitUntil(lambda: 0 <= section.mapTo(view, QPoint(0, 0)).y() < view.height() // 2)


def test_a_treatment_offers_only_sections_that_it_has(qtbot: QtBot, library: Library) -> None:
    therapy = library.therapy(TherapyId("infliximab"), "en")
    page = TherapyPage(look_of("portrait", 1.0))
    qtbot.addWidget(page)

    page.show_therapy(msgspec.structs.replace(therapy, today=(), common=()), {}, PHONE)

    jumps = [name for name in buttons_of(page) if name.startswith("jump_")]
    assert jumps == ["jump_emergency", "jump_tell", "jump_questions"]


def test_how_often_side_effects_happen_bears_no_sign_of_urgency(
    qtbot: QtBot, library: Library
) -> None:
    page = therapy_page(qtbot, library, "infliximab", "portrait")
    common = page.findChild(Ground, "section_common")

    assert common is not None
    assert common.property("ground") == "card"
    assert not common.findChildren(ArtView)
    assert common.findChildren(Words)[0].text() == "How often side effects happen"
