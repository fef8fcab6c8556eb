# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Pairing a front desk: its private keys are made on its own machine and never leave it.

What travels between desk and IT, by a share or a stick, is public: a request with two public keys,
and a reply with a certificate. A short code of each, told by voice or read from the glass, proves
that nobody has put another one in its place.

Source:
    RFC 8032 (Ed25519); 80 bits of SHA-256, too many for anybody to find a second one.
"""

import base64
import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import tomlkit
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta

from kiosk.broker.desk import (
    AUTHORITY_FILE,
    CERTIFICATE_FILE,
    CERTIFICATE_KEY_FILE,
    PAIRING_FILE,
    SIGNING_KEY_FILE,
    PairingFile,
)
from kiosk.ctl.fleet_setup import PUBLIC_KEY_FILE, Authority, Site, broker_rights, desk_port
from kiosk.ctl.placing import place_file
from kiosk.faults import EnvironmentFault
from kiosk.fleet.signing import new_desk_key, read_desk_key

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BITS = 80
MOST_BYTES = 16_384

_Name = Annotated[str, Meta(pattern=r"^desk\.[a-z0-9-]{1,32}\Z")]


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a desk asks for; public.

    Attributes:
        name: ``desk.NAME``.
        signing: Its Ed25519 key, raw.
        connecting: Its key for the broker, SubjectPublicKeyInfo.
        proof: Both keys sign each other's: who asks holds both.
        other_proof: The same by the key for the broker.
    """

    name: _Name
    signing: bytes
    connecting: bytes
    proof: bytes
    other_proof: bytes


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the desk gets; public. ``desk.toml``, its certificate and the center's authority."""

    pairing: str
    certificate: str
    authority: str


def code_of(data: bytes) -> str:
    """Return the short code of a request or a reply: ``K7M4-QX2P-9RT3-0ABC``."""
    bits = int.from_bytes(hashlib.sha256(data).digest()) >> (256 - CODE_BITS)
    signs = "".join(_CROCKFORD[bits >> shift & 31] for shift in range(CODE_BITS - 5, -1, -5))
    return "-".join(signs[place : place + 4] for place in range(0, len(signs), 4))


def is_code(typed: str, data: bytes) -> bool:
    """Return whether a code that was typed is that of some bytes; case and signs do not matter."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs.translate(str.maketrans("OIL", "011")) == code_of(data).replace("-", "")


def ask(folder: Path, name: str) -> bytes:
    """Make a desk's keys, or take those of an earlier try; return its request.

    Raises:
        EnvironmentFault: The folder cannot be written, or holds another desk's keys.
    """
    signing_file, connecting_file = folder / SIGNING_KEY_FILE, folder / CERTIFICATE_KEY_FILE
    try:
        if not signing_file.exists():
            place_file(signing_file, new_desk_key(name).pem(), mode=0o600)
        if not connecting_file.exists():
            made = _pem(ec.generate_private_key(ec.SECP256R1()))
            place_file(connecting_file, made, mode=0o600)
        signing = read_desk_key(name, signing_file.read_bytes()).private
        connecting = _read_connecting(connecting_file)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise EnvironmentFault(f"the pairing in {folder} cannot be written: {reason}") from error
    raw = signing.public_key().public_bytes_raw()
    info = _info(connecting.public_key())
    body = _body(name, raw, info)
    request = Request(
        name, raw, info, signing.sign(body), connecting.sign(body, ec.ECDSA(hashes.SHA256()))
    )
    return msgspec.json.encode(request)


def admit(site_folder: Path, data: bytes) -> bytes:
    """Let a desk in: certificate, rights at the broker, its key in every kiosk's settings.

    Args:
        site_folder: What `infusion-kioskctl fleet setup` made.
        data: The desk's request, whose code was compared.

    Returns:
        The reply for the desk.

    Raises:
        EnvironmentFault: The request is none, or the folder cannot be used.
    """
    request = _checked(data)
    key = serialization.load_der_public_key(request.connecting)
    assert isinstance(key, ec.EllipticCurvePublicKey)  # noqa: S101 - ``_checked`` has looked
    kiosks = sorted((site_folder / "kiosks").glob("*/fleet.toml"))
    try:
        if not kiosks:
            raise EnvironmentFault(f"{site_folder} knows no kiosk: run fleet setup first")
        if not (site_folder / "authority" / "ca.key").exists():
            raise EnvironmentFault(f"{site_folder} holds no authority")
        fleet = tomllib.loads(kiosks[0].read_text("utf-8"))["fleet"]
        # That of the kiosks may be for passwords, which desks have not.
        port = desk_port((site_folder / "broker" / "mosquitto.conf").read_text("utf-8"))
        authority = Authority.open(site_folder / "authority")
        certificate = authority.certify(key, request.name, ()).decode()
        line = f"{request.name}:{base64.b64encode(request.signing).decode()}"
        desk = site_folder / "desks" / request.name
        desk.mkdir(mode=0o700, parents=True, exist_ok=True)
        place_file(desk / PUBLIC_KEY_FILE, f"{line}\n".encode(), mode=0o644)
        _give_rights(site_folder, fleet)
        for path in kiosks:
            _add_line(path, line, request.name)
    except (OSError, KeyError, ValueError) as error:
        raise EnvironmentFault(f"the site in {site_folder} cannot be used") from error
    pairing = {"name": request.name, "site": fleet["site"], "host": fleet["host"], "port": port}
    return msgspec.json.encode(Reply(tomlkit.dumps(pairing), certificate, authority.pem().decode()))


def finish(folder: Path, data: bytes) -> PairingFile:
    """Put a reply, whose code was compared, beside the desk's keys; return the pairing.

    Raises:
        EnvironmentFault: It is none, or answers another desk.
    """
    try:
        reply = msgspec.json.decode(data, type=Reply)
        pairing = msgspec.convert(tomllib.loads(reply.pairing), PairingFile)
        authority = x509.load_pem_x509_certificate(reply.authority.encode())
        certificate = x509.load_pem_x509_certificate(reply.certificate.encode())
        certificate.verify_directly_issued_by(authority)
        ours = _read_connecting(folder / CERTIFICATE_KEY_FILE).public_key()
        if certificate.public_key() != ours:
            raise EnvironmentFault("the reply is for another desk, or for older keys of this one")
        for name, text in (
            (AUTHORITY_FILE, reply.authority),
            (CERTIFICATE_FILE, reply.certificate),
            (PAIRING_FILE, reply.pairing),
        ):
            place_file(folder / name, text.encode(), mode=0o644)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise EnvironmentFault("the reply is damaged") from error
    except OSError as error:
        raise EnvironmentFault(f"the keys in {folder} cannot be read") from error
    return pairing


def _checked(data: bytes) -> Request:
    try:
        request = msgspec.json.decode(data[:MOST_BYTES], type=Request)
        body = _body(request.name, request.signing, request.connecting)
        Ed25519PublicKey.from_public_bytes(request.signing).verify(request.proof, body)
        key = serialization.load_der_public_key(request.connecting)
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise EnvironmentFault("the request's key is of another kind")
        key.verify(request.other_proof, body, ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature) as error:
        raise EnvironmentFault("the request is damaged") from error
    return request


def _body(name: str, *parts: bytes) -> bytes:
    return b"infusion-kiosk desk request v1\x00" + name.encode() + b"\x00" + b"".join(parts)


def _give_rights(site_folder: Path, fleet: dict[str, object]) -> None:
    """Write the broker's list of rights anew; every desk of the site stands in it."""
    site = Site(site_folder, str(fleet["site"]), str(fleet["host"]), (), ())
    place_file(site_folder / "broker" / "acl", broker_rights(site).encode(), mode=0o600)


def _add_line(path: Path, line: str, name: str) -> None:
    """Put a desk's key into a kiosk's part of the settings, in place of an older one."""
    document = tomlkit.parse(path.read_text("utf-8"))
    table = document["fleet"]
    known: Sequence[str] = tomllib.loads(path.read_text("utf-8"))["fleet"]["desk_keys"]
    others = [one for one in known if not one.startswith(f"{name}:")]
    table["desk_keys"] = [*others, line]
    place_file(path, tomlkit.dumps(document).encode(), mode=0o644)


def _read_connecting(path: Path) -> ec.EllipticCurvePrivateKey:
    found = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        raise EnvironmentFault(f"{path.name} holds a key of another kind")
    return found


def _info(key: ec.EllipticCurvePublicKey) -> bytes:
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.DER, kind)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
