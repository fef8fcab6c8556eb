# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.faults import EnvironmentFault
from kiosk.queue.sealing import bucket_bytes, make_key_pair, open_sealed, read_identity, seal
from tests.support.envelopes import IDENTITY, RECIPIENT, key_pair


def test_sealed_payload_opens_with_its_key() -> None:
    assert open_sealed(seal(b'{"a":1}', [RECIPIENT]), IDENTITY) == b'{"a":1}'


def test_every_recipient_can_open() -> None:
    other, other_identity = key_pair()

    sealed = seal(b"{}", [RECIPIENT, other])

    assert open_sealed(sealed, IDENTITY) == open_sealed(sealed, other_identity) == b"{}"


def test_another_key_is_refused() -> None:
    _, stranger = key_pair()

    with pytest.raises(EnvironmentFault, match="does not open"):
        open_sealed(seal(b"{}", [RECIPIENT]), stranger)


@pytest.mark.parametrize("position", [0, 40, 120, 200, 300, 1_000, -1])
def test_flipped_bit_is_refused(position: int) -> None:
    sealed = bytearray(seal(b"{}", [RECIPIENT]))
    sealed[position] ^= 1

    with pytest.raises(EnvironmentFault):
        open_sealed(bytes(sealed), IDENTITY)


@given(st.integers(1, 32_768))
def test_bucket_holds_the_payload_and_wastes_at_most_half(size: int) -> None:
    bucket = bucket_bytes(size)

    assert size <= bucket <= max(2_048, 2 * size)
    assert bucket & (bucket - 1) == 0


def test_length_of_short_answers_does_not_show() -> None:
    shortest = {len(seal(b"[]", [RECIPIENT])) for _ in range(20)}
    longest = {len(seal(b"x" * 2_048, [RECIPIENT])) for _ in range(20)}

    assert min(longest) - max(shortest) < 2_048 // 4


def test_too_long_a_payload_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        seal(b"x" * 32_769, [RECIPIENT])


def test_sealing_to_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="recipients"):
        seal(b"{}", [])


def test_key_pair_is_private_and_its_recipient_returned(tmp_path: Path) -> None:
    folder = tmp_path / "keys"

    recipient = make_key_pair(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "intake.key").stat().st_mode) == 0o600
    assert (folder / "intake.pub").read_text() == f"{recipient}\n"
    assert open_sealed(seal(b"{}", [recipient]), read_identity(folder / "intake.key")) == b"{}"


def test_existing_key_pair_is_kept(tmp_path: Path) -> None:
    first = make_key_pair(tmp_path)
    (tmp_path / "intake.pub").unlink()

    assert make_key_pair(tmp_path) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["intake.key", "intake.pub"]


def test_file_without_a_key_is_refused_without_its_text(tmp_path: Path) -> None:
    (tmp_path / "intake.key").write_text("something private")

    with pytest.raises(EnvironmentFault) as refusal:
        make_key_pair(tmp_path)

    assert "private" not in str(refusal.value)
