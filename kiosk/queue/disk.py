# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether what is written to a folder is encrypted on the disk, as far as Linux shows it.

Seen is dm-crypt (LUKS) anywhere below the file system: under LVM or RAID every disk below must have
it. Not seen are a disk that encrypts itself, ZFS and encryption by folder; a center that has one of
these says so in its settings (``keys.accepts_unencrypted_disk``).

Source:
    Linux: /proc/[pid]/mountinfo (proc(5)), /sys/dev/block, dm/uuid (device-mapper), slaves/.
"""

import os
from pathlib import Path

SYS, MOUNTS = Path("/sys/dev/block"), Path("/proc/self/mountinfo")


def is_encrypted(path: Path, *, sys: Path = SYS, mounts: Path = MOUNTS) -> bool:
    """Return whether the disk below a path, or below where it will be, is seen to be encrypted."""
    while not path.exists() and path != path.parent:
        path = path.parent
    device = path.stat().st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    block = sys / number
    if not block.exists():  # btrfs and others have numbers of their own
        block = _block_of_mount(path.resolve(), sys, mounts)
    return _is_crypt(block)


def _block_of_mount(path: Path, sys: Path, mounts: Path) -> Path:
    """Return the block device that a mount names as its source, whether it exists or not."""
    best, source = -1, ""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        fields, _, more = line.partition(" - ")
        point = Path(fields.split()[4])
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, source = len(point.parts), more.split()[1]
    try:
        device = Path(source).stat().st_rdev
    except OSError:
        return sys / "none"
    return sys / f"{os.major(device)}:{os.minor(device)}"


def _is_crypt(block: Path) -> bool:
    try:
        if (block / "dm" / "uuid").read_text("ascii").startswith("CRYPT-"):
            return True
    except (OSError, UnicodeDecodeError):
        pass
    try:
        below = list((block / "slaves").iterdir())
    except OSError:
        return False
    return bool(below) and all(_is_crypt(one) for one in below)
