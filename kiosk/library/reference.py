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
from kiosk.library.model import Tier
from kiosk.library.pictures import MEDIA_TYPES
from kiosk.library.shapes import (
    AttractFile,
    BeforeFile,
    GroupFile,
    InBoth,
    Name,
    NamesFile,
    Pictured,
    Shown,
    Slug,
    SymptomFile,
    TherapyFile,
    Tiers,
)
from kiosk.toml_edge import Lines, parse_toml, read_toml

S = TypeVar("S", bound=msgspec.Struct)
P = TypeVar("P", bound=InBoth[object])
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
    """Everything of ``content/reference`` and ``attract.toml`` that could be read."""

    tiers: Entry[Tiers] | None = None
    areas: Entry[NamesFile[InBoth[str]]] | None = None
    groups: Entry[NamesFile[GroupFile]] | None = None
    before: Entry[BeforeFile] | None = None
    attract: Entry[AttractFile] | None = None
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
        names(folder / "areas.toml", InBoth[Name]),
        names(folder / "groups.toml", GroupFile),
        one(folder / "before.toml", BeforeFile),
        one(content / "attract.toml", AttractFile),
        many(folder / "symptoms", SymptomFile),
        many(folder / "therapies", TherapyFile),
    )
    pictures, found = _pictures(content, reference)
    return dataclasses.replace(reference, pictures=pictures), (*findings, *found)


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


def parts(reference: Reference) -> Iterator[tuple[AnyEntry, Where, InBoth[object]]]:
    """Yield everything that must be there in both languages, with its file and place in it."""
    named: tuple[Entry[NamesFile[InBoth[object]]] | None, ...]
    named = reference.areas, reference.groups
    for names in filter(None, named):
        for slug, name in names.value.names.items():
            yield names, (slug,), name
    if reference.tiers:
        for tier in Tier:
            yield reference.tiers, (tier.value,), reference.tiers.value.of(tier)
    if reference.before:
        yield reference.before, (), reference.before.value
        yield from _numbered(reference.before, "items", reference.before.value.items)
    if reference.attract:
        yield from _numbered(reference.attract, "facts", reference.attract.value.facts)
    for symptom in reference.symptoms.values():
        yield symptom, (), symptom.value
        yield from _numbered(symptom, "bands", symptom.value.bands)
    for therapy in reference.therapies.values():
        yield therapy, (), therapy.value
        yield from _numbered(therapy, "effects", therapy.value.effects)


def _numbered(
    entry: AnyEntry, name: str, items: Iterable[InBoth[object]]
) -> Iterator[tuple[AnyEntry, Where, InBoth[object]]]:
    for number, item in enumerate(items):
        yield entry, (name, number), item
