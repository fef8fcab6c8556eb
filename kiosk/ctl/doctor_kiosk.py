# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What `infusion-kioskctl doctor` looks at of the kiosk: settings, keys, receivers, services."""

import contextlib
import shutil
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.ctl.control import NoKioskFault, ask
from kiosk.ctl.options import DEFAULT_FILE
from kiosk.ctl.programs import said
from kiosk.ctl.verdict import Check, Verdict
from kiosk.faults import ContentFault, KioskFault
from kiosk.languages import languages
from kiosk.library.reader import Library
from kiosk.paths import DataFolder, default_library
from kiosk.queue.disk import is_encrypted
from kiosk.session.control import AskStatus, Status
from kiosk.settings import DeliveryTarget, Settings, check_settings, load_settings
from kiosk.settings.declared import TargetKind

CONNECT_S = 3.0
UNITS = ("infusion-kiosk.service", "infusion-kiosk-courier.service")
CREDENTIALS = Path("/run/credentials/infusion-kiosk-courier.service")
SECRETS = Path("/etc/infusion-kiosk/credentials")
"""What root keeps for the courier, and below ``CREDENTIALS`` what systemd hands to it."""
_SOURCES = {"secrets_": SECRETS, "sealed_": SECRETS.with_name("credentials.encrypted")}
_SECRET_KEYS = ("secret_file", "identity_file", "client_key_file", "cert_key_file", "password_file")


def check_settings_file(config: Path | None) -> tuple[Check, Settings | None]:
    """Judge the settings file; return the settings too where it can be read."""
    path = config or DEFAULT_FILE
    if not path.exists():
        mend = "infusion-kioskctl config example writes one."
        return Check("settings", Verdict.WARN, f"no {path}: a demonstration", mend), None
    mend = f"infusion-kioskctl config check {path} names each line."
    try:
        settings = load_settings(path)
    except ContentFault as fault:
        return Check("settings", Verdict.FAIL, f"{len(fault.findings)} mistakes", mend), None
    except KioskFault as fault:
        return Check("settings", Verdict.FAIL, str(fault)), None
    try:
        check_settings(path)
    except KioskFault:
        return Check("settings", Verdict.FAIL, "live, but not set up", mend), settings
    return Check("settings", Verdict.OK, "live" if settings.live else "a demonstration"), settings


def check_kiosk(settings: Settings, data: DataFolder) -> Iterator[Check]:
    """Look at all that the settings name, and at what runs."""
    yield check_keys(settings, data)
    for target in settings.delivery:
        yield check_target(target)
    if settings.printing.printer:
        yield check_printer(settings.printing.printer)


def check_keys(settings: Settings, data: DataFolder) -> Check:
    """Judge whether requests have somebody to open them, and secret files who may read them."""
    if settings.live and not settings.keys.recipients:
        mend = "Make a pair on another computer; its public half goes into `keys.recipients`."
        return Check("keys", Verdict.FAIL, "nobody could open a request", mend)
    paths = secret_files(settings)
    for path in paths:
        if trouble := secret_trouble(path):
            mend = "Only root, or the courier's user, may read it; see the README for IT."
            return Check("keys", Verdict.FAIL, f"{path}: {trouble}", mend)
    is_opened_here = any(target.is_opened_here for target in settings.delivery)
    if (
        is_opened_here
        and not settings.keys.accepts_unencrypted_disk
        and not is_encrypted(data.root)
    ):
        mend = "Encrypt the disk, or accept it (`keys.accepts_unencrypted_disk`)."
        return Check("keys", Verdict.WARN, "a private key lies on a disk without encryption", mend)
    count = len(settings.keys.recipients)
    words = f"{count} to seal to, {len(paths)} secret files" if count else "the demonstration's own"
    return Check("keys", Verdict.OK, words)


def secret_files(settings: Settings) -> tuple[Path, ...]:
    """Return the secret files of the receivers and of the line to the front desks, each once."""
    sections = (*settings.delivery, settings.fleet)
    names = (getattr(section, key, "") for section in sections for key in _SECRET_KEYS)
    return tuple(dict.fromkeys(Path(name) for name in names if name))


def source_of(path: Path) -> Path:
    """Return where a file lies that systemd hands to the courier; any other is where it says."""
    for prefix, folder in _SOURCES.items():
        if path.parent == CREDENTIALS and path.name.startswith(prefix):
            return folder / path.name.removeprefix(prefix)
    return path


def secret_trouble(path: Path) -> str:
    """Return what is wrong with a secret file, or nothing.

    Those that systemd hands to the courier exist while it runs; then their source is looked at.
    """
    try:
        mode = source_of(path).stat().st_mode
    except PermissionError:
        return ""  # out of this user's reach, as it should be
    except OSError as error:
        return error.strerror or "cannot be read"
    return "others may read it" if mode & (stat.S_IRWXG | stat.S_IRWXO) & ~stat.S_IRGRP else ""


def check_content() -> Check:
    """Open the library that a kiosk shows from its next start or reload on."""
    try:
        with contextlib.closing(Library.open(default_library(), live=False)) as library:
            return Check("content", Verdict.OK, f"version {library.version.content[:12]}")
    except KioskFault as fault:
        mend = "Build it again: infusion-kioskctl content build, or install the kiosk again."
        return Check("content", Verdict.FAIL, str(fault), mend)


def check_target(target: DeliveryTarget) -> Check:
    """Look whether a receiver could be reached; nothing is sent."""
    name = f"target {target.name}"
    if target.kind is TargetKind.FOLDER:
        try:
            if Path(target.path).is_dir():
                return Check(name, Verdict.OK, target.path)
        except PermissionError:
            return Check(name, Verdict.WARN, f"{target.path} is closed to you", "Ask as root.")
        mend = "Make it, or mount it; the courier's user must be able to write there."
        return Check(name, Verdict.FAIL, f"{target.path} is no folder", mend)
    is_direct = target.proxy in {"", "none"}
    parts = urlsplit(target.url if is_direct else target.proxy)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return _reached(name, parts.hostname or "", port)


def _reached(name: str, host: str, port: int) -> Check:
    try:
        socket.create_connection((host, port), CONNECT_S).close()
    except OSError as error:
        mend = "Requests wait until it is there; look at network, firewall and name."
        return Check(name, Verdict.WARN, f"{host}:{port} {error.strerror or 'is silent'}", mend)
    return Check(name, Verdict.OK, f"{host}:{port} answers")


def check_printer(queue: str) -> Check:
    """Ask CUPS for the print queue of the settings."""
    if shutil.which("lpstat") is None:
        mend = "Install cups-client, or leave `printing.printer` empty."
        return Check("printer", Verdict.WARN, "CUPS is not installed", mend)
    known = said("lpstat", "-p", queue)
    if "disabled" in known or queue not in known:
        mend = "Handouts stay on the screen; look at `lpstat -p`."
        return Check("printer", Verdict.WARN, f"{queue} is not ready", mend)
    return Check("printer", Verdict.OK, queue)


def check_speech(library: Path = Path("/usr/lib")) -> Check:
    """Look for the engine that reads aloud and the kiosk's languages in it."""
    missing = [] if shutil.which("speech-dispatcher") else ["speech-dispatcher"]
    voices = [f"{one.voice.partition('-')[0]}_dict" for one in languages().values()]
    folders = [*library.glob("*/espeak-ng-data"), Path("/usr/share/espeak-ng-data")]
    if not all(any((folder / voice).exists() for folder in folders) for voice in voices):
        missing.append("speech-dispatcher-espeak-ng")
    if missing:
        mend = f"apt install {' '.join(missing)}"
        return Check("speech", Verdict.WARN, "nothing can be read aloud", mend)
    spoken = ", ".join(one.english for one in languages().values())
    return Check("speech", Verdict.OK, spoken)


def check_services() -> Iterator[Check]:
    """Ask systemd for the state of the units, where they are installed."""
    if not Path("/run/systemd/system").is_dir():
        return
    for unit in UNITS:
        shown = said("systemctl", "show", unit, "-p", "LoadState,ActiveState,NRestarts")
        facts = dict(line.split("=", 1) for line in shown.splitlines() if "=" in line)
        if facts.get("LoadState") != "loaded":
            continue
        words = (
            f"{facts.get('ActiveState')}, {facts.get('NRestarts')} restarts since it was started"
        )
        if facts.get("ActiveState") == "active":
            yield Check(unit, Verdict.OK, words)
        else:
            yield Check(unit, Verdict.FAIL, words, f"journalctl -u {unit} tells why.")


def check_running(data: DataFolder) -> Check:
    """Ask the kiosk itself how it is."""
    try:
        answer = ask(data.control_socket, AskStatus())
    except NoKioskFault:
        return Check("kiosk", Verdict.WARN, "does not run", "")
    except KioskFault as fault:
        return Check("kiosk", Verdict.WARN, str(fault))
    if not isinstance(answer, Status):
        return Check("kiosk", Verdict.WARN, "does not answer this user", "Ask as root.")
    words = f"{answer.standing}, screen {answer.active}, standby {answer.standby}"
    if answer.staff_notice:
        return Check("kiosk", Verdict.WARN, words, answer.staff_notice)
    return Check("kiosk", Verdict.OK, words)
