# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A content folder as it lies on the disk: which files, whether they changed, their digests."""

import functools
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.faults import EnvironmentFault

ARTICLES = "articles/"


@dataclass(frozen=True)
class Tree:
    """The files of a folder at one moment, without hidden ones.

    Attributes:
        root: The folder.
        files: Size in bytes and time of the last change in ns by name, sorted by name.
    """

    root: Path
    files: Mapping[str, tuple[int, int]]

    @property
    def stamp(self) -> str:
        """A digest of all names, sizes and times: equal means nothing changed."""
        lines = (f"{name}\0{size}\0{time_ns}\n" for name, (size, time_ns) in self.files.items())
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @property
    def changed_at(self) -> str:
        """When the newest file was changed, ISO 8601 in UTC; empty without files."""
        newest_ns = max((time_ns for _, time_ns in self.files.values()), default=None)
        if newest_ns is None:
            return ""
        return datetime.fromtimestamp(newest_ns // 10**9, UTC).isoformat()

    @functools.cached_property
    def digests(self) -> Mapping[str, bytes]:
        """Digest of each file's bytes by name, read once; of no bytes where it cannot be read."""
        return {name: digest_of(_bytes_of(self.root / name)) for name in self.files}

    @property
    def digest(self) -> str:
        """A digest of the names and bytes of all files."""
        whole = hashlib.sha256()
        for name, digest in self.digests.items():
            whole.update(name.encode() + b"\0" + digest)
        return whole.hexdigest()

    @functools.cached_property
    def articles(self) -> Mapping[str, tuple[str, ...]]:
        """Names of the files of each article, by its folder's name, sorted."""
        found: dict[str, list[str]] = {}
        for name in self.files:
            if name.startswith(ARTICLES) and name.count("/") > 1:
                found.setdefault(name.split("/", 2)[1], []).append(name)
        return {slug: tuple(found[slug]) for slug in sorted(found)}


def digest_of(data: bytes) -> bytes:
    """Return the digest of a file's bytes."""
    return hashlib.sha256(data).digest()


def _bytes_of(path: Path) -> bytes:
    try:
        return b"" if path.is_symlink() else path.read_bytes()
    except OSError:  # an unreadable file is no input; the build itself reports it
        return b""


def scan(root: Path) -> Tree:
    """Return what lies below a folder.

    Raises:
        EnvironmentFault: The folder is missing or cannot be read.
    """
    if not root.is_dir():
        raise EnvironmentFault(f"the content folder {root.name!r} is missing")
    try:
        return Tree(root, dict(sorted(_below(os.fspath(root), ""))))
    except OSError as error:
        raise EnvironmentFault(f"the content folder cannot be read: {error.strerror}") from error


def _below(folder: str, prefix: str) -> Iterator[tuple[str, tuple[int, int]]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{prefix}{entry.name}/")
            else:
                status = entry.stat(follow_symlinks=False)
                yield f"{prefix}{entry.name}", (status.st_size, status.st_mtime_ns)
