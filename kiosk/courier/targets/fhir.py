# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A FHIR R4 server as a receiver, which the courier opens requests for."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk.courier.client import WHOLE_S, translated
from kiosk.courier.fhir.answers import read_answers
from kiosk.courier.fhir.bundle import Sender, build_bundle, identifier, part_id
from kiosk.courier.fhir.frozen import CourierKey, FrozenBundles
from kiosk.courier.fhir.server import FhirServer
from kiosk.courier.retry import Problem, SendFault
from kiosk.faults import EnvironmentFault
from kiosk.queue.envelope import Envelope
from kiosk.queue.store import utc_now


class FhirTarget:
    """Hands each request over as one transaction, which happens once however often it is sent.

    Whenever an earlier attempt may have been made (its Bundle was frozen, or the request is older
    than this process) the server is asked for the Task first. After a success it is asked again.

    Args:
        name: Name of the target.
        server: The server.
        sender: Who sends.
        identity_file: Key file that opens requests; read when it is needed.
        frozen: Folder of the Bundles that wait.
        now: The clock, aware UTC.
    """

    def __init__(
        self,
        name: str,
        server: FhirServer,
        sender: Sender,
        *,
        identity_file: Path,
        frozen: Path,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._name = name
        self._server = server
        self._sender = sender
        self._identity_file = identity_file
        self._frozen = FrozenBundles(frozen)
        self._began = now()

    @property
    def name(self) -> str:
        """Its name in settings, lists and logs."""
        return self._name

    async def deliver(self, envelope: Envelope) -> None:
        """Hand a request over.

        Raises:
            SendFault: The server does not have it, or nobody knows.
        """
        try:
            bundle, is_first = self._bundle(envelope)
            with translated():
                async with asyncio.timeout(WHOLE_S):
                    await self._hand_over(envelope, bundle, is_first=is_first)
            self._frozen.remove(envelope.label.id)
        except OSError as error:  # the disk here, not the network
            raise SendFault(Problem.UNREACHABLE) from error

    async def close(self) -> None:
        """Close the kept connection; harmless when done twice."""
        await self._server.close()

    async def _hand_over(self, envelope: Envelope, bundle: bytes, *, is_first: bool) -> None:
        task = identifier(part_id(envelope.label.id, "Task"))
        if not is_first and await self._server.has_task(task):
            return
        task_id = await self._server.submit(bundle)
        if not await self._server.has_task(task, task_id):
            raise SendFault(Problem.UNCLEAR)

    def _bundle(self, envelope: Envelope) -> tuple[bytes, bool]:
        """Return a request's Bundle, and whether this is surely its first attempt."""
        key, label = CourierKey(self._identity_file), envelope.label
        if frozen := self._frozen.read(label.id, key):
            return frozen, False
        try:
            answers = read_answers(key.open_request(envelope))
        except EnvironmentFault as fault:
            raise SendFault(Problem.CONTENT_REFUSED) from fault
        bundle = build_bundle(label, answers, self._sender)
        self._frozen.write(label.id, bundle, key)
        return bundle, label.created_at >= self._began
