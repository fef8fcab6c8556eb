# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl desk`: a desk is paired, and a real broker takes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.broker.desk import read_pairing
from kiosk.ctl.desk_pairing import admit, ask, code_of, finish, is_code
from kiosk.ctl.fleet_setup import set_up
from kiosk.faults import EnvironmentFault
from tests.support.command_line import run
from tests.support.fleet import Desk
from tests.support.mosquitto import Broker, running_broker


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    with running_broker(tmp_path) as broker:
        yield broker


def _code(said: str) -> str:
    return next(line for line in said.splitlines() if line.startswith("code")).split()[1]


def _pair(broker: Broker, folder: Path) -> None:
    """Pair a desk with the command line, as people do."""
    request, reply = folder / "request.json", folder / "reply.json"
    pairing = folder / "pairing"
    asked = run("desk", "pair", "new", "--pairing", str(pairing), "--request", str(request))
    site = str(broker.site.folder)
    let_in = run(
        "desk", "admit", site, "--request", str(request), "--code", _code(asked.out),
        "--reply", str(reply),
    )  # fmt: skip
    done = run("desk", "finish", str(reply), "--code", _code(let_in.out), "--pairing", str(pairing))
    assert (asked.code, let_in.code, done.code) == (0, 0, 0)


@pytest.mark.parametrize("passwords", [False, True], ids=["certificates", "passwords"])
def test_broker_takes_a_desk_that_was_paired(tmp_path: Path, *, passwords: bool) -> None:
    with running_broker(tmp_path, passwords=passwords) as broker:
        _pair(broker, tmp_path)
        broker.stop()
        broker.start()
        desk = Desk(read_pairing(tmp_path / "pairing"))
        desk.line.start()
        try:
            assert desk.until(lambda: desk.ups)
        finally:
            desk.line.stop()


def test_every_kiosk_learns_the_desks_key(broker: Broker, tmp_path: Path) -> None:
    _pair(broker, tmp_path)
    ours = read_pairing(tmp_path / "pairing").key.line

    for name in broker.site.kiosks:
        assert ours in (broker.kiosk(name) / "fleet.toml").read_text()


def test_later_setup_keeps_a_desk_that_was_paired(broker: Broker, tmp_path: Path) -> None:
    _pair(broker, tmp_path)
    ours = read_pairing(tmp_path / "pairing").key.line
    set_up(broker.site)

    assert ours in (broker.kiosk("kiosk-1") / "fleet.toml").read_text()
    assert not (broker.pairing("new") / "sign.key").exists()


def test_nothing_secret_travels(broker: Broker, tmp_path: Path) -> None:
    _pair(broker, tmp_path)
    travelled = (tmp_path / "request.json").read_text() + (tmp_path / "reply.json").read_text()

    assert "PRIVATE" not in travelled


def test_keys_of_the_desk_are_for_its_user_alone(tmp_path: Path) -> None:
    ask(tmp_path / "pairing", "desk.new")

    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "pairing").iterdir()} == {0o600}


def test_asking_again_keeps_the_keys(tmp_path: Path) -> None:
    first = ask(tmp_path / "pairing", "desk.new")
    second = ask(tmp_path / "pairing", "desk.new")

    assert first[:200] == second[:200]


def test_request_that_was_exchanged_is_not_let_in(broker: Broker, tmp_path: Path) -> None:
    ours, theirs = ask(tmp_path / "ours", "desk.new"), ask(tmp_path / "theirs", "desk.new")
    (tmp_path / "request.json").write_bytes(theirs)
    ran = run(
        "desk", "admit", str(broker.site.folder), "--request", str(tmp_path / "request.json"),
        "--code", code_of(ours),
    )  # fmt: skip

    assert (ran.code, broker.pairing("new").exists()) == (1, False)


def test_changed_request_is_refused(broker: Broker, tmp_path: Path) -> None:
    data = ask(tmp_path / "ours", "desk.new").replace(b"desk.new", b"desk.old")

    with pytest.raises(EnvironmentFault, match="damaged"):
        admit(broker.site.folder, data)


def test_reply_for_another_desk_is_refused(broker: Broker, tmp_path: Path) -> None:
    reply = admit(broker.site.folder, ask(tmp_path / "theirs", "desk.new"))
    ask(tmp_path / "ours", "desk.new")

    with pytest.raises(EnvironmentFault, match="another desk"):
        finish(tmp_path / "ours", reply)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " ")])
def test_code_may_be_typed_as_people_type(change: "type[str]") -> None:
    assert is_code(change(code_of(b"request")), b"request")
