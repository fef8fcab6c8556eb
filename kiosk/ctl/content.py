# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``infusion-kioskctl content``: check the content folder, build the library from it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from kiosk.faults import ContentFault, EnvironmentFault, Finding
from kiosk.library import builder
from kiosk.paths import checkout_dir

app = typer.Typer(help="Articles, reference and forms: check them, build the library.")

ContentOption = Annotated[
    Path | None,
    typer.Option("--content", metavar="DIR", help="Content folder; else the checkout's own."),
]


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


@app.command()
def build(
    content: ContentOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The library; else build/library.db."),
    ] = None,
) -> None:
    """Check the content and build the library; does nothing when nothing changed."""
    folder, library = content or _checkout() / "content", out or _checkout() / "build/library.db"
    try:
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Articles", total=None)
            report = builder.build(
                folder,
                library,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    except ContentFault as fault:
        _print(fault.findings)
        typer.echo("The library was not built; the last good one is untouched.", err=True)
        raise typer.Exit(1) from fault
    except EnvironmentFault as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    _print(report.warnings)
    if report.unchanged:
        typer.echo(f"Nothing changed: {library}")
        return
    typer.echo(
        f"Built {library}: {report.articles} articles, {report.symptoms} symptoms,"
        f" {report.therapies} therapies, {len(report.warnings)} warnings"
    )


@app.command()
def check(
    content: ContentOption = None,
    format_: Annotated[
        Format, typer.Option("--format", help="How to print findings.")
    ] = Format.TEXT,
) -> None:
    """Name everything that is wrong in the content, without building; exit 1 on errors."""
    try:
        findings = builder.check(content or _checkout() / "content")
    except EnvironmentFault as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    if format_ is Format.JSON:
        typer.echo(msgspec.json.format(msgspec.json.encode(findings), indent=2).decode())
    else:
        _print(findings)
        errors = sum(finding.severity == "error" for finding in findings)
        typer.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


def _print(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        typer.echo(str(finding))


def _checkout() -> Path:
    root = checkout_dir()
    if root is None:
        raise typer.BadParameter("outside of a checkout, name --content (and --out)")
    return root
