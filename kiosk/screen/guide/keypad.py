# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keys by the names that the settings give them, and what each does while the screen speaks."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kiosk.settings import SelfVoicing

FIRST_FAR, FIRST_FAR_CODE = 13, 191
"""F13 has this code in X11 and Wayland (Linux input code 183, and 8); F14 and so on follow.

Usual keyboard layouts give these keys other names ("Tools", "Launch5"); the code stays."""
LAST_FAR = 24


class Act(StrEnum):
    """What a visitor wants of the voice; the first five as the settings name them.

    Four keys are enough: what the others do, Select does on plain words (pause, again), and this
    visit's settings (speed, volume).
    """

    NEXT = "next"
    PREVIOUS = "previous"
    SELECT = "select"
    BACK = "back"
    VOLUME = "volume"
    PAUSE = "pause"
    REPEAT = "repeat"
    SLOWER = "slower"
    FASTER = "faster"
    SOFTER = "softer"


_MORE = {
    Act.NEXT: ("Tab",),
    Act.PREVIOUS: ("Backtab",),
    Act.PAUSE: ("Space",),
    Act.REPEAT: ("Home",),
    Act.SLOWER: ("PageDown",),
    Act.FASTER: ("PageUp",),
    Act.SOFTER: ("VolumeDown",),
}
"""Besides those of the settings, where a whole keyboard is there."""


def act_of(event: QKeyEvent, settings: SelfVoicing) -> Act | None:
    """Return what a key does, or None.

    Args:
        event: Of the native window.
        settings: Names the keys of this kiosk's keypad.
    """
    for act in (Act.NEXT, Act.PREVIOUS, Act.SELECT, Act.BACK, Act.VOLUME):
        if is_any_key(event, getattr(settings, act)):
            return act
    return next((act for act, names in _MORE.items() if is_any_key(event, names)), None)


def is_key(event: QKeyEvent, name: str) -> bool:
    """Return whether a key of this name was pressed or let go; no key has an empty name.

    Args:
        event: Of the native window.
        name: As in `kiosk.settings.speech.KEYS`.
    """
    if not name:
        return False
    if event.key() == getattr(Qt.Key, f"Key_{name}", None):
        return True
    number = int(name[1:]) if name[0] == "F" and name[1:].isdecimal() else 0
    is_far = FIRST_FAR <= number <= LAST_FAR
    return is_far and event.nativeScanCode() == FIRST_FAR_CODE + number - FIRST_FAR


def is_any_key(event: QKeyEvent, names: tuple[str, ...]) -> bool:
    """Return whether one of these keys was pressed or let go."""
    return any(is_key(event, name) for name in names)
