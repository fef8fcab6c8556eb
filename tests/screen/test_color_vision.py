# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The levels of urgency stay apart for people who lack one kind of cone, and without any color.

Source:
    accessibility.md A2, 1.4.1: levels stay 3:1 apart or differ in shape, and each has its word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.library.model import Place, Tier
from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Look, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.bands import BandCard
from kiosk.screen.widgets.pictures import ArtView
from kiosk.settings import Theme
from tests.gallery.components import band
from tests.support.color_vision import MATRICES, Vision, seen
from tests.support.pixels import colors, contrast, legibility
from tests.support.pixels import drawn_alone as alone

PANEL = Panel(1080, 1920, REFERENCE_MM_PER_PX)
MASK = QSize(64, 64)
FULL = MASK.width() * MASK.height()
LEAST_PART = 0.25
"""Part of its frame that a sign fills; a mark alone, on a shape one cannot see, does not."""
LIKE = 0.85
"""Signs that share more of their shape than this look alike."""
APART = 3.0
WORDS = 4.5
PAIRS = tuple(combinations(Tier, 2))


@dataclass(frozen=True, slots=True)
class Shown:
    """One band on the glass.

    Attributes:
        title: Its words.
        card: What it looks like.
        ground: Its color.
        sign: Where its sign lies.
        words: Each label alone, and where it lies.
    """

    title: str
    card: QImage
    ground: int
    sign: QRect
    words: tuple[tuple[QImage, QRect], ...]

    def simulated(self, vision: Vision) -> QImage:
        """Return the card as ``vision`` sees it."""
        return repainted(self.card, vision)


def repainted(picture: QImage, vision: Vision) -> QImage:
    """Return a picture as ``vision`` sees it."""
    changed = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(changed.bits()).cast("I")
    for index, color in enumerate(pixels):
        pixels[index] = seen(color, vision)
    return changed


def _place(part: QWidget, above: QWidget) -> QRect:
    return QRect(part.mapTo(above, QPoint(0, 0)), part.size())


def _shown(qtbot: QtBot, look: Look, tier: Tier) -> Shown:
    card = BandCard(look, band(tier), Place.HOME)
    qtbot.addWidget(card)
    card.setFixedWidth(look.panel.width_px // 2)
    with qtbot.waitExposed(card):
        card.show()
    picture = card.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ((ground, _),) = colors(picture).most_common(1)
    labels = [label for label in card.findChildren(QLabel) if label.text()]
    words = tuple((alone(label), _place(label, card)) for label in labels)
    (sign,) = card.findChildren(ArtView)
    return Shown(card.accessibleName(), picture, ground, _place(sign, card), words)


@pytest.fixture(params=list(Theme), ids=lambda theme: theme.value)
def bands(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication
) -> Iterator[dict[Tier, Shown]]:
    """The bands in each theme."""
    load_type_face()
    look = make_look(request.param, PANEL)
    qapp.setStyleSheet(render_sheet(look))
    yield {tier: _shown(qtbot, look, tier) for tier in Tier}
    qapp.setStyleSheet("")


def _outline(picture: QImage, ground: int) -> set[int]:
    """Return the places of a picture that stand out from its ground, whatever their color."""
    scaled = picture.scaled(
        MASK, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
    )
    pixels = memoryview(scaled.constBits()).cast("I")
    return {place for place, color in enumerate(pixels) if contrast(color, ground) >= APART}


def _likeness(one: set[int], other: set[int]) -> float:
    """Return how much of two shapes is the same, 0 to 1."""
    return len(one & other) / len(one | other)


def test_matrices_leave_grey_alone() -> None:
    rows = [sum(row) for matrix in MATRICES.values() for row in matrix]

    assert rows == pytest.approx([1.0] * len(rows), abs=1e-5)


@pytest.mark.parametrize("vision", Vision)
def test_black_and_white_stay(vision: Vision) -> None:
    assert seen(0xFF000000, vision) == 0xFF000000
    assert seen(0xFFFFFFFF, vision) == 0xFFFFFFFF


def test_red_and_green_draw_near_without_the_cones_for_long_or_middle_waves() -> None:
    red, green = 0xFFC04000, 0xFF708000
    before = abs((red >> 16 & 0xFF) - (green >> 16 & 0xFF))
    for vision in (Vision.PROTANOPIA, Vision.DEUTERANOPIA):
        one, other = seen(red, vision), seen(green, vision)
        assert abs((one >> 16 & 0xFF) - (other >> 16 & 0xFF)) < before


@pytest.mark.parametrize("vision", Vision)
def test_signs_stand_out_and_differ_in_shape(bands: dict[Tier, Shown], vision: Vision) -> None:
    outlines = {
        tier: _outline(repainted(one.card.copy(one.sign), vision), seen(one.ground, vision))
        for tier, one in bands.items()
    }

    faint = [tier for tier, outline in outlines.items() if len(outline) < LEAST_PART * FULL]
    assert not faint, "the sign does not stand out from its band"
    for one, other in PAIRS:
        assert _likeness(outlines[one], outlines[other]) < LIKE, (one, other)


def test_titles_differ(bands: dict[Tier, Shown]) -> None:
    assert len({one.title for one in bands.values()}) == len(bands)


@pytest.mark.parametrize("vision", Vision)
def test_words_on_bands_can_be_read(bands: dict[Tier, Shown], vision: Vision) -> None:
    for tier, one in bands.items():
        glass = one.simulated(vision)
        for drawn, place in one.words:
            ratio = legibility(drawn, glass.copy(place))
            assert ratio is not None, tier
            assert ratio >= WORDS, tier


def test_signs_of_one_shape_would_be_found(bands: dict[Tier, Shown]) -> None:
    one = bands[Tier.TODAY]
    outline = _outline(one.card.copy(one.sign), one.ground)

    assert _likeness(outline, outline) >= LIKE
