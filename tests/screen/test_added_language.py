# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A language is added by files alone: no code knows it, and a visit is held in it.

Source:
    Issue 9 ("adding a language is a documented, checked recipe that touches no code").
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.languages import languages
from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.key_rows import KeyCap
from kiosk.screen.widgets.said import day_words
from kiosk.session.messages import Configure
from kiosk.session.speech import Say, SpeechWanted
from tests.support.added_language import BEGIN, CODE, OWN, add_language
from tests.support.pseudo import longer
from tests.support.screen import Screen, screen
from tests.support.walker import flaws

ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
SYMPTOM = (Route(RouteName.SYMPTOM, "hives"), "sources_open")
THERAPY = (Route(RouteName.THERAPY, "eptinezumab"), "sources_open")


@pytest.fixture
def added(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The added language, among those of the kiosk."""
    folder = add_language(tmp_path / "resources", getattr(request, "param", "longer"))
    monkeypatch.setattr("kiosk.languages.resources_dir", lambda: folder)
    languages.cache_clear()
    yield
    languages.cache_clear()


@pytest.fixture
def abroad(
    qtbot: QtBot,
    qapp: QApplication,
    config: Configure,
    added: None,
) -> Iterator[Screen]:
    """A visit held in the added language, on a screen with a voice."""
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin(CODE)
        yield view


def test_visit_begins_in_it_by_a_word_of_its_own(abroad: Screen) -> None:
    abroad.tap("bar_clear")

    assert languages()[CODE].begin == BEGIN


def test_home_speaks_it_and_holds_its_words(abroad: Screen) -> None:
    assert longer("Short, clear articles to read") in abroad.text("home_learn")
    assert flaws(abroad.shell, abroad.shell.look) == []


def test_each_language_is_offered_by_its_own_name(abroad: Screen) -> None:
    abroad.tap("bar_settings")
    abroad.tap("tab_language")

    names = [abroad.text(f"language_{code}") for code in languages()]

    assert names == ["English", "Español", OWN]


def test_button_above_leads_from_language_to_language(abroad: Screen) -> None:
    seen = []
    for _ in languages():
        seen.append(abroad.text("header_language"))
        abroad.tap("header_language")

    assert seen == ["English", "Español", OWN]


@pytest.mark.parametrize(
    "place", [ARTICLE, SYMPTOM, THERAPY], ids=["article", "symptom", "therapy"]
)
def test_content_that_lacks_it_comes_in_english_with_a_note(
    abroad: Screen, place: tuple[Route, str]
) -> None:
    abroad.open(*place)

    abroad.part("language_note")
    assert "{" not in abroad.words()


@pytest.mark.parametrize("code", ["en", "es"])
def test_content_in_the_language_of_the_visit_has_no_note(abroad: Screen, code: str) -> None:
    abroad.stage.settings.choose("language", code)
    abroad.open(*ARTICLE)

    assert not abroad.has("language_note")


def test_english_article_is_said_by_an_english_voice_and_labels_by_their_own(
    abroad: Screen,
) -> None:
    abroad.open(*ARTICLE)
    abroad.tap("listen")
    abroad.until(lambda: abroad.heard(SpeechWanted))
    voice = abroad.voice
    assert voice is not None
    voice.be_ready()
    abroad.until(lambda: voice.told(Say))

    spoken = {part.text: part.language for part in voice.latest().segments}

    assert spoken[abroad.text("article_title")] == "en"
    assert spoken[longer("In short")] == CODE


def test_form_is_filled_in_and_keeps_its_answers_through_the_languages(abroad: Screen) -> None:
    abroad.start_request()
    abroad.tap("option_reason_start")
    abroad.go_on()
    abroad.part("key_hide")
    abroad.type("ana")
    for _ in languages():
        abroad.tap("header_language")
        abroad.lay_out()

    assert abroad.text("field_first-name").lower() == "ana"


def test_keys_have_its_letters(abroad: Screen) -> None:
    abroad.open(Route(RouteName.SEARCH), "key_hide")

    assert "ĵ" in {cap.key.text.lower() for cap in abroad.parts(KeyCap)}


@pytest.mark.parametrize("added", ["mirrored"], indirect=True)
def test_language_that_is_read_from_the_right_mirrors_and_the_next_does_not(
    abroad: Screen, qapp: QApplication
) -> None:
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert abroad.part("bar_home").x() > abroad.part("bar_settings").x()

    abroad.tap("header_language")

    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.usefixtures("abroad")
def test_days_are_written_by_its_own_habits() -> None:
    assert day_words(date(1961, 3, 4), CODE) == "samedi 4 mars 1961"
