# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Reads contrast off pictures of the glass: what the eye gets, whatever sheet or code drew it.

Colors are ints ``0xAARRGGBB``, as QImage holds them.

Source:
    WCAG 2.2, definitions of "relative luminance" and "contrast ratio".
"""

from collections import Counter
from functools import cache

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

OPAQUE = 0xFF000000
EVERY_ROW, EVERY_COLUMN = 3, 2
"""Words are read off every third row and second column: strokes are wider, and it is faster."""
HALO = tuple((x, y) for x in (-3, 0, 3) for y in (-2, 0, 2) if x or y)
"""Where words are put again to find what they stand on: six pixels away, as rows are thinned."""
LEAST_INK = 0.03
"""Part of a text's solid pixels that makes a color one of its colors (a link in a line)."""
LEAST_GROUND = 0.01
"""Part of the pixels beneath that may be worse: the edge of a drawing, not its face."""
FULL_GROUND = 0.6
"""A part that fills more than this of its frame painted a ground of its own."""
SOLID = 0.05
"""Part of the pixels beside the ground that makes a color solid: no edge of a letter, no caret."""
CHANNEL_STEP = 0.04045
_SHIFTS = (16, 8, 0)
_WEIGHTS = (0.2126, 0.7152, 0.0722)

Counts = Counter[int]


@cache
def luminance(color: int) -> float:
    """Return the relative luminance of an sRGB color, 0 to 1."""
    parts = (((color >> shift) & 0xFF) / 255 for shift in _SHIFTS)
    linear = (
        part / 12.92 if part <= CHANNEL_STEP else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return sum(weight * part for weight, part in zip(_WEIGHTS, linear, strict=True))


def contrast(one: int, other: int) -> float:
    """Return the contrast ratio of two colors, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colors(image: QImage) -> Counts:
    """Return how many pixels of each color a picture holds; see-through ones do not count."""
    if image.isNull():
        return Counter()
    if image.depth() != 32:
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    found = Counter(memoryview(image.constBits()).cast("I"))
    return Counter({color: count for color, count in found.items() if color >= OPAQUE})


def drawn_alone(part: QWidget) -> QImage:
    """Return what a part itself draws, on nothing; without its children."""
    image = QImage(part.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    part.render(image, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return image


def legibility(drawn: QImage, glass: QImage) -> float | None:
    """Return the worst contrast between the solid core of strokes and what lies around them.

    Args:
        drawn: The words alone, on nothing (``drawn_alone``).
        glass: The same place as the visitor sees it.

    Returns:
        The ratio, or None where nothing is drawn.
    """
    drawn, glass = _thinned(drawn), _thinned(glass)
    ink = colors(_kept(glass, drawn, QPainter.CompositionMode.CompositionMode_DestinationIn))
    if ink.total() > FULL_GROUND * drawn.width() * drawn.height():
        return farthest(colors(glass))
    around = _kept(glass, _halo(drawn), QPainter.CompositionMode.CompositionMode_DestinationIn)
    ground = colors(_kept(around, drawn, QPainter.CompositionMode.CompositionMode_DestinationOut))
    inks = _at_least(ink, LEAST_INK * ink.total())
    if not inks or not ground:
        return None
    return min(_against(ground, color) for color in inks)


def farthest(found: Counts) -> float | None:
    """Return the contrast of the commonest color with the solid color that stands out most."""
    if len(found) < 2:
        return None
    (ground, count), *_ = found.most_common(1)
    rest = Counter({color: pixels for color, pixels in found.items() if color != ground})
    solid = _at_least(rest, SOLID * (found.total() - count))
    return max((contrast(ground, color) for color in solid or rest), default=None)


def _at_least(found: Counts, least: float) -> list[int]:
    return [color for color, count in found.items() if count >= least]


def _against(ground: Counts, ink: int) -> float:
    """Return the contrast of ``ink`` with the worst of a ground that is more than its edges."""
    worse = 0
    for ratio, count in sorted((contrast(ink, color), count) for color, count in ground.items()):
        worse += count
        if worse >= LEAST_GROUND * ground.total():
            return ratio
    raise ValueError("there is no ground")


def _thinned(image: QImage) -> QImage:
    size = QSize(max(1, image.width() // EVERY_COLUMN), max(1, image.height() // EVERY_ROW))
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
    )


def _halo(drawn: QImage) -> QImage:
    """Return what lies beside the strokes, a few pixels each way."""
    halo = QImage(drawn.size(), drawn.format())
    halo.fill(Qt.GlobalColor.transparent)
    painter = QPainter(halo)
    for x, y in HALO:
        painter.drawImage(x, y, drawn)
    painter.end()
    return halo


def _kept(glass: QImage, drawn: QImage, mode: QPainter.CompositionMode) -> QImage:
    """Return the glass where something is drawn (``DestinationIn``), or where nothing is."""
    kept = glass.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(kept)
    painter.setCompositionMode(mode)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return kept
