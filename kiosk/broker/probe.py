# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a broker answers and is who it says, without signing in."""

import socket
import ssl
from datetime import UTC, datetime

from kiosk.broker.address import Address
from kiosk.faults import EnvironmentFault


def certified_until(address: Address, limit_s: float) -> datetime:
    """Return until when the broker's certificate is valid, aware UTC.

    Raises:
        OSError: It does not answer within the limit.
        EnvironmentFault: It is not trusted, or a file of ours cannot be used.
    """
    context = address.trust()
    try:
        with (
            socket.create_connection((address.host, address.port), limit_s) as line,
            context.wrap_socket(line, server_hostname=address.host) as secure,
        ):
            ends = (secure.getpeercert() or {}).get("notAfter")
    except ssl.SSLCertVerificationError as error:
        raise EnvironmentFault(f"the broker is not trusted: {error.verify_message}") from error
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(ends)), UTC)
