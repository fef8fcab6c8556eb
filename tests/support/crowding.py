# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How much longer everything takes just now because other programs want the processors, too."""

import resource
import subprocess
import sys
from time import monotonic

_WORK = "for _ in range(3_000_000): pass"


def crowding() -> float:
    """Return how often longer a program ran than it worked; 1 where nobody else wants to.

    Limits of time are the machine's own when multiplied with it.
    """
    before, began_s = _worked_s(), monotonic()
    subprocess.run([sys.executable, "-S", "-c", _WORK], check=True)
    took_s = monotonic() - began_s
    return max(1.0, took_s / (_worked_s() - before))


def _worked_s() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime
