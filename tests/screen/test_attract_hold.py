# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The first page's facts are held, let go on, or turned by hand; how speech begins stands there.

Source:
    WCAG 2.2, 2.2.2; EN 301 549, 5.2.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.pages.attract import FACT_MS, HELD_MS
from kiosk.screen.widgets.fading import FadingWords
from kiosk.screen.widgets.spoken import announcer
from kiosk.session.messages import EndReason, Show, Shown, VisitBegan
from kiosk.session.wire import encode
from kiosk.settings import Display, SelfVoicing
from tests.support.screen import GLASSES, Screen, configuration, screen
from tests.support.ways import BySwitch

LEAST_MM = 15.0
TURN = "attract_turn"
EDGE = QPoint(5, 300)
"""A place where nothing can be pressed."""
Put = Callable[..., AbstractContextManager[Screen]]


@pytest.fixture
def put(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> Put:
    """Put a fresh screen on a glass: calm or not, with a voice or without."""

    @contextmanager
    def on(
        glass: str = "portrait",
        *,
        calm: bool = False,
        speaks: bool = False,
        after: EndReason | None = None,
        **parts: object,
    ) -> Iterator[Screen]:
        panel = GLASSES[glass]
        display = Display(width_mm=panel.width_mm, motion=not calm)
        config = msgspec.structs.replace(configuration(library, tmp_path, display=display), **parts)
        size = (panel.width_px, panel.height_px)
        with screen(qtbot, qapp, config, size, speaks=speaks) as view:
            view.line.send(encode(Show(after=after)))
            view.until(lambda: view.heard(Shown))
            view.settle()
            yield view

    return on


@pytest.fixture
def moving(put: Put) -> Iterator[Screen]:
    """A first page whose facts give way to each other."""
    with put() as view:
        yield view


@pytest.fixture
def calm(put: Put) -> Iterator[Screen]:
    """A first page on which nothing changes by itself."""
    with put(calm=True) as view:
        yield view


def _fact(view: Screen) -> str:
    (fact,) = view.parts(FadingWords)
    return fact.text()


def _timer(view: Screen) -> QTimer:
    timer = view.shell.findChild(QTimer, "attract_next_fact")
    assert timer is not None
    return timer


def _let_time_pass(view: Screen) -> None:
    """Let the page's time be over, once."""
    timer, before = _timer(view), _fact(view)
    timer.setInterval(1)
    view.until(lambda: _fact(view) != before)


def _place(view: Screen, part: QWidget) -> QRect:
    return QRect(part.mapTo(view.shell, QPoint(0, 0)), part.size())


def test_fact_stays_once_it_is_held(moving: Screen) -> None:
    before = _fact(moving)
    assert _timer(moving).interval() == FACT_MS

    moving.tap(TURN)

    assert _timer(moving).interval() == HELD_MS > 10 * FACT_MS
    assert _fact(moving) == before


def test_second_touch_lets_the_facts_go_on_at_once(moving: Screen) -> None:
    before = _fact(moving)
    moving.tap(TURN)

    moving.tap(TURN)

    assert _fact(moving) != before
    assert _timer(moving).interval() == FACT_MS


def test_control_says_what_it_does_now(moving: Screen) -> None:
    said = [moving.text(TURN)]
    for _ in range(2):
        moving.tap(TURN)
        said.append(moving.text(TURN))

    assert said[:2] == ["Pause", "Go on"]
    assert said[2] not in {"", "Go on"}


def test_hold_is_announced(moving: Screen) -> None:
    said: list[str] = []
    announcer.announced.connect(lambda _part, words: said.append(words))

    moving.tap(TURN)

    assert said == ["The words stay."]


def test_fact_that_nobody_reads_any_more_gives_way(moving: Screen) -> None:
    moving.tap(TURN)

    _let_time_pass(moving)

    assert _timer(moving).interval() == FACT_MS


def _by_finger(view: Screen) -> None:
    view.tap(TURN)


def _by_mouse(view: Screen) -> None:
    place = _place(view, view.part(TURN)).center()
    QTest.mouseClick(view.shell.windowHandle(), Qt.MouseButton.LeftButton, pos=place)


def _by_key(view: Screen) -> None:
    view.part(TURN).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view.shell.windowHandle(), Qt.Key.Key_Return)


@pytest.mark.parametrize("hold", [_by_finger, _by_mouse, _by_key])
def test_holding_a_fact_begins_no_visit(moving: Screen, hold: Callable[[Screen], None]) -> None:
    hold(moving)

    assert _timer(moving).interval() == HELD_MS
    assert moving.heard(VisitBegan) == []
    assert moving.shell.is_fresh


def test_touch_beside_the_control_begins_the_visit_as_ever(moving: Screen) -> None:
    moving.tap(TURN)

    moving.finger.tap_at(EDGE)

    assert len(moving.heard(VisitBegan)) == 1


def test_visit_that_has_begun_is_kept_by_the_control(moving: Screen) -> None:
    moving.finger.tap_at(EDGE)
    moving.clock.advance(moving.config.visit.idle_s - 1)
    moving.tap(TURN)
    moving.clock.advance(moving.config.visit.idle_s - 1)

    moving.ticks()

    assert not moving.has("idle_question")


def test_visit_begins_while_a_fact_is_held(moving: Screen) -> None:
    moving.tap(TURN)

    moving.begin("es")


def test_keyboard_holds_a_fact(moving: Screen) -> None:
    moving.key_to(TURN)

    assert _timer(moving).interval() == HELD_MS


def test_switch_holds_a_fact(put: Put) -> None:
    with put(speech=SelfVoicing(switch_key="F18", scan_s=2.0)) as view:
        QTest.keyClick(view.shell.windowHandle(), Qt.Key.Key_F18)
        way = BySwitch(view, 2.0)
        way.wait()

        way.activate(TURN)

        assert _timer(view).interval() == HELD_MS


def test_words_do_not_change_below_a_question(moving: Screen) -> None:
    moving.finger.tap_at(EDGE)
    moving.clock.advance(moving.config.visit.idle_s + 1)

    moving.until(lambda: moving.has("idle_question"))
    assert not _timer(moving).isActive()

    moving.tap("idle_yes")
    assert _timer(moving).isActive()


def test_nothing_changes_by_itself_where_the_center_wants_calm(calm: Screen) -> None:
    assert not _timer(calm).isActive()


def test_calm_page_is_turned_by_hand(calm: Screen) -> None:
    assert calm.text(TURN) == "Another one"
    seen = {_fact(calm)}
    for _ in range(3):
        calm.tap(TURN)
        seen.add(_fact(calm))

    assert len(seen) == 4
    assert not _timer(calm).isActive()
    assert calm.heard(VisitBegan) == []


def test_fact_that_was_turned_to_is_announced(calm: Screen) -> None:
    said: list[str] = []
    announcer.announced.connect(lambda _part, words: said.append(words))

    calm.tap(TURN)

    assert said == [_fact(calm)]


def test_word_of_the_last_visit_goes_by_itself_and_then_nothing(put: Put) -> None:
    with put(calm=True, after=EndReason.CLEARED) as view:
        _let_time_pass(view)
        _let_time_pass(view)

        assert "Good to know" in view.words()
        assert not _timer(view).isActive()


@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("calm", [False, True])
def test_control_is_large_and_whole(put: Put, glass: str, *, calm: bool) -> None:
    with put(glass, calm=calm) as view:
        panel = GLASSES[glass]
        for _ in range(4):
            view.lay_out()
            part = view.part(TURN)
            mm = part.height() * panel.width_mm / panel.width_px
            assert mm >= LEAST_MM
            assert part.height() >= part.heightForWidth(part.width())
            view.tap(TURN)


@pytest.mark.parametrize("glass", GLASSES)
def test_two_fingers_are_told_in_every_language_and_cover_nothing(put: Put, glass: str) -> None:
    with put(glass, speaks=True) as view:
        view.lay_out()
        note = view.text("two_fingers_note")
        names = ("attract_center", "two_fingers_note", TURN)
        places = [_place(view, view.part(name)) for name in names]

        assert "two fingers" in note
        assert "dos dedos" in note
        assert all(view.shell.rect().contains(place) for place in places)
        assert not any(one.intersects(other) for one, other in combinations(places, 2))
        words = view.part("two_fingers_note")
        assert words.heightForWidth(words.width()) <= words.height()


def test_screen_without_a_voice_promises_none(moving: Screen) -> None:
    assert not moving.has("two_fingers_note")
