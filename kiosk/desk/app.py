# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kiosk-desk`: the front desk's window.

Exit codes: 0 closed; 1 something could not be read or written; 2 the command line is wrong.
"""

import argparse
import ctypes
import gc
import logging
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QLibraryInfo, QLocale, QLockFile, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from kiosk.broker.desk import Pairing, read_pairing
from kiosk.desk.autostart import set_autostart
from kiosk.desk.chime import Chime
from kiosk.desk.choices import (
    APP,
    Choices,
    OrderBook,
    config_dir,
    data_dir,
    read_choices,
)
from kiosk.desk.control import Control
from kiosk.desk.fleet import Fleet
from kiosk.desk.intake import Intake
from kiosk.desk.journal import Journal
from kiosk.desk.link import Link
from kiosk.desk.looks import dress, load_looks
from kiosk.desk.requests import RequestsPage
from kiosk.desk.window import Bell, DeskWindow
from kiosk.faults import EnvironmentFault, KioskFault
from kiosk.immortal import keep_none_alive
from kiosk.languages import catalogues_dir, language_of, languages
from kiosk.queue.durable import make_folder

FILE = "desk-window.toml"
COLLECT_MS = 20_000
PR_SET_DUMPABLE = 4
SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window until it is closed; return the exit code.

    Args:
        arguments: The command line without the program's name; else that of the process.
    """
    keep_none_alive()
    _leave_no_dump()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    options = _parser().parse_args(arguments)
    try:
        if options.autostart:
            _tell(set_autostart(is_on=options.autostart == "on"), sys.stdout)
            return 0
        choices = _chosen(options, read_choices(options.config or config_dir() / FILE))
        data = options.data or data_dir()
        lock = _locked(data)
    except KioskFault as fault:
        _tell(str(fault), sys.stderr)
        return 1
    if lock is None:
        _tell("the desk window is open already", sys.stderr)
        return 1
    application = QApplication([APP])
    application.setApplicationName(APP)
    application.setDesktopFileName(APP)
    translate(application, choices.language)
    dress(application, looks := load_looks())
    journal, bell = Journal(data / "journal.jsonl"), Bell()
    pairing, why = _pairing(choices)
    link = Link(pairing, bell.rung.emit, now=_now, clock=time.monotonic) if pairing else None
    order = OrderBook(data / "order.json")
    control = (
        Control(link, Fleet(order.read()), journal, order, _now, time.monotonic) if link else None
    )
    requests = RequestsPage(
        Intake(Path(choices.intake)) if choices.intake else None,
        looks,
        journal,
        key=choices.key,
        limit=timedelta(minutes=choices.unopened_min),
        keep=timedelta(days=choices.finished_days) if choices.finished_days else None,
    )
    window = DeskWindow(
        control,
        requests,
        looks,
        title=f"{pairing.site} · {pairing.key.name.removeprefix('desk.')}" if pairing else APP,
        bell=bell,
        ring=Chime().ring if choices.sound else None,
        why=why,
    )
    _end_calmly(application)
    window.show()
    if link is not None:
        link.start()
    try:
        return application.exec()
    finally:
        if link is not None:
            link.stop()
        lock.unlock()


def translate(application: QApplication, language: str) -> None:
    """Speak a language; empty means the machine's, where it is one of ours."""
    code = language or QLocale.system().name()[:2]
    QLocale.setDefault(QLocale(language_of(code).locale))
    for name, folder in (
        (f"desk_{code}", str(catalogues_dir())),
        (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    ):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)


def _locked(data: Path) -> QLockFile | None:
    """Take the lock of this user's window; None where one is open: two would push each other off.

    Raises:
        EnvironmentFault: The folder cannot be written.
    """
    try:
        make_folder(data)
    except OSError as error:
        raise EnvironmentFault(f"{data} cannot be written: {error.strerror}") from error
    lock = QLockFile(str(data / "window.lock"))
    lock.setStaleLockTime(0)
    return lock if lock.tryLock(0) else None


def _leave_no_dump() -> None:
    """Let no crash write the memory, with what was opened, to a disk (privacy.md, Memory)."""
    if sys.platform == "win32":
        # No report of the fault, and so no dump; page file and hibernation are the machine's.
        ctypes.windll.kernel32.SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX)
    elif sys.platform == "linux":
        import resource  # noqa: PLC0415 - is nowhere else

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def _tell(words: str, terminal: TextIO | None) -> None:
    """Say something in place of the window: on the terminal, else (on Windows) in a box."""
    if terminal is not None:
        terminal.write(f"{words}\n")
        return
    application = QApplication([APP])
    QMessageBox.information(None, application.applicationName(), words)


def _end_calmly(application: QApplication) -> None:
    """End with the session, and free objects on this thread only (PySide6 needs it)."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    gc.disable()
    collector = QTimer(application, interval=COLLECT_MS)
    collector.timeout.connect(gc.collect)
    collector.start()


def _pairing(choices: Choices) -> tuple[Pairing | None, str]:
    folder = Path(choices.pairing) if choices.pairing else config_dir() / "pairing"
    if not folder.is_dir():
        return None, ""
    try:
        return read_pairing(folder), ""
    except EnvironmentFault as fault:
        return None, str(fault)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=APP, description="The front desk's own window.")
    parser.add_argument("--config", type=Path, metavar="FILE", help=f"instead of the user's {FILE}")
    parser.add_argument("--data", type=Path, metavar="DIR", help="journal and order of the tiles")
    parser.add_argument("--pairing", metavar="DIR", help="this desk's pairing")
    parser.add_argument("--intake", metavar="DIR", help="the share with sealed requests")
    parser.add_argument("--key", metavar="FILE", help="the intake's key file, with a passphrase")
    parser.add_argument("--language", choices=tuple(languages()), help="else the machine's")
    parser.add_argument("--autostart", choices=("on", "off"), help="start with the session, or not")
    return parser


def _chosen(options: argparse.Namespace, choices: Choices) -> Choices:
    given = {name: getattr(options, name) for name in ("pairing", "intake", "key", "language")}
    found = {name: value for name, value in given.items() if value is not None}
    return Choices(**({n: getattr(choices, n) for n in choices.__struct_fields__} | found))


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main())
