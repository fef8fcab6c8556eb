# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Many submissions through a faulty network, courier and receiver killed; no test, run it by hand.

``.venv/bin/python -m tests.courier.measure_faults [--times 1000] [--seed 1]`` prints what came of
them and ends with 1 when something is lost, doubled, put back or readable.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.support.ordeal import run_ordeal
from tests.support.receiver import make_authority


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description="Submissions through a faulty network.")
    parser.add_argument("--times", type=int, default=1_000, help="submissions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--within", type=float, default=1_800, help="seconds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ordeal-") as name:
        folder = Path(name)
        account = run_ordeal(
            folder / "run",
            make_authority(folder / "authority"),
            times=options.times,
            seed=options.seed,
            within_s=options.within,
        )
    once, devices = account.others
    met = sum(count for fault, count in account.faults.items() if fault != "whole")
    lines = (
        f"{options.times} submissions in {account.seconds:.0f} s",
        f"courier killed {account.kills[0]} times, server {account.kills[1]} times",
        f"network: {met} of {account.faults.total()} requests met a fault: {dict(account.faults)}",
        f"parts not exactly once: {len(account.wrong)}; responses once: {once}; devices: {devices}",
        f"tasks moved on by staff: {account.moved}; put back: {account.put_back}",
        f"places where something typed can be read: {len(account.hits)}",
    )
    sys.stdout.write("\n".join(lines) + "\n")
    is_good = not (account.wrong or account.put_back or account.hits)
    return 0 if is_good and (once, devices) == (options.times, 1) else 1


if __name__ == "__main__":
    sys.exit(main())
