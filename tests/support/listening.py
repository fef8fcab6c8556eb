# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Somebody who listens to a page: touches Listen, hears what is said."""

from kiosk.session.speech import Say, SpeechWanted
from tests.support.played_voice import PlayedVoice
from tests.support.screen import Screen


def voice_of(view: Screen) -> PlayedVoice:
    """Return the far end of the line to the voice."""
    assert view.voice is not None
    return view.voice


def hear(view: Screen, *touches: str) -> list[str]:
    """Touch Listen and what else it takes; return what the voice is told to say."""
    voice = voice_of(view)
    before = len(voice.told(Say))
    for name in ("listen", *touches):
        view.tap(name)
    if not before:
        view.until(lambda: SpeechWanted() in view.heard(SpeechWanted))
        voice.be_ready()
    view.until(lambda: len(voice.told(Say)) > before)
    voice.begin()
    return [part.text for part in voice.latest().segments]
