# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What stands where a page is on its way: nothing for a moment, then its shape, then the page."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Panel, make_look
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView
from kiosk.screen.widgets.states import EmptyState, Skeleton
from kiosk.screen.widgets.text import Words
from kiosk.settings import Theme
from tests.support.screen import WAIT_MS

LOOK = make_look(Theme.LIGHT, Panel(1080, 1920, REFERENCE_MM_PER_PX), calm=True)
TITLE = "Hives"


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Page:
    """A page on the glass whose content is on its way."""
    page = Page(LOOK, RouteName.SYMPTOM)
    qtbot.addWidget(page)
    page.waiting()
    page.resize(1080, 1600)
    with qtbot.waitExposed(page):
        page.show()
    return page


def _stack() -> Ground:
    stack = Ground()
    stack.add(Words(TITLE, "sentence"))
    return stack


def _words(page: Page) -> list[str]:
    return [label.text() for label in page.findChildren(Words) if label.isVisible()]


def _skeletons(page: Page) -> list[Skeleton]:
    return [one for one in page.findChildren(Skeleton) if one.isVisible()]


def _colors(skeleton: Skeleton) -> set[str]:
    """Return the colors in a skeleton's lines, looked at down its left edge and inside of it."""
    picture = skeleton.grab().toImage()
    return {
        picture.pixelColor(x, y).name().upper()
        for x in (picture.width() // 10, picture.width() // 4)
        for y in range(picture.height())
    }


def test_skeleton_shows_nothing_at_first(qtbot: QtBot, qapp: QApplication) -> None:
    skeleton = Skeleton(LOOK)
    qtbot.addWidget(skeleton)
    skeleton.resize(600, skeleton.height())

    assert LOOK.palette.keys not in _colors(skeleton)
    assert len(_colors(skeleton)) == 1


def test_skeleton_shows_lines_after_a_moment(qtbot: QtBot, page: Page) -> None:
    (skeleton,) = _skeletons(page)

    qtbot.waitUntil(lambda: LOOK.palette.keys in _colors(skeleton), timeout=WAIT_MS)


def test_skeleton_can_be_heard(page: Page) -> None:
    (skeleton,) = _skeletons(page)

    assert skeleton.accessibleName()


def test_page_that_arrives_takes_the_place_of_its_skeleton(page: Page) -> None:
    page.set_column(_stack())
    QApplication.processEvents()

    assert _skeletons(page) == []
    assert _words(page)[:1] == [TITLE]
    assert not page.is_waiting


def test_page_says_once_that_it_has_arrived(page: Page) -> None:
    said: list[bool] = []
    page.arrived.connect(lambda: said.append(page.is_waiting))

    page.set_column(_stack())
    page.set_column(_stack())

    assert said == [False]


def test_page_that_waited_for_nothing_does_not_arrive(qtbot: QtBot, qapp: QApplication) -> None:
    page = Page(LOOK, RouteName.HELP)
    qtbot.addWidget(page)

    with qtbot.assertNotEmitted(page.arrived):
        page.set_column(_stack())


def test_page_that_is_not_there_arrives_too(qtbot: QtBot, page: Page) -> None:
    with qtbot.waitSignal(page.arrived, timeout=WAIT_MS):
        page.show_missing()
    QApplication.processEvents()

    assert "Ask your nurse about this." in _words(page)


@pytest.mark.parametrize("panel", [Panel(1280, 800, 0.204), Panel(1080, 1920, 0.248)], ids=str)
def test_low_wide_screen_says_what_is_missing_without_a_picture(
    qtbot: QtBot, qapp: QApplication, panel: Panel
) -> None:
    empty = EmptyState(make_look(Theme.LIGHT, panel, calm=True), "Nothing here.")
    qtbot.addWidget(empty)

    assert bool(empty.findChildren(ArtView)) is not panel.is_wide
