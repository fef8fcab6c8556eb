# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Send, without a screen; with one it is in tests/screen/test_request_journey.py."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault, InputFault
from kiosk.forms.engine import answered
from kiosk.queue.accept import Filled, accept
from kiosk.queue.collector import Collector
from kiosk.queue.envelope import new_request_id, open_request, receipt_code
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore
from tests.support.envelopes import IDENTITY, NOW, RECIPIENT
from tests.support.forms import contact_form, filled_contact

FORM = contact_form()


@pytest.fixture
def slot(tmp_path: Path) -> MailSlot:
    slot = MailSlot(tmp_path / "slot")
    slot.prepare()
    return slot


def filled() -> Filled:
    return Filled(FORM, filled_contact(FORM, "call"), "en", new_request_id())


def send(request: Filled, slot: MailSlot) -> str:
    return accept(request, slot=slot.accepted.parent, recipients=[RECIPIENT], now=NOW)


def test_accepted_request_lies_sealed_in_the_slot_under_its_code(
    slot: MailSlot, tmp_path: Path
) -> None:
    request = filled()

    code = send(request, slot)

    (name,) = slot.waiting()
    envelope = Collector(slot, tmp_path / "quarantine").take(name)
    assert envelope is not None
    assert code == envelope.label.code == receipt_code(request.request_id)
    assert (envelope.label.form, envelope.label.form_sha256) == (FORM.url, FORM.digest)
    answers = json.loads(open_request(envelope, IDENTITY))
    assert answers["identifier"]["value"] == f"urn:uuid:{request.request_id}"


def test_send_tapped_twice_is_one_file(slot: MailSlot) -> None:
    request = filled()

    assert send(request, slot) == send(request, slot)

    assert len(slot.waiting()) == 1


def test_second_tap_after_the_courier_came_is_no_second_request(
    slot: MailSlot, tmp_path: Path
) -> None:
    request = filled()
    collector = Collector(slot, tmp_path / "quarantine")
    with QueueStore.open(tmp_path / "queue.db", ["desk"]) as store:
        new = []
        for _ in range(2):
            send(request, slot)
            (name,) = slot.waiting()
            envelope = collector.take(name)
            assert envelope is not None
            new.append(store.import_envelopes([envelope], NOW))
            collector.discard(name)

    assert new == [True, False]


def test_taps_at_the_same_moment_are_one_file(slot: MailSlot) -> None:
    request = filled()

    async def together() -> list[str]:
        taps = (asyncio.to_thread(send, request, slot) for _ in range(4))
        return await asyncio.gather(*taps)

    assert len(set(asyncio.run(together()))) == 1
    assert len(slot.waiting()) == 1


def test_answer_that_must_be_mended_is_not_accepted(slot: MailSlot) -> None:
    request = filled()
    wrong = replace(request, answers=answered(request.answers, "phone", ("12",)))

    with pytest.raises(InputFault):
        send(wrong, slot)

    assert slot.waiting() == ()


def test_slot_that_is_not_there_accepts_nothing(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        send(filled(), MailSlot(tmp_path / "none"))


def test_answers_stay_out_of_its_repr() -> None:
    assert "Ana" not in repr(filled())
    assert "2025550143" not in repr(filled())
