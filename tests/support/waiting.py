# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Waiting for another process: a condition with a limit, never a fixed sleep."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_LOOK_EVERY_S = 0.01


def wait_until(condition: Callable[[], T | None], what: str, within_s: float = 10.0) -> T:
    """Return the first true answer of a condition, asked every 10 ms.

    Args:
        condition: Asked until it answers something true.
        what: What is waited for, for the failure's message.
        within_s: Seconds after which waiting is given up.

    Raises:
        TimeoutError: It never came true.
    """
    deadline = time.monotonic() + within_s
    while not (answer := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {within_s:g} s")
        time.sleep(_LOOK_EVERY_S)
    return answer


def let_pass(seconds: float) -> None:
    """Return when some time has gone by: for what must hold after a time, and only for that."""
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() >= end, "the clock", seconds + 10)
