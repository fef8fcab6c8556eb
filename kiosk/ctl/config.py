# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl config`: check a settings file, and tell what may stand in one."""

from pathlib import Path
from typing import Annotated

import msgspec
import tomlkit
import typer

from kiosk.ctl.kept import kept_words
from kiosk.ctl.options import DEFAULT_FILE, EXIT_BAD_SETTINGS, Data, data_folder, faults_told
from kiosk.faults import ContentFault, KioskFault
from kiosk.session.logo import read_logo
from kiosk.settings import check_settings, load_settings, read_settings
from kiosk.settings.explaining import SettingRow, example, explain, found_in, reference
from kiosk.staff.kept import read_kept

app = typer.Typer(help="The center's settings file.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="The settings file.")]


@app.command()
def check(file: File = DEFAULT_FILE) -> None:
    """Check a settings file; print every problem with its line, and exit 2 if there is one."""
    try:
        warnings = check_settings(file)
        read_logo(load_settings(file), file, read_settings(file))
    except ContentFault as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(EXIT_BAD_SETTINGS) from fault
    for warning in warnings:
        typer.echo(str(warning))
    typer.echo(f"{file}: good")


@app.command()
def show(file: File = DEFAULT_FILE, data: Data = None) -> None:
    """Print all settings that a file results in, defaults included, and what staff set instead."""
    try:
        settings = load_settings(file)
    except ContentFault as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(EXIT_BAD_SETTINGS) from fault
    typer.echo(tomlkit.dumps(_present(msgspec.to_builtins(settings))), nl=False)
    try:
        told = kept_words(read_kept(data_folder(data).kept))
    except KioskFault as fault:
        told = (str(fault),)
    for line in told:
        typer.echo(f"# At the kiosk: {line}")


@app.command("explain")
def explain_settings(
    key: Annotated[str, typer.Argument(help="A key (visit.idle_s) or a table (visit).")] = "",
    file: Annotated[
        Path, typer.Option("--config", metavar="FILE", help="Tell too what stands in this file.")
    ] = DEFAULT_FILE,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Print what each setting does: type, range, unit, default, example, and where it is set."""
    rows = tuple(row for row in explain() if _is_asked_for(row, key))
    if not rows:
        raise typer.BadParameter(f"there is no setting {key}", param_hint="KEY")
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
        return
    with faults_told():
        text = _text_of(file)
    for row in rows:
        for line in _row_lines(row):
            typer.echo(line)
        for number, value in found_in(text, row.key):
            typer.echo(f"    here: {value} ({file}:{number})")


@app.command("reference")
def print_reference() -> None:
    """Print all settings as a page of Markdown, to read or to put on a web server."""
    typer.echo(reference(), nl=False)


@app.command("example")
def print_example() -> None:
    """Print a complete settings file with a comment for each key, to fill in."""
    typer.echo(example(), nl=False)


def _text_of(file: Path) -> str:
    """Return a settings file's text; nothing where there is none at the usual place.

    A wrong file at the usual place must not keep anybody from reading how it is mended.
    """
    if file == DEFAULT_FILE and not file.is_file():
        return ""
    try:
        load_settings(file)
    except ContentFault:
        if file != DEFAULT_FILE:
            raise
        typer.echo(f"{file} has mistakes: infusion-kioskctl config check", err=True)
        return ""
    return file.read_text("utf-8-sig")


def _row_lines(row: SettingRow) -> tuple[str, ...]:
    limits = f"{row.range} {row.unit}".strip()
    return (
        row.key,
        f"    {row.help}",
        f"    {row.type}{', ' + limits if limits else ''}; default: {row.default}",
        f"    example: {row.key.rpartition('.')[2]} = {row.example}",
        *([f"    source: {row.source}"] if row.source else []),
    )


def _present(table: dict[str, object]) -> dict[str, object]:
    """Return a table without what is not there, for which TOML has no word."""
    return {
        key: _present(value) if isinstance(value, dict) else value
        for key, value in table.items()
        if value is not None
    }


def _is_asked_for(row: SettingRow, key: str) -> bool:
    name = row.key.replace("[]", "")
    return not key or name == key or name.startswith(f"{key}.")
