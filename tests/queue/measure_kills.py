# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Kills sealed screens around Send and counts what is left.

``python -m tests.queue.measure_kills [--times 1000] [--seed N]``; exit code 1 when a promise was
broken.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.support.kills import Kills


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Kill screens around Send.")
    parser.add_argument("--times", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        kills = Kills(Path(folder), options.seed)
        tally = asyncio.run(kills.run(options.times))
    arrived = set(tally.arrived)
    lines = {
        "kills": options.times,
        "seed": options.seed,
        "moments, ms after Send": f"0 to {kills.span_s * 1000:.1f}",
        "receipt shown": len(tally.shown),
        "  arrived exactly once": len(tally.shown & arrived - tally.doubled),
        "  marked all the same": len(tally.shown & tally.marked),
        "no receipt shown": len(tally.sent) - len(tally.shown),
        "  nothing accepted": len(set(tally.sent) - arrived - tally.shown),
        "  arrived once, marked": len(tally.without_receipt & tally.marked - tally.doubled),
        "  arrived without mark": len(tally.unmarked),
        "lost": len(tally.lost),
        "doubled": len(tally.doubled),
        "drafts left, sealed": tally.drafts,
        "files with a typed word": len(tally.readable),
        "seconds": round(time.monotonic() - began_s),
    }
    for name, value in lines.items():
        sys.stdout.write(f"{name:<26} {value}\n")
    faults = tally.faults()
    sys.stdout.write(f"broken: {', '.join(faults)}\n" if faults else "every promise held\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
