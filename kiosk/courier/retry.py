# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What follows from a failed send: decided here, without clock, network or chance of its own."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from kiosk.faults import DeliveryFault
from kiosk.queue.store import LONGEST_WAIT

BASE_S = 2.0
CAP_S = 300.0
STREAK = 3
"""So many requests failing one after the other are the target's failure, not theirs."""


class Effect(StrEnum):
    """What a failure means for the request and for its target."""

    RETRY_REQUEST = "retry-request"
    HOLD_REQUEST = "hold-request"
    WAIT_FOR_TARGET = "wait-for-target"
    PAUSE_TARGET = "pause-target"


class Problem(StrEnum):
    """Classes of failure; the only thing about one that is kept and shown."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"
    REDIRECTED = "redirected"
    SERVER_ERROR = "server-error"
    UNCLEAR = "unclear"
    UNEXPECTED = "unexpected-answer"
    CANNOT_OPEN = "cannot-open"
    CONTENT_REFUSED = "content-refused"
    ACCESS_REFUSED = "access-refused"
    CERTIFICATE = "certificate"
    NOT_SET_UP = "not-set-up"

    @property
    def effect(self) -> Effect:
        """What follows from it.

        A target that nobody reaches waits as a whole; a request that one server stumbles over must
        not stop the others; what only a person can mend pauses the target or holds the request.
        """
        match self:
            case Problem.SERVER_ERROR | Problem.UNCLEAR | Problem.CANNOT_OPEN:
                return Effect.RETRY_REQUEST
            case Problem.CONTENT_REFUSED:
                return Effect.HOLD_REQUEST
            case Problem.UNREACHABLE | Problem.BUSY | Problem.REDIRECTED | Problem.UNEXPECTED:
                return Effect.WAIT_FOR_TARGET
            case Problem.ACCESS_REFUSED | Problem.CERTIFICATE | Problem.NOT_SET_UP:
                return Effect.PAUSE_TARGET

    @property
    def is_of_request(self) -> bool:
        """Whether it concerns one request; any other stands in the way of all."""
        return self.effect in (Effect.RETRY_REQUEST, Effect.HOLD_REQUEST)


class SendFault(DeliveryFault):
    """A send failed.

    Attributes:
        problem: Its class.
    """

    def __init__(self, problem: Problem, *, retry_after_s: float | None = None) -> None:
        retryable = problem.effect is not Effect.HOLD_REQUEST
        super().__init__(problem.value, retryable=retryable, retry_after_s=retry_after_s)
        self.problem = problem


def problem_of_answer(status: int) -> Problem | None:
    """Return the problem that an HTTP status stands for, or None for a delivery.

    Source:
        RFC 9110 section 15; which of them a person must mend is this product's own choice.
    """
    match status:
        case _ if 200 <= status <= 299:
            return None
        case 401 | 403 | 404:
            return Problem.ACCESS_REFUSED
        case 400 | 409 | 412 | 413 | 422:
            return Problem.CONTENT_REFUSED
        case 429 | 503:
            return Problem.BUSY
        case _ if 300 <= status <= 399:
            return Problem.REDIRECTED
        case _:
            return Problem.SERVER_ERROR


def delay_s(
    failures: int, chance: float, *, retry_after_s: float | None = None, is_paused: bool = False
) -> float:
    """Return how long to wait after a failure, in seconds.

    Args:
        failures: Failures before this one.
        chance: Random number from 0 to 1.
        retry_after_s: What the receiver asked for; it wins, up to the queue's longest wait.
        is_paused: Whether a person must mend the target: it is then only looked at now and then.

    Raises:
        ValueError: ``failures`` is negative or ``chance`` is out of range.
    """
    if failures < 0 or not 0 <= chance <= 1:
        raise ValueError("failures count from 0, and a chance lies between 0 and 1")
    if retry_after_s is not None:
        return min(max(retry_after_s, 0.0), LONGEST_WAIT.total_seconds())
    if is_paused:
        return CAP_S
    return chance * min(CAP_S, BASE_S * 2.0 ** min(failures, 16))


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds in a Retry-After header, or None when it has none to be understood.

    Source:
        RFC 9110 section 10.2.3 (seconds, or a date).
    """
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    try:
        return max((parsedate_to_datetime(value) - now).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None
