# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether headphones are in: a path that is there while they are. Nothing is opened."""

import asyncio
import os
from collections.abc import Callable

from kiosk.session.speech import HeadphonesAre
from kiosk.settings import SelfVoicing
from kiosk.settings.speech import BY_KEYS, NO_HEADPHONES

LOOK_S = 0.5
OUT_S = 0.05
"""While headphones are in: a sound server may move what is spoken to the loudspeaker at once."""


class HeadphoneWatch:
    """Looks at the path again and again, and tells all screens.

    Headphones that come out end every voice here, too: a screen that hangs must not speak on.

    Args:
        settings: Gives the settings of now.
        tell: Tells every screen a piece of news that it does not know.
        silence: Ends every voice.
    """

    def __init__(
        self,
        settings: Callable[[], SelfVoicing],
        tell: Callable[[HeadphonesAre], None],
        silence: Callable[[], None],
    ) -> None:
        self._settings, self._tell, self._silence = settings, tell, silence
        self._is_plugged = False

    async def run(self) -> None:
        """Look until this is cancelled."""
        while True:
            self.look()
            await asyncio.sleep(OUT_S if self._is_plugged else LOOK_S)

    def look(self) -> None:
        """Look once; the path lies in a file system of the kernel's, which answers at once."""
        way = self._settings().headphones
        was, self._is_plugged = self._is_plugged, _is_there(way)
        if was and not self._is_plugged:
            self._silence()
        self._tell(HeadphonesAre(self._is_plugged))


def _is_there(way: str) -> bool:
    return way not in {NO_HEADPHONES, BY_KEYS} and os.path.exists(way)  # noqa: PTH110 - no error
