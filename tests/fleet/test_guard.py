# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk does not listen to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.fleet.guard import Accepted, Reason, Rejected, Trust, judge
from kiosk.fleet.protocol import Action, Command, SignedCommand, encode
from kiosk.fleet.signing import CONTEXT, new_command, new_desk_key, public_keys, sign

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
FRONT = new_desk_key("desk.front")
STRANGER = new_desk_key("desk.front")
TRUST = Trust("main", "kiosk-1", public_keys((FRONT.line,)))
RESET = new_command("main", "kiosk-1", Action.RESET, NOW, session="0123456789abcdef")


def judged(payload: bytes, now: datetime = NOW, seen: tuple[str, ...] = ()) -> object:
    verdict = judge(payload, TRUST, now, seen)
    return verdict.reason if isinstance(verdict, Rejected) else verdict


def test_command_of_a_known_desk_is_carried_out() -> None:
    assert judged(sign(RESET, FRONT)) == Accepted("desk.front", RESET)


def test_same_name_with_another_key_is_forged() -> None:
    assert judged(sign(RESET, STRANGER)) is Reason.FORGED


def test_desk_that_is_not_in_the_settings_is_unknown() -> None:
    assert judged(sign(RESET, replace(STRANGER, name="desk.back"))) is Reason.UNKNOWN_KEY


def test_command_that_was_accepted_before_is_a_replay() -> None:
    assert judged(sign(RESET, FRONT), seen=(RESET.id,)) is Reason.REPLAYED


@pytest.mark.parametrize(
    ("after_s", "reason"),
    [(-5.5, Reason.FROM_THE_FUTURE), (15.5, Reason.EXPIRED), (3600.0, Reason.EXPIRED)],
)
def test_command_at_the_wrong_time_does_nothing(after_s: float, reason: Reason) -> None:
    assert judged(sign(RESET, FRONT), NOW + timedelta(seconds=after_s)) is reason


@pytest.mark.parametrize("after_s", [-4.5, 0.0, 14.5])
def test_clocks_may_differ_a_little(after_s: float) -> None:
    assert isinstance(judged(sign(RESET, FRONT), NOW + timedelta(seconds=after_s)), Accepted)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kiosk": "kiosk-2"}, Reason.WRONG_KIOSK),
        ({"site": "other"}, Reason.WRONG_KIOSK),
        ({"expires_at": NOW + timedelta(seconds=16)}, Reason.LIVES_TOO_LONG),
        ({"expires_at": NOW - timedelta(seconds=1)}, Reason.LIVES_TOO_LONG),
        ({"session": ""}, Reason.NO_SESSION),
        ({"action": Action.MESSAGE}, Reason.MALFORMED),
        ({"phrase": "on-our-way"}, Reason.MALFORMED),
    ],
)
def test_command_that_should_not_have_been_signed_does_nothing(
    change: dict[str, object], reason: Reason
) -> None:
    command: Command = msgspec.structs.replace(RESET, **change)

    assert judged(sign(command, FRONT)) is reason


def test_command_that_the_broker_had_kept_does_nothing() -> None:
    verdict = judge(sign(RESET, FRONT), TRUST, NOW, (), is_retained=True)

    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.RETAINED


def test_command_from_before_the_book_was_lost_does_nothing() -> None:
    lost_at = NOW + timedelta(seconds=1)

    verdict = judge(sign(RESET, FRONT), TRUST, lost_at, (), not_before=lost_at)

    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.EXPIRED


@given(st.binary(max_size=64), st.integers(0, 400))
def test_no_other_bytes_pass_for_a_command(bytes_: bytes, place: int) -> None:
    good = sign(RESET, FRONT)
    place = min(place, len(good) - 1)
    bad = good[:place] + bytes_ + good[place + len(bytes_) :]

    verdict = judge(bad, TRUST, NOW, ())

    assert bad == good or isinstance(verdict, Rejected) or verdict.command == RESET


def test_body_may_not_be_swapped_under_a_signature() -> None:
    good = msgspec.json.decode(sign(RESET, FRONT), type=SignedCommand)
    other = encode(msgspec.structs.replace(RESET, session="f" * 16))

    assert judged(encode(msgspec.structs.replace(good, body=other))) is Reason.FORGED


def test_naive_time_is_no_time() -> None:
    body = encode(RESET).replace(b"Z", b"")
    signed = SignedCommand("desk.front", body, FRONT.private.sign(CONTEXT + body))

    assert judged(encode(signed)) is Reason.MALFORMED
