# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.courier.retry import (
    Effect,
    Problem,
    SendFault,
    delay_s,
    problem_of_answer,
    read_retry_after,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("statuses", "effect"),
    [
        ((401, 403, 404), Effect.PAUSE_TARGET),
        ((400, 409, 412, 413, 422), Effect.HOLD_REQUEST),
        ((301, 302, 307, 308, 429, 503), Effect.WAIT_FOR_TARGET),
        ((405, 408, 410, 418, 500, 502, 504, 599), Effect.RETRY_REQUEST),
    ],
)
def test_each_class_of_answer_has_one_effect(statuses: tuple[int, ...], effect: Effect) -> None:
    problems = [problem_of_answer(status) for status in statuses]

    assert {problem.effect for problem in problems if problem} == {effect}
    assert None not in problems


@given(st.integers(200, 299))
def test_every_success_is_a_delivery(status: int) -> None:
    assert problem_of_answer(status) is None


def test_only_a_held_request_is_not_retryable() -> None:
    assert [p for p in Problem if not SendFault(p).retryable] == [Problem.CONTENT_REFUSED]


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_delay_stays_between_nothing_and_the_cap(failures: int, chance: float) -> None:
    assert 0 <= delay_s(failures, chance) <= min(300, 2 * 2 ** min(failures, 16))


def test_delay_doubles_from_two_seconds_to_five_minutes() -> None:
    assert [delay_s(failures, 1.0) for failures in (0, 1, 2, 7, 8, 9_999)] == [
        2,
        4,
        8,
        256,
        300,
        300,
    ]


def test_wish_of_the_receiver_wins_within_an_hour() -> None:
    assert delay_s(9, 0.5, retry_after_s=7.0) == 7
    assert delay_s(9, 0.5, retry_after_s=1e9) == 3_600


def test_paused_target_is_looked_at_every_five_minutes() -> None:
    assert delay_s(0, 0.0, is_paused=True) == 300


@pytest.mark.parametrize(("failures", "chance"), [(-1, 0.5), (0, -0.1), (0, 1.1)])
def test_impossible_arguments_are_a_bug(failures: int, chance: float) -> None:
    with pytest.raises(ValueError, match="failures"):
        delay_s(failures, chance)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60.0),
        ("Sun, 22 Nov 2020 12:01:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("\u00b2", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, NOW) == seconds


@given(st.text())
def test_no_header_text_breaks_the_reader(value: str) -> None:
    wait_s = read_retry_after(value, NOW)

    assert wait_s is None or wait_s >= 0
