# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One job of the helper: read it, do it, end with the code that says what came of it.

Nothing is written to the disk for a print: the document goes from memory into CUPS's own client.
"""

import logging
import signal
import sys
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import BinaryIO, TextIO, assert_never

import msgspec

from kiosk.faults import EnvironmentFault, KioskFault
from kiosk.handout.compose import Letterhead
from kiosk.handout.parts import Sheet
from kiosk.handout.printer import Printer
from kiosk.handout.shelf import Item, Shelf
from kiosk.handout.slip import slip_sheet
from kiosk.immortal import keep_none_alive
from kiosk.library.codes import call_code, modules_of
from kiosk.library.model import LinkKind
from kiosk.logs import set_up_logs
from kiosk.session.handouts import (
    MOST_JOB_BYTES,
    HandoutExit,
    HandoutJob,
    LookJob,
    PrintJob,
    SlipJob,
    WriteJob,
    Written,
)
from kiosk.session.messages import PrintOutcome

_log = logging.getLogger(__name__)

_CODES = {
    PrintOutcome.PRINTED: HandoutExit.DONE,
    PrintOutcome.NO_PAPER: HandoutExit.NO_PAPER,
    PrintOutcome.FAILED: HandoutExit.NOT_PRINTED,
}


def main(source: BinaryIO | None = None, sink: TextIO | None = None) -> int:
    """Do the job that standard input holds; return the exit code.

    Args:
        source: Where the job is read; else standard input.
        sink: Where a `WriteJob` tells its progress; else standard output.
    """
    keep_none_alive()
    set_up_logs(logging.WARNING, "%(levelname)s %(name)s: %(message)s")
    # Asked to end, it first takes its print job back.
    signal.signal(signal.SIGTERM, _end)
    try:
        job = read_job(source or sys.stdin.buffer)
        return _do(job, sink or sys.stdout)
    except KioskFault as fault:
        _log.error("%s", fault)
    except LookupError:
        _log.error("the library has no such page")
    return HandoutExit.FAULT


def read_job(source: BinaryIO) -> HandoutJob:
    """Return the job that a stream holds until its end.

    Raises:
        EnvironmentFault: It holds none.
    """
    data = source.read(MOST_JOB_BYTES + 1)
    try:
        if len(data) > MOST_JOB_BYTES:
            raise ValueError
        return msgspec.json.decode(data, type=HandoutJob)  # type: ignore[no-any-return]
    except ValueError as error:
        raise EnvironmentFault("standard input holds no job for handouts") from error


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(HandoutExit.NOT_PRINTED)


def _do(job: HandoutJob, sink: TextIO) -> int:
    match job:
        case LookJob(printer=printer):
            is_ready = Printer(printer).state().is_ready
            return HandoutExit.DONE if is_ready else HandoutExit.NOT_READY
        case PrintJob() | SlipJob():
            return _CODES[_print(job)]
        case WriteJob():
            _write(job, sink)
            return HandoutExit.DONE
        case _:
            assert_never(job)


def _print(job: PrintJob | SlipJob) -> PrintOutcome:
    printer = Printer(job.printer)
    if not printer.state().is_ready:
        return PrintOutcome.FAILED
    sheet = _slip(job) if isinstance(job, SlipJob) else _page(job)
    # Qt takes a while to load: not before there is something to draw.
    from kiosk.handout.draw import draw, drawing  # noqa: PLC0415

    with drawing():
        document = draw(sheet, job.paper)
    return printer.print_document(document.data, job.paper)


def _page(job: PrintJob) -> Sheet:
    item = Item(kind_of(job.kind), job.ref)
    with Shelf.open(Path(job.library), job.center, live=job.live) as shelf:
        return shelf.sheet(item, job.language)


def _slip(job: SlipJob) -> Sheet:
    head = Letterhead(job.center, not job.live, job.language)
    call = modules_of(call_code(job.center.phone))
    return slip_sheet(job.code, head, call, late=job.late, now=datetime.now().astimezone())


def kind_of(name: str) -> LinkKind:
    """Return the kind of that name.

    Raises:
        LookupError: There is no such kind.
    """
    try:
        return LinkKind(name)
    except ValueError as error:
        raise LookupError("there is no such kind") from error


def _write(job: WriteJob, sink: TextIO) -> None:
    from kiosk.handout.draw import draw, drawing  # noqa: PLC0415

    with Shelf.open(Path(job.library), job.center, live=job.live) as shelf, drawing():
        wanted = [(item, language) for language in job.languages for item in shelf.items(language)]
        for done, (item, language) in enumerate(wanted, start=1):
            document = draw(shelf.sheet(item, language), job.paper)
            path = Path(job.folder, f"{item.kind.value}-{item.ref}-{language}.pdf")
            _put(path, document.data)
            said = Written(path.name, document.pages, done, len(wanted))
            sink.write(msgspec.json.encode(said).decode() + "\n")
            sink.flush()


def _put(path: Path, data: bytes) -> None:
    """Write a file so that whoever opens it meanwhile has the old or the new one."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise EnvironmentFault(f"{path.name} cannot be written: {error.strerror}") from error
