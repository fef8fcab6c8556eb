# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Text with a mark before each word, so that the engine can tell where it is.

Source:
    W3C Speech Synthesis Markup Language 1.1, ``speak`` and ``mark``; both mean the same in
    espeak-ng.
"""

import re
from html import escape
from pathlib import Path

_WORD = re.compile(r"\S+")
_NOT_SAID = re.compile(
    r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What XML forbids, and signs that only tell which way words run."""


def word_at(text: str, place: int) -> tuple[int, int] | None:
    """Return first character and length of the word at a place or after it, or None."""
    for word in _WORD.finditer(text):
        if word.end() > place:
            return word.start(), word.end() - word.start()
    return None


def marked(text: str, place: int = 0) -> str:
    """Return the words of a text from a place on as SSML, in one line.

    Each mark is named by the word's first character in ``text``.
    """
    return f"<speak>{_marked(text, place)}</speak>"


def played(file: Path, text: str) -> str:
    """Return a recording as SSML, with the words to be said should the engine not read it."""
    return f'<speak><audio src="{escape(str(file))}">{_marked(text, 0)}</audio></speak>'


def _marked(text: str, place: int) -> str:
    return " ".join(
        f'<mark name="{word.start()}"/>{escape(_NOT_SAID.sub("", word.group()))}'
        for word in _WORD.finditer(text)
        if word.end() > place
    )
