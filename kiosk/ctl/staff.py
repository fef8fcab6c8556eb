# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl staff`: who may open the kiosk's panel, each with a PIN of their own.

A PIN is typed twice without being shown, or read from a file; never from the command line, which
every user of the machine can read. A running kiosk knows the change at the next sign-in.
"""

import contextlib
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from kiosk.ctl.options import EXIT_FAILED, AsJson, Data, acting_for, data_folder, faults_told
from kiosk.faults import EnvironmentFault
from kiosk.paths import DataFolder
from kiosk.staff.audit import Audit, Event
from kiosk.staff.lock import Tries
from kiosk.staff.panel import Role
from kiosk.staff.people import StaffFile
from kiosk.staff.pins import LONGEST, SHORTEST, hash_pin, pin_problem
from kiosk.staff.tries import TriesFile

app = typer.Typer(
    help="Who may open the panel on the kiosk, each with a PIN of their own.", no_args_is_help=True
)

Id = Annotated[str, typer.Argument(metavar="ID", help="Short name, as it stands in the audit.")]
PinFile = Annotated[
    str | None,
    typer.Option(
        "--pin-file",
        metavar="FILE",
        help="Read the PIN from the first line of a file; - is standard input.",
    ),
]


@app.command()
def add(
    person: Id,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="As the panel greets.")],
    role: Annotated[
        Role, typer.Option("--role", help="desk, or it, who may also close the kiosk.")
    ] = Role.DESK,
    pin_file: PinFile = None,
    data: Data = None,
) -> None:
    """Let a person in from now on."""
    pin = read_pin(pin_file)
    _change(data, f"add:{person}", lambda staff: staff.add(person, name, role, pin))
    typer.echo(f"{person} can open the panel now")


@app.command("hash")
def hash_(pin_file: PinFile = None) -> None:
    """Print the hash of a PIN, for the answers file of many kiosks; keep it as you keep the PIN."""
    pin = read_pin(pin_file)
    if problem := pin_problem(pin):
        typer.echo(problem, err=True)
        raise typer.Exit(EXIT_FAILED)
    typer.echo(hash_pin(pin))


@app.command("list")
def list_(data: Data = None, *, as_json: AsJson = False) -> None:
    """Print who can open the panel; never a PIN."""
    folder = data_folder(data)
    with faults_told(), acting_for(folder):
        people = StaffFile(folder.people).read()
    if as_json:
        found = [{"id": one.id, "name": one.name, "role": one.role} for one in people]
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    for one in people:
        typer.echo(f"{one.id:<16} {one.role.value:<5} {one.name}")
    if not people:
        typer.echo("nobody is set up: infusion-kioskctl staff add ID --name NAME")


@app.command()
def reset(person: Id, pin_file: PinFile = None, data: Data = None) -> None:
    """Give a person another PIN; a locked pad is open again."""
    pin = read_pin(pin_file)
    folder = data_folder(data)
    _change(data, f"reset:{person}", lambda staff: staff.reset(person, pin))
    with faults_told(), acting_for(folder):
        TriesFile(folder.tries).keep(Tries())
    typer.echo(f"{person} has another PIN now")


@app.command()
def remove(person: Id, data: Data = None) -> None:
    """Let a person in no longer."""
    _change(data, f"remove:{person}", lambda staff: staff.remove(person))
    typer.echo(f"{person} cannot open the panel any more")


def _change(data: Path | None, word: str, change: Callable[[StaffFile], None]) -> None:
    folder = data_folder(data)
    with faults_told(), acting_for(folder):
        change(StaffFile(folder.people))
        note_change(folder, word)


def note_change(folder: DataFolder, word: str) -> None:
    """Write the change into the audit; a broken one must not keep a person locked out."""
    try:
        with contextlib.closing(Audit.open(folder.audit)) as audit:
            audit.write(Event.STAFF_CHANGED, "ctl", word)
    except EnvironmentFault as fault:
        typer.echo(f"done, but not noted: {fault}", err=True)


def read_pin(file: str | None) -> str:
    """Return the PIN that was typed or lies in a file.

    Raises:
        typer.BadParameter: The file cannot be read, there is no terminal to type at, or the two
            that were typed differ.
    """
    if file == "-":
        return sys.stdin.readline(256).rstrip("\r\n")
    if file is not None:
        try:
            with Path(file).open(encoding="ascii") as lines:
                return lines.readline(256).rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise typer.BadParameter(f"the PIN cannot be read from {file}") from None
    if not sys.stdin.isatty():
        raise typer.BadParameter("there is no terminal here: name --pin-file")
    # Not typer's own prompt: it writes its words before it hides what is typed.
    pin = getpass.getpass(f"PIN ({SHORTEST} to {LONGEST} digits): ")
    if pin != getpass.getpass("The same again: "):
        raise typer.BadParameter("the two PINs were not the same")
    return pin
