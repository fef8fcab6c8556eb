# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The words over the control endpoint: wishes, what the courier reports and is told.

As in ``messages.py``, each is one JSON line and none carries anything a visitor typed.
"""

from datetime import datetime

import msgspec

from kiosk.fleet.protocol import Action, MostRead, Outcome, Situation, UsageDay
from kiosk.session.messages import RequestName, Standing


class AskStatus(msgspec.Struct, frozen=True, tag="status"):
    """Root or the kiosk's own user, like all wishes: what is the kiosk doing?"""


class AskReset(msgspec.Struct, frozen=True, tag="reset"):
    """End the visit that is running."""


class AskReload(msgspec.Struct, frozen=True, tag="reload"):
    """Read configuration and library again; the next visit starts from them."""


class AskStop(msgspec.Struct, frozen=True, tag="stop"):
    """End everything cleanly."""


class AskCleaned(msgspec.Struct, frozen=True, tag="ask-cleaned"):
    """The screen has been cleaned just now: fresh screens may say so."""


Wish = AskStatus | AskReset | AskReload | AskStop | AskCleaned


class CourierHello(msgspec.Struct, frozen=True, tag="courier-hello"):
    """The courier stays on this connection: it reports, and is woken on it."""


class Delivered(msgspec.Struct, frozen=True, tag="delivered"):
    """A request reached a target."""

    request_id: str
    target: str


class QueueCounts(msgspec.Struct, frozen=True, tag="queue-counts"):
    """The courier's counts, never contents; what waits in the slot is counted too.

    Attributes:
        waiting: Requests that have not reached every target.
        oldest_s: Age of the oldest of them in seconds, 0 when nothing waits.
        quarantined: Files that could not be trusted.
        problem: What is wrong (``desk: unreachable``), or empty.
    """

    waiting: int
    oldest_s: float
    quarantined: int
    problem: str = ""


class FleetWish(msgspec.Struct, frozen=True, tag="fleet-wish"):
    """A front desk's command that the courier has checked; answered by ``FleetAnswer``.

    Attributes:
        id: The command's.
        who: Name of the desk key that signed it.
        action: What to do.
        expires_at: When it is void, aware UTC.
        session: The visit that is meant, or empty.
        phrase: For a message, its id.
        force: For a reset: without asking, where this desk has asked before.
    """

    id: str
    who: str
    action: Action
    expires_at: datetime
    session: str = ""
    phrase: str = ""
    force: bool = False


class FleetRefusal(msgspec.Struct, frozen=True, tag="fleet-refusal"):
    """The courier refused commands from the broker; for the audit.

    Attributes:
        who: Name of the desk key that really signed them, or ``unknown``.
        reason: A ``Reason`` of ``kiosk/fleet/guard.py``.
        times: How many, at least 1; a flood is told in one.
    """

    who: str
    reason: str
    times: int = 1


class LinkNews(msgspec.Struct, frozen=True, tag="link-news"):
    """How the courier's line to the front desks stands; every few seconds and when it changes.

    Attributes:
        up: Whether the broker has taken us.
        help_since: Since when a visitor asks for help, as the broker was told; None where nobody.
        state_at: When the broker was last told what this kiosk is doing; None while never.
    """

    up: bool
    help_since: datetime | None = None
    state_at: datetime | None = None


CourierReport = Delivered | QueueCounts | FleetWish | FleetRefusal | LinkNews
ToControl = Wish | CourierHello | CourierReport


class Wake(msgspec.Struct, frozen=True, tag="wake"):
    """To the courier: the slot holds something new.

    Attributes:
        receipts: Ids of requests whose receipts were shown: the new one, or after
            ``CourierHello`` the latest.
    """

    receipts: tuple[RequestName, ...] = ()


class KioskNews(msgspec.Struct, frozen=True, tag="kiosk-news"):
    """To the courier, when it changes and every 5 s: what a front desk may know; times are UTC.

    Attributes:
        situation: What the kiosk is doing, since ``since``.
        session: Random name of the visit in front, or empty.
        in_use_since: When it was first touched, or None.
        version: Of the product.
        content: Of the library, or empty.
        demo: Whether this is a demonstration.
        problems: Codes.
        cleaned_at: When the screen was last cleaned, or None.
        help_since: Since when the visitor asks somebody to come, or None.
    """

    situation: Situation
    since: datetime
    version: str
    session: str = ""
    in_use_since: datetime | None = None
    content: str = ""
    demo: bool = False
    problems: tuple[str, ...] = ()
    cleaned_at: datetime | None = None
    help_since: datetime | None = None


class FleetAnswer(msgspec.Struct, frozen=True, tag="fleet-answer"):
    """What became of a ``FleetWish``; ``why`` is a code where it was refused."""

    id: str
    outcome: Outcome
    why: str = ""


class Status(msgspec.Struct, frozen=True, tag="status-is"):
    """Answer to ``AskStatus``: states, versions and counts; of visitors only if one is there.

    ``link_up`` and ``link_state_at`` are of the line to the front desks; None where nothing is
    known of it.
    """

    version: str
    standing: Standing
    active: str
    standby: str
    courier: str
    queue: QueueCounts | None
    staff_notice: str
    visit: bool = False
    link_up: bool | None = None
    link_state_at: datetime | None = None


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The wish was carried out.

    Attributes:
        note: What whoever asked should know besides, one sentence, or empty.
    """

    note: str = ""


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The wish was refused, and why."""

    why: str


class SendNow(msgspec.Struct, frozen=True, tag="send-now"):
    """To the courier: staff wish that all that waits is tried again at once."""


class UsageNews(msgspec.Struct, frozen=True, tag="usage-news"):
    """To the courier, once a minute: what front desks may know of this week's use."""

    days: tuple[UsageDay, ...]
    read: tuple[MostRead, ...]


FromControl = Wake | SendNow | KioskNews | UsageNews | FleetAnswer | Status | Done | Refused
