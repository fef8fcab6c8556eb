# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How long a word may take: longer than any that was measured, hardly longer than two seconds."""

import pytest

from kiosk.session.speech import NOTICE_S
from kiosk.voice.patience import word_limit_s

# Words with the next one, rate, and seconds to the next mark as espeak-ng 1.51 took in real time.
MEASURED = [
    ("hours. Immunoglobulin,", 0.0, 1.88),
    ("uno. Electroencefalograma;", 0.0, 2.25),
    ("100.4 degrees", 0.0, 1.39),
    ("beforehand. Call", 0.0, 1.34),
    ("Otorhinolaryngologists recommend", 0.0, 1.36),
    ("uno. Electroencefalograma;", -1.0, 4.87),
    ("hours. Immunoglobulin,", -1.0, 3.95),
    ("beforehand. Call", -1.0, 2.9),
    ("nine. You", -1.0, 2.13),
    ("uno. Electroencefalograma;", 1.0, 0.75),
]


@pytest.mark.parametrize(("text", "rate", "took_s"), MEASURED)
def test_word_that_takes_its_time_is_no_hang(text: str, rate: float, took_s: float) -> None:
    assert word_limit_s(text, 0, rate) > 1.15 * took_s


def test_hang_among_usual_words_is_noticed_in_time() -> None:
    text = "Ask for the nurse now."

    assert all(word_limit_s(text, place, 0.0) < NOTICE_S - 0.1 for place in (0, 4, 8, 12, 18))


def test_after_the_last_word_there_is_still_a_limit() -> None:
    assert word_limit_s("Hello", 5, 0.0) < NOTICE_S
