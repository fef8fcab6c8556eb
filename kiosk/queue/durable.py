# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Files that survive power loss: written, forced to the medium, then renamed into place."""

import contextlib
import errno
import os
from pathlib import Path


def write_synced(path: Path, data: bytes, *, mode: int) -> None:
    """Write a new file and force it to the medium; nothing stays behind when that fails.

    Args:
        path: A file that does not exist; a link in its place is never followed.
        data: All of its bytes.
        mode: Access rights, less those that the umask takes away.

    Raises:
        OSError: It exists, the disk is full or failed; the name is free again, except when it
            existed before.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the medium.

    Raises:
        OSError: The folder is missing or the medium failed.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network shares cannot sync a folder at all
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path, *, mode: int = 0o700) -> None:
    """Make a folder and its parents, durably; one that is there keeps its rights.

    Raises:
        OSError: It cannot be made, or something else has its name.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent, mode=mode)
    folder.mkdir(mode=mode, exist_ok=True)
    sync_folder(folder.parent)
