# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An HTTPS receiver, spoken to in Standard Webhooks; the request sealed, or opened as JSON.

Source:
    Standard Webhooks specification 1.0 (headers, signature, the id constant over retries).
"""

import asyncio
import base64
import contextlib
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

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
from kiosk.courier.fhir.answers import read_answers
from kiosk.courier.fhir.frozen import CourierKey, FrozenBundles
from kiosk.courier.retry import Problem, SendFault, problem_of_answer, read_retry_after
from kiosk.courier.summary import summary
from kiosk.faults import EnvironmentFault
from kiosk.queue.envelope import Envelope
from kiosk.queue.store import utc_now
from kiosk.settings import DeliveryTarget, WebhookBody

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""What of an answer may be kept as an id: nothing that could be a visitor's words."""


class _Named(msgspec.Struct):
    id: str | int = ""


class WebhookTarget:
    """Posts each request to an HTTPS address.

    Its files are read when they are needed, so that a missing one pauses this target and no other.
    An opened body is kept, sealed to the courier, until it has arrived: every try sends its bytes.

    Args:
        settings: Its table of the settings.
        kiosk: Name of this kiosk.
        center: Name of the center.
        identity_file: Key file that opens requests; read for a JSON body only.
        frozen: Folder of the bodies that wait.
        now: The clock, aware UTC; a signature holds for minutes only.
    """

    def __init__(
        self,
        settings: DeliveryTarget,
        *,
        kiosk: str,
        center: str,
        identity_file: Path,
        frozen: Path,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._settings = settings
        self._origin = {"kiosk": kiosk, "center": center}
        self._identity_file = identity_file
        self._frozen = FrozenBundles(frozen)
        self._now = now
        self._client: httpx.AsyncClient | None = None

    @property
    def name(self) -> str:
        """Its name in settings, lists and logs."""
        return self._settings.name

    async def deliver(self, envelope: Envelope) -> tuple[str, ...]:
        """Post a request and read the verdict from the answer's status.

        Returns:
            The id that the receiver gave it, where it said one.

        Raises:
            SendFault: It was not taken, or nobody knows.
        """
        try:
            body = await asyncio.to_thread(self._body, envelope)
        except OSError as error:  # the disk here, not the network
            raise SendFault(Problem.UNREACHABLE) from error
        with translated():
            async with asyncio.timeout(WHOLE_S):
                remote = await self._post(envelope, body)
        with contextlib.suppress(OSError):
            self._frozen.remove(envelope.label.id)
        return remote

    async def close(self) -> None:
        """Close the kept connection; harmless when done twice."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _post(self, envelope: Envelope, body: str) -> tuple[str, ...]:
        headers = self._headers(envelope, body)
        client = self._open_client()
        async with client.stream(
            "POST", self._settings.url, content=body.encode(), headers=headers
        ) as answer:
            problem = problem_of_answer(answer.status_code)
            if problem is not None:
                wait_s = read_retry_after(answer.headers.get("retry-after"), self._now())
                raise SendFault(problem, retry_after_s=wait_s)
            said = await _short_body(answer)
            if said.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
                raise SendFault(Problem.UNEXPECTED)  # the sign-in page of some network
            return remote_ids(answer.headers.get("location", ""), said)

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

    def _body(self, envelope: Envelope) -> str:
        """Return what is posted, the same at every try."""
        if self._settings.body is WebhookBody.SEALED:
            sealed = base64.b64encode(envelope.sealed).decode("ascii")
            return _message("request.sealed", envelope, {"sealed": sealed})
        key = CourierKey(self._identity_file)
        if frozen := self._frozen.read(envelope.label.id, key):
            return frozen.decode()
        body = _message("request.opened", envelope, {**self._origin, **_opened(envelope, key)})
        self._frozen.write(envelope.label.id, body.encode(), key)
        return body


def remote_ids(location: str, body: bytes) -> tuple[str, ...]:
    """Return the id in an answer: ``id`` of its JSON, else the end of its Location; or nothing.

    Source:
        RFC 9110 section 10.2.2 (Location of what was created).
    """
    found = ""
    with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
        found = str(msgspec.json.decode(body, type=_Named).id)
    found = found or location.partition("?")[0].rstrip("/").rpartition("/")[2]
    return (found,) if _ID.fullmatch(found) else ()


def _opened(envelope: Envelope, key: CourierKey) -> dict[str, object]:
    try:
        answers = read_answers(key.open_request(envelope))
    except EnvironmentFault as fault:
        raise SendFault(Problem.CONTENT_REFUSED) from fault
    marks = ["test"] if answers.is_test else []
    marks += ["receipt-unseen"] if envelope.unseen else []
    return {"marks": marks, "summary": summary(answers.resource), "response": answers.resource}


def _message(kind: str, envelope: Envelope, more: dict[str, object]) -> str:
    label = envelope.label
    return msgspec.json.encode(
        {
            "type": kind,
            "timestamp": label.created_at,
            "data": {
                "id": label.id,
                "code": label.code,
                "created_at": label.created_at,
                "form": label.form,
                "form_version": label.form_version,
                "form_sha256": label.form_sha256,
                "receipt_shown": not envelope.unseen,
                **more,
            },
        }
    ).decode()


async def _short_body(answer: httpx.Response) -> bytes:
    """Read a short answer so that its connection can be kept; leave a long or cut one unread."""
    parts, size_bytes = list[bytes](), 0
    try:
        async for part in answer.aiter_raw():
            parts.append(part)
            size_bytes += len(part)
            if size_bytes > MAX_ANSWER_BYTES:
                return b""
    except httpx.TransportError:
        return b""  # the status said that it was taken
    return b"".join(parts)
