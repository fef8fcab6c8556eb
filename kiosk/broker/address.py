# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Where a broker is, how it is trusted, and how it knows us."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path

import truststore

from kiosk.faults import EnvironmentFault


class _ClosedWhenRefused(ssl.SSLSocket):
    """A socket that paho would leave open where the other end is not who it should be."""

    def do_handshake(self, block: bool = False) -> None:
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


@dataclass(frozen=True, slots=True)
class Address:
    """A broker and our name there; always TLS.

    Attributes:
        host: Its name, which its certificate must hold.
        port: Its port.
        user: Our name: of the kiosk, or ``desk.NAME``. A client certificate must say the same.
        is_websocket: Whether MQTT travels in a WebSocket.
        path: The WebSocket's path.
        ca_file: PEM of the authority that signs the broker; empty trusts the system's.
        cert_file: PEM of our client certificate, or empty.
        cert_key_file: PEM of its key.
        password_file: Where there is no certificate: file with our password.
    """

    host: str
    port: int
    user: str
    is_websocket: bool = False
    path: str = "/mqtt"
    ca_file: str = ""
    cert_file: str = ""
    cert_key_file: str = ""
    password_file: str = field(default="", repr=False)

    def trust(self) -> ssl.SSLContext:
        """Return the TLS context: 1.2 or newer, the name is checked.

        Raises:
            EnvironmentFault: A file that is named cannot be used.
        """
        try:
            if self.ca_file:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                context.load_verify_locations(self.ca_file)
                context.sslsocket_class = _ClosedWhenRefused
            else:
                context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            if self.cert_file:
                context.load_cert_chain(self.cert_file, self.cert_key_file or None)
        except OSError as error:
            raise EnvironmentFault("a certificate for the broker cannot be used") from error
        return context

    def password(self) -> str | None:
        """Return our password, or None where a certificate is all.

        Raises:
            EnvironmentFault: Its file cannot be read, is empty, or everybody may read it.
        """
        if not self.password_file:
            return None
        file = Path(self.password_file)
        try:
            is_open_to_all = bool(file.stat().st_mode & 0o007)
            text = file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise EnvironmentFault("the password for the broker cannot be read") from error
        if is_open_to_all or not text:
            raise EnvironmentFault("the password for the broker is empty, or everybody may read it")
        return text
