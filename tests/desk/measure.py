# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the window costs with 200 kiosks on a real broker: ``python -m tests.desk.measure [S]``.

The kiosks are one program that says for each of them what a kiosk says: a sign of life every 4 s,
and a new state about once a minute. The window runs as people start it, on the offscreen platform.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from kiosk.broker.desk import read_pairing
from kiosk.broker.line import Parcel
from kiosk.fleet.protocol import BEAT_S, KioskState, Presence, Situation, encode
from kiosk.fleet.topics import Leaf, topic
from tests.support.desk import state
from tests.support.fleet import running_wire
from tests.support.mosquitto import Broker, running_broker
from tests.support.waiting import let_pass, wait_until

KIOSKS = 200
CPU_PERCENT = 5.0
PSS_MB = 150.0
SETTLE_S = 10.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one core, and of the memory, also at the peak of the settled window."""

    cpu_percent: float
    pss_mb: float


def let_desk_speak_for_kiosks(broker: Broker) -> None:
    """Give the second desk of a site the right to say what kiosks say."""
    rights = broker.site.folder / "broker" / "acl"
    leaves = (Leaf.STATE, Leaf.PRESENCE, Leaf.ANSWER)
    lines = [f"topic write {topic('main', '+', leaf)}" for leaf in leaves]
    lines.append(f"topic read {topic('main', '+', Leaf.COMMAND)}")
    text = rights.read_text().replace("user desk.back\n", "\n".join(["user desk.back", *lines, ""]))
    rights.write_text(text)
    broker.stop()
    broker.start()


def state_of(number: int, turn: int, now: datetime) -> KioskState:
    """Return what a kiosk says in its turn."""
    situation = Situation.IN_USE if (number + turn) % 3 == 0 else Situation.ATTRACT
    return state(
        f"kiosk-{number}",
        now,
        place=f"Floor {number // 40 + 1}, bay {number % 40}",
        situation=situation,
        since=now,
        in_use_since=now if situation is Situation.IN_USE else None,
        session=f"{number:08x}{turn:08x}",
    )


@contextmanager
def running_window(broker: Broker, folder: Path) -> Iterator[psutil.Process]:
    """Run the window."""
    arguments = ("--pairing", str(broker.pairing("front")), "--data", str(folder / "desk"))
    command = [sys.executable, "-m", "kiosk.desk", *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, env=environment)
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(10)


def measure(folder: Path, seconds: float) -> Cost:
    """Return what the window costs."""
    with running_broker(folder) as broker:
        let_desk_speak_for_kiosks(broker)
        pairing = read_pairing(broker.pairing("back"))
        with running_wire(pairing.address) as wire, running_window(broker, folder) as window:
            wait_until(wire.up.is_set, "the broker")

            def say(leaf: Leaf, number: int, turn: int) -> None:
                now = datetime.now(UTC)
                said = Presence(online=True, at=now)
                data = encode(state_of(number, turn, now) if leaf is Leaf.STATE else said)
                where = topic("main", f"kiosk-{number}", leaf)
                wire.line.publish(Parcel(where, data, is_retained=True))

            for number in range(KIOSKS):
                say(Leaf.STATE, number, 0)
            begin = time.monotonic()
            cost_from, spent = begin + SETTLE_S, 0.0
            step_s = BEAT_S / 2 / KIOSKS
            count = 0
            while time.monotonic() < cost_from + seconds:
                say(Leaf.PRESENCE, count % KIOSKS, 0)
                if count % 15 == 0:
                    say(Leaf.STATE, (count // 15) % KIOSKS, count // 15 // KIOSKS + 1)
                if not spent and time.monotonic() >= cost_from:
                    spent = sum(window.cpu_times()[:2])
                count += 1
                let_pass(max(begin + count * step_s - time.monotonic(), 0.0))
            cpu = (sum(window.cpu_times()[:2]) - spent) / seconds * 100
            return Cost(cpu, window.memory_full_info().pss / 1e6)


def main() -> int:
    """Measure, tell, and return 1 where it costs too much."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    with tempfile.TemporaryDirectory() as folder:
        cost = measure(Path(folder), seconds)
    sys.stdout.write(
        f"{KIOSKS} kiosks, {seconds:.0f} s: {cost.cpu_percent:.1f} % of one core"
        f" (at most {CPU_PERCENT}), PSS {cost.pss_mb:.0f} MB (at most {PSS_MB:.0f})\n"
    )
    return int(cost.cpu_percent > CPU_PERCENT or cost.pss_mb > PSS_MB)


if __name__ == "__main__":
    sys.exit(main())
