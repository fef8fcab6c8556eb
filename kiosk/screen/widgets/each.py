# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sentences for glasses that nobody has chosen a language on: in each language at once."""

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QTranslator

from kiosk.languages import catalogues_dir, languages

BETWEEN = "  ·  "
"""What stands between the languages where they share a line."""


def translate(context: str, words: str) -> dict[str, str]:
    """Return words by language, those of the source first; they stand in for those that are not.

    ``pyside6-lupdate`` finds the words by this function's name, so both are literals.

    Args:
        context: Of the catalogue.
        words: In the language of the source.
    """
    return {code: one.translate(context, words) or words for code, one in _catalogues().items()}


@cache
def _catalogues() -> Mapping[str, QTranslator]:
    known = {code: QTranslator() for code in languages()}
    for code, catalogue in known.items():
        catalogue.load(f"kiosk_{code}", str(catalogues_dir()))
    return known
