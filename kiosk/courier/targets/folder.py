# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A folder as a receiver: a share, a stick, another system's inbox."""

import asyncio
from pathlib import Path

from kiosk.courier.retry import Problem, SendFault
from kiosk.queue.durable import make_folder, sync_folder, write_synced
from kiosk.queue.envelope import Envelope, Label, encode

SUFFIX = ".ikr"


class FolderTarget:
    """Puts each request into a folder as one sealed file, which appears whole or not at all.

    A request whose file is still there is not written again. Once staff have taken a file away
    nothing here remembers it; its id inside tells a copy from a new request.

    Args:
        name: Name of the target.
        folder: The folder. It is not made: where a share is not mounted there is none.
        makes_folder: Make it when it is missing, for a folder of the kiosk's own.
    """

    def __init__(self, name: str, folder: Path, *, makes_folder: bool = False) -> None:
        self._name = name
        self._folder = folder
        self._makes_folder = makes_folder

    @property
    def name(self) -> str:
        """Its name in settings, lists and logs."""
        return self._name

    async def deliver(self, envelope: Envelope) -> tuple[str, ...]:
        """Put a request's file into the folder; off the loop, since a share may hang.

        Returns:
            The file's name.

        Raises:
            SendFault: The folder is unreachable or full, or another file has the name.
        """
        name = delivered_name(envelope.label)
        try:
            await asyncio.to_thread(self._put, name, encode(envelope))
        except OSError as error:
            raise SendFault(Problem.UNREACHABLE) from error
        return (name,)

    async def close(self) -> None:
        """Nothing is kept open."""

    def _put(self, name: str, data: bytes) -> None:
        if self._makes_folder:
            make_folder(self._folder)
        final, draft = self._folder / name, self._folder / f".{name}.part"
        if not final.exists():
            draft.unlink(missing_ok=True)
            write_synced(draft, data, mode=0o640)
            draft.rename(final)
        elif final.read_bytes() != data:
            raise SendFault(Problem.CONTENT_REFUSED)
        sync_folder(self._folder)


def delivered_name(label: Label) -> str:
    """Return the name of a delivered request: ``20261122T071503Z-K7M-4QX.ikr``."""
    return f"{label.created_at:%Y%m%dT%H%M%SZ}-{label.code}{SUFFIX}"
