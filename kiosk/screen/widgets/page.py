# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What every page is: a place with a name, a column of parts and past-tense signals."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.library.model import Target
from kiosk.screen.route import Route, RouteName, route_of
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.states import EmptyState, Skeleton
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.touch_scroll import TouchScroll

SIDE_PART = 0.34
"""Width of the part beside the column on a wide screen, of the whole."""
SHORTEST_LINE_EM = 23.0
"""Shortest line of running text in em: about 48 characters."""
LINE_EM = 32.0
"""Longest line of running text in em of the reading size: about 70 characters (LOOK.md)."""


class Page(QWidget):
    """Base of the pages.

    Attributes:
        look: The look of this visit.
        outer: The whole page from top to bottom; ``body`` with the column lies in it.
        is_waiting: Whether the content is still on its way.

    Signals:
        route_touched: The visitor wants to go somewhere; carries a ``Route``.
        arrived: The content that the page waited for has been shown.
    """

    route_touched = Signal(Route)
    arrived = Signal()

    def __init__(self, look: Look, name: RouteName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setObjectName(name.value)
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(0)
        self.body = QHBoxLayout()
        self.body.setSpacing(0)
        self.outer.addLayout(self.body, 1)
        self.is_waiting = False
        self._side: QWidget | None = None
        self.scroller: TouchScroll | None = None

    def set_column(
        self, stack: Ground, *, narrow: bool = True, side: QWidget | None = None
    ) -> None:
        """Make ``stack`` the page's scrolling column, in the margins of the book.

        Args:
            stack: The column; its margins are set here.
            narrow: Whether lines of running text stay readable on a wide screen.
            side: What stands beside the column and does not scroll, on a wide screen.
        """
        look = self.look
        for old in (self.scroller, self._side):
            if old is not None:
                self.body.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._side = side
        left, right = self.sides(narrow=narrow, beside=side is not None)
        stack.box.setContentsMargins(left, look.px("gap_small"), right, look.px("gap_large"))
        stack.box.addStretch(1)
        self.scroller = TouchScroll(look, stack, name=f"{self.objectName()}_scroll", parent=self)
        if side is not None:
            side.setFixedWidth(round(look.panel.width_px * SIDE_PART))
            self.body.addWidget(side)
        self.body.addWidget(self.scroller, 1)
        if self.is_waiting:
            self.is_waiting = False
            self.arrived.emit()

    @property
    def is_across(self) -> bool:
        """Whether there is room to compose the page side by side."""
        return self.look.is_wide and not self.look.is_large_text

    @property
    def has_side(self) -> bool:
        """Whether there is room for a part beside a column that still has readable lines."""
        look = self.look
        room = look.panel.width_px * (1 - SIDE_PART) - 2 * look.px("margin")
        return self.is_across and room >= SHORTEST_LINE_EM * look.px("reading")

    def sides(self, *, narrow: bool = True, beside: bool = False) -> tuple[int, int]:
        """Return the left and right margin of the column in pixels."""
        look = self.look
        margin = look.px("margin")
        room = look.panel.width_px - 2 * margin
        if beside:
            room -= round(look.panel.width_px * SIDE_PART)
        spare = max(0, room - round(LINE_EM * look.px("reading"))) if narrow else 0
        if not look.is_wide:
            spare = 0
        return margin + (0 if beside else spare // 2), margin + (spare if beside else spare // 2)

    def make_room(self, *, keys: bool) -> None:
        """Called when the on-screen keys come or go; a page may put parts away meanwhile."""

    def keys_done(self) -> bool:
        """Called for "Next" on the keys of the last field; return whether the page goes on."""
        return False

    def place(self) -> float:
        """Return how far the page is scrolled, 0 to 1, to come back to it."""
        return self.scroller.fraction() if self.scroller else 0.0

    def return_to(self, fraction: float) -> None:
        """Scroll to a place that ``place`` gave."""
        if self.scroller:
            self.scroller.go_to(fraction)

    @property
    def is_personal(self) -> bool:
        """Whether the page may show what a visitor typed; the clock is shorter then."""
        return False

    def begin(self) -> None:
        """Called once the page is on the screen; a page with a field puts the cursor there."""

    def step_back(self) -> bool:
        """Take one step back inside the page; return False when Back should leave it."""
        return False

    def keep_visible(self, part: QWidget) -> None:
        """Scroll so that ``part`` is not covered by the keys."""
        if self.scroller is not None and self.scroller.isAncestorOf(part):
            self.scroller.ensureWidgetVisible(part, 0, self.look.px("gap"))

    @Slot(Target)
    def on_link(self, target: Target) -> None:
        """Follow a link of the library."""
        self.go(route_of(target))

    def go(self, route: Route) -> None:
        """Announce that the visitor wants to go to ``route``."""
        self.route_touched.emit(route)

    def waiting(self) -> None:
        """Show that the page is being fetched; rarely seen, a fetch takes milliseconds."""
        stack = Ground(gap=self.look.px("gap"))
        stack.add(Skeleton(self.look))
        self.set_column(stack)
        self.is_waiting = True

    def show_missing(self) -> None:
        """Say whom to ask when the text is not there, or not yet signed off by a clinician."""
        look = self.look
        stack = Ground(gap=look.px("gap"))
        stack.add(
            EmptyState(
                look,
                self.tr("Ask your nurse about this."),
                self.tr("This page is not available here yet."),
            )
        )
        urgent = Ground("emergency", pad=look.px("pad"))
        urgent.add(
            Words(
                self.tr("Feel ill? Call out to staff now. At home call 911."),
                "strong",
                tone="on-emergency",
            )
        )
        stack.add(urgent)
        self.set_column(stack)
