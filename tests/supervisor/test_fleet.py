# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The supervisor's part in the fleet link, on a stage and a clock that the test moves."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from kiosk.fleet.protocol import ASK_S, Action, Outcome, Situation
from kiosk.session.control import FleetAnswer, FleetRefusal, FleetWish, KioskNews, LinkNews
from kiosk.session.messages import (
    AskToEnd,
    CleanNow,
    DeskNews,
    EndAnswer,
    EndReason,
    HelpTold,
    Identify,
    OnGlass,
    ShowMessage,
)
from kiosk.staff.audit import Event
from kiosk.supervisor import stage
from kiosk.supervisor.fleet import STUCK_S, TELL_EVERY_S, Facts, FleetDesk, House, ToFront

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@dataclass
class Center:
    """A kiosk without processes, and a front desk that hears it."""

    screen: stage.Screen | None = field(
        default_factory=lambda: stage.Screen(1, 0, False, 0.0, 0.0, 0.0, stage.Phase.ACTIVE)
    )
    facts: Facts = field(default_factory=lambda: Facts("1", "abc", is_demo=True, is_in_order=True))
    told: list[tuple[int, ToFront]] = field(default_factory=list)
    heard: list[KioskNews | FleetAnswer] = field(default_factory=list)
    audited: list[tuple[Event, str, str]] = field(default_factory=list)
    resets: int = 0
    reloads: int = 0
    is_service: bool = True
    holds_card: bool = False
    has_courier: bool = True
    desk_news: list[DeskNews] = field(default_factory=list)
    at_s: float = 0.0

    def __post_init__(self) -> None:
        house = House(
            front=lambda: self.screen,
            facts=lambda: self.facts,
            tell_screen=lambda number, message: self.told.append((number, message)),
            end_visit=self._end_visit,
            reload=self._reload,
            restart=lambda: self.is_service,
            note=lambda *entry: self.audited.append(entry),
            tell_courier=self.heard.append,
            tell_all=self.desk_news.append,
            has_courier=lambda: self.has_courier,
        )
        self.desk = FleetDesk(house, self.now, lambda: self.at_s)
        self.desk.catch_up()

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.at_s)

    def _end_visit(self) -> None:
        self.resets += 1
        if self.screen is not None and self.holds_card:
            self.screen = replace(self.screen, reset_waits=True)
        elif self.screen is not None:
            self.screen = replace(self.screen, ending=EndReason.FRONT_DESK)
        self.desk.look()

    def _reload(self) -> None:
        self.reloads += 1

    def touch(self) -> None:
        assert self.screen is not None
        self.screen = replace(self.screen, dirty=True)
        self.desk.look()

    def swap(self) -> None:
        """A fresh screen comes to the front and shows its first frame."""
        assert self.screen is not None
        number = self.screen.number + 1
        for phase in (stage.Phase.SHOWING, stage.Phase.ACTIVE):
            self.screen = stage.Screen(number, 0, False, 0.0, 0.0, 0.0, phase)
            self.desk.look()

    def pass_s(self, seconds: float) -> None:
        self.at_s += seconds
        self.desk.look()

    @property
    def news(self) -> KioskNews:
        return next(one for one in reversed(self.heard) if isinstance(one, KioskNews))

    @property
    def answers(self) -> list[tuple[Outcome, str]]:
        return [(one.outcome, one.why) for one in self.heard if isinstance(one, FleetAnswer)]

    def ask(self, action: Action, who: str = "desk.front", **more: object) -> None:
        wish = FleetWish("id", who, action, self.now() + timedelta(seconds=9), self.news.session)
        self.desk.wish(msgspec.structs.replace(wish, **more))

    def fill_in(self) -> None:
        self.touch()
        self.desk.hear(1, OnGlass(form=True))


@pytest.fixture
def center() -> Center:
    return Center()


def test_reset_is_done_when_the_next_screen_is_shown(center: Center) -> None:
    center.touch()
    center.ask(Action.RESET)
    assert center.answers == []

    center.swap()

    assert center.answers == [(Outcome.DONE, "")]
    assert center.audited == [(Event.FLEET_COMMAND, "desk.front", "reset.done")]


def test_nobody_who_fills_in_nothing_is_asked(center: Center) -> None:
    center.touch()

    center.ask(Action.RESET)

    assert (center.resets, center.told) == (1, [])


def test_whoever_fills_in_a_form_is_asked_first(center: Center) -> None:
    center.fill_in()

    center.ask(Action.RESET)

    assert center.told == [(1, AskToEnd(ASK_S))]
    assert (center.resets, center.answers) == (0, [(Outcome.ASKED, "")])


def test_silence_for_twenty_seconds_ends_the_visit(center: Center) -> None:
    center.fill_in()
    center.ask(Action.RESET)
    center.pass_s(ASK_S - 1)
    assert center.resets == 0

    center.pass_s(1)

    assert center.resets == 1


def test_more_time_is_more_time(center: Center) -> None:
    center.fill_in()
    center.ask(Action.RESET)

    center.desk.hear(1, EndAnswer(objects=True))
    center.pass_s(ASK_S)

    assert (center.resets, center.answers[-1]) == (0, (Outcome.DECLINED, ""))


def test_force_counts_only_after_the_same_desk_has_asked(center: Center) -> None:
    center.fill_in()
    center.ask(Action.RESET, who="desk.back", force=True)
    center.desk.hear(1, EndAnswer(objects=True))
    assert center.resets == 0
    center.ask(Action.RESET, who="desk.front", force=True)
    center.desk.hear(1, EndAnswer(objects=True))
    assert center.resets == 0

    center.ask(Action.RESET, who="desk.front", force=True)

    assert center.resets == 1


def test_two_desks_that_ask_get_one_question_and_two_answers(center: Center) -> None:
    center.fill_in()
    center.ask(Action.RESET)
    center.ask(Action.RESET, who="desk.back")

    center.desk.hear(1, EndAnswer(objects=False))
    center.swap()

    assert center.told == [(1, AskToEnd(ASK_S))]
    assert [outcome for outcome, _ in center.answers[2:]] == [Outcome.DONE, Outcome.DONE]


def test_visitor_who_leaves_meanwhile_has_answered(center: Center) -> None:
    center.fill_in()
    center.ask(Action.RESET)

    center.swap()

    assert (center.resets, center.answers[-1]) == (0, (Outcome.DONE, ""))


def test_card_for_staff_is_told_and_waited_for(center: Center) -> None:
    center.holds_card = True
    center.touch()
    center.ask(Action.RESET)
    assert center.answers == [(Outcome.CARD_UP, "")]

    center.swap()

    assert center.answers[-1] == (Outcome.DONE, "")


def test_visit_that_does_not_end_is_told(center: Center) -> None:
    center.touch()
    center.ask(Action.RESET)

    center.pass_s(STUCK_S)

    assert center.answers == [(Outcome.REFUSED, "stuck")]


@pytest.mark.parametrize("action", [Action.RESET, Action.CLEAN, Action.MESSAGE, Action.RESTART])
def test_wish_about_another_visit_does_nothing(center: Center, action: Action) -> None:
    before = center.news.session
    center.touch()
    center.swap()

    center.ask(action, session=before, phrase="on-our-way")

    assert center.answers == [(Outcome.NO_SUCH_SESSION, "")]
    assert (center.resets, center.told) == (0, [])


def test_wish_that_comes_too_late_does_nothing(center: Center) -> None:
    center.touch()

    center.ask(Action.RESET, expires_at=center.now() - timedelta(seconds=1))

    assert (center.resets, center.answers) == (0, [(Outcome.EXPIRED, "")])


def test_phrase_that_is_not_in_the_list_is_not_shown(center: Center) -> None:
    center.ask(Action.MESSAGE, phrase="hurry-up")

    assert (center.told, center.answers) == ([], [(Outcome.REFUSED, "unknown-phrase")])


@pytest.mark.parametrize(
    ("action", "phrase", "message"),
    [
        (Action.MESSAGE, "on-our-way", ShowMessage("on-our-way")),
        (Action.IDENTIFY, "", Identify(20)),
        (Action.CLEAN, "", CleanNow(30)),
    ],
)
def test_screen_at_rest_is_told_at_once(
    center: Center, action: Action, phrase: str, message: ToFront
) -> None:
    center.ask(action, phrase=phrase)

    assert (center.told, center.answers) == ([(1, message)], [(Outcome.DONE, "")])


def test_screen_in_use_is_cleaned_when_its_visit_has_ended(center: Center) -> None:
    center.touch()
    center.ask(Action.CLEAN)
    assert (center.resets, center.told) == (1, [])

    center.swap()

    assert center.told == [(2, CleanNow(30))]


@pytest.mark.parametrize(
    ("is_service", "answer"),
    [(True, (Outcome.DONE, "")), (False, (Outcome.REFUSED, "not-a-service"))],
)
def test_kiosk_restarts_only_where_somebody_starts_it_again(
    center: Center, is_service: bool, answer: tuple[Outcome, str]
) -> None:
    center.is_service = is_service

    center.ask(Action.RESTART)

    assert center.answers == [answer]


def test_content_is_read_again_whatever_is_shown(center: Center) -> None:
    center.screen = None

    center.ask(Action.REFRESH)

    assert (center.reloads, center.answers) == (1, [(Outcome.DONE, "")])


def test_nothing_can_be_told_to_no_screen(center: Center) -> None:
    center.screen = None

    center.ask(Action.IDENTIFY)

    assert center.answers == [(Outcome.REFUSED, "no-screen")]


@pytest.mark.parametrize(
    ("glass", "is_touched", "situation"),
    [
        (OnGlass(), False, Situation.ATTRACT),
        (OnGlass(), True, Situation.IN_USE),
        (OnGlass(quiet=True), False, Situation.QUIET),
        (OnGlass(quiet=True), True, Situation.IN_USE),
        (OnGlass(warning=True), True, Situation.WARNING),
        (OnGlass(cleaning=True), True, Situation.CLEANING),
    ],
)
def test_situation_is_what_is_on_the_glass(
    center: Center, glass: OnGlass, is_touched: bool, situation: Situation
) -> None:
    if is_touched:
        center.touch()

    center.desk.hear(1, glass)

    assert center.news.situation is situation


@pytest.mark.parametrize(
    ("is_in_order", "situation"), [(True, Situation.STARTING), (False, Situation.OUT_OF_ORDER)]
)
def test_kiosk_without_a_screen_is_starting_or_out_of_order(
    center: Center, is_in_order: bool, situation: Situation
) -> None:
    center.screen = None
    center.facts = replace(center.facts, is_in_order=is_in_order)

    center.desk.look()

    assert center.news.situation is situation


def test_standby_may_say_what_it_shows_before_it_is_shown(center: Center) -> None:
    center.desk.hear(2, OnGlass(quiet=True))
    before = center.news.situation

    center.swap()

    assert (before, center.news.situation) == (Situation.ATTRACT, Situation.QUIET)


def test_courier_that_comes_back_hears_since_when(center: Center) -> None:
    before = center.news.since
    center.pass_s(60)

    center.desk.catch_up()

    assert center.news.since == before


def test_each_visit_has_a_name_of_its_own(center: Center) -> None:
    names = []
    for _ in range(3):
        names.append(center.news.session)
        center.swap()

    assert len(set(names)) == 3


def test_news_are_told_when_they_change_and_every_five_seconds(center: Center) -> None:
    count = len(center.heard)
    center.pass_s(1)
    assert len(center.heard) == count

    center.pass_s(TELL_EVERY_S)

    assert len(center.heard) == count + 1


def test_visitor_who_asks_for_help_is_told_to_the_desks(center: Center) -> None:
    center.touch()
    center.desk.hear(1, OnGlass(help=True))
    asked_at = center.now()
    center.pass_s(30)

    assert center.news.help_since == asked_at


def test_word_that_somebody_comes_ends_the_call_for_help(center: Center) -> None:
    center.touch()
    center.desk.hear(1, OnGlass(help=True))
    center.ask(Action.MESSAGE, phrase="on-our-way")

    assert center.news.help_since is None


def test_call_for_help_ends_with_its_visit(center: Center) -> None:
    center.touch()
    center.desk.hear(1, OnGlass(help=True))
    center.swap()

    assert center.news.help_since is None


def _asks(center: Center) -> datetime:
    center.touch()
    center.desk.hear(1, OnGlass(help=True))
    return center.now()


def test_visitor_hears_that_the_desk_was_told_once_it_is_published(center: Center) -> None:
    since = _asks(center)
    assert (1, HelpTold()) not in center.told

    center.desk.linked(LinkNews(up=True, help_since=since))
    center.desk.linked(LinkNews(up=True, help_since=since))

    assert center.told.count((1, HelpTold())) == 1


def test_visitor_does_not_hear_of_an_earlier_wish(center: Center) -> None:
    _asks(center)

    center.desk.linked(LinkNews(up=True, help_since=NOON - timedelta(minutes=5)))

    assert (1, HelpTold()) not in center.told


def test_help_is_offered_while_the_line_is_up(center: Center) -> None:
    center.desk.linked(LinkNews(up=True))
    assert center.desk_news[-1] == DeskNews(ready=True)

    center.desk.linked(LinkNews(up=False))

    assert center.desk_news[-1] == DeskNews(ready=False)


def test_help_is_not_offered_without_a_courier(center: Center) -> None:
    center.desk.linked(LinkNews(up=True))
    center.has_courier = False
    center.pass_s(1)

    assert center.desk_news[-1] == DeskNews(ready=False)


def test_flood_of_refusals_is_one_entry(center: Center) -> None:
    center.desk.refused(FleetRefusal("unknown", "forged"))
    center.desk.refused(FleetRefusal("unknown", "forged", 4000))

    assert [entry[2] for entry in center.audited] == ["forged", "forged.x4000"]
