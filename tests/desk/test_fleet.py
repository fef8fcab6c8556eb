# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from datetime import timedelta

import msgspec
import pytest

from kiosk.desk.fleet import MUTE_S, Look, Need, attention, matches, natural
from kiosk.desk.link import Down
from kiosk.fleet.protocol import GONE_S, Situation
from tests.support.desk import NOON, Front, state


@pytest.mark.parametrize("situation", list(Situation))
def test_living_kiosk_is_shown_as_it_says(front: Front, situation: Situation) -> None:
    front.meet(state(situation=situation))

    assert front.kiosk().look == Look(situation.value)


def test_minutes_in_use_count_from_the_first_touch(front: Front) -> None:
    begun = NOON - timedelta(minutes=12)
    front.meet(state(situation=Situation.WARNING, since=NOON, in_use_since=begun))

    assert front.kiosk().minutes == 12


def test_minutes_are_those_of_the_kiosk_whose_clock_runs_ahead(front: Front) -> None:
    ahead = NOON + timedelta(seconds=30)
    front.meet(state(at=ahead, since=ahead - timedelta(minutes=5)))
    front.hear(front.life("kiosk-1", ahead=timedelta(seconds=30)))

    assert front.kiosk().minutes == 5


def test_clock_that_is_far_away_is_a_problem(front: Front) -> None:
    front.meet(state())
    front.hear(front.life("kiosk-1", ahead=timedelta(hours=1)))

    assert "clock" in front.kiosk().problems


def test_kiosk_that_shows_no_sign_of_life_is_gone(front: Front) -> None:
    front.meet(state())
    front.pass_s(GONE_S + 1)

    assert front.kiosk().look is Look.GONE


def test_kiosk_that_lives_on_is_not_gone(front: Front) -> None:
    front.meet(state())
    front.pass_s(20, "kiosk-1")
    front.pass_s(20)

    assert front.kiosk().look is Look.ATTRACT


def test_last_will_is_shown_at_once(front: Front) -> None:
    front.meet(state())
    front.hear(front.life("kiosk-1", online=False))

    assert front.kiosk().look is Look.GONE


def test_sign_of_life_that_the_broker_kept_proves_nothing(front: Front) -> None:
    front.meet(state())
    front.pass_s(20)
    front.hear(front.life("kiosk-1", was_kept=True))
    front.pass_s(GONE_S - 15)

    assert front.kiosk().look is Look.GONE


def test_after_a_connection_every_kiosk_has_time_to_show_that_it_lives(front: Front) -> None:
    front.meet(state())
    front.hear(Down("the broker hung up"))
    front.control.look()
    front.pass_s(600)
    front.meet()

    assert front.kiosk().look is Look.ATTRACT


def test_while_the_broker_is_away_the_age_of_the_last_news_grows(front: Front) -> None:
    front.meet(state())
    front.hear(Down("the broker hung up"))
    front.control.look()
    front.pass_s(190)

    assert front.kiosk().old_s == 180


def test_nothing_can_be_asked_of_a_kiosk_whose_news_are_old(front: Front) -> None:
    front.meet(state())
    front.hear(Down("the broker hung up"))
    (shown,) = front.control.look()

    assert not shown.can_ask


def test_nobody_claims_for_how_long_a_kiosk_is_in_use_when_news_are_old(front: Front) -> None:
    front.meet(state(situation=Situation.IN_USE, in_use_since=NOON))
    front.hear(Down("the broker hung up"))
    front.control.look()
    front.pass_s(600)

    assert front.kiosk().minutes is None


def test_tiles_that_come_together_are_in_natural_order(front: Front) -> None:
    front.meet(*(state(f"kiosk-{number}") for number in (10, 2, 1)))

    assert front.control.fleet.order == ("kiosk-1", "kiosk-2", "kiosk-10")


def test_kiosk_that_comes_later_moves_no_tile(front: Front) -> None:
    front.meet(state("kiosk-2"))
    front.meet(state("kiosk-1"))

    assert front.control.fleet.order == ("kiosk-2", "kiosk-1")


def test_tiles_keep_their_place_in_the_next_run(front: Front) -> None:
    front.meet(state("kiosk-2"))
    front.meet(state("kiosk-1"))
    again = Front(front.folder)
    again.meet(state("kiosk-1"), state("kiosk-2"))

    assert again.control.fleet.order == ("kiosk-2", "kiosk-1")


def test_kiosk_known_from_an_earlier_run_is_missed(front: Front) -> None:
    front.meet(state("kiosk-1"), state("kiosk-2"))
    again = Front(front.folder)
    again.meet(state("kiosk-1"))

    assert again.kiosk("kiosk-2").look is Look.UNKNOWN


def test_kiosk_that_was_taken_away_is_not_missed_for_ever(front: Front) -> None:
    front.meet(state("kiosk-1"), state("kiosk-2"))
    front.control.forget("kiosk-2")
    front.control.look()

    assert Front(front.folder).control.fleet.order == ("kiosk-1",)


def test_request_for_help_rings(front: Front) -> None:
    front.meet(state(help_since=NOON - timedelta(minutes=2)))

    assert (front.kiosk().rings, front.kiosk().help_min) == (True, 2)


def test_answered_request_rings_no_more(front: Front) -> None:
    front.meet(state(help_since=NOON))
    front.control.answer("kiosk-1")

    assert not front.kiosk().rings


def test_second_request_of_the_same_visit_rings_again(front: Front) -> None:
    front.meet(state(help_since=NOON))
    front.control.answer("kiosk-1")
    front.hear(state(help_since=NOON + timedelta(seconds=40)))

    assert front.kiosk().rings


def test_muted_kiosk_rings_again_after_five_minutes(front: Front) -> None:
    front.meet(state(help_since=NOON))
    front.control.mute("kiosk-1")
    was_ringing = front.kiosk().rings
    front.pass_s(MUTE_S + 1, "kiosk-1")

    assert (was_ringing, front.kiosk().rings) == (False, True)


def test_kiosk_that_has_gone_does_not_ring(front: Front) -> None:
    front.meet(state(help_since=NOON))
    front.hear(front.life("kiosk-1", online=False))

    assert not front.kiosk().rings


def test_help_comes_before_broken_before_troubled(front: Front) -> None:
    front.meet(
        state("kiosk-1"),
        state("kiosk-2", problems=("desk:unreachable",)),
        state("kiosk-3", situation=Situation.OUT_OF_ORDER),
        state("kiosk-4", help_since=NOON),
    )
    kiosks = [shown.kiosk for shown in front.control.look()]

    assert [one.name for one in attention(kiosks)] == ["kiosk-4", "kiosk-3", "kiosk-2"]


@pytest.mark.parametrize(
    ("news", "problem"),
    [({"oldest_min": 61, "waiting": 1}, "requests-overdue"), ({"quarantined": 1}, "quarantine")],
)
def test_counts_that_mean_trouble_need_attention(
    front: Front, news: dict[str, object], problem: str
) -> None:
    front.meet(msgspec.structs.replace(state(), **news))

    assert (front.kiosk().problems, front.kiosk().need) == ((problem,), Need.LOOK)


@pytest.mark.parametrize(("typed", "found"), [("wind", True), ("1 BY", True), ("door", False)])
def test_search_finds_place_and_name(front: Front, typed: str, found: bool) -> None:
    front.meet(state())

    assert matches(front.kiosk(), typed) is found


def test_numbers_in_names_are_compared_as_numbers() -> None:
    assert sorted(["a10", "b", "a9", "2"], key=natural) == ["a9", "a10", "b", "2"]
