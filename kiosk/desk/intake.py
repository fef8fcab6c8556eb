# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The requests in the share of the ``folder`` target, and the marks that staff put beside them.

The files stay sealed and are never changed; finished ones are removed when the center's time for
them is over. A mark is a small file of its own, written once under a new name: two desks never
overwrite each other, and none says anything about the visitor. What was opened lives in memory
alone.
"""

import contextlib
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.desk.reading import Opened, read
from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import sync_file, sync_folder, write_synced
from kiosk.queue.envelope import MAX_FILE_BYTES, Label, decode, open_request
from kiosk.queue.proof import revealed

SUFFIX = ".ikr"
MARK_SUFFIX = ".mark.json"
MARK_BYTES = 2_048
KEY_BYTES = 65_536


class Step(StrEnum):
    """What staff have done with a request."""

    OPENED = "opened"
    CALLED = "called"
    DONE = "done"
    NOT_GENUINE = "not-genuine"


FINISHED = (Step.DONE, Step.NOT_GENUINE)


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mark: which request, what was done, by whom and when."""

    id: str
    step: Step
    who: Annotated[str, Meta(max_length=80)]
    at: Annotated[datetime, Meta(tz=True)]


@dataclass(frozen=True, slots=True)
class Request:
    """A sealed request in the share.

    Attributes:
        file: Its file's name.
        label: What can be read without a key.
        unseen: Whether its visitor may not have seen a receipt.
        marks: What staff did, oldest first.
    """

    file: str
    label: Label
    unseen: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def step(self) -> Step | None:
        """The newest mark; who only opened it takes nothing back."""
        steps = [mark.step for mark in self.marks]
        acts = [step for step in steps if step is not Step.OPENED]
        return acts[-1] if acts else steps[-1] if steps else None

    @property
    def finish(self) -> Mark | None:
        """The mark that finished it; None while there is something to do."""
        acts = [mark for mark in self.marks if mark.step is not Step.OPENED]
        return acts[-1] if acts and acts[-1].step in FINISHED else None

    def is_late(self, now: datetime, limit: timedelta) -> bool:
        """Return whether nobody has opened it within the center's limit."""
        return not self.marks and now - self.label.created_at > limit


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in the share.

    Attributes:
        requests: The requests, the newest first.
        damaged: Names of files that are no request.
        problem: Why the share cannot be read, or empty.
    """

    requests: tuple[Request, ...] = ()
    damaged: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """The intake's secret keys, in memory, for whoever has signed in.

    Attributes:
        who: Who that is, as marks say it.
        identities: Secret keys, the current one first.
    """

    who: str
    identities: tuple[str, ...] = field(repr=False)

    def open(self, data: bytes) -> Opened:
        """Return what a file of the share says.

        Raises:
            EnvironmentFault: No key fits, or the file is damaged.
        """
        envelope = decode(data)
        for identity in self.identities:
            with contextlib.suppress(EnvironmentFault):
                return read(revealed(open_request(envelope, identity), identity))
        raise EnvironmentFault("this key does not open the request, or it was damaged")


def unlock(path: Path, words: str, who: str) -> Key:
    """Open the intake's key file, sealed with a passphrase (`infusion-kioskctl keys backup`).

    Raises:
        EnvironmentFault: The file cannot be read, the passphrase is wrong, or it holds no key.
    """
    from pyrage import DecryptError, passphrase  # type: ignore[import-untyped] # noqa: PLC0415

    try:
        with path.open("rb") as file:
            sealed = file.read(KEY_BYTES)
    except OSError as error:
        raise EnvironmentFault(f"the key file {path.name} cannot be read") from error
    try:
        text = bytes(passphrase.decrypt(sealed, words)).decode("ascii")
    except (DecryptError, ValueError) as error:
        raise EnvironmentFault("the passphrase does not open this key file") from error
    found = tuple(word for word in text.split() if word.startswith("AGE-SECRET-KEY-1"))
    if not found:
        raise EnvironmentFault(f"the key file {path.name} holds no age key")
    return Key(who, found)


class Intake:
    """The share; a thread may list while another one marks.

    Args:
        folder: The share. It is not made: where it is not mounted there is none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._labels: dict[str, tuple[Label, bool]] = {}
        self._marks: dict[str, Mark] = {}

    def list(self) -> Listing:
        """Return what lies in the share now; files that are known are not read again."""
        with self._lock:
            try:
                names = sorted((path.name for path in self._folder.iterdir()), reverse=True)
            except OSError as error:
                return Listing(problem=error.strerror or "unknown reason")
            names = [name for name in names if not name.startswith(".")]
            damaged = [name for name in names if not self._know(name)]
            return Listing(self._requests(names), tuple(damaged))

    def read(self, request: Request) -> bytes:
        """Return the bytes of a request's file.

        Raises:
            EnvironmentFault: It cannot be read.
        """
        try:
            with (self._folder / request.file).open("rb") as file:
                return file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise EnvironmentFault(f"the request cannot be read: {reason}") from error

    def mark(self, request: Request, step: Step, who: str, now: datetime) -> None:
        """Put a mark beside a request; it appears whole or not at all.

        Raises:
            EnvironmentFault: The share cannot be written.
        """
        mark = Mark(request.label.id, step, who, now)
        stem = request.file.removesuffix(SUFFIX)
        name = f"{stem}.{now:%Y%m%dT%H%M%S%f}.{secrets.token_hex(3)}{MARK_SUFFIX}"
        draft = self._folder / f".{name}.part"
        try:
            write_synced(draft, msgspec.json.encode(mark), mode=0o660)
            draft.rename(self._folder / name)
            sync_folder(self._folder)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise EnvironmentFault(f"the mark cannot be written: {reason}") from error

    def over(self, now: datetime, keep: timedelta) -> tuple[Request, ...]:
        """Return the requests that have been finished for longer than they are kept.

        Our clock and the share's own must both say so: one that is set wrong removes nothing.

        Args:
            now: By our clock, aware UTC.
            keep: How long finished requests are kept.

        Raises:
            EnvironmentFault: The share cannot be written.
        """
        old = [
            (request, self._file_of(mark))
            for request in self.list().requests
            if (mark := request.finish) is not None and now - mark.at > keep
        ]
        if not old:
            return ()
        try:
            there_s = self._clock_of_share()
            times = [(request, file.stat().st_mtime) for request, file in old if file.exists()]
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise EnvironmentFault(f"the share cannot be written: {reason}") from error
        return tuple(one for one, at_s in times if there_s - at_s > keep.total_seconds())

    def remove(self, request: Request) -> None:
        """Remove a finished request and then its marks; the finishing mark is made durable first.

        Raises:
            EnvironmentFault: It is not finished, or the share cannot be written.
        """
        if (mark := request.finish) is None:
            raise EnvironmentFault("a request that is not finished is not removed")
        try:
            with contextlib.suppress(FileNotFoundError):  # another desk was faster
                sync_file(self._file_of(mark))
            sync_folder(self._folder)
            (self._folder / request.file).unlink(missing_ok=True)
            sync_folder(self._folder)
            for one in request.marks:
                self._file_of(one).unlink(missing_ok=True)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise EnvironmentFault(f"a finished request cannot be removed: {reason}") from error

    def _file_of(self, mark: Mark) -> Path:
        with self._lock:  # another thread may find new ones meanwhile
            names = (name for name, known in self._marks.items() if known is mark)
            return self._folder / next(names, "")

    def _clock_of_share(self) -> float:
        """Return the time as the share's own machine has it, in seconds since 1970."""
        draft = self._folder / f".{secrets.token_hex(6)}.part"
        draft.touch(exist_ok=False)
        try:
            return draft.stat().st_mtime
        finally:
            draft.unlink()

    def _know(self, name: str) -> bool:
        """Read a file that is not known yet; return False where it is damaged."""
        path = self._folder / name
        try:
            if name.endswith(MARK_SUFFIX) and name not in self._marks:
                self._marks[name] = msgspec.json.decode(_head(path, MARK_BYTES), type=Mark)
            elif name.endswith(SUFFIX) and name not in self._labels:
                envelope = decode(_head(path, MAX_FILE_BYTES + 1))
                self._labels[name] = (envelope.label, envelope.unseen)
        except FileNotFoundError:
            return True
        except (OSError, EnvironmentFault, msgspec.DecodeError, UnicodeDecodeError):
            return False
        return True

    def _requests(self, names: Iterable[str]) -> tuple[Request, ...]:
        names = set(names)
        by_id: dict[str, list[Mark]] = {}
        for name, mark in self._marks.items():
            if name in names:
                by_id.setdefault(mark.id, []).append(mark)
        found = [
            Request(file, label, unseen, tuple(sorted(by_id.get(label.id, ()), key=lambda m: m.at)))
            for file, (label, unseen) in self._labels.items()
            if file in names
        ]
        return tuple(sorted(found, key=lambda r: r.label.created_at, reverse=True))


def late(listing: Listing, now: datetime, limit: timedelta) -> int:
    """Return how many requests nobody has opened within the center's limit."""
    return sum(request.is_late(now, limit) for request in listing.requests)


def kind_of(label: Label) -> str:
    """Return which form it is: the last part of its address (``contact``)."""
    return label.form.split("|", 1)[0].rstrip("/").rsplit("/", 1)[-1]


def _head(path: Path, most: int) -> bytes:
    if not path.is_file() or path.is_symlink():
        raise EnvironmentFault(f"{path.name} is no plain file")
    with path.open("rb") as file:
        return file.read(most)
