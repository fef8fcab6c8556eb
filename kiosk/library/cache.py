# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Articles that an earlier build prepared, kept beside the library.

The file may be deleted at any time. Nothing in it is believed without its seal and a key made from
the very bytes of the article, and it never ships: the library holds no word of it.
"""

import contextlib
import functools
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from kiosk.languages import languages
from kiosk.library.prepared import Prepared

_FORMAT = 1
_TABLE = """
CREATE TABLE IF NOT EXISTS prepared (
    slug TEXT PRIMARY KEY, key BLOB NOT NULL, seal BLOB NOT NULL, data BLOB NOT NULL
)
"""
_BATCH = 200


@functools.cache
def code_mark() -> str:
    """Return a digest of the code that turns content into a library, and of its languages."""
    code = hashlib.sha256(version("markdown").encode())
    for name, one in languages().items():
        code.update(f"{name} {one.whole_content} {one.general_source}\0".encode())
    here = Path(__file__).parent
    for folder in (here, here.parent / "forms", here.parent / "toml_edge"):
        for path in sorted(folder.glob("*.py*")):  # a frozen build has them compiled
            code.update(path.name.encode() + b"\0" + path.read_bytes())
    return code.hexdigest()[:16]


def key_of(slug: str, digests: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the key of an article: another one for other bytes or another builder.

    Args:
        slug: Its name.
        digests: Names and digests of its files, sorted.
    """
    key = hashlib.sha256(f"{code_mark()}\0{slug}".encode())
    for name, digest in digests:
        key.update(b"\0" + name.encode() + b"\0" + digest)
    return key.digest()


class Cache:
    """Prepared articles by slug; use it in a ``with`` block.

    No fault of its file is anybody's: what cannot be read is prepared again, what cannot be
    written is forgotten.

    Args:
        path: The file, made when missing; None keeps nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._connection = _opened(path) if path else None
        self._unwritten: list[tuple[str, bytes, bytes, bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._write()
        if self._connection:
            self._connection.close()

    def all(self, keys: dict[str, bytes]) -> Iterator[Prepared]:
        """Yield the articles that are kept under exactly these keys, by slug; forget the rest."""
        if self._connection is None:
            return
        gone = list[tuple[str]]()
        with contextlib.suppress(sqlite3.Error):
            for slug, key, seal, data in self._connection.execute(
                "SELECT slug, key, seal, data FROM prepared"
            ):
                if slug not in keys:
                    gone.append((slug,))
                elif key == keys[slug] and isinstance(data, bytes) and seal == _seal(key, data):
                    with contextlib.suppress(msgspec.DecodeError):
                        yield msgspec.msgpack.decode(data, type=Prepared)
            self._connection.executemany("DELETE FROM prepared WHERE slug = ?", gone)
            self._connection.commit()

    def keep(self, prepared: Prepared, key: bytes) -> None:
        """Keep an article under its key instead of what was kept of it before."""
        data = msgspec.msgpack.encode(prepared)
        self._unwritten.append((prepared.slug, key, _seal(key, data), data))
        if len(self._unwritten) >= _BATCH:
            self._write()

    def _write(self) -> None:
        rows, self._unwritten = self._unwritten, []
        if self._connection and rows:
            with contextlib.suppress(sqlite3.Error):
                self._connection.executemany("REPLACE INTO prepared VALUES (?, ?, ?, ?)", rows)
                self._connection.commit()


def _seal(key: bytes, data: bytes) -> bytes:
    return hashlib.blake2b(key + data, digest_size=16).digest()


def _opened(path: Path) -> sqlite3.Connection | None:
    """Open the file, or a new one in its place when it is none of ours."""
    for _ in range(2):
        connection = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=0.5)
            # A power cut may spoil the file; seals and keys then let it count for nothing.
            connection.execute("PRAGMA synchronous = OFF")
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            if found in {0, _FORMAT}:
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version = {_FORMAT}")
                connection.commit()
                return connection
            connection.close()
        except (OSError, sqlite3.Error):
            if connection:
                connection.close()
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    return None
