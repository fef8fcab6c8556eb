# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from datetime import timedelta

import pytest

from kiosk.desk.asks import SHOWN_S, Phase
from kiosk.desk.control import HELD_S, Shown
from kiosk.fleet.protocol import ASK_S, LONGEST_LIFE, Action, Outcome
from tests.support.desk import NOON, SESSION, Front, state


@pytest.fixture
def asked(front: Front) -> Front:
    """A desk whose reset has been sent."""
    front.meet(state())
    front.control.ask("kiosk-1", Action.RESET)
    return front


def _shown(front: Front) -> Shown:
    return front.control.look()[0]


def _phase(front: Front) -> Phase | None:
    ask = _shown(front).ask
    return ask.phase if ask else None


def test_command_names_the_visit_that_is_there(asked: Front) -> None:
    assert (asked.line.sent[0].session, asked.line.sent[0].force) == (SESSION, False)


def test_buttons_rest_while_an_answer_is_awaited(asked: Front) -> None:
    assert not _shown(asked).can_ask


@pytest.mark.parametrize("outcome", list(Outcome))
def test_answer_is_shown(asked: Front, outcome: Outcome) -> None:
    asked.answer(outcome)

    assert _phase(asked) == Phase(outcome.value)


def test_answer_to_another_desk_is_not_ours(asked: Front) -> None:
    asked.answer(Outcome.DONE)
    answer = asked.line.news.pop()
    asked.control.ask("kiosk-1", Action.IDENTIFY)
    asked.hear(answer)

    assert _phase(asked) is Phase.SENT


def test_kiosk_that_does_not_answer_is_told(asked: Front) -> None:
    asked.pass_s(LONGEST_LIFE.total_seconds() + 1, "kiosk-1")

    assert _phase(asked) is Phase.NO_ANSWER


def test_visitor_who_is_asked_has_time(asked: Front) -> None:
    asked.answer(Outcome.ASKED)
    asked.control.look()
    asked.pass_s(ASK_S, "kiosk-1")

    assert _phase(asked) is Phase.ASKED


def test_declined_reset_offers_a_forced_one(asked: Front) -> None:
    asked.answer(Outcome.DECLINED)

    assert _shown(asked).offers_force


def test_second_click_of_a_double_click_does_not_force(asked: Front) -> None:
    asked.answer(Outcome.DECLINED)
    could_at_once = _shown(asked).can_ask
    asked.pass_s(HELD_S, "kiosk-1")

    assert (could_at_once, _shown(asked).can_ask) == (False, True)


def test_forced_reset_says_so(asked: Front) -> None:
    asked.answer(Outcome.DECLINED)
    asked.control.look()
    asked.control.ask("kiosk-1", Action.RESET, force=True)

    assert asked.line.sent[-1].force


def test_reset_is_not_forced_before_it_was_declined(asked: Front) -> None:
    asked.control.ask("kiosk-1", Action.RESET, force=True)

    assert not asked.line.sent[-1].force


def test_next_visit_is_asked_again(asked: Front) -> None:
    asked.answer(Outcome.DECLINED)
    asked.control.look()
    asked.hear(state(session="ffffffffffffffff"))

    assert not _shown(asked).offers_force


def test_command_without_a_connection_is_told_and_not_kept(front: Front) -> None:
    front.meet(state())
    front.line.is_up = False
    front.control.ask("kiosk-1", Action.RESET)

    assert _phase(front) is Phase.NO_LINE


def test_what_was_done_is_old_news_soon(asked: Front) -> None:
    asked.answer(Outcome.DONE)
    asked.control.look()
    asked.pass_s(SHOWN_S + 1, "kiosk-1")

    assert _phase(asked) is None


def test_answering_tells_the_visitor_that_somebody_comes(front: Front) -> None:
    front.meet(state(help_since=NOON))
    front.control.answer("kiosk-1")

    assert [(one.action, one.phrase) for one in front.line.sent] == [(Action.MESSAGE, "on-our-way")]


def test_what_people_do_is_written_down(front: Front) -> None:
    front.meet(state(help_since=NOON))
    front.control.mute("kiosk-1")
    front.control.ask("kiosk-1", Action.RESET)
    front.answer(Outcome.DECLINED)
    front.control.look()
    front.control.ask("kiosk-1", Action.RESET, force=True)

    assert [(one.who, one.what, one.where, one.outcome) for one in front.entries] == [
        ("desk.front", "mute", "kiosk-1", ""),
        ("desk.front", "reset", "kiosk-1", "sent"),
        ("desk.front", "reset", "kiosk-1", "declined"),
        ("desk.front", "reset.forced", "kiosk-1", "sent"),
    ]


def test_journal_is_only_ever_longer(front: Front) -> None:
    front.meet(state())
    front.control.mute("kiosk-1")
    before = (front.folder / "journal.jsonl").read_bytes()
    front.at_s += timedelta(minutes=1).total_seconds()
    front.control.mute("kiosk-1")

    assert (front.folder / "journal.jsonl").read_bytes().startswith(before)


def test_full_disk_does_not_stop_a_reset(front: Front) -> None:
    front.meet(state())
    (front.folder / "journal.jsonl").mkdir()
    front.control.ask("kiosk-1", Action.RESET)

    assert front.line.sent
