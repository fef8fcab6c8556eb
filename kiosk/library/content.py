# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A whole content folder: loaded once, with everything that is wrong in it."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.faults import ContentFault, Finding
from kiosk.library.articles import Known, check_articles, load_articles
from kiosk.library.files import files_below, name_of, read_bytes
from kiosk.library.model import LinkKind
from kiosk.library.parser import ArticleParser
from kiosk.library.reference import load_reference
from kiosk.library.reference_checks import check_reference
from kiosk.library.resolve import Sources
from kiosk.library.rules import word_findings

_PLACES = re.compile(
    r"(?:.*/)?README\.md|articles/[^/]+/[^/]+|forms/[^/]+\.json|attract\.toml|"
    r"reference/(?:tiers|areas|groups|before)\.toml|reference/(?:symptoms|therapies)/[^/]+\.toml|"
    r"reference/(?:symptoms|groups)/[^/]+\.(?:svg|png|jpe?g)"
)


class _Questionnaire(msgspec.Struct, frozen=True, rename="camel"):
    """As much of a form as the library looks at; `kiosk.forms` judges the rest."""

    resource_type: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A content folder as read: ``sources`` is None while there are errors.

    Attributes:
        sources: What the library is made of.
        findings: Everything wrong, sorted by file and line, without doubles.
    """

    sources: Sources | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def load(content: Path, progress: Callable[[int, int], None] | None = None) -> Loaded:
    """Read and check a content folder.

    Args:
        content: The folder.
        progress: Called with articles read and articles in all.

    Raises:
        EnvironmentFault: The folder or a file in it cannot be read.
    """
    findings = list(_strays(content))
    reference, found = load_reference(content)
    findings += found
    forms, found = _forms(content)
    findings += found
    with ArticleParser() as parser:
        articles, found = load_articles(content, parser, progress)
    findings += found
    known = Known(
        {
            LinkKind.ARTICLE: frozenset(articles),
            LinkKind.SYMPTOM: frozenset(reference.symptoms),
            LinkKind.THERAPY: frozenset(reference.therapies),
            LinkKind.FORM: frozenset(forms),
        }
    )
    findings += check_reference(reference)
    findings += check_articles(articles.values(), known)
    findings += word_findings(articles.values(), reference)
    ordered = tuple(sorted(set(findings)))
    if reference.tiers is None or any(finding.severity == "error" for finding in ordered):
        return Loaded(None, ordered)
    return Loaded(Sources(articles, reference, reference.tiers.value, forms), ordered)


def _strays(content: Path) -> Iterator[Finding]:
    for path in files_below(content):
        name = name_of(content, path)
        if _PLACES.fullmatch(name) is None:
            problem, mend = "Nothing reads a file of this name.", "Rename, move or remove it."
            yield Finding(name, 0, "unused-file", problem, mend, "warning")


def _forms(content: Path) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    forms, findings = dict[str, bytes](), list[Finding]()
    for path in sorted((content / "forms").glob("*.json")):
        name = name_of(content, path)
        try:
            data = read_bytes(content, path)
            form = msgspec.json.decode(data, type=_Questionnaire)
            if form.resource_type != "Questionnaire":
                raise msgspec.ValidationError("another resourceType")
            forms[path.stem] = data
        except ContentFault as fault:
            findings += fault.findings
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            problem, mend = (
                "This is no FHIR Questionnaire in JSON.",
                "Compare it with another form.",
            )
            findings.append(Finding(name, 0, "form", problem, mend))
    return forms, tuple(findings)


def stamp_of(content: Path) -> str:
    """Return a digest of the names, sizes and times of all files: equal means nothing changed.

    Raises:
        EnvironmentFault: The folder is missing or cannot be read.
    """
    digest = hashlib.sha256()
    for path in files_below(content):
        status = path.lstat()
        line = f"{name_of(content, path)}\0{status.st_size}\0{status.st_mtime_ns}\n"
        digest.update(line.encode())
    return digest.hexdigest()


def digest_of(content: Path) -> str:
    """Return a digest of the names and bytes of all files.

    Raises:
        EnvironmentFault: The folder is missing or cannot be read.
    """
    digest = hashlib.sha256()
    for path in files_below(content):
        name = name_of(content, path).encode()
        try:
            data = b"" if path.is_symlink() else path.read_bytes()
        except OSError:  # an unreadable file is no input; the build itself reports it
            data = b""
        digest.update(len(name).to_bytes(8, "big") + name + len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
