# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""In every theme the edges of controls, their focus and what is chosen can be seen, and their words
be read in every state.

Source:
    accessibility.md A2: 1.4.3, 1.4.6, 1.4.11, 2.4.7, 2.4.13.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import pi

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.settings import Theme
from tests.gallery.sheets import CHECKED, DEFAULT, FOCUSED, Shot, shots
from tests.support.edges import LEAST, changed, edge_contrast
from tests.support.legible import Reader

PANEL = Panel(1080, 1920, REFERENCE_MM_PER_PX)
EDGED = frozenset(
    {"primary", "quiet", "danger", "alarm", "ink", "choice", "bar-clear", "chip", "field"}
)
"""Roles that are known by their edge. A card, a key, a bar's button are known by words in their
place, and need none (WCAG, understanding 1.4.11: "no visual information required")."""
RING_PX = 2
INSIDE = 0.9
"""A ring lies inside the edge, and its own edges are soft."""
SEEN_PX = 40
"""A filled dot in a ring of the smallest sign has more pixels."""


def _around(control: QRect) -> float:
    """Return the way around a control whose ends are round, in pixels."""
    width, height = control.width(), control.height()
    return 2 * (width + height) - (4 - pi) * min(width, height)


@dataclass(slots=True)
class Seen:
    """What one theme shows: flaws by the check that found them."""

    edges: list[str] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def take(self, states: dict[str, Shot]) -> None:
        """Compare the states of one component."""
        rest = states[DEFAULT]
        name = rest.name
        if rest.role in EDGED and (ratio := edge_contrast(rest.picture, rest.control)) < LEAST:
            self.edges.append(f"{name} ({rest.role}): {ratio:.2f}:1")
        if focused := states.get(FOCUSED):
            count = changed(rest.picture, focused.picture, rest.control)
            least = round(RING_PX * INSIDE * _around(rest.control))
            if count < least:
                self.focus.append(f"{name} ({rest.role}): {count} pixels changed, least {least}")
        if checked := states.get(CHECKED):
            count = changed(rest.picture, checked.picture, rest.control)
            if count < SEEN_PX:
                self.checked.append(f"{name} ({rest.role}): {count} pixels changed")


@pytest.fixture(scope="module", params=list(Theme), ids=lambda theme: theme.value)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Seen]:
    """Every component in every state of a theme."""
    load_type_face()
    look = make_look(request.param, PANEL)
    qapp.setStyleSheet(render_sheet(look))
    found = Seen()
    states: dict[str, Shot] = {}
    for shot in shots(look):
        if states and shot.state == DEFAULT:
            found.take(states)
            states = {}
        states[shot.state] = shot
        found.words += [
            f"{shot.name}, {shot.state}: {flaw}" for flaw in Reader(shot.window).flaws(look)
        ]
    found.take(states)
    yield found
    qapp.setStyleSheet("")


def test_edges_stand_out(theme: Seen) -> None:
    assert not theme.edges, "\n".join(theme.edges)


def test_focus_can_be_seen(theme: Seen) -> None:
    assert not theme.focus, "\n".join(theme.focus)


def test_what_is_chosen_can_be_seen(theme: Seen) -> None:
    assert not theme.checked, "\n".join(theme.checked)


def test_words_can_be_read_in_every_state(theme: Seen) -> None:
    assert not theme.words, "\n".join(theme.words)


def _box(border: str) -> QImage:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QColor(border))
    painter.drawRect(QRect(20, 20, 159, 59))
    painter.end()
    return image


@pytest.mark.parametrize(("border", "stands_out"), [("#767676", True), ("#DDDDDD", False)])
def test_edge_is_measured(border: str, stands_out: bool) -> None:
    assert (edge_contrast(_box(border), QRect(20, 20, 160, 60)) >= LEAST) is stands_out


def test_change_counts_from_three_to_one() -> None:
    before, pale, strong = _box("#FFFFFF"), _box("#DDDDDD"), _box("#333333")

    assert changed(before, pale, before.rect()) == 0
    assert changed(before, strong, before.rect()) == 2 * (159 + 59)
