# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: INP001 - a script, no package
"""The one program of a frozen build; the name it is called by tells what it is."""

import os
import sys
from pathlib import Path


def _forget_bundle() -> None:
    """Take back what the boot loader told the dynamic linker.

    Our own libraries are found without it, and the programs of the system that we start (cage,
    lp, speech-dispatcher) must load the system's.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before


def main() -> int:
    """Run the supervisor, one of its helpers, or the command line for IT."""
    _forget_bundle()
    if "--multiprocessing-fork" in sys.argv:  # a child of `content build`
        from multiprocessing import freeze_support  # noqa: PLC0415

        freeze_support()
    if Path(sys.argv[0]).name == "infusion-kioskctl":
        from kiosk.ctl.main import main as ctl  # noqa: PLC0415 - each process loads its own part

        ctl()
    from kiosk.supervisor.main import main as supervisor  # noqa: PLC0415

    return supervisor()


if __name__ == "__main__":
    sys.exit(main())
