# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The on-screen keys under real touches: the X server's, by one finger and by two."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.pictures import save_picture
from tests.support.waiting import let_pass
from tests.support.xorg import Finger, Xorg, ending

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(60)]

_SIZES = pytest.mark.parametrize("xorg_size", [(1080, 1920), (1280, 800)], ids=str)
_PACE_S = 0.15
_SOON_S = 0.02


@dataclass(slots=True)
class Keys:
    """The window with the keys, and the finger in front of it."""

    process: subprocess.Popen[bytes]
    finger: Finger
    where: dict[str, tuple[float, float]]

    def press(self, key: str) -> int:
        """Put one more finger on a key."""
        return self.finger.press_another(*self.where[f"key_{key}"])

    def tap(self, *keys: str, pace_s: float = _PACE_S) -> None:
        """Touch keys one after the other."""
        for key in keys:
            self.finger.lift_another(self.press(key))
            let_pass(pace_s)

    def text_is(self, text: str) -> None:
        """Wait until the field holds a text; fail at one that cannot lead there."""
        assert self.process.stdout
        for line in self.process.stdout:
            if (typed := json.loads(line)) == text:
                return
            assert not text or len(typed) <= len(text), f"typed {typed}"


@pytest.fixture
def layout() -> str:
    return "email"


@pytest.fixture
def keys(xorg: Xorg, layout: str) -> Iterator[Keys]:
    """A window with the keys, on the glass."""
    environment = {**os.environ, "DISPLAY": xorg.display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "tests.support.keys_window", layout]
    root = Path(__file__).parents[2]
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE)
    with process, ending(process):
        assert process.stdout
        where = json.loads(process.stdout.readline())
        yield Keys(process, xorg.finger, where)


@_SIZES
def test_two_fingers_at_once_type_both_letters_in_order(
    keys: Keys, xorg: Xorg, gallery: Path
) -> None:
    for first, second in ("to", "pa", "qm", "ba"):
        one, other = keys.press(first), keys.press(second)
        keys.finger.lift_another(one)
        keys.finger.lift_another(other)
        let_pass(_PACE_S)

    keys.text_is("topaqmba")
    save_picture(xorg.display, gallery / f"keys-{xorg.size[0]}x{xorg.size[1]}.png")


def test_thumbs_that_take_turns_lose_nothing(keys: Keys) -> None:
    word = "wagtailcurlew"
    down = keys.press(word[0])
    for letter in word[1:]:
        let_pass(_PACE_S / 2)
        following = keys.press(letter)
        let_pass(_SOON_S)
        keys.finger.lift_another(down)
        down = following
    keys.finger.lift_another(down)

    keys.text_is(word)


def test_finger_types_each_letter_once_and_double_ones_twice(keys: Keys) -> None:
    keys.tap(*"otter")
    keys.tap("gmail_com")

    keys.text_is("otter@gmail.com")


def test_bouncing_glass_types_once(keys: Keys) -> None:
    keys.tap("t", "t", "t", pace_s=0.0)
    let_pass(_PACE_S)
    keys.tap("o")

    keys.text_is("to")


@pytest.mark.parametrize("layout", ["name"])
def test_erasing_goes_on_while_the_finger_stays(keys: Keys) -> None:
    keys.tap(*"gull")
    keys.text_is("Gull")

    down = keys.press("backspace")
    keys.text_is("")
    keys.finger.lift_another(down)
