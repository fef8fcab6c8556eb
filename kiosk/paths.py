# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Where the kiosk's own files lie, and what lies where in its data folder."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
CENTERS_LIBRARY = Path("/etc/infusion-kiosk/library.db")


def resources_dir() -> Path:
    """Return the folder of the product's own files (theme, fonts, art, translations).

    A frozen build and an installed wheel carry it inside the package, a checkout beside it.
    """
    shipped = _PACKAGE / "_shipped" / "resources"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "resources"


def checkout_dir() -> Path | None:
    """Return the checkout this package runs from, or None for an installed package."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "content").is_dir() else None


def default_library(own: Path = CENTERS_LIBRARY) -> Path:
    """Return the library to show: a checkout's; else the center's own, if it has one, or ours."""
    if checkout := checkout_dir():
        return checkout / "build" / "library.db"
    return own if own.exists() else resources_dir() / "library.db"


def is_frozen() -> bool:
    """Return whether this process runs from a frozen build."""
    return bool(getattr(sys, "frozen", False))


def installed_data_dir(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> Path:
    """Return where an installed kiosk has its data; the machine's, not a user's."""
    if platform == "win32":
        return Path(environment.get("PROGRAMDATA", "C:/ProgramData")) / "InfusionKiosk"
    return Path("/var/lib/infusion-kiosk")


def default_data_dir() -> Path:
    """Return the data folder: an installed kiosk has one; started by hand it is the user's own."""
    if is_frozen() and (installed := installed_data_dir()).is_dir():
        return installed
    return platformdirs.user_data_path("infusion-kiosk", appauthor=False)


def owner_of(path: Path) -> int:
    """Return the user that owns a file or folder; this process's own where there is none."""
    try:
        return path.stat().st_uid
    except OSError:
        return os.geteuid()


def is_private(path: Path, *, platform: str = sys.platform, home: Path | None = None) -> bool:
    """Return whether a file with a secret is for its owner alone.

    Windows tells no rights that mean anything here: there a file counts as its owner's that lies
    in the user's profile, which nobody else may enter but administrators.

    Args:
        path: The file.
        platform: As ``sys.platform``.
        home: The user's profile; the own one unless told otherwise.

    Raises:
        OSError: There is no such file.
    """
    mode = path.stat().st_mode
    if platform == "win32":
        return path.resolve().is_relative_to((home or Path.home()).resolve())
    return not mode & 0o077


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The layout of one kiosk's data folder (DESIGN.md, section 3).

    Attributes:
        root: The folder itself; every process of one kiosk is given the same.
    """

    root: Path

    @property
    def slot(self) -> Path:
        """The mail slot: ``tmp/`` and ``new/`` below it; the screen's only place to write."""
        return self.root / "slot"

    @property
    def queue(self) -> Path:
        """The courier's own folder: ``queue.db`` and ``quarantine/``."""
        return self.root / "queue"

    @property
    def queue_file(self) -> Path:
        """The queue, one SQLite file."""
        return self.queue / "queue.db"

    @property
    def quarantine(self) -> Path:
        """What lay in the slot and could not be trusted."""
        return self.queue / "quarantine"

    @property
    def requests(self) -> Path:
        """Where the embedded default target puts sealed requests for staff to collect."""
        return self.root / "requests"

    @property
    def keys(self) -> Path:
        """Key pairs made on this kiosk, mode 0700; a screen cannot read it."""
        return self.root / "keys"

    @property
    def audit(self) -> Path:
        """The supervisor's audit, one SQLite file."""
        return self.root / "audit" / "audit.db"

    @property
    def usage(self) -> Path:
        """The supervisor's counts of use, a file for each day."""
        return self.root / "usage"

    @property
    def people(self) -> Path:
        """Who is staff here, with the hashes of their PINs; a screen cannot read it."""
        return self.root / "staff" / "people.json"

    @property
    def tries(self) -> Path:
        """How often a wrong PIN was tried, one SQLite file."""
        return self.root / "staff" / "tries.db"

    @property
    def kept(self) -> Path:
        """What staff have set at the kiosk: language, sound, brightness; the supervisor's."""
        return self.root / "staff" / "panel.json"

    @property
    def proof_file(self) -> Path:
        """Which test request was confirmed, and those that wait to be."""
        return self.root / "proof" / "proof.json"

    @property
    def last_good(self) -> Path:
        """Copies of the last configuration and library that worked."""
        return self.root / "last-good"

    @property
    def control_socket(self) -> Path:
        """The supervisor's control endpoint."""
        return self.root / "run" / "control.sock"

    @property
    def health_file(self) -> Path:
        """The courier's numbers; an installed kiosk has a folder for them that all may read."""
        folder = self.root / "health"
        return (folder if folder.is_dir() else self.root) / "health.prom"

    @property
    def kiosk_user(self) -> int:
        """The supervisor's user. In an installed kiosk root has made ``run/`` for it."""
        return owner_of(self.control_socket.parent)

    @property
    def courier_user(self) -> int:
        """The courier's user. In an installed kiosk root has made ``queue/`` for it."""
        return owner_of(self.queue)
