# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real process in place of the helper that prints; it does as a file says.

``python -m tests.support.fake_helper FOLDER``: each job is kept in FOLDER as ``N.json`` with the
process id in ``N.pid``. The file ``look`` holds the exit code for looks, ``print`` the one for
prints; ``hang`` instead of a code waits for a signal, ``deaf`` hears none.
"""

import os
import signal
import sys
from pathlib import Path


def main(folder: Path) -> int:
    """Keep one job and end as told."""
    job = sys.stdin.buffer.read()
    number = len(list(folder.glob("*.json")))
    (folder / f"{number}.pid").write_text(str(os.getpid()))
    told = (folder / ("look" if b'"look"' in job else "print")).read_text()
    if told == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    draft = folder / f"{number}.part"
    draft.write_bytes(job)
    draft.rename(folder / f"{number}.json")
    while told in {"hang", "deaf"}:
        signal.pause()
    return int(told)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
