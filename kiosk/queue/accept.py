# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Send: the answers are frozen, sealed and put into the mail slot; only then is there a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.forms.model import Answers, Form
from kiosk.forms.respond import canonical_bytes, response
from kiosk.queue.envelope import Label, RequestId, seal_request
from kiosk.queue.slot import MailSlot


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it stands when Send is touched.

    Attributes:
        form: The form, with the center's facts filled in.
        answers: What was answered.
        language: Language of the visit at that moment.
        request_id: Made when the form opened; by it a Send that is tapped twice is one request.
    """

    form: Form
    answers: Answers = field(repr=False)
    language: str
    request_id: RequestId


def accept(filled: Filled, *, slot: Path, recipients: Sequence[str], now: datetime) -> str:
    """Accept a request: when this returns it lies sealed in the slot and survives power loss.

    Args:
        filled: The form.
        slot: The mail slot.
        recipients: age public keys, not empty.
        now: Aware UTC, by the kiosk's clock.

    Returns:
        The receipt code.

    Raises:
        InputFault: An answer must be mended first.
        EnvironmentFault: The slot is full, or the disk is full or failed; nothing was accepted.
        ValueError: The answers are too long for any envelope.
    """
    label = Label.of(
        filled.request_id,
        created_at=now,
        form=filled.form.url,
        form_version=filled.form.version,
        form_sha256=filled.form.digest,
    )
    MailSlot(slot).put(seal_request(label, frozen_bytes(filled, now), recipients))
    return label.code


def frozen_bytes(filled: Filled, now: datetime) -> bytes:
    """Return the answers as the bytes that are sealed, a QuestionnaireResponse.

    Raises:
        InputFault: An answer must be mended first.
    """
    resource = response(
        filled.form,
        filled.answers,
        request_id=filled.request_id,
        authored_at=now,
        language=filled.language,
    )
    return canonical_bytes(resource)
