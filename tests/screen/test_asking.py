# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Choosing what to ask for, sending early, a second request, the slip, and doctors' offices."""

from pathlib import Path

import msgspec
import pytest

from kiosk.library.facts import NO_BREAK_HYPHEN
from kiosk.screen.route import Route, RouteName, request
from kiosk.session.messages import (
    Configure,
    Printed,
    PrinterNews,
    PrintOutcome,
    PrintSlip,
    RequestStored,
)
from kiosk.session.wire import encode
from kiosk.settings import DEMO_CENTER, NO_REQUESTS, Offices, Requests
from tests.support.filling import Visitor
from tests.support.screen import Screen, configuration

REQUEST = Route(RouteName.REQUEST)
MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def _offering(library: Path, folder: Path, requests: Requests, **more: object) -> Configure:
    return configuration(library, folder, requests=requests, **more)


def _fill_contact(visit: Screen) -> None:
    """Answer everything that a contact request needs, up to its review."""
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.until(lambda: visit.has("field_first-name"))
    visit.type("Mira")
    visit.tap("key_next")
    visit.type("Sol")
    visit.go_on()
    visit.tap("option_how_here")
    visit.go_on()
    visit.tap("option_language_en")
    visit.tap("option_interpreter_none")
    visit.go_on()
    visit.tap("option_consent_contact-request")


def _send(visit: Screen) -> str:
    _fill_contact(visit)
    visit.go_on()
    visit.tap("review_send")
    return visit.text("receipt_code")


def test_the_door_of_the_home_page_leads_to_the_choice(visit: Screen) -> None:
    visit.tap("home_request")
    visit.part("ask_head")

    names = ("ask_refer-me", "ask_refer-someone", "ask_contact", "ask_offices")
    assert all(visit.has(name) for name in names)


@pytest.mark.parametrize("form", ["refer-me", "refer-someone", "contact"])
def test_each_choice_leads_to_the_beginning_of_its_form(visit: Screen, form: str) -> None:
    visit.open(REQUEST, "ask_head")

    visit.tap(f"ask_{form}")

    visit.part("request_start")


def test_an_article_leads_to_the_choice_and_its_subject_comes_along(visit: Screen) -> None:
    visit.open(request("", "migraine-infusions"), "ask_head")
    visit.tap("ask_contact")
    visit.tap("request_start")

    visit.part("field_about")
    visit.until(lambda: "migraine" in visit.text("field_about").lower())


def test_what_was_answered_in_one_form_is_there_after_a_look_into_another(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_cost")
    visit.open(request("refer-me"), "request_start")

    visit.open(request("contact"), "option_reason_cost")

    assert visit.part("option_reason_cost", type(visit.buttons()[0])).isChecked()


class TestOneFormOnly:
    """A center that offers a call and nothing else, and names no way for offices."""

    @pytest.fixture
    def config(self, library: Path, tmp_path: Path) -> Configure:
        center = msgspec.structs.replace(DEMO_CENTER, offices=Offices())
        offered = Requests(refer_me=False, refer_someone=False)
        return _offering(library, tmp_path, offered, center=center)

    def test_there_is_no_choice_to_make(self, visit: Screen) -> None:
        visit.tap("home_request")

        visit.part("request_start")

    def test_a_form_that_is_not_offered_gives_way_to_the_one_that_is(self, visit: Screen) -> None:
        visit.open(request("refer-me"), "request_start")

        assert "Please contact me" in visit.words()


class TestNothingOffered:
    """A kiosk that takes no requests."""

    @pytest.fixture
    def config(self, library: Path, tmp_path: Path) -> Configure:
        return _offering(library, tmp_path, NO_REQUESTS)

    def test_the_door_leads_to_a_person(self, visit: Screen) -> None:
        assert "phone and front desk" in visit.text("home_request")

        visit.tap("home_request")

        visit.part("help_head")


class TestOffices:
    """The page for doctors' offices."""

    def test_fax_phone_and_address_are_named(self, visit: Screen) -> None:
        visit.open(Route(RouteName.OFFICES), "offices_code")

        words = visit.words().replace(NO_BREAK_HYPHEN, "-").replace(MAY_BREAK, "")
        assert all(part in words for part in ("555-0102", "555-0103", "harbor-infusion.example"))


def test_a_request_can_be_sent_as_soon_as_what_is_needed_is_there(visit: Screen) -> None:
    Visitor(visit).send("refer-me")

    assert visit.heard(RequestStored)


def test_early_sending_is_not_offered_where_nothing_is_left(visit: Screen) -> None:
    _fill_contact(visit)

    assert not visit.has("request_send_now")


def test_early_sending_is_not_offered_before(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")

    assert not visit.has("request_send_now")


def test_a_second_request_can_be_made_and_no_third(visit: Screen) -> None:
    first = _send(visit)
    visit.tap("receipt_another")
    visit.part("ask_head")

    second = _send(visit)

    assert first != second
    assert not visit.has("receipt_another")
    visit.open(request("refer-me"), "enough_head")


class TestSlip:
    """The receipt on paper."""

    def test_it_is_offered_where_a_printer_is_ready_and_carries_the_code_alone(
        self, visit: Screen
    ) -> None:
        code = _send(visit)
        assert not visit.has("receipt_print")
        visit.line.send(encode(PrinterNews(ready=True)))

        visit.tap("receipt_print")

        assert visit.heard(PrintSlip) == [PrintSlip(code, "en", late=False)]
        visit.line.send(encode(Printed(PrintOutcome.PRINTED)))
        visit.until(lambda: "printed" in visit.text("receipt_said"))


def test_the_receipt_asks_after_a_minute_without_use(visit: Screen) -> None:
    _send(visit)
    visit.clock.advance(59)
    visit.ticks()
    before = visit.has("idle_yes")
    visit.clock.advance(2)
    visit.ticks()

    assert not before
    visit.part("idle_yes")
