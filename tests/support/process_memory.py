# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Looks for what a visitor typed in the memory of living processes and in files.

A hit names the place and the number of the needle, never the needle.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
_CHUNK_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Hit:
    """A needle was found.

    Attributes:
        place: Process and memory region (``pid 7 [heap]``), or the file.
        needle: Which of the needles, 0 for the first.
        encoding: How it was written there.
    """

    place: str
    needle: int
    encoding: str


def find_in_memory(pids: Iterable[int], needles: Sequence[str]) -> list[Hit]:
    """Return where the memory of processes holds one of the needles; needs root for others' ones.

    A process that ends meanwhile has no memory left, so it has no hits.

    Args:
        pids: Processes to read; the caller's own is refused, as it holds the needles.
        needles: Texts of at least four characters: shorter ones are found by chance.

    Raises:
        ValueError: The caller's own process is among the processes, or a needle is too short.
        PermissionError: A process may not be read.
    """
    patterns = _patterns(needles)
    hits: list[Hit] = []
    for pid in pids:
        if pid == os.getpid():
            raise ValueError("the process that looks holds the needles itself")
        try:
            with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
                for start, end, name in _regions(pid):
                    found = _search(_memory_chunks(memory, start, end), patterns)
                    hits += [Hit(f"pid {pid} {name}", *which) for which in found]
        except (FileNotFoundError, ProcessLookupError):
            continue
    return hits


def find_in_files(folders: Iterable[Path], needles: Sequence[str]) -> list[Hit]:
    """Return which files below the folders hold one of the needles, in their bytes or their name.

    Raises:
        ValueError: A needle is too short.
        OSError: A file may not be read.
    """
    patterns = _patterns(needles)
    hits: list[Hit] = []
    for file in (path for folder in folders for path in folder.rglob("*")):
        found = _search(iter([os.fsencode(file.name)]), patterns)
        if file.is_file():
            with file.open("rb") as content:
                found |= _search(iter(lambda: content.read(_CHUNK_BYTES), b""), patterns)
        hits += [Hit(str(file), *which) for which in sorted(found)]
    return hits


def _patterns(needles: Sequence[str]) -> list[tuple[bytes, tuple[int, str]]]:
    if any(len(needle) < 4 for needle in needles):
        raise ValueError("a needle of fewer than four characters is found by chance")
    return [
        (needle.encode(encoding), (number, encoding))
        for number, needle in enumerate(needles)
        for encoding in _ENCODINGS
    ]


def _search(
    chunks: Iterator[bytes], patterns: Sequence[tuple[bytes, tuple[int, str]]]
) -> set[tuple[int, str]]:
    """Return which patterns occur, also across the border of two chunks."""
    overlap = max(len(pattern) for pattern, _ in patterns) - 1
    found: set[tuple[int, str]] = set()
    rest = b""
    for chunk in chunks:
        window = rest + chunk
        found |= {which for pattern, which in patterns if pattern in window}
        rest = window[-overlap:]
    return found


def _regions(pid: int) -> Iterator[tuple[int, int, str]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        addresses, rights, _, _, _, *name = line.split(maxsplit=5)
        if rights.startswith("r") and name not in (["[vvar]"], ["[vvar_vclock]"], ["[vsyscall]"]):
            start, end = (int(address, 16) for address in addresses.split("-"))
            yield start, end, name[0] if name else "anonymous"


def _memory_chunks(memory: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """Yield a region's bytes; a page that cannot be read ends it, as it holds nothing in memory."""
    while start < end:
        try:
            memory.seek(start)
            chunk = memory.read(min(_CHUNK_BYTES, end - start))
        except OSError:
            return
        if not chunk:
            return
        yield chunk
        start += len(chunk)
