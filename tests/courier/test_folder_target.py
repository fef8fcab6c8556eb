# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import asyncio
from pathlib import Path

import pytest

from kiosk.courier.retry import Problem, SendFault
from kiosk.courier.targets.folder import FolderTarget, delivered_name
from kiosk.queue.envelope import encode
from tests.support.envelopes import envelope


def test_file_is_named_after_time_and_code_only(tmp_path: Path) -> None:
    one = envelope()

    asyncio.run(FolderTarget("desk", tmp_path).deliver(one))

    assert [path.name for path in tmp_path.iterdir()] == [f"20261122T120000Z-{one.label.code}.ikr"]


def test_draft_left_by_power_loss_is_replaced(tmp_path: Path) -> None:
    one = envelope()
    name = delivered_name(one.label)
    (tmp_path / f".{name}.part").write_bytes(b"half")

    asyncio.run(FolderTarget("desk", tmp_path).deliver(one))

    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == encode(one)


def test_other_bytes_under_its_name_are_never_overwritten(tmp_path: Path) -> None:
    one = envelope()
    taken = tmp_path / delivered_name(one.label)
    taken.write_bytes(b"another")

    with pytest.raises(SendFault) as fault:
        asyncio.run(FolderTarget("desk", tmp_path).deliver(one))

    assert fault.value.problem is Problem.CONTENT_REFUSED
    assert taken.read_bytes() == b"another"


def test_missing_folder_of_a_center_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(SendFault):
        asyncio.run(FolderTarget("desk", tmp_path / "share").deliver(envelope()))

    assert not (tmp_path / "share").exists()


def test_folder_of_the_kiosks_own_is_made(tmp_path: Path) -> None:
    target = FolderTarget("desk", tmp_path / "requests", makes_folder=True)

    asyncio.run(target.deliver(envelope()))

    assert len(list((tmp_path / "requests").iterdir())) == 1
