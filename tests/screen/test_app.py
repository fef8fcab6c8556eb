# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The order of a screen's first steps."""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def test_nothing_of_qt_is_loaded_before_the_seal() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, kiosk.screen.app; print([n for n in sys.modules if 'PySide6' in n])",
        ],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )

    assert said.stdout.strip() == "[]"
