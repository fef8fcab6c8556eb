# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How finished requests leave the share: late enough, written down, never by one clock alone."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.desk.intake import Intake, Step
from kiosk.desk.journal import Journal
from kiosk.desk.keeping import remove_finished
from kiosk.desk.looks import Looks
from kiosk.desk.requests import RequestsPage
from kiosk.faults import EnvironmentFault
from tests.support.desk import put_request
from tests.support.waiting import wait_until

KEEP = timedelta(days=30)
NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=31)


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    put_request(folder, LONG_AGO)
    return folder


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "desk" / "journal.jsonl")


def mark(share: Path, *steps: Step, at: datetime = LONG_AGO, there: datetime | None = None) -> None:
    """Mark the request; ``there`` is when, by the clock of the share."""
    intake = Intake(share)
    (request,) = intake.list().requests
    for step in steps:
        intake.mark(request, step, "Ana", at)
    for file in share.glob("*.mark.json"):
        os.utime(file, ((there or at).timestamp(),) * 2)


@pytest.mark.parametrize("step", [Step.DONE, Step.NOT_GENUINE])
def test_finished_request_goes_with_its_marks_when_its_time_is_over(
    share: Path, journal: Journal, step: Step
) -> None:
    mark(share, step)

    assert remove_finished(Intake(share), journal, KEEP, NOW) == 1

    assert list(share.iterdir()) == []


def test_removal_stands_in_the_journal_with_the_code_alone(
    share: Path, journal: Journal, tmp_path: Path
) -> None:
    (request,) = Intake(share).list().requests
    mark(share, Step.DONE)

    remove_finished(Intake(share), journal, KEEP, NOW)

    line = (tmp_path / "desk" / "journal.jsonl").read_text()
    assert f'"what":"remove","where":"{request.label.code}","outcome":"done"' in line


@pytest.mark.parametrize("steps", [(), (Step.OPENED,), (Step.CALLED,), (Step.DONE, Step.CALLED)])
def test_request_that_is_not_finished_stays(
    share: Path, journal: Journal, steps: tuple[Step, ...]
) -> None:
    for number, step in enumerate(steps):
        mark(share, step, at=LONG_AGO + timedelta(minutes=number))

    assert remove_finished(Intake(share), journal, KEEP, NOW) == 0

    assert len(Intake(share).list().requests) == 1


def test_finished_request_stays_as_long_as_the_center_keeps_it(
    share: Path, journal: Journal
) -> None:
    mark(share, Step.DONE, at=NOW - timedelta(days=29))

    assert remove_finished(Intake(share), journal, KEEP, NOW) == 0


@pytest.mark.parametrize(
    ("at", "there", "now"),
    [(NOW, NOW, NOW + timedelta(days=3650)), (LONG_AGO, NOW, NOW)],
    ids=["our-clock-runs-ahead", "our-clock-was-behind"],
)
def test_one_wrong_clock_removes_nothing(
    share: Path, journal: Journal, at: datetime, there: datetime, now: datetime
) -> None:
    mark(share, Step.DONE, at=at, there=there)

    assert remove_finished(Intake(share), journal, KEEP, now) == 0


def test_nothing_is_removed_that_cannot_be_written_down(share: Path, tmp_path: Path) -> None:
    mark(share, Step.DONE)
    (tmp_path / "file").touch()

    with pytest.raises(EnvironmentFault):
        remove_finished(Intake(share), Journal(tmp_path / "file" / "journal.jsonl"), KEEP, NOW)

    assert len(Intake(share).list().requests) == 1


def test_request_without_a_finishing_mark_cannot_be_removed(share: Path) -> None:
    intake = Intake(share)
    (request,) = intake.list().requests

    with pytest.raises(EnvironmentFault):
        intake.remove(request)


def test_window_removes_them_without_anybody_signed_in(
    share: Path, journal: Journal, looks: Looks, qapp: object
) -> None:
    mark(share, Step.DONE)

    page = RequestsPage(Intake(share), looks, journal, keep=KEEP)

    wait_until(lambda: not list(share.iterdir()), "an empty share")
    page.deleteLater()


def test_window_without_a_time_for_it_removes_nothing(
    share: Path, journal: Journal, looks: Looks, qapp: object
) -> None:
    mark(share, Step.DONE)

    page = RequestsPage(Intake(share), looks, journal)
    page.refresh()

    assert len(Intake(share).list().requests) == 1
    page.deleteLater()
