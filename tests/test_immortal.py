# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""None, True and False outlive what PySide6 does to them."""

import subprocess
import sys

_CALLS = """
from kiosk.immortal import keep_none_alive
keep_none_alive()
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("a")
    thing.isWidgetType()
    thing.signalsBlocked()
    thing.blockSignals(False)
    thing.inherits("QObject")
print("alive")
"""


def test_process_survives_more_calls_than_a_day_of_visits_makes() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _CALLS], capture_output=True, text=True, timeout=60, check=False
    )

    assert (ended.returncode, ended.stdout) == (0, "alive\n")
