# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from standardwebhooks import Webhook

from kiosk.courier.retry import Problem, SendFault
from kiosk.courier.targets.webhook import WebhookTarget
from kiosk.settings import DeliveryTarget
from tests.courier.conftest import SECRET
from tests.courier.test_targets import deliver
from tests.support.envelopes import CANARY, NOW, envelope
from tests.support.receiver import Answer, Authority, Receiver, make_authority, running_receiver


def _problem(target: WebhookTarget) -> SendFault:
    with pytest.raises(SendFault) as fault:
        deliver(target, envelope())
    return fault.value


def test_post_verifies_as_a_standard_webhook(webhook: WebhookTarget, receiver: Receiver) -> None:
    one = envelope()

    deliver(webhook, one)

    (post,) = receiver.posts
    message = Webhook(SECRET).verify(post.body, post.headers)
    assert post.headers["webhook-id"] == one.label.id
    assert post.headers["content-type"] == "application/json"
    assert message["type"] == "request.sealed"
    assert message["data"]["code"] == one.label.code
    assert CANARY not in post.body


def test_cut_answer_is_unclear_and_sent_again_under_the_same_id(
    webhook: WebhookTarget, webhook_settings: DeliveryTarget, receiver: Receiver
) -> None:
    one = envelope()
    receiver.answers.append(Answer(cut=True))

    with pytest.raises(SendFault) as fault:
        deliver(webhook, one)
    later = datetime(2026, 12, 1, tzinfo=UTC)
    deliver(WebhookTarget(webhook_settings, now=lambda: later), one)

    first, second = receiver.posts
    assert fault.value.problem is Problem.UNCLEAR
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == one.label.id
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert first.body == second.body


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_every_success_delivers(webhook: WebhookTarget, receiver: Receiver, status: int) -> None:
    receiver.answers.append(Answer(status, body=b"" if status == 204 else b"ok"))

    deliver(webhook, envelope())

    assert len(receiver.posts) == 1


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (400, Problem.CONTENT_REFUSED),
        (401, Problem.ACCESS_REFUSED),
        (404, Problem.ACCESS_REFUSED),
        (409, Problem.CONTENT_REFUSED),
        (429, Problem.BUSY),
        (500, Problem.SERVER_ERROR),
    ],
)
def test_refusal_has_its_class(
    webhook: WebhookTarget, receiver: Receiver, status: int, problem: Problem
) -> None:
    receiver.answers.append(Answer(status))

    assert _problem(webhook).problem is problem


def test_wait_asked_for_is_passed_on(webhook_settings: DeliveryTarget, receiver: Receiver) -> None:
    receiver.answers.append(Answer(429, (("Retry-After", "Sun, 22 Nov 2026 12:00:09 GMT"),)))

    assert _problem(WebhookTarget(webhook_settings, now=lambda: NOW)).retry_after_s == 9


def test_redirect_is_not_followed(webhook: WebhookTarget, receiver: Receiver) -> None:
    receiver.answers.append(Answer(302, (("Location", receiver.url),)))

    assert _problem(webhook).problem is Problem.REDIRECTED
    assert len(receiver.posts) == 1


def test_long_answer_is_not_read(webhook: WebhookTarget, receiver: Receiver) -> None:
    receiver.answers.append(Answer(body=b"x" * 30_000_000))

    deliver(webhook, envelope())

    assert len(receiver.posts) == 1


def test_unknown_authority_is_refused(webhook_settings: DeliveryTarget, receiver: Receiver) -> None:
    target = WebhookTarget(msgspec.structs.replace(webhook_settings, ca_file=""))

    assert _problem(target).problem is Problem.CERTIFICATE
    assert receiver.posts == []


def test_certificate_of_another_host_is_refused(
    webhook_settings: DeliveryTarget, tmp_path: Path
) -> None:
    other: Authority = make_authority(tmp_path / "other", "DNS:elsewhere.example")
    with running_receiver(other) as receiver:
        target = WebhookTarget(
            msgspec.structs.replace(webhook_settings, url=receiver.url, ca_file=str(other.ca_file))
        )

        assert _problem(target).problem is Problem.CERTIFICATE
        assert receiver.posts == []


@pytest.mark.parametrize(
    "change",
    [
        {"url": "http://127.0.0.1:9/"},
        {"url": ""},
        {"secret_file": "/nowhere"},
        {"secret_file": ""},
        {"ca_file": "/nowhere"},
    ],
)
def test_wrong_setting_pauses_this_target_and_sends_nothing(
    webhook_settings: DeliveryTarget, receiver: Receiver, change: dict[str, str]
) -> None:
    target = WebhookTarget(msgspec.structs.replace(webhook_settings, **change))

    assert _problem(target).problem is Problem.NOT_SET_UP
    assert receiver.posts == []


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_\u00e9", "whsec_!"])
def test_bad_secret_pauses_this_target(
    webhook: WebhookTarget, secret_file: Path, receiver: Receiver, secret: str
) -> None:
    secret_file.write_text(secret, "utf-8")

    assert _problem(webhook).problem is Problem.NOT_SET_UP
    assert receiver.posts == []
