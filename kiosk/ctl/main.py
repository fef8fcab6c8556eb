# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl`, the command line for IT.

Exit codes: 0 done; 1 it failed, or something is wrong that was looked for; 2 the settings or the
command line are wrong; 3 no kiosk runs; 4 a request was withdrawn after it had been delivered; 5
`setup --check` would change something; 6 set up, but `doctor` finds something that fails.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, assert_never

import msgspec
import typer

from kiosk import __version__
from kiosk.ctl import (
    audit,
    config,
    content,
    decommission,
    desk,
    display,
    doctor,
    fleet,
    keys,
    languages,
    queue,
    setup,
    speech,
    staff,
    usage,
)
from kiosk.ctl.control import NoKioskFault, ask
from kiosk.ctl.options import EXIT_FAILED, AsJson, Data, data_folder
from kiosk.faults import EnvironmentFault, KioskFault
from kiosk.session.control import (
    AskCleaned,
    AskReload,
    AskReset,
    AskStatus,
    AskStop,
    Done,
    Refused,
    Status,
    Wish,
)

EXIT_NO_KIOSK = 3
LOOK_EVERY_S = 1.0

app = typer.Typer(
    name="infusion-kioskctl",
    help="Looks after an infusion kiosk.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(audit.app, name="audit")
app.add_typer(config.app, name="config")
app.add_typer(content.app, name="content")
app.add_typer(desk.app, name="desk")
app.add_typer(display.app, name="display")
app.add_typer(fleet.app, name="fleet")
app.add_typer(queue.app, name="queue")
app.add_typer(keys.app, name="keys")
app.add_typer(languages.app, name="languages")
app.add_typer(speech.app, name="speech")
app.add_typer(staff.app, name="staff")
app.add_typer(usage.app, name="usage")
app.command("doctor")(doctor.doctor)
app.command("setup")(setup.setup)
app.command("decommission")(decommission.decommission)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command of ``arguments``, or of the process's own command line.

    Raises:
        SystemExit: Always, with the exit code that the module describes.
    """
    try:
        app(args=arguments, prog_name="infusion-kioskctl")
    except KioskFault as fault:
        typer.echo(str(fault), err=True)
        sys.exit(EXIT_NO_KIOSK if isinstance(fault, NoKioskFault) else EXIT_FAILED)
    except PermissionError as error:
        typer.echo(f"{error.filename} is closed to this user: ask as root", err=True)
        sys.exit(EXIT_FAILED)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


@app.command()
def status(data: Data = None, *, as_json: AsJson = False) -> None:
    """Print what the running kiosk is doing; nothing about a visitor."""
    answer = ask(_socket(data), AskStatus())
    if not isinstance(answer, Status):
        raise _unexpected(answer)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
        return
    for line in status_lines(answer):
        typer.echo(line)


@app.command()
def wait(
    data: Data = None,
    minutes: Annotated[
        float, typer.Option("--minutes", min=0, help="Wait no longer than this.")
    ] = 15,
) -> None:
    """Wait until no visit is running: before a restart, for instance."""
    until = time.monotonic() + minutes * 60
    while _is_visited(data):
        if time.monotonic() >= until:
            typer.echo(f"a visit still runs after {minutes:g} minutes")
            return
        time.sleep(LOOK_EVERY_S)
    typer.echo("no visit is running")


@app.command()
def reset(data: Data = None) -> None:
    """End the visit that is running; the next visitor sees a fresh screen."""
    _wish(AskReset(), data, "the visit was ended")


@app.command()
def reload(data: Data = None) -> None:
    """Read settings and library again; the next visit starts from them."""
    _wish(AskReload(), data, "settings and library were read again")


@app.command()
def cleaned(data: Data = None) -> None:
    """Note that the screen has been cleaned just now; the first page then says when."""
    _wish(AskCleaned(), data, "the cleaning of the screen was noted")


@app.command()
def stop(data: Data = None) -> None:
    """End the kiosk cleanly."""
    _wish(AskStop(), data, "the kiosk is stopping")


def status_lines(status: Status) -> tuple[str, ...]:
    """Return the lines in which a kiosk's status is told to people."""
    lines = [
        f"version   {status.version}",
        f"standing  {status.standing}",
        f"screen    {status.active}",
        f"standby   {status.standby}",
        f"courier   {status.courier}",
    ]
    if status.queue is None:
        lines.append("requests  not known: the courier has not reported")
    else:
        counts = status.queue
        waiting = f"{counts.waiting} waiting"
        if counts.waiting:
            waiting += f" (the oldest for {counts.oldest_s / 60:.0f} min)"
        lines.append(f"requests  {waiting}, {counts.quarantined} in quarantine")
        lines += [f"problem   {counts.problem}"] if counts.problem else []
    return (*lines, *([f"notice    {status.staff_notice}"] if status.staff_notice else []))


def _is_visited(data: Path | None) -> bool:
    try:
        answer = ask(_socket(data), AskStatus())
    except NoKioskFault:
        return False
    return isinstance(answer, Status) and answer.visit


def _wish(wish: Wish, data: Path | None, done: str) -> None:
    answer = ask(_socket(data), wish)
    if not isinstance(answer, Done):
        raise _unexpected(answer)
    typer.echo(f"{done}; {answer.note}" if answer.note else done)


def _unexpected(answer: Status | Done | Refused) -> EnvironmentFault:
    match answer:
        case Refused(why=why):
            return EnvironmentFault(f"the kiosk refused: {why}")
        case Status() | Done():
            return EnvironmentFault("the kiosk answered another question")
        case _:
            assert_never(answer)


def _socket(data: Path | None) -> Path:
    return data_folder(data).control_socket


if __name__ == "__main__":
    main()
