# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A center's own color on the palettes of all themes: every pair of the sheet still stands out.

Source:
    WCAG 2.2, 1.4.3 and 1.4.11 (contrast of words, and of controls).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screen.theme.accent import accented
from kiosk.screen.theme.tokens import Palette, load_palette
from kiosk.settings import Theme
from kiosk.settings.accent import refusal
from kiosk.settings.colors import tone_of
from tests.screen.test_theme import LINES, PAIRS, _contrast

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
ACCENTED = (Theme.LIGHT, Theme.DARK)


def faint(palette: Palette) -> list[tuple[str, str]]:
    """Return the pairs that do not stand out, of words and of edges."""
    limits = [*((pair, 4.5) for pair in PAIRS), *((pair, 3.0) for pair in LINES)]
    return [
        (one, other)
        for (one, other), least in limits
        if _contrast(getattr(palette, one), getattr(palette, other)) < least
    ]


@given(COLORS)
def test_any_color_is_refused_or_passes_every_pair(color: str) -> None:
    palettes = [accented(load_palette(theme), theme, color) for theme in ACCENTED]

    assert refusal(color) or [faint(palette) for palette in palettes] == [[], []]


@given(COLORS)
def test_a_pressed_button_is_told_from_one_at_rest(color: str) -> None:
    for theme in ACCENTED:
        palette = accented(load_palette(theme), theme, color)

        assert abs(tone_of(palette.act).lightness - tone_of(palette.act_pressed).lightness) > 0.05


@pytest.mark.parametrize("theme", ACCENTED)
def test_the_colors_that_mean_urgency_stay(theme: Theme) -> None:
    own, other = load_palette(theme), accented(load_palette(theme), theme, "#1F3A93")

    assert (own.act, own.soft) != (other.act, other.soft)
    assert (own.emergency, own.today, own.routine) == (other.emergency, other.today, other.routine)


def test_high_contrast_has_no_accent() -> None:
    own = load_palette(Theme.CONTRAST)

    assert accented(own, Theme.CONTRAST, "#1F3A93") is own


@pytest.mark.parametrize("theme", Theme)
def test_without_an_accent_the_palette_is_the_themes_own(theme: Theme) -> None:
    assert accented(load_palette(theme), theme, "") is load_palette(theme)
