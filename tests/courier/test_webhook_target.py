# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from standardwebhooks import Webhook

from kiosk.courier.retry import Problem, SendFault
from kiosk.courier.targets.webhook import WebhookTarget, remote_ids
from kiosk.queue.proof import Way, compose
from kiosk.settings import DeliveryTarget, WebhookBody
from tests.courier.conftest import SECRET, make_webhook
from tests.courier.test_targets import deliver
from tests.support.envelopes import CANARY, NOW, RECIPIENT, envelope, key_pair
from tests.support.fhir_requests import request
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
    deliver(make_webhook(webhook_settings, now=lambda: later), one)

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

    assert _problem(make_webhook(webhook_settings, now=lambda: NOW)).retry_after_s == 9


def test_redirect_is_not_followed(webhook: WebhookTarget, receiver: Receiver) -> None:
    receiver.answers.append(Answer(302, (("Location", receiver.url),)))

    assert _problem(webhook).problem is Problem.REDIRECTED
    assert len(receiver.posts) == 1


def test_long_answer_is_not_read(webhook: WebhookTarget, receiver: Receiver) -> None:
    receiver.answers.append(Answer(body=b"x" * 30_000_000))

    deliver(webhook, envelope())

    assert len(receiver.posts) == 1


def test_unknown_authority_is_refused(webhook_settings: DeliveryTarget, receiver: Receiver) -> None:
    target = make_webhook(msgspec.structs.replace(webhook_settings, ca_file=""))

    assert _problem(target).problem is Problem.CERTIFICATE
    assert receiver.posts == []


def test_certificate_of_another_host_is_refused(
    webhook_settings: DeliveryTarget, tmp_path: Path
) -> None:
    other: Authority = make_authority(tmp_path / "other", "DNS:elsewhere.example")
    with running_receiver(other) as receiver:
        target = make_webhook(
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
    target = make_webhook(msgspec.structs.replace(webhook_settings, **change))

    assert _problem(target).problem is Problem.NOT_SET_UP
    assert receiver.posts == []


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_\u00e9", "whsec_!"])
def test_bad_secret_pauses_this_target(
    webhook: WebhookTarget, secret_file: Path, receiver: Receiver, secret: str
) -> None:
    secret_file.write_text(secret, "utf-8")

    assert _problem(webhook).problem is Problem.NOT_SET_UP
    assert receiver.posts == []


class TestJson:
    @pytest.fixture
    def settings(self, webhook_settings: DeliveryTarget, identity_file: Path) -> DeliveryTarget:
        return msgspec.structs.replace(
            webhook_settings, body=WebhookBody.JSON, identity_file=str(identity_file)
        )

    def test_summary_is_labelled_in_both_languages(
        self, settings: DeliveryTarget, receiver: Receiver
    ) -> None:
        one = request()

        deliver(make_webhook(settings), one)

        (post,) = receiver.posts
        message = Webhook(SECRET).verify(post.body, post.headers)
        found = {entry["id"]: entry for entry in message["data"]["summary"]}
        assert message["type"] == "request.opened"
        assert found["first-name"] == {
            "id": "first-name",
            "label": {"en": "First name", "es": "Nombre"},
            "values": [CANARY.split()[0]],
        }
        assert found["how"]["codes"] == ["call"]
        own = {name: message["data"][name] for name in ("code", "kiosk", "center", "marks")}
        assert own == {
            "code": one.label.code,
            "kiosk": "kiosk-1",
            "center": "Test Center",
            "marks": [],
        }

    def test_test_request_and_unseen_receipt_are_marked(
        self, settings: DeliveryTarget, receiver: Receiver
    ) -> None:
        sent, _ = compose(Way((RECIPIENT,), ()), "K7M4QX", NOW)

        deliver(make_webhook(settings), replace(sent, unseen=True))

        (post,) = receiver.posts
        data = json.loads(post.body)["data"]
        assert (data["marks"], data["receipt_shown"]) == (["test", "receipt-unseen"], False)

    def test_bytes_stay_those_of_the_first_try_and_are_kept_sealed(
        self, settings: DeliveryTarget, receiver: Receiver, tmp_path: Path
    ) -> None:
        one = request()
        receiver.answers.append(Answer(500))
        with pytest.raises(SendFault):
            deliver(make_webhook(settings), one)
        (kept,) = (tmp_path / "frozen").glob("*.age")
        assert CANARY.split()[0].encode() not in kept.read_bytes()

        renamed = make_webhook(settings)
        renamed._origin = {"kiosk": "kiosk-2", "center": "Renamed Center"}
        deliver(renamed, one)

        first, second = receiver.posts
        assert first.body == second.body
        assert not list((tmp_path / "frozen").iterdir())

    def test_key_that_does_not_fit_lets_the_request_wait(
        self, settings: DeliveryTarget, receiver: Receiver, identity_file: Path
    ) -> None:
        identity_file.write_text(key_pair()[1])

        with pytest.raises(SendFault) as fault:
            deliver(make_webhook(settings), request())

        assert fault.value.problem is Problem.CANNOT_OPEN
        assert receiver.posts == []


@pytest.mark.parametrize(
    ("location", "body", "expected"),
    [
        ("", b'{"id": "ab-12"}', ("ab-12",)),
        ("", b'{"id": 12, "more": 1}', ("12",)),
        ("/requests/77?x=1", b"ok", ("77",)),
        ("/requests/77", b'{"id": "88"}', ("88",)),
        ("", b'{"id": "Canaria Testperson"}', ()),
        ("", b"\xff", ()),
        ("", b"", ()),
    ],
)
def test_receivers_own_id_is_kept_where_it_is_plain(
    location: str, body: bytes, expected: tuple[str, ...]
) -> None:
    assert remote_ids(location, body) == expected
