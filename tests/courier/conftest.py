# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.courier.targets.webhook import WebhookTarget
from kiosk.settings import DeliveryTarget, TargetKind
from tests.support.receiver import Authority, Receiver, make_authority, running_receiver

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


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
    return WebhookTarget(webhook_settings)
