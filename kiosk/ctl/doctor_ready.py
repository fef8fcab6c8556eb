# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What `infusion-kioskctl doctor` says about being ready: rights, staff, the proof, printing."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kiosk.ctl.doctor_kiosk import UNITS
from kiosk.ctl.options import acting_for, acting_for_courier
from kiosk.ctl.programs import said
from kiosk.ctl.proof import Standing, standing_of
from kiosk.ctl.verdict import Check, Verdict
from kiosk.faults import KioskFault
from kiosk.paths import DataFolder
from kiosk.settings import Settings
from kiosk.settings.declared import TargetKind
from kiosk.staff.people import StaffFile

COURIER = UNITS[1]
CUPS = Path("/etc/cups/cupsd.conf")
_KEPT_NOTHING = frozenset({"preservejobfiles no", "preservejobhistory no"})


def check_ready(settings: Settings, data: DataFolder, config: Path | None) -> Iterator[Check]:
    """Look at what people still have to do, and at who can read what."""
    yield check_rights(data)
    yield check_staff(data)
    if settings.live:
        yield check_proof(standing_of(data, config))
    for target in settings.delivery:
        if target.kind is TargetKind.FOLDER and (
            trouble := folder_trouble(Path(target.path), data)
        ):
            yield Check(
                f"target {target.name}", Verdict.FAIL, f"{target.path}: {trouble[0]}", trouble[1]
            )
    if settings.printing.printer:
        yield check_cups()


def check_rights(data: DataFolder) -> Check:
    """Judge whether others than the kiosk's own users could read keys, requests or staff."""
    places = (data.keys, data.queue, data.requests, data.people.parent, data.audit.parent)
    opened = [place.name for place in places if _is_open(place)]
    if opened:
        mend = "chmod o-rwx them; the package makes them right at each start of the machine."
        return Check("rights", Verdict.FAIL, f"others can reach {', '.join(opened)}", mend)
    return Check("rights", Verdict.OK, "only the kiosk's own users reach its data")


def _is_open(place: Path) -> bool:
    try:
        return bool(place.stat().st_mode & stat.S_IRWXO)
    except OSError:
        return False  # not there, or out of this user's reach


def check_staff(data: DataFolder) -> Check:
    """Tell whether somebody can open the panel on the kiosk."""
    mend = "infusion-kioskctl staff add ID --name NAME --role it"
    try:
        if not data.root.is_dir():
            return Check("staff", Verdict.WARN, "nobody can open the panel", mend)
        with acting_for(data):
            people = StaffFile(data.people).read()
    except KioskFault as fault:
        return Check("staff", Verdict.WARN, str(fault), "Ask as root.")
    if not people:
        return Check("staff", Verdict.WARN, "nobody can open the panel", mend)
    return Check("staff", Verdict.OK, f"{len(people)} can open the panel")


def check_proof(standing: Standing) -> Check:
    """Tell whether a live kiosk takes requests: a test request must have been confirmed."""
    match standing:
        case Standing.CONFIRMED | Standing.NOT_NEEDED:
            return Check("proof", Verdict.OK, "a test request arrived and was opened")
        case Standing.MISSING:
            mend = "infusion-kioskctl queue test, read the word in it, queue confirm CODE WORD."
            return Check("proof", Verdict.WARN, "visitors cannot send requests yet", mend)
        case Standing.NOT_KNOWN:
            return Check("proof", Verdict.WARN, "cannot be read", "Ask as root.")


def folder_trouble(folder: Path, data: DataFolder) -> tuple[str, str] | None:
    """Return what keeps the courier from writing into a folder, and what to do about it.

    A folder that is missing is told with its target.
    """
    if not os.path.isdir(folder) or not data.root.is_dir():  # noqa: PTH112 - no error
        return None
    with acting_for_courier(data):
        if not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
            return "the courier's user may not write there", "chown or chmod the folder."
    allowed = _allowed_by_unit()
    if allowed and not any(folder.is_relative_to(one) for one in allowed):
        mend = f"systemctl edit {COURIER}: [Service] ReadWritePaths={folder}"
        return "the courier's unit keeps it from writing there", mend
    return None


def _allowed_by_unit() -> tuple[Path, ...]:
    """Return where systemd lets the courier write; nothing where it does not run it."""
    if not Path("/run/systemd/system").is_dir():
        return ()
    paths = said("systemctl", "show", COURIER, "-p", "ReadWritePaths", "--value")
    return tuple(Path(word.lstrip("-+")) for word in paths.split())


def check_cups(conf: Path = CUPS) -> Check:
    """Judge whether CUPS keeps what was printed."""
    try:
        lines = {" ".join(line.lower().split()) for line in conf.read_text("utf-8").splitlines()}
    except (OSError, UnicodeDecodeError):
        return Check("print history", Verdict.WARN, f"{conf} cannot be read", "Ask as root.")
    if missing := _KEPT_NOTHING - lines:
        mend = "Restart CUPS: the package tells it so before each start."
        return Check(
            "print history", Verdict.WARN, f"CUPS lacks: {', '.join(sorted(missing))}", mend
        )
    return Check("print history", Verdict.OK, "CUPS keeps neither files nor history")
