# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The least of a window manager: every top window gets the whole glass.

For a cage that is started by somebody else, and started again: its window comes up small.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.support.x_wire import Rect, XConnection
from tests.support.xorg import Xorg

_LOOK_EVERY_S = 0.02


@contextmanager
def whole_glass_for_windows(xorg: Xorg) -> Iterator[None]:
    """Resize the windows of an X server while the body runs."""
    is_over = threading.Event()
    manager = threading.Thread(target=_manage, args=(xorg, is_over), name="window-manager")
    manager.start()
    try:
        yield
    finally:
        is_over.set()
        manager.join()


def _manage(xorg: Xorg, is_over: threading.Event) -> None:
    whole = Rect(0, 0, *xorg.size)
    while not is_over.is_set():
        # A window may go while it is asked for; the answer to that comes at any later moment.
        with suppress(OSError), XConnection(xorg.display) as glass:
            while not is_over.wait(_LOOK_EVERY_S):
                for window in glass.shown_windows():
                    if glass.geometry(window) != whole:
                        glass.place(window, whole)
