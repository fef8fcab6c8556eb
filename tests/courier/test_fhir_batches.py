# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Many requests handed to one FHIR server, which is asked about all of them at once."""

import asyncio
from collections.abc import Sequence

from kiosk.courier.retry import STREAK, Problem
from kiosk.courier.targets import BatchTarget, Origin, Outcome, make_target
from kiosk.queue.envelope import Envelope
from kiosk.settings import DeliveryTarget
from tests.courier.test_fhir_target import arrivals, uuid_of
from tests.support.envelopes import key_pair
from tests.support.fhir_requests import request
from tests.support.fhir_server import Act, Gate, Sekmet


def deliver_many(
    settings: DeliveryTarget, origin: Origin, envelopes: Sequence[Envelope]
) -> Sequence[Outcome]:
    async def run() -> Sequence[Outcome]:
        target = make_target(settings, origin)
        assert isinstance(target, BatchTarget)
        try:
            return await target.deliver_many(envelopes)
        finally:
            await target.close()

    return asyncio.run(run())


def test_server_is_asked_once_before_and_once_after_many(
    fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, sekmet: Sekmet
) -> None:
    many = [request("referral") for _ in range(5)]

    outcomes = deliver_many(fhir_settings, origin, many)

    assert [(one.id, one.fault) for one in outcomes] == [(one.label.id, None) for one in many]
    assert all(one.remote[0].startswith("Task/") for one in outcomes)
    assert len(gate.of("GET", "/Task")) == 2
    assert {len(sekmet.found("Task", uuid_of(one))) for one in many} == {1}
    assert not list(origin.frozen.rglob("*.age"))


def test_server_that_searches_for_one_at_a_time_only_is_asked_so(
    fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, sekmet: Sekmet
) -> None:
    many = [request() for _ in range(3)]
    gate.then("GET", "/Task", Act(400))

    outcomes = deliver_many(fhir_settings, origin, many)

    assert [one.fault for one in outcomes] == [None] * 3
    assert len(gate.of("GET", "/Task")) == 1 + 3 + 1


def test_lost_answers_of_some_are_no_reason_to_send_them_again(
    fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, sekmet: Sekmet
) -> None:
    many = [request() for _ in range(4)]
    gate.then("POST", "", Act(), Act(loses_answer=True), Act(), Act(drops=True))

    first = deliver_many(fhir_settings, origin, many)
    again = deliver_many(fhir_settings, origin, [many[1], many[3]])

    problems = [one.fault.problem if one.fault else None for one in first]
    assert problems == [None, Problem.UNCLEAR, None, Problem.UNCLEAR]
    assert [one.fault for one in again] == [None, None]
    assert len(gate.of("POST")) == 5
    assert all(set(arrivals(sekmet, one, "Task").values()) == {1} for one in many)


def test_request_that_cannot_be_opened_does_not_stop_the_others(
    fhir_settings: DeliveryTarget, origin: Origin
) -> None:
    many = [request(), request(recipient=key_pair()[0]), request()]

    outcomes = deliver_many(fhir_settings, origin, many)

    assert [one.fault and one.fault.problem for one in outcomes] == [
        None,
        Problem.CANNOT_OPEN,
        None,
    ]


def test_refusal_of_the_kiosk_ends_the_batch(
    fhir_settings: DeliveryTarget, origin: Origin, gate: Gate
) -> None:
    gate.then("POST", "", Act(), Act(403))

    outcomes = deliver_many(fhir_settings, origin, [request() for _ in range(4)])

    assert [one.fault and one.fault.problem for one in outcomes] == [None, Problem.ACCESS_REFUSED]
    assert len(gate.of("POST")) == 2


def test_failures_in_a_row_end_the_batch(
    fhir_settings: DeliveryTarget, origin: Origin, gate: Gate
) -> None:
    gate.then("POST", "", *[Act(500)] * 9)

    outcomes = deliver_many(fhir_settings, origin, [request() for _ in range(8)])

    assert len(outcomes) == len(gate.of("POST")) == STREAK
