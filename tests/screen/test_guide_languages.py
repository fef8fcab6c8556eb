# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words in another language than the visit's are given to the voice as what they are.

Source:
    WCAG 2.2, 3.1.2; EN 301 549, 5.1.3.14.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.language_help import tongues
from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import Configure
from kiosk.session.speech import Say, Segment
from tests.support.four_keys import ByFourKeys
from tests.support.screen import screen


@pytest.fixture(params=["en", "es"])
def way(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, config: Configure
) -> Iterator[ByFourKeys]:
    """A visitor with four keys at the home page, who listens, in each language of the visit."""
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin(request.param)
        visitor = ByFourKeys(view, speaks_up=True)
        try:
            visitor.begin()
            yield visitor
        finally:
            visitor.leave()


def latest(way: ByFourKeys) -> tuple[Segment, ...]:
    assert way.screen.voice is not None
    return way.screen.voice.told(Say)[-1].segments


def show(way: ByFourKeys, route: Route) -> None:
    before = len(way.lines)
    way.screen.shell.open(route)
    way.screen.until(lambda: len(way.lines) > before)


@pytest.mark.parametrize("code", ["vi", "ar", "zh"])
def test_name_of_each_language_is_said_in_it_and_then_in_english(
    way: ByFourKeys, code: str
) -> None:
    tongue = tongues()[code]
    show(way, Route(RouteName.LANGUAGES))
    way.go_to(f"language_help_{code}")

    own, english = latest(way)[:2]
    assert own == Segment(code, tongue.own, tongue.voice, tongue.english)
    assert english == Segment("en", tongue.english)


def test_card_is_said_in_its_language_and_for_staff_in_english(way: ByFourKeys) -> None:
    show(way, Route(RouteName.LANGUAGE_CARD, "vi"))
    assert latest(way)[0].language == "vi"

    way.next()
    assert latest(way)[0].text.startswith("I speak Vietnamese.")
    assert latest(way)[0].language == "en"

    way.next()
    assert latest(way)[0].language == "vi"


def test_card_for_staff_is_said_in_english(way: ByFourKeys) -> None:
    show(way, Route(RouteName.STAFF_CARD, "hives"))

    assert latest(way)[0] == Segment("en", "Please come here.")
