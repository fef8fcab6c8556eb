# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The fixed list of what a front desk can say to a visitor, in each language."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kiosk.faults import Finding
from kiosk.languages import source_language
from kiosk.paths import resources_dir
from kiosk.toml_edge import Lines

FILE = "phrases.toml"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase.

    Attributes:
        desk: Its words for the front desk.
        said: Its words for visitors, by language; never empty.
    """

    desk: str
    said: Mapping[str, str]

    def by(self, language: str) -> str:
        """Return its words in a language, or in that of the source."""
        return self.said.get(language) or self.said[source_language()]


@cache
def phrases() -> Mapping[str, Phrase]:
    """Return all phrases by id, in the order in which a desk offers them."""
    return {
        name: Phrase(words["desk"], {code: text for code, text in words.items() if code != "desk"})
        for name, words in tomllib.loads(_text()).items()
    }


def lacking_phrases(language: str) -> Iterator[Finding]:
    """Yield the phrases that are not there in a language."""
    for name, phrase in phrases().items():
        if language not in phrase.said:
            problem, mend = f"{name!r} is not there in {language}.", f"Write `{language}` below it."
            line = Lines(_text()).at((name,))
            yield Finding(FILE, line, "phrase-missing", problem, mend, "warning")


def _text() -> str:
    return (resources_dir() / "fleet" / FILE).read_text("utf-8")
