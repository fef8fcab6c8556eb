# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The audit as a file to keep elsewhere: JSON lines that prove themselves without the kiosk.

The first line says where the entries begin, the last where they end; each entry carries its link.
A link is the SHA-256 of the link before it (bytes) and of the JSON array of number, time, event,
who and detail.

Nothing is ever dropped by a clock alone: one that is set wrong would empty the audit.

Source:
    45 CFR 164.316(b)(2)(i): documentation is kept for six years; so is an export.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import sync_folder
from kiosk.staff.audit import Audit, Mark, Row

FORMAT = 1


class Begin(msgspec.Struct, frozen=True, tag="audit-begin"):
    """First line: the entries follow the one of this number and link (hexadecimal)."""

    number: int
    chain: str
    format: int = FORMAT


class Line(msgspec.Struct, frozen=True, tag="entry"):
    """One entry, with its link (hexadecimal)."""

    number: int
    at: str
    event: str
    who: str
    detail: str
    chain: str


class End(msgspec.Struct, frozen=True, tag="audit-end"):
    """Last line: number and link of the last entry; without it the file is not whole."""

    number: int
    chain: str


_DECODER = msgspec.json.Decoder(Begin | Line | End)


@dataclass(frozen=True, slots=True)
class Proven:
    """What an export proves.

    Attributes:
        begin: Place before its first entry.
        end: Place of its last entry.
    """

    begin: Mark
    end: Mark

    @property
    def amount(self) -> int:
        """How many entries it holds."""
        return self.end.number - self.begin.number


def export(audit: Audit, path: Path) -> Proven:
    """Write all entries to a new file, mode 0600, read it again and prove it.

    Args:
        audit: The audit; others may go on writing it.
        path: A file that does not exist.

    Raises:
        EnvironmentFault: The file exists or cannot be written, or the chain is broken.
    """
    begin, head = audit.anchor, audit.head
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(Begin(begin.number, begin.chain.hex())) + b"\n")
            for row in audit.rows(begin.number, head.number):
                file.write(msgspec.json.encode(Line(*row[:5], row[5].hex())) + b"\n")
            file.write(msgspec.json.encode(End(head.number, head.chain.hex())) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error
    return prove(path)


def prove(path: Path) -> Proven:
    """Return what an export proves.

    Raises:
        EnvironmentFault: It cannot be read, is not whole, or an entry is changed or missing.
    """
    begin = mark = None
    for line in _lines(path):
        match line:
            case Begin() if mark is None:
                begin = mark = Mark(line.number, bytes.fromhex(line.chain))
            case Line() if mark is not None:
                following = mark.after(_row(line))
                if following is None:
                    raise EnvironmentFault(f"{path}: entry {mark.number + 1} does not hold")
                mark = following
            case End() if begin is not None and mark is not None:
                if mark != Mark(line.number, bytes.fromhex(line.chain)):
                    raise EnvironmentFault(f"{path}: entry {mark.number + 1} does not hold")
                return Proven(begin, mark)
            case _:
                break
    raise EnvironmentFault(f"{path} is not a whole export")


def place_before(path: Path, before: datetime) -> Mark | None:
    """Return the last place in an export up to which every entry is older than a time.

    Args:
        path: An export that proves itself.
        before: Aware UTC.

    Returns:
        The place, or None where the first entry is younger already.
    """
    found = None
    for line in _lines(path):
        if isinstance(line, Line):
            if datetime.fromisoformat(line.at) >= before:
                break
            found = Mark(line.number, bytes.fromhex(line.chain))
    return found


def _lines(path: Path) -> Iterator[Begin | Line | End]:
    try:
        with path.open("rb") as file:
            for line in file:
                yield _DECODER.decode(line)
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EnvironmentFault(f"{path} is not a whole export") from error


def _row(line: Line) -> Row:
    words = (line.number, line.at, line.event, line.who, line.detail)
    return (*words, bytes.fromhex(line.chain))
