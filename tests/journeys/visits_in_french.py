# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Visits in the language that `test_new_language.py` has added; run there, in its copy."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.handout.compose import Letterhead
from kiosk.handout.shelf import Item, Shelf
from kiosk.handout.wording import day_words, wording_of
from kiosk.languages import languages
from kiosk.library.facts import center_facts
from kiosk.library.model import ArticleId, LinkKind, SymptomId
from kiosk.library.reader import Library
from kiosk.library.spoken import spoken_text
from kiosk.paths import checkout_dir
from kiosk.screen.guide.questions import language_question
from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.said import day_words as day_on_glass
from kiosk.screen.widgets.spoken import LANGUAGE
from kiosk.settings import DEMO_CENTER
from tests.support.new_language import ARTICLE, CODE, MARK, SYMPTOM, TITLE
from tests.support.screen import Screen, configuration, screen

LIBRARY = (checkout_dir() or Path()) / "build" / "library.db"
DAY = dt.date(1961, 3, 4)


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Screen]:
    """A screen on its first page, with the library that the recipe has built."""
    with screen(qtbot, qapp, configuration(LIBRARY, tmp_path)) as view:
        view.present()
        view.settle()
        yield view


@pytest.fixture
def visit(shown: Screen) -> Screen:
    """A visit that was begun in French on the first page."""
    shown.begin(CODE)
    return shown


def test_it_is_chosen_on_the_first_page(shown: Screen) -> None:
    assert shown.text(f"attract_begin_{CODE}") == "Commencer"

    shown.begin(CODE)

    assert MARK in shown.text("home_learn")


def test_it_is_chosen_from_the_sheet(shown: Screen) -> None:
    shown.begin("es")
    shown.tap("bar_settings")
    shown.tap("tab_language")
    shown.tap(f"language_{CODE}")
    shown.tap("bar_home")

    assert MARK in shown.text("home_learn")


def test_speech_asks_in_it_whether_to_go_on_in_it(shown: Screen) -> None:
    question = language_question(shown.shell.look, shown.shell)
    shown.shell.overlays.raise_curtain(question)

    assert shown.text(f"speech_language_{CODE}") == languages()[CODE].own
    asked = {one.property(LANGUAGE): one.text() for one in question.words}
    assert MARK in asked[CODE]


def test_article_is_read_in_it(visit: Screen) -> None:
    visit.open(Route(RouteName.ARTICLE, ARTICLE), "sources_open")

    assert visit.text("article_title") == TITLE
    assert not visit.has("language_note")


def test_symptom_is_read_in_it(visit: Screen) -> None:
    visit.open(Route(RouteName.SYMPTOM, SYMPTOM), "sources_open")

    assert f"{MARK}Hives" in visit.words()
    assert not visit.has("language_note")


@pytest.mark.parametrize(
    "route",
    [
        Route(RouteName.ARTICLE, "migraine-infusions"),
        Route(RouteName.SYMPTOM, "fever"),
        Route(RouteName.THERAPY, "eptinezumab"),
    ],
    ids=["article", "symptom", "therapy"],
)
def test_what_it_lacks_comes_in_english_with_a_note(visit: Screen, route: Route) -> None:
    visit.open(route, "sources_open")

    assert MARK in visit.text("language_note")


def test_form_asks_in_it(visit: Screen) -> None:
    visit.start_request()

    assert visit.text("request_question").startswith(MARK)
    assert MARK in visit.text("option_reason_start")
    assert not visit.has("language_note")


def test_form_that_lacks_it_says_so(visit: Screen) -> None:
    visit.open(Route(RouteName.REQUEST, "refer-me"), "request_start")
    visit.tap("request_start")
    visit.part("request_question")

    assert MARK in visit.text("language_note")


def test_search_finds_an_article_by_its_title(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "key_hide")
    visit.type("biosimilaires")

    assert TITLE in visit.text(f"hit_article_{ARTICLE}")


def test_days_are_written_by_its_habits() -> None:
    assert day_on_glass(DAY, CODE) == "samedi 4 mars 1961"
    assert day_words(DAY, wording_of(CODE)) == "samedi 4 mars 1961"


def test_numbers_and_phones_are_said_in_it() -> None:
    said = spoken_text("2,5 mg ; 911", CODE).text

    assert said == "2 virgule 5 milligrammes ; neuf un un"


def test_center_says_in_it_how_to_get_staff() -> None:
    assert center_facts(DEMO_CENTER)[CODE]["staff_call"] == languages()[CODE].call_staff


def test_handout_is_in_it() -> None:
    with Shelf.open(LIBRARY, DEMO_CENTER, live=False) as shelf:
        sheet = shelf.sheet(Item(LinkKind.ARTICLE, ARTICLE), CODE)

    assert sheet.title == TITLE
    assert sheet.page.startswith(MARK)


def test_handout_of_what_it_lacks_is_english_throughout() -> None:
    with Shelf.open(LIBRARY, DEMO_CENTER, live=False) as shelf:
        sheet = shelf.sheet(Item(LinkKind.ARTICLE, "migraine-infusions"), CODE)

    assert sheet.page == Letterhead(DEMO_CENTER, True, "en").wording.page


def test_pages_never_mix_two_languages() -> None:
    library = Library.open(LIBRARY, live=False)

    found = {
        library.article(ArticleId(ARTICLE), CODE).language,
        library.symptom(SymptomId(SYMPTOM), CODE).language,
    }
    lacking = library.symptom(SymptomId("fever"), CODE)
    library.close()

    assert found == {CODE}
    assert lacking.language == "en"
    assert all(MARK not in words for words in lacking.bands[0].title.values())
