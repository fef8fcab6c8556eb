# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a screen and its supervisor say to each other about staff; part of ``messages.py``.

A screen only asks: PINs are checked, rights are judged and the audit is written by the supervisor.
"""

import msgspec

from kiosk.staff.panel import ActOutcome, PanelAct, Role, Why

# Screen to supervisor


class OpenDoor(msgspec.Struct, frozen=True, tag="open-door"):
    """The PIN pad is about to be shown; answered by ``DoorIs``."""


class SignIn(msgspec.Struct, frozen=True, tag="sign-in"):
    """Somebody typed a PIN; answered by ``SignedIn`` or ``SignInRefused`` within some seconds.

    Neither field is ever shown: whoever mistakes the fields types a PIN as an id.

    Attributes:
        pin: What was typed.
        staff_id: Whose PIN it should be; empty compares it with everybody's.
    """

    pin: str
    staff_id: str = ""

    def __repr__(self) -> str:
        return "SignIn()"

    def __rich_repr__(self) -> list[tuple[str, str]]:
        return []


class StaffAct(msgspec.Struct, frozen=True, tag="staff-act"):
    """Whoever is signed in wishes something; answered by ``ActDone``.

    Not answered are ``STAY``, which says that the panel is in use, and what ends the screen.
    """

    act: PanelAct


class Wiped(msgspec.Struct, frozen=True, tag="wiped"):
    """The screen was inert for a wipe, which has ended; anybody may do so, staff or not."""


FromPanel = OpenDoor | SignIn | StaffAct | Wiped


# Supervisor to screen


class DoorIs(msgspec.Struct, frozen=True, tag="door-is"):
    """Answer to ``OpenDoor``.

    Attributes:
        why: Why no PIN can be tried now (``LOCKED``, ``NO_STAFF``, ``CANNOT``), or None.
        wait_s: Seconds until the lock opens, 0 without one.
    """

    why: Why | None = None
    wait_s: int = 0


class SignedIn(msgspec.Struct, frozen=True, tag="signed-in"):
    """The PIN was right; ``PanelNews`` follows at once.

    Attributes:
        name: Display name of the person.
        role: What the person is here for.
        acts: What the panel may offer, in its order.
        idle_s: The panel leaves by itself after so many seconds without a touch.
    """

    name: str
    role: Role
    acts: tuple[PanelAct, ...]
    idle_s: int


class SignInRefused(msgspec.Struct, frozen=True, tag="sign-in-refused"):
    """Nobody was let in; the same whether the id or the PIN was wrong.

    Attributes:
        why: Why not.
        wait_s: Whole seconds until the next try, 0 for now.
        tries_left: Wrong tries until the next lock, at least 1.
    """

    why: Why
    wait_s: int = 0
    tries_left: int = 1


class ActDone(msgspec.Struct, frozen=True, tag="act-done"):
    """Answer to ``StaffAct``; what follows from it is told by ``PanelNews``."""

    act: PanelAct
    outcome: ActOutcome


class PanelNews(msgspec.Struct, frozen=True, tag="panel-news"):
    """What the panel shows; after ``SignedIn``, after each act and every 5 s. No visitor's data.

    Times are aware UTC in ISO form, or empty where nothing is known.

    Attributes:
        kiosk: Name of the kiosk.
        version: Version of the product.
        standing: ``demo``, ``live``, ``not-set-up`` or ``out-of-order``.
        uptime_s: Seconds since the supervisor started.
        content_at: When the newest file of the content was changed.
        content_mark: First characters of the content's digest, for the support.
        waiting: Requests on their way; -1 while no courier has told.
        oldest_s: Age of the oldest of them in seconds, by the courier's last word.
        quarantined: Files that could not be trusted.
        is_overdue: Whether a request waits too long.
        delivered_at: When one was delivered last since the start.
        problem: What is wrong with delivery now (``desk: unreachable``), or empty.
        last_problem: What was wrong last, or empty.
        last_problem_at: When that was told.
        has_courier: Whether a courier is connected.
        is_clock_sound: False where the machine's clock is plainly wrong.
        has_printer: Whether a handout can be printed now.
        cleaned_at: When the screen was cleaned last since the start.
        language: In which language visits begin, ``en`` or ``es``.
        notice: A sentence for staff, or empty.
        volume: Loudness in percent; None where it cannot be set.
        brightness: Brightness of the glass in percent; None where it cannot be set.
    """

    kiosk: str
    version: str
    standing: str
    uptime_s: int
    content_at: str
    content_mark: str
    waiting: int
    oldest_s: float
    quarantined: int
    is_overdue: bool
    delivered_at: str
    problem: str
    last_problem: str
    last_problem_at: str
    has_courier: bool
    is_clock_sound: bool
    has_printer: bool
    cleaned_at: str
    language: str
    notice: str
    volume: int | None = None
    brightness: int | None = None


ToPanel = DoorIs | SignedIn | SignInRefused | ActDone | PanelNews
