# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl usage`: how much the kiosk is used, in numbers that tell of no visitor."""

import csv
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kiosk.ctl.options import Data, acting_for, data_folder, faults_told
from kiosk.faults import EnvironmentFault
from kiosk.library.names import names_of
from kiosk.paths import DataFolder, default_library
from kiosk.staff import usage
from kiosk.staff.usage import KEPT, Counted, Kind, UsageBook

app = typer.Typer(
    help="How much the kiosk is used: numbers under 5 are <5, others rounded down to fives.",
    no_args_is_help=True,
)

MOST_READ = 15
_HEADS = {
    Kind.ARTICLE: "articles",
    Kind.SYMPTOM: "symptoms",
    Kind.THERAPY: "treatments",
    Kind.SEARCH_IN_VAIN: "found nothing",
    Kind.REQUEST: "requests",
}


@app.command()
def show(
    data: Data = None,
    days: Annotated[
        int, typer.Option("--days", min=1, max=KEPT.days, metavar="N", help="The last N days.")
    ] = 7,
) -> None:
    """Print the last days and what was read most, without numbers under 5."""
    counts = _counts(data)
    told = usage.days_until(datetime.now(UTC).astimezone().date(), days)
    sums = usage.per_day(counts)
    typer.echo("day         " + "".join(f"{head:>15}" for head in _HEADS.values()))
    for day in told:
        numbers = (usage.shown(sums[day, kind.value]) for kind in _HEADS)
        typer.echo(f"{day}  " + "".join(f"{number:>15}" for number in numbers))
    read = usage.most_read(counts, told, MOST_READ)
    typer.echo("\nmost read" if read else "\nno page was opened 5 times")
    names = names_of(library_of(data_folder(data)))
    for kind, ref, number in read:
        typer.echo(f"{number:>7}  {kind}  {names.get((kind, ref)) or ref}")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="A new CSV file.")],
    data: Data = None,
    days: Annotated[
        int, typer.Option("--days", min=1, max=KEPT.days, metavar="N", help="The last N days.")
    ] = KEPT.days,
) -> None:
    """Write days and hours to a CSV file, without numbers under 5.

    Every kind has a line a day; an hour, an article or a form has one from 5 on.
    """
    told = usage.days_until(datetime.now(UTC).astimezone().date(), days)
    found = usage.lines(_counts(data), told)
    with faults_told():
        _write(file, found, names_of(library_of(data_folder(data))))
    typer.echo(f"{len(found)} lines in {file}")


def _counts(data: Path | None) -> tuple[Counted, ...]:
    folder = data_folder(data)
    with faults_told(), acting_for(folder):
        found = UsageBook(folder.usage).counts()
        if not found:
            raise EnvironmentFault("nothing was counted here yet")
        return found


def library_of(data: DataFolder) -> Path:
    """Return the library that a kiosk shows: the last good copy, else what it would start with."""
    kept = data.last_good / "library.db"
    if os.access(kept, os.R_OK):
        return kept
    return default_library()


def _write(file: Path, found: Iterable[usage.Line], names: Mapping[tuple[str, str], str]) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("span", "begins", "kind", "id", "title", "number"))
            writer.writerows(
                (o.span, o.begins, o.kind, o.ref, names.get((o.kind, o.ref), ""), o.number)
                for o in found
            )
    except OSError as error:
        raise EnvironmentFault(f"{file} cannot be written: {error.strerror}") from error
