# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What of the content is not there in a language: it comes in the first one, with a note."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kiosk.faults import ContentFault, Finding
from kiosk.forms.load import load_form
from kiosk.languages import languages
from kiosk.library.articles import missing_text
from kiosk.library.files import name_of, read_bytes
from kiosk.library.reference import load_reference, parts
from kiosk.library.reference_checks import missing

SEVERITY = "warning"
"""A language begins with few texts; where all must be there, `content check` makes it an error."""


def uncovered(content: Path, language: str) -> Iterator[Finding]:
    """Yield each file that lacks a language, at its first place that does.

    Raises:
        EnvironmentFault: A file cannot be read.
    """
    for folder in sorted((content / "articles").glob("*/")):
        if not (folder / f"{language}.md").is_file():
            yield missing_text(folder.name, language, SEVERITY)
    lacking: dict[str, list[Finding]] = {}
    reference, _ = load_reference(content)
    for entry, path, part in parts(reference):
        if part.by(language) is None:
            lacking.setdefault(entry.file, []).append(missing(entry, path, language))
    for form in sorted((content / "forms").glob("*.json")):
        try:
            load_form(read_bytes(content, form), name_of(content, form), languages=(language,))
        except ContentFault as fault:
            found = [one for one in fault.findings if one.rule == "form-translation"]
            lacking |= {name_of(content, form): found} if found else {}
    for found in lacking.values():
        yield _first(found, language)


def _first(found: list[Finding], language: str) -> Finding:
    first = min(found)
    problem = f"{len(found)} texts are not there in {languages()[language].english}."
    mend = f"Begin here: {first.problem} {first.mend}"
    return replace(first, problem=problem, mend=mend, severity=SEVERITY)
