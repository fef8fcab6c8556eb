# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How the pages of a library are called, for people who count what was opened."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from kiosk.faults import KioskFault
from kiosk.languages import source_language
from kiosk.library.reader import Library


def names_of(path: Path | None) -> Mapping[tuple[str, str], str]:
    """Return the English titles of a library by kind and id; none where it cannot be read."""
    if path is None:
        return {}
    source = source_language()
    try:
        with closing(Library.open(path, live=False)) as library:
            named = [
                *((("article", card.id), card.title) for card in library.articles(source)),
                *((("symptom", card.id), card.name) for card in library.symptoms(source)),
                *((("therapy", card.id), card.name) for card in library.therapies(source)),
            ]
    except KioskFault:
        return {}
    return dict(named)
