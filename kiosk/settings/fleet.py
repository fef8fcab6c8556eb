# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The link to the front desks, over a broker: its settings, and what contradicts itself in them."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated

import msgspec
from msgspec import Meta

_FILES = ("ca_file", "cert_file", "cert_key_file", "password_file")

DeskKeyLine = Annotated[
    str,
    Meta(
        pattern=r"^desk\.[a-z0-9-]{1,32}:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=\Z",
        extra={"form": "desk.NAME:KEY as `infusion-kioskctl fleet` prints it"},
    ),
]


class Transport(StrEnum):
    """What the link travels in."""

    TLS = "tls"
    WEBSOCKET = "websocket"


class Fleet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The link to the front desks; without a ``host`` there is none."""

    host: Annotated[
        str,
        Meta(
            max_length=253,
            pattern=r"^[A-Za-z0-9.:-]*\Z",
            description="Name of the MQTT broker; empty leaves the link out.",
            extra={"form": "a host name or an address"},
        ),
    ] = ""
    port: Annotated[
        int, Meta(ge=1, le=65535, description="Its port; a WebSocket is usually at 443.")
    ] = 8883
    transport: Annotated[
        Transport, Meta(description="tls, or websocket where a network lets nothing else out.")
    ] = Transport.TLS
    path: Annotated[
        str,
        Meta(
            pattern=r"^/[A-Za-z0-9/_.-]{0,100}\Z",
            description="websocket: path at the broker.",
            extra={"form": "begins with /"},
        ),
    ] = "/mqtt"
    site: Annotated[
        str,
        Meta(
            pattern=r"^[a-z0-9][a-z0-9-]{0,31}\Z",
            description="Name of the center at the broker.",
            extra={"form": "small letters, digits and hyphens"},
        ),
    ] = "main"
    place: Annotated[
        str,
        Meta(
            max_length=120,
            pattern=r"^[^\x00-\x1f\x7f]*\Z",
            description="Where this kiosk stands, for the front desk.",
            extra={"form": "on one line"},
        ),
    ] = ""
    ca_file: Annotated[
        str,
        Meta(description="PEM file of the broker's authority; empty trusts the system's own."),
    ] = ""
    cert_file: Annotated[str, Meta(description="PEM file of this kiosk's client certificate.")] = ""
    cert_key_file: Annotated[str, Meta(description="PEM file of its private key.")] = ""
    password_file: Annotated[
        str,
        Meta(
            description="Without a certificate: file that only the courier may read, with this"
            " kiosk's password; its user name is the name of the kiosk."
        ),
    ] = ""
    desk_keys: Annotated[
        tuple[DeskKeyLine, ...],
        Meta(description="Keys of the front desks that this kiosk obeys."),
    ] = ()


def fleet_problems(fleet: Fleet) -> Iterator[tuple[str, str, str]]:
    """Give key, problem and mend of what single values cannot tell."""
    if not fleet.host:
        return
    if not (fleet.cert_file and fleet.cert_key_file) and not fleet.password_file:
        yield (
            "host",
            "The broker does not know this kiosk: certificate and password are both missing.",
            "Name `cert_file` and `cert_key_file`, or `password_file`.",
        )
    for key in _FILES:
        value: str = getattr(fleet, key)
        if value and not PurePath(value).is_absolute():
            yield key, f"`{key}` is not an absolute path.", "Write the whole path."
    names = [line.partition(":")[0] for line in fleet.desk_keys]
    if len(set(names)) < len(names):
        yield (
            "desk_keys",
            "Two desk keys have one name: nobody could tell who acted.",
            "Give each front desk its own name.",
        )
