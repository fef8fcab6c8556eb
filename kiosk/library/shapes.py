# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The TOML of ``content/`` as its authors write it, in both languages.

`kiosk.toml_edge` reads the files into these types; `kiosk.library.resolve` turns them into the
types of `kiosk.library.model`, one language each. A part that both languages need is ``None`` when
its author left it out, so that the missing translation is named as such.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Generic, TypeVar

import msgspec
from msgspec import Meta

from kiosk.library.model import ArticleKind, ReviewState, Standing, Tier

Slug = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        extra={"form": "lower-case words joined by hyphens"},
    ),
]
Line = Annotated[str, Meta(min_length=1, max_length=600)]
Name = Annotated[str, Meta(min_length=1, max_length=160)]
Tag = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=40)]
Focus = tuple[Annotated[float, Meta(ge=0, le=1)], Annotated[float, Meta(ge=0, le=1)]]
Words_co = TypeVar("Words_co", covariant=True)
Part_co = TypeVar("Part_co", covariant=True)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of everything that stands in a file: unknown keys are refused."""


class InBoth(_File, Generic[Words_co], frozen=True):
    """A part written in both languages."""

    en: Words_co | None = None
    es: Words_co | None = None

    def by(self, language: str) -> Words_co | None:
        """Return the part in one language."""
        return self.en if language == "en" else self.es

    def asked(self, language: str) -> Words_co:
        """Return the part in one language, or in the other when it is missing.

        Raises:
            ValueError: It is missing in both; the checks refuse such a file.
        """
        words = self.by(language) or self.en or self.es
        if words is None:
            raise ValueError("words missing in both languages")
        return words


class Signed(_File, frozen=True):
    """``[review]``: who signed the text off and when; missing means awaiting.

    ``text`` is the mark of the words that were signed off (`kiosk.library.freshness`).
    """

    state: ReviewState = ReviewState.AWAITING
    by: str = ""
    on: dt.date | None = None
    text: Annotated[str, Meta(max_length=40)] = ""


class FrontMatter(_File, frozen=True):
    """The head of an article's file; ``translation_of`` is the mark of the English words."""

    title: Name
    summary: Line
    kind: ArticleKind
    picture: Name
    alt: Line
    next_review: dt.date
    topics: tuple[Slug, ...] = ()
    therapies: tuple[Slug, ...] = ()
    picture_focus: Focus | None = None
    call_to_action: str = ""
    translation_of: Annotated[str, Meta(max_length=40)] = ""
    review: Signed = Signed()
    sources: dict[Tag, Line] = {}


class TierWords(_File, frozen=True):
    """What the product says for a tier wherever it stands."""

    building_title: Name
    home_title: Name
    building_actions: tuple[Line, ...]
    home_actions: tuple[Line, ...]


class Tiers(_File, frozen=True):
    """``reference/tiers.toml``."""

    emergency: InBoth[TierWords]
    today: InBoth[TierWords]
    routine: InBoth[TierWords]
    review: Signed = Signed()
    sources: dict[Tag, Line] = {}

    def of(self, tier: Tier) -> InBoth[TierWords]:
        """Return the words of one tier."""
        return {Tier.EMERGENCY: self.emergency, Tier.TODAY: self.today, Tier.ROUTINE: self.routine}[
            tier
        ]


class Shown(_File, frozen=True, kw_only=True):
    """Words of a thing that may have a picture; ``alt`` says what the picture shows."""

    alt: Annotated[str, Meta(max_length=600)] = ""


Shown_co = TypeVar("Shown_co", bound=Shown, covariant=True)


class Pictured(InBoth[Shown_co], Generic[Shown_co], frozen=True, kw_only=True):
    """A part that may have a picture; ``picture`` is the name of a file beside the others."""

    picture: Name | None = None
    picture_focus: Focus | None = None


class SymptomWords(Shown, frozen=True):
    """A symptom in one language."""

    name: Name
    looks_like: Line
    skin_tones: Annotated[str, Meta(max_length=600)] = ""
    synonyms: tuple[Name, ...] = ()


class BandWords(_File, frozen=True):
    """A band in one language; ``when`` are phrases that continue "if ..."."""

    when: tuple[Line, ...]
    building: tuple[Line, ...] = ()
    home: tuple[Line, ...] = ()


class BandFile(InBoth[BandWords], frozen=True, kw_only=True):
    """``[[bands]]`` of a symptom."""

    tier: Tier
    tags: tuple[str, ...] = ()
    standing: Standing = Standing.SOURCED
    sources: tuple[Tag, ...] = ()


class SymptomFile(Pictured[SymptomWords], frozen=True, kw_only=True):
    """``reference/symptoms/<slug>.toml``."""

    area: Slug
    code: str = ""
    therapies: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    review: Signed = Signed()
    sources: dict[Tag, Line] = {}
    bands: tuple[BandFile, ...] = ()


class TherapyWords(_File, frozen=True):
    """A therapy in one language."""

    name: Name
    what_for: Line
    said: Annotated[str, Meta(max_length=80)] = ""
    how: tuple[Line, ...] = ()
    tell_first: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()


class EffectWords(_File, frozen=True):
    """An effect in one language."""

    text: Line
    numbers: Annotated[str, Meta(max_length=300)] = ""


class EffectFile(InBoth[EffectWords], frozen=True, kw_only=True):
    """``[[effects]]`` of a therapy; ``list`` is common, call_today or emergency."""

    list_: Annotated[str, Meta(pattern="^(common|call_today|emergency)$")] = msgspec.field(
        name="list"
    )
    symptom: Slug | None = None
    standing: Standing = Standing.SOURCED
    sources: tuple[Tag, ...] = ()


class TherapyFile(InBoth[TherapyWords], frozen=True, kw_only=True):
    """``reference/therapies/<slug>.toml``."""

    group: Slug
    key: str = ""
    brands: tuple[Name, ...] = ()
    label_date: str = ""
    review: Signed = Signed()
    sources: dict[Tag, Line] = {}
    effects: tuple[EffectFile, ...] = ()


class Lead(_File, frozen=True):
    """The first line of the checklist."""

    lead: Line


class ItemWords(_File, frozen=True):
    """A line of the checklist in one language."""

    title: Name
    detail: Annotated[str, Meta(max_length=600)] = ""


class ItemFile(InBoth[ItemWords], frozen=True, kw_only=True):
    """``[[items]]`` of the checklist."""

    icon: Slug
    standing: Standing = Standing.SOURCED
    sources: tuple[Tag, ...] = ()


class BeforeFile(InBoth[Lead], frozen=True, kw_only=True):
    """``reference/before.toml``."""

    items: tuple[ItemFile, ...]
    review: Signed = Signed()
    sources: dict[Tag, Line] = {}


class FactFile(InBoth[Line], frozen=True, kw_only=True):
    """``[[facts]]`` of the first page; ``sources`` are citations."""

    sources: tuple[Line, ...] = ()


class AttractFile(_File, frozen=True):
    """``attract.toml``; the facts stay hidden on a live kiosk until they are reviewed."""

    facts: tuple[FactFile, ...] = ()
    review: Signed = Signed()


class GroupWords(Shown, frozen=True):
    """A group of therapies in one language."""

    name: Name


class GroupFile(Pictured[GroupWords], frozen=True, kw_only=True):
    """``[<slug>]`` of ``reference/groups.toml``; its picture lies in ``reference/groups``."""


class NamesFile(_File, Generic[Part_co], frozen=True):
    """``reference/areas.toml`` and ``groups.toml``: parts by slug, in the order written."""

    names: Mapping[Slug, Part_co]
