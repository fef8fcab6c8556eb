# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How a FHIR server knows this kiosk: nothing, a password, a token, or SMART Backend Services.

Secrets are read from their files when they are needed and stand in no message and no ``repr``.
"""

import base64
import time
from collections.abc import Callable
from typing import Protocol

import httpx

from kiosk.courier.client import read_secret
from kiosk.courier.retry import Problem, SendFault
from kiosk.settings import DeliveryTarget, FhirAuth


class Credentials(Protocol):
    """What is put on every request to a server."""

    async def header(self, client: httpx.AsyncClient) -> dict[str, str]:
        """Return the header that says who asks, or none.

        Raises:
            SendFault: They cannot be had now.
        """

    def renew(self) -> bool:
        """Give up what the server did not take; return whether another can be had."""


def credentials_of(
    settings: DeliveryTarget, monotonic: Callable[[], float] = time.monotonic
) -> Credentials:
    """Return the credentials that a target's settings describe; nothing is read yet."""
    if settings.auth is FhirAuth.SMART:
        # Others must not pay for a library of signatures (8 MB).
        from kiosk.courier.fhir.smart import SmartCredentials  # noqa: PLC0415

        return SmartCredentials(settings, monotonic)
    return FixedCredentials(settings)


class FixedCredentials:
    """None, a user with a password, or a token that somebody put into a file.

    Args:
        settings: The target's settings.
    """

    def __init__(self, settings: DeliveryTarget) -> None:
        self._settings = settings

    async def header(self, client: httpx.AsyncClient) -> dict[str, str]:  # noqa: ARG002 - protocol
        """Return the header, from the file as it is now.

        Raises:
            SendFault: The file cannot be used.
        """
        match self._settings.auth:
            case FhirAuth.BASIC:
                pair = f"{self._settings.user}:{read_secret(self._settings.secret_file)}"
                return {"authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
            case FhirAuth.BEARER:
                token = read_secret(self._settings.secret_file)
                if not token.isascii() or not token.isprintable():
                    raise SendFault(Problem.NOT_SET_UP)
                return {"authorization": f"Bearer {token}"}
            case _:
                return {}

    def renew(self) -> bool:
        """There is nothing newer."""
        return False
