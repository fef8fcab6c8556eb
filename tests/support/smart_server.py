# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real FHIR server over TLS that knows a kiosk by SMART Backend Services, a test by login."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from joserfc.jwk import ECKey

from kiosk.settings import DeliveryTarget, FhirAuth, TargetKind
from tests.support.envelopes import IDENTITY
from tests.support.fhir_server import Sekmet, running_sekmet
from tests.support.receiver import Authority

CLIENT = "kiosk-client"
KEY_ID = "2026-11"
USER, PASSWORD = "looker", "on"


@contextmanager
def running_smart_server(folder: Path, authority: Authority) -> Iterator[Sekmet]:
    """Run a server until the block ends; the kiosk's key lies beside its data."""
    folder.mkdir(parents=True)
    key = ECKey.generate_key("P-384")
    put_private(folder / "client.jwk", json.dumps(key.as_dict(private=True)))
    public = {**key.as_dict(private=False), "kid": KEY_ID, "alg": "ES384"}
    client = {"client_id": CLIENT, "jwks": {"keys": [public]}, "scopes": "system/*.crus"}
    auth = {
        "types": ["smart", "basic"],
        "smart_clients": [client],
        "users": {USER: PASSWORD},
    }
    with running_sekmet(
        folder, authority=authority, login=f"{USER}:{PASSWORD}", server_auth=auth
    ) as server:
        yield server


def smart_settings(server: Sekmet, url: str = "") -> DeliveryTarget:
    """Return a target's settings for the server, or for what stands before it."""
    assert server.authority is not None
    identity_file = server.folder / "courier.key"
    put_private(identity_file, IDENTITY)
    return DeliveryTarget(
        name="ehr",
        kind=TargetKind.FHIR,
        url=url or server.url,
        ca_file=str(server.authority.ca_file),
        identity_file=str(identity_file),
        auth=FhirAuth.SMART,
        client_id=CLIENT,
        client_key_file=str(server.folder / "client.jwk"),
        client_key_id=KEY_ID,
    )


def put_private(path: Path, text: str) -> None:
    """Write a file that its owner alone may read."""
    path.touch(mode=0o600)
    path.write_text(text)
