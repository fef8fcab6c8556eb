# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: INP001 - a script, no package
"""The one program of a frozen build; the name it is called by tells what it is."""

import os
import re
import sys
from pathlib import Path

# How Python starts the process that tidies up behind its children (`resource_tracker.py`).
_TRACKER = re.compile(r"from multiprocessing\.resource_tracker import main;\s*main\((\d+)\)")


def _forget_bundle() -> None:
    """Take back what the boot loader told the dynamic linker.

    Our own libraries are found without it, and the programs of the system that we start (cage,
    lp, speech-dispatcher) must load the system's.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before


def _be_child() -> None:
    """Be a child of `content build`, and do not return, if this was started as one."""
    if sys.argv[1:2] == ["--multiprocessing-fork"]:
        from multiprocessing.spawn import freeze_support  # noqa: PLC0415

        freeze_support()
    elif found := _TRACKER.fullmatch(sys.argv[-1]):
        from multiprocessing.resource_tracker import main as track  # noqa: PLC0415

        track(int(found[1]))
        sys.exit()


def main() -> int:
    """Run the supervisor, one of its helpers, or the command line for IT."""
    _forget_bundle()
    _be_child()
    if Path(sys.argv[0]).name == "infusion-kioskctl":
        from kiosk.ctl.main import main as ctl  # noqa: PLC0415 - each process loads its own part

        ctl()
    from kiosk.supervisor.main import main as supervisor  # noqa: PLC0415

    return supervisor()


if __name__ == "__main__":
    sys.exit(main())
