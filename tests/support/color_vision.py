# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Shows a color as people see it who lack one kind of cone.

Source:
    Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color Vision
    Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009, table of
    matrices, severity 1.0. They hold for linear RGB; sRGB is made linear first (IEC 61966-2-1).
"""

from enum import StrEnum
from functools import cache

Row = tuple[float, float, float]


class Vision(StrEnum):
    """Which cones are missing: those for long, middle or short waves."""

    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


MATRICES: dict[Vision, tuple[Row, Row, Row]] = {
    Vision.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Vision.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Vision.TRITANOPIA: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@cache
def seen(color: int, vision: Vision) -> int:
    """Return ``0xAARRGGBB`` as it looks to ``vision``; what is outside sRGB is cut off."""
    linear = [_linear(((color >> shift) & 0xFF) / 255) for shift in (16, 8, 0)]
    changed = color & 0xFF000000
    for row, shift in zip(MATRICES[vision], (16, 8, 0), strict=True):
        value = sum(weight * part for weight, part in zip(row, linear, strict=True))
        changed |= round(255 * _encoded(min(1.0, max(0.0, value)))) << shift
    return changed


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
