# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

from tests.support.ordeal import run_ordeal
from tests.support.receiver import Authority


def test_faulty_network_and_kills_leave_each_request_once_and_nothing_readable(
    authority: Authority, tmp_path: Path
) -> None:
    account = run_ordeal(tmp_path / "run", authority, times=40, seed=3, within_s=60)

    assert account.wrong == {}
    assert account.others == (40, 1)
    assert account.put_back == 0
    assert account.moved
    assert account.hits == []
    assert account.kills[0] > 1
    assert len(account.faults) > 1
