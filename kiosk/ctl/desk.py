# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl desk`: pairs a front desk, with no secret in a shared folder."""

from pathlib import Path
from typing import Annotated

import platformdirs
import segno
import typer

from kiosk.ctl.options import EXIT_FAILED, faults_told
from kiosk.ctl.placing import bytes_of, place_file

app = typer.Typer(help="Pairs a front desk with the kiosks of its center.", no_args_is_help=True)

Folder = Annotated[
    Path | None,
    typer.Option("--pairing", metavar="DIR", help="The pairing; else the window's own place."),
]
Code = Annotated[str, typer.Option(help="The short code that the other side shows.")]


def pairing_folder() -> Path:
    """Return where the desk's window looks for its pairing (``kiosk/desk/choices.py``)."""
    return platformdirs.user_config_path("infusion-kiosk-desk", appauthor=False) / "pairing"


@app.command()
def pair(
    name: Annotated[str, typer.Argument(help="Name of this desk: small letters, digits, -.")],
    folder: Folder = None,
    *,
    request: Annotated[
        Path, typer.Option(metavar="FILE", help="Where the request for IT is written.")
    ] = Path("desk-request.json"),
) -> None:
    """On the desk's machine: make its keys, and a request for IT; show the request's code."""
    from kiosk.ctl.desk_pairing import ask, code_of  # noqa: PLC0415 - cryptography only here

    with faults_told():
        data = ask(folder or pairing_folder(), f"desk.{name}")
        place_file(request, data, mode=0o644)
    typer.echo(f"request  {request} (holds no secret; hand it to IT)")
    typer.echo(f"code     {code_of(data)}")
    segno.make(code_of(data), micro=False).terminal(compact=True)
    typer.echo("IT runs: infusion-kioskctl desk admit SITE --request FILE --code CODE")


@app.command()
def admit(
    site: Annotated[Path, typer.Argument(metavar="SITE", help="What `fleet setup` made.")],
    code: Code,
    *,
    request: Annotated[Path, typer.Option(metavar="FILE", help="The desk's request.")],
    reply: Annotated[
        Path, typer.Option(metavar="FILE", help="Where the reply for the desk is written.")
    ] = Path("desk-reply.json"),
) -> None:
    """On IT's machine: let a desk in, once its code has been compared; show the reply's code."""
    from kiosk.ctl.desk_pairing import admit as let_in  # noqa: PLC0415 - cryptography only here
    from kiosk.ctl.desk_pairing import code_of  # noqa: PLC0415

    with faults_told():
        data = bytes_of(request)
        _compare(code, data)
        answer = let_in(site, data)
        place_file(reply, answer, mode=0o644)
    typer.echo(f"reply    {reply} (holds no secret; hand it to the desk)")
    typer.echo(f"code     {code_of(answer)}")
    typer.echo(f"Now give the broker {site}/broker/acl and let it read its settings again,")
    typer.echo(f"and every kiosk the desk_keys of its {site}/kiosks/NAME/fleet.toml.")
    typer.echo("The desk runs: infusion-kioskctl desk finish FILE --code CODE")


@app.command()
def finish(
    reply: Annotated[Path, typer.Argument(metavar="FILE", help="IT's reply.")],
    code: Code,
    folder: Folder = None,
) -> None:
    """On the desk's machine: take IT's reply; the window can be opened."""
    from kiosk.ctl.desk_pairing import finish as take  # noqa: PLC0415 - cryptography only here

    with faults_told():
        data = bytes_of(reply)
        _compare(code, data)
        pairing = take(folder or pairing_folder(), data)
    typer.echo(f"{pairing.name} of {pairing.site} is paired")


def _compare(code: str, data: bytes) -> None:
    from kiosk.ctl.desk_pairing import is_code  # noqa: PLC0415 - cryptography only here

    if not is_code(code, data):
        typer.echo("The code does not fit this file: somebody may have changed it.", err=True)
        raise typer.Exit(EXIT_FAILED)
