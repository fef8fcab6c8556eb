# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The list of articles: a shelf for each kind, kept for the way back."""

from kiosk.screen.route import Route, RouteName
from tests.support.screen import Screen


def test_list_begins_with_treatments(visit: Screen) -> None:
    visit.tap("home_learn")

    visit.part("article_card_migraine-infusions")
    assert not visit.has("article_card_first-infusion-day")


def test_touching_a_shelf_shows_its_articles(visit: Screen) -> None:
    visit.tap("home_learn")

    visit.tap("shelf_your-visit")

    visit.part("article_card_first-infusion-day")
    visit.until(lambda: not visit.has("article_card_migraine-infusions"))


def test_shelf_is_kept_for_the_way_back(visit: Screen) -> None:
    visit.tap("home_learn")
    visit.tap("shelf_your-visit")
    visit.tap("article_card_first-infusion-day")
    visit.part("article_title")

    visit.tap("bar_back")

    visit.part("article_card_first-infusion-day")


def test_shelf_without_articles_is_not_offered(visit: Screen) -> None:
    visit.open(Route(RouteName.LEARN), "shelf_treatment")

    assert not visit.has("shelf_story")
