# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How much one visit may print, and what an exit code means."""

import pytest

from kiosk.session.handouts import (
    MORE_FOR_SLIPS,
    MOST_A_VISIT,
    PAUSE_S,
    HandoutExit,
    PrintLimits,
    outcome_of,
)
from kiosk.session.messages import PrintOutcome


def after(prints: int) -> tuple[PrintLimits, float]:
    """Return the limits after so many handouts of visit 1, and the time when it may go on."""
    limits, now = PrintLimits(), 100.0
    for _ in range(prints):
        limits = limits.begun(1, now).ended()
        now += PAUSE_S
    return limits, now


def test_first_handout_is_allowed() -> None:
    assert PrintLimits().allows(1, 0.0)


def test_one_at_a_time() -> None:
    limits = PrintLimits().begun(1, 0.0)

    assert not limits.allows(1, 1000.0)
    assert limits.ended().allows(1, 1000.0)


def test_pause_lies_between_two() -> None:
    limits, now = after(1)

    assert not limits.allows(1, now - 0.1)
    assert limits.allows(1, now)


def test_visit_has_its_share_and_the_next_one_too() -> None:
    limits, now = after(MOST_A_VISIT)

    assert not limits.allows(1, now)
    assert limits.allows(2, now)


def test_visit_that_is_over_is_forgotten() -> None:
    limits, _ = after(1)

    assert limits.without(1).by_visit == {}


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (HandoutExit.DONE, PrintOutcome.PRINTED),
        (HandoutExit.NO_PAPER, PrintOutcome.NO_PAPER),
        (HandoutExit.NOT_PRINTED, PrintOutcome.FAILED),
        (HandoutExit.FAULT, PrintOutcome.FAILED),
        (70, PrintOutcome.FAILED),
        (None, PrintOutcome.FAILED),
    ],
)
def test_exit_code_is_an_outcome(code: int | None, outcome: PrintOutcome) -> None:
    assert outcome_of(code) is outcome


def test_handouts_leave_paper_for_the_slips_of_two_receipts() -> None:
    limits, now = after(MOST_A_VISIT)

    assert limits.allows(1, now, slip=True)
    limits, now = after(MOST_A_VISIT + MORE_FOR_SLIPS)
    assert not limits.allows(1, now, slip=True)
