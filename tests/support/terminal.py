# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A command of the command line for IT at a real terminal, with somebody who answers."""

import contextlib
import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable, Sequence


def typed(words: Sequence[str], answers: Sequence[str | Callable[[str], str]]) -> tuple[int, str]:
    """Run ``infusion-kioskctl`` and answer whatever asks; return exit code and all it showed.

    Args:
        words: The command.
        answers: One for each question, a line that ends in a colon and a space; a function is given
            all that was shown until then.
    """
    ours, theirs = pty.openpty()
    command = ["setsid", "--ctty", "--wait", sys.executable, "-m", "kiosk.ctl", *words]
    shown, waiting = "", list(answers)
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        with contextlib.suppress(OSError):  # the terminal goes with the program
            while select.select([ours], [], [], 60)[0]:
                shown += os.read(ours, 1_000).decode(errors="replace")
                if waiting and shown.endswith(": "):
                    answer = waiting.pop(0)
                    words_said = answer if isinstance(answer, str) else answer(shown)
                    os.write(ours, f"{words_said}\n".encode())
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(10)
        running.kill()
    os.close(ours)
    return running.returncode, shown
