# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Colors as eyes see them: lightness, chroma and hue, and the contrast between two.

Colors are ``#RRGGBB`` in sRGB. Lightness is 0 (black) to 1 (white), chroma 0 (grey) to about 0.32,
hue in degrees, 0 to 360; equal steps look equally large.

Source:
    Björn Ottosson, "A perceptual color space for image processing" (OKLab); W3C, CSS Color 4,
    section 9 (OKLCH); WCAG 2.2, relative luminance and contrast ratio.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

_HALVINGS = 14
_NEARLY_IN = 1e-4

_Triple = tuple[float, float, float]
_Matrix = tuple[_Triple, _Triple, _Triple]

_TO_CONES: _Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB: _Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB: _Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_CONES: _Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


@dataclass(frozen=True, slots=True)
class Tone:
    """A color by lightness, chroma and hue; it need not be one that a screen can show."""

    lightness: float
    chroma: float
    hue: float


def tone_of(color: str) -> Tone:
    """Return what eyes see in a color."""
    light, green_red, blue_yellow = _times(
        _TO_LAB, _each(math.cbrt, _times(_TO_CONES, _linear(color)))
    )
    hue = math.degrees(math.atan2(blue_yellow, green_red)) % 360
    return Tone(light, math.hypot(green_red, blue_yellow), hue)


def color_of(tone: Tone) -> str:
    """Return the color of a tone; where no screen can show it, with as much chroma as it can."""
    lightness = min(max(tone.lightness, 0.0), 1.0)
    found = _light_of(lightness, tone.chroma, tone.hue)
    if not _is_shown(found):
        low, high = 0.0, tone.chroma
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if _is_shown(_light_of(lightness, middle, tone.hue)):
                low = middle
            else:
                high = middle
        found = _light_of(lightness, low, tone.hue)
    return "#" + "".join(f"{round(_encoded(part) * 255):02X}" for part in found)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(color: str) -> _Triple:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _each(_decoded, (red, green, blue))


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def _encoded(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * 12.92 if part <= 0.0031308 else 1.055 * math.pow(part, 1 / 2.4) - 0.055


def _light_of(lightness: float, chroma: float, hue: float) -> _Triple:
    angle = math.radians(hue)
    lab = (lightness, chroma * math.cos(angle), chroma * math.sin(angle))
    return _times(_FROM_CONES, _each(_cubed, _times(_FROM_LAB, lab)))


def _cubed(part: float) -> float:
    return part * part * part


def _is_shown(light: _Triple) -> bool:
    return all(-_NEARLY_IN <= part <= 1 + _NEARLY_IN for part in light)


def _each(change: Callable[[float], float], parts: _Triple) -> _Triple:
    return change(parts[0]), change(parts[1]), change(parts[2])


def _times(matrix: _Matrix, parts: _Triple) -> _Triple:
    one, two, three = (sum(a * b for a, b in zip(row, parts, strict=True)) for row in matrix)
    return one, two, three
