# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The real courier as a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.paths import DataFolder


@contextmanager
def running_courier(
    data: DataFolder,
    *options: str,
    source: tuple[str, ...] = ("--demo",),
    pass_fds: tuple[int, ...] = (),
) -> Iterator["subprocess.Popen[str]"]:
    """Run a courier on a data folder; it is killed at the end.

    Args:
        data: The data folder.
        options: Further options of the courier.
        source: Where its settings come from.
        pass_fds: Open files that it inherits.
    """
    command = [sys.executable, "-m", "kiosk.courier", *source, "--data", str(data.root), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, pass_fds=pass_fds)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
