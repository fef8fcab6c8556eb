# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The reference as its authors wrote it: loaded from TOML and checked against itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.faults import ContentFault, Finding
from kiosk.library.files import Entry, name_of, read_entry, read_text
from kiosk.library.model import Tier
from kiosk.library.shapes import (
    AttractFile,
    BeforeFile,
    InBoth,
    NamesFile,
    Slug,
    SymptomFile,
    TherapyFile,
    Tiers,
)
from kiosk.toml_edge import Lines, parse_toml

S = TypeVar("S", bound=msgspec.Struct)
Where = tuple[str | int, ...]
AnyEntry = Entry[msgspec.Struct]
URGENCY = {tier: rank for rank, tier in enumerate(Tier)}
# Numbers that a general fact may hold: the emergency number is no statement about a therapy.
_FREE_NUMBER = re.compile(r"\b911\b")


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything of ``content/reference`` and ``attract.toml`` that could be read."""

    tiers: Entry[Tiers] | None = None
    areas: Entry[NamesFile] | None = None
    groups: Entry[NamesFile] | None = None
    before: Entry[BeforeFile] | None = None
    attract: Entry[AttractFile] | None = None
    symptoms: Mapping[str, Entry[SymptomFile]] = field(default_factory=dict)
    therapies: Mapping[str, Entry[TherapyFile]] = field(default_factory=dict)


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

    def names(path: Path) -> Entry[NamesFile] | None:
        try:
            return _read_names(content, path)
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
        names(folder / "areas.toml"),
        names(folder / "groups.toml"),
        one(folder / "before.toml", BeforeFile),
        one(content / "attract.toml", AttractFile),
        many(folder / "symptoms", SymptomFile),
        many(folder / "therapies", TherapyFile),
    )
    return reference, tuple(findings)


def _slug_finding(entry: AnyEntry) -> Finding | None:
    try:
        msgspec.convert(entry.slug, Slug)
    except msgspec.ValidationError:
        problem = "The file's name is not made of lower-case words joined by hyphens."
        return entry.finding((), "file-name", problem, "Rename the file.")
    return None


def _read_names(content: Path, path: Path) -> Entry[NamesFile]:
    """Areas and groups have their slugs as keys, so no Struct can name them beforehand."""
    file, text = name_of(content, path), read_text(content, path)
    table, lines = parse_toml(text, file), Lines(text)
    found, findings = dict[str, InBoth[str]](), list[Finding]()
    for slug, value in table.items():
        try:
            found[msgspec.convert(slug, Slug)] = msgspec.convert(value, InBoth[str])
        except msgspec.ValidationError:
            problem, mend = f"`{slug[:80]}` is not a name.", 'Write [slug], en = "…" and es = "…".'
            findings.append(Finding(file, lines.at((slug,)), "wrong-value", problem, mend))
    if findings:
        raise ContentFault(findings)
    return Entry(path.stem, file, NamesFile(found), lines)


def parts(reference: Reference) -> Iterator[tuple[AnyEntry, Where, InBoth[object]]]:
    """Yield everything that must be there in both languages, with its file and place in it."""
    for names in filter(None, (reference.areas, reference.groups)):
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
