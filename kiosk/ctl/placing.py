# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Files that the command line for IT reads and writes: power loss leaves the old or the new one."""

from pathlib import Path

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import make_folder, sync_folder, write_synced


def bytes_of(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        EnvironmentFault: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be read: {error.strerror}") from error


def place_file(path: Path, data: bytes, *, mode: int, keep_old: bool = False) -> None:
    """Write a file, or replace it as a whole.

    Args:
        path: Its path; its folder is made where it is missing, 0700 for a file of mode 0600.
        data: All of its bytes.
        mode: Its rights, whatever the umask.
        keep_old: Whether what was there stays as ``NAME.old``.

    Raises:
        EnvironmentFault: It cannot be written; what was there is still there.
    """
    try:
        make_folder(path.parent, mode=0o755 if mode & 0o044 else 0o700)
        if keep_old and path.exists():
            _replace(path.with_name(f"{path.name}.old"), path.read_bytes(), mode)
        _replace(path, data, mode)
        sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error


def _replace(path: Path, data: bytes, mode: int) -> None:
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    write_synced(draft, data, mode=0o600)
    draft.chmod(mode)
    draft.replace(path)
