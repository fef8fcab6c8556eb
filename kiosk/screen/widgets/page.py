# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What every page is: a place with a name, a column of parts and past-tense signals."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.library.model import Link
from kiosk.screen.route import Route, RouteName, route_of
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import tell_in_order, tell_page
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.later import later, lay_out_now
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
        wanted_place: Where to scroll to once the content is there; 0 for the top.
        is_heard: Whether self-voicing says something of it now.

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
        self.is_waiting = self.is_heard = False
        self._side: QWidget | None = None
        self.scroller: TouchScroll | None = None
        self.wanted_place = 0.0
        self._rest: Iterator[None] | None = None
        self._is_fresh = False
        self._filler = QTimer(self)
        self._filler.setInterval(0)
        self._filler.timeout.connect(self._on_fill)

    @property
    def is_whole(self) -> bool:
        """Whether all of the page is there; the rest of a long one comes after its first frame."""
        return self._rest is None and not self.is_waiting

    def fill(self, rest: Iterator[None]) -> None:
        """Add the rest of a page once its first screenful is on the glass.

        Args:
            rest: Adds a part each time it is asked for the next; asked once in a turn.
        """
        self._filler.stop()
        self._rest, self._is_fresh = rest, True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin with the rest of the page once its first screenful is on the glass."""
        super().paintEvent(event)
        if self._is_fresh:
            self._is_fresh = False
            # While the page comes in, each of its frames is short.
            later(self, self._filler.start, after_ms=self.look.ms("page_ms"))

    def fill_now(self) -> None:
        """Add all of the rest at once, as on the way back to a place further down."""
        if self._rest is not None:
            for _ in self._rest:
                pass
            self._end_fill()

    @Slot()
    def _on_fill(self) -> None:
        if self._rest is None:
            self._filler.stop()
            return
        for _ in self._rest:
            lay_out_now()  # before anything is painted with too little room
            return
        self._end_fill()

    def _end_fill(self) -> None:
        self._filler.stop()
        self._rest, self._is_fresh = None, False
        lay_out_now()
        if self.scroller is not None:
            self.scroller.show_filling(filling=False)
        self.filled()

    def filled(self) -> None:
        """Called when all of the page is there."""

    def set_column(
        self,
        stack: Ground,
        *,
        narrow: bool = True,
        side: QWidget | None = None,
        filling: bool = False,
    ) -> None:
        """Make ``stack`` the page's scrolling column, in the margins of the book.

        Args:
            stack: The column; its margins are set here.
            narrow: Whether lines of running text stay readable on a wide screen.
            side: What stands beside the column and does not scroll, on a wide screen.
            filling: Whether parts of the column are still to come.
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
        room = QSize(look.panel.width_px, self.height())
        if side is not None:
            side.setFixedWidth(round(look.panel.width_px * SIDE_PART))
            room -= QSize(side.width(), 0)
            self.body.addWidget(side)
            side.show()
        self.scroller = TouchScroll(
            look, stack, name=f"{self.objectName()}_scroll", room=room, parent=self
        )
        self.body.addWidget(self.scroller, 1)
        self.scroller.show_filling(filling=filling)
        # Shown at once: the layout would do it in a later turn of the event loop.
        self.scroller.show()
        tell_in_order(self.outer)
        if QAccessible.isActive():
            later(self, self._tell)
        if self.wanted_place:
            self.go_to_place(self.wanted_place)
            self.wanted_place = 0.0
        if self.is_waiting:
            self.is_waiting = False
            self.arrived.emit()

    @Slot()
    def _tell(self) -> None:
        tell_page(self)

    @property
    def is_across(self) -> bool:
        """Whether there is room to compose the page side by side."""
        look = self.look
        is_roomy = not (look.is_large_text or (look.airy and look.is_compact))
        return look.is_wide and is_roomy

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
        """Return where the page is scrolled to, for ``return_to``; 0 is its top."""
        return self.scroller.fraction() if self.scroller else 0.0

    def return_to(self, place: float) -> None:
        """Scroll to a place that ``place`` gave; a page that waits does so with its content."""
        if self.scroller is None:
            self.wanted_place = place
        else:
            self.go_to_place(place)

    def go_to_place(self, place: float) -> None:
        """Scroll to a place, now that there is a column."""
        if self.scroller is not None:
            self.scroller.go_to(place)

    @property
    def is_personal(self) -> bool:
        """Whether the page may show what a visitor typed; the clock is shorter then."""
        return False

    @property
    def is_busy(self) -> bool:
        """Whether the page is being used without a touch: somebody listens."""
        return self.is_heard

    def hush(self) -> None:
        """Called when something comes over the page: nothing may go on behind it."""

    @property
    def idle_s(self) -> int:
        """Seconds without use before the page is asked about; 0 for those of the visit."""
        return 0

    def begin(self) -> None:
        """Called once the page is on the screen; a page with a field puts the cursor there."""

    def step_back(self) -> bool:
        """Take one step back inside the page; return False when Back should leave it."""
        return False

    def keep_visible(self, part: QWidget) -> None:
        """Scroll so that ``part`` is not covered by the keys."""
        if self.scroller is not None and self.scroller.isAncestorOf(part):
            self.scroller.show_whole(part, self.look.px("gap"))

    @Slot(Link)
    def on_link(self, link: Link) -> None:
        """Follow a link of the library."""
        self.go(route_of(link))

    def go(self, route: Route) -> None:
        """Announce that the visitor wants to go to ``route``."""
        self.route_touched.emit(route)

    def waiting(self) -> None:
        """Show that the page is being fetched; rarely seen, a fetch takes milliseconds."""
        look = self.look
        left, right = self.sides()
        wait = Ground()
        wait.box.setContentsMargins(left, look.px("gap_small"), right, 0)
        wait.add(Skeleton(look))
        self._side = wait
        self.body.addWidget(wait)
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
