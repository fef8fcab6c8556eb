# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The settings of self-voicing."""

import msgspec
import pytest

from kiosk.faults import ContentFault
from kiosk.settings import SelfVoicing, settings_from
from kiosk.settings.speech import speech_problems

PAD = SelfVoicing(headphones="keys", plug_key="F15", unplug_key="F16", start_key="F17")


def wrong(speech: SelfVoicing) -> list[str]:
    return [key for key, _, _ in speech_problems(speech)]


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        ({}, []),
        ({"headphones": "none", "plug_key": ""}, []),
        ({"headphones": "/dev/snd/by-id/usb-headset", "unplug_key": ""}, []),
        ({"headphones": "headset"}, ["headphones"]),
        ({"recordings": "/srv/recordings"}, []),
        ({"recordings": "recordings"}, ["recordings"]),
        ({"plug_key": ""}, ["plug_key"]),
        ({"start_key": "F36"}, ["start_key"]),
        ({"start_key": "F15"}, ["plug_key"]),
        ({"next": ("Up",)}, ["previous"]),
        ({"back": ()}, ["back"]),
        ({"volume": ()}, []),
        ({"volume": ("Q",)}, ["volume"]),
    ],
)
def test_what_contradicts_itself_is_told(change: dict[str, object], keys: list[str]) -> None:
    assert wrong(msgspec.structs.replace(PAD, **change)) == keys


def test_kiosk_without_the_table_has_neither_headphones_nor_a_key_to_start() -> None:
    speech = settings_from("", "kiosk.toml").speech

    assert (speech.headphones, speech.start_key) == ("none", "")
    assert wrong(speech) == []


def test_fault_is_told_with_its_line() -> None:
    with pytest.raises(ContentFault, match=r"kiosk.toml:3: .*speech-start-key.*no key Q"):
        settings_from('[speech]\nscan_s = 1.5\nstart_key = "Q"\n', "kiosk.toml")


def test_pause_of_scanning_that_nobody_could_follow_is_refused() -> None:
    with pytest.raises(ContentFault, match="scan_s"):
        settings_from("[speech]\nscan_s = 0.1\n", "kiosk.toml")
