# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Where a visitor is in the reading list: at a part, at a row of keys, or inside a row.

Keys and grids of small answers are gone through row by row: forty keys one after another would
take forty steps for a letter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtWidgets import QWidget

from kiosk.screen.guide.parts import Part, Role, holder_of, question_of
from kiosk.screen.widgets.bars import BottomBar

Stop = tuple[Part, ...]
"""One part, or several in a row."""


def stops_of(parts: Iterable[Part], *, keys: bool) -> tuple[Stop, ...]:
    """Return the stops on the way through a reading list.

    Args:
        parts: The list.
        keys: Whether one goes through the on-screen keys, else through all but them.
    """
    wanted = [
        part for part in parts if (part.role is Role.KEY) is keys and part.role is not Role.TURN
    ]
    rows = (tuple(row) for _, row in groupby(wanted, _row))
    return tuple(rows)


def _row(part: Part) -> tuple[object, ...]:
    """Return what the parts of a row have in common."""
    if part.role in (Role.KEY, Role.PICK):
        return (id(part.widget.parentWidget()), part.rect.top())
    return (id(part.widget),)


@dataclass(slots=True)
class Cursor:
    """A place in the reading list.

    Attributes:
        stops: The list.
        at: Number of the stop, from 0.
        inside: Number of the part inside the row that was entered, or None.
        is_before: Whether the stop is still to be said: the next one is this one.
        end: Where the list was found to end, 1 or -1; who goes on comes to its other end.
    """

    stops: tuple[Stop, ...] = ()
    at: int = 0
    inside: int | None = None
    is_before: bool = False
    end: int = 0

    @property
    def stop(self) -> Stop:
        """The stop; empty where there is none."""
        return self.stops[self.at] if self.at < len(self.stops) else ()

    @property
    def part(self) -> Part | None:
        """The part; the first one of a row that was not entered; None where there is none."""
        return self.stop[self.inside or 0] if self.stop else None

    @property
    def is_at_row(self) -> bool:
        """Whether a row is to be entered."""
        return len(self.stop) > 1 and self.inside is None

    @property
    def place(self) -> tuple[int, int]:
        """The number of the part, from 1, and how many there are."""
        if self.inside is not None:
            return self.inside + 1, len(self.stop)
        return self.at + 1, len(self.stops)

    @property
    def headings(self) -> tuple[Part, ...]:
        """The headings that one may go through; none where the title is the only one."""
        found = tuple(stop[0] for stop in self.stops if stop[0].role is Role.HEADING)
        return found if len(found) > 1 else ()

    def after(self, heading: Part) -> Part:
        """Return the next heading; after the last one what stands below the page, or the title."""
        headings = self.headings
        number = [one.widget for one in headings].index(heading.widget) + 1
        if number < len(headings):
            return headings[number]
        firsts = [stop[0] for stop in self.stops]
        below = [part for part in firsts if holder_of(part.widget, BottomBar) is not None]
        return below[0] if below else headings[0]

    def move(self, step: int) -> bool:
        """Go on or back; return False at an end of the list, where a second step goes round.

        Rows and keys go round at once.
        """
        if self.inside is not None:
            self.inside = (self.inside + step) % len(self.stop)
            return True
        to = self.at + (0 if self.is_before and step > 0 else step)
        is_inside = 0 <= to < len(self.stops)
        goes_round = self.end == step or (self.part is not None and self.part.role is Role.KEY)
        self.end = 0 if is_inside or goes_round else step
        if not self.stops or self.end:
            return False
        self.at, self.is_before = to % len(self.stops), False
        return True

    def enter(self) -> None:
        """Go into the row."""
        self.inside = 0

    def leave(self) -> bool:
        """Leave the row; return False where there is none to leave."""
        was_inside, self.inside = self.inside is not None, None
        return was_inside

    def go_to(self, widget: QWidget) -> bool:
        """Go to the part of a widget; return False where it is not on the list."""
        for at, stop in enumerate(self.stops):
            for inside, part in enumerate(stop):
                if part.widget is widget:
                    self.at, self.inside = at, inside if len(stop) > 1 else None
                    self.is_before, self.end = False, 0
                    return True
        return False

    def follow(self, stops: tuple[Stop, ...]) -> bool:
        """Stay at the same part of a list that was made anew; return False if it has gone."""
        old, was_inside = self.part, self.inside is not None
        was_before, was_end = self.is_before, self.end
        self.stops = stops
        found = old is not None and (self.go_to(old.widget) or self.go_to_name(old.known_as))
        if found:
            self.inside = self.inside if was_inside else None
            self.is_before, self.end = was_before, was_end
            return True
        self.inside = None
        self.at = min(self.at, max(0, len(stops) - 1))
        if old is not None and old.role is Role.PICK:
            self._go_past()
        return False

    def go_to_name(self, name: str) -> bool:
        """Go to what was made anew under the same object name; an empty one is nobody's."""
        parts = (part for stop in self.stops for part in stop)
        same = next((part for part in parts if name and part.known_as == name), None)
        return same is not None and self.go_to(same.widget)

    def _go_past(self) -> None:
        """Go on to what is asked for after a month or a day."""
        for at, stop in enumerate(self.stops):
            if stop[0].role in (Role.PICK, Role.FIELD) and question_of(stop[0].widget) is not None:
                self.at = at
                return
