# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A double tap: its second half presses nothing of what has come under the finger meanwhile.

Source:
    EN 301 549 5.9; WCAG 2.2, 3.3.4 (nothing is sent without a look at it).
"""

from kiosk.screen.taps import DOUBLE_S
from tests.support.screen import Screen

HALF_S = DOUBLE_S / 2


def _twice(view: Screen, name: str) -> None:
    """Touch a part, and the same place a moment later."""
    view.bring(view.part(name))
    place = view.finger.middle(view.part(name))
    view.clock.advance(1.0)
    view.finger.press(place)
    view.clock.advance(HALF_S / 2)
    view.finger.release(place)
    view.lay_out()
    view.clock.advance(HALF_S)
    view.finger.press(place)
    view.finger.release(place)
    view.lay_out()


def test_double_tap_on_start_leaves_the_first_question_alone(visit: Screen) -> None:
    visit.tap("home_request")
    visit.tap("ask_contact")
    visit.part("request_start")

    _twice(visit, "request_start")

    visit.part("option_reason_start")
    assert not visit.has("error_reason")


def test_double_tap_on_a_door_opens_one_page(visit: Screen) -> None:
    _twice(visit, "home_learn")

    visit.part("article_card_migraine-infusions")
    assert visit.has("learn")


def test_two_calm_touches_are_two(visit: Screen) -> None:
    visit.start_request()

    visit.tap("request_next")
    visit.part("error_reason")
    visit.tap("option_reason_start")
    visit.tap("request_next")

    visit.part("field_first-name")


def test_one_key_struck_twice_writes_two_letters(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.part("key_hide")

    visit.type("nn")

    assert visit.text("field_first-name") == "Nn"
