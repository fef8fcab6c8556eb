# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``infusion-kioskctl languages``: is a language of the kiosk complete."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated
from xml.etree import ElementTree as ET

import typer

from kiosk.ctl.options import end_by, faults_told
from kiosk.faults import ContentFault, Finding
from kiosk.fleet.phrases import lacking_phrases
from kiosk.languages import Language, catalogues_dir, languages, whole_languages
from kiosk.library.coverage import uncovered
from kiosk.paths import checkout_dir
from kiosk.toml_edge import read_toml

app = typer.Typer(help="Languages of the kiosk: check them.")

BAR, BAR_LETTERS = "BottomBar", 9
"""The five words of the bottom bar: one word each, that holds at twice the size."""
_PLACEHOLDER = re.compile(r"\{\w*\}|%n")

_MESSAGE = re.compile(r"<message\b")

Key = tuple[str, str, str]
"""A message: its context, its English words, what tells it from others of the same words."""
Message = tuple[ET.Element, int]
"""A message and its line."""


@app.callback()
def main() -> None:
    """Languages of the kiosk: check them."""


@app.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", metavar="DIR", help="Languages and catalogues; else those in use."
        ),
    ] = None,
    content: Annotated[
        Path | None,
        typer.Option("--content", metavar="DIR", help="Content folder; else the checkout's own."),
    ] = None,
) -> None:
    """Name everything that a language lacks; exit 1 on errors."""
    found = list(findings(folder or catalogues_dir()))
    root = checkout_dir()
    texts = content or (root / "content" if root and folder is None else None)
    with faults_told():
        found += content_findings(texts) if texts else ()
    for finding in found:
        typer.echo(str(finding))
    end_by(found)


def findings(folder: Path) -> Iterator[Finding]:
    """Yield what is wrong in a folder of languages and their catalogues.

    The first language is that of the source: its catalogue holds plural forms only. All others
    have every message that any catalogue has.
    """
    known: dict[str, Language] = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            known[file.stem] = read_toml(file.read_text("utf-8"), file.name, Language)
        except ContentFault as fault:
            yield from fault.findings
    source = min(known, key=lambda code: known[code].rank, default="")
    files = {code: folder / f"kiosk_{code}.ts" for code in known}
    messages: dict[str, dict[Key, Message]] = {}
    for code, file in files.items():
        try:
            messages[code] = _messages(file)
        except ContentFault as fault:
            yield from fault.findings
    everything = frozenset(key for words in messages.values() for key in words)
    for code, words in messages.items():
        file = files[code]
        if not file.with_suffix(".qm").is_file():
            yield _finding(
                file.name, "not-compiled", "It has no .qm file.", "Run pyside6-lrelease."
            )
        for key in sorted(everything - words.keys() if code != source else ()):
            yield _finding(file.name, "message-missing", _named(key), "Run pyside6-lupdate.")
        for key, message in words.items():
            yield from _wrong(file.name, key, message)
        if code != source and not known[code].is_reviewed:
            yield _finding(
                f"{code}.toml",
                "not-reviewed",
                "No qualified translator has read its words.",
                "Have one read every page, then fill in reviewed_by and reviewed_on.",
                "warning",
            )
    yield from _doubles(known)


def content_findings(content: Path) -> Iterator[Finding]:
    """Yield which texts of a content folder, and which phrases of the desk, lack a language.

    Those in which every text must be there are left to ``content check``.

    Raises:
        EnvironmentFault: A file cannot be read.
    """
    for code in languages():
        yield from lacking_phrases(code)
        if code not in whole_languages():
            yield from uncovered(content, code)


def _messages(file: Path) -> dict[Key, Message]:
    try:
        text = file.read_text("utf-8")
        root = ET.fromstring(text)  # noqa: S314 - the product's own, or its translator's
    except FileNotFoundError as error:
        lacking = _finding(file.name, "catalogue-missing", "There are no words.", "Make it.")
        raise ContentFault((lacking,)) from error
    except ET.ParseError as error:
        mend = "Take the last good one, or save it again in Qt Linguist."
        damaged = _finding(file.name, "catalogue-damaged", f"This is no XML: {error}.", mend)
        raise ContentFault((damaged,)) from error
    lines = (text.count("\n", 0, found.start()) + 1 for found in _MESSAGE.finditer(text))
    return {
        (
            context.findtext("name", ""),
            message.findtext("source", ""),
            message.findtext("comment", ""),
        ): (message, next(lines, 0))
        for context in root.iter("context")
        for message in context.iter("message")
    }


def _wrong(file: str, key: Key, message: Message) -> Iterator[Finding]:
    for one in _problems(file, key, message[0]):
        yield replace(one, line=message[1])


def _problems(file: str, key: Key, message: ET.Element) -> Iterator[Finding]:
    translation = message.find("translation")
    if translation is None:
        return
    is_plural = message.get("numerus") == "yes"
    forms = list(translation.iter("numerusform")) if is_plural else [translation]
    texts = [form.text or "" for form in forms]
    if translation.get("type") in {"vanished", "obsolete"}:
        yield _finding(file, "message-gone", _named(key), "Take it out: no code says it.")
    elif translation.get("type") or not texts or not all(texts):
        problem = f"{_named(key)}, form {texts.index('') + 1}" if "" in texts else _named(key)
        yield _finding(file, "message-unfinished", problem, "Fill it in.")
    elif any(_held(text) != _held(key[1]) for text in texts):
        yield _finding(file, "placeholder", _named(key), "Keep what stands in braces, and %n.")
    elif key[0] == BAR and any(" " in text or len(text) > BAR_LETTERS for text in texts):
        yield _finding(file, "bar-word", _named(key), f"One word of {BAR_LETTERS} letters at most.")


def _held(text: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(text))


def _doubles(known: dict[str, Language]) -> Iterator[Finding]:
    seen: dict[object, str] = {}
    for code, language in known.items():
        for what in (language.rank, language.own):
            if (other := seen.setdefault(what, code)) != code:
                problem = f"It has {what} like {other}.toml."
                yield _finding(f"{code}.toml", "double", problem, "Give each its own.")


def _named(key: Key) -> str:
    return f'{key[0]}: "{key[1]}".'


def _finding(file: str, rule: str, problem: str, mend: str, severity: str = "error") -> Finding:
    return Finding(file, 0, rule, problem, mend, severity)
