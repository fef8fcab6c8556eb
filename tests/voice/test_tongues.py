# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Each language is said by a voice of its own, or by its name; never by a voice that cannot.

Source:
    WCAG 2.2, 3.1.2; EN 301 549, 5.1.3.14.
"""

import subprocess

import pytest

from kiosk.screen.language_help import tongues
from kiosk.session.speech import Ended, Say, Segment, WordBegan
from kiosk.voice.tongues import sayable, tag_of
from tests.support.voice_process import VoiceProcess

TAGALOG = Segment("tl", "Tagalog ang wika ko.", "", "Tagalog")
VIETNAMESE = Segment("vi", "Tôi nói tiếng Việt.", "vi", "Vietnamese")
CARD = Segment("en", "I speak Tagalog.")

SPOKEN = {code: tongue for code, tongue in tongues().items() if tongue.voice}


def said(*segments: Segment, recorded: bool = False) -> list[tuple[str, str]]:
    say = sayable(Say(1, segments), lambda _: recorded)
    return [(one.language, one.text) for one in say.segments]


def test_language_of_the_cards_is_said_by_a_voice_of_its_own() -> None:
    assert tag_of(VIETNAMESE) == "vi"
    assert said(VIETNAMESE) == [("vi", VIETNAMESE.text)]


def test_language_without_a_voice_is_said_by_its_name() -> None:
    assert said(TAGALOG, CARD) == [("en", "Tagalog"), ("en", CARD.text)]


def test_name_of_a_language_is_said_once() -> None:
    assert said(TAGALOG, CARD, TAGALOG) == [("en", "Tagalog"), ("en", CARD.text), ("en", "")]
    assert said(TAGALOG, Segment("en", "Tagalog")) == [("en", ""), ("en", "Tagalog")]


def test_recording_says_what_no_voice_can() -> None:
    assert said(TAGALOG, recorded=True) == [("tl", TAGALOG.text)]


def test_real_voice_says_the_name_of_a_language_that_it_cannot_read(voice: VoiceProcess) -> None:
    voice.say(Say(1, (TAGALOG,)))
    voice.until(Ended)

    words = [one for one in voice.heard if isinstance(one, WordBegan)]
    assert words == [WordBegan(1, 0, 0, len("Tagalog"))]


def test_real_voice_says_another_language_word_by_word(voice: VoiceProcess) -> None:
    voice.say(Say(1, (VIETNAMESE,)))
    voice.until(Ended)

    words = [one for one in voice.heard if isinstance(one, WordBegan)]
    assert len(words) == len(VIETNAMESE.text.split())


@pytest.mark.parametrize("code", SPOKEN)
def test_engine_reads_every_sentence_by_the_rules_of_its_language(code: str) -> None:
    tongue = SPOKEN[code]
    sentences = f"{tongue.own}. {tongue.card} {tongue.notice.format(phone='555-0100')}"

    sounds = subprocess.run(
        ["espeak-ng", "-q", "-x", "-v", tongue.voice, sentences],
        capture_output=True,
        check=True,
        text=True,
    )

    assert sounds.stdout.strip()
    assert "(en)" not in sounds.stdout  # a word that it can only read as if it were English
