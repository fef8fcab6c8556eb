# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The tokens of ``resources/theme``, read once into types; an unknown or missing one is refused."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.paths import resources_dir
from kiosk.settings import Theme
from kiosk.toml_edge import read_toml

Color = Annotated[str, Meta(pattern="^#[0-9A-F]{6}$")]
Millimetres = Annotated[float, Meta(gt=0, le=300)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Milliseconds = Annotated[int, Meta(ge=0, le=1000)]


class Palette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Roles of color of one theme; what each is for stands in the theme's file and the sheet."""

    paper: Color
    card: Color
    line: Color
    edge: Color
    ink: Color
    ink_second: Color
    act: Color
    act_pressed: Color
    on_act: Color
    soft: Color
    warmth: Color
    on_warmth: Color
    accent: Color
    focus: Color
    emergency: Color
    on_emergency: Color
    danger_pressed: Color
    emergency_soft: Color
    emergency_ink: Color
    today: Color
    on_today: Color
    routine: Color
    on_routine: Color
    sign_today: Color
    sign_routine: Color
    keys: Color
    key: Color
    key_pressed: Color
    stage: Color
    on_stage: Color
    off: Color
    shadow: Color
    shadow_percent: Percent
    night: Color
    veil: Color
    veil_percent: Percent


class Motion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long things move, milliseconds."""

    page_ms: Milliseconds
    sheet_ms: Milliseconds
    turn_ms: Milliseconds
    fade_ms: Milliseconds


class Lengths(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lengths in millimetres for one class of panel; the first eight are sizes of type (em)."""

    sentence: Millimetres
    heading: Millimetres
    subheading: Millimetres
    reading: Millimetres
    label: Millimetres
    small: Millimetres
    chrome: Millimetres
    key: Millimetres
    key_word: Millimetres
    card: Millimetres
    gap: Millimetres
    gap_small: Millimetres
    gap_large: Millimetres
    margin: Millimetres
    pad: Millimetres
    radius: Millimetres
    radius_small: Millimetres
    target: Millimetres
    target_min: Millimetres
    target_large: Millimetres
    segment: Millimetres
    choice: Millimetres
    bar: Millimetres
    hairline: Millimetres
    ring: Millimetres
    logo: Millimetres
    sign: Millimetres
    sign_large: Millimetres
    progress: Millimetres
    number: Millimetres
    shadow_reach: Millimetres
    shadow_drop: Millimetres
    shift: Millimetres
    slop: Millimetres
    sheet_width: Millimetres
    pad_width: Millimetres


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The type face, the motion and the lengths of both classes of panel."""

    families: tuple[str, ...]
    motion: Motion
    regular: Lengths
    compact: Lengths


def theme_dir() -> Path:
    """Return the folder of the theme's files."""
    return resources_dir() / "theme"


@cache
def load_palette(theme: Theme) -> Palette:
    """Return the colors of one theme.

    Raises:
        ContentFault: The file has an unknown, missing or malformed token.
    """
    path = theme_dir() / f"{theme.value}.toml"
    return read_toml(path.read_text("utf-8"), path.name, Palette)


@cache
def load_scale() -> Scale:
    """Return the lengths of both classes of panel.

    Raises:
        ContentFault: The file has an unknown, missing or malformed token.
    """
    path = theme_dir() / "scale.toml"
    return read_toml(path.read_text("utf-8"), path.name, Scale)
