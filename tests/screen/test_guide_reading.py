# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Four keys are enough for a long page: headings, pause, again, both ends, speed and volume.

Source:
    EN 301 549 5.1.3.4 (interrupt and repeat), 5.1.3.5, 5.1.3.11 to 5.1.3.13; issue 9.
"""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.guide.parts import Part, Role
from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import Configure
from kiosk.session.speech import Hush, Pause, Resume, Say, SetRate, SetVolume
from tests.support.four_keys import ByFourKeys
from tests.support.screen import screen

ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")


@pytest.fixture
def way(qtbot: QtBot, qapp: QApplication, config: Configure) -> Iterator[ByFourKeys]:
    """A visitor with four keys at the top of a long article, who listens."""
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        visitor = ByFourKeys(view, speaks_up=True)
        try:
            visitor.begin()
            view.open(*ARTICLE)
            visitor.settle()
            yield visitor
        finally:
            visitor.leave()


def told(way: ByFourKeys, kind: type) -> list:  # type: ignore[type-arg]
    assert way.screen.voice is not None
    return way.screen.voice.told(kind)


def here(way: ByFourKeys) -> Part:
    assert way.narrator.part is not None
    return way.narrator.part


def to_words(way: ByFourKeys) -> None:
    """Go on to words that are no heading and no button."""
    way.next()
    while here(way).role is not Role.TEXT:
        way.next()


def test_long_page_says_how_many_parts_and_headings_it_has(way: ByFourKeys) -> None:
    cursor = way.narrator.cursor
    count, headings = len(cursor.stops), len(cursor.headings)

    assert headings > 5
    assert way.lines[-1].endswith(f"| {count} parts, {headings} headings")


def test_select_on_a_heading_goes_to_the_next_one_and_says_so(way: ByFourKeys) -> None:
    way.select()

    headings = way.narrator.cursor.headings
    assert here(way).widget is headings[1].widget
    number, count = way.narrator.cursor.place
    assert way.lines[-1].endswith(
        f"| heading 2 of {len(headings)}. {number} of {count} | Select goes to the next heading."
    )


def test_last_heading_leads_to_the_bar(way: ByFourKeys) -> None:
    for _ in range(len(way.narrator.cursor.headings) - 1):
        way.select()
    assert way.lines[-1].endswith("Select goes to the buttons at the bottom.")

    way.select()

    assert here(way).known_as == "bar_home"


def test_second_step_at_the_end_of_a_page_goes_round(way: ByFourKeys) -> None:
    way.go_to("bar_clear")
    way.next()
    assert way.lines[-1] == "End of the page."
    way.next()
    assert way.narrator.cursor.place[0] == 1

    way.previous()
    assert way.lines[-1] == "Beginning of the page."
    way.previous()
    assert here(way).known_as == "bar_clear"


def test_select_pauses_words_and_goes_on_there(way: ByFourKeys) -> None:
    way.lingers = True
    to_words(way)
    way.select()
    way.screen.until(lambda: told(way, Pause))

    way.select()
    way.screen.until(lambda: told(way, Resume))


def test_select_says_words_again_that_were_heard_out(way: ByFourKeys) -> None:
    to_words(way)
    way.select()

    assert way.lines[-1] == way.lines[-2]


def test_key_that_means_nothing_makes_it_quiet_at_once(way: ByFourKeys) -> None:
    way.lingers = True
    to_words(way)
    before = len(told(way, Hush))

    way.press(Qt.Key.Key_X)

    way.screen.until(lambda: len(told(way, Hush)) > before)


def test_speed_and_volume_are_chosen_in_the_settings_by_four_keys(way: ByFourKeys) -> None:
    way.activate("bar_settings")
    way.activate("tab_reading")
    way.activate("speed_2")
    way.activate("volume_1")

    assert told(way, SetRate)[-1].rate == pytest.approx(0.4)
    assert told(way, SetVolume)[-1].volume == pytest.approx(0.5)
    assert way.lines[-1] == "selected"


def test_name_of_a_language_is_said_by_a_voice_of_its_own(way: ByFourKeys) -> None:
    way.activate("bar_settings")
    way.activate("tab_language")
    way.go_to("language_es")

    assert told(way, Say)[-1].segments[0].language == "es"


def test_select_never_acts_below_a_question_that_has_just_come(way: ByFourKeys) -> None:
    way.go_to("bar_home")
    view = way.screen
    view.clock.advance(view.config.visit.idle_s + 1)
    view.part("idle_question")
    QTest.keyClick(view.shell.windowHandle(), Qt.Key.Key_Return)

    way.settle()
    assert view.has("idle_question")
    assert view.has("article_title")
    way.select()
    assert not view.has("idle_question")
    assert view.has("article_title")


def test_results_are_counted_and_not_read_before_one_goes_to_them(way: ByFourKeys) -> None:
    way.screen.open(Route(RouteName.SEARCH), "search_field")
    way.settle()
    way.fill("search_field", "hives")

    assert re.search(r"\| [0-9]+ result[^|]*$", way.lines[-1])
    assert "Skin" not in way.lines[-1]
