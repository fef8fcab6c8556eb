# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The panel of staff: what it offers and tells, and that it never stays behind."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.screen.staff.facts import StaffFacts, support_text
from kiosk.session.messages import Printed, PrintHandout, PrintOutcome
from kiosk.session.panel import ActDone, StaffAct
from kiosk.staff.panel import ActOutcome, PanelAct, Role, acts_of
from tests.support.screen import Screen
from tests.support.staff_door import NEWS, here, picture, sign_in, tell, wait_for_clock


def _name_is_typed(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.part("key_hide")
    visit.type("Mira")


def _acts(visit: Screen) -> list[PanelAct]:
    return [message.act for message in visit.heard(StaffAct)]


@pytest.mark.parametrize("role", Role)
def test_panel_offers_what_the_role_may_do(visit: Screen, role: Role) -> None:
    sign_in(visit, role)

    offered = {act for act in PanelAct if visit.has(f"panel_{act.value}")}

    assert offered == set(acts_of(role)) - {PanelAct.STAY}


def test_nothing_of_the_visit_is_seen_below_the_panel(visit: Screen) -> None:
    sign_in(visit)
    over_home = picture(visit)
    visit.shell.overlays.drop_curtain()
    _name_is_typed(visit)

    sign_in(visit)

    assert picture(visit) == over_home


@pytest.mark.parametrize(
    "act",
    [
        PanelAct.END_SESSION,
        PanelAct.BEGIN_CLEANING,
        PanelAct.SEND_NOW,
        PanelAct.CHECK_NEWS,
        PanelAct.CHECK_PRINTER,
        PanelAct.RESTART_SCREEN,
        PanelAct.NEXT_LANGUAGE,
    ],
)
def test_touch_asks_the_supervisor(visit: Screen, act: PanelAct) -> None:
    sign_in(visit)

    visit.tap(f"panel_{act.value}")

    visit.until(lambda: act in _acts(visit))


def test_panel_offers_the_next_language_by_its_own_name(visit: Screen) -> None:
    sign_in(visit)

    assert visit.text(f"panel_{PanelAct.NEXT_LANGUAGE.value}") == "Begin in Español"


@pytest.mark.parametrize("act", [PanelAct.LOUDER, PanelAct.DARKER])
def test_sound_and_light_go_in_steps(visit: Screen, act: PanelAct) -> None:
    sign_in(visit)

    visit.tap(f"panel_{act.value}")

    visit.until(lambda: act in _acts(visit))
    assert "60 %" in visit.words()


def test_sound_and_light_are_not_offered_where_the_machine_has_neither(visit: Screen) -> None:
    sign_in(visit)

    tell(visit, msgspec.structs.replace(NEWS, volume=None, brightness=None))

    visit.until(lambda: not visit.has("panel_louder"))
    assert not visit.has("panel_brighter")
    assert "Sound and brightness" not in visit.words()


def test_step_that_leads_nowhere_rests(visit: Screen) -> None:
    sign_in(visit)

    tell(visit, msgspec.structs.replace(NEWS, volume=100, brightness=20))

    visit.until(lambda: not visit.part("panel_louder").isEnabled())
    assert visit.part("panel_softer").isEnabled()
    assert not visit.part("panel_darker").isEnabled()
    assert visit.part("panel_brighter").isEnabled()


def test_what_ends_the_screen_is_asked_for_once(visit: Screen) -> None:
    sign_in(visit)

    visit.tap("panel_end-session", times=3)

    visit.until(lambda: PanelAct.END_SESSION in _acts(visit))
    assert _acts(visit).count(PanelAct.END_SESSION) == 1


def test_kiosk_is_closed_only_after_a_second_touch_elsewhere(visit: Screen) -> None:
    sign_in(visit, Role.IT)
    visit.tap("panel_close-kiosk")
    assert PanelAct.CLOSE_KIOSK not in _acts(visit)

    visit.tap("panel_close_yes")

    visit.until(lambda: PanelAct.CLOSE_KIOSK in _acts(visit))


def test_kiosk_can_be_kept_running(visit: Screen) -> None:
    sign_in(visit, Role.IT)
    visit.tap("panel_close-kiosk")

    visit.tap("panel_close_no")

    assert not visit.has("panel_close_yes")
    assert PanelAct.CLOSE_KIOSK not in _acts(visit)


def test_panel_says_what_became_of_an_act(visit: Screen) -> None:
    sign_in(visit)
    visit.tap("panel_send-now")

    tell(visit, ActDone(PanelAct.SEND_NOW, ActOutcome.UNAVAILABLE))

    visit.until(lambda: "does not run" in visit.text("panel_said_requests"))


def test_panel_leaves_at_once_when_nobody_is_signed_in_any_more(visit: Screen) -> None:
    sign_in(visit)
    visit.tap("panel_send-now")

    tell(visit, ActDone(PanelAct.SEND_NOW, ActOutcome.NOT_SIGNED_IN))

    visit.until(visit.ended)
    assert visit.ended() == ["staff"]


def test_done_ends_the_process(visit: Screen) -> None:
    sign_in(visit)

    visit.tap("panel_done")

    visit.until(visit.ended)
    assert visit.ended() == ["staff"]


def test_panel_leaves_by_itself_after_two_minutes_without_a_touch(visit: Screen) -> None:
    sign_in(visit)
    visit.clock.advance(119)
    wait_for_clock(visit, "staff_clock")
    assert not visit.ended()

    visit.clock.advance(1)

    visit.until(visit.ended)
    assert visit.ended() == ["staff"]


def test_touch_keeps_the_panel_and_tells_the_supervisor_at_most_every_ten_seconds(
    visit: Screen,
) -> None:
    sign_in(visit)
    visit.clock.advance(100)
    for _ in range(3):
        visit.tap("panel_name")
    visit.clock.advance(100)
    wait_for_clock(visit, "staff_clock")

    assert not visit.ended()
    assert _acts(visit).count(PanelAct.STAY) == 1


def test_clock_of_the_visit_waits_while_staff_are_there(visit: Screen) -> None:
    sign_in(visit)
    visit.clock.advance(visit.config.visit.idle_s + 10)
    visit.ticks()

    assert not visit.has("idle")
    assert visit.has("panel_done")


def test_tab_stays_on_the_panel(visit: Screen) -> None:
    sign_in(visit)
    panel = visit.part("staff_panel")

    for _ in range(40):
        assert here(visit) is panel or panel.isAncestorOf(here(visit))
        QTest.keyClick(here(visit), Qt.Key.Key_Tab)


def test_news_are_shown_as_they_come(visit: Screen) -> None:
    sign_in(visit)

    tell(visit, msgspec.structs.replace(NEWS, waiting=3, oldest_s=4_000.0, is_overdue=True))

    visit.until(lambda: "! 3, the oldest for 1 h 6 min" in visit.words())


def test_problem_is_said_in_plain_words(qapp: QApplication) -> None:
    news = msgspec.structs.replace(NEWS, problem="desk: unreachable")

    facts = StaffFacts().facts_of(news).requests

    assert "desk cannot be reached. Look at the network." in [fact.how for fact in facts]


def test_wrong_clock_is_said_and_no_time_shown(qapp: QApplication) -> None:
    facts = StaffFacts().facts_of(msgspec.structs.replace(NEWS, is_clock_sound=False)).machine

    assert "Plainly wrong. Tell your IT support." in [fact.how for fact in facts if fact.is_bad]


def test_support_code_shows_and_names_version_and_counts_alone(visit: Screen) -> None:
    _name_is_typed(visit)
    sign_in(visit)

    visit.tap("panel_code")

    visit.part("panel_qr")
    assert "version: 1.2.3" in visit.words()
    assert "Mira" not in support_text(NEWS)


def test_test_sheet_is_an_article_and_its_end_is_told(visit: Screen) -> None:
    sign_in(visit, news=msgspec.structs.replace(NEWS, has_printer=True))

    visit.tap("panel_sheet_print")
    visit.until(lambda: visit.heard(PrintHandout))
    tell(visit, Printed(PrintOutcome.NO_PAPER))

    visit.until(lambda: "no paper" in visit.text("panel_sheet_said"))
    assert visit.heard(PrintHandout)[0].kind == "article"
