# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue.envelope import (
    MAX_FILE_BYTES,
    Envelope,
    decode,
    encode,
    new_request_id,
    open_request,
    read_code,
    receipt_code,
)
from tests.support.envelopes import ANSWERS, CANARY, IDENTITY, envelope, label

SEALED = envelope()
DATA = encode(SEALED)


def test_ids_sort_by_time_and_are_version_seven() -> None:
    before = time.time_ns() // 1_000_000
    made = new_request_id()
    after = time.time_ns() // 1_000_000

    assert before <= int(made.replace("-", "")[:12], 16) <= after
    assert made[14] == "7"
    assert made[19] in "89ab"


def test_ten_thousand_ids_are_all_different() -> None:
    assert len({new_request_id() for _ in range(10_000)}) == 10_000


def test_typed_code_is_read_whatever_its_case_and_dashes() -> None:
    code = receipt_code(new_request_id())

    assert read_code(f" {code.lower().replace('-', ' ')} ") == code
    assert read_code("oil-oil") == "011-011"
    assert read_code("K7M-4Q") is None
    assert read_code("../../") is None


def test_file_gives_the_envelope_back() -> None:
    assert decode(DATA) == SEALED


def test_answers_open_unchanged_with_the_key() -> None:
    assert open_request(decode(DATA), IDENTITY) == ANSWERS


def test_nothing_typed_is_readable_in_file_or_repr() -> None:
    assert CANARY.encode() not in DATA
    assert CANARY not in repr(SEALED)
    assert len(repr(SEALED)) < 500


def test_answers_under_another_label_are_refused() -> None:
    swapped = Envelope(label(), SEALED.sealed)

    with pytest.raises(EnvironmentFault, match="another label"):
        open_request(swapped, IDENTITY)


@given(st.integers(0, len(DATA) - 1), st.integers(0, 7))
def test_any_flipped_bit_of_the_file_is_refused(position: int, bit: int) -> None:
    damaged = bytearray(DATA)
    damaged[position] ^= 1 << bit

    with pytest.raises(EnvironmentFault):
        decode(bytes(damaged))


@given(st.binary(max_size=300))
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(EnvironmentFault):
        decode(data)


@given(st.integers(0, len(DATA) - 1))
def test_cut_file_is_refused(size: int) -> None:
    with pytest.raises(EnvironmentFault):
        decode(DATA[:size])


def test_oversize_file_is_refused() -> None:
    with pytest.raises(EnvironmentFault, match="too long"):
        decode(DATA + b"x" * MAX_FILE_BYTES)


def test_newer_format_is_named_even_with_unknown_fields() -> None:
    newer = msgspec.json.encode({"format": 2, "surprise": True}) + b"\nwhatever"

    with pytest.raises(NewerVersionFault) as refusal:
        decode(newer)

    assert (refusal.value.store, refusal.value.found) == ("envelope", 2)
