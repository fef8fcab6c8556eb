# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What fingers mean to somebody who hears the screen; decisions only, time is an argument."""

from dataclasses import dataclass

from kiosk.screen.staff.touches import Hold, Place, distance
from kiosk.screen.visit import TouchFilter

REST_S = 0.3
"""A finger that rests for so long explores; one that is lifted sooner may begin a double touch."""
TOUCH_S = 0.8
"""A touch lasts no longer; slow hands need more than the usual third of a second."""
DOUBLE_S = 0.6
"""The second touch of a double one follows the first within this.

With a touch filter all of these begin when the filter lets a touch through."""
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Explore:
    """Say what lies here."""

    at: Place


@dataclass(frozen=True, slots=True)
class Choose:
    """Act on what was said last."""


Meaning = Explore | Choose | None


@dataclass(slots=True)
class _Finger:
    """One finger on the glass.

    Attributes:
        began_at: Where it was put down.
        at: Where it is.
        began_s: When it was put down.
        explores: Whether it says what lies under it.
        is_second: Whether it may be the second touch of a double one.
        is_split: Whether it came beside one that explores.
        is_spoiled: Whether it means nothing any more.
    """

    began_at: Place
    at: Place
    began_s: float
    explores: bool = False
    is_second: bool = False
    is_split: bool = False
    is_spoiled: bool = False


class Gestures:
    """Explore by sliding or resting, act by a double touch anywhere or by a second finger.

    A touch alone says what lies under it, but only when no second one follows: the double touch
    acts on what was said before it, wherever it is made.

    Args:
        reach: How far a finger may wander in a touch, in the unit of the places.

    Attributes:
        touch: Which touches count.
    """

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self.touch = TouchFilter()
        self._fingers: dict[int, _Finger] = {}
        self._tapped_s: float | None = None
        self._unsaid: Place | None = None

    def press(self, finger: int, at: Place, now_s: float) -> Meaning:
        """Put a finger down."""
        new = _Finger(at, at, now_s)
        others = tuple(self._fingers.values())
        self._fingers[finger] = new
        if not others:
            new.is_second = self._is_soon(now_s)
            said = None if new.is_second else self._say_unsaid()
            self._tapped_s = None if not new.is_second else self._tapped_s
            return said
        if len(others) == 1 and others[0].explores and not others[0].is_spoiled:
            new.is_split = True
        else:
            for one in (*others, new):
                one.is_spoiled = True
        return None

    def move(self, finger: int, at: Place) -> Meaning:
        """Slide a finger."""
        moved = self._fingers.get(finger)
        if moved is None or moved.is_spoiled:
            return None
        moved.at = at
        if distance(at, moved.began_at) > self._reach and not moved.explores:
            if moved.is_split:
                moved.is_spoiled = True
                return None
            self._begin_exploring(moved)
        return Explore(at) if moved.explores else None

    def lift(self, finger: int, now_s: float) -> Meaning:
        """Lift a finger."""
        lifted = self._fingers.pop(finger, None)
        if lifted is None:
            return None
        held_s = now_s - lifted.began_s
        is_touch = self.touch.hold_s <= held_s <= TOUCH_S + self.touch.hold_s
        strayed = distance(lifted.at, lifted.began_at) > self._reach
        if lifted.is_spoiled or strayed or not is_touch:
            self._forget_tap()
            return None
        if lifted.is_split or lifted.is_second:
            self._forget_tap()
            return Choose()
        self._tapped_s = now_s
        self._unsaid = None if lifted.explores else lifted.at
        return None

    def tick(self, now_s: float) -> Meaning:
        """Let time pass: a finger rests, or no second touch has come."""
        for finger in self._fingers.values():
            may_rest = not (finger.explores or finger.is_split or finger.is_spoiled)
            limit_s = TOUCH_S if finger.is_second else REST_S
            if may_rest and now_s - finger.began_s > limit_s + self.touch.hold_s:
                self._begin_exploring(finger)
                return Explore(finger.at)
        if self._tapped_s is not None and not self._fingers and not self._is_soon(now_s):
            return self._say_unsaid()
        return None

    def begin(self) -> None:
        """Know no finger any more: the glass says that the next one is the first."""
        self._fingers.clear()

    def forget(self) -> None:
        """Forget all fingers and touches; a finger on the glass means nothing any more."""
        self._fingers.clear()
        self._forget_tap()

    @property
    def is_idle(self) -> bool:
        """Whether nothing comes of time passing."""
        return not self._fingers and self._tapped_s is None

    def _begin_exploring(self, finger: _Finger) -> None:
        finger.explores, finger.is_second = True, False
        self._forget_tap()

    def _is_soon(self, now_s: float) -> bool:
        limit_s = DOUBLE_S + self.touch.double_s
        return self._tapped_s is not None and now_s - self._tapped_s <= limit_s

    def _say_unsaid(self) -> Meaning:
        at = self._unsaid
        self._forget_tap()
        return None if at is None else Explore(at)

    def _forget_tap(self) -> None:
        self._tapped_s = self._unsaid = None


class TwoRest:
    """Two fingers, and no third, that rest side by side.

    Args:
        reach: How far each may wander, in the unit of the places.
    """

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self._holds: dict[int, Hold] = {}

    def press(self, finger: int, at: Place, now_s: float) -> None:
        """Put a finger down."""
        self._holds[finger] = Hold(self._reach)
        self._holds[finger].press(at, now_s)

    def move(self, finger: int, at: Place) -> None:
        """Follow a finger; one that goes away rests no longer."""
        if finger in self._holds:
            self._holds[finger].move(at)

    def lift(self, finger: int) -> None:
        """Lift a finger."""
        self._holds.pop(finger, None)

    def forget(self) -> None:
        """Forget all fingers."""
        self._holds.clear()

    @property
    def middle(self) -> Place | None:
        """The place between them, or None while there are not two that rest."""
        places = [hold.at for hold in self._holds.values() if hold.at is not None]
        if len(self._holds) != _PAIR or len(places) != _PAIR:
            return None
        one, other = places
        return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2

    def part(self, now_s: float) -> float:
        """Return how much of the time is over, 0 to 1; 0 while nothing is to be seen."""
        if self.middle is None:
            return 0.0
        return min(hold.part(now_s) for hold in self._holds.values())
