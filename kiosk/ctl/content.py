# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``infusion-kioskctl content``: check the content folder, build the library from it."""

import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from kiosk.ctl import handouts as handouts_
from kiosk.ctl import review
from kiosk.ctl.options import Config, end_by, faults_told, settings_in_use
from kiosk.ctl.preview import Wanted, can_show
from kiosk.ctl.preview import run as run_preview
from kiosk.faults import ContentFault, EnvironmentFault, Finding
from kiosk.library import authoring, builder, scaffold
from kiosk.library.authoring import Level
from kiosk.library.model import LANGUAGES, ArticleKind
from kiosk.paths import checkout_dir, default_library
from kiosk.session.handouts import WriteJob
from kiosk.settings import Center, load_settings
from kiosk.settings.explaining import required_keys

app = typer.Typer(help="Articles, reference and forms: check them, build the library.")
app.add_typer(review.app, name="review")

ContentOption = Annotated[
    Path | None,
    typer.Option("--content", metavar="DIR", help="Content folder; else the checkout's own."),
]


def _language_known(code: str | None) -> str | None:
    if code is not None and code not in LANGUAGES:
        raise typer.BadParameter(f"one of {', '.join(LANGUAGES)}")
    return code


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
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help="The center's settings that the texts will use; what they lack stops the build.",
        ),
    ] = None,
) -> None:
    """Check the content and build the library; does nothing when nothing changed."""
    folder, library = content or _checkout() / "content", out or _checkout() / "build/library.db"
    try:
        if config and load_settings(config).center is None:
            needed = ", ".join(sorted(required_keys(Center)))
            problem = f"The texts need the center's own values: {needed}."
            mend = "Write a [center] table; `infusion-kioskctl config example` shows one."
            raise ContentFault((Finding(config.name, 0, "center", problem, mend),))
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
    levels: Annotated[
        bool, typer.Option("--levels", help="Print the school grade of every text, too.")
    ] = False,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Look at review dates as of this day."),
    ] = None,
    accept_translation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SLUG",
            help="Write that es.md was compared with en.md as it stands; may be given again.",
        ),
    ] = None,
) -> None:
    """Name everything that is wrong in the content, without building; exit 1 on errors."""
    folder = content or _checkout() / "content"
    try:
        for slug in accept_translation or ():
            authoring.accept_translation(folder, slug)
        report = authoring.check(folder, (on or datetime.now().astimezone()).date())
    except ContentFault as fault:
        _print(fault.findings)
        raise typer.Exit(1) from fault
    except EnvironmentFault as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    if format_ is Format.JSON:
        listed = [_listed(finding) for finding in report.findings]
        typer.echo(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode())
    else:
        _print(report.findings)
    for level in report.levels if levels else ():
        typer.echo(_level(level), err=format_ is Format.JSON)
    end_by(report.findings)


new = typer.Typer(help="Begin something new.")
app.add_typer(new, name="new")


@new.command()
def article(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="Its name, like your-first-visit.")],
    kind: Annotated[
        ArticleKind, typer.Option("--kind", help="What it is.")
    ] = ArticleKind.YOUR_VISIT,
    content: ContentOption = None,
) -> None:
    """Begin an article: both languages with guidance to write over, and a picture to replace."""
    folder = content or _checkout() / "content"
    try:
        made = scaffold.new_article(folder, slug, kind, datetime.now().astimezone().date())
    except ContentFault as fault:
        _print(fault.findings)
        raise typer.Exit(1) from fault
    except EnvironmentFault as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    for path in made:
        typer.echo(path)
    typer.echo(f"Write over what says {' or '.join(scaffold.TO_DO.values())}", err=True)
    typer.echo(f"See it while you write: infusion-kioskctl content preview {slug}", err=True)


@app.command()
def preview(
    slug: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="Open here; else at the first page.")
    ] = None,
    content: ContentOption = None,
    language: Annotated[
        str, typer.Option("--language", callback=_language_known, help="Language to begin in.")
    ] = LANGUAGES[0],
    platform: Annotated[
        str | None, typer.Option("--platform", metavar="NAME", help="Qt platform.")
    ] = None,
) -> None:
    """Open the real kiosk in a window; what you save is shown, if it is sound."""
    folder = content or _checkout() / "content"
    if not can_show(platform, os.environ):
        typer.echo("There is no display here to open a window on.", err=True)
        raise typer.Exit(2)
    if slug is not None and not (folder / "articles" / slug).is_dir():
        typer.echo(f"There is no article {slug[:80]!r} in {folder.name}/articles.", err=True)
        raise typer.Exit(1)
    try:
        code = run_preview(Wanted(folder, slug, language, platform), _say)
    except ContentFault as fault:
        _print(fault.findings)
        typer.echo("There is nothing to show until this is mended.", err=True)
        raise typer.Exit(1) from fault
    except EnvironmentFault as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
    raise typer.Exit(code)


@app.command()
def handouts(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the files go.")],
    language: Annotated[
        str | None,
        typer.Option("--language", callback=_language_known, help="Only this; else all."),
    ] = None,
    config: Config = None,
    library: Annotated[
        Path | None,
        typer.Option("--library", metavar="FILE", help="The library; else the kiosk's own."),
    ] = None,
) -> None:
    """Write every handout and paper form as a PDF file, for the desk to print ahead of time."""
    with faults_told(), Progress(console=Console(stderr=True), transient=True) as bar:
        settings = settings_in_use(config)
        if settings.center is None:
            raise EnvironmentFault("the settings name no center: whose handouts are they?")
        handouts_.make_folder(out)
        task = bar.add_task("Handouts", total=None)
        amount = handouts_.write(
            WriteJob(
                paper=settings.printing.paper,
                library=str((library or default_library()).absolute()),
                live=settings.live,
                center=settings.center,
                folder=str(out.absolute()),
                languages=(language,) if language else LANGUAGES,
            ),
            lambda said: bar.update(task, completed=said.done, total=said.total),
        )
    typer.echo(f"Wrote {amount} handouts to {out}")
    if not settings.live:
        typer.echo("Each page says that it is a demonstration.", err=True)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _listed(finding: Finding) -> dict[str, str | int]:
    return {
        "file": finding.file,
        "line": finding.line,
        "rule": finding.rule,
        "message": finding.problem,
        "mend": finding.mend,
        "severity": finding.severity,
    }


def _level(level: Level) -> str:
    grades = ", ".join(f"{name} {grade:.1f}" for name, grade in level.reading.grades.items())
    told = ", ".join(f"{name} {score:.1f}" for name, score in level.reading.told.items())
    return (
        f"{level.file}: grade {level.reading.median:.1f} ({level.reading.band});"
        f" with medicine names {level.raw.median:.1f} ({level.raw.band}); {grades}"
        + (f"; told only: {told}" if told else "")
    )


def _print(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        typer.echo(str(finding))


def _checkout() -> Path:
    root = checkout_dir()
    if root is None:
        raise typer.BadParameter("outside of a checkout, name --content (and --out)")
    return root
