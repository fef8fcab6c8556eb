# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.desk.intake import Intake, Key, Step, kind_of, late, unlock
from kiosk.desk.reading import Line, read
from kiosk.faults import EnvironmentFault
from tests.support.desk import NOON, PASSPHRASE, answers, key_file, put_request
from tests.support.envelopes import CANARY, IDENTITY, key_pair

LIMIT = timedelta(hours=1)


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def test_newest_request_comes_first(share: Path) -> None:
    labels = [put_request(share, NOON + timedelta(minutes=n)) for n in (0, 2, 1)]

    assert [r.label.code for r in Intake(share).list().requests] == [
        labels[n].code for n in (1, 2, 0)
    ]


def test_request_is_opened_with_the_key(share: Path) -> None:
    put_request(share)
    intake = Intake(share)
    (request,) = intake.list().requests
    opened = Key("Ana", (IDENTITY,)).open(intake.read(request))

    assert (opened.name, opened.how, opened.reach, opened.language, opened.interpreter) == (
        CANARY, "call", "(202) 555-0143", "es", True,
    )  # fmt: skip


def test_older_key_of_the_file_opens_what_was_sealed_before(share: Path) -> None:
    put_request(share)
    intake = Intake(share)
    (request,) = intake.list().requests

    assert Key("Ana", (key_pair()[1], IDENTITY)).open(intake.read(request)).name == CANARY


def test_key_of_somebody_else_opens_nothing(share: Path) -> None:
    put_request(share)
    intake = Intake(share)
    (request,) = intake.list().requests

    with pytest.raises(EnvironmentFault, match="does not open"):
        Key("Ana", (key_pair()[1],)).open(intake.read(request))


def test_key_file_opens_with_its_passphrase(tmp_path: Path) -> None:
    assert unlock(key_file(tmp_path), PASSPHRASE, "Ana").identities == (IDENTITY,)


def test_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="passphrase"):
        unlock(key_file(tmp_path), "wrong", "Ana")


def test_key_never_shows_itself(tmp_path: Path) -> None:
    assert IDENTITY not in repr(Key("Ana", (IDENTITY,)))


def test_what_was_opened_never_shows_itself() -> None:
    assert CANARY.split()[0] not in repr(read(answers()))


def test_damaged_file_is_counted_and_the_others_are_listed(share: Path) -> None:
    put_request(share)
    (share / "x.ikr").write_bytes(b"{}")

    listing = Intake(share).list()
    assert (len(listing.requests), listing.damaged) == (1, ("x.ikr",))


def test_link_in_the_share_is_not_followed(share: Path, tmp_path: Path) -> None:
    put_request(share)
    (file,) = share.iterdir()
    elsewhere = file.rename(tmp_path / file.name)
    file.symlink_to(elsewhere)

    assert Intake(share).list().requests == ()


def test_share_that_is_not_mounted_is_told(tmp_path: Path) -> None:
    assert Intake(tmp_path / "none").list().problem


@pytest.mark.parametrize("step", list(Step))
def test_mark_is_seen_by_every_desk(share: Path, step: Step) -> None:
    put_request(share)
    here, there = Intake(share), Intake(share)
    there.list()
    here.mark(here.list().requests[0], step, "Ana", NOON)

    assert there.list().requests[0].step is step


def test_two_desks_never_lose_a_mark_of_each_other(share: Path) -> None:
    put_request(share)
    here, there = Intake(share), Intake(share)
    (request,) = here.list().requests
    here.mark(request, Step.CALLED, "Ana", NOON)
    there.mark(request, Step.DONE, "Ben", NOON)

    assert {m.who for m in here.list().requests[0].marks} == {"Ana", "Ben"}


def test_opening_again_takes_nothing_back(share: Path) -> None:
    put_request(share)
    intake = Intake(share)
    (request,) = intake.list().requests
    for minute, step in enumerate((Step.OPENED, Step.DONE, Step.OPENED)):
        intake.mark(request, step, "Ana", NOON + timedelta(minutes=minute))

    assert intake.list().requests[0].step is Step.DONE


def test_marking_leaves_the_sealed_file_as_it_is(share: Path) -> None:
    put_request(share)
    intake = Intake(share)
    (request,) = intake.list().requests
    before = (share / request.file).read_bytes()
    intake.mark(request, Step.DONE, "Ana", NOON)

    assert (share / request.file).read_bytes() == before


def test_half_written_mark_is_not_seen(share: Path) -> None:
    put_request(share)
    (share / ".x.mark.json.part").write_bytes(b'{"id"')

    assert Intake(share).list().damaged == ()


def test_share_that_cannot_be_written_is_told(share: Path) -> None:
    put_request(share)
    intake = Intake(share)
    (request,) = intake.list().requests
    for path in share.iterdir():
        path.unlink()
    share.rmdir()

    with pytest.raises(EnvironmentFault, match="mark"):
        intake.mark(request, Step.DONE, "Ana", NOON)


def test_request_that_nobody_opens_is_late(share: Path) -> None:
    put_request(share)
    listing = Intake(share).list()

    assert [late(listing, NOON + timedelta(minutes=m), LIMIT) for m in (60, 61)] == [0, 1]


def test_opened_request_is_not_late(share: Path) -> None:
    put_request(share)
    intake = Intake(share)
    intake.mark(intake.list().requests[0], Step.OPENED, "Ana", NOON)

    assert late(intake.list(), NOON + timedelta(days=1), LIMIT) == 0


def test_kind_is_known_without_a_key(share: Path) -> None:
    put_request(share, form="refer-me")

    assert kind_of(Intake(share).list().requests[0].label) == "refer-me"


def test_lines_are_read_in_the_order_of_the_form() -> None:
    assert read(answers()).lines[:3] == (
        Line("What is this about?"),
        Line("My reason", "Start infusions", 1),
        Line("My name"),
    )


def test_text_that_would_steer_the_window_is_plain() -> None:
    steering = {"valueString": "a\u202eb\x1bc"}
    lines = read(answers(message=steering)).lines

    assert lines[-1].answer == "a b c"


@pytest.mark.parametrize(
    ("how", "reach"), [("email", ""), ("here", ""), ("text", "(202) 555-0143")]
)
def test_only_what_the_visitor_chose_is_offered(how: str, reach: str) -> None:
    opened = read(answers(how={"valueCoding": {"code": how}}))

    assert (opened.how, opened.reach) == (how, reach)


def test_what_is_no_form_is_told() -> None:
    with pytest.raises(EnvironmentFault, match="no form"):
        read(b"[1]")
