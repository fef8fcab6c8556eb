# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Visits by touch on the real kiosk, as a visitor makes them."""

import json
from pathlib import Path

import pytest

from kiosk.queue.envelope import decode, open_request
from kiosk.queue.sealing import read_identity
from tests.support.cage import ReadableCheckout
from tests.support.kiosk_parts import parts_of, shown_pid
from tests.support.kiosk_process import RunningKiosk
from tests.support.pictures import look, save_picture
from tests.support.twin import running_twin
from tests.support.visitor import Visitor, middle
from tests.support.waiting import let_pass, wait_until
from tests.support.x_wire import Rect, XConnection
from tests.support.xorg import Xorg

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(60)]

_NAME = "wagtail"


def test_visitor_reads_looks_up_asks_and_leaves_a_fresh_screen(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, checkout: ReadableCheckout, gallery: Path
) -> None:
    def picture(name: str, part: str) -> None:
        visitor.sees(part)
        save_picture(xorg.display, gallery / f"visit-{name}.png")

    picture("1-attract", "attract_begin_en")
    visitor.tap("attract_begin_en")
    picture("2-home", "home_learn")
    visitor.tap("home_learn", "article_card_biosimilars")
    picture("3-article", "article_scroll")
    visitor.tap("bar_back", "bar_home", "home_feel", "area_skin", "symptom_hives")
    picture("4-symptom", "place_home")
    visitor.tap("bar_home", "home_request", "ask_contact", "request_start", "option_reason_start")
    visitor.tap("request_next")
    visitor.sees("key_next")
    visitor.type(_NAME)
    picture("5-keys", "key_next")
    visitor.tap("bar_clear", "clear_no")
    with running_twin(checkout, xorg.size) as twin:
        Visitor(xorg, twin).sees("attract_begin_en")

    assert "visit-ended screen cleared" in kiosk.log.read_text()


def test_request_sent_by_touch_arrives_and_opens_with_the_key(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, gallery: Path
) -> None:
    visitor.ask_for_a_call(_NAME)
    save_picture(xorg.display, gallery / "request-1-review.png")
    visitor.tap("review_send")
    visitor.sees("receipt_code")
    save_picture(xorg.display, gallery / "request-2-receipt.png")

    (file,) = wait_until(lambda: list(kiosk.data.requests.glob("*.ikr")), "a delivered request")
    identity = read_identity(kiosk.data.keys / "intake.key")
    answers = open_request(decode(file.read_bytes()), identity)

    assert json.loads(answers)["resourceType"] == "QuestionnaireResponse"
    assert _NAME.capitalize().encode() in answers
    assert b"Example" in answers


def test_clear_ends_the_process_and_gives_a_fresh_one(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, checkout: ReadableCheckout
) -> None:
    visitor.tap("attract_begin_en", "home_learn")
    used = parts_of(kiosk).active

    visitor.tap("bar_clear")

    with running_twin(checkout, xorg.size) as twin:
        Visitor(xorg, twin).tap("attract_begin_es", "home_feel")
    assert shown_pid(kiosk) != used.pid
    assert not used.is_running()


def test_touch_on_a_screen_that_has_just_come_begins_no_visit(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor
) -> None:
    begin = visitor.sees("attract_begin_en")
    row = Rect(0, begin.y + begin.height // 2, xorg.size[0], 1)
    with XConnection(xorg.display) as glass:
        attract = look(glass, row).mark
        visitor.tap("attract_begin_en")
        clear = visitor.sees("bar_clear")
        wait_until(kiosk.is_warm, "a standby")

        xorg.finger.tap(*middle(clear))
        xorg.finger.tap(*middle(clear))
        wait_until(lambda: look(glass, row).mark == attract, "a fresh screen")
        xorg.finger.tap(*middle(begin))
        let_pass(1)

        assert look(glass, row).mark == attract
        assert kiosk.log.read_text().count("visit-began") == 1

        xorg.finger.tap(*middle(begin))
        wait_until(lambda: kiosk.log.read_text().count("visit-began") == 2, "a visit")
