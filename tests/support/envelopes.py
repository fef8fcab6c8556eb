# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Sealed requests for tests, with a canary that must never be readable anywhere."""

from datetime import UTC, datetime

import pyrage  # type: ignore[import-untyped]

from kiosk.queue.envelope import Envelope, Label, RequestId, new_request_id, seal_request
from kiosk.queue.store import QueueStore
from kiosk.queue.view import Due

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CANARY = "Canaria Testperson"
ANSWERS = (
    '{"resourceType":"QuestionnaireResponse","item":[{"linkId":"name","text":"Name",'
    f'"answer":[{{"valueString":"{CANARY}"}}]}}]}}'
).encode()


def key_pair() -> tuple[str, str]:
    """Return a new recipient and its identity."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


RECIPIENT, IDENTITY = key_pair()


def label(request_id: RequestId | None = None) -> Label:
    return Label.of(
        request_id or new_request_id(),
        created_at=NOW,
        form="https://kiosk.example/forms/contact",
        form_version="1",
        form_sha256="0" * 64,
    )


def envelope(request_id: RequestId | None = None) -> Envelope:
    return seal_request(label(request_id), ANSWERS, [RECIPIENT])


def next_due(store: QueueStore, target: str, now: datetime) -> Due | None:
    """Return the oldest request that may be sent to a target now, or None."""
    return next(iter(store.due(target, now, 1)), None)
