# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keys of a keypad by the names that the settings give them."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.screen.guide.keypad import is_any_key, is_key
from kiosk.settings.speech import KEYS

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def _key(key: Qt.Key, code: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, NO_MODIFIER, code, 0, 0)


@pytest.mark.parametrize("name", sorted(KEYS))
def test_every_key_of_the_settings_is_known(name: str) -> None:
    assert is_key(_key(Qt.Key[f"Key_{name}"]), name)


@pytest.mark.parametrize(("name", "code"), [("F13", 191), ("F15", 193), ("F24", 202)])
def test_far_key_that_a_keyboard_layout_renames_is_known_by_its_code(name: str, code: int) -> None:
    assert is_key(_key(Qt.Key.Key_Tools, code), name)
    assert not is_key(_key(Qt.Key.Key_Tools, code + 1), name)


def test_key_without_a_name_is_none() -> None:
    assert not is_key(_key(Qt.Key.Key_unknown), "")
    assert not is_any_key(_key(Qt.Key.Key_F13), ())


def test_near_function_key_is_known_by_its_name_alone() -> None:
    assert not is_key(_key(Qt.Key.Key_A, 67), "F1")
