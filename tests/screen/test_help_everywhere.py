# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Help is always there: in one place, a person first, and instead of any task.

Source:
    WCAG 2.2, 3.2.6; issue 9.
"""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.screen.route import BARE
from kiosk.session.messages import Configure
from tests.gallery.journey import BANDS, PLACES, SYMPTOM, TAKE_HOME
from tests.support.screen import Screen, screen

PAGES = {**PLACES, "symptom": SYMPTOM, "bands": BANDS, "take home": TAKE_HOME}
PERSON = {"en": "front desk", "es": "recepción"}
FORMS = ("contact", "refer-me", "refer-someone")


def _help(view: Screen) -> QRect:
    button = view.part("bar_help")
    return QRect(button.mapTo(view.shell, QPoint(0, 0)), button.size())


@pytest.mark.parametrize("scale", ["100", "200"])
def test_help_lies_in_the_same_place_on_every_page(visit: Screen, scale: str) -> None:
    visit.stage.settings.choose("scale", scale)
    places = set()
    for route, sign in PAGES.values():
        if route.name not in BARE:
            visit.open(route, sign)
            visit.lay_out()
            places.add(_help(visit).getRect())

    assert len(places) == 1


def test_help_stays_in_its_place_beside_the_keys(visit: Screen) -> None:
    before = _help(visit)

    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.part("key_hide")
    visit.lay_out()

    assert _help(visit) == before


@pytest.mark.parametrize("language", ["en", "es"])
def test_help_names_the_front_desk_before_all_else(shown: Screen, language: str) -> None:
    shown.begin(language)
    shown.tap("bar_help")
    said = shown.part("help_head", QLabel)
    head = said.mapTo(shown.shell, QPoint(0, 0)).y()

    assert PERSON[language] in said.text().casefold()
    page = shown.part("help")
    above = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.mapTo(shown.shell, QPoint(0, 0)).y() < head
    ]
    assert "".join(above) == ""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_that_a_person_does_it_instead(visit: Screen, form: str) -> None:
    visit.tap("home_request")
    visit.tap(f"ask_{form}")
    visit.part("request_start")

    assert PERSON["en"] in visit.words().casefold()


def test_nothing_in_help_is_larger_than_the_front_desk(visit: Screen) -> None:
    visit.open(*PLACES["help"])
    sizes = {label.font().pixelSize() for label in visit.part("help").findChildren(QLabel)}

    assert visit.part("help_head").font().pixelSize() == max(sizes)


def test_help_says_how_speech_begins_after_the_front_desk(
    qtbot: QtBot, qapp: QApplication, config: Configure
) -> None:
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        view.open(*PLACES["help"])
        rows = [_top(view, name) for name in ("help_head", "help_ask_words", "help_two_fingers")]

        assert "two fingers" in view.text("help_two_fingers")
        assert rows == sorted(rows)


def test_help_of_a_screen_without_a_voice_promises_none(visit: Screen) -> None:
    visit.open(*PLACES["help"])

    assert not visit.has("help_two_fingers")


def test_help_ends_with_the_name_of_the_screen(visit: Screen) -> None:
    visit.open(*PLACES["help"])
    lines = [
        (label.mapTo(visit.shell, QPoint(0, 0)).y(), label.text())
        for label in visit.part("help").findChildren(QLabel)
        if label.isVisible() and label.text()
    ]

    assert max(lines)[1] == f"This screen is {visit.config.kiosk}."


def _top(view: Screen, name: str) -> int:
    return view.part(name).mapTo(view.shell, QPoint(0, 0)).y()
