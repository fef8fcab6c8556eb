# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What other programs of the machine say, in English, for those who look at it."""

import os
import shutil
import subprocess

ASK_S = 3.0


def said(program: str, *words: str, within_s: float = ASK_S) -> str:
    """Return what a program writes; nothing where it is missing or does not end in time.

    Args:
        program: Its name.
        words: Its arguments.
        within_s: How long it may take.
    """
    path = shutil.which(program)
    if path is None:
        return ""
    try:
        ran = subprocess.run(
            [path, *words],
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            timeout=within_s,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ran.stdout.decode(errors="replace")
