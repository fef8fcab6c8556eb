# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the broker's certificates and rights stop, as `fleet setup` writes them."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.broker.address import Address
from kiosk.broker.desk import read_pairing
from kiosk.broker.line import Parcel
from kiosk.ctl.fleet_install import FOLDER, place
from kiosk.ctl.fleet_setup import set_up
from kiosk.faults import EnvironmentFault
from kiosk.fleet.protocol import Action, Presence, encode
from kiosk.fleet.signing import sign
from kiosk.fleet.topics import Leaf, topic
from tests.support.fleet import Desk, running_desk, running_wire
from tests.support.mosquitto import Broker, free_port, running_broker
from tests.support.waiting import wait_until

PRESENT = encode(Presence(online=True))


def as_kiosk(broker: Broker, name: str) -> Address:
    """Return the address that a kiosk has."""
    files = broker.kiosk(name)
    return Address(
        host=broker.site.host,
        port=broker.site.port,
        user=name,
        ca_file=str(files / "ca.pem"),
        cert_file=str(files / "kiosk.pem"),
        cert_key_file=str(files / "kiosk.key"),
    )


def presence(kiosk: str) -> Parcel:
    return Parcel(topic("main", kiosk, Leaf.PRESENCE), PRESENT, is_retained=True)


def test_kiosk_cannot_speak_for_another(broker: Broker, desk: Desk) -> None:
    with running_wire(as_kiosk(broker, "kiosk-2")) as wire:
        assert wire.up.wait(10)

        wire.line.publish(presence("kiosk-1"))
        wire.line.publish(presence("kiosk-2"))

        desk.until(lambda: desk.is_there("kiosk-2"))
    assert desk.is_there("kiosk-1") is None


def test_kiosk_cannot_hear_the_commands_of_another(broker: Broker, desk: Desk) -> None:
    with running_wire(as_kiosk(broker, "kiosk-2"), ("infusion/v1/main/+/command",)) as wire:
        assert wire.up.wait(10)

        desk.line.send(desk.command(Action.IDENTIFY))
        desk.line.send(desk.command(Action.IDENTIFY, kiosk="kiosk-2"))

        wait_until(lambda: wire.heard, "its own command")
    assert [one.topic for one in wire.heard] == [topic("main", "kiosk-2", Leaf.COMMAND)]


@pytest.mark.parametrize(("named", "is_heard"), [("kiosk-1", False), ("kiosk-2", True)])
def test_kiosk_leaves_a_will_for_itself_alone(
    broker: Broker, desk: Desk, named: str, is_heard: bool
) -> None:
    gone = Parcel(topic("main", named, Leaf.PRESENCE), encode(Presence(online=False)))
    one, two = as_kiosk(broker, "kiosk-1"), as_kiosk(broker, "kiosk-2")
    with running_wire(one) as other, running_wire(two, will=gone) as cut:
        assert cut.up.wait(10)
        assert other.up.wait(10)

        with running_wire(two):  # the same name again: the broker cuts the first one off
            wait_until(lambda: cut.downs, "the cut")
            other.line.publish(presence("kiosk-1"))
            desk.until(lambda: desk.is_there("kiosk-1"))

    wills = [name for name, life, _ in desk.presences if not life.online]
    assert (named in wills) is is_heard


def test_kiosk_cannot_command(broker: Broker, desk: Desk) -> None:
    with (
        running_wire(as_kiosk(broker, "kiosk-1"), (topic("main", "kiosk-1", Leaf.COMMAND),)) as one,
        running_wire(as_kiosk(broker, "kiosk-2")) as two,
    ):
        assert one.up.wait(10)
        assert two.up.wait(10)
        forged = sign(desk.command(Action.IDENTIFY), desk.pairing.key)

        two.line.publish(Parcel(topic("main", "kiosk-1", Leaf.COMMAND), forged))
        desk.line.send(desk.command(Action.REFRESH))

        wait_until(lambda: one.heard, "the desk's command")
    assert forged not in [message.payload for message in one.heard]


def test_kiosk_cannot_push_another_off_by_taking_its_name(broker: Broker, desk: Desk) -> None:
    impostor = replace(as_kiosk(broker, "kiosk-2"), user="kiosk-1")
    with (
        running_wire(as_kiosk(broker, "kiosk-1")) as one,
        running_wire(impostor) as two,
    ):
        assert one.up.wait(10)
        assert two.up.wait(10)

        one.line.publish(presence("kiosk-1"))

        desk.until(lambda: desk.is_there("kiosk-1"))
        assert one.downs == []


def test_certificate_of_another_authority_opens_nothing(broker: Broker, tmp_path: Path) -> None:
    with running_broker(tmp_path / "other") as other:
        own, foreign = as_kiosk(broker, "kiosk-1"), as_kiosk(other, "kiosk-1")
    stranger = replace(own, cert_file=foreign.cert_file, cert_key_file=foreign.cert_key_file)

    with running_wire(stranger) as wire:
        wait_until(lambda: wire.downs, "a refusal")

        assert not wire.up.is_set()


def test_broker_of_another_authority_is_not_spoken_to(broker: Broker, tmp_path: Path) -> None:
    with running_broker(tmp_path / "other") as other:
        astray = replace(as_kiosk(broker, "kiosk-1"), port=other.site.port)

        with running_wire(astray) as wire:
            wait_until(lambda: wire.downs, "a refusal")

    assert "certificate is not trusted" in wire.downs[0]


def test_secure_websocket_carries_the_same(tmp_path: Path) -> None:
    with running_broker(tmp_path, websocket=True) as broker:
        kiosk = as_kiosk(broker, "kiosk-1")
        through = replace(kiosk, port=broker.site.websocket_port, is_websocket=True)
        with running_desk(broker) as desk, running_wire(through) as wire:
            assert wire.up.wait(10)

            wire.line.publish(presence("kiosk-1"))

            desk.until(lambda: desk.is_there("kiosk-1"))


def test_pairing_that_others_can_read_is_refused(broker: Broker) -> None:
    (broker.pairing() / "sign.key").chmod(0o644)

    with pytest.raises(EnvironmentFault, match="others than its owner"):
        read_pairing(broker.pairing())


def test_files_fit_into_the_mosquitto_of_the_system(tmp_path: Path) -> None:
    with running_broker(tmp_path) as broker:
        etc = tmp_path / "etc"
        (etc / "conf.d").mkdir(parents=True)
        site = replace(broker.site, broker_folder=str(etc / FOLDER), port=free_port())
        set_up(site)
        system = Path("/etc/mosquitto/mosquitto.conf").read_text()
        kept = [line for line in system.splitlines() if line.startswith("persistence true")]

        place(site.folder / "broker", etc)
        text = "\n".join([*kept, f"persistence_location {tmp_path}/", f"include_dir {etc}/conf.d"])
        installed = Broker(site, tmp_path / "installed.log", settings=text)
        installed.start()
        try:
            with running_wire(as_kiosk(installed, "kiosk-1")) as wire:
                assert wire.up.wait(10)
        finally:
            installed.stop()


def test_second_run_adds_a_kiosk_and_keeps_what_is_there(broker: Broker) -> None:
    before = (broker.pairing() / "sign.key").read_bytes()

    set_up(replace(broker.site, kiosks=("kiosk-3",), desks=()))

    assert (broker.pairing() / "sign.key").read_bytes() == before
    with running_wire(as_kiosk(broker, "kiosk-3")) as wire:
        assert wire.up.wait(10)
    assert "desk.front:" in (broker.kiosk("kiosk-3") / "fleet.toml").read_text()
