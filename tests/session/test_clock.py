# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.clock import Phase, VisitState, visit_state
from kiosk.settings import Visit

LIMITS = Visit(idle_s=180, personal_idle_s=90, warning_s=45)
QUIET = st.floats(min_value=0, max_value=100_000, allow_nan=False)


@pytest.mark.parametrize(
    ("quiet_s", "personal", "expected"),
    [
        (0, False, VisitState(Phase.IN_USE)),
        (179.9, False, VisitState(Phase.IN_USE)),
        (180, False, VisitState(Phase.WARNING, 45)),
        (89.9, True, VisitState(Phase.IN_USE)),
        (90, True, VisitState(Phase.WARNING, 45)),
        (200, False, VisitState(Phase.WARNING, 25)),
        (224.9, False, VisitState(Phase.WARNING, 1)),
        (225, False, VisitState(Phase.OVER)),
        (135, True, VisitState(Phase.OVER)),
    ],
)
def test_phase_follows_the_quiet_time(quiet_s: float, personal: bool, expected: VisitState) -> None:
    assert visit_state(LIMITS, quiet_s=quiet_s, personal=personal) == expected


@given(quiet_s=QUIET, personal=st.booleans())
def test_seconds_are_told_in_the_warning_alone(quiet_s: float, personal: bool) -> None:
    state = visit_state(LIMITS, quiet_s=quiet_s, personal=personal)

    assert (state.seconds_left > 0) == (state.phase is Phase.WARNING)
    assert state.seconds_left <= LIMITS.warning_s


@given(quiet_s=QUIET, later_s=QUIET, personal=st.booleans())
def test_quiet_never_leads_back(quiet_s: float, later_s: float, personal: bool) -> None:
    order = (Phase.IN_USE, Phase.WARNING, Phase.OVER)
    first = visit_state(LIMITS, quiet_s=quiet_s, personal=personal)
    then = visit_state(LIMITS, quiet_s=quiet_s + later_s, personal=personal)

    assert order.index(first.phase) <= order.index(then.phase)


@given(quiet_s=QUIET)
def test_visit_with_personal_data_never_outlives_one_without(quiet_s: float) -> None:
    if visit_state(LIMITS, quiet_s=quiet_s, personal=False).phase is Phase.OVER:
        assert visit_state(LIMITS, quiet_s=quiet_s, personal=True).phase is Phase.OVER
