# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which touches count: thumbs and double letters do, bounces and trembling do not.

Source:
    EN 301 549 5.8 (double-strike acceptance).
"""

import pytest

from kiosk.screen.widgets.strikes import Moment, Strikes

HERE, NEAR, ELSEWHERE = (100.0, 100.0), (108.0, 100.0), (300.0, 100.0)
REACH_PX = 16.0


def moment(milliseconds: float) -> Moment:
    return Moment(milliseconds / 1000, milliseconds / 1000)


class Hand:
    """Touches keys at known milliseconds; each touch is 60 ms long unless it is held."""

    def __init__(self, double_s: float = 0.08) -> None:
        self._strikes = Strikes(REACH_PX, double_s)
        self._fingers = 0

    def strike(
        self,
        key: str,
        at_ms: float,
        place: tuple[float, float] = HERE,
        *,
        for_ms: float | None = 60,
        double_s: float = 0.0,
    ) -> bool:
        """Touch a key; a touch for None is never lifted."""
        self._fingers += 1
        finger = self._fingers
        counts = self._strikes.counts(finger, key, place, moment(at_ms), double_s=double_s)
        if for_ms is not None:
            self._strikes.lifted(finger, moment(at_ms + for_ms))
        return counts


def test_double_letter_at_a_quick_pace_is_two() -> None:
    hand = Hand()

    assert [hand.strike("key_t", at) for at in (0, 120, 240)] == [True, True, True]


def test_bounce_of_a_key_is_one() -> None:
    hand = Hand()

    assert [hand.strike("key_t", at, for_ms=10) for at in (0, 20, 45, 75)] == [True] + 3 * [False]


def test_key_is_good_again_after_a_bounce() -> None:
    hand = Hand()
    hand.strike("key_t", 0, for_ms=10)
    hand.strike("key_t", 30, for_ms=10)

    assert hand.strike("key_t", 130)


def test_finger_lost_while_it_is_lifted_types_once() -> None:
    hand = Hand()
    hand.strike("key_t", 0, for_ms=150)

    assert not hand.strike("key_t", 165)


def test_bounce_onto_the_next_key_is_none() -> None:
    hand = Hand()
    hand.strike("key_t", 0, for_ms=15)

    assert not hand.strike("key_y", 40, NEAR)


def test_one_contact_seen_as_two_types_once() -> None:
    hand = Hand()
    hand.strike("key_t", 0, for_ms=None)

    assert not hand.strike("key_y", 5, NEAR)


@pytest.mark.parametrize("apart_ms", [0, 3, 30, 79])
def test_two_thumbs_type_both(apart_ms: float) -> None:
    hand = Hand()
    hand.strike("key_t", 0, for_ms=None)

    assert hand.strike("key_p", apart_ms, ELSEWHERE)


def test_other_key_right_after_is_typed() -> None:
    hand = Hand()
    hand.strike("key_t", 0, for_ms=20)

    assert hand.strike("key_p", 40, ELSEWHERE)


def test_visitor_who_wants_it_has_half_a_second() -> None:
    hand = Hand(double_s=0.5)

    assert [hand.strike("key_t", at) for at in (0, 400, 510)] == [True, False, True]


def test_long_filter_lets_other_keys_be() -> None:
    hand = Hand(double_s=0.5)
    struck = [("key_a", HERE), ("key_n", ELSEWHERE), ("key_a", HERE)]

    assert all(hand.strike(key, turn * 150, where) for turn, (key, where) in enumerate(struck))


def test_key_may_have_a_longer_time_of_its_own() -> None:
    hand = Hand()
    hand.strike("key_next", 0, double_s=0.4)

    assert not hand.strike("key_next", 300, double_s=0.4)


def test_touches_that_waited_for_a_busy_window_both_count() -> None:
    strikes = Strikes(REACH_PX)
    strikes.counts(1, "key_t", HERE, Moment(5.000, 1.00))
    strikes.lifted(1, Moment(5.001, 1.06))

    assert strikes.counts(1, "key_t", HERE, Moment(5.002, 1.15))


def test_keys_put_away_forget_what_was_touched() -> None:
    strikes = Strikes(REACH_PX)
    strikes.counts(1, "key_hide", HERE, moment(0))

    strikes.forget()

    assert strikes.counts(2, "key_q", HERE, moment(900))
