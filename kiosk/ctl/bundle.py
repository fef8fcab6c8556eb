# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl doctor --bundle`: what whoever helps from afar needs, and nobody's data.

Settings are shown by an allow-list, everything else says only whether it is set. Nothing is taken
from requests, slot, staff file or audit but numbers. Log lines hold nothing about visitors; ids,
codes, addresses, phone numbers, names of staff and secrets are taken out of them all the same.
"""

import io
import platform
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import tomlkit

from kiosk import __version__
from kiosk.ctl.doctor_kiosk import UNITS, secret_files, source_of
from kiosk.ctl.options import acting_for, opened_queue
from kiosk.ctl.programs import said
from kiosk.ctl.queue_acts import count_names
from kiosk.ctl.verdict import Check
from kiosk.faults import ContentFault, EnvironmentFault, KioskFault
from kiosk.paths import DataFolder
from kiosk.queue.collector import count_files
from kiosk.queue.durable import write_synced
from kiosk.queue.store import utc_now
from kiosk.settings import Hours, Quiet, load_settings
from kiosk.staff.audit import Audit
from kiosk.staff.people import StaffFile

MOST_BYTES = 2 * 1024 * 1024
"""Of one member; of the log the last ones are kept. All members together are at most 10 MiB."""
LOG_LINES, LOG_DAYS, LAST_ENTRIES = 5_000, 7, 1_000
LOG_S = 20.0
PACKAGES = ("infusion-kiosk", "cage", "seatd", "xwayland", "cups-daemon", "speech-dispatcher")

_SHOWN = frozenset({
    "kiosk", "center.name", "center.accent", "display.theme", "display.output",
    "display.rotation", "display.touch_matrix", "languages.default", "printing.printer",
    "printing.paper", "delivery.name", "delivery.kind", "delivery.body", "delivery.auth",
    "delivery.patient", "fleet.transport", "fleet.site",
    *(f"center.hours.{day}" for day in Hours.__struct_fields__),
    *(f"display.quiet.{day}" for day in Quiet.__struct_fields__),
})  # fmt: skip
"""Settings whose text is shown; numbers and yes or no always are."""
_ARMOR = "-----"
"""Begins the first and the last line of a key, which hold ordinary words."""
_ADDRESSES = frozenset({"delivery.url", "delivery.proxy"})

_TAKEN_OUT = (
    (re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE), "<id>"),
    (re.compile(r"AGE-SECRET-KEY-\w+|whsec_\S+|\$argon2\S+|(?i:bearer|basic) \S+"), "<secret>"),
    (re.compile(r"\b[^\s@<>\"']+@[^\s@<>\"']+"), "<mail>"),
    (re.compile(r"(?<!\d)\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)"), "<phone>"),
    (re.compile(r"\bstaff:[a-z0-9-]+"), "staff:<id>"),
    (re.compile(r"\b(?=[0-9A-Z]*-)[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}\b"), "<code>"),
    (re.compile(r"(https?://[^/\s\"']+)[^\s\"']*"), r"\1/..."),
)


def write_bundle(
    path: Path, data: DataFolder, config: Path, checks: tuple[Check, ...]
) -> tuple[str, ...]:
    """Write a support bundle to a new file (0600); return the names of what is in it.

    Args:
        path: The file, a tar packed by gzip.
        data: The kiosk's data folder.
        config: Its settings file.
        checks: What doctor found.

    Raises:
        EnvironmentFault: The file is there already, or cannot be written.
    """
    known = tuple(_known(data, config))
    members = {
        "about.json": _json(_about()),
        "doctor.json": _json([scrubbed_check(check, known) for check in checks]),
        "settings.toml": _settings(config),
        "counts.json": _json(_counts(data)),
        "log.txt": scrubbed(_log(), known),
    }
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, text in members.items():
            content = text.encode()[-MOST_BYTES:]
            entry = tarfile.TarInfo(f"infusion-kiosk/{name}")
            entry.size, entry.mode, entry.mtime = len(content), 0o600, int(utc_now().timestamp())
            tar.addfile(entry, io.BytesIO(content))
    try:
        write_synced(path, packed.getvalue(), mode=0o600)
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error
    return tuple(members)


def scrubbed(text: str, known: Iterable[str] = ()) -> str:
    """Return a text without ids, codes, addresses, phone numbers, and without what is known.

    Args:
        text: Any lines.
        known: Names of staff and values of secrets of this kiosk.
    """
    for word in sorted(filter(None, known), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "<known>", text)
    for pattern, instead in _TAKEN_OUT:
        text = pattern.sub(instead, text)
    return text


def scrubbed_check(check: Check, known: tuple[str, ...]) -> dict[str, str]:
    """Return a check's fields, each scrubbed by itself: what replaces a word breaks no JSON."""
    fields = msgspec.structs.asdict(check)
    return {name: scrubbed(str(value), known) for name, value in fields.items()}


def _json(document: object) -> str:
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _about() -> dict[str, object]:
    system = ""
    with suppress(OSError):
        system = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    return {
        "kiosk": __version__,
        "made_at": utc_now(),
        "system": system,
        "kernel": platform.release(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "packages": dict(_packages()),
    }


def _packages() -> Iterator[tuple[str, str]]:
    for line in said("dpkg-query", "-W", "-f", "${Package} ${Version}\n", *PACKAGES).splitlines():
        name, _, version = line.partition(" ")
        yield name, version


def _settings(config: Path) -> str:
    """Return the settings with what the allow-list shows; of wrong ones where they are wrong."""
    if not config.exists():
        return "# There is no settings file: a demonstration.\n"
    try:
        settings = load_settings(config)
    except ContentFault as fault:
        return "".join(f"# line {one.line}: {one.rule}\n" for one in fault.findings)
    except KioskFault as fault:
        return f"# {type(fault).__name__}\n"
    return tomlkit.dumps(_shown(msgspec.to_builtins(settings), ""))


# Any: a value as it stands in a file.
def _shown(value: Any, key: str) -> Any:
    match value:
        case dict():
            prefix = f"{key}." if key else ""
            kept = ((name, one) for name, one in value.items() if one is not None)
            return {name: _shown(one, f"{prefix}{name}") for name, one in kept}
        case list() | tuple() if key == "delivery" or key in _SHOWN:
            return [_shown(one, key) for one in value]
        case list() | tuple():
            return [f"({len(value)})"]
        case str() if value and key in _ADDRESSES:
            parts = urlsplit(value)
            return f"{parts.scheme}://{parts.hostname}/..."
        case bool() | int() | float() | "":
            return value
        case _:
            return value if key in _SHOWN else "(set)"


def _counts(data: DataFolder) -> dict[str, object]:
    """Return the kiosk in numbers; what cannot be read is said by its kind of fault."""
    found: dict[str, object] = {"slot": len(count_names(data))}
    found["quarantined"] = count_files(data.quarantine) if data.queue.is_dir() else 0
    try:
        with opened_queue(data) as store:
            found["queue"] = store.counts(utc_now()) if store else None
        if data.people.exists():
            with acting_for(data):
                people = StaffFile(data.people).read()
            found["staff"] = Counter(person.role.value for person in people)
        if data.audit.exists():
            with acting_for(data), closing(Audit.open_for_reading(data.audit)) as audit:
                found["audit_entries"] = audit.head.number - audit.anchor.number
                found["events"] = Counter(entry.event for entry in audit.entries(LAST_ENTRIES))
    except (KioskFault, OSError) as error:
        found["fault"] = type(error).__name__
    return found


def _log() -> str:
    """Return the last lines of our services' log, where systemd keeps one that we may read."""
    units = (word for unit in UNITS for word in ("-u", unit))
    since = ("--since", f"-{LOG_DAYS}d", "-n", str(LOG_LINES))
    form = ("--no-pager", "-o", "short-iso", "--no-hostname")
    return said("journalctl", *form, *since, *units, within_s=LOG_S)


def _known(data: DataFolder, config: Path) -> Iterator[str]:
    """Give names of staff and secrets that this user can read; they stand nowhere after this."""
    with suppress(KioskFault, OSError):
        with acting_for(data):
            people = StaffFile(data.people).read()
        for person in people:
            yield from (person.id, person.name)
    with suppress(KioskFault, OSError):
        settings = load_settings(config)
        for target in settings.delivery:
            yield from (target.user, target.client_id)
        for path in secret_files(settings):
            with suppress(OSError, UnicodeDecodeError):
                lines = source_of(path).read_text("utf-8").splitlines()
                yield from (word for line in lines if line[:5] != _ARMOR for word in line.split())
