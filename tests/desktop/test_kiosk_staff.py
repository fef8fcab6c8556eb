# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Staff at the real kiosk: through the door with a finger, past the real supervisor, out again."""

import os
from pathlib import Path

import pytest

from kiosk.screen.staff.touches import HOLD_S
from kiosk.session.panel import DoorIs, SignedIn
from kiosk.staff.panel import Role, acts_of
from tests.support.cage import OrdinaryUser
from tests.support.kiosk_parts import parts_of, shown_pid
from tests.support.kiosk_process import RunningKiosk
from tests.support.pictures import save_picture
from tests.support.staff import DESK_PIN, WRONG_PIN, set_up_staff
from tests.support.staff_door import NEWS
from tests.support.visitor import CALM_S, Visitor, middle
from tests.support.waiting import let_pass, wait_until
from tests.support.xorg import Xorg

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(60)]


def _hold_the_name(xorg: Xorg, visitor: Visitor) -> None:
    visitor.sees("header_center")
    xorg.finger.press(*middle(visitor.where("header_center")))
    let_pass(HOLD_S + 0.3)
    xorg.finger.lift()
    visitor.twin.hold("header_center")
    visitor.twin.tell(DoorIs())
    visitor.sees("staff_pin")


def _type_pin(visitor: Visitor, pin: str) -> None:
    visitor.type(pin)
    visitor.tap("key_next")


def test_staff_come_in_with_their_pin_and_leave_a_fresh_screen(
    xorg: Xorg, kiosk: RunningKiosk, user: OrdinaryUser, visitor: Visitor, gallery: Path
) -> None:
    people = set_up_staff(kiosk.data).path
    for place in (people, people.parent):
        os.chown(place, user.uid, user.gid)
    visitor.tap("attract_begin_en")
    used = parts_of(kiosk).active
    _hold_the_name(xorg, visitor)
    save_picture(xorg.display, gallery / "staff-1-pad.png")

    _type_pin(visitor, DESK_PIN)
    wait_until(lambda: "staff-signed-in" in kiosk.log.read_text(), "somebody signed in")
    visitor.twin.tell(SignedIn("Dana", Role.DESK, acts_of(Role.DESK), 120))
    visitor.twin.tell(NEWS)
    done = middle(visitor.where("panel_done"))
    let_pass(CALM_S)
    save_picture(xorg.display, gallery / "staff-2-panel.png")
    xorg.finger.tap(*done)

    wait_until(lambda: shown_pid(kiosk) != used.pid, "a fresh screen")
    wait_until(lambda: not used.is_running(), "the end of the one that staff used")
    assert DESK_PIN not in kiosk.log.read_text()


def test_wrong_pin_lets_nobody_in_and_the_session_still_ends_without_one(
    xorg: Xorg, kiosk: RunningKiosk, user: OrdinaryUser, visitor: Visitor
) -> None:
    people = set_up_staff(kiosk.data).path
    for place in (people, people.parent):
        os.chown(place, user.uid, user.gid)
    visitor.tap("attract_begin_en")
    _hold_the_name(xorg, visitor)

    _type_pin(visitor, WRONG_PIN)
    wait_until(lambda: "staff-refused" in kiosk.log.read_text(), "a refusal")
    let_pass(CALM_S)
    xorg.finger.tap(*middle(visitor.where("staff_end")))

    wait_until(lambda: "visit-ended screen cleared" in kiosk.log.read_text(), "the visit's end")
    assert "staff-signed-in" not in kiosk.log.read_text()
