# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Tokens, contrast and the measure of the glass.

Source:
    WCAG 2.2, 1.4.3 and 1.4.6 (contrast); accessibility.md A1 (millimetres).
"""

import re
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from kiosk.faults import ContentFault
from kiosk.screen.theme.look import (
    FIXED_TOKENS,
    REFERENCE_MM_PER_PX,
    SIGN_TOKENS,
    Panel,
    make_look,
    measure_panel,
)
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.theme.tokens import Lengths, Palette, load_palette, theme_dir
from kiosk.settings import Display, Theme
from kiosk.toml_edge import read_toml

SHEET = (theme_dir() / "kiosk.qss").read_text("utf-8")
SOURCES = "\n".join(
    path.read_text("utf-8")
    for path in sorted((Path(__file__).parents[2] / "kiosk" / "screen").rglob("*.py"))
    if path.name not in ("tokens.py", "look.py")
)
FULL_HD = QSize(1080, 1920)
PAIRS = (
    ("ink", "paper"), ("ink", "card"), ("ink", "soft"), ("ink", "keys"), ("ink", "key"),
    ("ink", "key_pressed"), ("ink_second", "paper"), ("ink_second", "card"),
    ("ink_second", "soft"), ("act", "paper"), ("act", "card"), ("act", "soft"), ("on_act", "act"),
    ("on_act", "act_pressed"), ("accent", "paper"), ("accent", "card"), ("paper", "ink"),
    ("on_emergency", "emergency"), ("emergency", "on_emergency"), ("emergency_ink", "paper"),
    ("ink", "emergency_soft"), ("emergency_ink", "emergency_soft"), ("on_today", "today"),
    ("on_routine", "routine"), ("on_stage", "stage"), ("on_warmth", "warmth"),
    ("emergency", "danger_pressed"),
)  # fmt: skip
"""Text and the ground it stands on somewhere in the sheet or the widgets."""
LINES = (
    ("edge", "paper"),
    ("edge", "card"),
    ("focus", "paper"),
    ("focus", "card"),
    ("act", "card"),
)
"""Edges of controls and rings of focus, on what surrounds them."""


def _luminance(color: str) -> float:
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_words_stand_out_from_their_ground(theme: Theme, pair: tuple[str, str]) -> None:
    palette = load_palette(theme)
    least = 7.0 if theme is Theme.CONTRAST else 4.5

    assert _contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) >= least


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("pair", LINES, ids="-on-".join)
def test_edges_and_focus_stand_out(theme: Theme, pair: tuple[str, str]) -> None:
    palette = load_palette(theme)

    assert _contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) >= 3.0


def test_unknown_token_is_refused_with_its_line() -> None:
    text = (theme_dir() / "light.toml").read_text("utf-8")
    lines = text.count("\n")

    with pytest.raises(ContentFault) as refused:
        read_toml(f'{text}glitter = "#FFFFFF"\n', "light.toml", Palette)

    assert [(one.file, one.line) for one in refused.value.findings] == [("light.toml", lines + 1)]


def test_missing_token_is_refused() -> None:
    text = (theme_dir() / "light.toml").read_text("utf-8").replace("paper =", "# paper =")

    with pytest.raises(ContentFault, match="paper"):
        read_toml(text, "light.toml", Palette)


@pytest.mark.parametrize("theme", Theme)
def test_sheet_knows_every_token_it_names(theme: Theme) -> None:
    look = make_look(theme, Panel(1080, 1920, REFERENCE_MM_PER_PX))

    assert "$" not in render_sheet(look)


@pytest.mark.parametrize("token", Palette.__struct_fields__)
def test_color_is_used_somewhere(token: str) -> None:
    assert f"${{{token}}}" in SHEET or f"palette.{token}" in SOURCES


@pytest.mark.parametrize("token", Lengths.__struct_fields__)
def test_length_is_used_somewhere(token: str) -> None:
    assert f"${{px_{token}}}" in SHEET or f'"{token}"' in SOURCES


def test_roles_of_words_in_the_sheet_are_those_the_widgets_use() -> None:
    roles = set(re.findall(r'QLabel\[role="([a-z-]+)"\]', SHEET))
    said = set(chain.from_iterable(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', SOURCES) for _ in "1"))

    assert roles <= said


def test_settings_win_over_what_the_screen_says() -> None:
    panel = measure_panel(FULL_HD, (600.0, 340.0), Display(width_mm=268.0))

    assert panel.mm_per_px == pytest.approx(268 / 1080)


@pytest.mark.parametrize("said", [(0.0, 0.0), (16.0, 9.0), (1600.0, 900.0), (0.0, 5.0)])
def test_screen_that_lies_about_its_size_is_not_believed(said: tuple[float, float]) -> None:
    assert measure_panel(FULL_HD, said, Display()).mm_per_px == REFERENCE_MM_PER_PX


def test_screen_that_tells_its_size_is_believed() -> None:
    panel = measure_panel(QSize(3840, 2160), (708.0, 398.0), Display())

    assert panel.mm_per_px == pytest.approx(0.184, abs=0.001)


@pytest.mark.parametrize("pitch", [0.180, 0.248, 0.184])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_targets_and_capitals_are_large_enough_on_every_glass(pitch: float, scale: float) -> None:
    look = make_look(Theme.LIGHT, Panel(1080, 1920, pitch), scale)
    capital = 0.668

    assert look.px("target_min") * pitch >= 12
    assert min(look.px(token) for token in ("reading", "label", "small")) * pitch * capital >= 4.75


def test_large_words_reach_the_size_of_the_large_mode() -> None:
    look = make_look(Theme.LIGHT, Panel(1080, 1920, 0.248), 2.0)

    assert look.px("small") * 0.248 * 0.668 >= 7.3


@pytest.mark.parametrize("token", SIGN_TOKENS)
def test_signs_grow_with_the_titles_beside_them(token: str) -> None:
    panel = Panel(1080, 1920, 0.248)

    small, large = (make_look(Theme.LIGHT, panel, scale) for scale in (1.0, 2.0))

    assert large.px(token) > small.px(token)
    assert large.px(token) >= large.px("subheading")


@pytest.mark.parametrize("token", FIXED_TOKENS)
def test_words_for_staff_stay_as_they_are_at_any_size_of_words(token: str) -> None:
    panel = Panel(1080, 1920, 0.248)

    small, large = (make_look(Theme.LIGHT, panel, scale).px(token) for scale in (1.0, 2.0))

    assert small == large
