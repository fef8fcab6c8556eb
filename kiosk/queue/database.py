# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Opening the kiosk's own databases: one way, with the pragmas that survive power loss.

APSW brings its own SQLite, because those up to 3.51.2 can lose commits and Python here links an
older one (DESIGN.md, section 7).
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue.durable import make_folder, write_synced

OLDEST_SQLITE = 3_051_003
PAGE_BYTES = 4_096
BUSY_S = 5.0


class DamagedFault(EnvironmentFault):
    """A database cannot be read as what it should be; trying again will not help."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a database of ours looks like.

    Attributes:
        name: Name in messages and in ``NewerVersionFault``.
        version: Version of its schema that this kiosk writes.
        schema: SQL that makes an empty one of the oldest version that is still read.
        limit_bytes: Size at which it refuses to grow; deleting still works then.
        is_checked: Whether every page is looked at on opening (about 1 ms per MB).
        steps: SQL that makes each later version of the one before it.
    """

    name: str
    version: int
    schema: str
    limit_bytes: int = 256 * 1024 * 1024
    is_checked: bool = True
    steps: tuple[str, ...] = ()


def open_database(path: Path, form: Form, *, vfs: str | None = None) -> apsw.Connection:
    """Open a database for writing, making it when it is missing.

    Args:
        path: Its file.
        form: What it must look like.
        vfs: Name of SQLite's virtual file system; another one only to test power loss.

    Raises:
        NewerVersionFault: A newer kiosk wrote it; its file was not touched.
        EnvironmentFault: It is damaged, cannot be written, or SQLite is too old to be trusted.
    """
    if apsw.SQLITE_VERSION_NUMBER < OLDEST_SQLITE:
        raise EnvironmentFault(f"SQLite {apsw.sqlite_lib_version()} may lose commits: renew APSW")
    try:
        make_folder(path.parent)
    except OSError as error:
        raise EnvironmentFault(f"the {form.name} cannot be made: {error.strerror}") from error
    with translated(form.name):
        if vfs is None:
            _refuse_newer_untouched(path, form)
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        connection = apsw.Connection(str(path), flags=flags, vfs=vfs)
        try:
            _set_up(connection, form)
        except BaseException:
            connection.close()
            raise
    return connection


def open_existing(path: Path, form: Form, *, read_only: bool) -> apsw.Connection:
    """Open a database beside the process that owns it; it must be there.

    Raises:
        NewerVersionFault: A newer kiosk wrote it.
        EnvironmentFault: It is missing, damaged or may not be read.
    """
    if not path.is_file():
        raise EnvironmentFault(f"there is no {form.name} at {path}")
    with translated(form.name):
        _refuse_newer_untouched(path, form)
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            connection.set_busy_timeout(int(BUSY_S * 1_000))
            connection.pragma("query_only", read_only)
            connection.pragma("synchronous", 3)
            connection.pragma("secure_delete", True)
            _refuse_foreign(connection, form)
        except BaseException:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn every error of SQLite into an ``EnvironmentFault`` that names the database only."""
    try:
        yield
    except apsw.Error as error:
        kind = type(error).__name__.removesuffix("Error")
        is_damage = isinstance(error, (apsw.CorruptError, apsw.NotADBError))
        family = DamagedFault if is_damage else EnvironmentFault
        raise family(f"the {name} database failed: {kind}") from error


@contextlib.contextmanager
def writing(connection: apsw.Connection) -> Iterator[None]:
    """Run a block as one transaction that takes the write lock at its beginning."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _refuse_newer_untouched(path: Path, form: Form) -> None:
    """Look at a file's version before SQLite does, which might write to recover it.

    Source:
        SQLite database file format, section 1.3 (user version: 4 bytes, big-endian, at byte 60).
    """
    try:
        with path.open("rb") as file:
            header = file.read(64)
    except FileNotFoundError:
        return
    except OSError as error:
        raise EnvironmentFault(f"the {form.name} cannot be read: {error.strerror}") from error
    found = int.from_bytes(header[60:64], "big")
    if header.startswith(b"SQLite format 3\0") and found > form.version:
        raise NewerVersionFault(form.name, found, form.version)


def _refuse_foreign(connection: apsw.Connection, form: Form) -> None:
    found = int(connection.pragma("user_version"))
    if found > form.version:
        raise NewerVersionFault(form.name, found, form.version)
    if found != form.version:
        raise DamagedFault(f"the {form.name} has version {found}, which this kiosk cannot read")


def _set_up(connection: apsw.Connection, form: Form) -> None:
    connection.set_busy_timeout(int(BUSY_S * 1_000))
    for pragma, value in (
        ("synchronous", 3),  # first: even the recovery after a power loss syncs its folder
        ("journal_mode", "truncate"),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("max_page_count", form.limit_bytes // PAGE_BYTES),
    ):
        connection.pragma(pragma, value)
        if connection.pragma(pragma) != value:
            raise EnvironmentFault(f"the {form.name} database does not keep {pragma}={value}")
    with writing(connection):
        copy = _bring_up(connection, form)
        _refuse_foreign(connection, form)
    if form.is_checked and connection.pragma("quick_check", 1) != "ok":
        raise DamagedFault(f"the {form.name} database is damaged")
    if copy is not None:
        copy.unlink(missing_ok=True)


def _bring_up(connection: apsw.Connection, form: Form) -> Path | None:
    """Make the tables that are missing, within a transaction that holds the write lock.

    Returns:
        A copy of the file as an older kiosk left it, which stays until the new one was checked.
    """
    found, first = int(connection.pragma("user_version")), form.version - len(form.steps)
    if not found and not _has_tables(connection):
        steps, copy = (form.schema, *form.steps), None
    elif first <= found < form.version:
        steps, copy = form.steps[found - first :], _copied(Path(connection.filename), found)
    else:
        return None
    for step in steps:
        connection.execute(step)
    connection.pragma("user_version", form.version)
    return copy


def _copied(path: Path, version: int) -> Path:
    copy = path.with_name(f"{path.name}.v{version}")
    try:
        copy.unlink(missing_ok=True)
        write_synced(copy, path.read_bytes(), mode=0o600)
    except OSError as error:
        raise EnvironmentFault(f"{path.name} cannot be copied: {error.strerror}") from error
    return copy


def _has_tables(connection: apsw.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is not None
