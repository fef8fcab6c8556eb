# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How long an engine may take for a word before it counts as hung.

Source:
    Measured with espeak-ng 1.51 in real time, English and Spanish: 0.065 s a letter at its own
    165 words a minute, 0.13 s at 80, a pause of 0.7 s and 1.2 s after a sentence. The mark of a
    word that is a clause by itself comes only when the word was said.
"""

import re

_TWO_WORDS = re.compile(r"\S+\s*\S*")
_DIGIT_LETTERS = 5
"""A digit is said in about so many letters."""
LETTER_S, SLOW_LETTER_S = 0.09, 0.18
PAUSE_S, SLOW_PAUSE_S = 0.8, 1.2
LEAST_S = 1.3


def word_limit_s(text: str, place: int, rate: float) -> float:
    """Return how long the next mark may take, in seconds: less than 2 s for usual words.

    Args:
        text: What is being said.
        place: First character of the word that begins.
        rate: -1 to 1.
    """
    found = _TWO_WORDS.match(text, place)
    words = found[0] if found else ""
    letters = len(words) + (_DIGIT_LETTERS - 1) * sum(one.isdecimal() for one in words)
    slowness = min(1.0, max(0.0, -rate))
    letter_s = LETTER_S + slowness * (SLOW_LETTER_S - LETTER_S)
    pause_s = PAUSE_S + slowness * (SLOW_PAUSE_S - PAUSE_S)
    return max(LEAST_S, letters * letter_s + pause_s)
