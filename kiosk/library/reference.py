# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The reference as its authors wrote it: loaded from TOML and checked against itself."""

import dataclasses
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.faults import ContentFault, Finding
from kiosk.library.files import Entry, name_of, read_entry, read_picture, read_text
from kiosk.library.model import LANGUAGES
from kiosk.library.pictures import MEDIA_TYPES
from kiosk.library.shapes import (
    AttractFile,
    BeforeFile,
    GroupFile,
    InEach,
    LinesFile,
    Name,
    NamesFile,
    Pictured,
    QuestionsFile,
    Sharing,
    Shown,
    Slug,
    SymptomFile,
    TherapyFile,
    Tiers,
)
from kiosk.toml_edge import Lines, parse_toml, read_toml

S = TypeVar("S", bound=msgspec.Struct)
P = TypeVar("P", bound=InEach[object])
H = TypeVar("H", bound=Sharing)
Where = tuple[str | int, ...]
AnyEntry = Entry[msgspec.Struct]
# Folders of pictures below content/, and the beginnings of their names in the library; an article's
# picture is called slug/file, so that the two never meet.
SYMPTOM_PICTURES, GROUP_PICTURES = "reference/symptoms", "reference/groups"


@dataclass(frozen=True, slots=True)
class ReferencePicture:
    """A sound picture with the point that must stay visible, as fractions of width and height."""

    data: bytes
    focus: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything of ``content/reference`` and beside it that could be read."""

    tiers: Entry[Tiers] | None = None
    lines: Entry[LinesFile] | None = None
    areas: Entry[NamesFile[InEach[str]]] | None = None
    groups: Entry[NamesFile[GroupFile]] | None = None
    before: Entry[BeforeFile] | None = None
    attract: Entry[AttractFile] | None = None
    questions: Entry[QuestionsFile] | None = None
    symptoms: Mapping[str, Entry[SymptomFile]] = field(default_factory=dict)
    therapies: Mapping[str, Entry[TherapyFile]] = field(default_factory=dict)
    pictures: Mapping[str, ReferencePicture] = field(default_factory=dict)


def load_reference(content: Path) -> tuple[Reference, tuple[Finding, ...]]:
    """Return what could be read of the reference, and what is wrong with the rest.

    Raises:
        EnvironmentFault: A file cannot be read.
    """
    folder, findings = content / "reference", list[Finding]()

    def one(path: Path, shape: type[S]) -> Entry[S] | None:
        try:
            return read_entry(content, path, shape)
        except ContentFault as fault:
            findings.extend(fault.findings)
            return None

    def names(path: Path, shape: type[P]) -> Entry[NamesFile[P]] | None:
        try:
            return _read_names(content, path, shape)
        except ContentFault as fault:
            findings.extend(fault.findings)
            return None

    def many(path: Path, shape: type[S]) -> dict[str, Entry[S]]:
        entries = (one(file, shape) for file in sorted(path.glob("*.toml")))
        found = {entry.slug: entry for entry in entries if entry is not None}
        findings.extend(filter(None, (_slug_finding(entry) for entry in found.values())))
        return found

    reference = Reference(
        one(folder / "tiers.toml", Tiers),
        one(folder / "lines.toml", LinesFile),
        names(folder / "areas.toml", InEach[Name]),
        names(folder / "groups.toml", GroupFile),
        one(folder / "before.toml", BeforeFile),
        one(content / "attract.toml", AttractFile),
        one(content / "questions.toml", QuestionsFile),
        many(folder / "symptoms", SymptomFile),
        many(folder / "therapies", TherapyFile),
    )
    symptoms, found = _with_lines(reference)
    findings += found
    reference = dataclasses.replace(reference, symptoms=symptoms)
    pictures, found = _pictures(content, reference)
    return dataclasses.replace(reference, pictures=pictures), (*findings, *found)


def _with_lines(
    reference: Reference,
) -> tuple[dict[str, Entry[SymptomFile]], tuple[Finding, ...]]:
    """Write the shared lines out in the entries that name them."""
    lines = reference.lines.value if reference.lines else LinesFile({})
    findings = list[Finding]()

    def written(entry: Entry[SymptomFile], name: str, fact: H, number: int) -> H:
        if fact.line is None:
            return fact
        shared = lines.lines.get(fact.line)
        if shared is None or any(map(fact.by, LANGUAGES)) or fact.tags or fact.sources:
            problem, mend = (
                (f"There is no line {fact.line!r} in lines.toml.", "Write the name of one.")
                if shared is None
                else ("A shared line brings its own words.", "Write `line` or the words.")
            )
            findings.append(entry.finding((name, number, "line"), "shared-line", problem, mend))
        if shared is None:
            return fact
        words = {code: shared.by(code) for code in LANGUAGES}
        return msgspec.structs.replace(fact, **words, tags=shared.tags, sources=shared.sources)

    def whole(entry: Entry[SymptomFile]) -> Entry[SymptomFile]:
        found = {
            name: tuple(
                written(entry, name, fact, number)
                for number, fact in enumerate(getattr(entry.value, name))
            )
            for name in ("emergency", "today", "routine", "do")
        }
        used = {fact.line for facts in found.values() for fact in facts if fact.line in lines.lines}
        cited = {
            tag: lines.sources[tag]
            for slug in sorted(filter(None, used))
            for tag in lines.lines[slug].sources
            if tag in lines.sources
        }
        value = msgspec.structs.replace(
            entry.value, **found, sources={**entry.value.sources, **cited}
        )
        return dataclasses.replace(entry, value=value)

    return {slug: whole(entry) for slug, entry in reference.symptoms.items()}, tuple(findings)


def _slug_finding(entry: AnyEntry) -> Finding | None:
    if _is_slug(entry.slug):
        return None
    problem = "The file's name is not made of lower-case words joined by hyphens."
    return entry.finding((), "file-name", problem, "Rename the file.")


def _is_slug(text: str) -> bool:
    try:
        msgspec.convert(text, Slug)
    except msgspec.ValidationError:
        return False
    return True


def _read_names(content: Path, path: Path, shape: type[P]) -> Entry[NamesFile[P]]:
    """Areas and groups have their slugs as keys, so their Struct is made when these are known."""
    file, text = name_of(content, path), read_text(content, path)
    slugs, lines = tuple(parse_toml(text, file)), Lines(text)
    findings = [
        Finding(file, lines.at((slug,)), "wrong-value", f"`{slug[:80]}` is not a slug.", _SLUG_MEND)
        for slug in slugs
        if not _is_slug(slug)
    ]
    if findings:
        raise ContentFault(findings)
    fields = [(f"part_{number}", shape) for number in range(len(slugs))]
    keys = {name: slug for (name, _), slug in zip(fields, slugs, strict=True)}
    found = read_toml(text, file, msgspec.defstruct("Names", fields, rename=keys))
    parts = {slug: getattr(found, name) for name, slug in keys.items()}
    return Entry(path.stem, file, NamesFile(parts), lines)


_SLUG_MEND = "Write lower-case words joined by hyphens."


def pictured(reference: Reference) -> Iterator[tuple[AnyEntry, Where, str, Pictured[Shown]]]:
    """Yield everything that may have a picture: its file, its place there, the pictures' folder."""
    for symptom in reference.symptoms.values():
        yield symptom, (), SYMPTOM_PICTURES, symptom.value
    if reference.groups:
        for slug, group in reference.groups.value.names.items():
            yield reference.groups, (slug,), GROUP_PICTURES, group


def _pictures(
    content: Path, reference: Reference
) -> tuple[dict[str, ReferencePicture], tuple[Finding, ...]]:
    """Read each picture that the reference names, once; the first to name it sets its focus."""
    found, findings, named = dict[str, ReferencePicture](), list[Finding](), set[str]()
    for entry, path, folder, part in pictured(reference):
        name = f"{folder}/{part.picture}"
        if part.picture is None or name in named:
            continue
        named.add(name)
        line = entry.lines.at((*path, "picture"))
        try:
            data = read_picture(content, content / folder, part.picture, entry.file, line)
        except ContentFault as fault:
            findings.extend(fault.findings)
        else:
            found[name] = ReferencePicture(data, part.picture_focus or (0.5, 0.5))
    return found, (*findings, *_unused(content, named))


def _unused(content: Path, named: Container[str]) -> Iterator[Finding]:
    for folder in (SYMPTOM_PICTURES, GROUP_PICTURES):
        for ending in MEDIA_TYPES:
            for path in sorted((content / folder).glob(f"*.{ending}")):
                if (name := name_of(content, path)) not in named:
                    problem, mend = "No entry uses this picture.", "Name it in one, or remove it."
                    yield Finding(name, 0, "unused-file", problem, mend, "warning")


def parts(reference: Reference) -> Iterator[tuple[AnyEntry, Where, InEach[object]]]:
    """Yield everything that is there in each language, with its file and place in it.

    A shared line is given out where it is written, not where it is named.
    """
    for names in (reference.areas, reference.groups):
        if names:
            yield from _within(names, (), names.value.names)
    files = (
        *(reference.tiers, reference.before, reference.attract, reference.lines),
        reference.questions,
    )
    entries: tuple[AnyEntry | None, ...] = (
        *files,
        *reference.symptoms.values(),
        *reference.therapies.values(),
    )
    for entry in filter(None, entries):
        yield from _within(entry, (), entry.value)


def is_whole(value: object, language: str) -> bool:
    """Return whether everything of a file is there in a language, its shared lines too."""
    return all(part.by(language) is not None for _, part in _parts((), value))


def _within(
    entry: AnyEntry, path: Where, value: object
) -> Iterator[tuple[AnyEntry, Where, InEach[object]]]:
    for place, part in _parts(path, value):
        if not (isinstance(part, Sharing) and part.line):
            yield entry, place, part


def _parts(path: Where, value: object) -> Iterator[tuple[Where, InEach[object]]]:
    if isinstance(value, InEach):
        yield path, value
    inner: Iterable[tuple[str | int, object]] = ()
    match value:
        case msgspec.Struct():
            fields = (name for name in value.__struct_fields__ if name not in LANGUAGES)
            inner = ((name, getattr(value, name)) for name in fields)
        case Mapping():
            inner = value.items()
        case tuple():
            inner = enumerate(value)
    for name, part in inner:
        yield from _parts((*path, name), part)
