# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What fingers must do to be let in or to end a wipe, with a clock of the test's own."""

import pytest

from kiosk.screen.staff.touches import BETWEEN_S, HOLD_S, SEEN_S, SHORT_S, Hold, Tap, TwoTaps

HERE, THERE = (10.0, 10.0), (900.0, 900.0)
REACH = 40.0


def _hold() -> Hold:
    hold = Hold(REACH)
    hold.press(HERE, 100.0)
    return hold


def test_nothing_shows_for_half_a_second() -> None:
    assert _hold().part(100.0 + SEEN_S) == 0.0


def test_ring_is_half_full_midway_and_full_after_three_seconds() -> None:
    hold = _hold()

    assert hold.part(100.0 + (SEEN_S + HOLD_S) / 2) == pytest.approx(0.5)
    assert hold.part(100.0 + HOLD_S - 0.01) < 1.0
    assert hold.part(100.0 + HOLD_S) == 1.0


def test_finger_that_trembles_goes_on_holding() -> None:
    hold = _hold()
    hold.move((10.0 + REACH, 10.0))

    assert hold.part(100.0 + HOLD_S) == 1.0


def test_finger_that_wanders_off_holds_no_longer_even_when_it_comes_back() -> None:
    hold = _hold()
    hold.move((11.0 + REACH, 10.0))
    hold.move(HERE)

    assert hold.part(100.0 + HOLD_S) == 0.0


def _tap(at: tuple[float, float], when_s: float, lasts_s: float = 0.1, strays: float = 0.0) -> Tap:
    return Tap(at, when_s, when_s + lasts_s, strays)


def test_second_place_after_the_first_ends_a_wipe() -> None:
    taps = TwoTaps(HERE, THERE, REACH)

    assert [taps.take(_tap(HERE, 1.0)), taps.take(_tap(THERE, 2.0))] == [False, True]


@pytest.mark.parametrize(
    "touches",
    [
        [_tap(THERE, 1.0)],
        [_tap(THERE, 1.0), _tap(HERE, 2.0)],
        [_tap(HERE, 1.0), _tap((500.0, 500.0), 2.0), _tap(THERE, 3.0)],
        [_tap(HERE, 1.0), _tap(THERE, 1.2 + BETWEEN_S)],
        [_tap(HERE, 1.0, lasts_s=SHORT_S + 0.1), _tap(THERE, 3.0)],
        [_tap(HERE, 1.0), _tap(THERE, 2.0, strays=REACH + 1)],
    ],
    ids=["second alone", "wrong order", "one between", "too late", "a rest", "a stroke"],
)
def test_other_touches_end_no_wipe(touches: list[Tap]) -> None:
    taps = TwoTaps(HERE, THERE, REACH)

    assert not any(taps.take(tap) for tap in touches)
