# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The frame around what is said or offered is seen: 3 px at 3:1, by pixels, in every theme.

Source:
    WCAG 2.2, 1.4.11, 2.4.7, 2.4.13; accessibility.md A2.
"""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.guide.ring import Spotlight
from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import Configure
from kiosk.settings import Theme
from tests.support.focus_pixels import RING_PX, ROUND, changed_pixels
from tests.support.four_keys import ByFourKeys
from tests.support.screen import Screen, screen
from tests.support.ways import BySwitch

STEPS = 6
REST_MS = "1000"
PAGES = (Route(RouteName.HOME), Route(RouteName.ARTICLE, "migraine-infusions"))


def _is_seen(view: Screen, name: str) -> bool:
    """Return whether a frame changes enough pixels along its whole length."""
    frame = view.part(name, Spotlight)
    place, shell = frame.geometry(), view.shell
    with_it = shell.grab(place).toImage()
    frame.hide()
    without = shell.grab(place).toImage()
    frame.show()
    least = round(ROUND * RING_PX * 2 * (place.width() + place.height()))
    return changed_pixels(without, with_it) >= least


@pytest.mark.parametrize("theme", list(Theme))
def test_frame_of_what_is_said_is_seen(
    theme: Theme, qtbot: QtBot, qapp: QApplication, config: Configure
) -> None:
    with screen(qtbot, qapp, config, speaks=True) as view:
        view.present()
        view.settle()
        view.begin()
        view.stage.settings.choose("theme", theme.value)
        ears = ByFourKeys(view)
        ears.begin()
        for page in PAGES:
            view.shell.open(page)
            ears.settle()
            for _ in range(STEPS):
                ears.next()
                part = ears.narrator.part
                assert part is not None
                assert _is_seen(view, "guide_ring"), part.known_as or part.role
        ears.leave()


@pytest.mark.parametrize("theme", list(Theme))
def test_frame_of_what_is_offered_is_seen(theme: Theme, visit: Screen) -> None:
    visit.stage.settings.choose("theme", theme.value)
    visit.stage.settings.choose("scan", REST_MS)
    way = BySwitch(visit, int(REST_MS) / 1000)
    for page in PAGES:
        visit.shell.open(page)
        visit.until(visit.is_whole)
        for _ in range(STEPS):
            way.wait()

            assert _is_seen(visit, "scan_frame"), visit.stage.switch.scanner.offered
