# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Puts a site's broker into Debian's mosquitto on this machine; needs root."""

import os
import shutil
import subprocess
from pathlib import Path

from kiosk.ctl.fleet_setup import PASSWORDS_FILE
from kiosk.ctl.placing import bytes_of, place_file
from kiosk.faults import EnvironmentFault
from kiosk.paths import resources_dir

MOSQUITTO = Path("/etc/mosquitto")
FOLDER = "infusion"
_FILES = ("ca.pem", "server.pem", "server.key", "acl", PASSWORDS_FILE)
_GROUP = "mosquitto"


def install() -> None:
    """Install mosquitto.

    Raises:
        EnvironmentFault: This is not root, or the package could not be had.
    """
    if os.geteuid() != 0:
        raise EnvironmentFault("installing a broker needs root")
    system = resources_dir() / "system"
    _run(str(system / "install-packages"), str(system / "debian-fleet-packages.txt"))


def start() -> None:
    """Restart mosquitto with what it was given, and with each start of the machine.

    Raises:
        EnvironmentFault: systemd refused.
    """
    _run("systemctl", "enable", "mosquitto.service")
    _run("systemctl", "restart", "mosquitto.service")


def place(broker: Path, mosquitto: Path = MOSQUITTO) -> None:
    """Copy the broker's files of a site to where its settings name them.

    Args:
        broker: Folder ``broker`` of a site whose ``broker_folder`` is ``mosquitto / FOLDER``.
        mosquitto: Folder of mosquitto's settings.

    Raises:
        EnvironmentFault: They cannot be written.
    """
    target = mosquitto / FOLDER
    try:
        target.mkdir(mode=0o750, exist_ok=True)
        shipped = [name for name in _FILES if (broker / name).exists() or name != PASSWORDS_FILE]
        for name in shipped:
            place_file(target / name, bytes_of(broker / name), mode=0o640)
            shutil.chown(target / name, group=_GROUP)
        shutil.chown(target, group=_GROUP)
        settings = bytes_of(broker / "mosquitto.conf")
        place_file(mosquitto / "conf.d" / "infusion.conf", settings, mode=0o644)
    except (OSError, LookupError) as error:
        raise EnvironmentFault(f"the broker's files cannot be placed: {error}") from error


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EnvironmentFault(f"{Path(command[0]).name} failed") from error
