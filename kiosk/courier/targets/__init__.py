# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Receivers of requests: what each must promise, and how one is made from its settings."""

from pathlib import Path
from typing import Protocol, assert_never

from kiosk.courier.targets.folder import FolderTarget
from kiosk.queue.envelope import Envelope
from kiosk.settings import DeliveryTarget, TargetKind


class Target(Protocol):
    """A receiver of sealed requests."""

    @property
    def name(self) -> str:
        """Its name in settings, lists and logs."""

    async def deliver(self, envelope: Envelope) -> None:
        """Hand a request over; the same id twice has one effect at the receiver.

        When this returns the receiver has it durably.

        Raises:
            SendFault: It may not have it.
        """

    async def close(self) -> None:
        """Give connections back; harmless when done twice."""


def make_target(settings: DeliveryTarget) -> Target:
    """Return the target that a table of the settings describes; nothing is opened yet."""
    match settings.kind:
        case TargetKind.FOLDER:
            return FolderTarget(settings.name, Path(settings.path))
        case TargetKind.WEBHOOK:
            # A kiosk without webhooks must not pay for an HTTP library (0.1 s and several MB).
            from kiosk.courier.targets.webhook import WebhookTarget  # noqa: PLC0415

            return WebhookTarget(settings)
        case _:
            assert_never(settings.kind)
