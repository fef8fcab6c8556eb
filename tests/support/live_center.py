# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A center that opens its doors on an installed kiosk: settings, key, sign-off, test request.

All of it by the commands that the documents name; the key stays with the center, off the kiosk.
"""

import csv
import io
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec
import tomlkit

from kiosk.queue.envelope import decode, open_request
from kiosk.queue.sealing import make_key_pair, read_identity
from kiosk.settings import DEMO_CENTER
from tests.support.command_line import run
from tests.support.machine import Machine
from tests.support.twin import PANEL_MM

CHECKOUT = Path(__file__).resolve().parents[2]
_CONFIG = "/etc/infusion-kiosk/kiosk.toml"
_LIBRARY = "/etc/infusion-kiosk/library.db"
_RECEIVER = "/srv/requests"
_WAY_OUT = "etc/systemd/system/infusion-kiosk-courier.service.d/receiver.conf"


@dataclass(frozen=True, slots=True)
class LiveCenter:
    """One center with one installed kiosk.

    Attributes:
        machine: The kiosk's machine.
        desk: A folder of the center's own, elsewhere; holds the private key.
    """

    machine: Machine
    desk: Path

    @property
    def library(self) -> Path:
        """The library that the kiosk shows, once texts were signed off."""
        return self.machine.root / _LIBRARY.lstrip("/")

    @property
    def _requests(self) -> Path:
        return self.machine.root / _RECEIVER.lstrip("/")

    def write_settings(self) -> None:
        """Make a folder for requests, and the settings of a live kiosk; check them.

        The courier gets its way through its walls as `resources/system/README.md` says.
        """
        owner = "infusion-kiosk-courier"
        self.machine.done("install", "-d", "-m", "0700", "-o", owner, _RECEIVER)
        way_out = self.machine.root / _WAY_OUT
        way_out.parent.mkdir()
        way_out.write_text(f"[Service]\nReadWritePaths={_RECEIVER}\n")
        self.machine.done("systemctl", "daemon-reload")
        width_mm, height_mm = PANEL_MM
        document = {
            "format": 1,
            "live": True,
            "center": msgspec.to_builtins(DEMO_CENTER),
            "keys": {"recipients": [make_key_pair(self.desk)]},
            "delivery": [{"name": "front-desk", "kind": "folder", "path": _RECEIVER}],
            "display": {"width_mm": width_mm, "height_mm": height_mm},
        }
        file = self.machine.root / _CONFIG.lstrip("/")
        file.write_text(tomlkit.dumps(document))
        self.machine.done("infusion-kioskctl", "config", "check", _CONFIG)

    def rotate(self, degrees: int) -> None:
        """Tell how far the panel hangs turned clockwise, from the kiosk's next start on."""
        file = self.machine.root / _CONFIG.lstrip("/")
        document = tomlkit.parse(file.read_text())
        document["display"]["rotation"] = degrees
        file.write_text(tomlkit.dumps(document))
        self.machine.done("infusion-kioskctl", "display", "apply", "--no-now")

    def sign_off(self) -> None:
        """Let an invented clinician sign every text, and build the library that the kiosk shows."""
        shutil.copytree(CHECKOUT / "content", self.machine.root / "srv/content")
        review = ("infusion-kioskctl", "content", "review")
        content = ("--content", "/srv/content")
        self.machine.done(*review, "export", "--out", "/srv/to-sign", *content)
        table = self.machine.root / "srv/to-sign/sign-off.csv"
        rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
        signature = {"name": "Tess Sample", "license": "RN 000000", "date": "2026-11-02"}
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(row | signature for row in rows)
        self.machine.done(*review, "import", "/srv/to-sign/sign-off.csv", *content)
        build = ("infusion-kioskctl", "content", "build", *content)
        self.machine.done(*build, "--config", _CONFIG, "--out", _LIBRARY)
        for name in ("content", "to-sign"):
            shutil.rmtree(self.machine.root / "srv" / name)

    def send_test(self) -> str:
        """Send a test request; return its code."""
        said = self.machine.done("infusion-kioskctl", "queue", "test")
        found = re.search(r"queue confirm (\w{3}-\w{3})", said)
        assert found, said
        return found[1]

    def word_of_test(self) -> str:
        """Open the test request, the only one that arrived, and return the word in it."""
        (file,) = self.arrived()
        opened = run("queue", "open", str(file), "--key", str(self.desk / "intake.key"))
        found = re.search(r"^Confirmation word: (\w{6})$", opened.out, re.MULTILINE)
        assert found
        return found[1]

    def arrived(self) -> list[Path]:
        """Return the requests that were delivered, in the order of their names."""
        return sorted(self._requests.glob("*.ikr"))

    def opened(self, file: Path) -> bytes:
        """Return the answers of a delivered request, opened with the center's key."""
        return open_request(decode(file.read_bytes()), read_identity(self.desk / "intake.key"))

    def close_receiver(self) -> None:
        """Let every delivery fail from now on."""
        self._requests.chmod(0o500)

    def open_receiver(self) -> None:
        """Let deliveries succeed again, and ask for them."""
        self._requests.chmod(0o700)
        self.machine.done("infusion-kioskctl", "queue", "retry")
