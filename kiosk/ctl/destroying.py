# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk leaves behind, and how it is destroyed: keys first, then data, then settings.

Whatever a power cut leaves, once a key is gone nothing that was sealed to it can be opened. A
folder is digested before it goes, so that a certificate can say what it was without saying it.

Source:
    45 CFR 164.310(d)(2)(i), disposal; NIST SP 800-88, cryptographic erase.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.ctl.doctor_kiosk import secret_files
from kiosk.ctl.options import DEFAULT_FILE
from kiosk.faults import EnvironmentFault
from kiosk.paths import DataFolder
from kiosk.queue.durable import sync_folder
from kiosk.settings import Settings


class Digested(msgspec.Struct, frozen=True):
    """One place that was destroyed.

    Attributes:
        place: Its path.
        files: How many files were in it.
        size_bytes: How long they were together.
        digest: SHA-256 over the SHA-256 of each file, in the order of their names; empty for keys
            and passwords, which could be guessed by it.
    """

    place: str
    files: int
    size_bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Leavings:
    """All that a kiosk leaves; each path may be a file, a folder, or not there.

    Attributes:
        keys: Private keys, passwords and tokens: files, or folders of them.
        data: Everything in the data folder besides.
        settings: The settings and what setup kept of them.
        root: The data folder itself.
    """

    keys: tuple[Path, ...]
    data: tuple[Path, ...]
    settings: tuple[Path, ...]
    root: Path

    def there(self) -> Iterator[Path]:
        """Give what is still there, in the order in which it is destroyed."""
        yield from filter(os.path.lexists, (*self.keys, *self.data, *self.settings))


def leavings(
    data: DataFolder, config: Path, credentials: Path, settings: Settings | None
) -> Leavings:
    """Return what the kiosk of a data folder leaves.

    Args:
        data: Its data folder.
        config: Its settings file.
        credentials: Folder of the courier's secrets; ``.encrypted`` beside it is meant too.
        settings: Its settings, for the secret files that they name; None where they are gone.
    """
    folders = (
        data.keys,
        credentials,
        credentials.with_name(f"{credentials.name}.encrypted"),
    )
    # What systemd hands to the courier under /run goes with its source, the folder of credentials.
    named = secret_files(settings) if settings else ()
    away = (Path("/run"), *folders)
    keys = [
        *folders,
        *(one for one in named if one.is_absolute() and not any(map(one.is_relative_to, away))),
    ]
    own = [
        config,
        *config.parent.glob(f"{config.name}.old"),
        *config.parent.glob(f".{config.name}.*"),
    ]
    if config == DEFAULT_FILE:
        own += sorted(config.parent.iterdir()) if config.parent.is_dir() else []
    inside = sorted(data.root.iterdir()) if data.root.is_dir() else []
    return Leavings(
        keys=tuple(dict.fromkeys(keys)),
        data=tuple(path for path in inside if path != data.keys),
        settings=tuple(path for path in dict.fromkeys(own) if path not in keys),
        root=data.root,
    )


def digested(place: Path, *, is_secret: bool) -> Digested:
    """Return what a place holds, without saying it; of a secret not even a digest.

    Raises:
        EnvironmentFault: It cannot be read.
    """
    files, size_bytes, digest = 0, 0, hashlib.sha256()
    try:
        for path in sorted(_files(place)):
            files += 1
            if path.is_symlink() or not path.is_file():
                continue
            size_bytes += path.stat().st_size
            if not is_secret:
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        raise EnvironmentFault(f"{place} cannot be read: {error.strerror}") from error
    return Digested(str(place), files, size_bytes, "" if is_secret else digest.hexdigest())


def destroy(found: Leavings) -> Iterator[Path]:
    """Destroy everything, one place after the other; give each when it is gone for good.

    Raises:
        EnvironmentFault: Something cannot be removed; what was removed until then is gone.
    """
    try:
        for place in found.keys:
            for path in sorted(_files(place)):
                _overwrite(path)
                _remove(path)
                yield path
        for place in (*found.keys, *found.data, *found.settings):
            if os.path.lexists(place):
                _remove(place)
                yield place
        with contextlib.suppress(OSError):  # where it is a file system of its own
            found.root.rmdir()
        if left := [*_files(found.root), *found.there()]:
            raise EnvironmentFault(f"{len(left)} files are still there, such as {left[0]}")
    except OSError as error:
        raise EnvironmentFault(f"{error.filename} cannot be destroyed: {error.strerror}") from error


def _files(place: Path) -> Iterator[Path]:
    """Give a file, or all files and links below a folder; no link is followed."""
    if place.is_dir() and not place.is_symlink():
        for folder, names, files in os.walk(place):
            yield from (Path(folder, name) for name in files)
            yield from (Path(folder, name) for name in names if Path(folder, name).is_symlink())
    elif os.path.lexists(place):
        yield place


def _overwrite(path: Path) -> None:
    """Write zeros over a key where it lies; on flash the old cells may stay, encrypted or not."""
    if path.is_symlink() or not path.is_file():
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
    try:
        os.write(descriptor, bytes(os.fstat(descriptor).st_size))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
    sync_folder(path.parent)
