# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the helper for handouts is told, how it answers, and how much one visit may print.

The helper (`kiosk.handout`) reads one job as JSON from its standard input until that ends. A job
is not on its command line, which any user of the machine may read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Final

import msgspec

from kiosk.session.messages import PrintOutcome
from kiosk.settings import Center, Paper

MOST_JOB_BYTES: Final = 65_536
PAUSE_S: Final = 10.0
MOST_A_VISIT: Final = 6
"""Handouts of one visit: a reader takes one to three, a child at play takes the paper."""
MORE_FOR_SLIPS: Final = 2
"""A visit sends two requests at most; handouts leave the paper for their receipts."""


class HandoutExit(IntEnum):
    """Exit codes of the helper."""

    DONE = 0
    FAULT = 1
    NO_PAPER = 10
    NOT_PRINTED = 11
    NOT_READY = 12


class LookJob(msgspec.Struct, frozen=True, tag="look"):
    """Find out whether a print queue would take a job: `DONE` or `NOT_READY`."""

    printer: str


class PrintJob(msgspec.Struct, frozen=True, tag="print"):
    """Print one thing of the library: `DONE`, `NO_PAPER` or `NOT_PRINTED`.

    Attributes:
        printer: Name of the print queue.
        paper: What lies in the printer.
        library: The library file.
        live: Whether this is a live kiosk: only signed texts then, and no mark of a demonstration.
        center: Whose handout it is.
        kind: ``article``, ``symptom`` or ``therapy``.
        ref: Its id.
        language: ``en`` or ``es``.
    """

    printer: str
    paper: Paper
    library: str
    live: bool
    center: Center
    kind: str
    ref: str
    language: str


class SlipJob(msgspec.Struct, frozen=True, tag="slip"):
    """Print the receipt of a request: `DONE`, `NO_PAPER` or `NOT_PRINTED`.

    Attributes:
        printer: Name of the print queue.
        paper: What lies in the printer.
        live: As in `PrintJob`.
        center: Whose receipt it is.
        code: The receipt code.
        language: ``en`` or ``es``.
        late: Whether delivery is overdue; no day is promised then.
    """

    printer: str
    paper: Paper
    live: bool
    center: Center
    code: str
    language: str
    late: bool


class WriteJob(msgspec.Struct, frozen=True, tag="write"):
    """Write every handout and paper form of a library as PDF files: `DONE` or `FAULT`.

    The helper says `Written` on its standard output, a JSON line after each file.

    Attributes:
        folder: Where they go; it exists.
        languages: Which languages, in order.
    """

    paper: Paper
    library: str
    live: bool
    center: Center
    folder: str
    languages: tuple[str, ...]


HandoutJob = LookJob | PrintJob | SlipJob | WriteJob


class Written(msgspec.Struct, frozen=True):
    """How far a `WriteJob` has come.

    Attributes:
        file: Name of the file just written.
        pages: Its pages.
        done: Files so far, this one too.
        total: Files in all.
    """

    file: str
    pages: int
    done: int
    total: int


def outcome_of(code: int | None) -> PrintOutcome:
    """Return what the exit code of a print means; None is a helper that had to be killed."""
    if code == HandoutExit.DONE:
        return PrintOutcome.PRINTED
    return PrintOutcome.NO_PAPER if code == HandoutExit.NO_PAPER else PrintOutcome.FAILED


@dataclass(frozen=True, slots=True)
class PrintLimits:
    """How much has been printed: one at a time, a pause after each start, so many a visit.

    Attributes:
        is_busy: Whether one is being printed.
        began_at: When the last one began, seconds of a monotonic clock.
        by_visit: Handouts begun by each visit, by the number of its screen.
    """

    is_busy: bool = False
    began_at: float = -PAUSE_S
    by_visit: Mapping[int, int] = field(default_factory=dict)

    def allows(self, visit: int, now: float, *, slip: bool = False) -> bool:
        """Return whether a visit may print a handout now, or the slip of a receipt."""
        is_rested = now - self.began_at >= PAUSE_S
        most = MOST_A_VISIT + MORE_FOR_SLIPS if slip else MOST_A_VISIT
        return not self.is_busy and is_rested and self.by_visit.get(visit, 0) < most

    def begun(self, visit: int, now: float) -> "PrintLimits":
        """Return the limits once a visit has begun to print."""
        counts = {**self.by_visit, visit: self.by_visit.get(visit, 0) + 1}
        return PrintLimits(is_busy=True, began_at=now, by_visit=counts)

    def ended(self) -> "PrintLimits":
        """Return the limits once nothing is being printed."""
        return replace(self, is_busy=False)

    def without(self, visit: int) -> "PrintLimits":
        """Return the limits once a visit is over."""
        counts = {one: count for one, count in self.by_visit.items() if one != visit}
        return replace(self, by_visit=counts)
