# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A center's own color, made to fit: the roles of color that take it over in light and dark.

Hue and chroma stay as far as a screen can show them; the lightness moves until every pair of words
and ground passes. The high contrast theme has no accent.

Source:
    WCAG 2.2, 1.4.3 (4.5:1); LOOK.md ("Red belongs to emergencies alone"; amber means "today").
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from kiosk.paths import resources_dir
from kiosk.settings.colors import Tone, color_of, contrast, tone_of

LEAST_CONTRAST = 4.5
RED_HUES, RED_CHROMA = (0.0, 45.0), 0.06
AMBER_HUES, AMBER_CHROMA = (45.0, 106.0), 0.08
"""Weaker ones read as brown, beige or rose, and are mistaken for neither sign."""
GREY_CHROMA = 0.03
SOFT_CHROMA = 0.03
"""A ground keeps at least the chroma of the shipped one, and at most this where that is weaker."""
NEARLY_BLACK = 0.25
_STEP = 0.004
_PRESSED_STEP = 0.08

_GROUNDS: Mapping[str, tuple[str, ...]] = {
    "soft": ("ink", "ink_second"),
    "on_act": (),
    "on_stage": (),
    "act": ("paper", "card", "soft", "on_act"),
    "act_pressed": ("on_act",),
    "stage": ("on_stage",),
}
"""What each role must stand out from, in the order in which they are settled."""


@dataclass(frozen=True, slots=True)
class AccentRoles:
    """The colors of one theme that an accent replaces, named like the roles of its palette."""

    act: str
    act_pressed: str
    on_act: str
    soft: str
    stage: str
    on_stage: str


@dataclass(frozen=True, slots=True)
class Accent:
    """A color as the light and the dark theme use it."""

    light: AccentRoles
    dark: AccentRoles


class Grounds(msgspec.Struct, frozen=True):
    """The colors of a theme that an accent has to live with; a theme's file holds more."""

    paper: str
    card: str
    ink: str
    ink_second: str
    act: str
    act_pressed: str
    on_act: str
    soft: str
    stage: str
    on_stage: str


def refusal(color: str) -> str:
    """Return why a color may not be a kiosk's accent, one sentence, or empty.

    Args:
        color: ``#RRGGBB``.
    """
    tone = tone_of(color)
    if _is_within(tone, RED_HUES, RED_CHROMA):
        return f"The accent {color.upper()} is red, which belongs to emergencies alone."
    if _is_within(tone, AMBER_HUES, AMBER_CHROMA):
        return f'The accent {color.upper()} is amber, the color of "call today".'
    return ""


def remarks(color: str) -> tuple[str, ...]:
    """Return what a center should know of its accent, each a sentence; often nothing.

    Args:
        color: ``#RRGGBB``, not refused.
    """
    used, said = fit_accent(color).light.act, color.upper()
    lines = []
    if used != said:
        lines.append(f"The accent {said} is too light for words on paper: the kiosk uses {used}.")
    if tone_of(color).chroma < GREY_CHROMA:
        lines.append(f"The accent {said} is almost grey: buttons will hardly stand out by color.")
    return tuple(lines)


@cache
def fit_accent(color: str) -> Accent:
    """Return what the shipped themes use for an accent.

    Args:
        color: ``#RRGGBB``; one that ``refusal`` names is fitted all the same.
    """
    own = tone_of(color)
    light, dark = _grounds("light"), _grounds("dark")
    # What a center chose was chosen for paper; on a dark ground the theme's lightness is kept.
    on_dark = replace(own, lightness=tone_of(dark.act).lightness)
    return Accent(fit_to(light, own), fit_to(dark, on_dark))


def fit_to(grounds: Grounds, wanted: Tone) -> AccentRoles:
    """Return the roles of one theme for an accent.

    Args:
        grounds: The theme's own colors.
        wanted: The accent; its lightness is where the search for ``act`` begins.

    Raises:
        ValueError: The theme's own colors leave no lightness that passes; a theme that passes its
            tests does not.
    """
    known = msgspec.structs.asdict(grounds)
    shipped = {role: tone_of(known[role]) for role in _GROUNDS}
    most_soft = max(shipped["soft"].chroma, SOFT_CHROMA)
    chroma = dict.fromkeys(_GROUNDS, wanted.chroma) | {
        "soft": min(wanted.chroma, most_soft),
        "on_act": min(wanted.chroma, shipped["on_act"].chroma),
        "on_stage": min(wanted.chroma, shipped["on_stage"].chroma),
    }
    for role, others in _GROUNDS.items():
        tone = Tone(shipped[role].lightness, chroma[role], wanted.hue)
        if role == "act":
            tone = wanted
        elif role == "act_pressed":
            darker = shipped["act_pressed"].lightness < shipped["act"].lightness
            tone = _pressed(tone_of(known["act"]), darker=darker)
        elif role == "stage" and grounds.stage == grounds.act:
            tone = tone_of(known["act"])
        known[role] = _settled(tone, tuple(known[other] for other in others))
    return AccentRoles(**{role: known[role] for role in _GROUNDS})


def _pressed(act: Tone, *, darker: bool) -> Tone:
    """Return a tone that is told from ``act``, on the side to which the theme presses."""
    if not darker:
        return replace(act, lightness=act.lightness + _PRESSED_STEP)
    # Nothing darker can be told from what is nearly black.
    step = -_PRESSED_STEP if act.lightness > NEARLY_BLACK else 3 * _PRESSED_STEP
    return replace(act, lightness=act.lightness + step)


def _settled(tone: Tone, grounds: tuple[str, ...]) -> str:
    """Return the color nearest in lightness that stands out from every ground."""
    for number in range(round(1 / _STEP) + 1):
        for step in (-number * _STEP, number * _STEP):
            lightness = tone.lightness + step
            if -_STEP < lightness < 1.0 + _STEP:
                color = color_of(replace(tone, lightness=lightness))
                if all(contrast(color, ground) >= LEAST_CONTRAST for ground in grounds):
                    return color
    raise ValueError("no lightness stands out from the grounds of this theme")


def _is_within(tone: Tone, hues: tuple[float, float], chroma: float) -> bool:
    return hues[0] <= tone.hue < hues[1] and tone.chroma >= chroma


@cache
def _grounds(theme: str) -> Grounds:
    path = resources_dir() / "theme" / f"{theme}.toml"
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Grounds)
