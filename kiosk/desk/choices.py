# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the desk window is told at its start: a small file of its user, or the command line."""

import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
import platformdirs
from msgspec import Meta

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import make_folder

APP = "infusion-kiosk-desk"


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``desk-window.toml``; every one can be left out.

    Attributes:
        pairing: Folder of this desk's pairing; empty takes ``pairing`` beside the file.
        intake: The share with sealed requests; empty shows no requests.
        key: The intake's key file, sealed with a passphrase.
        unopened_min: Minutes after which a request that nobody has opened raises an alarm.
        finished_days: Days after which a request that was marked as done or as not genuine is
            removed from the share; 0 leaves them there.
        language: ``en``, ``es``, or empty for the machine's.
        sound: Whether help requests are heard.
    """

    pairing: str = ""
    intake: str = ""
    key: str = ""
    unopened_min: Annotated[int, Meta(ge=5, le=2880)] = 60
    finished_days: Annotated[int, Meta(ge=0, le=400)] = 30
    language: Annotated[str, Meta(pattern="^(en|es)?$")] = ""
    sound: bool = True


def config_dir() -> Path:
    """Return where this user's ``desk-window.toml`` and pairing lie."""
    return platformdirs.user_config_path(APP, appauthor=False)


def data_dir() -> Path:
    """Return where the order of the tiles and the journal lie."""
    return platformdirs.user_data_path(APP, appauthor=False)


def read_choices(path: Path) -> Choices:
    """Return the choices in a file; the standard ones where there is none.

    Raises:
        EnvironmentFault: The file cannot be read or is wrong.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Choices)
    except FileNotFoundError:
        return Choices()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise EnvironmentFault(f"{path} cannot be used: {error}") from error


class OrderBook:
    """The order of the tiles, kept from one run to the next.

    Args:
        path: The file; its folder is made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: tuple[str, ...] = ()

    def read(self) -> tuple[str, ...]:
        """Return the order; empty where none was kept."""
        try:
            self._kept = msgspec.json.decode(self._path.read_bytes(), type=tuple[str, ...])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            self._kept = ()
        return self._kept

    def keep(self, order: tuple[str, ...]) -> None:
        """Keep the order, if it changed; what cannot be kept is sorted anew next time."""
        if order == self._kept:
            return
        self._kept = order
        fresh = self._path.with_suffix(".new")
        try:
            make_folder(self._path.parent)
            fresh.write_bytes(msgspec.json.encode(order))
            fresh.replace(self._path)
        except OSError:
            return
