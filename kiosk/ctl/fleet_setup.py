# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Everything a center needs for its fleet link: authority, certificates, broker, pairings.

One folder holds it all; what is there already is kept, so the same command adds a kiosk or a desk.
Its ``authority`` is the center's secret and belongs on no kiosk.

Source:
    mosquitto.conf(5), 2.0: listeners, ``use_identity_as_username``, ``use_username_as_clientid``,
    ``acl_file``, ``password_file``.
"""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tomlkit
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.broker.desk import (
    AUTHORITY_FILE,
    CERTIFICATE_FILE,
    CERTIFICATE_KEY_FILE,
    PAIRING_FILE,
    SIGNING_KEY_FILE,
)
from kiosk.ctl.fleet_passwords import new_password, password_file
from kiosk.ctl.placing import place_file
from kiosk.faults import EnvironmentFault
from kiosk.fleet.signing import new_desk_key, read_desk_key
from kiosk.fleet.topics import TOLD, Leaf, topic

AUTHORITY_LIFE = timedelta(days=3650)
CERTIFICATE_LIFE = timedelta(days=1825)
PUBLIC_KEY_FILE = "sign.pub"
PASSWORD_FILE, PASSWORDS_FILE = "password", "passwords"
"""A kiosk's own, and the broker's of all kiosks."""
KIOSK_FOLDER = "/etc/infusion-kiosk/fleet"


@dataclass(frozen=True, slots=True)
class Site:
    """What is to be set up.

    Attributes:
        folder: Where everything is written.
        site: Name of the center at the broker.
        host: Name or address of the broker's machine, as kiosks and desks reach it.
        kiosks: Names of kiosks; those of an earlier run need not be named.
        desks: Names of desks, without ``desk.``.
        port: Port of the broker.
        websocket_port: Port of its secure WebSocket, 0 for none.
        password_port: Port at which kiosks sign in by a password instead of a certificate, 0 for
            none; desks have certificates always.
        broker_folder: Where the broker will read its files; empty leaves them in ``folder``.
        kiosk_folder: Where a kiosk will have its files.
    """

    folder: Path
    site: str
    host: str
    kiosks: Sequence[str]
    desks: Sequence[str]
    port: int = 8883
    websocket_port: int = 0
    password_port: int = 0
    broker_folder: str = ""
    kiosk_folder: str = KIOSK_FOLDER


def set_up(site: Site) -> None:
    """Write or complete the folder of a site.

    Raises:
        EnvironmentFault: The disk failed, or a key of an earlier run is damaged.
    """
    try:
        site.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority = Authority.open(site.folder / "authority")
        _write_broker(site, authority)
        for name in site.desks:
            _write_desk(site, authority, f"desk.{name}")
        lines = _desk_lines(site)
        kiosks = {path.name for path in (site.folder / "kiosks").glob("*")} | set(site.kiosks)
        for name in sorted(kiosks):
            _write_kiosk(site, authority, name, lines)
        if site.password_port:
            _write_passwords(site, sorted(kiosks))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise EnvironmentFault(f"the folder {site.folder} cannot be written: {reason}") from error


@dataclass(frozen=True, slots=True)
class Authority:
    """The center's own certificate authority."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def open(cls, folder: Path) -> "Authority":
        """Return the authority in a folder; the first time it is made."""
        if not (folder / "ca.key").exists():
            key = ec.generate_private_key(ec.SECP256R1())
            name = _name("infusion kiosk fleet")
            builder = _certificate(name, name, key.public_key(), AUTHORITY_LIFE).add_extension(
                x509.BasicConstraints(ca=True, path_length=0), critical=True
            )
            made = cls(_with_ids(builder, key.public_key(), key).sign(key, hashes.SHA256()), key)
            _write(folder / AUTHORITY_FILE, made.pem(), secret=False)
            _write(folder / "ca.key", _key_pem(key), secret=True)
            return made
        try:
            found = serialization.load_pem_private_key((folder / "ca.key").read_bytes(), None)
            certificate = x509.load_pem_x509_certificate((folder / AUTHORITY_FILE).read_bytes())
        except ValueError as error:
            raise EnvironmentFault(f"the authority in {folder} is damaged") from error
        if not isinstance(found, ec.EllipticCurvePrivateKey):
            raise EnvironmentFault(f"the authority in {folder} is of another kind")
        return cls(certificate, found)

    def pem(self) -> bytes:
        """Return its certificate."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(self, certificate: Path, key_file: Path, name: str, hosts: Sequence[str]) -> None:
        """Write a certificate and its key: a broker's for ``hosts``, else a client's."""
        key = ec.generate_private_key(ec.SECP256R1())
        certified = self.certify(key.public_key(), name, hosts)
        _write(key_file, _key_pem(key), secret=True)
        _write(certificate, certified, secret=False)

    def certify(self, key: ec.EllipticCurvePublicKey, name: str, hosts: Sequence[str]) -> bytes:
        """Return the certificate of a key that somebody else may hold, as PEM."""
        builder = _certificate(
            self.certificate.subject, _name(name), key, CERTIFICATE_LIFE
        ).add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        use = ExtendedKeyUsageOID.SERVER_AUTH if hosts else ExtendedKeyUsageOID.CLIENT_AUTH
        builder = builder.add_extension(x509.ExtendedKeyUsage([use]), critical=False)
        if hosts:
            names = x509.SubjectAlternativeName([_host(host) for host in hosts])
            builder = builder.add_extension(names, critical=False)
        signed = _with_ids(builder, key, self.key).sign(self.key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.PEM)


def _certificate(
    issuer: x509.Name, subject: x509.Name, key: ec.EllipticCurvePublicKey, life: timedelta
) -> x509.CertificateBuilder:
    begins = datetime.now(UTC) - timedelta(days=1)  # clocks in a center differ
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + life)
    )


def _with_ids(
    builder: x509.CertificateBuilder,
    key: ec.EllipticCurvePublicKey,
    issuer: ec.EllipticCurvePrivateKey,
) -> x509.CertificateBuilder:
    """Return a certificate that names its key and its issuer's (RFC 5280, 4.2.1.1 and 4.2.1.2)."""
    own = x509.SubjectKeyIdentifier.from_public_key(key)
    theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key())
    is_authority = key == issuer.public_key()
    use = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        builder.add_extension(own, critical=False)
        .add_extension(theirs, critical=False)
        .add_extension(use, critical=True)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, data: bytes, *, secret: bool) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place_file(path, data, mode=0o600 if secret else 0o644)


def _write_broker(site: Site, authority: Authority) -> None:
    folder = site.folder / "broker"
    place = site.broker_folder or str(folder.absolute())
    if not (folder / "server.pem").exists():
        authority.issue(folder / "server.pem", folder / "server.key", site.host, (site.host,))
    _write(folder / AUTHORITY_FILE, authority.pem(), secret=False)
    _write(folder / "mosquitto.conf", broker_settings(site, place).encode(), secret=False)
    _write(folder / "acl", broker_rights(site).encode(), secret=True)


def broker_settings(site: Site, place: str) -> str:
    """Return ``mosquitto.conf``; ``place`` is the folder with the broker's files."""
    head = """\
# The broker of the infusion kiosks; written by `infusion-kioskctl fleet setup`.
# Kiosks and desks are known by their certificates; the name in one is user and client alike. So is
# the name of a kiosk that has a password instead.
allow_anonymous false
acl_file {place}/acl
set_tcp_nodelay true
max_packet_size 16384
"""
    listener = """
listener {port}
protocol {protocol}
cafile {place}/ca.pem
certfile {place}/server.pem
keyfile {place}/server.key
tls_version tlsv1.2
use_username_as_clientid true
"""
    by_certificate = listener + "require_certificate true\nuse_identity_as_username true\n"
    parts = [head.format(place=place)]
    if site.password_port:
        parts.append(f"password_file {place}/{PASSWORDS_FILE}\n")
    parts.append(by_certificate.format(place=place, port=site.port, protocol="mqtt"))
    if site.websocket_port:
        ports = {"port": site.websocket_port, "protocol": "websockets"}
        parts.append(by_certificate.format(place=place, **ports))
    if site.password_port:
        parts.append(listener.format(place=place, port=site.password_port, protocol="mqtt"))
    return "".join(parts)


def desk_port(settings: str) -> int:
    """Return the port for desks: the first that ``broker_settings`` writes, by certificate.

    Raises:
        ValueError: These are not its settings.
    """
    found = re.search(r"^listener (\d+)$", settings, re.MULTILINE)
    if found is None:
        raise ValueError("the broker's settings name no port")
    return int(found[1])


def broker_rights(site: Site) -> str:
    """Return the list of rights: a kiosk speaks for itself alone, a desk commands and listens."""
    lines = ["# A kiosk, by the name in its certificate (%u)."]
    lines += [f"pattern write {topic(site.site, '%u', leaf)}" for leaf in TOLD]
    lines += [f"pattern read {topic(site.site, '%u', Leaf.COMMAND)}"]
    for name in sorted(_desk_names(site)):
        lines += ["", f"user {name}"]
        lines += [f"topic read {topic(site.site, '+', leaf)}" for leaf in TOLD]
        lines += [f"topic write {topic(site.site, '+', Leaf.COMMAND)}"]
    return "\n".join(lines) + "\n"


def _desk_names(site: Site) -> set[str]:
    return {path.name for path in (site.folder / "desks").glob("desk.*")} | {
        f"desk.{name}" for name in site.desks
    }


def _write_desk(site: Site, authority: Authority, name: str) -> None:
    folder = site.folder / "desks" / name
    if not ((folder / SIGNING_KEY_FILE).exists() or (folder / PUBLIC_KEY_FILE).exists()):
        authority.issue(folder / CERTIFICATE_FILE, folder / CERTIFICATE_KEY_FILE, name, ())
        _write(folder / SIGNING_KEY_FILE, new_desk_key(name).pem(), secret=True)
    _write(folder / AUTHORITY_FILE, authority.pem(), secret=False)
    pairing = {"name": name, "site": site.site, "host": site.host, "port": site.port}
    _write(folder / PAIRING_FILE, tomlkit.dumps(pairing).encode(), secret=False)


def _desk_lines(site: Site) -> tuple[str, ...]:
    """Return the public keys of all desks, as kiosks have them in their settings."""
    folders = sorted((site.folder / "desks").glob("desk.*"))
    return tuple(_desk_line(folder) for folder in folders)


def _desk_line(folder: Path) -> str:
    """Return the public key of a desk, whose own machine may hold the private one."""
    if (public := folder / PUBLIC_KEY_FILE).exists():
        return public.read_text("ascii").strip()
    return read_desk_key(folder.name, (folder / SIGNING_KEY_FILE).read_bytes()).line


def _write_passwords(site: Site, kiosks: Sequence[str]) -> None:
    found = {}
    for name in kiosks:
        file = site.folder / "kiosks" / name / PASSWORD_FILE
        if not file.exists():
            _write(file, new_password(), secret=True)
        found[name] = file.read_bytes()
    _write(site.folder / "broker" / PASSWORDS_FILE, password_file(found), secret=True)


def _write_kiosk(site: Site, authority: Authority, name: str, desk_lines: tuple[str, ...]) -> None:
    folder, place = site.folder / "kiosks" / name, site.kiosk_folder.format(kiosk=name)
    if not (folder / "kiosk.pem").exists():
        authority.issue(folder / "kiosk.pem", folder / "kiosk.key", name, ())
    _write(folder / AUTHORITY_FILE, authority.pem(), secret=False)
    proof = {"cert_file": f"{place}/kiosk.pem", "cert_key_file": f"{place}/kiosk.key"}
    if site.password_port:
        proof = {"password_file": f"{place}/{PASSWORD_FILE}"}
    table = {
        "host": site.host,
        "port": site.password_port or site.port,
        "site": site.site,
        "ca_file": f"{place}/{AUTHORITY_FILE}",
        **proof,
        "desk_keys": list(desk_lines),
    }
    text = f"# For kiosk.toml of {name}; its files belong into {place}.\n"
    _write(folder / "fleet.toml", (text + tomlkit.dumps({"fleet": table})).encode(), secret=False)
