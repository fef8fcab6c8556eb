# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keeps None alive on Python 3.11, where PySide6 6.12 gives it back once too often."""

import ctypes
import sys

ENOUGH = 1 << 40
"""References added to None: a screen that calls Qt a million times a second lasts for days."""


def keep_none_alive() -> None:
    """Make None as good as immortal in this process; call it before Qt is used.

    WORKAROUND(none reported yet): every method of PySide6 6.12 that returns nothing returns a None
    that it does not own. Python 3.12 made None immortal (PEP 683); before, its count runs out after
    some ten thousand calls, and the process ends with "deallocating None".
    """
    if sys.version_info < (3, 12):
        # CPython keeps the count first in every object, a signed word (Include/object.h).
        ctypes.c_ssize_t.from_address(id(None)).value += ENOUGH
