# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How long the frozen build needs to its first page, beside the same code from the checkout.

    .venv/bin/python -m tests.install.measure_start [TIMES]     after `make deb`, on a quiet machine

Both are started in turn, off screen, each on a new data folder.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_FROZEN = (str(_ROOT / "build/frozen/infusion-kiosk/infusion-kiosk"),)
_CHECKOUT = (sys.executable, "-m", "kiosk.supervisor.main")
_OPTIONS = ("--platform", "offscreen", "--no-courier", "--data")


def start_s(program: tuple[str, ...]) -> float:
    """Return the seconds from the start of a program to its first page."""
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        environment = {"PATH": "/usr/bin:/bin", "HOME": name, "LANG": "C.UTF-8"}
        began = time.perf_counter()
        with subprocess.Popen(
            [*program, *_OPTIONS, f"{name}/data"],
            cwd=_ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as kiosk:
            assert kiosk.stderr
            found = any("screen 1 shown" in line for line in kiosk.stderr)
            took = time.perf_counter() - began
            kiosk.terminate()
            kiosk.stderr.read()
    if not found:
        raise RuntimeError(f"{program[0]} has shown no page")
    return took


def main() -> None:
    """Print the medians of both, and their ratio."""
    times = int(sys.argv[1]) if sys.argv[1:] else 9
    pairs = [(start_s(_FROZEN), start_s(_CHECKOUT)) for _ in range(times)]
    frozen, checkout = (statistics.median(one) for one in zip(*pairs, strict=True))
    sys.stdout.write(
        f"to the first page: frozen {frozen:.2f} s, checkout {checkout:.2f} s,"
        f" ratio {frozen / checkout:.2f}\n"
    )


if __name__ == "__main__":
    main()
