# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What `infusion-kioskctl doctor` looks at of the line to the front desks; nothing is sent."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.broker.address import Address
from kiosk.broker.probe import certified_until
from kiosk.ctl.control import ask
from kiosk.ctl.doctor_kiosk import CONNECT_S, source_of
from kiosk.ctl.verdict import Check, Verdict
from kiosk.faults import EnvironmentFault, KioskFault
from kiosk.fleet.protocol import CLOCKS_APART
from kiosk.paths import DataFolder
from kiosk.session.control import AskStatus, Status
from kiosk.settings import Settings
from kiosk.settings.fleet import Fleet

SOON = timedelta(days=30)
_OFFSET = re.compile(r"^\w+clock_offset_seconds(?:\{[^}]*\})? (-?\d+(?:\.\d+)?)$", re.M)


def check_fleet(settings: Settings, data: DataFolder, now: datetime) -> Iterator[Check]:
    """Look at broker, certificates, clock and the kiosk's own word about its line.

    Args:
        settings: Of the kiosk, with a broker.
        data: Its data folder.
        now: Aware UTC.
    """
    fleet = settings.fleet
    yield check_broker(fleet, settings.kiosk, now)
    if fleet.cert_file:
        yield check_certificate(source_of(Path(fleet.cert_file)), now)
    yield check_offset(Path(settings.keeping.health_file or data.health_file))
    yield check_link(data, now)


def check_broker(fleet: Fleet, kiosk: str, now: datetime) -> Check:
    """Connect as the kiosk would, and look at the broker's certificate."""
    where = f"{fleet.host}:{fleet.port}"
    address = Address(fleet.host, fleet.port, kiosk, ca_file=fleet.ca_file)
    own = source_of(Path(fleet.cert_file)), source_of(Path(fleet.cert_key_file))
    if fleet.cert_file and all(os.access(path, os.R_OK) for path in own):
        address = replace(address, cert_file=str(own[0]), cert_key_file=str(own[1]))
    try:
        until = certified_until(address, CONNECT_S)
    except EnvironmentFault as fault:
        mend = "Look at `fleet.ca_file`, its rights, and the host that the broker's name says."
        return Check("broker", Verdict.FAIL, str(fault), mend)
    except OSError as error:
        mend = "The kiosk works without it, front desks see nothing; look at network and firewall."
        said = error.strerror or "does not answer"
        return Check("broker", Verdict.WARN, f"{where} {said}", mend)
    return _judged("broker", f"{where} answers; its certificate", until, now)


def check_certificate(path: Path, now: datetime) -> Check:
    """Tell until when the kiosk's own certificate is valid."""
    from cryptography import x509  # noqa: PLC0415 - where there is a fleet only

    name = "fleet certificate"
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except PermissionError:
        return Check(name, Verdict.WARN, "this user may not read it", "Ask as root.")
    except (OSError, ValueError):
        mend = "Copy it again from what `infusion-kioskctl fleet setup` made."
        return Check(name, Verdict.FAIL, f"{path} is no certificate", mend)
    return _judged(name, "this kiosk's certificate", found.not_valid_after_utc, now)


def check_offset(health: Path) -> Check:
    """Tell how far the clock is from those of the servers that the courier speaks to."""
    name = "clock offset"
    try:
        found = _OFFSET.search(health.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    if found is None:
        return Check(name, Verdict.OK, "not known: no server has told its time yet")
    seconds = float(found[1])
    if abs(seconds) > CLOCKS_APART.total_seconds():
        mend = "Front desks are refused when clocks are apart; let this machine follow another."
        return Check(name, Verdict.WARN, f"{seconds:+.0f} s from the last server", mend)
    return Check(name, Verdict.OK, f"{seconds:+.1f} s from the last server")


def check_link(data: DataFolder, now: datetime) -> Check:
    """Ask the kiosk how its line stands, and when it told its state last."""
    name = "fleet link"
    try:
        answer = ask(data.control_socket, AskStatus())
    except KioskFault as fault:
        return Check(name, Verdict.WARN, str(fault))
    if not isinstance(answer, Status) or answer.link_up is None:
        mend = "The courier keeps the line; look whether it runs and at its log."
        return Check(name, Verdict.WARN, "nothing is known of it", mend)
    told = answer.link_state_at
    age = f"{max(0, round((now - told).total_seconds()))} s ago" if told else "never"
    words = f"{'up' if answer.link_up else 'down'}; state told {age}"
    if answer.link_up:
        return Check(name, Verdict.OK, words)
    return Check(name, Verdict.WARN, words, "The courier's log says why the broker is not reached.")


def _judged(name: str, what: str, until: datetime, now: datetime) -> Check:
    words = f"{what} is valid until {until:%Y-%m-%d}"
    mend = "In the folder of `fleet setup` delete the old .pem, run it again, copy the new files."
    if until <= now:
        return Check(name, Verdict.FAIL, f"{what} was valid until {until:%Y-%m-%d}", mend)
    if until - now < SOON:
        return Check(name, Verdict.WARN, words, mend)
    return Check(name, Verdict.OK, words)
