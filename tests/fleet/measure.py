# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Prints how long a reset takes: from the desk's signature to the answer, over a real broker.

``python -m tests.fleet.measure [ROUNDS]``. The kiosk is the real one, its screens off screen; what
its log says about the swap is taken off the time of the reset.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.ctl.control import ask
from kiosk.faults import EnvironmentFault
from kiosk.fleet.protocol import Action, Outcome
from kiosk.library import builder
from kiosk.paths import DataFolder
from kiosk.session.control import AskStatus, Status
from tests.support.fleet import Desk, running_desk, settings_file
from tests.support.library import write_content
from tests.support.mosquitto import running_broker
from tests.support.waiting import wait_until

BUDGET_MS = 50.0
_SHOWN = re.compile(r"screen \d+ shown after (\d+) ms")


@contextmanager
def running_kiosk(data: DataFolder, config: Path, library: Path, log: Path) -> Iterator[None]:
    """Run the real kiosk off screen."""
    command = [sys.executable, "-m", "kiosk.supervisor.main", "--platform", "offscreen"]
    command += ["--data", str(data.root), "--config", str(config), "--library", str(library)]
    with log.open("wb") as output:
        process = subprocess.Popen([*command, "--window"], stdout=output, stderr=output)
        try:
            yield
        finally:
            process.terminate()
            process.wait(20)


def is_warm(data: DataFolder) -> bool:
    """Return whether a screen is shown and another stands by."""
    try:
        status = ask(data.control_socket, AskStatus())
    except EnvironmentFault:
        return False
    return isinstance(status, Status) and (status.active, status.standby) == ("active", "standby")


def one(desk: Desk, action: Action) -> float:
    """Return the milliseconds from signing to the answer."""
    state = desk.until(desk.state)
    began = time.perf_counter()
    command = desk.command(action, session=state.session)
    desk.line.send(command)
    answer = desk.until(lambda: desk.final(command))
    took_ms = 1_000 * (time.perf_counter() - began)
    if answer.outcome is not Outcome.DONE:
        raise RuntimeError(answer.outcome)
    if action is Action.RESET:
        desk.until(lambda: (new := desk.state()) and new.session != state.session)
    return took_ms


def tell(name: str, took: Sequence[float]) -> None:
    """Print p50, p95 and the longest."""
    p95 = statistics.quantiles(took, n=20)[-1]
    sys.stdout.write(
        f"{name:24} p50 {statistics.median(took):6.1f} ms  p95 {p95:6.1f} ms"
        f"  longest {max(took):6.1f} ms\n"
    )


def measure(folder: Path, data: DataFolder, rounds: int) -> None:
    """Print what commands without and with a swap take."""
    library, log = folder / "library.db", folder / "kiosk.log"
    builder.build(write_content(folder), library)
    with running_broker(folder) as broker:
        config = settings_file(broker, folder)
        with running_kiosk(data, config, library, log), running_desk(broker) as desk:
            wait_until(lambda: is_warm(data), "a warm kiosk", 30.0)
            desk.until(lambda: desk.state() and desk.is_there())
            tell("identify", [one(desk, Action.IDENTIFY) for _ in range(rounds)])
            resets, swaps = [], []
            for _ in range(rounds):
                wait_until(lambda: is_warm(data), "a warm kiosk", 30.0)
                resets.append(one(desk, Action.RESET))
                wait_until(lambda: len(_SHOWN.findall(log.read_text())) > len(resets), "a swap")
                swaps.append(float(_SHOWN.findall(log.read_text())[-1]))
            tell("reset", resets)
            tell("of it, the screen's swap", swaps)
            tell("reset without the swap", [r - s for r, s in zip(resets, swaps, strict=True)])
            sys.stdout.write(f"budget without the swap  p95 {BUDGET_MS:6.1f} ms\n")


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as here, tempfile.TemporaryDirectory(prefix="kiosk-") as own:
        measure(Path(here), DataFolder(Path(own).resolve()), count)
