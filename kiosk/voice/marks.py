# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Text with a mark before each word, so that the engine can tell where it is.

Source:
    W3C Speech Synthesis Markup Language 1.1, ``speak`` and ``mark``; both mean the same in
    espeak-ng.
"""

import re
from html import escape

_WORD = re.compile(r"\S+")
_NOT_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    marked_words = (
        f'<mark name="{word.start()}"/>{escape(_NOT_XML.sub("", word.group()))}'
        for word in _WORD.finditer(text)
        if word.end() > place
    )
    return f"<speak>{' '.join(marked_words)}</speak>"
