# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The touches that a script counts are those that type the text on the real keys."""

import pytest

from kiosk.screen.widgets.keyboard_layout import Action, Key, Layout, insertion, opened
from tests.support.touches import touches, typed

TEXTS = [
    (Layout.NAME, "María-Luz de la Peña McDowell O'Hara"),
    (Layout.NAME, "JR van Åsen"),
    (Layout.EMAIL, "ana_sol.vega-7+mail@example.com"),
    (Layout.EMAIL, "ana@gmail.com"),
    (Layout.PHONE, "2025550143"),
    (Layout.DECIMAL, "70.5"),
    (Layout.MESSAGE, "Call me at 5! ¿Está bien? Yes, 'fine'."),
]


def _text_of(names: tuple[str, ...], layout: Layout, language: str, wide: bool) -> str:
    """Touch keys by name and return the text."""
    board, text = opened(layout, language, "", wide=wide), ""
    for name in names:
        found: list[Key] = [key for row in board.rows for key in row if key.name == name]
        (key,) = found
        board = board.pressed(key)
        if key.action is Action.TYPE:
            text += insertion(key, text)
            board = board.after_text(text)
    return text


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("layout", "text"), TEXTS)
def test_counted_touches_type_the_text(
    layout: Layout, text: str, language: str, wide: bool
) -> None:
    names = touches(text, layout, language=language, wide=wide)

    assert _text_of(names, layout, language, wide) == text


@pytest.mark.parametrize(
    ("layout", "text", "count"),
    [
        (Layout.NAME, "Ana", 3),
        (Layout.NAME, "María", 6),
        (Layout.NAME, "Ana-Luz McDowell", 16),
        (Layout.EMAIL, "ana@gmail.com", 4),
        (Layout.EMAIL, "ana@example.com", 12),
        (Layout.PHONE, "2025550143", 10),
    ],
)
def test_offered_capitals_and_domains_cost_no_touch(layout: Layout, text: str, count: int) -> None:
    assert typed(text, layout) == count


def test_what_no_key_types_is_told() -> None:
    with pytest.raises(LookupError):
        touches("a", Layout.PHONE)
