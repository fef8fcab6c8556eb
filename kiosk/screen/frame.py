# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What stands around a page and stays from one page to the next."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kiosk.library.model import Picture
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.bars import BottomBar, CalmGround, DemoStrip, Header
from kiosk.screen.widgets.keyboard import Keyboard
from kiosk.screen.widgets.strikes import BOUNCE_S
from kiosk.session.messages import Configure, Standing


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts above and below a page; a page that fills the glass has no header and no bar."""

    look: Look
    above: CalmGround | None
    strip: DemoStrip | None
    header: Header | None
    keyboard: Keyboard
    bar: BottomBar | None

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """Those that are there, from top to bottom; the page stands above the keyboard."""
        parts = self.above, self.strip, self.header, self.keyboard, self.bar
        return tuple(part for part in parts if part is not None)

    def make_room(self, *, keys: bool) -> None:
        """Give the header's room to the keys where height is scarce, and back when they go.

        A demonstration says what it is once, in the strip or in the header.
        """
        header, look = self.header, self.look
        if header is None:
            return
        header.setVisible(not (keys and (look.is_wide or look.panel.above_px > 0)))
        if self.strip is not None:
            self.strip.setVisible(header.isHidden() or not header.says_demo)


def make_frame(
    config: Configure,
    look: Look,
    choices: VisitChoices,
    logo: Picture | None,
    monotonic_s: Callable[[], float],
    *,
    bare: bool,
    attract: bool,
) -> Frame:
    """Return a frame with its keys put away.

    Args:
        config: The center's name, and whether this is a demonstration.
        look: The look of this visit.
        choices: Those of this visit.
        logo: The center's logo.
        monotonic_s: The clock of the visit, seconds.
        bare: Whether the page fills the glass.
        attract: Whether it is the first page, which says itself that this is a demonstration.
    """
    demo = config.standing is Standing.DEMO and not attract
    language, touch = choices.language, choices.touch
    keyboard = Keyboard(
        look,
        language,
        double_s=max(BOUNCE_S, touch.double_s),
        hold_s=touch.hold_s,
        repeats=not touch.is_on,
        monotonic_s=monotonic_s,
    )
    keyboard.hide()
    name, above = config.center.name, None
    if look.panel.above_px:
        above = CalmGround(look, "" if bare else name, logo)
        name = ""  # it is not said twice
    return Frame(
        look,
        above,
        DemoStrip(look) if demo else None,
        None if bare else Header(look, name, language, logo, demo=demo),
        keyboard,
        None if bare else BottomBar(look),
    )
