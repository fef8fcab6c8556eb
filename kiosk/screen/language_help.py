# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The languages of the center's state, as data: how each calls itself, asks for an interpreter."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

import msgspec

from kiosk.paths import resources_dir
from kiosk.session.speech import Tag
from kiosk.toml_edge import read_toml


class Script(StrEnum):
    """How a language is written; decides which type face its letters come from."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    CHINESE_SIMPLE = "chinese-simple"
    CHINESE_FULL = "chinese-full"
    JAPANESE = "japanese"
    KOREAN = "korean"


class Tongue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language.

    Attributes:
        rank: Its place in the list.
        english: Its name in English.
        own: Its name in itself.
        script: How it is written.
        card: "I speak ___. Please call an interpreter. It is free.", in it.
        notice: That help is free, in it; ``{phone}`` stands for the center's number.
        voice: What a speech engine is asked for (BCP 47); empty where it has no voice for the
            language, or reads its script as gibberish: then its English name is said.
        reviewed_by: The qualified translator who has read it, or empty.
        reviewed_on: When, or empty.
    """

    rank: int
    english: str
    own: str
    script: Script
    card: str
    notice: str
    voice: Tag = ""
    reviewed_by: str = ""
    reviewed_on: str = ""

    @property
    def card_english(self) -> str:
        """The card's sentence for staff."""
        return f"I speak {self.english}. Please call an interpreter. It is free."

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody qualified has read it."""
        return bool(self.reviewed_by and self.reviewed_on)


@cache
def tongues() -> Mapping[str, Tongue]:
    """Return the languages by code, in the order in which they are offered.

    Raises:
        ContentFault: A file has an unknown, missing or malformed field.
    """
    files = sorted((resources_dir() / "language-help").glob("*.toml"))
    known = {one.stem: read_toml(one.read_text("utf-8"), one.name, Tongue) for one in files}
    return dict(sorted(known.items(), key=lambda item: item[1].rank))
