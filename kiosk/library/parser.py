# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The Markdown parser in a child process with limits of time and memory.

One child serves many articles. A child that takes too long or dies is replaced, and the article
that it worked on is refused.
"""

import contextlib
import multiprocessing
import sys
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

import msgspec

from kiosk.faults import EnvironmentFault, Finding
from kiosk.library import markdown
from kiosk.library.limits import text_findings
from kiosk.library.markdown import Parsed

TIMEOUT_S = 2.0
START_TIMEOUT_S = 30.0
MEMORY_BYTES = 512 * 1024 * 1024
_MAX_ANSWER_BYTES = 16 * 1024 * 1024
_CONTEXT = multiprocessing.get_context("spawn")


class _Job(msgspec.Struct, frozen=True):
    text: str
    file: str
    folder: str
    first_line: int


class ArticleParser:
    """Parses articles one after the other; use it in a ``with`` block.

    Args:
        timeout_s: Seconds after which an article is refused.
        memory_bytes: Address space of the child.
    """

    def __init__(self, timeout_s: float = TIMEOUT_S, memory_bytes: int = MEMORY_BYTES) -> None:
        self._timeout_s, self._memory_bytes = timeout_s, memory_bytes
        self._child: tuple[multiprocessing.process.BaseProcess, Connection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def parse(self, text: str, file: str, folder: str, first_line: int = 1) -> Parsed:
        """Return the blocks of an article, or only findings when it is refused.

        Args:
            text: Markdown without front matter, of any size and kind.
            file: Name for the findings.
            folder: Slug of the article.
            first_line: Line of the file on which ``text`` starts.

        Raises:
            EnvironmentFault: The child process cannot be started.
        """
        refusals = text_findings(text, file, first_line)
        if refusals:
            return Parsed(findings=refusals)
        connection = self._connection()
        try:
            connection.send_bytes(msgspec.json.encode(_Job(text, file, folder, first_line)))
            if connection.poll(self._timeout_s):
                answer = connection.recv_bytes(_MAX_ANSWER_BYTES)
                return msgspec.json.decode(answer, type=Parsed)
        except (OSError, EOFError, msgspec.DecodeError):
            pass
        self.close()
        return Parsed(findings=(_stopped(file, first_line),))

    def close(self) -> None:
        """End the child at once."""
        if self._child is None:
            return
        process, connection = self._child
        self._child = None
        connection.close()
        process.kill()
        process.join()
        process.close()

    def _connection(self) -> Connection:
        if self._child is None:
            here, there = _CONTEXT.Pipe()
            process = _CONTEXT.Process(
                target=_serve, args=(there, self._memory_bytes), name="article-parser", daemon=True
            )
            process.start()
            there.close()
            self._child = process, here
            try:
                ready = here.poll(START_TIMEOUT_S) and here.recv_bytes() == b"ready"
            except (OSError, EOFError):
                ready = False
            if not ready:
                self.close()
                raise EnvironmentFault("the article parser did not start")
        return self._child[1]


def _stopped(file: str, first_line: int) -> Finding:
    return Finding(
        file,
        first_line,
        "parser-stopped",
        "The text stops the Markdown parser.",
        "Look for long rows of brackets, stars or list marks, and write it plainly.",
    )


def _serve(connection: Connection, memory_bytes: int) -> None:
    """Parse what comes until the other end closes."""
    _limit_memory(memory_bytes)
    connection.send_bytes(b"ready")
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            job = msgspec.json.decode(connection.recv_bytes(), type=_Job)
            try:
                parsed = markdown.parse(job.text, job.file, job.folder, job.first_line)
            except (RecursionError, MemoryError):
                parsed = Parsed(findings=(_stopped(job.file, job.first_line),))
            connection.send_bytes(msgspec.json.encode(parsed))


def _limit_memory(memory_bytes: int) -> None:
    if sys.platform == "win32":  # no such limit there; the time limit stays
        return
    import resource  # noqa: PLC0415  # the module does not exist on Windows

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
