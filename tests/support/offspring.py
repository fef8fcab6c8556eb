# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The processes that a test itself has started."""

import contextlib

import psutil


def offspring() -> list[psutil.Process]:
    """Return the living descendants of this run, without Python's own helper.

    The article parser's worker leaves the resource tracker of `multiprocessing` running.
    """
    found = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if not any("multiprocessing" in word for word in child.cmdline()):
                found.append(child)
    return found
