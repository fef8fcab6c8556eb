# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a part of the window is still there: answers may come after their page has gone."""

from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

T = TypeVar("T", bound=QObject)


def living(part: T | None) -> T | None:
    """Return ``part``, or None once Qt has deleted it; touching it then would end the process."""
    return part if part is not None and isValid(part) else None
