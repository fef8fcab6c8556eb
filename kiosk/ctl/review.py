# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``infusion-kioskctl content review``: clinical sign-off, on paper and back."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.faults import ContentFault, EnvironmentFault, Finding
from kiosk.library import builder, signing
from kiosk.library.statements import Sheet
from kiosk.paths import checkout_dir

app = typer.Typer(help="Clinical sign-off: pages to print, a list to fill in.")

ContentOption = Annotated[
    Path | None,
    typer.Option("--content", metavar="DIR", help="Content folder; else the checkout's own."),
]


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the pages.")],
    content: ContentOption = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT", help="Pages whose name holds this, like symptom-hives or -es."
        ),
    ] = None,
    center: Annotated[str, typer.Option("--center", help="Name of the center, for the head.")] = "",
    all_: Annotated[
        bool, typer.Option("--all", help="Those that are signed off already, too.")
    ] = False,
) -> None:
    """Write one page per text and language to print and sign, and the list of them."""
    folder = content or _checkout_content()
    try:
        sheets = [
            sheet
            for sheet in _sheets(folder)
            if all_ or not sheet.review.is_signed
            if all(text in sheet.name for text in only or ())
        ]
        if not sheets:
            typer.echo("There is nothing to sign.", err=True)
            return
        signing.export_pages(sheets, out, center)
    except (ContentFault, EnvironmentFault) as fault:
        raise _told(fault) from fault
    typer.echo(f"{len(sheets)} pages in {out}. Print them, have them read and signed,")
    typer.echo(f"fill in {out / signing.LIST}, then: infusion-kioskctl content review import")


@app.command("import")
def import_(
    table: Annotated[Path, typer.Argument(metavar="LIST", help="The filled-in sign-off.csv.")],
    content: ContentOption = None,
) -> None:
    """Record the signatures of a filled-in list; exit 1 when a row cannot be taken."""
    folder = content or _checkout_content()
    try:
        signed, findings = signing.read_list(table, _sheets(folder))
        signing.sign(folder, signed)
    except (ContentFault, EnvironmentFault) as fault:
        raise _told(fault) from fault
    _print(findings)
    typer.echo(f"{len(signed)} signatures recorded. Build the library to show these texts.")
    if findings:
        typer.echo("Rows named above were not taken; mend them and import again.", err=True)
        raise typer.Exit(1)


@app.command()
def status(content: ContentOption = None) -> None:
    """Say how many pages are signed off, and which signatures no longer count."""
    try:
        sheets = _sheets(content or _checkout_content())
    except (ContentFault, EnvironmentFault) as fault:
        raise _told(fault) from fault
    signed = sum(sheet.review.is_signed for sheet in sheets)
    for sheet in sheets:
        if sheet.is_stale:
            typer.echo(f"{sheet.name}: its words changed after it was signed off")
    typer.echo(f"{signed} of {len(sheets)} pages are signed off.")


def _sheets(content: Path) -> tuple[Sheet, ...]:
    """The pages of a folder that a build would take.

    Raises:
        ContentFault: A build would not.
    """
    errors = [one for one in builder.check(content) if one.severity == "error"]
    if errors:
        raise ContentFault(errors)
    return signing.sheets_of(content)


def _told(fault: ContentFault | EnvironmentFault) -> typer.Exit:
    if isinstance(fault, ContentFault):
        _print(fault.findings)
    else:
        typer.echo(str(fault), err=True)
    return typer.Exit(1)


def _print(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        typer.echo(str(finding))


def _checkout_content() -> Path:
    root = checkout_dir()
    if root is None:
        raise typer.BadParameter("outside of a checkout, name --content")
    return root / "content"
