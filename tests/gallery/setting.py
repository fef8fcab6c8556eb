# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""In how many ways the kiosk can look: sizes, themes, languages and sizes of the words."""

from dataclasses import dataclass
from itertools import product

from kiosk.settings import Theme
from tests.support.screen import GLASSES

LANGUAGES = ("en", "es")
SCALES = ("100", "150", "200")


@dataclass(frozen=True, slots=True)
class Setting:
    """One way in which the kiosk can look.

    Attributes:
        glass: A key of ``GLASSES``.
        theme: The colors.
        language: ``en`` or ``es``.
        scale: Size of the words in percent.
        airy: Whether letters, words, lines and paragraphs stand further apart.
    """

    glass: str = "portrait"
    theme: Theme = Theme.LIGHT
    language: str = "en"
    scale: str = "100"
    airy: bool = False

    def __str__(self) -> str:
        wide = "-wide" if self.airy else ""
        return f"{self.glass}-{self.theme.value}-{self.language}-{self.scale}{wide}"


SETTINGS = (
    *(Setting(*parts) for parts in product(GLASSES, Theme, LANGUAGES, SCALES)),
    # Space around the words takes room in any color: one theme shows it.
    *(
        Setting(glass, language=language, scale=scale, airy=True)
        for glass, language, scale in product(("portrait", "small"), LANGUAGES, ("100", "200"))
    ),
)
