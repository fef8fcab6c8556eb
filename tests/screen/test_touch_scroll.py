# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Two touches at once on a page that scrolls: a palm at rest and the finger beside it."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.touch_scroll import TouchScroll
from tests.support.screen import Screen

ARTICLE = Route(RouteName.ARTICLE, "migraine-infusions")
JUMP = "jump_what-did-studies-find"
PALM, FINGER = 0, 1
FAR = QPoint(0, -100)
"""Farther than a resting finger trembles."""


class Hand:
    """A palm and a finger of one hand on one window; each event tells of both.

    Args:
        view: The screen that is touched.
        device: The touch screen.
    """

    def __init__(self, view: Screen, device: QPointingDevice) -> None:
        self._window = view.shell.windowHandle()
        self._touches = QTest.touchEvent(self._window, device, False)
        self._palm = QPoint()

    def lay_palm(self, where: QPoint) -> None:
        """Lay the palm on the glass."""
        self._palm = where
        self._touches.press(PALM, where, self._window).commit()

    def slide_palm(self, way: QPoint) -> None:
        """Slide the palm without lifting it."""
        self._palm += way
        self._touches.move(PALM, self._palm, self._window).commit()

    def lift_palm(self) -> None:
        """Lift the palm where it lies."""
        self._touches.release(PALM, self._palm, self._window).commit()

    def tap(self, where: QPoint) -> None:
        """Touch with the finger and lift it while the palm rests."""
        self._touches.stationary(PALM).press(FINGER, where, self._window).commit()
        self._touches.stationary(PALM).release(FINGER, where, self._window).commit()


@pytest.fixture(scope="module")
def device() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def article(visit: Screen) -> Screen:
    visit.open(ARTICLE, "sources_open")
    visit.lay_out()
    return visit


@pytest.fixture
def hand(article: Screen, device: QPointingDevice) -> Hand:
    return Hand(article, device)


def _middle(view: Screen, name: str) -> QPoint:
    return view.finger.middle(view.part(name))


def _free_place(view: Screen) -> QPoint:
    """Return a place of the page where nothing can be pressed: its left margin."""
    scroller = view.part("article_scroll", TouchScroll)
    return scroller.mapTo(view.shell, QPoint(5, scroller.height() // 2))


def test_finger_beside_a_resting_palm_presses_its_button(article: Screen, hand: Hand) -> None:
    hand.lay_palm(_free_place(article))

    hand.tap(_middle(article, "article_contents"))

    assert article.has(JUMP)


def test_palm_that_rests_on_a_button_does_not_press_it_for_the_finger(
    article: Screen, hand: Hand
) -> None:
    hand.lay_palm(_middle(article, "article_contents"))

    hand.tap(_free_place(article))

    assert not article.has(JUMP)


def test_palm_that_slid_does_not_press_its_own_button(article: Screen, hand: Hand) -> None:
    hand.lay_palm(_middle(article, "article_contents"))
    hand.slide_palm(FAR)
    hand.tap(_free_place(article))

    hand.lift_palm()

    assert not article.has(JUMP)
    assert not article.part("article_contents", QAbstractButton).isDown()


def test_palm_left_from_the_page_before_stops_no_finger(article: Screen, hand: Hand) -> None:
    link = article.part("link_symptom_hives")
    article.bring(link)
    hand.lay_palm(_free_place(article))
    hand.tap(article.finger.middle(link))
    article.part("symptom_title")
    article.lay_out()

    hand.tap(_middle(article, "place_home"))

    article.until(lambda: not article.has("symptom_show_staff"))


def test_touch_that_the_system_takes_away_leaves_no_button_down(
    article: Screen, hand: Hand, device: QPointingDevice
) -> None:
    button = article.part("article_contents", QAbstractButton)
    hand.lay_palm(article.finger.middle(button))
    assert button.isDown()

    scroller = article.part("article_scroll", TouchScroll)
    QApplication.sendEvent(scroller.viewport(), QTouchEvent(QEvent.Type.TouchCancel, device))

    assert not button.isDown()
    hand.lift_palm()
    assert not article.has(JUMP)
