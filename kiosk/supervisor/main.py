# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Composition root of `infusion-kiosk`.

Exit codes, a contract with systemd and whoever else starts the kiosk:

    0   stopped cleanly (SIGTERM, SIGINT, or asked over the control socket); every step of the tour
        happened
    1   tour only: a step did not happen
    2   wrong options
    3   there is no display to show on, or no longer
    4   another kiosk runs on this data folder; a tour's data folder cannot be used
    5   a front desk asked for a restart; only where systemd starts the kiosk anew
    70  a bug of ours; the log holds its trace

With --keep-good: 0 whatever was found, so that a start goes on with the last good copies.

SIGHUP reads the settings and the library again.

A start that cannot run because of this machine (data folder, key, control socket) is not black: it
says why and shows "Out of order" until it is stopped.
"""

import asyncio
import contextlib
import fcntl
import logging
import os
import runpy
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.library.names import names_of
from kiosk.logs import set_up_logs
from kiosk.paths import DataFolder, default_library
from kiosk.staff.audit import Audit
from kiosk.supervisor.control import AnotherKioskFault
from kiosk.supervisor.glass import Glass, NoGlassFault, opened_glass
from kiosk.supervisor.kiosk import Kiosk
from kiosk.supervisor.options import Options, read_options
from kiosk.supervisor.startup import (
    DEFAULT_CONFIG,
    Found,
    decide,
    find_library,
    find_settings,
    keep_good,
    kept_config,
    kept_library,
    kept_logo,
    rotation_of,
)
from kiosk.supervisor.usage import counting

_log = logging.getLogger(__name__)

CLEAN, TOUR_FAILED, WRONG_OPTIONS, NO_DISPLAY, NOT_ALONE, RESTART, BUG = 0, 1, 2, 3, 4, 5, 70
_MODULES = ("kiosk.screen", "kiosk.screen.script", "kiosk.courier", "kiosk.handout", "kiosk.voice")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kiosk until it is stopped; return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["--run-module"] and words[1:2] and words[1] in _MODULES:
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__")
        return CLEAN
    options = read_options(words)
    set_up_logs(logging.INFO, "%(asctime)s %(levelname)s %(name)s %(message)s")
    os.umask(0o027)
    try:
        if options.keep_good:
            return keep_good_copies(options)
        return _tour(options) if options.tour else _serve(options, os.environ)
    except NoGlassFault as fault:
        _say(str(fault))
        return NO_DISPLAY
    except EnvironmentFault as fault:
        _say(str(fault))
        return NOT_ALONE
    except Exception:  # noqa: BLE001 - the crash hook of this process
        _log.exception("the supervisor met a bug")
        return BUG


def has_display(options: Options, environment: Mapping[str, str]) -> bool:
    """Return whether there is something to show on."""
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    return options.cage or bool(options.platform) or any(environment.get(name) for name in names)


def _serve(options: Options, environment: Mapping[str, str]) -> int:
    if not has_display(options, environment):
        _say("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).")
        return NO_DISPLAY
    try:
        return RESTART if asyncio.run(serve(options, environment)) else CLEAN
    except (AnotherKioskFault, NoGlassFault):
        raise
    except EnvironmentFault as fault:
        _say(str(fault))
        asyncio.run(stand_in(options, environment))
    return CLEAN


async def serve(options: Options, environment: Mapping[str, str]) -> bool:
    """Build the kiosk, run it until a signal or a wish stops it, and close what was opened.

    Returns:
        Whether it is to be started anew.

    Raises:
        AnotherKioskFault: Another kiosk uses the data folder.
        NoGlassFault: There is nothing to show on, or no longer.
        EnvironmentFault: The data folder, or what lies in it, cannot be used.
    """
    data = DataFolder(options.data_dir)
    with alone(data), opened_audit(data) as audit, counting(data) as counter:
        rotation = rotation_of(options, data)
        async with opened_glass(options, environment, rotation) as glass:
            has_backdrop = not options.window
            kiosk = Kiosk(glass.options, glass.environment, audit, backdrop=has_backdrop)
            kiosk.listeners.append(counter.hear)
            counter.tell = kiosk.tell_courier
            counter.names = lambda: names_of(kiosk.plan.library)
            await _run(kiosk, glass)
            return kiosk.is_restart_wished


async def stand_in(options: Options, environment: Mapping[str, str]) -> None:
    """Show "Out of order" for a kiosk that cannot run, until a signal stops it.

    It touches nothing of that kiosk's data folder and starts no courier.

    Raises:
        EnvironmentFault: There is no place for temporary files either.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="kiosk-", ignore_cleanup_errors=True)
    except OSError as error:
        raise EnvironmentFault(f"nothing can be shown: {error.strerror}") from error
    with folder as name:
        own = replace(options, data=Path(name), courier=False)
        with alone(DataFolder(own.data_dir)):
            rotation = rotation_of(own, DataFolder(options.data_dir))
            async with opened_glass(own, environment, rotation) as glass:
                has_backdrop = not options.window
                parts = (glass.options, glass.environment, None)
                await _run(Kiosk(*parts, backdrop=has_backdrop, stands_in=True), glass)


async def _run(kiosk: Kiosk, glass: Glass) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, kiosk.stop_wished.set)
    loop.add_signal_handler(signal.SIGHUP, kiosk.reload)

    async def stop_without_glass() -> None:
        await glass.gone.wait()
        kiosk.stop_wished.set()

    watching = asyncio.create_task(stop_without_glass())
    try:
        await kiosk.run()
    finally:
        watching.cancel()
    if glass.gone.is_set():
        raise NoGlassFault("what the kiosk showed on is gone")


def keep_good_copies(options: Options) -> int:
    """Keep copies of settings and library, if they are good, where the next start finds them.

    Raises:
        EnvironmentFault: The copies cannot be written.
    """
    data = DataFolder(options.data_dir)
    # Root does this: it opens its own files only, none that the kiosk's user may have laid.
    found = Found(
        named=options.config is not None,
        current=find_settings(options.config or DEFAULT_CONFIG),
        kept=find_settings(kept_config(data), kept_logo(data)),
        library=find_library(options.library or default_library()),
        kept_library=find_library(kept_library(data)),
    )
    keep_good(found, decide(found), data)
    return CLEAN


@contextlib.contextmanager
def alone(data: DataFolder) -> Iterator[None]:
    """Make the data folder's own folders and hold its lock.

    Raises:
        AnotherKioskFault: Another kiosk holds the lock.
        EnvironmentFault: The folder cannot be used.
    """
    lock = data.control_socket.parent / "lock"
    try:
        for folder in (data.root, lock.parent, data.slot, data.slot / "tmp", data.slot / "new"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise EnvironmentFault(f"the data folder cannot be used: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, BlockingIOError):
            raise AnotherKioskFault("another kiosk runs on this data folder") from error
        raise EnvironmentFault(f"the data folder cannot be locked: {error.strerror}") from error
    try:
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def opened_audit(data: DataFolder) -> Iterator[Audit | None]:
    """Open the audit, mended; give None when a newer one refuses, or the disk."""
    try:
        audit = Audit.open_mended(data.audit)
    except NewerVersionFault as fault:
        _log.error("%s", fault)
        yield None
        return
    except EnvironmentFault:
        _log.exception("the audit cannot be opened")
        yield None
        return
    with contextlib.closing(audit):
        yield audit


def _tour(options: Options) -> int:
    try:
        from kiosk.supervisor.tour import play  # noqa: PLC0415 - not in the installed package
    except ImportError:
        _say("The tour is part of a checkout, not of an installed kiosk.")
        return WRONG_OPTIONS
    return play(options, Path(options.tour or "."))


def _say(sentence: str) -> None:
    sys.stderr.write(f"infusion-kiosk: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
