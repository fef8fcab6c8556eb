# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The real courier as a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.paths import DataFolder


def courier_command(
    data: DataFolder, *options: str, source: tuple[str, ...] = ("--demo",)
) -> list[str]:
    """Return the command of a courier on a data folder."""
    return [sys.executable, "-m", "kiosk.courier", *source, "--data", str(data.root), *options]


@contextmanager
def running_courier(
    data: DataFolder,
    *options: str,
    source: tuple[str, ...] = ("--demo",),
    pass_fds: tuple[int, ...] = (),
    is_silent: bool = False,
) -> Iterator["subprocess.Popen[str]"]:
    """Run a courier on a data folder; it is killed at the end.

    Args:
        data: The data folder.
        options: Further options of the courier.
        source: Where its settings come from.
        pass_fds: Open files that it inherits.
        is_silent: Let nobody hear its log, which a pipe would have to be read for.
    """
    command = courier_command(data, *options, source=source)
    log = subprocess.DEVNULL if is_silent else subprocess.PIPE
    process = subprocess.Popen(command, stderr=log, text=True, pass_fds=pass_fds)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
