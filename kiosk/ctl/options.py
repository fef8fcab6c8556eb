# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What several commands take and do alike: data folder, settings, queue, faults in one line."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kiosk.faults import ContentFault, EnvironmentFault, Finding, KioskFault
from kiosk.paths import DataFolder, default_data_dir
from kiosk.queue.store import QueueStore
from kiosk.settings import Settings, demo_settings, load_settings

DEFAULT_FILE = Path("/etc/infusion-kiosk/kiosk.toml")
EXIT_FAILED, EXIT_BAD_SETTINGS = 1, 2

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Data folder of the kiosk.")
]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="The settings the kiosk runs with.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def data_folder(data: Path | None) -> DataFolder:
    """Return the data folder that was named, or the user's own."""
    return DataFolder((data or default_data_dir()).absolute())


def settings_in_use(config: Path | None) -> Settings:
    """Return the settings that a kiosk started with the same ``--config`` would use.

    Raises:
        ContentFault: Something is wrong in the file.
        EnvironmentFault: It is missing, unreadable or newer.
    """
    if config is None and not DEFAULT_FILE.is_file():
        return demo_settings()
    return load_settings(config or DEFAULT_FILE)


@contextlib.contextmanager
def opened_queue(data: DataFolder) -> Iterator[QueueStore | None]:
    """Give the queue for reading, or None when no courier has made one yet."""
    if not data.queue_file.exists() or not data.queue_file.stat().st_size:
        yield None
        return
    with QueueStore.open_for_reading(data.queue_file) as store:
        yield store


@contextlib.contextmanager
def acting_for(data: DataFolder) -> Iterator[None]:
    """Act as the user of the supervisor, where root looks after another user's kiosk.

    The courier takes files of that user only, and root must not follow links that it laid.

    Raises:
        EnvironmentFault: There is no such folder: no kiosk has run here.
    """
    _refuse_missing(data)
    run = data.control_socket.parent
    with acting_as_owner(run if run.is_dir() else data.root):
        yield


@contextlib.contextmanager
def acting_for_courier(data: DataFolder) -> Iterator[None]:
    """Act as the user of the courier, whose queue it is, where root looks after another user's.

    Raises:
        EnvironmentFault: There is no such folder: no kiosk has run here.
    """
    _refuse_missing(data)
    with acting_as_owner(data.queue if data.queue.is_dir() else data.root):
        yield


def _refuse_missing(data: DataFolder) -> None:
    if not data.root.is_dir():
        raise EnvironmentFault(f"no kiosk has run on the data folder {data.root}")


@contextlib.contextmanager
def acting_as_owner(path: Path) -> Iterator[None]:
    """Act as the owner of a file or folder, where root looks after what is another user's.

    Raises:
        EnvironmentFault: There is none.
    """
    try:
        owner = path.stat()
    except OSError as error:
        raise EnvironmentFault(f"there is nothing at {path}") from error
    if os.geteuid() != 0 or owner.st_uid == 0:
        yield
        return
    own_group = os.getegid()
    os.setegid(owner.st_gid)
    os.seteuid(owner.st_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(own_group)


def end_by(findings: Sequence[Finding]) -> None:
    """Print how many errors and warnings there are; exit 1 when there is an error."""
    errors = sum(finding.severity == "error" for finding in findings)
    typer.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)
    if errors:
        raise typer.Exit(EXIT_FAILED)


@contextlib.contextmanager
def faults_told() -> Iterator[None]:
    """Print a fault and exit: 2 when it is about the settings, else 1."""
    try:
        yield
    except KioskFault as fault:
        typer.echo(str(fault), err=True)
        is_settings = isinstance(fault, ContentFault)
        raise typer.Exit(EXIT_BAD_SETTINGS if is_settings else EXIT_FAILED) from fault
