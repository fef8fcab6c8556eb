# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The languages of the kiosk, as data: one file and one catalogue of words for each.

No code knows a language by name; `resources/i18n/README.md` tells how one is added. The first of
them (``rank = 1``) is the language of the source: its sentences stand in the code, every text of
the content is there in it, and what another language lacks comes in it, with a note.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.paths import resources_dir
from kiosk.toml_edge import read_toml


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[spoken]``: what a voice says for signs that it would read wrongly.

    Attributes:
        digits: The words for 0 to 9: phones, 911 and codes are said digit by digit.
        to: The word between the ends of a span, as in "2 to 4".
        point: What is said at a decimal point; "." leaves it to the voice.
        decimal: The sign of decimals in this language's texts.
        thousands: The sign between thousands in them.
        units: Units as printed, and their words for one and for more.
        short: Short words that a voice takes for something else, and how they are said.
    """

    digits: tuple[str, str, str, str, str, str, str, str, str, str]
    to: str
    point: str = "."
    decimal: Annotated[str, msgspec.Meta(min_length=1, max_length=1)] = "."
    thousands: Annotated[str, msgspec.Meta(min_length=1, max_length=1)] = ","
    units: Mapping[str, tuple[str, str]] = {}
    short: Mapping[str, str] = {}


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language of the screen.

    Attributes:
        rank: Its place in lists; the first one is the language of the source.
        own: Its name in itself.
        english: Its name in English, for staff.
        begin: The word on the first page by which a visit begins in it.
        locale: Habits for numbers, days and hours, as ``es_US``.
        voice: What a speech engine is asked for (BCP 47), as ``es-419``.
        call_staff: What to do to get staff at once; a center may say it otherwise
            (``[center.staff_call]``).
        general_source: What stands among the sources for general knowledge.
        long_day: A day as people read it, in Qt's letters for dates; empty for the locale's own.
        home_row: Letters of the middle row of the on-screen keyboard: one may be added.
        particles: Words within a name that are written low, as in Fernández de la Vega. English
            has none: as many write De La Cruz, and Van or Di may be a name of its own.
        whole_content: Whether every text of the content must be there in it; else texts that are
            not come in the language of the source, with a note.
        spoken: How a voice says numbers and short words; None leaves them to the voice.
        reviewed_by: The qualified translator who has read every sentence, or empty.
        reviewed_on: When, or empty.
    """

    rank: int
    own: Annotated[str, msgspec.Meta(min_length=1)]
    english: Annotated[str, msgspec.Meta(min_length=1)]
    begin: Annotated[str, msgspec.Meta(min_length=1)]
    locale: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(_[A-Z][a-z]{3})?_[A-Z]{2}\Z")]
    voice: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*\Z")]
    call_staff: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    general_source: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    long_day: str = ""
    home_row: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^asdfghjkl\w?\Z", extra={"form": "asdfghjkl and one letter more at most"}
        ),
    ] = "asdfghjkl"
    particles: frozenset[str] = frozenset()
    whole_content: bool = False
    spoken: Spoken | None = None
    reviewed_by: str = ""
    reviewed_on: str = ""

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody qualified has read it."""
        return bool(self.reviewed_by and self.reviewed_on)


def catalogues_dir() -> Path:
    """Return the folder of the languages and their catalogues."""
    return resources_dir() / "i18n"


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages by code, in the order in which they are offered.

    Raises:
        ContentFault: A file has an unknown, missing or malformed field.
    """
    files = sorted(catalogues_dir().glob("*.toml"))
    known = {one.stem: read_toml(one.read_text("utf-8"), one.name, Language) for one in files}
    return dict(sorted(known.items(), key=lambda item: item[1].rank))


def source_language() -> str:
    """Return the code of the language of the source."""
    return next(iter(languages()))


def whole_languages() -> tuple[str, ...]:
    """Return the codes of those in which every text of the content must be there."""
    first = source_language()
    return tuple(code for code, one in languages().items() if one.whole_content or code == first)


def language_of(code: str) -> Language:
    """Return the language of a code like ``es`` or ``es-MX``; of none known, the source's."""
    known = languages()
    return known.get(code.partition("-")[0]) or next(iter(known.values()))


def following(code: str) -> str:
    """Return the code of the language after this one; after the last comes the first."""
    codes = list(languages())
    return codes[(codes.index(code) + 1) % len(codes)]
