# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real mosquitto for one site, with the files that `infusion-kioskctl fleet setup` makes."""

import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.ctl.fleet_setup import Site, set_up
from tests.support.waiting import wait_until

SERVER_PORTS = range(20_000, 30_000)
"""Below those that Linux hands out to clients: a broker that starts later keeps its own."""
KIOSKS = ("kiosk-1", "kiosk-2")


@dataclass(slots=True)
class Broker:
    """A broker, running or not.

    Attributes:
        site: What it was set up for.
        log: What it wrote.
        settings: Its settings, where they are not those of the site.
    """

    site: Site
    log: Path
    settings: str = ""
    _process: "subprocess.Popen[bytes] | None" = None

    def pairing(self, desk: str = "front") -> Path:
        """Return the folder of a desk's pairing."""
        return self.site.folder / "desks" / f"desk.{desk}"

    def kiosk(self, name: str) -> Path:
        """Return the folder of a kiosk's files."""
        return self.site.folder / "kiosks" / name

    def start(self) -> None:
        """Start it; returns once it can be connected to."""
        folder = self.site.folder / "broker"
        settings = folder / "test.conf"
        # Started by root it would become a user who may not read a test's folder.
        text = self.settings or (folder / "mosquitto.conf").read_text()
        settings.write_text(f"user root\n{text}\n")
        program = shutil.which("mosquitto", path="/usr/local/sbin:/usr/sbin:/usr/bin")
        if program is None:
            raise LookupError("mosquitto is missing: resources/system/debian-fleet-packages.txt")
        with self.log.open("ab") as log:
            self._process = subprocess.Popen([program, "-c", str(settings)], stdout=log, stderr=log)
        wait_until(self._answers, "a broker that answers")

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(5)
            self._process = None

    def _answers(self) -> bool:
        with closing(socket.socket()) as probe:
            return probe.connect_ex(("127.0.0.1", self.site.port)) == 0


@contextmanager
def running_broker(
    folder: Path, *, websocket: bool = False, passwords: bool = False
) -> Iterator[Broker]:
    """Set a site up for two kiosks and two desks on this machine, and run its broker."""
    site = Site(
        folder=folder / "fleet",
        site="main",
        host="127.0.0.1",
        kiosks=KIOSKS,
        desks=("front", "back"),
        port=free_port(),
        websocket_port=free_port() if websocket else 0,
        password_port=free_port() if passwords else 0,
        kiosk_folder=str(folder / "fleet" / "kiosks" / "{kiosk}"),
    )
    set_up(site)
    broker = Broker(site, folder / "mosquitto.log")
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()


def free_port() -> int:
    """Return a port of this machine that nobody uses now, and that no client is given by chance."""
    while True:
        port = secrets.choice(SERVER_PORTS)
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
