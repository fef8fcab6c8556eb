# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What kind of kiosk a start is: decided from what was found, then the edges that find it."""

import contextlib
import fcntl
import hashlib
import logging
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from kiosk.faults import EnvironmentFault, KioskFault, NewerVersionFault
from kiosk.paths import DataFolder, default_library, owner_of
from kiosk.queue.durable import write_synced
from kiosk.queue.proof import ProofBook, Way, read_book
from kiosk.session.logo import NO_LOGO, Logo, load_logo, read_logo
from kiosk.session.messages import Standing
from kiosk.settings import (
    DEMO_CENTER,
    NO_REQUESTS,
    Center,
    Requests,
    Settings,
    demo_settings,
    read_settings,
    settings_in,
)
from kiosk.supervisor.options import Options

_log = logging.getLogger(__name__)

LOCK = ".lock"
DEFAULT_CONFIG = Path("/etc/infusion-kiosk/kiosk.toml")


class Health(StrEnum):
    """What was found when a file was opened."""

    GOOD = "good"
    MISSING = "missing"
    BAD = "bad"
    NEWER = "newer"


Stamp = tuple[int, int, int, int]
"""Device, inode, size in bytes and time of the last change in ns: the same file, unchanged."""


@dataclass(frozen=True, slots=True)
class FoundSettings:
    """A settings file as it was found.

    Attributes:
        path: The file.
        health: Its state; ``BAD`` also when it is there and cannot be read.
        settings: What it says when it is good, else None.
        data: Its bytes when it is good, else empty.
        logo: The logo it names when it is good.
    """

    path: Path
    health: Health
    settings: Settings | None = None
    data: bytes = b""
    logo: Logo = NO_LOGO


@dataclass(frozen=True, slots=True)
class FoundLibrary:
    """A library file as it was found.

    Attributes:
        path: The file.
        health: Its state.
        stamp: Which file it was and when it was written, or None when there is none.
        content: Version of its content, twelve hex digits; empty where it cannot be read.
    """

    path: Path
    health: Health
    stamp: Stamp | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that the decision rests on.

    Attributes:
        named: Whether a settings file was named on the command line.
        current: The settings file named, or at the default place.
        kept: The last good copy of it.
        library: The library to show.
        kept_library: The last good copy of it.
        audit: State of the audit.
        proofs: What is known about test requests.
        has_data: Whether the kiosk's own data folder can be used.
    """

    named: bool
    current: FoundSettings
    kept: FoundSettings
    library: FoundLibrary
    kept_library: FoundLibrary
    audit: Health = Health.GOOD
    proofs: ProofBook = field(default_factory=ProofBook)
    has_data: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What this start is.

    Attributes:
        standing: What the screens show.
        settings: What they work with; never None, so that even "Out of order" knows its look.
        config: The settings file a courier reads, or None for the demo.
        library: The library to open, or None when there is none to show.
        requests: What visitors may ask for at this start.
        staff_notice: One sentence for staff, or empty.
        settings_refused: Whether the current settings file was refused.
        library_refused: Whether the current library was refused.
        content: Version of the library's content, or empty.
        logo: The center's logo.
    """

    standing: Standing
    settings: Settings
    config: Path | None
    library: Path | None
    requests: Requests
    staff_notice: str = ""
    settings_refused: bool = False
    library_refused: bool = False
    content: str = ""
    logo: Logo = NO_LOGO


_NOTICES = {
    "settings": "The new configuration was refused; the last good one is in use.",
    "no-settings": "The configuration was refused and there is no good copy of it.",
    "library": "The new library was refused; the last good one is in use.",
    "no-library": "The library is missing or damaged and there is no good copy of it.",
    "data": "The data folder, or what lies in it, cannot be used: the kiosk gives no service.",
    "audit": "The audit cannot be written, so the kiosk gives no service.",
    "proof": "No test request has been confirmed: visitors cannot send requests yet.",
}


def decide(found: Found) -> Plan:
    """Return what a start is, from what was found (DESIGN.md, promises 5 and 8, and section 3)."""
    notices: list[str] = []
    standing, settings, source = _settings(found, notices)
    library: Path | None = found.library.path
    content = found.library.content
    library_refused = found.library.health is not Health.GOOD
    if library_refused:
        has_copy = found.kept_library.health is Health.GOOD
        library = found.kept_library.path if has_copy else None
        content = found.kept_library.content if has_copy else ""
        notices.append(_NOTICES["library" if has_copy else "no-library"])
        if not has_copy and standing is not Standing.NOT_SET_UP:
            standing = Standing.OUT_OF_ORDER
    if not found.has_data or found.audit is not Health.GOOD:
        standing = Standing.OUT_OF_ORDER
        notices.append(_NOTICES["audit" if found.has_data else "data"])
    requests = _requests(settings, standing, found.proofs, notices)
    return Plan(
        standing=standing,
        settings=settings,
        config=source.path if source else None,
        library=library,
        requests=requests,
        staff_notice=" ".join(notices),
        settings_refused=found.current.health in (Health.BAD, Health.NEWER),
        library_refused=library_refused,
        content=content,
        logo=source.logo if source else NO_LOGO,
    )


def _settings(found: Found, notices: list[str]) -> tuple[Standing, Settings, FoundSettings | None]:
    current = found.current
    if current.settings is not None:
        return _standing_of(current.settings), current.settings, current
    if current.health is Health.MISSING:
        standing = Standing.NOT_SET_UP if found.named else Standing.DEMO
        return standing, demo_settings(), None
    if found.kept.settings is not None:
        notices.append(_NOTICES["settings"])
        return _standing_of(found.kept.settings), found.kept.settings, found.kept
    notices.append(_NOTICES["no-settings"])
    return Standing.OUT_OF_ORDER, demo_settings(), None


def _standing_of(settings: Settings) -> Standing:
    if not settings.live:
        return Standing.DEMO
    # A live kiosk needs its center's facts and somebody who can open its requests.
    is_set_up = settings.center is not None and bool(settings.keys.recipients)
    return Standing.LIVE if is_set_up else Standing.NOT_SET_UP


def _requests(
    settings: Settings, standing: Standing, proofs: ProofBook, notices: list[str]
) -> Requests:
    is_wanted = bool(settings.requests.offered) and standing is Standing.LIVE
    if not is_wanted or proofs.proves(Way(settings.keys.recipients, settings.delivery)):
        return settings.requests
    notices.append(_NOTICES["proof"])
    return NO_REQUESTS


def center_of(plan: Plan) -> Center:
    """Return the center that the screens name: the plan's own, or that of the demonstration."""
    return plan.settings.center or DEMO_CENTER


def rotation_of(options: Options, data: DataFolder) -> int:
    """Return how far the panel hangs turned clockwise, degrees, before anything can be shown."""
    found = find_settings(options.config or DEFAULT_CONFIG).settings
    settings = found or find_settings(kept_config(data)).settings
    return settings.display.rotation if settings else 0


def look(options: Options, data: DataFolder, audit: Health, *, has_data: bool = True) -> Found:
    """Open every file that the decision rests on, and return what was found."""
    library = options.library or default_library()
    return Found(
        named=options.config is not None,
        current=find_settings(options.config or DEFAULT_CONFIG),
        kept=find_settings(kept_config(data), kept_logo(data)),
        library=find_library(library),
        kept_library=find_library(kept_library(data)),
        audit=audit,
        proofs=find_proofs(data),
        has_data=has_data,
    )


def find_settings(path: Path, logo_copy: Path | None = None) -> FoundSettings:
    """Read one settings file and its logo; every fault becomes a state of health.

    Args:
        path: The file.
        logo_copy: Where a copy of the logo lies that once was good; a copy that is lost is only
            missed. None reads the logo that the file names, which has to be good.
    """
    try:
        data = read_settings(path)
    except FileNotFoundError:
        return FoundSettings(path, Health.MISSING)
    except OSError as error:
        _log.error("the settings %s cannot be read: %s", path, error.strerror)
        return FoundSettings(path, Health.BAD)
    found = FoundSettings(path, Health.GOOD)

    def read() -> None:
        nonlocal found
        settings = settings_in(data, str(path))
        logo = _copied_logo(settings, logo_copy) if logo_copy else read_logo(settings, path, data)
        found = FoundSettings(path, Health.GOOD, settings, data, logo)

    health = health_of(read)
    return replace(found, health=health)


def _copied_logo(settings: Settings, copy: Path) -> Logo:
    if settings.center is None or not settings.center.logo:
        return NO_LOGO
    found = load_logo(copy)
    if isinstance(found, Logo):
        return found
    _log.warning("the copy of the logo cannot be used: %s", " ".join(found))
    return NO_LOGO


def find_library(path: Path) -> FoundLibrary:
    """Open and check one library file; every fault becomes a state of health."""
    try:
        facts = path.stat()
    except OSError:
        return FoundLibrary(path, Health.MISSING)
    if not stat.S_ISREG(facts.st_mode):
        return FoundLibrary(path, Health.MISSING)

    content = ""

    def read() -> None:
        nonlocal content
        from kiosk.library.reader import Library  # noqa: PLC0415 - SQLite only where it is needed

        with contextlib.closing(Library.open(path, live=False)) as library:
            content = library.version.content[:12]

    health = health_of(read)
    return FoundLibrary(path, health, stamp_of(facts), content)


def stamp_of(facts: os.stat_result) -> Stamp:
    """Return what tells one state of a file from another."""
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns


def find_proofs(data: DataFolder) -> ProofBook:
    """Read what is known about test requests; what cannot be read proves nothing."""
    try:
        return read_book(data.proof_file)
    except KioskFault as fault:
        _log.warning("%s", fault)
        return ProofBook()


def health_of(read: Callable[[], None]) -> Health:
    """Return what came of reading something: good, newer or bad."""
    try:
        read()
    except NewerVersionFault:
        return Health.NEWER
    except KioskFault:
        return Health.BAD
    return Health.GOOD


def kept_config(data: DataFolder) -> Path:
    """Return where the last good settings are kept."""
    return data.last_good / "kiosk.toml"


def kept_logo(data: DataFolder) -> Path:
    """Return where the logo of the last good settings is kept, whatever its kind."""
    return data.last_good / "logo"


def kept_library(data: DataFolder) -> Path:
    """Return where the last good library is kept."""
    return data.last_good / "library.db"


def keep_good(found: Found, plan: Plan, data: DataFolder) -> Path | None:
    """Keep copies of the settings, the logo and the library that a screen has just come up with.

    They are the bytes that were checked: a library that was changed since then is not copied.

    Returns:
        The copy of the settings that the plan runs on; None when it runs on no current file.

    Raises:
        EnvironmentFault: The copies cannot be written.
    """
    try:
        data.last_good.mkdir(mode=0o700, parents=True, exist_ok=True)
        if owner_of(data.last_good) != os.geteuid():
            return None  # root keeps them, before each start and reload
        with _held(data.last_good):
            if plan.library == found.library.path:
                _keep_library(found.library, kept_library(data))
            if found.current.settings is None:
                return None
            if found.current.logo.data:
                _replace(kept_logo(data), found.current.logo.data)
            _replace(kept_config(data), found.current.data)
    except OSError as error:
        raise EnvironmentFault(f"the last good copies cannot be kept: {error.strerror}") from error
    return kept_config(data)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder while files in it are replaced: both services' starts do it, often at once.

    Its lock is its owner's alone: nobody else can keep a start waiting.
    """
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _keep_library(found: FoundLibrary, target: Path) -> None:
    with found.path.open("rb") as file:
        data = file.read()
        if stamp_of(os.fstat(file.fileno())) == found.stamp:
            _replace(target, data)


def _replace(target: Path, data: bytes) -> None:
    if target.is_file() and _digest(target.read_bytes()) == _digest(data):
        return
    draft = target.with_name(f".{target.name}.new")
    draft.unlink(missing_ok=True)
    write_synced(draft, data, mode=0o600)
    if os.geteuid() == 0:
        draft.chmod(0o644)  # read by the kiosk's user and the courier's; it holds no secret
    draft.replace(target)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
