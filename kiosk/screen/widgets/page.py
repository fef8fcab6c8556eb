# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What every page is: a place with a name, a column of parts and past-tense signals."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.library.model import Target
from kiosk.screen.route import Route, RouteName, route_of
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.text import Words
from kiosk.screen.widgets.touch_scroll import TouchScroll

LINE_EM = 33.0
"""Longest line of running text in em of the reading size: about 70 characters (LOOK.md)."""


class Page(QWidget):
    """Base of the pages.

    Attributes:
        look: The look of this visit.
        column_index: Where in the page the column stands, below what does not scroll.

    Signals:
        route_touched: The visitor wants to go somewhere; carries a ``Route``.
    """

    route_touched = Signal(Route)
    column_index = 0

    def __init__(self, look: Look, name: RouteName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setObjectName(name.value)
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(0)
        self.scroller: TouchScroll | None = None

    def set_column(self, stack: Ground, *, narrow: bool = True) -> None:
        """Make ``stack`` the page's scrolling column, in the margins of the book.

        Args:
            stack: The column; its margins are set here.
            narrow: Whether lines of running text stay readable on a wide screen.
        """
        look = self.look
        if self.scroller is not None:
            self.outer.removeWidget(self.scroller)
            self.scroller.hide()
            self.scroller.deleteLater()
        left, right = self.sides(narrow=narrow)
        stack.box.setContentsMargins(left, look.px("gap_small"), right, look.px("margin"))
        stack.box.addStretch(1)
        self.scroller = TouchScroll(look, stack, name=f"{self.objectName()}_scroll", parent=self)
        self.outer.insertWidget(self.column_index, self.scroller, 1)

    def sides(self, *, narrow: bool = True) -> tuple[int, int]:
        """Return the left and right margin in pixels; the page buttons fit into the right one."""
        look = self.look
        left = look.px("margin")
        right = max(left, look.px("target_min") + 2 * look.px("gap_small"))
        if narrow and look.is_wide:
            line = round(LINE_EM * look.px("reading"))
            spare = max(0, look.panel.width_px - line - left - right)
            return left + spare // 2, right + spare // 2
        return left, right

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
        stack.add(Words(self.tr("One moment…"), "reading", tone="second"))
        self.set_column(stack)

    def show_missing(self) -> None:
        """Say whom to ask when the text is not there, or not yet signed off by a clinician."""
        stack = Ground(gap=self.look.px("gap"))
        stack.add(Words(self.tr("Ask your nurse about this."), "sentence"))
        stack.add(Words(self.tr("This page is not available here yet.")))
        urgent = Ground("emergency", pad=self.look.px("pad"))
        urgent.add(
            Words(
                self.tr("Feel ill? Call out to staff now. At home call 911."),
                "strong",
                tone="on-emergency",
            )
        )
        stack.add(urgent)
        self.set_column(stack)
