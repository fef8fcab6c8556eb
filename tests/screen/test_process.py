# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The real process of a screen: how it ends by itself, and what it says of a bug."""

import msgspec

from kiosk.screen.stage import ALONE_S
from kiosk.session.messages import Broken, Configure, TourAct, VisitBegan
from tests.support.screen_process import ScreenProcess, screen_process
from tests.support.waiting import wait_until

ENDING_S = 2
"""What ending a process may take besides."""
TYPED = "not a number, but what somebody typed"


def _has_begun(screen: ScreenProcess) -> bool:
    """Touch Begin; a screen that has just come takes no touch for a moment."""
    screen.act("touch", "attract_begin_en")
    return bool(screen.heard(VisitBegan))


def test_shown_screen_ends_with_its_supervisor(config: Configure) -> None:
    with screen_process(config) as screen:
        screen.show()

        screen.line.close()

        assert screen.process.wait(ALONE_S + ENDING_S) == 0


def test_backdrop_ends_with_its_supervisor(config: Configure) -> None:
    with screen_process(msgspec.structs.replace(config, backdrop=True)) as backdrop:
        backdrop.show()

        backdrop.line.close()

        assert backdrop.process.wait(ENDING_S) == 0


def test_exception_in_a_slot_is_said_and_logged_without_its_text(config: Configure) -> None:
    with screen_process(msgspec.structs.replace(config, tour=True)) as screen:
        screen.show()
        wait_until(lambda: _has_begun(screen), "the home page")

        screen.say(TourAct("scroll", "home_scroll", TYPED))

        (broken,) = screen.until_heard(Broken)
        log = screen.log()
        assert f"reference {broken.reference}: ValueError at tour_hands.py:" in log
        assert TYPED not in log
        assert "Traceback" not in log
        assert screen.process.poll() is None
