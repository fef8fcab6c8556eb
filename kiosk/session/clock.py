# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""When a visit warns and when it ends; pure, time is an argument."""

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.settings import Visit


class Phase(Enum):
    """What the clock of a visit says."""

    IN_USE = auto()
    WARNING = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class VisitState:
    """The phase, and whole seconds left to answer the warning (0 outside of it)."""

    phase: Phase
    seconds_left: int = 0


def visit_state(limits: Visit, *, quiet_s: float, personal: bool) -> VisitState:
    """Return where a visit stands after ``quiet_s`` seconds without any use.

    Args:
        limits: The center's times.
        quiet_s: Seconds since the last use, never negative.
        personal: Whether personal data is on the screen, which makes the quiet time short.

    Source:
        WCAG 2.2.1 and Section 508 407.5: at least 20 s to answer, extended by one simple action
        (accessibility.md A2); the settings refuse a shorter warning.
    """
    allowed_s = limits.personal_idle_s if personal else limits.idle_s
    if quiet_s < allowed_s:
        return VisitState(Phase.IN_USE)
    left_s = allowed_s + limits.warning_s - quiet_s
    if left_s <= 0:
        return VisitState(Phase.OVER)
    return VisitState(Phase.WARNING, max(1, round(left_s)))
