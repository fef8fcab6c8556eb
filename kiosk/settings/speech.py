# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Self-voicing: headphones, keys of a keypad, recordings, and what contradicts itself in them."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Annotated

import msgspec
from msgspec import Meta

NO_HEADPHONES, BY_KEYS = "none", "keys"
KEYS = frozenset(
    {
        *(f"F{number}" for number in range(1, 36)),
        *(f"Launch{sign}" for sign in "0123456789ABCDEFGH"),
        *("Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown"),
        *("Return", "Enter", "Space", "Select", "Backspace", "Escape", "Back", "Forward"),
        *("Help", "Menu", "Tools", "Insert", "Delete", "Pause"),
        *("VolumeUp", "VolumeDown", "VolumeMute"),
    }
)
"""Names of keys, as Qt has them after ``Qt.Key.Key_``; none that a visitor types a letter with."""

Key = Annotated[str, Meta(max_length=12, extra={"form": "a key such as F13, Down or VolumeUp"})]
Keys = Annotated[
    tuple[Key, ...], Meta(max_length=4, extra={"form": "keys such as F13, Down or VolumeUp"})
]


class SelfVoicing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a visitor who does not see the screen, or cannot touch it, works it.

    Source:
        EN 301 549 5.1.3 (closed functionality, non-visual access), 5.2 (how it is begun).
    """

    headphones: Annotated[
        str,
        Meta(
            max_length=1024,
            description="How the kiosk knows that headphones are in: none, a path of this machine"
            " that is there while they are (/dev/snd/by-id/...), or keys: the keypad says so.",
            extra={"form": "none, keys or an absolute path"},
        ),
    ] = NO_HEADPHONES
    start_key: Annotated[Key, Meta(description="Tactile key that starts speech; empty: none.")] = ""
    plug_key: Annotated[
        Key, Meta(description="keys: what the keypad sends when headphones go in.")
    ] = ""
    unplug_key: Annotated[
        Key, Meta(description="keys: what the keypad sends when they come out.")
    ] = ""
    next: Annotated[Keys, Meta(description="While speech is on: on to the next part.")] = (
        "Down",
        "Right",
    )
    previous: Annotated[Keys, Meta(description="Back to the part before.")] = ("Up", "Left")
    select: Annotated[Keys, Meta(description="Acts on the part that was said.")] = (
        "Return",
        "Enter",
    )
    back: Annotated[Keys, Meta(description="Leaves the page or closes what lies over it.")] = (
        "Backspace",
        "Escape",
    )
    volume: Annotated[
        Keys, Meta(description="Makes speech louder by a step; after the loudest, soft.")
    ] = ("VolumeUp",)
    switch_key: Annotated[
        Key, Meta(description="Single switch that begins scanning at any time; empty: none.")
    ] = ""
    recordings: Annotated[
        str,
        Meta(
            max_length=1024,
            description="Folder with recordings that are played in place of the kiosk's voice where"
            " the words are the same (infusion-kioskctl speech list); empty: none.",
            extra={"form": "an absolute path"},
        ),
    ] = ""
    scan_s: Annotated[
        float,
        Meta(
            ge=0.5,
            le=10.0,
            description="How long scanning for a single switch rests on each part at first.",
            extra={"unit": "s"},
        ),
    ] = 2.0


_SINGLE = ("start_key", "plug_key", "unplug_key", "switch_key")
_SEVERAL = ("next", "previous", "select", "back", "volume")


def speech_problems(speech: SelfVoicing) -> Iterator[tuple[str, str, str]]:
    """Give key, problem and mend of what single values cannot tell."""
    way = speech.headphones
    if way not in {NO_HEADPHONES, BY_KEYS} and not PurePath(way).is_absolute():
        yield (
            "headphones",
            f"`headphones` is neither `{NO_HEADPHONES}` nor `{BY_KEYS}` nor an absolute path.",
            "Write one of the words, or the whole path.",
        )
    if speech.recordings and not PurePath(speech.recordings).is_absolute():
        yield "recordings", "`recordings` is no absolute path.", "Write the whole path."
    for key in ("plug_key", "unplug_key"):
        if way == BY_KEYS and not getattr(speech, key):
            yield (
                key,
                f"The keypad says when headphones go in and out, but `{key}` names no key.",
                f"Name it as `{key}`, or write `headphones` differently.",
            )
    seen: dict[str, str] = {}
    for key, name in _named(speech):
        if name not in KEYS:
            yield key, f"There is no key {name}.", "Write its name such as F13, Down, VolumeUp."
        elif seen.setdefault(name, key) != key:
            yield (
                key,
                f"The key {name} stands for `{seen[name]}` already.",
                "Give each key one meaning.",
            )
    for key in ("next", "previous", "select", "back"):
        if not getattr(speech, key):
            yield key, f"`{key}` names no key.", "Name one, or delete the line."


def _named(speech: SelfVoicing) -> Iterator[tuple[str, str]]:
    """Give each key that is named, with its setting."""
    for key in _SINGLE:
        if name := getattr(speech, key):
            yield key, name
    for key in _SEVERAL:
        for name in getattr(speech, key):
            yield key, name
