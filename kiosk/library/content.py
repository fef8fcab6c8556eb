# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A whole content folder: loaded once, with everything that is wrong in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.faults import ContentFault, Finding
from kiosk.forms.load import load_form
from kiosk.languages import whole_languages
from kiosk.library.articles import Known
from kiosk.library.files import Entry, name_of, read_bytes
from kiosk.library.gathering import Articles
from kiosk.library.model import LinkKind
from kiosk.library.prepared import Prepared
from kiosk.library.reference import load_reference
from kiosk.library.reference_checks import check_reference, stale_signatures
from kiosk.library.resolve import Sources
from kiosk.library.rules import reference_findings
from kiosk.library.shapes import QuestionsFile
from kiosk.library.tree import Tree

_PLACES = re.compile(
    r"(?:.*/)?README\.md|articles/[^/]+/[^/]+|forms/[^/]+\.json|(?:attract|questions)\.toml|"
    r"reference/(?:tiers|lines|areas|groups|before)\.toml|reference/(?:symptoms|therapies)/[^/]+\.toml|"
    r"reference/(?:symptoms|groups)/[^/]+\.(?:svg|png|jpe?g)"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A content folder as read: ``sources`` is None while there are errors.

    Attributes:
        sources: What the library is made of, its articles aside.
        articles: The articles by slug, sorted.
        findings: Everything wrong, sorted by file and line, without doubles.
    """

    sources: Sources | None
    articles: Mapping[str, Prepared]
    findings: tuple[Finding, ...]


def load(
    tree: Tree, cache: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> Loaded:
    """Read and check a content folder.

    Args:
        tree: The folder.
        cache: Where articles that earlier builds prepared are kept; None prepares all.
        progress: Called with articles prepared and articles in all.

    Raises:
        EnvironmentFault: The folder or a file in it cannot be read, or changes at this moment.
    """
    content = tree.root
    findings = list(_strays(tree))
    reference, found = load_reference(content)
    findings += found
    forms, found = _forms(content)
    findings += found
    known = Known(
        {
            LinkKind.ARTICLE: frozenset(tree.articles),
            LinkKind.SYMPTOM: frozenset(reference.symptoms),
            LinkKind.THERAPY: frozenset(reference.therapies),
            LinkKind.FORM: frozenset(forms),
        }
    )
    articles = Articles(tree, cache).prepared(known, progress)
    findings += (finding for article in articles.values() for finding in article.findings)
    findings += check_reference(reference)
    findings += _astray(reference.questions, known)
    findings += reference_findings(reference)
    if reference.tiers is None or any(finding.severity == "error" for finding in findings):
        return Loaded(None, articles, tuple(sorted(set(findings))))
    ordered = tuple(sorted({*findings, *stale_signatures(reference)}))
    return Loaded(Sources(reference, reference.tiers.value, forms), articles, ordered)


def _astray(questions: Entry[QuestionsFile] | None, known: Known) -> Iterator[Finding]:
    for number, asked in enumerate(questions.value.questions if questions else ()):
        kind, _, slug = asked.to.partition(":")
        if questions and not known.holds(kind, slug):
            problem = f"There is no {kind} {slug!r} to lead to."
            place = ("questions", number, "to")
            mend = f"Write the slug of a {kind}."
            yield questions.finding(place, f"unknown-{kind}", problem, mend)


def _strays(tree: Tree) -> Iterator[Finding]:
    for name in tree.files:
        if _PLACES.fullmatch(name) is None:
            problem, mend = "Nothing reads a file of this name.", "Rename, move or remove it."
            yield Finding(name, 0, "unused-file", problem, mend, "warning")


def _forms(content: Path) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    forms, findings = dict[str, bytes](), list[Finding]()
    for path in sorted((content / "forms").glob("*.json")):
        name = name_of(content, path)
        try:
            data = read_bytes(content, path)
            load_form(data, name, languages=whole_languages())
            forms[path.stem] = data
        except ContentFault as fault:
            findings += fault.findings
    return forms, tuple(findings)
