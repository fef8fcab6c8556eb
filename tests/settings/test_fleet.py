# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The settings of the link to the front desks."""

import msgspec
import pytest

from kiosk.faults import ContentFault
from kiosk.fleet.signing import new_desk_key
from kiosk.settings import Fleet, settings_from
from kiosk.settings.fleet import fleet_problems

SOUND = Fleet(host="broker.example", cert_file="/c.pem", cert_key_file="/c.key")


def wrong(fleet: Fleet) -> list[str]:
    return [key for key, _, _ in fleet_problems(fleet)]


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        ({}, []),
        ({"host": "", "cert_file": "c.pem"}, []),
        ({"cert_key_file": ""}, ["host"]),
        ({"cert_file": "", "cert_key_file": "", "password_file": "/p"}, []),
        ({"ca_file": "ca.pem"}, ["ca_file"]),
        ({"desk_keys": ("desk.a:x", "desk.a:y")}, ["desk_keys"]),
    ],
)
def test_what_contradicts_itself_is_told(change: dict[str, object], keys: list[str]) -> None:
    assert wrong(msgspec.structs.replace(SOUND, **change)) == keys


def test_key_as_it_is_printed_is_taken() -> None:
    line = new_desk_key("desk.front").line

    found = settings_from(f'[fleet]\ndesk_keys = ["{line}"]\n', "kiosk.toml")

    assert found.fleet.desk_keys == (line,)


@pytest.mark.parametrize("line", ["front:AAAA", "desk.front", "desk.front:AAAA=", ""])
def test_anything_else_is_refused(line: str) -> None:
    with pytest.raises(ContentFault, match="desk_keys"):
        settings_from(f'[fleet]\ndesk_keys = ["{line}"]\n', "kiosk.toml")


def test_link_that_nobody_could_use_is_refused_with_its_line() -> None:
    with pytest.raises(ContentFault, match=r"kiosk.toml:2: .*fleet-host"):
        settings_from('[fleet]\nhost = "broker.example"\n', "kiosk.toml")
