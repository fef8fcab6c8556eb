# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What ``content check`` asks of an author beyond what a build refuses.

A build refuses what is broken or unsafe. The rules here judge how well a text is written and
whether it is fresh: they need the author's file, a dictionary and today's date, and are not for a
machine that builds ten thousand articles. A new rule is a new function in `PAGE_RULES`.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.faults import ContentFault, EnvironmentFault, Finding
from kiosk.languages import whole_languages
from kiosk.library import builder, figures, freshness, glossary, prose, readability
from kiosk.library.files import Entry, name_of, read_text, split_head
from kiosk.library.limits import text_findings
from kiosk.library.markdown import parse
from kiosk.library.model import GENERAL_TAG, LANGUAGES, ArticleKind, Table
from kiosk.library.parser import STOPPED
from kiosk.library.prose import Page, Run, RunKind, sentences
from kiosk.library.readability import Reading
from kiosk.library.reference import Reference, load_reference
from kiosk.library.rules import JUDGED
from kiosk.library.shapes import FrontMatter
from kiosk.toml_edge import Lines, read_toml

# What a person tells of themselves, and what a center announces, rest on no publication.
_OWN_WORDS = {ArticleKind.STORY, ArticleKind.CENTER_NEWS}


@dataclass(frozen=True, slots=True)
class Level:
    """How hard one article is in one language.

    Attributes:
        file: The article's file.
        reading: Grades with medicine names masked.
        raw: Grades of the text as it stands.
    """

    file: str
    reading: Reading
    raw: Reading


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` found: findings in file and line order, and a level for each readable text."""

    findings: tuple[Finding, ...]
    levels: tuple[Level, ...]


def check(content: Path, today: dt.date) -> Report:
    """Return everything wrong with a content folder, and how hard its articles are to read.

    Args:
        content: The folder.
        today: The day on which review dates are looked at.

    Raises:
        EnvironmentFault: A file cannot be read, or textstat is not installed.
    """
    findings = list(builder.check(content))
    stopped = {one.file for one in findings if one.rule == STOPPED}
    reference, _ = load_reference(content)
    names, levels = medicine_names(reference), list[Level]()
    for folder in sorted((content / "articles").glob("*/")):
        pages = pages_of(content, folder, stopped)
        heads, bodies = ({one.language: one.head for one in pages}, _bodies(pages))
        findings += freshness.translation_findings(heads, bodies)
        findings += freshness.review_date_findings(heads, today)
        for page in pages:
            findings += (one for rule in PAGE_RULES for one in rule(page))
            if page.language not in JUDGED:
                continue
            findings += (one for rule in WORD_RULES for one in rule(page))
            reading, raw = readability.reading_level(page, names)
            levels.append(Level(page.file, reading, raw))
            findings += readability.hard_page(page, reading, raw)
    findings += figures.reference_figures(reference)
    return Report(tuple(sorted(set(findings))), tuple(levels))


def accept_translation(content: Path, slug: str) -> None:
    """Write into an article's translations that they stand for the English words of this moment.

    Raises:
        ContentFault: One of the texts is missing or cannot be read as an article.
        EnvironmentFault: A file cannot be read or written.
    """
    folder = content / "articles" / slug
    pages = pages_of(content, folder, frozenset())
    found = {page.language for page in pages}
    if not found >= set(whole_languages()) or "/" in slug:
        problem, mend = "All texts must be there and sound.", "Run content check."
        raise ContentFault((Finding(f"articles/{slug[:80]}", 0, "translation", problem, mend),))
    heads = {page.language: page.head for page in pages}
    mark = freshness.words_mark(heads, _bodies(pages), (freshness.SOURCE,))
    for path in (folder / f"{language}.md" for language in found - {freshness.SOURCE}):
        try:
            path.write_text(freshness.with_mark(read_text(content, path), mark), encoding="utf-8")
        except OSError as error:
            raise EnvironmentFault(
                f"{name_of(content, path)} cannot be written: {error.strerror}"
            ) from error


def pages_of(content: Path, folder: Path, stopped: frozenset[str] | set[str]) -> tuple[Page, ...]:
    """Return an article's texts that can be read, without those whose parsing was stopped.

    What is wrong with the others is what a build says of them; it parses in a child process.
    """
    pages = list[Page]()
    for language in LANGUAGES:
        path = folder / f"{language}.md"
        file = name_of(content, path)
        if file in stopped:
            continue
        try:
            head, body, line = split_head(read_text(content, path), file)
            value = read_toml(head, file, FrontMatter, first_line=2)
        except ContentFault:
            continue
        if (
            not text_findings(body, file, line)
            and (parsed := parse(body, file, folder.name, line)).blocks
        ):
            entry = Entry(folder.name, file, value, Lines(head, 2))
            pages.append(prose.page_of(entry, language, parsed, body, line))
    return tuple(pages)


def _bodies(pages: tuple[Page, ...]) -> dict[str, str]:
    return {page.language: page.body for page in pages}


def medicine_names(reference: Reference) -> frozenset[str]:
    """Return every name of a medicine in the reference, in all languages, with its short forms."""
    found = set[str]()
    for therapy in reference.therapies.values():
        words = map(therapy.value.by, LANGUAGES)
        brands = (brand.name for brand in therapy.value.brands)
        for name in (*(one.name for one in words if one), *brands):
            # "Dihydroergotamine (DHE)" is written in full, as either name, or as both.
            found |= {name, *(part.strip() for part in re.split(r"[()]", name))}
    return frozenset(name for name in found if len(name) > 2)


def unsourced_claims(page: Page) -> Iterator[Finding]:
    """Each paragraph and point that may claim something names its source.

    A paragraph that leads in ("… if you:") lends its source to the list below it. Questions, one
    sentence that leads on to another page, and telling whom to call claim nothing.
    """
    if page.head.value.kind in _OWN_WORDS:
        return
    lent, lent_to = False, 0
    for run in page.runs:
        leads_in = run.kind is RunKind.PARAGRAPH and run.text.rstrip().endswith(":")
        if leads_in:
            lent, lent_to = bool(run.sources), run.group + 1
            continue
        claims = run.kind in {RunKind.PARAGRAPH, RunKind.ITEM} and not _only_directs(run)
        if claims and not run.sources and not (lent and run.group == lent_to):
            yield page.finding(
                run.line,
                "source-missing",
                f"The {run.kind.value} names no source.",
                f"End it with [^TAG], or [^{GENERAL_TAG}] for what a clinician must confirm.",
            )


_WHOM_TO_CALL = re.compile(
    r"\{(?:after_hours_)?phone\}|\b911\b|\bnurse\b|\benfermer", re.IGNORECASE
)


def _only_directs(run: Run) -> bool:
    said = sentences(run.text)
    return (run.leads_on and len(said) == 1) or all(_WHOM_TO_CALL.search(one) for one in said)


def unsourced_tables(page: Page) -> Iterator[Finding]:
    """A table names its sources in a cell or in the paragraph before it."""
    if page.head.value.kind in _OWN_WORDS:
        return
    blocks, lines = page.parsed.blocks, (*page.parsed.lines, 1_000_000)
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            first = lines[max(number - 1, 0)]
            if not any(
                mention.kind == "source" and first <= mention.line < lines[number + 1]
                for mention in page.parsed.mentions
            ):
                problem = "Neither the table nor the paragraph before it names a source."
                mend = "End that paragraph, or a cell, with [^TAG]."
                yield page.finding(lines[number], "source-missing", problem, mend)


PAGE_RULES: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    prose.long_sentences,
    prose.long_paragraphs,
    prose.long_articles,
    figures.percentages,
    unsourced_claims,
    unsourced_tables,
)
WORD_RULES: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    figures.frequency_words,
    figures.mixed_denominators,
    glossary.unexplained_terms,
)
"""Rules that know the words of some languages (`rules.JUDGED`)."""
