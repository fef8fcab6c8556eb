# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The languages that the screen speaks, as data: one file and one catalogue of words for each.

No code knows a language by name; `resources/i18n/README.md` tells how one is added.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.paths import resources_dir
from kiosk.toml_edge import read_toml

MOST_LETTERS = 10
"""Keys in a row of the on-screen keyboard."""


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language of the screen.

    Attributes:
        rank: Its place in lists; the first one is the language of the source.
        own: Its name in itself.
        english: Its name in English, for staff.
        begin: The word on the first page by which a visit begins in it.
        locale: Habits for numbers, days and hours, as ``es_US``.
        voice: What a speech engine is asked for (BCP 47), as ``es-419``.
        long_day: A day as people read it, in Qt's letters for dates; empty for the locale's own.
        home_row: Letters of the middle row of the on-screen keyboard, at most ten.
        particles: Words within a name that are written low, as in Fernández de la Vega. English
            has none: as many write De La Cruz, and Van or Di may be a name of its own.
        reviewed_by: The qualified translator who has read every sentence, or empty.
        reviewed_on: When, or empty.
    """

    rank: int
    own: Annotated[str, msgspec.Meta(min_length=1)]
    english: Annotated[str, msgspec.Meta(min_length=1)]
    begin: Annotated[str, msgspec.Meta(min_length=1)]
    locale: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(_[A-Z][a-z]{3})?_[A-Z]{2}\Z")]
    voice: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*\Z")]
    long_day: str = ""
    home_row: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_LETTERS)] = "asdfghjkl"
    particles: frozenset[str] = frozenset()
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


def language_of(code: str) -> Language:
    """Return the language of a code like ``es`` or ``es-MX``; of none known, the source's."""
    known = languages()
    return known.get(code.partition("-")[0]) or next(iter(known.values()))


def following(code: str) -> str:
    """Return the code of the language after this one; after the last comes the first."""
    codes = list(languages())
    return codes[(codes.index(code) + 1) % len(codes)]
