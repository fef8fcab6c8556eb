# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl decommission`: destroys keys, then data, and certifies it.

Refused while a request is nowhere but here and while the audit is not kept elsewhere. Who knows
better types the sentence that the refusal prints: it names how much would be lost. After a power
cut the same command, with the same certificate, goes on where it was.

Exit codes: 0 destroyed; 1 refused or not done; 2 the command line or the settings are wrong.
"""

import getpass
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from kiosk import __version__
from kiosk.ctl.control import NoKioskFault, ask
from kiosk.ctl.destroying import Digested, Leavings, destroy, digested, leavings
from kiosk.ctl.doctor_kiosk import SECRETS, UNITS
from kiosk.ctl.options import (
    DEFAULT_FILE,
    Data,
    acting_for,
    acting_for_courier,
    data_folder,
    faults_told,
)
from kiosk.ctl.placing import place_file
from kiosk.ctl.queue_acts import kept_here
from kiosk.faults import EnvironmentFault, KioskFault
from kiosk.paths import DataFolder, owner_of
from kiosk.queue.disk import is_encrypted
from kiosk.queue.lease import LEASE_FILE, SenderLease
from kiosk.session.control import AskStatus
from kiosk.settings import Settings, load_settings
from kiosk.staff.audit import Audit, Event
from kiosk.staff.audit_export import export, prove

_METHOD = (
    "Private keys, passwords and tokens were overwritten once and removed first, then all data,"
    " then the settings. Requests were sealed (age, X25519) since before they were first written."
)
_OPEN_DISK = (
    "No encryption of the disk was seen. Flash memory may keep what was overwritten: erase or"
    " destroy the medium as your rules for disposal say (NIST SP 800-88)."
)
_ALSO = ("infusion-kiosk-renew.service", "infusion-kiosk-x11.service")
_REQUESTS = ("undelivered", "in_slot", "uncollected")


class AuditKept(msgspec.Struct, frozen=True):
    """Where the audit went: its export, how many entries, its last place, its SHA-256."""

    export: str
    entries: int
    last_number: int
    last_link: str
    digest: str


class Certificate(msgspec.Struct, frozen=True):
    """The certificate of destruction: what, when, who; no contents.

    Attributes:
        kiosk: Name of the kiosk.
        machine: Name of the machine.
        who: Who gave the command, as the machine knows people.
        version: Of the product.
        begun_at: Aware UTC.
        destroyed: Each place.
        public_keys: Whom requests were sealed to; their private halves are elsewhere.
        counts: What the queue held.
        lost: What was lost knowingly, in the words that were typed; else empty.
        audit: Where the audit is now; None where there was none or it was lost knowingly.
        method: How it was done.
        ended_at: When nothing was left, aware UTC; None while it is not done.
        format: Version of this document.
    """

    kiosk: str
    machine: str
    who: str
    version: str
    begun_at: datetime
    destroyed: tuple[Digested, ...]
    public_keys: tuple[str, ...]
    counts: dict[str, int]
    lost: str
    audit: AuditKept | None
    method: str
    ended_at: datetime | None = None
    format: int = 1


def decommission(
    certificate: Annotated[
        Path, typer.Argument(help="Where the certificate of destruction is written: elsewhere.")
    ],
    data: Data = None,
    *,
    config: Annotated[
        Path, typer.Option("--config", metavar="FILE", help="The settings of the kiosk.")
    ] = DEFAULT_FILE,
    credentials: Annotated[
        Path, typer.Option("--credentials", metavar="DIR", help="Folder of the courier's secrets.")
    ] = SECRETS,
    audit: Annotated[
        Path | None,
        typer.Option("--audit", metavar="FILE", help="Export the audit here, or: its export."),
    ] = None,
    confirm: Annotated[
        str, typer.Option("--confirm", metavar="NAME", help="The kiosk's name, instead of typing.")
    ] = "",
    lose: Annotated[
        str, typer.Option("--lose", metavar="WORDS", help="What a refusal says to type.")
    ] = "",
) -> None:
    """Destroy this kiosk's keys, then its data; it cannot be taken back."""
    folder = data_folder(data)
    with faults_told():
        if os.geteuid() not in {0, owner_of(folder.root)}:
            raise EnvironmentFault("only root, or who the data folder belongs to, may do this")
        begun = _begun(certificate)
        settings = load_settings(config) if config.exists() else None
        found = leavings(folder, config, credentials, settings)
        for path in filter(None, (certificate, audit)):
            _refuse_within(path, (found, config))
        if begun is None:
            if not any(found.there()):
                raise EnvironmentFault(f"nothing of a kiosk is left in {folder.root}")
            name = settings.kiosk if settings else "kiosk-1"
            _refuse_loss(folder, audit, lose)
            _confirmed(name, confirm)
        _stop(folder, config)
        if begun is None:
            # Somebody may have sent a request until the screen went dark.
            lost = _refuse_loss(folder, audit, lose)
            begun = _draft(folder, settings, found, audit, lost)
            _write(certificate, begun)
        for _ in destroy(found):
            pass
        done = msgspec.structs.replace(begun, ended_at=datetime.now(UTC))
        digest = _write(certificate, done)
    files = sum(place.files for place in done.destroyed)
    typer.echo(f"destroyed: {files} files in {len(done.destroyed)} places; nothing is left")
    typer.echo(f"certificate: {certificate}, SHA-256 {digest}")
    typer.echo("Keep it six years, with the audit. The program itself: apt purge infusion-kiosk")


def _begun(certificate: Path) -> Certificate | None:
    """Return the certificate of a destruction that a power cut stopped, or None."""
    if not certificate.exists():
        return None
    try:
        found = msgspec.json.decode(certificate.read_bytes(), type=Certificate)
    except (OSError, msgspec.DecodeError) as error:
        raise EnvironmentFault(f"{certificate} is there already, and is no certificate") from error
    if found.ended_at is not None or found.machine != os.uname().nodename:
        raise EnvironmentFault(f"{certificate} certifies another destruction; name a new file")
    return found


def _refuse_within(path: Path, kiosk: tuple[Leavings, Path]) -> None:
    """Refuse a file that is to be kept where all is destroyed, by whatever way it is named."""
    found, config = kiosk
    places = [found.root, *found.keys, *found.settings, *[config.parent] * (config == DEFAULT_FILE)]
    if any(path.resolve().is_relative_to(place.resolve()) for place in places):
        raise EnvironmentFault(f"{path} would be destroyed too: name a file elsewhere")


def _refuse_loss(folder: DataFolder, audit: Path | None, lose: str) -> str:
    """Return what is lost knowingly.

    Raises:
        EnvironmentFault: Something would be lost, and nobody typed just that.
    """
    try:
        requests = sum(_counts(folder)[name] for name in _REQUESTS)
        losses = [f"{requests} requests"] if requests else []
    except EnvironmentFault:
        losses = ["a queue that cannot be read"]
    if not _is_kept(folder, audit):
        losses.append("the audit")
    if damaged := len(list(folder.audit.parent.glob("*.damaged-*"))):
        losses.append(f"{damaged} damaged audits")
    if exports := len(list(folder.root.glob("audit-export-*.jsonl"))):
        losses.append(f"{exports} audit exports")
    words = f"lose {' and '.join(losses)}" if losses else ""
    if words and lose != words:
        raise EnvironmentFault(
            f"refused: this kiosk would {words}.\n"
            "  Requests: deliver them, or: infusion-kioskctl queue export FOLDER\n"
            "  Audit:    --audit FILE writes it to a file that you keep for six years\n"
            f'  To lose them knowingly:  --lose "{words}"'
        )
    return words


def _counts(folder: DataFolder) -> dict[str, int]:
    if not folder.root.is_dir():
        return dict.fromkeys(_REQUESTS, 0)
    with acting_for_courier(folder):
        return kept_here(folder)


def _is_kept(folder: DataFolder, audit: Path | None) -> bool:
    """Return whether the audit is elsewhere, or will be in a moment, or there is none.

    Raises:
        EnvironmentFault: The export that was named does not hold, or ends before the audit does.
    """
    if not folder.audit.exists():
        return True
    if audit is None or not audit.exists():
        return audit is not None
    proven = prove(audit)
    with acting_for(folder), closing(Audit.open_for_reading(folder.audit)) as book:
        if proven.end != book.head or proven.begin.number > book.anchor.number:
            raise EnvironmentFault(f"the audit went on after {audit}: name a new file")
    return True


def _confirmed(name: str, given: str) -> None:
    if not given and sys.stdin.isatty():
        given = input(f"Everything on this kiosk is destroyed. Type its name ({name}): ").strip()
    if given != name:
        raise EnvironmentFault(f"not confirmed: --confirm {name}")


def _stop(folder: DataFolder, config: Path) -> None:
    """End the kiosk for good; refuse while one runs that is not the machine's own.

    Raises:
        EnvironmentFault: It still runs.
    """
    systemctl = shutil.which("systemctl")
    if config == DEFAULT_FILE and systemctl and os.geteuid() == 0:
        for words in (("stop", *_ALSO, *UNITS), ("disable", *UNITS)):
            subprocess.run([systemctl, *words], check=False, capture_output=True)
    try:
        ask(folder.control_socket, AskStatus())
    except NoKioskFault:
        pass
    except KioskFault as fault:
        raise EnvironmentFault(f"a kiosk still runs here ({fault})") from fault
    else:
        raise EnvironmentFault("a kiosk still runs here: infusion-kioskctl stop")
    if folder.queue.is_dir():
        with acting_for_courier(folder):
            lease = SenderLease(folder.queue / LEASE_FILE)
            is_free = lease.take()
            lease.give_back()
        if not is_free:
            raise EnvironmentFault("a courier still runs here: stop it first")


def _draft(
    folder: DataFolder,
    settings: Settings | None,
    found: Leavings,
    audit: Path | None,
    lost: str,
) -> Certificate:
    who = os.environ.get("SUDO_USER") or getpass.getuser()
    try:
        counts = _counts(folder)
    except EnvironmentFault:
        counts = {"unreadable_queues": 1}
    kept = _export(folder, audit) if audit and folder.audit.exists() else None
    method = _METHOD if is_encrypted(folder.root) else f"{_METHOD} {_OPEN_DISK}"
    return Certificate(
        kiosk=settings.kiosk if settings else "",
        machine=os.uname().nodename,
        who=who,
        version=__version__,
        begun_at=datetime.now(UTC),
        destroyed=tuple(digested(place, is_secret=place in found.keys) for place in found.there()),
        public_keys=settings.keys.recipients if settings else (),
        counts=counts,
        lost=lost,
        audit=kept,
        method=method,
    )


def _export(folder: DataFolder, path: Path) -> AuditKept:
    """Write the audit to a file, unless that was done; the last entry says what happens now."""
    if not path.exists():
        with acting_for(folder), closing(Audit.open(folder.audit)) as book:
            book.write(Event.DECOMMISSIONED, "ctl")
        with acting_for(folder):
            book = Audit.open_for_reading(folder.audit)
        with closing(book):
            export(book, path)
    proven = prove(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    end = proven.end
    return AuditKept(str(path), proven.amount, end.number, end.chain.hex(), digest)


def _write(path: Path, certificate: Certificate) -> str:
    document = msgspec.json.format(msgspec.json.encode(certificate), indent=2) + b"\n"
    place_file(path, document, mode=0o600)
    return hashlib.sha256(document).hexdigest()
