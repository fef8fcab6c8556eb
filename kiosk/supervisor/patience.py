# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Waiting for an event with a limit, also in a task that is being cancelled."""

import asyncio


async def comes(event: asyncio.Event, within_s: float) -> bool:
    """Return whether an event is set within so many seconds.

    On Python 3.11 `asyncio.wait_for` loses a cancellation that arrives in the tick of the event
    (CPython issue 86296), and `asyncio.timeout` raises no `TimeoutError` in a task that was
    cancelled before (measured on 3.11.2): the one never ends, the other never comes to the kill.

    Raises:
        asyncio.CancelledError: The waiting task was cancelled, whether or not the event came.
    """
    waiter = asyncio.ensure_future(event.wait())
    try:
        done, _ = await asyncio.wait({waiter}, timeout=within_s)
    finally:
        waiter.cancel()
    return bool(done)
