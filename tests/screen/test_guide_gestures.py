# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What fingers mean to somebody who hears the screen; decisions only."""

import pytest

from kiosk.screen.guide.gestures import (
    DOUBLE_S,
    REST_S,
    TOUCH_S,
    Choose,
    Explore,
    Gestures,
    Meaning,
    TwoRest,
)
from kiosk.screen.staff.touches import HOLD_S
from kiosk.screen.visit import TouchFilter

REACH = 20.0
HERE, NEAR, THERE = (100.0, 100.0), (110.0, 100.0), (400.0, 100.0)
QUICK_S = 0.1


@pytest.fixture
def gestures() -> Gestures:
    return Gestures(REACH)


def touch(
    gestures: Gestures, at: tuple[float, float], now_s: float, held_s: float = QUICK_S
) -> list[Meaning]:
    """Put a finger down and lift it, with a tick between; return what it meant."""
    meant = [
        gestures.press(0, at, now_s),
        gestures.tick(now_s + held_s),
        gestures.lift(0, now_s + held_s),
    ]
    return [one for one in meant if one is not None]


def test_finger_that_slides_says_what_lies_under_it(gestures: Gestures) -> None:
    assert gestures.press(0, HERE, 0.0) is None
    assert gestures.move(0, NEAR) is None
    assert gestures.move(0, THERE) == Explore(THERE)
    assert gestures.move(0, HERE) == Explore(HERE)


def test_finger_that_rests_says_what_lies_under_it(gestures: Gestures) -> None:
    gestures.press(0, HERE, 0.0)

    assert gestures.tick(REST_S) is None
    assert gestures.tick(REST_S + 0.01) == Explore(HERE)
    assert gestures.tick(REST_S + 0.02) is None


def test_lifting_a_finger_that_slid_does_nothing(gestures: Gestures) -> None:
    gestures.press(0, HERE, 0.0)
    gestures.move(0, THERE)

    assert gestures.lift(0, 0.3) is None
    assert gestures.tick(5.0) is None
    assert gestures.is_idle


def test_single_touch_says_what_lies_there_when_no_second_one_came(gestures: Gestures) -> None:
    assert touch(gestures, HERE, 0.0) == []
    assert gestures.tick(QUICK_S + DOUBLE_S) is None
    assert gestures.tick(QUICK_S + DOUBLE_S + 0.01) == Explore(HERE)
    assert gestures.is_idle


def test_double_touch_acts_anywhere_and_says_nothing_first(gestures: Gestures) -> None:
    assert touch(gestures, HERE, 0.0) == []
    assert touch(gestures, THERE, QUICK_S + DOUBLE_S - 0.01) == [Choose()]
    assert gestures.is_idle


def test_third_touch_does_not_act_again(gestures: Gestures) -> None:
    touch(gestures, HERE, 0.0)
    touch(gestures, HERE, 0.3)

    assert touch(gestures, HERE, 0.6) == []


def test_slow_double_touch_on_a_part_says_it_and_acts(gestures: Gestures) -> None:
    assert touch(gestures, HERE, 0.0, held_s=REST_S + 0.2) == [Explore(HERE)]
    assert touch(gestures, HERE, 1.0, held_s=REST_S + 0.2) == [Choose()]


@pytest.mark.parametrize("apart_s", [DOUBLE_S + 0.01, 30.0])
def test_second_touch_that_comes_late_is_a_first_one(gestures: Gestures, apart_s: float) -> None:
    touch(gestures, HERE, 0.0)

    assert touch(gestures, THERE, QUICK_S + apart_s) == [Explore(HERE)]


def test_second_touch_that_stays_explores_instead(gestures: Gestures) -> None:
    touch(gestures, HERE, 0.0)
    gestures.press(0, THERE, 0.3)

    assert gestures.tick(0.3 + TOUCH_S + 0.01) == Explore(THERE)
    assert gestures.lift(0, 2.0) is None


def test_second_touch_that_slides_explores_instead(gestures: Gestures) -> None:
    touch(gestures, HERE, 0.0)
    gestures.press(0, HERE, 0.3)

    assert gestures.move(0, THERE) == Explore(THERE)
    assert gestures.lift(0, 0.5) is None


def test_second_finger_beside_one_that_explores_acts(gestures: Gestures) -> None:
    gestures.press(0, HERE, 0.0)
    gestures.tick(REST_S + 0.1)
    gestures.press(1, THERE, 1.0)

    assert gestures.lift(1, 1.0 + QUICK_S) == Choose()
    assert gestures.move(0, NEAR) == Explore(NEAR)
    assert gestures.lift(0, 2.0) is None


def test_second_finger_that_slides_does_not_act(gestures: Gestures) -> None:
    gestures.press(0, HERE, 0.0)
    gestures.tick(REST_S + 0.1)
    gestures.press(1, THERE, 1.0)
    gestures.move(1, HERE)

    assert gestures.lift(1, 1.0 + QUICK_S) is None


def test_two_fingers_at_once_mean_nothing(gestures: Gestures) -> None:
    gestures.press(0, HERE, 0.0)
    gestures.press(1, THERE, 0.05)

    assert gestures.tick(2.0) is None
    assert gestures.move(0, THERE) is None
    assert gestures.lift(0, 0.2) is None
    assert gestures.lift(1, 0.2) is None
    assert gestures.is_idle


def test_touch_that_the_filter_takes_for_too_short_does_not_act(gestures: Gestures) -> None:
    gestures.touch = TouchFilter(hold_s=0.3)
    touch(gestures, HERE, 0.0, held_s=0.2)
    touch(gestures, HERE, 0.4, held_s=0.2)

    assert gestures.is_idle


def test_double_touch_may_be_as_slow_as_the_filter_makes_it(gestures: Gestures) -> None:
    gestures.touch = TouchFilter(double_s=0.5, hold_s=0.3)

    assert touch(gestures, HERE, 0.0, held_s=0.4) == []
    assert touch(gestures, HERE, 1.4, held_s=0.4) == [Choose()]


def test_forgotten_finger_means_nothing_any_more(gestures: Gestures) -> None:
    gestures.press(0, HERE, 0.0)
    gestures.forget()

    assert gestures.move(0, THERE) is None
    assert gestures.lift(0, 0.1) is None


def test_two_fingers_that_rest_fill_the_time_from_the_second_one_on() -> None:
    rest = TwoRest(REACH)
    rest.press(0, HERE, 0.0)
    rest.press(1, THERE, 1.0)

    assert rest.middle == (250.0, 100.0)
    assert rest.part(HOLD_S) < 1.0
    assert rest.part(1.0 + HOLD_S) == 1.0


def test_one_finger_alone_never_rests_like_two() -> None:
    rest = TwoRest(REACH)
    rest.press(0, HERE, 0.0)

    assert rest.middle is None
    assert rest.part(60.0) == 0.0


def test_three_fingers_or_one_that_wanders_do_not_rest_like_two() -> None:
    palm, wanders = TwoRest(REACH), TwoRest(REACH)
    for rest in (palm, wanders):
        rest.press(0, HERE, 0.0)
        rest.press(1, THERE, 0.0)
    palm.press(2, NEAR, 0.1)
    wanders.move(1, HERE)

    assert palm.part(HOLD_S) == wanders.part(HOLD_S) == 0.0
