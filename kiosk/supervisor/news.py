# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What every screen is told besides its configuration: when it changes, and when it starts."""

from collections.abc import Mapping

from kiosk.session.messages import Cleaned, DeskNews, LateNews, PrinterNews
from kiosk.session.speech import HeadphonesAre
from kiosk.supervisor.children import ScreenProcess

Item = LateNews | Cleaned | PrinterNews | DeskNews | HeadphonesAre

_ASSUMED: tuple[Item, ...] = (
    LateNews(overdue=False),
    Cleaned(""),
    PrinterNews(ready=False),
    DeskNews(ready=False),
    HeadphonesAre(plugged=False),
)
"""What a screen takes for true until it is told; `Configure` brings the time of cleaning."""


class News:
    """Tells the screens each piece of news once.

    Args:
        screens: The screens that live, by number; read whenever something is told.
    """

    def __init__(self, screens: Mapping[int, ScreenProcess]) -> None:
        self._screens = screens
        self._told: dict[type[Item], Item] = {type(item): item for item in _ASSUMED}

    def tell(self, item: Item) -> None:
        """Tell all screens, unless they know."""
        if self._told[type(item)] != item:
            self._told[type(item)] = item
            for screen in self._screens.values():
                screen.send(item)

    def catch_up(self, screen: ScreenProcess) -> None:
        """Tell a screen that has just been configured what it cannot know."""
        for item in self._told.values():
            if item not in _ASSUMED and not isinstance(item, Cleaned):
                screen.send(item)
