# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl audit`: what the kiosk and its staff did, and the proof that it is whole."""

import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from kiosk.ctl.options import AsJson, Data, acting_for, data_folder, faults_told
from kiosk.paths import DataFolder
from kiosk.staff.audit import Audit
from kiosk.staff.audit_export import export, place_before, prove

app = typer.Typer(
    help="What the kiosk and its staff did: nothing about a visitor.", no_args_is_help=True
)

SHORTEST_KEEP_DAYS = 30


@app.command()
def show(
    data: Data = None,
    last: Annotated[
        int, typer.Option("--last", min=1, metavar="N", help="Only so many of the last entries.")
    ] = 50,
    *,
    as_json: AsJson = False,
) -> None:
    """Print the last entries, oldest first."""
    folder = data_folder(data)
    with faults_told(), contextlib.closing(_opened(folder)) as audit:
        entries = tuple(audit.entries(last))
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(entries), indent=2).decode())
        return
    for one in entries:
        line = f"{one.number:>6}  {one.at:%Y-%m-%d %H:%M:%S}  {one.event}  {one.who}  {one.detail}"
        typer.echo(line.rstrip())


@app.command()
def verify(
    data: Data = None,
    file: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Prove an export instead.")
    ] = None,
) -> None:
    """Say whether every entry is there and as it was written; exit 1 when not."""
    if file is not None:
        with faults_told():
            proven = prove(file)
        typer.echo(f"{proven.amount} entries hold, up to number {proven.end.number}")
        return
    folder = data_folder(data)
    with faults_told(), contextlib.closing(_opened(folder)) as audit:
        broken, begin, end = audit.verify(), audit.anchor.number, audit.head.number
    for name in _set_aside(folder):
        typer.echo(f"a damaged audit was set aside: {name}")
    if broken is not None:
        typer.echo(f"entry {broken} is changed or missing", err=True)
        raise typer.Exit(1)
    typer.echo(f"{end - begin} entries hold" + (f"; {begin} before were dropped" if begin else ""))


@app.command("export")
def export_(
    file: Annotated[Path, typer.Argument(help="A new file: JSON lines that prove themselves.")],
    data: Data = None,
    drop_days: Annotated[
        int | None,
        typer.Option(
            "--drop-older-than",
            min=SHORTEST_KEEP_DAYS,
            metavar="DAYS",
            help="Afterwards remove entries older than this from the kiosk. Keep the export for"
            " six years.",
        ),
    ] = None,
) -> None:
    """Write the whole audit to a file and prove it; the kiosk may go on running."""
    folder = data_folder(data)
    with faults_told():
        with contextlib.closing(_opened(folder)) as audit:
            proven = export(audit, file)
        typer.echo(f"{proven.amount} entries in {file}, up to number {proven.end.number}")
        if drop_days is None:
            return
        place = place_before(file, datetime.now(UTC) - timedelta(days=drop_days))
        with acting_for(folder), contextlib.closing(Audit.open(folder.audit)) as audit:
            dropped = audit.drop(place) if place is not None else 0
    typer.echo(f"{dropped} entries were removed from the kiosk")


def _opened(folder: DataFolder) -> Audit:
    # The export is written as whoever asks, to wherever that person may write.
    with acting_for(folder):
        return Audit.open_for_reading(folder.audit)


def _set_aside(folder: DataFolder) -> tuple[str, ...]:
    found = folder.audit.parent.glob(f"{folder.audit.name}.damaged-*")
    return tuple(sorted(path.name for path in found if not path.name.endswith("-journal")))
