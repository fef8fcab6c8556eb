# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``content/`` turned into one ``library.db``: all of it checked first, then renamed into place."""

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.faults import ContentFault, EnvironmentFault, Finding, NewerVersionFault
from kiosk.library.cache import code_mark
from kiosk.library.content import load
from kiosk.library.reader import Library
from kiosk.library.tree import Tree, scan
from kiosk.library.writer import write

_LEFTOVER = ".building"
_LEFTOVER_AGE_S = 3600


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        unchanged: The library already held this content; nothing was written.
        articles: Articles in the content; 0 when unchanged.
        symptoms: Symptoms in the content; 0 when unchanged.
        therapies: Therapies in the content; 0 when unchanged.
        warnings: Findings that did not stop the build.
    """

    unchanged: bool
    articles: int = 0
    symptoms: int = 0
    therapies: int = 0
    warnings: tuple[Finding, ...] = ()


def check(content: Path) -> tuple[Finding, ...]:
    """Return everything wrong with a content folder, errors and warnings, in file order.

    Raises:
        EnvironmentFault: The folder or a file in it cannot be read.
    """
    return load(scan(content)).findings


def _is_current(tree: Tree, library: Path) -> bool:
    try:
        found = Library.open(library, live=False)
    except NewerVersionFault:
        raise
    except EnvironmentFault:
        return False
    found.close()
    if found.version.builder != code_mark():
        return False
    return found.version.stamp == tree.stamp or found.version.content == tree.digest


def cache_of(library: Path) -> Path:
    """Return where a library's build keeps prepared articles; the file may always be deleted."""
    return library.with_name(f"{library.name}.cache")


def build(
    content: Path, library: Path, *, progress: Callable[[int, int], None] | None = None
) -> BuildReport:
    """Write the library of a content folder, unless it is already there.

    Everything is checked first; the new file is written beside the old one, synced and renamed over
    it, so that at any error and at any moment the last good library is in its place. The same
    content gives the same bytes, whatever earlier builds left in the cache.

    Args:
        content: The content folder.
        library: Where the library goes; its folder is made when missing.
        progress: Called with articles prepared and articles in all.

    Raises:
        ContentFault: All findings, warnings too, when at least one is an error.
        NewerVersionFault: A newer kiosk wrote the library that is there.
        EnvironmentFault: A file cannot be read or written, or changes at this moment.
    """
    tree = scan(content)
    if _is_current(tree, library):
        return BuildReport(unchanged=True)
    loaded = load(tree, cache_of(library), progress)
    if loaded.sources is None:
        raise ContentFault(loaded.findings)
    with _new_file(library) as path:
        write(path, tree, loaded.sources, loaded.articles)
    return BuildReport(
        False,
        len(loaded.articles),
        len(loaded.sources.reference.symptoms),
        len(loaded.sources.reference.therapies),
        loaded.findings,
    )


@contextlib.contextmanager
def _new_file(library: Path) -> Iterator[Path]:
    """Give out a new file beside ``library``; when the block ends well it takes its place."""
    path: Path | None = None
    try:
        library.parent.mkdir(parents=True, exist_ok=True)
        _sweep(library)
        handle, name = tempfile.mkstemp(_LEFTOVER, f".{library.name}-", library.parent)
        os.close(handle)
        path = Path(name)
        yield path
        path.chmod(0o644)
        _sync(path)
        path.replace(library)
        _sync(library.parent)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else "the disk refused it"
        raise EnvironmentFault(f"the library cannot be written: {reason}") from error
    finally:
        if path is not None:
            path.unlink(missing_ok=True)


def _sweep(library: Path) -> None:
    """Remove what builds left that were killed; a running build's file is younger than an hour."""
    for path in library.parent.glob(f".{library.name}-*{_LEFTOVER}"):
        if time.time() - path.stat().st_mtime > _LEFTOVER_AGE_S:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
