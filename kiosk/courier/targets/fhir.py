# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A FHIR R4 server as a receiver, which the courier opens requests for."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from kiosk.courier.client import WHOLE_S, translated
from kiosk.courier.fhir.answers import read_answers
from kiosk.courier.fhir.bundle import Sender, build_bundle, identifier, part_id
from kiosk.courier.fhir.frozen import CourierKey, FrozenBundles
from kiosk.courier.fhir.server import FhirServer
from kiosk.courier.retry import STREAK, Problem, SendFault
from kiosk.courier.targets import Outcome
from kiosk.faults import EnvironmentFault
from kiosk.queue.envelope import Envelope, RequestId
from kiosk.queue.store import utc_now

_log = logging.getLogger(__name__)

BATCH_S = 2.0
SENT_WITHIN_S = 0.001
"""Until then a Bundle is mostly on the wire, and the next one can be made."""


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

    async def deliver(self, envelope: Envelope) -> tuple[str, ...]:
        """Hand a request over.

        Returns:
            Its Task at the server, where that has said it.

        Raises:
            SendFault: The server does not have it, or nobody knows.
        """
        (outcome,) = await self.deliver_many([envelope])
        if outcome.fault is not None:
            raise outcome.fault
        return outcome.remote

    async def deliver_many(self, envelopes: Sequence[Envelope]) -> Sequence[Outcome]:
        """Hand requests over, each as its own transaction; the server is asked about many at once.

        A Bundle is made while the one before it is on its way. No new one is begun after
        ``BATCH_S``, so that deliveries are known soon.
        """
        outcomes: dict[RequestId, SendFault | None] = {}
        posted: dict[RequestId, str] = {}
        try:
            key = CourierKey(self._identity_file)
            tried = {one.label.id: "" for one in envelopes if self._may_have_been_tried(one)}
            outcomes |= await self._asked(tried)
            left = [one for one in envelopes if one.label.id not in outcomes]
            posted = await self._post(left, key, outcomes)
            found = await self._asked(posted)
            outcomes |= {one: found.get(one, SendFault(Problem.UNCLEAR)) for one in posted}
        except SendFault as fault:
            first = next(one.label.id for one in envelopes if one.label.id not in outcomes)
            outcomes[first] = fault
        arrived = [one for one, fault in outcomes.items() if fault is None]
        with contextlib.suppress(OSError):  # what stays is asked about, nothing more
            for request_id in arrived:
                self._frozen.remove(request_id)
        remote = {one: (f"Task/{its_id}",) for one, its_id in posted.items() if its_id}
        ids = [one.label.id for one in envelopes if one.label.id in outcomes]
        return [Outcome(one, outcomes[one], remote.get(one, ())) for one in ids]

    async def close(self) -> None:
        """Close the kept connection; harmless when done twice."""
        await self._server.close()

    def _may_have_been_tried(self, envelope: Envelope) -> bool:
        return envelope.label.created_at < self._began or self._frozen.has(envelope.label.id)

    async def _asked(self, known: Mapping[RequestId, str]) -> dict[RequestId, SendFault | None]:
        """Return which requests the server has (None) or has twice, which a person must look at.

        Args:
            known: The requests, and the ids that the server gave their Tasks, or nothing.

        Raises:
            SendFault: It does not say.
        """
        tasks = {identifier(part_id(one, "Task")): one for one in known}
        if not tasks:
            return {}
        with translated():
            async with asyncio.timeout(WHOLE_S):
                counts = await self._server.count_tasks({t: known[one] for t, one in tasks.items()})
        return {
            tasks[task]: SendFault(Problem.CONTENT_REFUSED) if count > 1 else None
            for task, count in counts.items()
            if count
        }

    async def _post(
        self,
        envelopes: Sequence[Envelope],
        key: CourierKey,
        outcomes: dict[RequestId, SendFault | None],
    ) -> dict[RequestId, str]:
        """Post Bundles until something stands in the way of all; note the failures.

        Returns:
            Those that the server took, and the ids that it gave their Tasks.
        """
        posted: dict[RequestId, str] = {}
        until, streak = time.monotonic() + BATCH_S, 0
        async with contextlib.aclosing(self._prepared(envelopes, key)) as prepared:
            async for request_id, bundle in prepared:
                try:
                    posted[request_id] = await self._post_one(bundle)
                    streak = 0
                except SendFault as fault:
                    outcomes[request_id] = fault
                    streak += 1
                    if not fault.problem.is_of_request or streak >= STREAK:
                        break
                if time.monotonic() >= until:
                    break
        return posted

    async def _post_one(self, bundle: bytes | SendFault) -> str:
        if isinstance(bundle, SendFault):
            raise bundle
        try:
            with translated():
                async with asyncio.timeout(WHOLE_S):
                    return await self._server.submit(bundle)
        except SendFault:
            raise
        except Exception as error:
            _log.exception("a request met a bug on its way to %s", self._name)
            raise SendFault(Problem.UNCLEAR) from error

    async def _prepared(
        self, envelopes: Sequence[Envelope], key: CourierKey
    ) -> AsyncGenerator[tuple[RequestId, bytes | SendFault], None]:
        """Give each request's Bundle, one of them being made ahead."""
        ahead: asyncio.Task[tuple[RequestId, bytes | SendFault]] | None = None
        try:
            for envelope in envelopes:
                is_ahead = ahead is not None
                current = ahead
                ahead = asyncio.create_task(self._prepare(envelope, key, is_ahead=is_ahead))
                if current is not None:
                    yield await current
            if ahead is not None:
                yield await ahead
        finally:
            if ahead is not None:
                ahead.cancel()

    async def _prepare(
        self, envelope: Envelope, key: CourierKey, *, is_ahead: bool
    ) -> tuple[RequestId, bytes | SendFault]:
        if is_ahead:
            await asyncio.sleep(SENT_WITHIN_S)  # in a thread it would fight for Python's lock
        try:
            return envelope.label.id, self._bundle(envelope, key)
        except SendFault as fault:
            return envelope.label.id, fault
        except OSError:  # the disk here, not the network
            return envelope.label.id, SendFault(Problem.UNREACHABLE)
        except Exception:  # noqa: BLE001 - a bug met by one request must not stop the others
            _log.exception("a request met a bug on its way to %s", self._name)
            return envelope.label.id, SendFault(Problem.UNCLEAR)

    def _bundle(self, envelope: Envelope, key: CourierKey) -> bytes:
        label = envelope.label
        if frozen := self._frozen.read(label.id, key):
            return frozen
        try:
            answers = read_answers(key.open_request(envelope))
        except EnvironmentFault as fault:
            raise SendFault(Problem.CONTENT_REFUSED) from fault
        bundle = build_bundle(label, answers, self._sender, unseen=envelope.unseen)
        self._frozen.write(label.id, bundle, key)
        return bundle
