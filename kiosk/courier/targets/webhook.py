# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An HTTPS receiver, spoken to in Standard Webhooks; the request stays sealed.

Source:
    Standard Webhooks specification 1.0 (headers, signature, the id constant over retries).
"""

import asyncio
import base64
from collections.abc import Callable
from datetime import datetime

import httpx
import msgspec
from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

from kiosk.courier.client import (
    MAX_ANSWER_BYTES,
    WHOLE_S,
    open_client,
    read_secret,
    translated,
)
from kiosk.courier.retry import Problem, SendFault, problem_of_answer, read_retry_after
from kiosk.queue.envelope import Envelope
from kiosk.queue.store import utc_now
from kiosk.settings import DeliveryTarget


class WebhookTarget:
    """Posts each request to an HTTPS address.

    Its files are read when they are needed, so that a missing one pauses this target and no other.

    Args:
        settings: Its table of the settings.
        now: The clock, aware UTC; a signature holds for minutes only.
    """

    def __init__(self, settings: DeliveryTarget, now: Callable[[], datetime] = utc_now) -> None:
        self._settings = settings
        self._now = now
        self._client: httpx.AsyncClient | None = None

    @property
    def name(self) -> str:
        """Its name in settings, lists and logs."""
        return self._settings.name

    async def deliver(self, envelope: Envelope) -> None:
        """Post a request and read the verdict from the answer's status.

        Raises:
            SendFault: It was not taken, or nobody knows.
        """
        with translated():
            async with asyncio.timeout(WHOLE_S):
                await self._post(envelope)

    async def close(self) -> None:
        """Close the kept connection; harmless when done twice."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _post(self, envelope: Envelope) -> None:
        body = _body(envelope)
        headers = self._headers(envelope, body)
        client = self._open_client()
        async with client.stream(
            "POST", self._settings.url, content=body.encode(), headers=headers
        ) as answer:
            problem = problem_of_answer(answer.status_code)
            if problem is not None:
                wait_s = read_retry_after(answer.headers.get("retry-after"), self._now())
                raise SendFault(problem, retry_after_s=wait_s)
            await _drain(answer)

    def _headers(self, envelope: Envelope, body: str) -> dict[str, str]:
        try:
            webhook = Webhook(read_secret(self._settings.secret_file))
        except (ValueError, EmptyWebhookSecretError) as error:
            raise SendFault(Problem.NOT_SET_UP) from error
        sent_at = self._now()
        return {
            "content-type": "application/json",
            "webhook-id": envelope.label.id,
            "webhook-timestamp": str(int(sent_at.timestamp())),
            "webhook-signature": webhook.sign(envelope.label.id, sent_at, body),
        }

    def _open_client(self) -> httpx.AsyncClient:
        if self._client is None:
            if not self._settings.url.startswith("https://"):
                raise SendFault(Problem.NOT_SET_UP)
            self._client = open_client(self._settings)
        return self._client


def _body(envelope: Envelope) -> str:
    """Return what is posted, the same at every try."""
    label = envelope.label
    return msgspec.json.encode(
        {
            "type": "request.sealed",
            "timestamp": label.created_at,
            "data": {
                "id": label.id,
                "code": label.code,
                "created_at": label.created_at,
                "form": label.form,
                "form_version": label.form_version,
                "form_sha256": label.form_sha256,
                "sealed": base64.b64encode(envelope.sealed).decode("ascii"),
            },
        }
    ).decode()


async def _drain(answer: httpx.Response) -> None:
    """Read a short answer so that its connection can be kept; leave a long or cut one unread."""
    size_bytes = 0
    try:
        async for part in answer.aiter_raw():
            size_bytes += len(part)
            if size_bytes > MAX_ANSWER_BYTES:
                return
    except httpx.TransportError:
        return  # the status said that it was taken
