# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A center's own color: measured, refused, or made to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings.accent import fit_accent, refusal, remarks
from kiosk.settings.colors import Tone, color_of, contrast, tone_of

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#123456", "#123456", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_a_tone_is_that_of_oklch() -> None:
    """CSS Color 4 gives oklch(0.628 0.2577 29.23) for red."""
    tone = tone_of("#FF0000")

    assert tone.lightness == pytest.approx(0.628, abs=0.001)
    assert tone.chroma == pytest.approx(0.2577, abs=0.001)
    assert tone.hue == pytest.approx(29.23, abs=0.05)


@given(COLORS)
def test_a_color_survives_being_measured(color: str) -> None:
    assert color_of(tone_of(color)) == color


@given(st.floats(0.1, 1), st.floats(0, 0.4), st.floats(0, 359))
def test_a_tone_no_screen_shows_keeps_its_lightness(
    lightness: float, chroma: float, hue: float
) -> None:
    shown = tone_of(color_of(Tone(lightness, chroma, hue)))

    assert shown.lightness == pytest.approx(lightness, abs=0.03)
    assert shown.chroma <= chroma + 0.02


@given(COLORS)
def test_a_color_that_stands_out_is_used_as_it_is(color: str) -> None:
    roles = fit_accent(color).light
    stands_out = contrast(color, roles.soft) >= 4.5  # the darkest of the grounds it stands on

    assert (roles.act == color) == stands_out


@given(COLORS)
def test_hue_is_kept(color: str) -> None:
    own, used = tone_of(color), tone_of(fit_accent(color).light.act)
    apart = abs(own.hue - used.hue) % 360

    # Dark and grey colors have few steps of hue in sRGB.
    assert used.chroma < 0.04 or min(apart, 360 - apart) < 6


@pytest.mark.parametrize("color", ["#A3211B", "#B3261E", "#DC143C", "#FFB4AB", "#FF4500"])
def test_red_belongs_to_emergencies(color: str) -> None:
    assert "emergencies" in refusal(color)


@pytest.mark.parametrize("color", ["#BF5700", "#F57C00", "#FFC107", "#B8860B", "#FFEB3B"])
def test_amber_belongs_to_today(color: str) -> None:
    assert "today" in refusal(color)


@pytest.mark.parametrize(
    "color",
    ["#0E5A5C", "#1F3A93", "#6A1B9A", "#6B8E23", "#00AEEF", "#C71585", "#6B3E26", "#C19A6B"],
)
def test_colors_that_nothing_else_means_are_taken(color: str) -> None:
    assert refusal(color) == ""


def test_an_accent_of_another_lightness_is_told() -> None:
    used = fit_accent("#7fd1ae").light.act

    assert remarks("#7fd1ae") == (
        f"The accent #7FD1AE is too light for words on paper: the kiosk uses {used}.",
    )


def test_an_accent_that_is_used_as_it_is_needs_no_word() -> None:
    assert remarks("#1F3A93") == ()


def test_a_grey_accent_is_told() -> None:
    assert [remark for remark in remarks("#5A5F63") if "grey" in remark]
