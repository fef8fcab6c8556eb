# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The stops of staff and of the front desk, each yielded by name when it is on the glass."""

from collections.abc import Iterator

import msgspec

from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import AskToEnd, ShowMessage
from kiosk.session.panel import ActDone, DoorIs, SignedIn
from kiosk.staff.panel import ActOutcome, PanelAct, Role, Why, acts_of
from tests.support.screen import Screen
from tests.support.staff_door import NEWS, open_door, tell

BUSY = msgspec.structs.replace(
    NEWS, waiting=2, oldest_s=4_000.0, is_overdue=True, problem="desk: unreachable"
)


def staff(view: Screen) -> Iterator[str]:
    """Let the desk speak, then go through the door to the panel and to a wipe."""
    view.open(Route(RouteName.HOME), "home_learn")
    tell(view, AskToEnd(20))
    view.part("desk_end_question")
    yield "desk ends"
    view.tap("desk_end_yes")
    tell(view, ShowMessage("others-wait"))
    view.part("desk_message_ok")
    yield "desk says"
    view.tap("desk_message_ok")
    open_door(view)
    yield "staff pad"
    tell(view, DoorIs(Why.NO_STAFF))
    view.part("staff_cancel")
    yield "staff pad without staff"
    tell(view, SignedIn("Dana", Role.IT, acts_of(Role.IT), 120), BUSY)
    view.part("panel_done")
    view.until(lambda: NEWS.version in view.words())
    view.part("panel_scroll_down")
    view.lay_out()
    yield "staff panel"
    tell(view, ActDone(PanelAct.BEGIN_CLEANING, ActOutcome.DONE))
    view.part("cleaning")
    yield "cleaning"
