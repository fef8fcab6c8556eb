# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl doctor`: whether this machine has what a kiosk needs, and what to do else."""

import ctypes
import importlib.util
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from kiosk.ctl.bundle import write_bundle
from kiosk.ctl.doctor_fleet import check_fleet
from kiosk.ctl.doctor_kiosk import (
    check_content,
    check_kiosk,
    check_running,
    check_services,
    check_settings_file,
    check_speech,
)
from kiosk.ctl.doctor_machine import check_machine
from kiosk.ctl.doctor_ready import check_ready
from kiosk.ctl.kept import check_kept
from kiosk.ctl.options import DEFAULT_FILE, Config, faults_told
from kiosk.ctl.verdict import Check, Verdict
from kiosk.paths import DataFolder, default_data_dir, is_frozen, resources_dir

NEEDED_PYTHON = (3, 11)
_LIBRARIES = (
    "PySide6", "apsw", "argon2", "email_validator", "httpx", "joserfc", "markdown", "msgspec",
    "phonenumbers", "platformdirs", "pyrage", "pyseccomp", "qtawesome", "rich", "segno",
    "standardwebhooks", "tomlkit", "truststore", "typer",
)  # fmt: skip
# Debian packages whose library is not called after them.
_FILES = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgssapi-krb5-2": "libgssapi_krb5.so.2",
    "libx11-6": "libX11.so.6",
    "libx11-xcb1": "libX11-xcb.so.1",
}
_COLORS = {Verdict.OK: "green", Verdict.WARN: "yellow", Verdict.FAIL: "red"}
# landlock(7): asked for its version, this call changes nothing.
_LANDLOCK_CREATE_RULESET, _LANDLOCK_VERSION = 444, 1


def doctor(
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Data folder of the kiosk.")
    ] = None,
    config: Config = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    bundle: Annotated[
        Path | None,
        typer.Option(
            "--bundle",
            metavar="FILE",
            help="Write a support bundle (tar.gz) without personal data.",
        ),
    ] = None,
) -> None:
    """Check whether this machine has what a kiosk needs; exit 1 when something is missing."""
    folder = data or default_data_dir()
    checks = (*examine(folder, os.environ), *examine_kiosk(folder, config))
    if bundle is not None:
        with faults_told():
            members = write_bundle(bundle, DataFolder(folder), config or DEFAULT_FILE, checks)
        typer.echo(f"{bundle}: {', '.join(members)}", err=True)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(checks), indent=2).decode())
    else:
        tell_checks(checks)
    if any(check.verdict is Verdict.FAIL for check in checks):
        raise typer.Exit(1)


def tell_checks(checks: Iterable[Check]) -> None:
    """Print a line for each check, its verdict in color where that can be shown."""
    for check in checks:
        word, _, rest = str(check).partition(" ")
        typer.echo(f"{typer.style(word, fg=_COLORS[check.verdict], bold=True)} {rest}")


def examine(data: Path, environment: Mapping[str, str]) -> Iterator[Check]:
    """Look at this machine; a kiosk's data folder may exist or not.

    Args:
        data: The data folder.
        environment: Variables of the process; they tell of a display.
    """
    yield check_python(sys.version_info[:2])
    yield check_libraries(_LIBRARIES)
    packages = resources_dir() / "system" / "debian-packages.txt"
    if packages.is_file():
        yield check_system_libraries(packages.read_text(encoding="utf-8"))
    yield check_data_folder(data)
    yield _check_seccomp()
    yield _check_landlock()
    if not is_frozen():  # an installed kiosk brings its own
        yield check_display(environment)


def examine_kiosk(data: Path, config: Path | None) -> Iterator[Check]:
    """Look at the kiosk that is set up here, and at what the machine brings for it.

    Args:
        data: The data folder.
        config: The settings file, or None for the default one.
    """
    check, settings = check_settings_file(config)
    yield check
    yield check_content()
    yield from check_machine(settings, data)
    yield check_speech()
    yield check_kept(DataFolder(data))
    if settings is not None:
        yield from check_kiosk(settings, DataFolder(data))
        if settings.fleet.host:
            yield from check_fleet(settings, DataFolder(data), datetime.now(UTC))
        yield from check_ready(settings, DataFolder(data), config)
    yield from check_services()
    yield check_running(DataFolder(data))


def check_python(version: tuple[int, int]) -> Check:
    """Judge the version of Python, major and minor."""
    shown, needed = (".".join(map(str, numbers)) for numbers in (version, NEEDED_PYTHON))
    if version < NEEDED_PYTHON:
        return Check("Python", Verdict.FAIL, shown, f"Install Python {needed} or newer.")
    return Check("Python", Verdict.OK, shown)


def check_libraries(names: tuple[str, ...]) -> Check:
    """Look for Python libraries without loading them."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        mend = "Install the kiosk again with its dependencies."
        return Check("Python libraries", Verdict.FAIL, f"missing {', '.join(missing)}", mend)
    return Check("Python libraries", Verdict.OK, f"all {len(names)} found")


def check_system_libraries(packages: str) -> Check:
    """Load each system library that a list of Debian packages names.

    Args:
        packages: One package a line, other names for it after ``|``, a comment after ``#``.
    """
    missing, seen = [], 0
    for line in packages.splitlines():
        names = [name.strip() for name in line.partition("#")[0].split("|")]
        files = [file for file in map(library_file, names) if file]
        seen += bool(files)
        if files and not any(map(_loads, files)):
            missing.append(names[0])
    if missing:
        mend = f"On Debian or Ubuntu: apt-get install {' '.join(missing)}"
        return Check("system libraries", Verdict.FAIL, f"missing {', '.join(missing)}", mend)
    return Check("system libraries", Verdict.OK, f"all {seen} load")


def library_file(package: str) -> str | None:
    """Return the file that a Debian library package brings, or None for any other package.

    Source: Debian Policy 8.1: such a package is named after its library's soname.
    """
    name = package.removesuffix("t64")
    found = re.fullmatch(r"(lib.+?)-?(\d+)", name)
    return _FILES.get(name) or (f"{found[1]}.so.{found[2]}" if found else None)


def check_data_folder(data: Path) -> Check:
    """Judge whether this user can write in the data folder, or make it."""
    folder = data.absolute()
    while not folder.exists():
        folder = folder.parent
    mend = "Make it writable for the kiosk's user, or name another with --data."
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Check("data folder", Verdict.FAIL, f"{data}: {error.strerror}", mend)
    state = "is writable" if folder == data.absolute() else "can be made"
    return Check("data folder", Verdict.OK, f"{data} {state}")


def check_display(environment: Mapping[str, str]) -> Check:
    """Tell whether a window could be shown from here."""
    for variable, kind in (("WAYLAND_DISPLAY", "Wayland"), ("DISPLAY", "X11")):
        if environment.get(variable):
            return Check("display", Verdict.OK, kind)
    mend = "Start the kiosk from a desktop, or as a service, which brings its own."
    return Check("display", Verdict.WARN, "none here", mend)


def _check_seccomp() -> Check:
    has_filters = Path("/proc/sys/kernel/seccomp/actions_avail").exists()
    if has_filters and _loads("libseccomp.so.2"):
        return Check("seccomp", Verdict.OK, "available")
    missing = "libseccomp2" if has_filters else "a kernel with seccomp filters"
    mend = "Without it a screen cannot give up the network."
    return Check("seccomp", Verdict.FAIL, f"missing {missing}", mend)


def _check_landlock() -> Check:
    version = -1
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        version = int(libc.syscall(_LANDLOCK_CREATE_RULESET, None, 0, _LANDLOCK_VERSION))
    if version < 1:
        mend = "A screen still has no network; a kernel with Landlock would guard the disk too."
        return Check("Landlock", Verdict.WARN, "not in this kernel", mend)
    return Check("Landlock", Verdict.OK, f"version {version}")


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
