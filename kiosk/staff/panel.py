# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What members of staff may do on a kiosk, by their role; decisions only.

Ending a visit and wiping the glass are not here: both need no PIN.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is here for."""

    DESK = "desk"
    IT = "it"


class PanelAct(StrEnum):
    """What the panel offers; the audit keeps these words."""

    STAY = "stay"
    """Somebody still uses the panel: the sign-in goes on."""
    END_SESSION = "end-session"
    BEGIN_CLEANING = "begin-cleaning"
    """The sign-in ends with it: whoever wipes the glass does not watch it."""
    SEND_NOW = "send-now"
    CHECK_NEWS = "check-news"
    CHECK_PRINTER = "check-printer"
    RESTART_SCREEN = "restart-screen"
    NEXT_LANGUAGE = "next-language"
    """Visits begin in the next language of the list, as the button above the pages goes on."""
    LOUDER = "louder"
    SOFTER = "softer"
    BRIGHTER = "brighter"
    DARKER = "darker"
    CLOSE_KIOSK = "close-kiosk"


class ActOutcome(StrEnum):
    """What became of an act."""

    DONE = "done"
    NOT_SIGNED_IN = "not-signed-in"
    NOT_ALLOWED = "not-allowed"
    UNAVAILABLE = "unavailable"
    """What it needs is not there: no courier, no printer."""


class Why(StrEnum):
    """Why nobody was let in."""

    WRONG = "wrong"
    LOCKED = "locked"
    BUSY = "busy"
    """Another PIN is being checked."""
    NO_STAFF = "no-staff"
    """Nobody is set up: `infusion-kioskctl staff add`."""
    CANNOT = "cannot"
    """The staff file or the count of tries cannot be read or written."""


ONLY_IT = frozenset({PanelAct.CLOSE_KIOSK})


def acts_of(role: Role) -> tuple[PanelAct, ...]:
    """Return what a role may do, in the order of the panel."""
    return tuple(act for act in PanelAct if may(role, act))


def may(role: Role, act: PanelAct) -> bool:
    """Return whether a role may do this."""
    return role is Role.IT or act not in ONLY_IT
