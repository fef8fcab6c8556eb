# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The stage: one screen shown, one in reserve, whatever happens."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.messages import EndReason
from kiosk.supervisor import stage as s
from kiosk.supervisor.events import (
    CardUp,
    Died,
    Ended,
    Event,
    Failed,
    Heard,
    Nudged,
    Presented,
    Reloaded,
    ResetAsked,
    StopAsked,
    Tick,
    Touched,
    Warmed,
)
from kiosk.supervisor.stage import (
    Action,
    Audit,
    Kill,
    Occurrence,
    Phase,
    Show,
    Stage,
    Start,
)


class Play:
    """A stage with a clock, and everything that it asked for."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.now = 100.0
        self.done: list[Action] = []

    def take(self, event: Event, after_s: float = 0.0) -> list[Action]:
        self.now += after_s
        self.stage, actions = s.step(self.stage, event, self.now)
        self.done += actions
        return list(actions)

    def ticks(self, seconds: float, speaking: tuple[int, ...] = ()) -> list[Action]:
        actions: list[Action] = []
        for _ in range(round(seconds / 0.25)):
            for number in speaking:
                actions += self.take(Heard(number))
            actions += self.take(Tick(), after_s=0.25)
        return actions

    def phase(self, number: int) -> Phase | None:
        screen = self.stage.find(number)
        return screen.phase if screen else None


@pytest.fixture
def cold() -> Play:
    return Play()


@pytest.fixture
def play() -> Play:
    """Screen 1 shown, screen 2 warm."""
    play = Play()
    for event in (Tick(), Warmed(1), Presented(1), Warmed(2)):
        play.take(event)
    return play


def test_first_tick_starts_a_screen(cold: Play) -> None:
    assert cold.take(Tick()) == [Start(1, plain=False)]


def test_first_warm_screen_is_shown_before_another_is_started(cold: Play) -> None:
    cold.take(Tick())

    assert cold.take(Warmed(1)) == [Show(1)]
    assert cold.take(Presented(1)) == [Start(2, plain=False)]


def test_cleared_visit_shows_the_standby_and_keeps_the_old_screen_for_now(play: Play) -> None:
    actions = play.take(Ended(1, EndReason.CLEARED))

    assert actions == [Audit(Occurrence.VISIT_ENDED, "cleared"), Show(2, EndReason.CLEARED)]


def test_old_screen_is_killed_when_the_new_one_is_presented(play: Play) -> None:
    play.take(Ended(1, EndReason.CLEARED))

    assert play.take(Presented(2)) == [Kill(1), Start(3, plain=False)]


def test_old_screen_is_killed_after_the_swap_window_at_the_latest(play: Play) -> None:
    play.take(Ended(1, EndReason.IDLE))

    assert play.take(Nudged(), after_s=s.SWAP_WINDOW_S) == [Kill(1)]


def test_end_of_the_swap_window_is_when_it_wants_to_be_nudged(play: Play) -> None:
    play.take(Ended(1, EndReason.IDLE))

    assert s.due_at(play.stage, play.now) == play.now + s.SWAP_WINDOW_S


def test_quiet_stage_wants_no_nudge(play: Play) -> None:
    assert s.due_at(play.stage, play.now) is None


def test_dead_active_screen_gives_way_at_once(play: Play) -> None:
    assert play.take(Died(1)) == [Audit(Occurrence.VISIT_ENDED, "screen-died"), Show(2)]


def test_frozen_active_screen_gives_way(play: Play) -> None:
    actions = play.ticks(3.25, speaking=(2,))

    assert actions == [Audit(Occurrence.VISIT_ENDED, "screen-froze"), Show(2)]


def test_speaking_screens_are_not_frozen(play: Play) -> None:
    assert play.ticks(60, speaking=(1, 2)) == []


def test_late_supervisor_condemns_nobody(play: Play) -> None:
    play.ticks(2.5, speaking=())

    actions = play.take(Tick(), after_s=5.0)

    assert actions == [Audit(Occurrence.SUPERVISOR_LATE)]
    assert play.ticks(2.75) == []


def test_starting_screen_has_longer_to_be_heard(cold: Play) -> None:
    cold.take(Tick())

    assert cold.ticks(10.0) == []
    assert Kill(1) in cold.ticks(0.25)


def test_screen_that_beats_but_is_never_ready_is_replaced(cold: Play) -> None:
    cold.take(Tick())

    assert Kill(1) in cold.ticks(s.NEVER_READY_S + 0.5, speaking=(1,))


def test_screen_after_one_that_was_too_slow_gets_twice_the_time(cold: Play) -> None:
    cold.take(Tick())
    assert Kill(1) in cold.ticks(s.FROZEN_STARTING_S + 0.5)

    assert Kill(2) not in cold.ticks(2 * s.FROZEN_STARTING_S - 0.5)

    assert Kill(2) in cold.ticks(1)


def test_patience_ends_after_three_doublings() -> None:
    assert [s.patience(deaths) for deaths in (0, 1, 2, 3, 4, 99)] == [1, 2, 4, 8, 8, 8]


def test_screen_that_never_presents_a_frame_is_frozen(cold: Play) -> None:
    cold.take(Tick())
    cold.take(Warmed(1))

    actions = cold.ticks(3.25, speaking=(1,))

    assert Audit(Occurrence.VISIT_ENDED, "screen-froze") in actions
    assert Start(2, plain=False) in actions


def test_frozen_standby_is_replaced(play: Play) -> None:
    actions = play.ticks(3.25, speaking=(1,))

    assert actions == [Audit(Occurrence.STANDBY_FROZE), Kill(2), Start(3, plain=False)]


def test_dead_standby_is_replaced(play: Play) -> None:
    assert play.take(Died(2)) == [
        Audit(Occurrence.STANDBY_DIED),
        Kill(2),
        Start(3, plain=False),
    ]


def test_failed_active_screen_gives_way(play: Play) -> None:
    assert Show(2) in play.take(Failed(1))


def test_end_without_a_standby_waits_for_the_next_warm_screen(play: Play) -> None:
    play.take(Died(2))

    assert play.take(Ended(1, EndReason.CLEARED)) == [Audit(Occurrence.VISIT_ENDED, "cleared")]
    assert play.take(Warmed(3)) == [Show(3, EndReason.CLEARED)]


def test_ended_visit_does_not_stay_for_long_without_a_standby(play: Play) -> None:
    play.take(Died(2))
    play.take(Ended(1, EndReason.CLEARED))

    assert Kill(1) in play.ticks(s.ENDING_PATIENCE_S + 0.25, speaking=(1, 3))


def test_reset_ends_the_running_visit(play: Play) -> None:
    assert play.take(ResetAsked()) == [Audit(Occurrence.VISIT_ENDED, "front-desk"), Show(2)]


def test_reset_waits_until_a_card_for_staff_is_put_away(play: Play) -> None:
    play.take(Touched(1))
    play.take(CardUp(1, up=True))

    assert play.take(ResetAsked()) == []
    assert "card for staff" in s.reset_note(play.stage)
    assert play.take(CardUp(1, up=False)) == [
        Audit(Occurrence.VISIT_ENDED, "front-desk"),
        Show(2),
    ]


def test_reset_waits_for_a_card_five_minutes_at_most(play: Play) -> None:
    play.take(Touched(1))
    play.take(CardUp(1, up=True))
    play.take(ResetAsked())

    assert Show(2) not in play.ticks(s.CARD_S - 1, speaking=(1, 2))
    assert Show(2) in play.ticks(2, speaking=(1, 2))


def test_a_card_that_was_put_away_holds_no_reset(play: Play) -> None:
    play.take(Touched(1))
    play.take(CardUp(1, up=True))
    play.take(CardUp(1, up=False))

    assert Show(2) in play.take(ResetAsked())
    assert s.reset_note(play.stage) == ""


def test_reset_while_an_untouched_screen_comes_is_done_already(play: Play) -> None:
    play.take(Ended(1, EndReason.CLEARED))

    assert play.take(ResetAsked()) == []


def test_reset_of_a_touched_screen_during_a_swap_is_not_lost(play: Play) -> None:
    play.take(Ended(1, EndReason.CLEARED))
    play.take(Touched(2))
    play.take(ResetAsked())
    play.take(Presented(2))

    assert play.take(Warmed(3)) == [Show(3)]


def test_second_end_of_the_same_visit_changes_nothing(play: Play) -> None:
    play.take(Died(2))
    play.take(Ended(1, EndReason.CLEARED))

    assert play.take(ResetAsked()) == []


def test_reload_replaces_the_standby_once_the_new_one_is_warm(play: Play) -> None:
    play.take(Touched(1))

    assert play.take(Reloaded()) == [Start(3, plain=False)]
    assert play.take(Warmed(3)) == [Kill(2)]


def test_reload_swaps_an_untouched_active_screen(play: Play) -> None:
    play.take(Reloaded())

    actions = play.take(Warmed(3))

    assert actions == [Audit(Occurrence.VISIT_ENDED, "reload"), Show(3)]


def test_reload_leaves_a_running_visit_alone(play: Play) -> None:
    play.take(Touched(1))
    play.take(Reloaded())
    play.take(Warmed(3))

    assert play.phase(1) is Phase.ACTIVE


def test_second_reload_drops_the_screen_that_was_starting(play: Play) -> None:
    play.take(Reloaded())

    assert play.take(Reloaded()) == [Kill(3), Start(4, plain=False)]


def test_stop_kills_everything_and_starts_nothing(play: Play) -> None:
    assert play.take(StopAsked()) == [Kill(1), Kill(2)]
    assert play.take(Died(1)) == []
    assert play.take(Died(2)) == []
    assert play.stage.screens == ()


@pytest.mark.parametrize(
    ("deaths", "seconds"), [(0, 0), (2, 0), (3, 0.5), (4, 1), (5, 2), (10, 30), (500, 30)]
)
def test_start_delay_grows_to_a_limit(deaths: int, seconds: float) -> None:
    assert s.start_delay(deaths) == seconds


def test_two_deaths_at_one_blow_delay_nothing(play: Play) -> None:
    play.take(Died(1))

    assert Start(3, plain=False) in play.take(Died(2))


def test_quick_deaths_delay_the_next_start(cold: Play) -> None:
    cold.take(Tick())
    cold.take(Died(1))
    cold.take(Died(2))

    assert Start(4, plain=False) not in cold.take(Died(3))
    assert s.due_at(cold.stage, cold.now) == cold.now + 0.5
    assert cold.take(Nudged(), after_s=0.5) == [Start(4, plain=False)]


def crash_until_plain(play: Play) -> int:
    """Let every screen die at its start until one says "Out of order"; return its number."""
    for _ in range(100):
        newest = play.stage.next_number - 1
        screen = play.stage.find(newest)
        if screen is not None and screen.plain:
            return newest
        play.take(Died(newest))
        while play.stage.next_number - 1 == newest:
            play.ticks(0.25)
    raise AssertionError("never plain")


def test_crash_loop_ends_in_out_of_order(cold: Play) -> None:
    cold.take(Tick())

    plain = crash_until_plain(cold)

    assert Audit(Occurrence.OUT_OF_ORDER) in cold.done
    assert cold.take(Warmed(plain)) == [Show(plain)]


def test_out_of_order_is_left_when_a_real_screen_warms_again(cold: Play) -> None:
    cold.take(Tick())
    plain = crash_until_plain(cold)
    cold.take(Warmed(plain))
    cold.take(Presented(plain))
    reserve = cold.stage.next_number - 1
    cold.take(Warmed(reserve))

    actions = cold.ticks(s.FORGET_DEATHS_S + 1, speaking=(plain, reserve))

    real = cold.stage.next_number - 1
    assert Start(real, plain=False) in actions
    assert Show(real) in cold.take(Warmed(real))


def test_good_screen_is_never_swapped_for_out_of_order(play: Play) -> None:
    play.take(Died(2))

    for _ in range(20):
        newest = play.stage.next_number - 1
        screen = play.stage.find(newest)
        if screen is not None and screen.plain:
            break
        play.take(Died(newest))
        while play.stage.next_number - 1 == newest:
            play.ticks(0.25, speaking=(1,))
    play.take(Warmed(play.stage.next_number - 1))

    assert play.phase(1) is Phase.ACTIVE


def test_reload_forgets_the_crash_loop(cold: Play) -> None:
    cold.take(Tick())
    plain = crash_until_plain(cold)

    assert cold.take(Reloaded()) == [Kill(plain), Start(plain + 1, plain=False)]


@pytest.mark.parametrize("event", [Warmed(9), Presented(9), Heard(9), Died(9), Failed(9)])
def test_word_from_a_screen_long_gone_changes_nothing(play: Play, event: Event) -> None:
    assert play.take(event) == []


@pytest.mark.parametrize("event", [Warmed(1), Presented(2), Touched(2), Ended(2, EndReason.IDLE)])
def test_word_out_of_turn_changes_nothing(play: Play, event: Event) -> None:
    assert play.take(event) == []


def test_dying_screen_says_nothing_that_matters(play: Play) -> None:
    play.take(Ended(1, EndReason.CLEARED))

    assert play.take(Failed(1)) == []
    assert play.take(Died(1)) == []


_MAKERS: tuple[Callable[[int], Event], ...] = (
    Warmed,
    Presented,
    Heard,
    Touched,
    Failed,
    Died,
    lambda number: Ended(number, EndReason.CLEARED),
    lambda number: ResetAsked(),
    lambda number: Reloaded(),
    lambda number: Tick(),
    lambda number: Nudged(),
)
_HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(_MAKERS),
        st.integers(min_value=0, max_value=4),
        st.sampled_from((0.0, 0.01, 0.1, 0.25, 1.0, 3.1, 11.0)),
    ),
    max_size=60,
)


def reacted(play: Play, event: Event, after_s: float) -> None:
    """Take an event as the running kiosk would: killed screens die, nudges come on time."""
    due = s.due_at(play.stage, play.now)
    if due is not None and play.now < due <= play.now + after_s:
        after_s -= due - play.now
        play.take(Nudged(), after_s=due - play.now)
    actions = play.take(event, after_s=after_s)
    for action in actions:
        if isinstance(action, Kill):
            play.take(Died(action.number))


@given(_HAPPENINGS)
def test_whatever_happens_at_most_one_screen_is_in_front_and_one_leaves(
    happenings: list[tuple[Callable[[int], Event], int, float]],
) -> None:
    play = Play()
    for make, back, after_s in happenings:
        reacted(play, make(play.stage.next_number - back), after_s)

        front = play.stage.in_phase(*s.FRONT)
        retiring = play.stage.in_phase(Phase.RETIRING)
        assert len(front) <= 1
        assert len(retiring) <= 1
        assert all(play.now - screen.since <= s.SWAP_WINDOW_S + 1e-6 for screen in retiring)
        assert len(play.stage.in_phase(Phase.STARTING, Phase.STANDBY)) <= 2


@given(_HAPPENINGS)
def test_whatever_happened_a_shown_screen_and_a_warm_one_come_back(
    happenings: list[tuple[Callable[[int], Event], int, float]],
) -> None:
    play = Play()
    for make, back, after_s in happenings:
        reacted(play, make(play.stage.next_number - back), after_s)

    for _ in range(600):
        for screen in play.stage.screens:
            match screen.phase:
                case Phase.STARTING:
                    reacted(play, Warmed(screen.number), 0.0)
                case Phase.SHOWING:
                    reacted(play, Presented(screen.number), 0.0)
                case Phase.DYING:
                    reacted(play, Died(screen.number), 0.0)
                case _:
                    reacted(play, Heard(screen.number), 0.0)
        reacted(play, Tick(), 0.25)

    phases = sorted(screen.phase for screen in play.stage.screens)
    assert phases == [Phase.ACTIVE, Phase.STANDBY]
    assert not any(screen.plain for screen in play.stage.screens)


@given(_HAPPENINGS)
def test_every_wish_names_a_screen_that_was_started(
    happenings: list[tuple[Callable[[int], Event], int, float]],
) -> None:
    play = Play()
    for make, back, after_s in happenings:
        reacted(play, make(play.stage.next_number - back), after_s)

    started = [action.number for action in play.done if isinstance(action, Start)]
    killed = [action.number for action in play.done if isinstance(action, Kill)]
    shown = [action.number for action in play.done if isinstance(action, Show)]
    assert started == sorted(set(started))
    assert len(killed) == len(set(killed))
    assert len(shown) == len(set(shown))
    assert {*killed, *shown} <= set(started)
