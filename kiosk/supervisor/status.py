# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the supervisor tells of itself over the control socket."""

import kiosk
from kiosk.session.control import LinkNews, Status
from kiosk.supervisor.outbox import Outbox
from kiosk.supervisor.stage import Stage
from kiosk.supervisor.startup import Plan


def status_of(
    stage: Stage, plan: Plan, outbox: Outbox, link: LinkNews | None, courier: str
) -> Status:
    """Return the status.

    Args:
        stage: Which screens there are.
        plan: What the kiosk runs on.
        outbox: What is known of requests on their way.
        link: The line to the front desks, or None where nothing is known of it.
        courier: How the courier is.
    """
    return Status(
        version=kiosk.__version__,
        standing=plan.standing,
        active=stage.front.phase if stage.front else "none",
        standby=stage.reserve,
        courier=courier,
        queue=outbox.counts,
        staff_notice=notice_of(plan, outbox),
        visit=stage.front is not None and stage.front.dirty,
        link_up=link.up if link else None,
        link_state_at=link.state_at if link else None,
    )


def notice_of(plan: Plan, outbox: Outbox) -> str:
    """Return what staff should know: of the settings, and of delivery; may be empty."""
    problem = outbox.counts.problem if outbox.counts else ""
    return " ".join(part for part in (plan.staff_notice, problem) if part)
