# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``infusion-kioskctl speech``: what a narrator records, and whether recordings can be played."""

import os
import subprocess
import sys
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from kiosk.ctl.options import AsJson, Config, end_by, faults_told, settings_in_use
from kiosk.faults import EnvironmentFault, Finding
from kiosk.languages import languages
from kiosk.paths import default_library, is_frozen
from kiosk.session.messages import Configure, Standing
from kiosk.session.recordings import (
    RATE_HZ,
    Line,
    RecordingFault,
    is_name,
    read_recording,
)
from kiosk.settings import DEMO_CENTER, Settings

app = typer.Typer(help="Recordings that are played in place of the kiosk's voice.")

QUIET = 330
"""Of 32,767: what is silence, 1 %."""
MOST_LOUD = 100
LONG_SILENCE_S = 2.0
FAST_LETTERS_S = 30.0
"""Nobody says more letters in a second: the end is missing."""
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ")

Library = Annotated[
    Path | None, typer.Option("--library", metavar="FILE", help="The library; else the kiosk's.")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="Only this one, such as es.")
]


@app.callback()
def speech() -> None:
    """Recordings that are played in place of the kiosk's voice."""


@app.command("list")
def list_lines(
    config: Config = None,
    library: Library = None,
    language: LanguageOption = None,
    *,
    missing: Annotated[
        bool, typer.Option("--missing", help="Only what the kiosk has no recording of.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print the narrator's sheet: file, where the words stand, and the words."""
    with faults_told():
        settings = settings_in_use(config)
        folder = Path(settings.speech.recordings) if settings.speech.recordings else None
        lines = lines_of(settings, library, language)
        recorded = [folder is not None and (folder / _file(line)).is_file() for line in lines]
    sheet = [
        {"file": _file(line), "recorded": has, **msgspec.structs.asdict(line), "mark": line.mark}
        for line, has in zip(lines, recorded, strict=True)
        if not (missing and has)
    ]
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(sheet), indent=2).decode())
        return
    for row in sheet:
        typer.echo(f"{row['file']}\t{row['where']}\t{row['words']}")
    typer.echo(f"{len(sheet)} texts; {sum(recorded)} of {len(lines)} are recorded", err=True)


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The recordings.")],
    config: Config = None,
    library: Library = None,
) -> None:
    """Name every recording that is never or badly played; exit 1 on errors."""
    with faults_told():
        if not folder.is_dir():
            raise EnvironmentFault(f"there is no folder {folder}")
        lines = lines_of(settings_in_use(config), library)
        found = list(findings(folder, lines))
    for finding in found:
        typer.echo(str(finding))
    end_by(found)


def findings(folder: Path, lines: Sequence[Line]) -> Iterator[Finding]:
    """Yield what is wrong in a folder of recordings.

    Args:
        folder: Where they lie, a folder for each language.
        lines: What is said now.
    """
    wanted = {_file(line): line for line in lines}
    for place in sorted(folder.iterdir()):
        if not place.is_dir() or place.is_symlink():
            yield _finding(place.name, "stray", "It is no folder of a language.", "Take it away.")
            continue
        for path in sorted(place.iterdir()):
            name = f"{place.name}/{path.name}"
            if not is_name(place.name, path.name):
                mend = "Name it as `speech list` does, or take it away."
                yield _finding(name, "stray", "No words lead to a file of this name.", mend)
            elif name not in wanted:
                mend = "Take it away, and record what `speech list --missing` names."
                problem = "The words that it was made for are not said any more."
                yield _finding(name, "stale", problem, mend, "warning")
            else:
                yield from _sound(path, name, wanted[name])


def lines_of(settings: Settings, library: Path | None, language: str | None = None) -> list[Line]:
    """Return what a kiosk of these settings reads aloud.

    Args:
        settings: Whose facts stand in the texts.
        library: The library file; None for the kiosk's own.
        language: Only this one; None for all.

    Raises:
        EnvironmentFault: There is no such language, or the pages cannot be made.
    """
    if language is not None and language not in languages():
        raise EnvironmentFault(f"there is no language {language[:20]!r}: {', '.join(languages())}")
    job = Configure(
        standing=Standing.LIVE if settings.live else Standing.DEMO,
        kiosk=settings.kiosk,
        center=settings.center or DEMO_CENTER,
        display=settings.display,
        visit=settings.visit,
        languages=settings.languages,
        requests=settings.requests,
        library=str((library or default_library()).absolute()),
        slot="",
        recipients=(),
    )
    done = subprocess.run(
        [*_helper(), *([language] if language else ())],
        input=msgspec.json.encode(job),
        stdout=subprocess.PIPE,
        env={name: os.environ[name] for name in _KEPT if name in os.environ} | _python(),
        check=False,
    )
    if done.returncode:
        raise EnvironmentFault("the texts of the library could not be read")
    return [msgspec.json.decode(line, type=Line) for line in done.stdout.splitlines()]


def _sound(path: Path, name: str, line: Line) -> Iterator[Finding]:
    try:
        recording = read_recording(path)
    except RecordingFault as fault:
        yield _finding(name, "unplayable", fault.problem, fault.mend)
        return
    samples, again = recording.samples, "Record it again."
    if max(samples) < QUIET and min(samples) > -QUIET:
        yield _finding(name, "silent", "Nothing is to be heard.", again)
        return
    if recording.seconds * FAST_LETTERS_S < len(line.words):
        problem = f"It is {recording.seconds:.1f} s long, too short for its words."
        yield _finding(name, "cut-off", problem, again)
    if samples.count(32_767) + samples.count(-32_768) > MOST_LOUD:
        yield _finding(name, "clipped", "It was recorded too loud.", again, "warning")
    for side, silence_s in (("begins", _silence_s(samples)), ("ends", _silence_s(samples[::-1]))):
        if silence_s > LONG_SILENCE_S:
            problem = f"It {side} with {silence_s:.1f} s of silence."
            yield _finding(name, "silence", problem, "Cut it.", "warning")


def _silence_s(samples: "array[int]") -> float:
    """Return how long it is silent at the beginning, seconds."""
    sounds = (at for at, sample in enumerate(samples) if abs(sample) >= QUIET)
    return next(sounds, len(samples)) / RATE_HZ


def _file(line: Line) -> str:
    return f"{line.language}/{line.mark}.wav"


def _finding(file: str, rule: str, problem: str, mend: str, severity: str = "error") -> Finding:
    return Finding(file, 0, rule, problem, mend, severity)


def _helper() -> tuple[str, ...]:
    """The screen's own pages, in a process of their own: no Qt in here."""
    if is_frozen():
        program = Path(sys.executable).with_name("infusion-kiosk")
        return (str(program), "--run-module", "kiosk.screen.script")
    return (sys.executable, "-P", "-m", "kiosk.screen.script")


def _python() -> dict[str, str]:
    """What makes a child find this very package, wherever it was started."""
    return {
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
