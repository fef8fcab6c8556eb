# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keeps None, True and False alive on Python 3.11, where PySide6 gives them back too often."""

import ctypes
import sys

ENOUGH = 1 << 40
"""References added to each: a screen that calls Qt a million times a second lasts for days."""


def keep_none_alive() -> None:
    """Make None, True and False as good as immortal in this process; call it before Qt is used.

    WORKAROUND(none reported yet): a method of PySide6 6.12 that returns nothing, or yes or no,
    returns an object that it does not own. Python 3.12 made these immortal (PEP 683); before, their
    count runs out after some ten thousand calls, and the process ends ("deallocating None").
    """
    if sys.version_info < (3, 12):
        for thing in (None, True, False):
            # CPython keeps the count first in every object, a signed word (Include/object.h).
            ctypes.c_ssize_t.from_address(id(thing)).value += ENOUGH
