# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Reads off two pictures of a control whether its edge and its states can be seen.

Source:
    WCAG 2.2, 1.4.11 (3:1 for what is needed to know a control and its state) and 2.4.13 (a ring of
    two pixels around the part, 3:1 against the same pixels without the focus).
"""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from tests.support.pixels import OPAQUE, contrast

LEAST = 3.0
OUTSIDE_PX = 2
INSIDE_PX = 8
"""How far in an edge may lie: a border may begin at the corner of a shadow."""


def edge_contrast(picture: QImage, control: QRect) -> float:
    """Return how far the fainter long edge of a control stands out from what is around it."""
    x = control.center().x()
    above = [QPoint(x, control.top() + step) for step in range(-OUTSIDE_PX, INSIDE_PX)]
    below = [QPoint(x, control.bottom() - step) for step in range(-OUTSIDE_PX, INSIDE_PX)]
    return min(_strongest(picture, above), _strongest(picture, below))


def _strongest(picture: QImage, way: list[QPoint]) -> float:
    outside, *inwards = (picture.pixel(place) | OPAQUE for place in way)
    return max(contrast(outside, color) for color in inwards)


def changed(before: QImage, after: QImage, frame: QRect) -> int:
    """Return how many pixels in ``frame`` changed by 3:1 or more."""
    one, other = (
        picture.copy(frame).convertToFormat(QImage.Format.Format_RGB32)
        for picture in (before, after)
    )
    pairs = zip(
        memoryview(one.constBits()).cast("I"), memoryview(other.constBits()).cast("I"), strict=True
    )
    return sum(contrast(was, now) >= LEAST for was, now in pairs if was != now)
