# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The TOML of ``content/`` as its authors write it, in each language.

`kiosk.toml_edge` reads the files into these types; `kiosk.library.resolve` turns them into the
types of `kiosk.library.model`, one language each. A part that a language lacks is ``None``, so that
the missing translation is named as such.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Generic, TypeVar

import msgspec
from msgspec import Meta

from kiosk.library.addresses import FORM, MOST_LETTERS, PATTERN
from kiosk.library.model import LANGUAGES, ArticleKind, Place, Tier, Topic

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
Address = Annotated[str, Meta(pattern=PATTERN, max_length=MOST_LETTERS, extra={"form": FORM})]
Tag = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=40)]
Focus = tuple[Annotated[float, Meta(ge=0, le=1)], Annotated[float, Meta(ge=0, le=1)]]
Words_co = TypeVar("Words_co", covariant=True)
Part_co = TypeVar("Part_co", covariant=True)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of everything that stands in a file: unknown keys are refused."""


class _ByLanguage(_File, Generic[Words_co], frozen=True):
    """One key for each language of the kiosk, named by its code: ``en``, ``es``."""

    vars()["__annotations__"] = dict.fromkeys(LANGUAGES, "Words_co | None")
    vars().update(dict.fromkeys(LANGUAGES))

    def by(self, language: str) -> Words_co | None:
        """Return the part in one language."""
        part: Words_co | None = getattr(self, language)
        return part


class InEach(_ByLanguage[Words_co], Generic[Words_co], frozen=True):
    """A part written in each language."""

    def asked(self, language: str) -> Words_co:
        """Return the part in one language, or in the first that has it.

        Raises:
            ValueError: It is missing in all; the checks refuse such a file.
        """
        for code in (language, *LANGUAGES):
            if (words := self.by(code)) is not None:
                return words
        raise ValueError("words missing in all languages")


class Signature(_File, frozen=True):
    """``[review]`` of an article, ``[review.en]`` of other files: who signed the text off and when.

    ``text`` is the mark of the words that were signed off (`kiosk.library.statements`); for other
    words the signature does not count. ``content review import`` writes it.
    """

    by: Name
    license: Name
    on: dt.date
    text: Annotated[str, Meta(min_length=1, max_length=40)]


class Signatures(_ByLanguage[Signature], frozen=True):
    """``[review]`` of a file that holds all languages; missing means awaiting review."""


class FrontMatter(_File, frozen=True):
    """The head of an article's file.

    ``translation_of`` is the mark of the English words, ``address`` the public page of this text.
    """

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
    address: Address = ""
    translation_of: Annotated[str, Meta(max_length=40)] = ""
    review: Signature | None = None
    sources: dict[Tag, Line] = {}


class TierWords(_File, frozen=True):
    """What the product says for a tier wherever it stands."""

    building_title: Name
    home_title: Name
    building_actions: tuple[Line, ...]
    home_actions: tuple[Line, ...]


class Tiers(_File, frozen=True):
    """``reference/tiers.toml``."""

    emergency: InEach[TierWords]
    today: InEach[TierWords]
    routine: InEach[TierWords]
    review: Signatures = Signatures()
    sources: dict[Tag, Line] = {}

    def of(self, tier: Tier) -> InEach[TierWords]:
        """Return the words of one tier."""
        return {Tier.EMERGENCY: self.emergency, Tier.TODAY: self.today, Tier.ROUTINE: self.routine}[
            tier
        ]


class Shown(_File, frozen=True, kw_only=True):
    """Words of a thing that may have a picture; ``alt`` says what the picture shows."""

    alt: Annotated[str, Meta(max_length=600)] = ""


Shown_co = TypeVar("Shown_co", bound=Shown, covariant=True)


class Pictured(InEach[Shown_co], Generic[Shown_co], frozen=True, kw_only=True):
    """A part that may have a picture; ``picture`` is the name of a file beside the others."""

    picture: Name | None = None
    picture_focus: Focus | None = None


class FactFile(InEach[Line], frozen=True, kw_only=True):
    """A sentence or phrase in each language with the tags of its sources.

    ``GK`` among them means that at least part of it is general knowledge.
    """

    sources: tuple[Tag, ...] = ()


class LineFile(FactFile, frozen=True, kw_only=True):
    """``[lines.<slug>]``: words that several entries print."""

    tags: tuple[str, ...] = ()


class LinesFile(_File, frozen=True):
    """``reference/lines.toml``."""

    lines: dict[Slug, LineFile]
    sources: dict[Tag, Line] = {}


class Sharing(LineFile, frozen=True, kw_only=True):
    """A fact that may be a line of ``lines.toml``, named by ``line`` instead of written out."""

    line: Slug | None = None


class WhenFile(Sharing, frozen=True, kw_only=True):
    """``[[emergency]]``, ``[[today]]``, ``[[routine]]``: a phrase that continues "if ..."."""

    place: Place | None = None


class DoFile(Sharing, frozen=True, kw_only=True):
    """``[[do]]``: what to do in a tier besides what `Tiers` says.

    With ``instead`` the entry's own actions stand in place of the tier's, all but its first.
    """

    tier: Tier
    place: Place | None = None
    instead: bool = False


class AvoidFile(FactFile, frozen=True, kw_only=True):
    """``[[avoid]]``: what not to do."""

    place: Place | None = None


class SymptomWords(Shown, frozen=True):
    """A symptom in one language; ``staff`` continues "I feel:" where the name does not."""

    name: Name
    staff: Annotated[str, Meta(max_length=60)] = ""
    synonyms: tuple[Name, ...] = ()


class SymptomFile(Pictured[SymptomWords], frozen=True, kw_only=True):
    """``reference/symptoms/<slug>.toml``."""

    area: Slug
    code: str = ""
    therapies: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    review: Signatures = Signatures()
    sources: dict[Tag, Line] = {}
    looks_like: tuple[FactFile, ...] = ()
    skin_tones: tuple[FactFile, ...] = ()
    emergency: tuple[WhenFile, ...] = ()
    today: tuple[WhenFile, ...] = ()
    routine: tuple[WhenFile, ...] = ()
    do: tuple[DoFile, ...] = ()
    avoid: tuple[AvoidFile, ...] = ()

    def when(self, tier: Tier) -> tuple[WhenFile, ...]:
        """Return the circumstances of one tier."""
        return {Tier.EMERGENCY: self.emergency, Tier.TODAY: self.today, Tier.ROUTINE: self.routine}[
            tier
        ]


class TherapyWords(_File, frozen=True):
    """A therapy's name in one language, and how it is said."""

    name: Name
    said: Annotated[str, Meta(max_length=80)] = ""
    spoken: Annotated[str, Meta(max_length=80)] = ""


class SaidFile(InEach[Name], frozen=True):
    """How a name is said, in each language."""


class BrandFile(_File, frozen=True):
    """``[[brands]]`` of a therapy."""

    name: Name
    said: SaidFile | None = None


class TopicFile(FactFile, frozen=True, kw_only=True):
    """``[[facts]]`` of a therapy."""

    topic: Topic


class NumbersFile(InEach[Name], frozen=True):
    """How many people have an effect, with the comparator."""


class EffectFile(FactFile, frozen=True, kw_only=True):
    """``[[emergency]]``, ``[[today]]``, ``[[common]]`` of a therapy."""

    symptom: Slug | None = None
    numbers: NumbersFile | None = None


EFFECT_LISTS = ("emergency", "today", "common")


class TherapyFile(InEach[TherapyWords], frozen=True, kw_only=True):
    """``reference/therapies/<slug>.toml``."""

    group: Slug
    key: str = ""
    label_date: Annotated[str, Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    review: Signatures = Signatures()
    sources: dict[Tag, Line] = {}
    brands: tuple[BrandFile, ...] = ()
    facts: tuple[TopicFile, ...] = ()
    emergency: tuple[EffectFile, ...] = ()
    today: tuple[EffectFile, ...] = ()
    common: tuple[EffectFile, ...] = ()

    def effects(self, name: str) -> tuple[EffectFile, ...]:
        """Return one of `EFFECT_LISTS`."""
        return {"emergency": self.emergency, "today": self.today, "common": self.common}[name]


class Lead(_File, frozen=True):
    """The first line of the checklist."""

    lead: Line


class ItemWords(_File, frozen=True):
    """A line of the checklist in one language."""

    title: Name
    detail: Annotated[str, Meta(max_length=600)] = ""


class ItemFile(InEach[ItemWords], frozen=True, kw_only=True):
    """``[[items]]`` of the checklist."""

    icon: Slug
    sources: tuple[Tag, ...] = ()


class BeforeFile(InEach[Lead], frozen=True, kw_only=True):
    """``reference/before.toml``."""

    items: tuple[ItemFile, ...]
    review: Signatures = Signatures()
    sources: dict[Tag, Line] = {}


class AttractFact(InEach[Line], frozen=True, kw_only=True):
    """``[[facts]]`` of the first page; ``sources`` are citations."""

    sources: tuple[Line, ...] = ()


class AttractFile(_File, frozen=True):
    """``attract.toml``; the facts stay hidden on a live kiosk until they are reviewed."""

    facts: tuple[AttractFact, ...] = ()
    review: Signatures = Signatures()


Leads = Annotated[
    str,
    Meta(
        pattern=r"^(?:symptom|therapy|article|form):[a-z0-9]+(-[a-z0-9]+)*$",
        extra={"form": "symptom, therapy, article or form, a colon and a slug"},
    ),
]


class AskedFile(InEach[Name], frozen=True, kw_only=True):
    """``[[questions]]``: what people ask, and what answers it."""

    to: Leads


class QuestionsFile(_File, frozen=True):
    """``questions.toml``: what search shows while nothing is typed."""

    questions: tuple[AskedFile, ...] = ()


class GroupWords(Shown, frozen=True):
    """A group of therapies in one language."""

    name: Name


class GroupFile(Pictured[GroupWords], frozen=True, kw_only=True):
    """``[<slug>]`` of ``reference/groups.toml``; its picture lies in ``reference/groups``."""


class NamesFile(_File, Generic[Part_co], frozen=True):
    """``reference/areas.toml`` and ``groups.toml``: parts by slug, in the order written."""

    names: Mapping[Slug, Part_co]
