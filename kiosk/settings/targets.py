# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What contradicts itself in a delivery target."""

import ipaddress
from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import SplitResult, urlsplit

from kiosk.settings.declared import DeliveryTarget, FhirAuth, TargetKind, WebhookBody

NO_PROXY = "none"

_HTTP = frozenset({"url", "ca_file", "cert_file", "cert_key_file", "proxy"})
_SMART = frozenset({"client_id", "client_key_file", "client_key_id", "scope"})
_BY_KIND = {
    TargetKind.FOLDER: frozenset({"path"}),
    TargetKind.WEBHOOK: _HTTP | {"secret_file", "body"},
    TargetKind.FHIR: _HTTP | {"identity_file", "auth", "patient", "organization"},
}
_BY_AUTH = {
    FhirAuth.NONE: frozenset[str](),
    FhirAuth.BASIC: frozenset({"user", "secret_file"}),
    FhirAuth.BEARER: frozenset({"secret_file"}),
    FhirAuth.SMART: _SMART,
}
_FILES = (
    "secret_file",
    "ca_file",
    "cert_file",
    "cert_key_file",
    "identity_file",
    "client_key_file",
)
_OPTIONAL = frozenset({"client_key_id", "scope"})

Wrong = tuple[str, str, str]
"""Key, problem and mend."""


def target_problems(target: DeliveryTarget, *, is_sealed_elsewhere: bool) -> Iterator[Wrong]:
    """Give what single values of a target cannot tell.

    Args:
        target: The target.
        is_sealed_elsewhere: Whether requests are sealed to keys that the settings name.
    """
    used = _used(target)
    yield from _unused(target, used)
    if target.kind is TargetKind.FOLDER:
        if not PurePath(target.path).is_absolute():
            yield "path", "A folder target needs an absolute `path`.", "Write the whole path."
        return
    yield from _address_problems(target)
    if target.kind is TargetKind.WEBHOOK:
        if not PurePath(target.secret_file).is_absolute():
            yield (
                "secret_file",
                "A webhook target needs an absolute `secret_file`.",
                "Put the secret into a file that only the courier may read, and name it here.",
            )
    else:
        yield from _fhir_problems(target)
    if target.is_opened_here:
        yield from _key_problems(target, is_sealed_elsewhere)
    for key in _FILES:
        value = getattr(target, key)
        if value and key in used and not PurePath(value).is_absolute() and key != "secret_file":
            yield key, f"`{key}` is not an absolute path.", "Write the whole path."
    if target.cert_key_file and not target.cert_file:
        yield "cert_key_file", "A key without its certificate.", "Name `cert_file` too."


def _used(target: DeliveryTarget) -> frozenset[str]:
    used = _BY_KIND[target.kind]
    if target.kind is TargetKind.FHIR:
        used |= _BY_AUTH[target.auth]
    return used | {"identity_file"} if target.body is WebhookBody.JSON else used


def _unused(target: DeliveryTarget, used: frozenset[str]) -> Iterator[Wrong]:
    plain = DeliveryTarget(name=target.name, kind=target.kind)
    is_fhir = target.kind is TargetKind.FHIR
    for key in target.__struct_fields__:
        if key in used or getattr(target, key) == getattr(plain, key):
            continue
        if is_fhir and key in _SMART | {"user", "secret_file"}:
            problem = f'A fhir target with `auth = "{target.auth}"` does not use `{key}`.'
            yield key, problem, "Delete it, or correct `auth`."
        else:
            problem = f"A {target.kind} target does not use `{key}`."
            yield key, problem, "Delete it, or correct `kind`."


def _address_problems(target: DeliveryTarget) -> Iterator[Wrong]:
    if target.kind is TargetKind.WEBHOOK and not is_https(target.url):
        yield (
            "url",
            "A webhook target needs an HTTPS `url`, without a password in it.",
            "Write it as https://host/path.",
        )
    if target.kind is TargetKind.FHIR and (not is_fhir_address(target.url) or "?" in target.url):
        yield (
            "url",
            "A fhir target needs the HTTPS base `url` of its server, without a password in it.",
            "Write it as https://host/path; only a server on this machine may have http.",
        )
    if target.proxy not in ("", NO_PROXY):
        parts = _parts(target.proxy)
        if parts is None or parts.scheme not in ("http", "https") or parts.path.strip("/"):
            yield "proxy", "`proxy` is not the address of one.", "Write it as http://host:port."


def _fhir_problems(target: DeliveryTarget) -> Iterator[Wrong]:
    for key in sorted(_BY_AUTH[target.auth] - _OPTIONAL):
        value = getattr(target, key)
        if not value or (key in _FILES and not PurePath(value).is_absolute()):
            adjective = "an absolute" if key in _FILES else "a"
            yield (
                key,
                f'A fhir target with `auth = "{target.auth}"` needs {adjective} `{key}`.',
                "Write it, or correct `auth`.",
            )


def _key_problems(target: DeliveryTarget, is_sealed_elsewhere: bool) -> Iterator[Wrong]:
    if is_sealed_elsewhere and not target.identity_file:
        yield (
            "identity_file",
            f"The courier cannot open requests for a {target.kind} target.",
            "Make it a key pair; its public key belongs to `keys.recipients`, its file here.",
        )
    if target.identity_file and not is_sealed_elsewhere:
        yield (
            "identity_file",
            "No request is sealed to this key, because `keys.recipients` is empty.",
            "Add its public key to `keys.recipients`, or delete `identity_file`.",
        )


def is_https(url: str) -> bool:
    """Return whether an address is HTTPS, plain and without a password."""
    parts = _parts(url)
    return parts is not None and parts.scheme == "https"


def is_fhir_address(url: str) -> bool:
    """Return whether an address is HTTPS, or HTTP on this very machine."""
    parts = _parts(url)
    if parts is None or parts.scheme != "http":
        return parts is not None and parts.scheme == "https"
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"


def _parts(url: str) -> SplitResult | None:
    """Return an address in its parts, or None when it is not a plain one without a password."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        sound = parts.hostname and parts.username is None and parts.port != 0 and not parts.fragment
    except ValueError:  # a port or an address that is none
        return None
    return parts if sound else None
