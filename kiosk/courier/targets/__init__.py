# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Receivers of requests: what each must promise, and how one is made from its settings."""

import contextlib
import shutil
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Protocol, assert_never, cast

from kiosk.courier.targets.folder import FolderTarget
from kiosk.paths import DataFolder
from kiosk.queue.envelope import Envelope
from kiosk.settings import DeliveryTarget, TargetKind

FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where requests come from.

    Attributes:
        kiosk: Name of this kiosk.
        center: Name of the center.
        data: The kiosk's data folder.
    """

    kiosk: str
    center: str
    data: DataFolder

    @property
    def frozen(self) -> Path:
        """Where targets keep what they send under the same bytes until it has arrived."""
        return self.data.queue / FROZEN


def forget_others(origin: Origin, names: Collection[str]) -> None:
    """Remove what targets kept that are no longer configured: nothing of it will be sent.

    Source: ``kiosk/queue/store.py``, which does not wait for such targets either.
    """
    with contextlib.suppress(OSError):
        for folder in origin.frozen.iterdir():
            if folder.name not in names:
                shutil.rmtree(folder, ignore_errors=True)


class Target(Protocol):
    """A receiver of requests."""

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


def make_target(settings: DeliveryTarget, origin: Origin) -> Target:
    """Return the target that a table of the settings describes; nothing is opened yet.

    A kiosk without webhooks or FHIR servers must not pay for an HTTP library (0.1 s, several MB).
    """
    # httpx would load its own command line, with all that draws it: 5 MB and 0.1 s.
    sys.modules.setdefault("httpx._main", cast("ModuleType", None))
    match settings.kind:
        case TargetKind.FOLDER:
            return FolderTarget(settings.name, Path(settings.path))
        case TargetKind.WEBHOOK:
            from kiosk.courier.targets.webhook import WebhookTarget  # noqa: PLC0415 - see above

            return WebhookTarget(settings)
        case TargetKind.FHIR:
            from kiosk.courier.fhir.bundle import Sender  # noqa: PLC0415 - see above
            from kiosk.courier.fhir.server import FhirServer  # noqa: PLC0415 - see above
            from kiosk.courier.targets.fhir import FhirTarget  # noqa: PLC0415 - see above

            return FhirTarget(
                settings.name,
                FhirServer(settings),
                Sender(origin.kiosk, origin.center, settings.organization, settings.patient),
                identity_file=Path(settings.identity_file or origin.data.keys / "intake.key"),
                frozen=origin.frozen / settings.name,
            )
        case _:
            assert_never(settings.kind)
