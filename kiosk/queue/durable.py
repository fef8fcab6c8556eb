# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Files that survive power loss: written, forced to the medium, then renamed into place.

On Windows (of our programs the desk window alone runs there) a folder cannot be synced: a file's
bytes are on the medium when a call returns, its new name when NTFS or the share has written its
own journal.
"""

import contextlib
import errno
import os
import sys
from pathlib import Path

# Windows has no O_NOFOLLOW, and would else turn each line's end into two bytes.
_AS_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


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
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IS, mode)
    try:
        try:
            _write_all(descriptor, data)
        finally:
            os.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def append_synced(path: Path, data: bytes) -> None:
    """Add to a file, made for its owner alone where it is missing, and force it to the medium.

    Raises:
        OSError: The disk is full or failed; the file is as long as it was.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _AS_IS, 0o600)
    try:
        before = os.fstat(descriptor).st_size
        try:
            _write_all(descriptor, data)
        except OSError:
            os.ftruncate(descriptor, before)
            raise
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    """Write bytes, however few a full disk takes at once, and force them to the medium."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def sync_file(path: Path, *, platform: str = sys.platform) -> None:
    """Force a file that somebody else has written to the medium.

    Args:
        path: The file.
        platform: As ``sys.platform``; Windows flushes only what may be written.

    Raises:
        OSError: The file is missing or the medium failed.
    """
    with path.open("r+b" if platform == "win32" else "rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path, *, platform: str = sys.platform) -> None:
    """Force the names in a folder to the medium; Windows cannot.

    Args:
        folder: The folder.
        platform: As ``sys.platform``.

    Raises:
        OSError: The folder is missing or the medium failed.
    """
    if platform == "win32":
        folder.stat()
        return
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
