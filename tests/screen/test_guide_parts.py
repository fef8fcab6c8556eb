# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The reading list: what is on the glass, in order, each part once."""

import subprocess
import sys

from kiosk.screen.guide.cursor import Cursor, stops_of
from kiosk.screen.guide.parts import Part, Role, State, is_on_glass, parts_on
from kiosk.screen.route import Route, RouteName
from tests.support.screen import Screen


def names(view: Screen) -> list[str]:
    return [part.known_as for part in parts_on(view.shell)]


def part_of(view: Screen, name: str) -> Part:
    return next(part for part in parts_on(view.shell) if part.known_as == name)


def test_header_comes_first_and_the_bar_last(visit: Screen) -> None:
    found = names(visit)

    assert found.index("header_language") < found.index("home_greeting") < found.index("bar_help")


def test_words_of_a_button_are_no_part_of_their_own(visit: Screen) -> None:
    texts = [part.name for part in parts_on(visit.shell) if part.role is Role.TEXT]

    assert not any("Learn about your treatment" in text for text in texts)


def test_article_tells_headings_points_pictures_and_links_down_to_its_end(visit: Screen) -> None:
    visit.open(Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
    parts = parts_on(visit.shell)

    roles = {part.role for part in parts}
    assert {Role.HEADING, Role.ITEM, Role.PICTURE, Role.LINK, Role.BUTTON} <= roles
    assert any(part.name.startswith("1 Prevent attacks") for part in parts)
    assert "sources_open" in names(visit)
    assert not any(part.name in {"•", "?"} for part in parts)


def test_curtain_is_all_there_is_while_it_is_up(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.tap("bar_clear")

    assert names(visit)[-2:] == ["clear_yes", "clear_no"]
    assert "bar_home" not in names(visit)


def test_field_says_its_question_hint_and_error_itself(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.part("field_first-name")
    visit.go_on()
    field = part_of(visit, "field_first-name")

    assert field.role is Role.FIELD
    assert State.WRONG in field.states
    assert field.error == visit.text("error_first-name")
    assert field.is_private
    assert field.error not in [part.name for part in parts_on(visit.shell)]


def test_choice_tells_whether_it_is_chosen(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")

    assert State.SELECTED in part_of(visit, "option_reason_start").states
    assert State.UNSELECTED in part_of(visit, "option_reason_cost").states


def test_nothing_typed_or_chosen_shows_in_a_log(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    visit.part("field_first-name")
    visit.type("mira")

    assert "mira" not in repr(parts_on(visit.shell)).casefold()


def test_keys_are_gone_through_by_rows(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "search_field")
    visit.part("keyboard")
    stops = stops_of(parts_on(visit.shell), keys=True)

    assert "".join(part.name for part in stops[0]).casefold() == "qwertyuiop"
    assert all(part.role is Role.KEY for row in stops for part in row)
    assert not any(
        part.role is Role.KEY for row in stops_of(parts_on(visit.shell), keys=False) for part in row
    )


def test_row_is_entered_gone_round_and_left(visit: Screen) -> None:
    visit.open(Route(RouteName.SEARCH), "search_field")
    visit.part("keyboard")
    cursor = Cursor(stops_of(parts_on(visit.shell), keys=True))
    assert cursor.is_at_row

    cursor.enter()
    cursor.move(-1)
    assert cursor.place == (10, 10)
    assert cursor.leave()
    cursor.move(-1)
    assert cursor.at == len(cursor.stops) - 1


def test_place_is_kept_on_a_page_that_is_made_anew(visit: Screen) -> None:
    cursor = Cursor(stops_of(parts_on(visit.shell), keys=False))
    cursor.go_to(visit.part("home_feel"))
    visit.tap("header_language")
    visit.until(lambda: visit.text("header_language") == "English")

    assert cursor.follow(stops_of(parts_on(visit.shell), keys=False))
    assert cursor.part is not None
    assert cursor.part.known_as == "home_feel"


def test_question_that_has_just_come_is_all_that_can_be_acted_on(visit: Screen) -> None:
    tile = visit.part("home_feel")
    assert is_on_glass(tile, visit.shell)

    visit.clock.advance(visit.config.visit.idle_s + 1)
    yes = visit.part("idle_yes")

    assert not is_on_glass(tile, visit.shell)
    assert is_on_glass(yes, visit.shell)


def test_screen_loads_of_the_guide_what_begins_it_alone() -> None:
    look = "import sys, kiosk.screen.stage; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", look], check=True, capture_output=True, text=True
    ).stdout.split()

    guide = {name.rpartition(".")[2] for name in loaded if name.startswith("kiosk.screen.guide.")}
    assert guide == {"voicing", "start", "switch", "keypad", "fingers", "gestures"}
    assert "kiosk.screen.speech" not in loaded
