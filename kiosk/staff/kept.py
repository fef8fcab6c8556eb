# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What staff set at the kiosk itself and what outlasts a restart: language, sound, brightness.

The supervisor alone writes it, a small file in its own folder; commands read it.
"""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.languages import languages
from kiosk.queue.durable import make_folder, sync_folder, write_synced

VERSION = 1
LEVELS = (20, 40, 60, 80, 100)
"""Steps of sound and brightness, percent: large, and none that leaves nothing to hear or see."""
MOST_BYTES = 4_096

Level = Annotated[int, Meta(ge=LEVELS[0], le=LEVELS[-1])]


class Kept(msgspec.Struct, frozen=True):
    """What staff have set; None and empty leave it as settings and machine have it.

    Attributes:
        language: In which language visits begin.
        volume: Loudness of the machine, percent.
        brightness: Brightness of the glass, percent.
        version: Version of the file.
    """

    language: Annotated[str, Meta(pattern=rf"^(?:{'|'.join(languages())})?\Z")] = ""
    volume: Level | None = None
    brightness: Level | None = None
    version: int = VERSION


def read_kept(path: Path) -> Kept:
    """Return what staff have set; nothing where nobody has.

    Raises:
        NewerVersionFault: A newer kiosk wrote it.
        EnvironmentFault: It cannot be read, or is damaged.
    """
    try:
        with path.open("rb") as file:
            found = msgspec.json.decode(file.read(MOST_BYTES), type=Kept)
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        text = f"what staff have set cannot be read: {error.strerror}"
        raise EnvironmentFault(text) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EnvironmentFault("what staff have set at the kiosk is damaged") from error
    if found.version > VERSION:
        raise NewerVersionFault("settings of the staff panel", found.version, VERSION)
    return found


def write_kept(path: Path, kept: Kept) -> None:
    """Write what staff have set, all or nothing.

    Raises:
        EnvironmentFault: It cannot be written.
    """
    fresh = path.with_suffix(".new")
    try:
        make_folder(path.parent)
        fresh.unlink(missing_ok=True)
        write_synced(fresh, msgspec.json.encode(kept), mode=0o600)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        text = f"what staff have set cannot be written: {error.strerror}"
        raise EnvironmentFault(text) from error


def next_level(level: int, *, up: bool) -> int:
    """Return the next step from a percentage; at either end it stays."""
    if up:
        return next((step for step in LEVELS if step > level), LEVELS[-1])
    return next((step for step in reversed(LEVELS) if step < level), LEVELS[0])
