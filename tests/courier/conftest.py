# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.courier.targets import Origin
from kiosk.courier.targets.webhook import WebhookTarget
from kiosk.paths import DataFolder
from kiosk.queue.store import utc_now
from kiosk.settings import DeliveryTarget, TargetKind
from tests.support.envelopes import IDENTITY
from tests.support.fhir_server import Gate, Sekmet, running_gate, running_sekmet
from tests.support.receiver import Authority, Receiver, make_authority, running_receiver

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def make_webhook(settings: DeliveryTarget, now: Callable[[], datetime] = utc_now) -> WebhookTarget:
    """Return a webhook that keeps what it freezes beside its secret."""
    folder = Path(settings.secret_file or "/nowhere").parent
    return WebhookTarget(
        settings,
        kiosk="kiosk-1",
        center="Test Center",
        identity_file=folder / "courier.key",
        frozen=folder / "frozen",
        now=now,
    )


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def receiver(authority: Authority) -> Iterator[Receiver]:
    with running_receiver(authority) as receiver:
        yield receiver


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "webhook.secret"
    path.write_text(f"{SECRET}\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def webhook_settings(receiver: Receiver, authority: Authority, secret_file: Path) -> DeliveryTarget:
    return DeliveryTarget(
        name="hub",
        kind=TargetKind.WEBHOOK,
        url=receiver.url,
        secret_file=str(secret_file),
        ca_file=str(authority.ca_file),
    )


@pytest.fixture
def webhook(webhook_settings: DeliveryTarget) -> WebhookTarget:
    return make_webhook(webhook_settings)


@pytest.fixture(scope="module")
def sekmet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sekmet]:
    """A real FHIR server for a module; its tests tell their requests apart by their ids."""
    with running_sekmet(tmp_path_factory.mktemp("sekmet")) as server:
        yield server


@pytest.fixture
def gate(authority: Authority, sekmet: Sekmet) -> Iterator[Gate]:
    """TLS before that server, doing what a test tells it."""
    with running_gate(authority, sekmet.port) as gate:
        yield gate


@pytest.fixture
def identity_file(tmp_path: Path) -> Path:
    path = tmp_path / "courier.key"
    path.write_text(f"# made for a test\n{IDENTITY}\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def fhir_settings(gate: Gate, authority: Authority, identity_file: Path) -> DeliveryTarget:
    return DeliveryTarget(
        name="ehr",
        kind=TargetKind.FHIR,
        url=gate.url,
        ca_file=str(authority.ca_file),
        identity_file=str(identity_file),
    )


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    return Origin("kiosk-1", "Test Center", DataFolder(tmp_path / "data"))
