# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Screens killed around Send; ``python -m tests.queue.measure_kills`` kills a thousand."""

import asyncio
from pathlib import Path

import pytest

from kiosk.queue.envelope import new_request_id
from tests.support.envelopes import envelope
from tests.support.kills import CANARY, Kills, Tally, readable_files

TIMES = 60


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kills")


@pytest.fixture(scope="module")
def tally(root: Path) -> Tally:
    """Sixty screens, killed at moments from before sealing to after the receipt."""
    return asyncio.run(Kills(root, seed=6).run(TIMES))


def test_screens_really_die_before_and_after_the_receipt(tally: Tally) -> None:
    assert len(set(tally.sent) - tally.shown) > 0
    assert 0 < len(tally.told) <= len(tally.shown)


def test_what_has_a_receipt_has_arrived_exactly_once(tally: Tally) -> None:
    assert tally.shown
    assert {tally.arrived[request_id] for request_id in tally.shown} == {1}


def test_what_has_none_has_arrived_at_most_once_with_the_mark(tally: Tally) -> None:
    assert all(tally.arrived[request_id] <= 1 for request_id in tally.sent)
    assert tally.unmarked == set()


def test_whoever_saw_the_receipt_is_not_marked_once_the_supervisor_knows(tally: Tally) -> None:
    assert tally.told & tally.marked == set()


def test_delivered_requests_open_to_what_was_typed_and_nothing_else_shows_it(tally: Tally) -> None:
    assert tally.delivered
    assert (tally.unopened, tally.readable) == ([], [])


def test_count_sees_what_is_lost_doubled_or_without_mark() -> None:
    lost, twice, bare = new_request_id(), envelope(), envelope()
    tally = Tally(
        sent={lost: "", twice.label.id: "", bare.label.id: ""},
        shown={lost, twice.label.id},
        delivered=[twice, twice, bare],
    )

    assert tally.faults() == ["lost: 1", "doubled: 1", "without receipt and mark: 1"]


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_search_finds_a_typed_word_in_any_file(tmp_path: Path, code: str) -> None:
    (tmp_path / "core").write_bytes(b"\0" * 9 + CANARY.encode(code))
    (tmp_path / "other").write_bytes(b"\0" * 9)

    assert readable_files(tmp_path) == [tmp_path / "core"]
