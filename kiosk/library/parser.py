# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Articles prepared in child processes with limits of time and memory.

A few children live through a build and take one article after the other, each within a time of its
own. A child that takes too long or dies is replaced, and the article that it worked on is refused.
"""

import contextlib
import gc
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from types import TracebackType
from typing import Self

import msgspec

from kiosk.faults import EnvironmentFault, Finding
from kiosk.library import markdown
from kiosk.library.files import ArticleFolder
from kiosk.library.limits import text_findings
from kiosk.library.markdown import Parsed
from kiosk.library.prepared import Prepared, Ref, prepare

# An article is refused within 2 s, the killing and the telling included.
TIMEOUT_S = 1.7
START_TIMEOUT_S = 30.0
MEMORY_BYTES = 512 * 1024 * 1024
MAX_WORKERS = 4
STOPPED = "parser-stopped"
_MAX_ANSWER_BYTES = 32 * 1024 * 1024
_CONTEXT = multiprocessing.get_context("spawn")
_READY, _AT, _DONE = b"r", b"@", b"="


class Job(msgspec.Struct, frozen=True):
    """An article to prepare: its folder, and what it leads to that is not there."""

    folder: ArticleFolder
    missing: frozenset[Ref] = frozenset()


@dataclass(slots=True)
class _Child:
    """A child and what it is doing; ``at`` is the file and line that it last named."""

    process: BaseProcess
    connection: Connection
    until_s: float
    job: Job | None = None
    at: tuple[str, int] = ("", 0)

    def take(self, job: Job, timeout_s: float) -> None:
        """Send a job; its time starts now."""
        self.job, self.at = job, (f"articles/{job.folder.slug}", 0)
        self.until_s = monotonic() + timeout_s
        with contextlib.suppress(OSError):  # a dead child is noticed by its silence
            self.connection.send_bytes(msgspec.msgpack.encode(job))

    def kill(self) -> None:
        """End it at once."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class ArticleWorkers:
    """Prepares articles in children of its own; use it in a ``with`` block.

    Args:
        count: Most children at a time; None for one a processor.
        timeout_s: Seconds after which an article is refused.
        memory_bytes: Address space of a child.
    """

    def __init__(
        self,
        *,
        count: int | None = None,
        timeout_s: float = TIMEOUT_S,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        self._count = count or min(MAX_WORKERS, os.cpu_count() or 1)
        self._timeout_s, self._memory_bytes = timeout_s, memory_bytes
        self._idle: list[_Child] = []
        self._busy: dict[Connection, _Child] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all children at once."""
        for child in (*self._idle, *self._busy.values()):
            child.kill()
        self._idle, self._busy = [], {}

    def prepare(self, jobs: Iterable[Job], amount: int | None = None) -> Iterator[Prepared]:
        """Yield each article once, in any order; a refused one has only findings.

        Args:
            jobs: The articles.
            amount: How many there are, so that few of them start few children.

        Raises:
            EnvironmentFault: A child cannot be started.
        """
        count = self._count if amount is None else min(self._count, 1 + amount // 16)
        waiting = iter(jobs)
        job = next(waiting, None)
        while job is not None or any(child.job for child in self._busy.values()):
            while job is not None and self._idle:
                child = self._idle.pop()
                child.take(job, self._timeout_s)
                self._busy[child.connection] = child
                job = next(waiting, None)
            while job is not None and len(self._busy) < count:
                child = self._start()
                self._busy[child.connection] = child
            yield from self._answers()

    def _answers(self) -> Iterator[Prepared]:
        """Wait for the next word of a child, or the end of its time."""
        first_s = min(child.until_s for child in self._busy.values())
        heard = wait(list(self._busy), max(0.0, first_s - monotonic()))
        for child in [c for c in self._busy.values() if c.connection in heard]:
            prepared = self._hear(child)
            if prepared is not None:
                yield prepared
        now_s = monotonic()
        for child in [c for c in self._busy.values() if c.until_s <= now_s]:
            yield self._refuse(child)

    def _hear(self, child: _Child) -> Prepared | None:
        try:
            word = child.connection.recv_bytes(_MAX_ANSWER_BYTES)
            if word[:1] == _AT:
                child.at = msgspec.msgpack.decode(word[1:], type=tuple[str, int])
                return None
            prepared = (
                msgspec.msgpack.decode(word[1:], type=Prepared) if word[:1] == _DONE else None
            )
        except (OSError, EOFError, msgspec.DecodeError):
            return self._refuse(child)
        del self._busy[child.connection]
        child.job = None
        self._idle.append(child)
        return prepared

    def _refuse(self, child: _Child) -> Prepared:
        del self._busy[child.connection]
        child.kill()
        if child.job is None:
            raise EnvironmentFault("the article parser did not start")
        return Prepared(child.job.folder.slug, (_stopped(*child.at),))

    def _start(self) -> _Child:
        here, there = _CONTEXT.Pipe()
        process = _CONTEXT.Process(
            target=_serve,
            args=(there, self._memory_bytes),
            name="article-parser",
            daemon=True,
        )
        process.start()
        there.close()
        return _Child(process, here, monotonic() + START_TIMEOUT_S)


def _stopped(file: str, first_line: int) -> Finding:
    return Finding(
        file,
        first_line,
        STOPPED,
        "The text stops the Markdown parser.",
        "Look for long rows of brackets, stars or list marks, and write it plainly.",
    )


def parsed_within_limits(text: str, file: str, folder: str, first_line: int) -> Parsed:
    """Return the blocks of a text of any size and kind, or only findings when it is refused.

    The time it takes is not limited here.
    """
    refusals = text_findings(text, file, first_line)
    if refusals:
        return Parsed(findings=refusals)
    try:
        return markdown.parse(text, file, folder, first_line)
    except (RecursionError, MemoryError):
        return Parsed(findings=(_stopped(file, first_line),))


def _serve(connection: Connection, memory_bytes: int) -> None:
    """Prepare what comes until the other end closes."""
    _limit_memory(memory_bytes)
    # Looking for garbage after every few hundred blocks costs more than what lies about.
    gc.freeze()
    gc.set_threshold(50_000)

    def parse(text: str, file: str, folder: str, first_line: int) -> Parsed:
        connection.send_bytes(_AT + msgspec.msgpack.encode((file, first_line)))
        return parsed_within_limits(text, file, folder, first_line)

    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        connection.send_bytes(_READY)
        while True:
            job = msgspec.msgpack.decode(connection.recv_bytes(), type=Job)
            prepared = prepare(job.folder, job.missing, parse)
            connection.send_bytes(_DONE + msgspec.msgpack.encode(prepared))


def _limit_memory(memory_bytes: int) -> None:
    if sys.platform == "win32":  # no such limit there; the time limit stays
        return
    import resource  # noqa: PLC0415  # the module does not exist on Windows

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
