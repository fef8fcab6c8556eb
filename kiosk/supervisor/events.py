# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What can happen to the stage: screens speak or fall silent, staff ask, time passes."""

from dataclasses import dataclass

from kiosk.session.messages import EndReason


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; ``Stage.tick_s`` after the last one, if the supervisor is not late."""


@dataclass(frozen=True, slots=True)
class Nudged:
    """A time of ``due_at`` has come; says nothing about how punctual the supervisor is."""


@dataclass(frozen=True, slots=True)
class Warmed:
    """A screen is built and hidden."""

    number: int


@dataclass(frozen=True, slots=True)
class Presented:
    """A screen's first frame is out."""

    number: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A screen's heartbeat."""

    number: int


@dataclass(frozen=True, slots=True)
class Touched:
    """A visit began on a screen."""

    number: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A screen says that its visit is over."""

    number: int
    reason: EndReason


@dataclass(frozen=True, slots=True)
class Failed:
    """A screen says that it cannot go on."""

    number: int


@dataclass(frozen=True, slots=True)
class Died:
    """A screen's process is gone."""

    number: int


@dataclass(frozen=True, slots=True)
class CardUp:
    """A visitor holds the card for staff up on a screen, or has put it away."""

    number: int
    up: bool


@dataclass(frozen=True, slots=True)
class ResetAsked:
    """Staff want the running visit ended."""


@dataclass(frozen=True, slots=True)
class Reloaded:
    """There is a new configuration; visits that begin from now on use it."""


@dataclass(frozen=True, slots=True)
class StopAsked:
    """Everything has to end."""


Event = (
    Tick
    | Nudged
    | Warmed
    | Presented
    | Heard
    | Touched
    | Ended
    | Failed
    | Died
    | CardUp
    | ResetAsked
    | Reloaded
    | StopAsked
)
