# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Scanning for a single switch: parts are offered in turn, a press takes the one in the frame.

First whole groups are offered: rows of the keys, parts of the page, the bar, the header. A press
enters a group, another one acts. Of a column only what is in sight is offered, and its page
buttons; what they turn to is offered then.

Source: issue 9; EN 301 549 5.1.6, 5.8; WCAG 2.2, 2.4.7, 2.4.11.
"""

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.screen.focus import bring_into_sight, leave_focus
from kiosk.screen.guide.cursor import stops_of
from kiosk.screen.guide.parts import (
    Part,
    Role,
    ground_of,
    holder_of,
    is_on_glass,
    parts_on,
    scroller_of,
)
from kiosk.screen.guide.ring import Spotlight
from kiosk.screen.guide.voicing import Voicing
from kiosk.screen.living import living
from kiosk.screen.shell import Shell
from kiosk.screen.visit import VisitChoices
from kiosk.screen.widgets.bars import BottomBar, Header
from kiosk.screen.widgets.touch_scroll import TurnStrip

MOST_IN_GROUP = 5
"""Parts of a page in one group; a question with no more parts needs no groups."""
ROUNDS = 2
"""A group is left after so many rounds without a choice; a longer one after one round."""
BOUNCE_S = 0.3
"""A second press within this is none; the visitor's touch filter may ask for more (EN 5.8)."""
SETTLE_S = 0.3
"""How long after a choice the next part is offered: what was chosen must be seen first."""
TICK_MS = 50

T = TypeVar("T")


class Scan(Generic[T]):
    """Which part is offered, and what a press does; decisions only.

    Args:
        groups: The groups in the order in which they are offered, none of them empty.
    """

    def __init__(self, groups: Sequence[Sequence[T]]) -> None:
        self.groups = tuple(tuple(group) for group in groups)
        self._group = self._round = 0
        self._inside: int | None = None

    @property
    def offered(self) -> tuple[T, ...]:
        """What a press would take now: one part, or a group."""
        if not self.groups:
            return ()
        group = self.groups[self._group]
        return group if self._inside is None else (group[self._inside],)

    def step(self) -> None:
        """Offer the next part."""
        if not self.groups:
            return
        if self._inside is None:
            self._group = (self._group + 1) % len(self.groups)
            return
        group = self.groups[self._group]
        self._inside = (self._inside + 1) % len(group)
        if self._inside == 0:
            self._round += 1
            if self._round >= (ROUNDS if len(group) <= MOST_IN_GROUP else 1):
                self._leave()

    def press(self) -> T | None:
        """Enter the group that is offered, or return the part to act on and leave its group."""
        if len(self.offered) != 1:
            self._inside = 0 if self.offered else None
            return None
        (part,) = self.offered
        self._leave()
        return part

    def go_to(self, part: T) -> None:
        """Offer the group of this part."""
        found = [index for index, group in enumerate(self.groups) if part in group]
        if found:
            self._inside, self._group = None, found[0]

    def _leave(self) -> None:
        self._inside, self._round = None, 0
        self._group = (self._group + 1) % len(self.groups)


def groups_of(parts: Iterable[Part]) -> list[tuple[Part, ...]]:
    """Return what can be operated and is in sight, in groups: keys, page, bar, header."""
    shown = [part for part in parts if part.is_operable and _is_offered(part)]
    if len(shown) <= MOST_IN_GROUP and not any(part.role is Role.KEY for part in shown):
        return [(part,) for part in shown]
    rows = stops_of(shown, keys=True)
    turns = [(part,) for part in shown if part.role is Role.TURN]
    bar, header, page = list[Part](), list[Part](), list[Part]()
    for part in shown:
        if part.role not in {Role.KEY, Role.TURN}:
            is_below = holder_of(part.widget, BottomBar) is not None
            is_above = holder_of(part.widget, Header) is not None
            (bar if is_below else header if is_above else page).append(part)
    others = [tuple(group) for group in (bar, header) if group]
    return [*rows, *_chunks(page), *turns, *others]


def _chunks(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """Return parts in groups of about one size."""
    count = ceil(len(parts) / MOST_IN_GROUP)
    ends = [round(len(parts) * at / count) for at in range(1, count + 1)]
    return [tuple(parts[begin:end]) for begin, end in zip([0, *ends], ends, strict=False)]


def _is_offered(part: Part) -> bool:
    """Return whether a part is in sight, or only the scan itself would bring it there."""
    scroller = scroller_of(part.widget)
    if scroller is None or part.role is Role.TURN or not _has_page_buttons(part):
        return True
    middle = part.widget.mapTo(scroller.viewport(), part.widget.rect().center())
    return scroller.viewport().rect().contains(middle)


def _has_page_buttons(part: Part) -> bool:
    """Return whether the column of a part can be turned by buttons now."""
    scroller = scroller_of(part.widget)
    strips = scroller.findChildren(TurnStrip) if scroller is not None else []
    return not all(strip.isHidden() for strip in strips)


class Scanner(QObject):
    """Scans one window while this visit wants it.

    Args:
        shell: The window; owns this.
        choices: Those of the visit: how long each part is offered.
        voicing: Says what is offered while the screen is spoken.
        monotonic_s: The clock of the visit, seconds.
    """

    def __init__(
        self,
        shell: Shell,
        choices: VisitChoices,
        voicing: Voicing,
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__(shell)
        self._shell, self._choices, self._monotonic_s = shell, choices, monotonic_s
        self._voicing = voicing
        self._scan: Scan[Part] = Scan(())
        self._ground: QWidget | None = None
        self._frame = Spotlight(shell, "scan_frame")
        self._acted: Part | None = None
        self._due_s = 0.0
        self._pressed_at_s = -BOUNCE_S
        self._timer = QTimer(self)
        self._timer.setObjectName("scan_clock")
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def offered(self) -> tuple[str, ...]:
        """The object names of what is offered now; nothing just after a choice."""
        parts = self._scan.offered if self._acted is None else ()
        return tuple(part.widget.objectName() for part in parts if living(part.widget))

    @Slot()
    def follow(self) -> None:
        """Begin or end as this visit's settings say."""
        if self._choices.scan_s:
            self._timer.start()
        else:
            self._timer.stop()
            self._forget()

    def press(self) -> None:
        """Take what is offered, unless the switch only bounces."""
        now_s = self._monotonic_s()
        apart_s = max(BOUNCE_S, self._choices.touch.double_s)
        if now_s - self._pressed_at_s < apart_s:
            return
        self._pressed_at_s = now_s
        part = self._scan.press()
        if part is None:
            self._offer()
        elif living(part.widget) is not None and is_on_glass(part.widget, self._shell):
            self._act(part)

    def _act(self, part: Part) -> None:
        self._acted, self._due_s = part, self._monotonic_s() + SETTLE_S
        self._frame.surround(())
        if isinstance(part.widget, QAbstractButton):
            part.widget.click()
        else:
            part.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_tick(self) -> None:
        is_due = self._monotonic_s() >= self._due_s
        if not self._shell.isVisible() or self._shell.overlays.is_apart or self._shell.is_moving:
            self._forget()
        elif self._acted is not None:
            if is_due:
                self._begin_anew()
        elif is_due or self._is_gone():
            self._scan.step()
            self._begin_anew()
        else:
            self._frame.fit()  # what is offered may be moving

    def _begin_anew(self) -> None:
        """Look again at what is on the glass: what is still the same goes on where it was."""
        acted, self._acted = self._acted, None
        self._ground = ground_of(self._shell)
        scan = Scan(groups_of(parts_on(self._shell)))
        if _widgets(scan) != _widgets(self._scan):
            self._scan = scan
        if acted is not None and acted.role is Role.TURN:
            self._scan.go_to(acted)
        elif acted is not None and acted.role is Role.KEY:
            self._scan = scan
        self._offer()

    def _offer(self) -> None:
        """Frame what is offered, and say it."""
        self._due_s = self._monotonic_s() + self._choices.scan_s
        if self._scan.offered:
            part = self._scan.offered[0]
            if not _has_page_buttons(part):
                bring_into_sight(part.widget)
            leave_focus(self._shell)
            if self._voicing.is_on:
                self._voicing.narrator.point_at(part)
        self._frame.surround([part.widget for part in self._scan.offered])

    def _is_gone(self) -> bool:
        """Return whether what is offered has gone, or something lies over it now."""
        offered = [living(part.widget) for part in self._scan.offered]
        gone = any(widget is None or not widget.isVisible() for widget in offered)
        return gone or ground_of(self._shell) is not living(self._ground)

    def _forget(self) -> None:
        self._scan, self._acted = Scan(()), None
        self._frame.surround(())


def _widgets(scan: Scan[Part]) -> list[QWidget]:
    return [part.widget for group in scan.groups for part in group]
