# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What stands around a page and stays from one page to the next."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kiosk.library.model import Picture
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bars import BottomBar, DemoStrip, Header
from kiosk.screen.widgets.keyboard import Keyboard
from kiosk.session.messages import Configure, Standing


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts above and below a page; a page that fills the glass has no header and no bar."""

    strip: DemoStrip | None
    header: Header | None
    keyboard: Keyboard
    bar: BottomBar | None

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """Those that are there, from top to bottom; the page stands above the keyboard."""
        parts = self.strip, self.header, self.keyboard, self.bar
        return tuple(part for part in parts if part is not None)


def make_frame(
    config: Configure, look: Look, language: str, logo: Picture | None, *, bare: bool, attract: bool
) -> Frame:
    """Return a frame with its keys put away.

    Args:
        config: The center's name, and whether this is a demonstration.
        look: The look of this visit.
        language: The language of now.
        logo: The center's logo.
        bare: Whether the page fills the glass.
        attract: Whether it is the first page, which says itself that this is a demonstration.
    """
    demo = config.standing is Standing.DEMO and not attract
    keyboard = Keyboard(look, language)
    keyboard.hide()
    return Frame(
        DemoStrip(look) if demo else None,
        None if bare else Header(look, config.center.name, language, logo),
        keyboard,
        None if bare else BottomBar(look),
    )
