# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Articles as their authors wrote them: loaded, parsed, and checked against the rest."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from kiosk.faults import ContentFault, Finding
from kiosk.languages import whole_languages
from kiosk.library.files import ArticleFolder, Entry, split_head
from kiosk.library.markdown import Mention, Parsed
from kiosk.library.model import (
    GENERAL_TAG,
    LANGUAGES,
    ArticleKind,
    Block,
    Callout,
    Heading,
    LinkKind,
    Listing,
    PictureBlock,
    Table,
    Target,
)
from kiosk.library.scaffold import TO_DO
from kiosk.library.shapes import FrontMatter, Slug
from kiosk.toml_edge import Lines, read_toml

_LINK_KINDS = frozenset(LinkKind) - {LinkKind.OUTSIDE}
_SAME = ("kind", "topics", "therapies", "picture", "call_to_action", "next_review")


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """One article's folder: heads and texts by language, bytes of its sound pictures by name."""

    slug: str
    heads: Mapping[str, Entry[FrontMatter]] = field(default_factory=dict)
    texts: Mapping[str, Parsed] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """Slugs of everything that a link may lead to, by kind."""

    refs: Mapping[str, frozenset[str]]

    def holds(self, kind: str, ref: str) -> bool:
        """Return whether there is such a thing."""
        return ref in self.refs.get(kind, frozenset())


Parse = Callable[[str, str, str, int], Parsed]
"""Parses a text, given its file's name for findings, its article's slug and its first line."""


def source_of(folder: ArticleFolder, parse: Parse) -> tuple[ArticleSource, tuple[Finding, ...]]:
    """Return what an article's folder says, and everything wrong in reading it.

    Args:
        folder: The folder as it was read.
        parse: Parses the texts.
    """
    slug, findings = folder.slug, list[Finding]()
    heads, texts = dict[str, Entry[FrontMatter]](), dict[str, Parsed]()
    try:
        msgspec.convert(slug, Slug)
    except msgspec.ValidationError:
        problem = "The folder's name is not made of lower-case words joined by hyphens."
        findings.append(Finding(f"articles/{slug}", 0, "file-name", problem, "Rename it."))
        return ArticleSource("unnamed"), tuple(findings)
    for language in LANGUAGES:
        name = f"{language}.md"
        if name not in folder.files and name not in folder.refused:
            continue
        file = f"articles/{slug}/{name}"
        try:
            head, body, line = split_head(folder.text(name), file)
            texts[language] = parse(body, file, slug, line)
            findings.extend(texts[language].findings)
            value = read_toml(head, file, FrontMatter, first_line=2)
            heads[language] = Entry(slug, file, value, Lines(head, 2))
        except ContentFault as fault:
            findings.extend(fault.findings)
    pictures, found = _pictures(folder, heads, texts)
    return ArticleSource(slug, heads, texts, pictures), (*findings, *found)


def _pictures(
    folder: ArticleFolder,
    heads: Mapping[str, Entry[FrontMatter]],
    texts: Mapping[str, Parsed],
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Judge each picture that the texts name, once; findings stand where it is named."""
    named: dict[str, tuple[str, int]] = {}
    for language, text in texts.items():
        for mention in text.mentions:
            if mention.kind == "picture":
                file = f"articles/{folder.slug}/{language}.md"
                named.setdefault(mention.ref, (file, mention.line))
    for head in heads.values():
        named.setdefault(head.value.picture, (head.file, head.lines.at(("picture",))))
    pictures, findings = dict[str, bytes](), list[Finding]()
    for name, (file, line) in named.items():
        try:
            pictures[name] = folder.picture(name, file, line)
        except ContentFault as fault:
            findings.extend(fault.findings)
    return pictures, (*findings, *_unused(folder, named))


def _unused(folder: ArticleFolder, named: Container[str]) -> Iterator[Finding]:
    texts = {f"{language}.md" for language in LANGUAGES}
    for name in sorted({*folder.files, *folder.refused}):
        if name not in named and name not in texts:
            problem, mend = "No text of the article uses this file.", "Use it or remove it."
            file = f"articles/{folder.slug}/{name}"
            yield Finding(file, 0, "unused-file", problem, mend, "warning")


def check_articles(articles: Iterable[ArticleSource], known: Known) -> tuple[Finding, ...]:
    """Return what is wrong inside each article and between it and the rest of the library."""
    return tuple(
        finding
        for article in articles
        for found in (
            _translation(article),
            _heads(article, known),
            _links(article, known),
            _sources(article),
        )
        for finding in found
    )


def _translation(article: ArticleSource) -> Iterator[Finding]:
    kinds = {head.value.kind for head in article.heads.values()}
    # News of the day need not wait for a translator; the page then says which language it is in.
    severity = "warning" if article.texts and kinds == {ArticleKind.CENTER_NEWS} else "error"
    for language in whole_languages():
        if language not in article.texts:
            yield missing_text(article.slug, language, severity)
    whole = [code for code in LANGUAGES if code in article.texts and code in article.heads]
    if LANGUAGES[0] not in whole:
        return
    first = article.heads[LANGUAGES[0]]
    for second in (article.heads[code] for code in whole[1:]):
        for name in _SAME:
            if getattr(first.value, name) != getattr(second.value, name):
                problem = f"`{name}` differs from {first.file}."
                yield second.finding((name,), "translation-differs", problem, _SAME_MEND)
    for code in whole[1:]:
        yield from _same_shape(article, code)


def missing_text(slug: str, language: str, severity: str) -> Finding:
    """Return that an article lacks a language."""
    file = f"articles/{slug}/{language}.md"
    problem, mend = "The translation is missing.", f"Write {language}.md beside the other text."
    return Finding(file, 0, "missing-translation", problem, mend, severity)


_SAME_MEND = "Make all languages the same."


def _same_shape(article: ArticleSource, language: str) -> Iterator[Finding]:
    ours, theirs = article.texts[LANGUAGES[0]], article.texts[language]
    if ours.findings or theirs.findings:
        return
    for number in range(max(len(ours.blocks), len(theirs.blocks))):
        mine = _shape(ours.blocks[number]) if number < len(ours.blocks) else "the end"
        other = _shape(theirs.blocks[number]) if number < len(theirs.blocks) else "the end"
        if mine != other:
            line = (*theirs.lines, theirs.lines[-1])[min(number, len(theirs.lines))]
            problem = f"Here stands {other}, and {mine} in {LANGUAGES[0]}.md."
            file = article.heads[language].file
            yield Finding(file, line, "translation-differs", problem, _SAME_MEND)
            return


def _shape(block: Block) -> str:
    """Return in words what a translation of this block must be too."""
    match block:
        case Heading(level=level):
            return f"a heading of level {level}"
        case Listing(items=items, style=style):
            return f"a list of {len(items)} {style}"
        case Callout(kind=kind, blocks=blocks):
            return f"a box {kind} with " + " and ".join(map(_shape, blocks))
        case Table(header=header, rows=rows):
            return f"a table of {len(header)} by {len(rows)}"
        case PictureBlock(picture=picture):
            return f"the picture {picture}"
        case _:
            return "a paragraph"


def _heads(article: ArticleSource, known: Known) -> Iterator[Finding]:
    for head in article.heads.values():
        for number, slug in enumerate(head.value.therapies):
            if not known.holds(LinkKind.THERAPY, slug):
                yield head.finding(
                    ("therapies", number),
                    "unknown-therapy",
                    f"There is no therapy {slug!r} to lead to.",
                    "Write the slug of a therapy.",
                )
        target = target_of(head.value.call_to_action)
        if head.value.call_to_action and (
            target is None or not known.holds(target.kind, target.ref)
        ):
            yield head.finding(
                ("call_to_action",),
                "call-to-action",
                "The button leads nowhere.",
                "Write form:, article:, symptom: or therapy: and a name that exists.",
            )


def target_of(text: str) -> Target | None:
    """Return where ``form:contact`` leads, or None when it is not of that form."""
    kind, _, ref = text.partition(":")
    return Target(LinkKind(kind), ref) if kind in _LINK_KINDS else None


def _links(article: ArticleSource, known: Known) -> Iterator[Finding]:
    for file, mention in _mentions(article):
        if mention.kind in _LINK_KINDS and not known.holds(mention.kind, mention.ref):
            problem = f"There is no {mention.kind} {mention.ref!r} to lead to."
            mend = f"Write the slug of a {mention.kind}."
            yield Finding(file, mention.line, f"unknown-{mention.kind}", problem, mend)


def _sources(article: ArticleSource) -> Iterator[Finding]:
    for language, head in article.heads.items():
        used = set[str]()
        for file, mention in _mentions(article, (language,)):
            if mention.kind == "source":
                used.add(mention.ref)
                if mention.ref not in {GENERAL_TAG, *head.value.sources}:
                    problem = f"There is no source {mention.ref!r} in the head."
                    mend = "Add it under [sources]."
                    yield Finding(file, mention.line, "unknown-source", problem, mend)
        for tag, citation in head.value.sources.items():
            if citation.startswith(tuple(TO_DO.values())):
                problem, mend = "The source is still to be named.", "Write where you read it."
                yield head.finding(("sources", tag), "to-do", problem, mend, "warning")
        for tag in head.value.sources.keys() - used:
            problem, mend = f"The source {tag!r} is never used.", "Use it or remove it."
            yield head.finding(("sources", tag), "unused-source", problem, mend, "warning")


def _mentions(
    article: ArticleSource, languages: tuple[str, ...] = LANGUAGES
) -> Iterator[tuple[str, Mention]]:
    for language in languages:
        if language in article.texts:
            for mention in article.texts[language].mentions:
                yield f"articles/{article.slug}/{language}.md", mention
