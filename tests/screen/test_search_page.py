# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The search page: groups, marks, what people ask, and the ways on when nothing is found."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.library.model import HitKind
from kiosk.library.reader import Library
from kiosk.screen.pages.search import HitRow
from kiosk.screen.route import Route, RouteName
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.keyboard import Keyboard
from kiosk.screen.widgets.marked import MarkedWords
from kiosk.session.messages import Configure, SearchedInVain, VisitEnded
from kiosk.settings import Theme
from tests.support.screen import GLASSES, WAIT_MS, Screen, configuration, screen

SEARCH = Route(RouteName.SEARCH)
KINDS = [kind.value for kind in HitKind]


@pytest.fixture
def searching(visit: Screen) -> Screen:
    """A visit on the search page, with the keys up."""
    visit.open(SEARCH, "key_hide")
    return visit


@pytest.fixture
def low(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> Iterator[Screen]:
    """The same on the smallest glass."""
    glass = GLASSES["small"]
    config: Configure = configuration(library, tmp_path)
    with screen(qtbot, qapp, config, (glass.width_px, glass.height_px)) as view:
        view.present()
        view.settle()
        view.begin()
        view.open(SEARCH, "key_hide")
        yield view


def rows(view: Screen) -> list[HitRow]:
    return [part for part in view.parts(HitRow) if part.isVisible()]


def find(view: Screen, text: str) -> list[HitRow]:
    """Type, and wait until the page shows what the library finds for all that was typed."""
    library = Library.open(Path(view.config.library), live=False)
    wanted = [f"hit_{hit.kind.value}_{hit.ref}" for hit in library.search(text, "en")]
    library.close()
    view.type(text)
    view.until(
        lambda: (
            [row.objectName() for row in rows(view)] == wanted
            and view.has("search_nothing") == (not wanted)
        )
    )
    view.lay_out()
    return rows(view)


def marked(row: QWidget) -> list[str]:
    """The marked parts of a row: bold and underlined, both or neither."""
    found = []
    for words in row.findChildren(MarkedWords):
        for reach in words.lines(words.width()).formats():
            bold = reach.format.fontWeight() == QFont.Weight.Bold
            assert bold == reach.format.fontUnderline()
            if bold:
                found.append(words.text()[reach.start : reach.start + reach.length])
    return found


def in_sight(part: QWidget, view: Screen) -> bool:
    """Whether all of a part is on the glass and not under the keys."""
    place = part.rect().translated(part.mapTo(view.shell, part.rect().topLeft()))
    shown = part.visibleRegion().boundingRect()
    keys = view.parts(Keyboard)[0]
    top = keys.mapTo(view.shell, keys.rect().topLeft()).y()
    return shown == part.rect() and (not keys.isVisible() or place.bottom() < top)


def test_a_lay_word_finds_the_entry_and_is_shown_marked(searching: Screen) -> None:
    first, *_ = find(searching, "hot face")

    assert first.objectName() == "hit_symptom_flushing"
    assert [words.replace("\N{NO-BREAK SPACE}", " ") for words in marked(first)] == ["hot", "face"]


def test_focus_stays_on_a_result_that_the_next_letters_find_again(searching: Screen) -> None:
    find(searching, "hot")
    before = searching.part("hit_symptom_flushing")
    before.setFocus(Qt.FocusReason.TabFocusReason)

    searching.part("search_field", QLineEdit).setText("hot face")
    searching.work_through()

    here = QApplication.focusWidget()
    assert here is not None
    assert here is not before
    assert here.objectName() == "hit_symptom_flushing"


def test_what_a_screen_reader_says_of_a_result_is_plain(searching: Screen) -> None:
    first, *_ = find(searching, "hot face")

    assert first.accessibleName() == "Flushing. hot face  ·  Skin"


def test_each_group_has_its_heading_and_stands_together(searching: Screen) -> None:
    found = find(searching, "remicade for migraine")

    kinds = [row.objectName().split("_")[1] for row in found]
    assert kinds == sorted(kinds, key=kinds.index)
    for kind, heading in zip(
        KINDS, ("Feelings and side effects", "Treatments", "Articles"), strict=True
    ):
        assert (heading in searching.words()) == (kind in kinds)


def test_a_brand_shows_its_treatment_with_the_brand_marked(searching: Screen) -> None:
    first, *_ = find(searching, "inflectra")

    assert first.objectName() == "hit_therapy_infliximab"
    assert "Inflectra" in marked(first)
    assert first.accessibleName().count("Inflectra") == 1


def test_an_empty_field_shows_what_people_ask(searching: Screen) -> None:
    searching.until(lambda: searching.has("question_symptom_itching"))

    searching.tap("question_symptom_itching")

    searching.until(lambda: searching.has("symptom_title"))


def test_what_people_ask_is_back_when_the_words_are_gone(searching: Screen) -> None:
    find(searching, "hi")

    searching.tap("key_backspace", times=2)

    searching.until(lambda: not rows(searching) and searching.has("question_symptom_itching"))


@pytest.mark.parametrize(
    ("way", "sign"),
    [
        ("search_feeling", "way_feeling"),
        ("search_names", "symptom_hives"),
        ("search_unlisted", "symptom_title"),
        ("search_help", "help_head"),
    ],
)
def test_nothing_found_says_whom_to_tell_and_shows_the_ways_on(
    searching: Screen, way: str, sign: str
) -> None:
    assert find(searching, "qqqq") == []
    assert "Is it new? Tell a nurse now. It was not found." in searching.words()

    searching.tap(way)

    searching.until(lambda: searching.has(sign))


@pytest.mark.parametrize("text", ["hot face", "pain", "qqqq"])
def test_the_way_to_a_person_stays_in_sight(searching: Screen, text: str) -> None:
    find(searching, text)

    assert in_sight(searching.part("search_tell_staff"), searching)


def test_under_the_keys_of_the_smallest_glass_the_first_result_can_be_read(low: Screen) -> None:
    first, *_ = find(low, "hives")

    assert in_sight(low.part("search_tell_staff"), low)
    assert in_sight(first.findChildren(MarkedWords)[0], low)


def test_nothing_that_was_typed_is_logged_or_told(
    searching: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    find(searching, "zanahoria")
    searching.tap("search_help")
    searching.until(lambda: searching.has("help_head"))

    searching.heard(VisitEnded)
    choices = VisitChoices("en", Theme.LIGHT, query="zanahoria")
    assert "zanahoria" not in f"{caplog.text} {searching.said} {choices}".casefold()


def vain_clock(view: Screen) -> QTimer:
    """The clock that runs while words that found nothing stand."""
    (clock,) = view.stage.findChildren(QTimer, "vain_clock")
    return clock


def test_search_in_vain_is_told_once_for_a_page_and_without_words(searching: Screen) -> None:
    clock = vain_clock(searching)
    find(searching, "qqq")
    searching.until(lambda: searching.heard(SearchedInVain))
    with searching.qtbot.waitSignal(clock.timeout, timeout=WAIT_MS):
        searching.type("q")

    assert searching.heard(SearchedInVain) == [SearchedInVain()]
    assert SearchedInVain.__struct_fields__ == ()


def test_words_that_find_something_are_no_search_in_vain(searching: Screen) -> None:
    find(searching, "qqq")
    searching.tap("key_backspace", times=3)
    find(searching, "hi")

    assert not vain_clock(searching).isActive()
    assert searching.heard(SearchedInVain) == []
