# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How often a wrong PIN may be tried; nothing here waits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.staff.lock import (
    ALL,
    FORGET_S,
    FREE_FOR_ALL,
    FREE_FOR_ONE,
    NO_ID,
    PAUSES_S,
    Moment,
    Tries,
    lost,
    most_tries,
)

START = Moment("boot-1", 1_000.0)


def later(moment: Moment, seconds: float) -> Moment:
    return replace(moment, running_s=moment.running_s + seconds)


def tried(amount: int, staff_id: str = "dana", tries: Tries | None = None) -> Tries:
    """Return the tries after so many wrong ones at once."""
    tries = tries or Tries()
    for _ in range(amount):
        tries = tries.charged(staff_id, START)
    return tries


@pytest.mark.parametrize("amount", range(FREE_FOR_ONE + 1))
def test_first_tries_lock_nothing_and_say_what_is_left(amount: int) -> None:
    tries = tried(amount)

    assert tries.wait_s("dana", START) == 0
    assert tries.left("dana", START) == FREE_FOR_ONE + 1 - amount


@pytest.mark.parametrize(("more", "pause_s"), list(enumerate((*PAUSES_S, PAUSES_S[-1]))))
def test_each_further_try_locks_for_longer(more: int, pause_s: float) -> None:
    tries = tried(FREE_FOR_ONE + 1 + more)

    assert tries.wait_s("dana", later(START, pause_s - 1)) == 1
    assert tries.wait_s("dana", later(START, pause_s)) == 0


def test_one_persons_lock_is_not_anothers() -> None:
    tries = tried(FREE_FOR_ONE + 1)

    assert tries.wait_s("ivo", START) == 0


def test_going_through_the_ids_locks_them_all() -> None:
    tries = Tries()
    for number in range(FREE_FOR_ALL + 1):
        tries = tries.charged(f"person-{number}", START)

    assert tries.wait_s("dana", START) == PAUSES_S[0]


def test_hour_of_running_forgets_one_try() -> None:
    tries = tried(2)

    assert tries.left("dana", later(START, FORGET_S - 1)) == FREE_FOR_ONE - 1
    assert tries.left("dana", later(START, FORGET_S)) == FREE_FOR_ONE


def test_right_pin_forgets_the_persons_own_tries_only() -> None:
    tries = tried(3, "dana", tried(3, NO_ID)).without("dana")

    assert tries.left("dana", START) == FREE_FOR_ALL + 1 - 6
    assert tries.left(NO_ID, START) == FREE_FOR_ONE + 1 - 3


@pytest.mark.parametrize("running_s", [0.0, 10.0, 29.0])
def test_lock_begins_anew_with_the_machine(running_s: float) -> None:
    tries = tried(FREE_FOR_ONE + 1)

    assert tries.wait_s("dana", Moment("boot-2", running_s)) == PAUSES_S[0] - running_s


def test_time_that_runs_backwards_opens_nothing() -> None:
    tries = tried(FREE_FOR_ONE + 1)

    assert tries.wait_s("dana", replace(START, running_s=0.0)) == PAUSES_S[0]


def test_lost_count_is_the_longest_lock_for_everybody() -> None:
    assert lost(START).wait_s("dana", START) == PAUSES_S[-1]


def test_what_no_longer_counts_is_not_kept() -> None:
    tries = tried(1, "old").charged("new", later(START, FORGET_S))

    assert set(tries.tallies) == {"new", ALL}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["dana", "ivo", NO_ID, "nobody"]),
            st.one_of(st.just(0.0), st.sampled_from(PAUSES_S), st.floats(0, 20_000)),
            st.booleans(),
        ),
        max_size=200,
    )
)
def test_no_patience_gets_more_than_the_allowed_tries(
    story: list[tuple[str, float, bool]],
) -> None:
    tries, now, ran_s, made, boots = Tries(), Moment("0", 0.0), 0.0, 0, 0
    for staff_id, pause_s, is_new_boot in story:
        ran_s += pause_s
        if is_new_boot:
            boots += 1
            now = Moment(str(boots), pause_s)
        else:
            now = later(now, pause_s)
        if tries.wait_s(staff_id, now) == 0:
            made += 1
            tries = tries.charged(staff_id, now)

    assert made <= most_tries(ran_s)
