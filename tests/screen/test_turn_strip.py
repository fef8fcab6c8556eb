# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Up and More below a long column: there where they lead somewhere, and never over the words."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screen.pages.search import HitRow
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Look, Panel, make_look
from kiosk.screen.widgets.progress import ProgressLine
from kiosk.screen.widgets.touch_scroll import TouchScroll, TurnStrip
from kiosk.settings import Display, Theme
from tests.support.screen import GLASSES, TURNS, Screen, configuration, screen

GLASS = (900, 1000)
ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
LOOK = make_look(Theme.LIGHT, Panel(1080, 1920, REFERENCE_MM_PER_PX), calm=True)


class Column(QWidget):
    """A column of a height that a test may change."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's own
        """Return that it wants a height, as words do."""
        return True

    def heightForWidth(self, _width: int) -> int:  # noqa: N802 - Qt's own
        """Return the height in pixels."""
        return self._height

    def become(self, height: int) -> None:
        """Grow or shrink."""
        self._height = height
        self.updateGeometry()


Show = Callable[[int], tuple[TouchScroll, Column]]


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Show:
    """Show a column of a height on a glass 1000 pixels high."""

    def shown(height: int) -> tuple[TouchScroll, Column]:
        column = Column(height)
        scroller = TouchScroll(LOOK, column, name="page")
        qtbot.addWidget(scroller)
        scroller.resize(*GLASS)
        with qtbot.waitExposed(scroller):
            scroller.show()
        _lay_out()
        return scroller, column

    return shown


def _strip(scroller: TouchScroll) -> TurnStrip:
    (strip,) = scroller.findChildren(TurnStrip)
    return strip


def _lay_out() -> None:
    """Let the layout come to rest; the strip itself changes it once."""
    for _ in range(TURNS):
        QApplication.processEvents()


def _strip_height(show: Show) -> int:
    scroller, _ = show(GLASS[1] * 3)
    return _strip(scroller).height()


def _seen(strip: TurnStrip, look: Look) -> int:
    """Return how many pixels of the line are filled."""
    (line,) = strip.findChildren(ProgressLine)
    picture = line.grab().toImage()
    done = look.palette.act.lower()
    return sum(picture.pixelColor(x, 0).name() == done for x in range(picture.width()))


def test_column_that_fits_has_no_strip(show: Show) -> None:
    scroller, _ = show(GLASS[1])

    assert not _strip(scroller).isVisible()
    assert scroller.verticalScrollBar().maximum() == 0
    assert scroller.viewport().height() == GLASS[1]


def test_column_longer_than_the_glass_has_a_strip(show: Show) -> None:
    scroller, _ = show(GLASS[1] + 1)

    assert _strip(scroller).isVisible()


def test_strip_stands_below_the_words(show: Show) -> None:
    scroller, _ = show(GLASS[1] * 2)
    strip, seen = _strip(scroller), scroller.viewport().geometry()

    assert seen.bottom() < strip.geometry().top()
    assert scroller.rect().contains(strip.geometry())
    assert scroller.verticalScrollBar().maximum() == GLASS[1] * 2 - seen.height()


def test_column_that_fits_only_without_the_strip_has_none(show: Show) -> None:
    # Asking for the strip here, where it makes its own need, once went round for ever.
    high = _strip_height(show)
    scroller, column = show(GLASS[1] - high)

    for height in (*range(GLASS[1] - high, GLASS[1], high // 5), GLASS[1]):
        column.become(height)
        _lay_out()
        assert not _strip(scroller).isVisible()
        assert scroller.verticalScrollBar().maximum() == 0


def test_column_that_shrinks_to_fit_loses_its_strip(show: Show) -> None:
    scroller, column = show(GLASS[1] * 2)

    column.become(GLASS[1] - 1)
    _lay_out()

    assert not _strip(scroller).isVisible()
    assert scroller.viewport().height() == GLASS[1]


def test_column_that_grows_gets_a_strip(show: Show) -> None:
    scroller, column = show(GLASS[1] // 2)

    column.become(GLASS[1] + 10)
    _lay_out()

    assert _strip(scroller).isVisible()


def test_glass_that_grows_takes_the_strip_away(show: Show) -> None:
    scroller, _ = show(GLASS[1] + 10)

    scroller.resize(GLASS[0], GLASS[1] + 20)
    _lay_out()

    assert not _strip(scroller).isVisible()


@pytest.mark.parametrize(
    ("fraction", "up", "down"), [(0.0, False, True), (0.5, True, True), (1.0, True, False)]
)
def test_strip_leads_only_where_there_is_more(
    show: Show, fraction: float, *, up: bool, down: bool
) -> None:
    scroller, _ = show(GLASS[1] * 4)

    scroller.go_to(fraction)

    assert _strip(scroller).up.isEnabled() is up
    assert _strip(scroller).down.isEnabled() is down


def test_more_comes_to_the_end_without_a_gap(show: Show) -> None:
    scroller, column = show(GLASS[1] * 4)
    strip = _strip(scroller)
    seen = scroller.viewport().height()
    turns = 0

    while strip.down.isEnabled():
        before = column.mapTo(scroller, QPoint(0, 0)).y()
        strip.down.click()
        turns += 1
        assert before - column.mapTo(scroller, QPoint(0, 0)).y() < seen

    assert column.mapTo(scroller, QPoint(0, 0)).y() + column.height() == seen
    assert turns > 2


def test_line_grows_with_what_has_been_seen(show: Show) -> None:
    scroller, _ = show(GLASS[1] * 4)
    found = []

    for fraction in (0.0, 0.5, 1.0):
        scroller.go_to(fraction)
        found.append(_seen(_strip(scroller), LOOK))

    assert 0 < found[0] < found[1] < found[2] == _strip(scroller).width()


@pytest.fixture(params=GLASSES)
def view(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Screen]:
    """Give a visit on each glass."""
    panel = GLASSES[request.param]
    display = Display(width_mm=panel.width_mm, theme=Theme.LIGHT, motion=False)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        view.begin()
        yield view


@pytest.mark.parametrize("scale", ["100", "200"])
def test_strip_of_a_page_covers_no_words(view: Screen, scale: str) -> None:
    view.stage.settings.choose("scale", scale)
    view.open(*ARTICLE)
    view.lay_out()
    scroller = view.part("article_scroll", TouchScroll)
    strip = _strip(scroller)

    assert strip.isVisible()
    assert not scroller.viewport().geometry().intersects(strip.geometry())
    assert scroller.rect().contains(strip.geometry())
    for button in (strip.up, strip.down):
        assert button.words.width() >= button.words.sizeHint().width()


@pytest.mark.parametrize("hand", ["left", "right"])
def test_large_words_on_a_low_glass_have_the_strip_beside_them_under_the_hand(
    view: Screen, hand: str
) -> None:
    view.stage.settings.choose("hand", hand)
    view.stage.settings.choose("scale", "200")
    view.open(*ARTICLE)
    view.lay_out()
    scroller = view.part("article_scroll", TouchScroll)
    strip, words = _strip(scroller).geometry(), scroller.viewport().geometry()

    if not view.shell.look.is_wide:
        assert words.bottom() < strip.top()
    else:
        assert words.height() == scroller.height()
        assert (strip.right() < words.left()) == (hand == "left")


@pytest.mark.parametrize("scale", ["100", "125", "150", "200"])
def test_page_beside_the_keys_is_turned_by_a_touch(view: Screen, scale: str) -> None:
    view.stage.settings.choose("scale", scale)
    view.open(Route(RouteName.SEARCH), "key_hide")
    view.type("m")
    view.until(lambda: view.parts(HitRow))
    view.work_through()
    scroller, target = view.part("search_scroll", TouchScroll), view.shell.look.px("target_min")
    down = view.part("search_scroll_down")

    view.tap("search_scroll_down")

    assert scroller.verticalScrollBar().value() > 0
    assert min(down.width(), down.height()) >= target


def test_strip_speaks_the_language_of_the_visit(shown: Screen) -> None:
    shown.begin("es")
    shown.open(*ARTICLE)

    assert shown.text("article_scroll_up") == "Subir"
    assert shown.text("article_scroll_down") == "Más"
