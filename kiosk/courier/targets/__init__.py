# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Receivers of requests: what each must promise, and how one is made from its settings."""

import contextlib
import shutil
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Protocol, assert_never, cast, runtime_checkable

from kiosk.courier.retry import SendFault
from kiosk.courier.targets.folder import FolderTarget
from kiosk.paths import DataFolder
from kiosk.queue.envelope import Envelope, RequestId
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

    async def deliver(self, envelope: Envelope) -> tuple[str, ...]:
        """Hand a request over; the same id twice has one effect at the receiver.

        When this returns the receiver has it durably.

        Returns:
            Ids under which the receiver keeps it, where it says them.

        Raises:
            SendFault: It may not have it.
        """

    async def close(self) -> None:
        """Give connections back; harmless when done twice."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one request.

    Attributes:
        id: The request.
        fault: Why the receiver may not have it, or None: it has it durably.
        remote: Ids under which the receiver keeps it, where it said them.
    """

    id: RequestId
    fault: SendFault | None = None
    remote: tuple[str, ...] = ()


@runtime_checkable
class BatchTarget(Target, Protocol):
    """A receiver that is asked once about many requests."""

    async def deliver_many(self, envelopes: Sequence[Envelope]) -> Sequence[Outcome]:
        """Hand requests over one after the other; those that were tried have an outcome, in order.

        What stands in the way of all of them is the last outcome.
        """


def make_target(settings: DeliveryTarget, origin: Origin) -> Target:
    """Return the target that a table of the settings describes; nothing is opened yet.

    A kiosk without webhooks or FHIR servers must not pay for an HTTP library (0.1 s, several MB).
    """
    # httpx would load its own command line, with all that draws it (5 MB and 0.1 s), and look for
    # other event loops on the disk at every request.
    for name in ("httpx._main", "sniffio", "trio"):
        sys.modules.setdefault(name, cast("ModuleType", None))
    match settings.kind:
        case TargetKind.FOLDER:
            return FolderTarget(settings.name, Path(settings.path))
        case TargetKind.WEBHOOK:
            from kiosk.courier.targets.webhook import WebhookTarget  # noqa: PLC0415 - see above

            return WebhookTarget(
                settings,
                kiosk=origin.kiosk,
                center=origin.center,
                identity_file=_identity_file(settings, origin),
                frozen=origin.frozen / settings.name,
            )
        case TargetKind.FHIR:
            from kiosk.courier.fhir.bundle import Sender  # noqa: PLC0415 - see above
            from kiosk.courier.fhir.server import FhirServer  # noqa: PLC0415 - see above
            from kiosk.courier.targets.fhir import FhirTarget  # noqa: PLC0415 - see above

            return FhirTarget(
                settings.name,
                FhirServer(settings),
                Sender(origin.kiosk, origin.center, settings.organization, settings.patient),
                identity_file=_identity_file(settings, origin),
                frozen=origin.frozen / settings.name,
            )
        case _:
            assert_never(settings.kind)


def _identity_file(settings: DeliveryTarget, origin: Origin) -> Path:
    """Return the key file that opens requests; a demonstration has a pair of its own."""
    return Path(settings.identity_file or origin.data.keys / "intake.key")
