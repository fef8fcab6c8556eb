# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The first page: one useful fact at a time, the last visit is gone, and when it was cleaned."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, pairwise
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, QRect, Qt, QTimer, QVariantAnimation
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.pages.attract import CLEARED, AttractPage
from kiosk.screen.widgets.fading import FadingWords
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.text import Words
from kiosk.session.messages import Cleaned, EndReason, Show, Shown, Standing
from kiosk.session.wire import encode
from kiosk.settings import DEMO_CENTER, Center, Display
from tests.support.screen import GLASSES, Screen, configuration, screen

FACTS_FILE = Path(__file__).parents[2] / "content" / "attract.toml"
SOON_MS = 1
RUNNING = QAbstractAnimation.State.Running


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the shipped content."""

    en: str
    es: str


FACTS = [
    Fact(one["en"], one["es"]) for one in tomllib.loads(FACTS_FILE.read_text("utf-8"))["facts"]
]
PAIRS = tuple((fact.en, fact.es) for fact in FACTS)
Put = Callable[..., AbstractContextManager[Screen]]


@pytest.fixture
def put(qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path) -> Put:
    """Put a standby on a glass, moving or not, with other parts of ``Configure``."""

    @contextmanager
    def on(glass: str = "portrait", *, moves: bool = False, **parts: object) -> Iterator[Screen]:
        panel = GLASSES[glass]
        display = Display(width_mm=panel.width_mm, motion=moves)
        config = msgspec.structs.replace(configuration(library, tmp_path, display=display), **parts)
        with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
            yield view

    return on


@pytest.fixture
def cleared(hidden: Screen) -> Screen:
    """A screen that follows a visit whose visitor touched Clear."""
    _show(hidden, EndReason.CLEARED)
    return hidden


def _show(view: Screen, after: EndReason | None = None) -> None:
    view.line.send(encode(Show(after=after)))
    view.until(lambda: view.heard(Shown))


def _fact(view: Screen) -> FadingWords:
    (fact,) = view.shell.findChildren(FadingWords)
    return fact


def _fade(view: Screen) -> QVariantAnimation:
    (fade,) = _fact(view).findChildren(QVariantAnimation)
    return fade


def _next(view: Screen) -> str:
    """Let the time of a fact be over, and return what follows it."""
    before = _fact(view).text()
    timer = view.shell.findChild(QTimer, "attract_next_fact")
    assert timer is not None
    pause = timer.interval()
    timer.timeout.connect(timer.stop, Qt.ConnectionType.SingleShotConnection)
    timer.start(SOON_MS)
    view.until(lambda: _fact(view).text() != before)
    if timer.interval() == SOON_MS:
        timer.setInterval(pause)
    return _fact(view).text()


def test_facts_come_in_both_languages_in_turn(shown: Screen) -> None:
    found = [_fact(shown).text(), *(_next(shown) for _ in range(3))]

    assert found == [FACTS[0].en, FACTS[0].es, FACTS[1].en, FACTS[1].es]


def test_line_above_a_fact_speaks_its_language(shown: Screen) -> None:
    assert "Good to know" in shown.words()

    _next(shown)

    assert "Bueno saberlo" in shown.words()


def test_after_the_last_fact_comes_the_first(shown: Screen) -> None:
    for _ in range(2 * len(FACTS) - 1):
        _next(shown)

    assert _fact(shown).text() == FACTS[-1].es
    assert _next(shown) == FACTS[0].en


def test_fact_fades_into_the_next_where_things_move(put: Put) -> None:
    with put(moves=True) as view:
        _show(view)
        before = _fact(view).grab().toImage()

        _next(view)

        assert _fade(view).state() is RUNNING
        view.until(lambda: _fade(view).state() is not RUNNING)
        after = _fact(view).grab().toImage()
        assert after != before


def test_facts_do_not_lie_over_each_other_while_one_fades(put: Put) -> None:
    with put(moves=True) as view:
        _show(view)
        _next(view)
        fade = _fade(view)
        fade.pause()

        fade.setCurrentTime(fade.duration() // 2)

        picture = _fact(view).grab().toImage()
        colors = {picture.pixel(x, y) for x in range(picture.width()) for y in (5, 40, 90)}
        assert len(colors) == 1


def test_fact_is_replaced_at_once_in_a_calm_visit(shown: Screen) -> None:
    _next(shown)

    assert _fade(shown).state() is not RUNNING
    assert _fade(shown).duration() == 0


def test_fresh_screen_says_in_both_languages_that_it_is_clear(cleared: Screen) -> None:
    found = [_fact(cleared).text(), _next(cleared)]

    assert found == list(CLEARED)


def test_facts_follow_the_word_that_the_screen_is_clear(cleared: Screen) -> None:
    _next(cleared)

    assert [_next(cleared), _next(cleared)] == [FACTS[0].en, FACTS[0].es]


def test_facts_stay_longer_than_the_word_that_the_screen_is_clear(put: Put) -> None:
    with put(moves=True) as view:
        _show(view, EndReason.CLEARED)
        timer = view.shell.findChild(QTimer, "attract_next_fact")
        assert timer is not None
        pause = timer.interval()

        _next(view)
        _next(view)

        assert timer.interval() > pause


def test_facts_begin_to_change_when_the_screen_comes_on_the_glass(put: Put) -> None:
    with put(moves=True) as view:
        timer = view.shell.findChild(QTimer, "attract_next_fact")
        assert timer is not None
        assert not timer.isActive()

        _show(view)

        assert timer.isActive()


@pytest.mark.parametrize("language", ["en", "es"])
def test_visit_begins_while_the_screen_says_that_it_is_clear(
    cleared: Screen, language: str
) -> None:
    cleared.settle()

    cleared.begin(language)


def test_screen_that_follows_nobody_does_not_say_that_it_is_clear(hidden: Screen) -> None:
    _show(hidden)

    assert _fact(hidden).text() == FACTS[0].en


def _local(hour: int, minute: int) -> str:
    """Return a local time of day as the supervisor says it."""
    local = datetime(2026, 7, 1, hour, minute).astimezone()
    return local.astimezone(UTC).isoformat()


def _say_cleaned(view: Screen, at: str) -> None:
    view.line.send(encode(Cleaned(at)))


def test_first_page_says_when_the_screen_was_cleaned(shown: Screen) -> None:
    assert not shown.has("cleaned_note")

    _say_cleaned(shown, _local(9, 40))

    assert shown.text("cleaned_note") == "Screen cleaned 9:40  ·  Pantalla limpiada 9:40"


def test_first_page_no_longer_says_what_was_taken_back(shown: Screen) -> None:
    _say_cleaned(shown, _local(9, 40))
    shown.part("cleaned_note")

    _say_cleaned(shown, "")

    shown.until(lambda: not shown.has("cleaned_note"))


def test_screen_knows_from_the_start_when_it_was_cleaned(put: Put) -> None:
    with put(cleaned_at=_local(14, 5)) as view:
        _show(view)

        assert "2:05" in view.text("cleaned_note")


@pytest.mark.parametrize("wanted", [True, False])
def test_clean_hands_are_asked_for_where_the_center_wants_it(put: Put, *, wanted: bool) -> None:
    center = msgspec.structs.replace(DEMO_CENTER, clean_hands=wanted)
    with put(center=center) as view:
        _show(view)

        assert view.has("clean_hands_note") is wanted


def _place(view: Screen, part: QWidget) -> QRect:
    return QRect(part.mapTo(view.shell, QPoint(0, 0)), part.size())


def _card(view: Screen) -> QWidget:
    """Return the card that everything to read stands on."""
    (card,) = [part for part in view.parts(Ground) if part.property("ground") == "paper-card"]
    return card


def _cut(view: Screen) -> list[str]:
    """Return what of the first page is cut or lies over something, every fact shown once."""
    view.lay_out()
    fact = _fact(view)
    notes = [part for part in view.parts(Words) if part.objectName().endswith("_note")]
    parts: list[QWidget] = [fact, view.part("attract_begin_en"), *notes]
    card = _place(view, _card(view))
    found = []
    for text in (*CLEARED, *chain.from_iterable(PAIRS)):
        fact.setText(text)
        view.lay_out()
        found += [
            f"{text}: {part.objectName() or 'fact'}"
            for part in parts
            if part.heightForWidth(part.width()) > part.height()
            or not card.contains(_place(view, part))
        ]
        found += [
            f"{text}: {below.objectName()} is covered"
            for above, below in pairwise(parts)
            if _place(view, above).bottom() >= _place(view, below).top()
        ]
    return found


@pytest.fixture(params=GLASSES)
def glass(request: pytest.FixtureRequest) -> str:
    """Give out each glass by name."""
    name: str = request.param
    return name


def _give_facts(view: Screen) -> None:
    """Show the shipped facts also where they wait to be signed off."""
    view.parts(AttractPage)[0].show_facts(PAIRS)


def _center(*, clean_hands: bool) -> Center:
    return msgspec.structs.replace(DEMO_CENTER, clean_hands=clean_hands)


@pytest.mark.parametrize("cleaned_at", ["", "2026-07-01T12:40:00+00:00"])
@pytest.mark.parametrize("clean_hands", [False, True])
def test_every_fact_fits_beside_the_notes_of_a_center(
    put: Put, glass: str, cleaned_at: str, *, clean_hands: bool
) -> None:
    center = _center(clean_hands=clean_hands)
    with put(glass, standing=Standing.LIVE, center=center, cleaned_at=cleaned_at) as view:
        _show(view)
        _give_facts(view)

        assert _cut(view) == []


@pytest.mark.parametrize("clean_hands", [False, True])
def test_every_fact_fits_beside_the_notes_of_a_demonstration(
    put: Put, glass: str, *, clean_hands: bool
) -> None:
    with put(glass, center=_center(clean_hands=clean_hands)) as view:
        _show(view)
        _give_facts(view)

        assert _cut(view) == []


def test_every_fact_fits_when_the_screen_is_cleaned_meanwhile(put: Put, glass: str) -> None:
    with put(glass) as view:
        _show(view)
        _give_facts(view)
        _say_cleaned(view, _local(12, 40))
        view.part("cleaned_note")

        assert _cut(view) == []


def test_facts_are_as_large_as_a_standing_glass_allows(put: Put) -> None:
    with put("portrait", center=_center(clean_hands=False)) as view:
        _show(view)

        assert _fact(view).font().pixelSize() == view.shell.look.px("sentence")


def test_first_page_without_facts_bids_welcome(put: Put) -> None:
    with put(library="nowhere") as view:
        _show(view)

        assert [_fact(view).text(), _next(view)] == ["Welcome", "Bienvenido"]


def test_promise_is_whole_beside_more_notes_than_have_room(put: Put, glass: str) -> None:
    with put(glass, center=_center(clean_hands=True)) as view:
        _show(view)
        _give_facts(view)
        _say_cleaned(view, _local(12, 40))
        view.settle()

        assert view.has("kept_note")
        assert _cut(view) == []


def test_name_of_a_center_is_whole_however_long(put: Put, glass: str) -> None:
    name = "Saint Mary of the Lakes Regional Infusion and Specialty Care Center"
    with put(glass, center=msgspec.structs.replace(DEMO_CENTER, name=name)) as view:
        _show(view)
        said = view.part("attract_center")

        assert said.heightForWidth(said.width()) <= said.height()
