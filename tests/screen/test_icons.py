# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An icon never stands alone: every button that shows one says in words what it does.

Source:
    accessibility.md A2; LOOK.md, icons.
"""

from itertools import chain

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.keyboard import KeyCap
from kiosk.screen.widgets.text import Words
from tests.gallery import journey
from tests.support.screen import Screen


def _icons(button: TouchButton) -> list[QLabel]:
    """Return the icons that a button shows."""
    return [
        label
        for label in button.findChildren(QLabel)
        if not isinstance(label, Words) and label.isVisible() and not label.pixmap().isNull()
    ]


def _silent(view: Screen) -> list[str]:
    """Return the buttons on the glass that show an icon and no words beside it."""
    return [
        button.objectName()
        for button in view.parts(TouchButton)
        if not isinstance(button, KeyCap)
        and _icons(button)
        and not (
            button.words.isVisible()
            and button.words.text().strip()
            and button.rect().contains(button.words.geometry())
        )
    ]


@pytest.mark.parametrize("scale", ["100", "200"])
def test_every_icon_on_every_page_has_words_beside_it(visit: Screen, scale: str) -> None:
    visit.stage.settings.choose("scale", scale)
    seen = 0
    found = []

    for stop in chain(journey.pages(visit), journey.request(visit)):
        visit.lay_out()
        seen += sum(len(_icons(button)) for button in visit.parts(TouchButton))
        found += [f"{stop}: {name}" for name in _silent(visit)]

    assert seen > 0
    assert found == []
