# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A screen that may take no requests: no door leads to one, and staff can read why."""

from pathlib import Path

import pytest

from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import Configure
from kiosk.settings import NO_REQUESTS
from tests.support.screen import Screen, configuration

NOTICE = "No test request has been confirmed: visitors cannot send requests yet."


@pytest.fixture
def config(library: Path, tmp_path: Path) -> Configure:
    return configuration(library, tmp_path, requests=NO_REQUESTS, staff_notice=NOTICE)


def test_the_door_at_home_leads_to_a_person_instead(visit: Screen) -> None:
    visit.tap("home_request")

    visit.part("help_head")


def test_article_does_not_offer_a_call(visit: Screen) -> None:
    visit.open(Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")

    assert not visit.has("article_ask")


def test_any_other_way_to_a_request_leads_to_help(visit: Screen) -> None:
    visit.open(Route(RouteName.REQUEST, "contact"), "help_head")

    assert not visit.has("request_start")


def test_help_says_why_to_staff(visit: Screen) -> None:
    visit.open(Route(RouteName.HELP), "help_head")

    assert visit.text("help_notice") == f"For staff: {NOTICE}"
