# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Kiosks that sign in by password at a real mosquitto, beside desks with certificates."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.broker.address import Address
from kiosk.broker.line import Parcel
from kiosk.courier.fleet import address_of
from kiosk.ctl.fleet_install import FOLDER, place
from kiosk.ctl.fleet_passwords import password_file
from kiosk.ctl.fleet_setup import set_up
from kiosk.faults import EnvironmentFault
from kiosk.fleet.protocol import Action, Presence, encode
from kiosk.fleet.topics import Leaf, topic
from kiosk.settings import load_settings
from tests.support.fleet import running_desk, running_wire, settings_file
from tests.support.mosquitto import Broker, running_broker
from tests.support.waiting import wait_until


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    with running_broker(tmp_path, passwords=True) as running:
        yield running


def as_kiosk(broker: Broker, name: str, folder: Path) -> Address:
    """Return the address that the settings of a kiosk give."""
    return address_of(load_settings(settings_file(broker, folder, name)).fleet, name)


def presence(kiosk: str) -> Parcel:
    parcel = encode(Presence(online=True))
    return Parcel(topic("main", kiosk, Leaf.PRESENCE), parcel, is_retained=True)


def test_kiosk_with_a_password_speaks_for_itself_alone(broker: Broker, tmp_path: Path) -> None:
    address = as_kiosk(broker, "kiosk-2", tmp_path)
    assert (address.cert_file, address.port) == ("", broker.site.password_port)

    with running_desk(broker) as desk, running_wire(address) as wire:
        assert wire.up.wait(10)
        wire.line.publish(presence("kiosk-1"))
        wire.line.publish(presence("kiosk-2"))

        desk.until(lambda: desk.is_there("kiosk-2"))
        assert desk.is_there("kiosk-1") is None


def test_kiosk_with_a_password_hears_its_own_commands(broker: Broker, tmp_path: Path) -> None:
    own = (topic("main", "kiosk-1", Leaf.COMMAND),)
    address = as_kiosk(broker, "kiosk-1", tmp_path)

    with running_desk(broker) as desk, running_wire(address, own) as wire:
        assert wire.up.wait(10)
        desk.line.send(desk.command(Action.IDENTIFY))

        wait_until(lambda: wire.heard, "its command")


@pytest.mark.parametrize("wrong", ["user", "password"])
def test_wrong_password_opens_nothing(broker: Broker, tmp_path: Path, wrong: str) -> None:
    address = as_kiosk(broker, "kiosk-1", tmp_path)
    if wrong == "user":
        address = replace(address, user="kiosk-2")
    else:
        (broker.kiosk("kiosk-1") / "password").write_text("guessed\n")

    with running_wire(address) as wire:
        wait_until(lambda: wire.downs, "a refusal")

        assert not wire.up.is_set()


def test_desk_that_has_no_certificate_is_not_let_in_by_a_name(
    broker: Broker, tmp_path: Path
) -> None:
    address = replace(as_kiosk(broker, "kiosk-1", tmp_path), user="desk.front")

    with running_wire(address) as wire:
        wait_until(lambda: wire.downs, "a refusal")

        assert not wire.up.is_set()


def test_password_that_others_can_read_is_not_used(broker: Broker, tmp_path: Path) -> None:
    address = as_kiosk(broker, "kiosk-1", tmp_path)
    (broker.kiosk("kiosk-1") / "password").chmod(0o644)

    with pytest.raises(EnvironmentFault, match="everybody may read"):
        address.password()


def test_second_run_keeps_the_passwords(broker: Broker) -> None:
    before = (broker.kiosk("kiosk-1") / "password").read_bytes()

    set_up(replace(broker.site, kiosks=("kiosk-3",), desks=()))

    assert (broker.kiosk("kiosk-1") / "password").read_bytes() == before
    assert (broker.kiosk("kiosk-3") / "password").read_bytes() != before


def test_brokers_file_holds_no_password() -> None:
    assert b"secret" not in password_file({"kiosk-1": b"secret\n"})


def test_broker_of_the_system_gets_the_passwords_too(broker: Broker, tmp_path: Path) -> None:
    etc = tmp_path / "etc"
    (etc / "conf.d").mkdir(parents=True)

    place(broker.site.folder / "broker", etc)

    assert (etc / FOLDER / "passwords").stat().st_mode & 0o777 == 0o640
