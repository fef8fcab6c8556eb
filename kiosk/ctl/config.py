# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl config`: check a settings file, and tell what may stand in one."""

from pathlib import Path
from typing import Annotated

import msgspec
import tomlkit
import typer

from kiosk.ctl.options import DEFAULT_FILE, EXIT_BAD_SETTINGS
from kiosk.faults import ContentFault
from kiosk.session.logo import read_logo
from kiosk.settings import check_settings, load_settings, read_settings
from kiosk.settings.explaining import SettingRow, example, explain

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
def show(file: File = DEFAULT_FILE) -> None:
    """Print all settings that a file results in, defaults included."""
    try:
        settings = load_settings(file)
    except ContentFault as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(EXIT_BAD_SETTINGS) from fault
    typer.echo(tomlkit.dumps(_present(msgspec.to_builtins(settings))), nl=False)


@app.command("explain")
def explain_settings(
    key: Annotated[str, typer.Argument(help="A key (visit.idle_s) or a table (visit).")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Print what each setting does, with its range, unit and default."""
    rows = tuple(row for row in explain() if _is_asked_for(row, key))
    if not rows:
        raise typer.BadParameter(f"there is no setting {key}", param_hint="KEY")
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
        return
    for row in rows:
        limits = f"{row.range} {row.unit}".strip()
        typer.echo(f"{row.key}\n    {row.help}")
        typer.echo(f"    {row.type}{', ' + limits if limits else ''}; default: {row.default}")


@app.command("example")
def print_example() -> None:
    """Print a complete settings file with a comment for each key, to fill in."""
    typer.echo(example(), nl=False)


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
