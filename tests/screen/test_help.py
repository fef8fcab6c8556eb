# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Help: what it says is so, whatever becomes of the wish that somebody comes."""

import pytest
from PySide6.QtCore import QTimer

from kiosk.screen.route import Route, RouteName
from kiosk.screen.widgets.spoken import announcer
from kiosk.session.messages import DeskNews, HelpTold, OnGlass, ShowMessage
from kiosk.session.wire import encode
from tests.support.screen import Screen

ASK, GO, TOLD = "Ask the front desk.", "Go to the front desk.", "The front desk has been told."
NOBODY = "Nobody has been called"


def _news(view: Screen, *messages: DeskNews | HelpTold | ShowMessage) -> None:
    for message in messages:
        view.line.send(encode(message))


def _help(view: Screen) -> None:
    view.open(Route(RouteName.HELP), "help_head")


@pytest.fixture
def asking(visit: Screen) -> Screen:
    """A visitor who has just asked somebody to come."""
    _news(visit, DeskNews(ready=True))
    _help(visit)
    visit.tap("help_come")
    visit.until(lambda: OnGlass(help=True) in visit.heard(OnGlass))
    return visit


def test_without_a_front_desk_nothing_is_offered(visit: Screen) -> None:
    _help(visit)

    assert visit.text("help_head") == ASK
    assert NOBODY in visit.text("help_ask_words")
    assert not visit.has("help_come")


def test_it_is_offered_while_the_line_is_up(visit: Screen) -> None:
    _help(visit)
    _news(visit, DeskNews(ready=True))
    visit.part("help_come")

    _news(visit, DeskNews(ready=False))

    visit.until(lambda: not visit.has("help_come"))


def test_nobody_is_told_before_it_is_so(asking: Screen) -> None:
    assert asking.text("help_head") not in {ASK, TOLD}
    assert NOBODY not in asking.text("help_ask_words")
    assert not asking.has("help_come")


def test_visitor_reads_that_the_desk_was_told(asking: Screen) -> None:
    _news(asking, HelpTold())

    asking.until(lambda: asking.text("help_head") == TOLD)


def test_word_that_the_desk_was_told_is_announced(asking: Screen) -> None:
    said: list[str] = []
    announcer.announced.connect(lambda _part, words: said.append(words))

    _news(asking, HelpTold())

    asking.until(lambda: any(words.startswith(TOLD) for words in said))


def test_page_opened_again_still_says_so(asking: Screen) -> None:
    _news(asking, HelpTold())
    asking.until(lambda: asking.text("help_head") == TOLD)
    asking.tap("bar_home")
    asking.part("home_learn")

    asking.tap("bar_help")

    assert asking.text("help_head") == TOLD


def test_visitor_can_take_it_back(asking: Screen) -> None:
    asking.tap("help_cancel")

    asking.until(lambda: asking.heard(OnGlass)[-1] == OnGlass())
    assert asking.text("help_head") == ASK
    assert NOBODY in asking.text("help_ask_words")
    assert asking.has("help_come")


def test_line_that_breaks_meanwhile_is_said(asking: Screen) -> None:
    _news(asking, DeskNews(ready=False))

    asking.until(lambda: asking.text("help_head") == GO)
    assert NOBODY in asking.text("help_ask_words")
    asking.until(lambda: asking.heard(OnGlass)[-1] == OnGlass())
    assert not asking.has("help_come")


def test_silence_is_said_and_can_be_tried_again(asking: Screen) -> None:
    patience = asking.stage.findChild(QTimer, "help_patience")
    assert patience is not None
    patience.start(1)

    asking.until(lambda: asking.text("help_head") == GO)
    assert "could not reach" in asking.text("help_ask_words")
    assert asking.has("help_come")


def test_answer_of_the_desk_ends_the_call(asking: Screen) -> None:
    _news(asking, HelpTold(), ShowMessage("on-our-way"))

    asking.until(lambda: asking.heard(OnGlass)[-1] == OnGlass())
    asking.until(lambda: asking.text("help_head") == "Someone is on the way.")


def test_emergencies_are_called_out_in_every_state(asking: Screen) -> None:
    _news(asking, HelpTold())
    asking.until(lambda: asking.text("help_head") == TOLD)

    assert "Call out to staff now." in asking.words()


def test_who_feels_ill_reads_on_before_any_other_help(asking: Screen) -> None:
    show, languages = asking.part("help_show_staff"), asking.part("help_languages")

    top = show.mapTo(asking.shell, show.rect().topLeft()).y()
    assert top < languages.mapTo(asking.shell, languages.rect().topLeft()).y()
