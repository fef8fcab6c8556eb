# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Delivery to a real FHIR server, through a gate that loses answers and tells lies."""

import asyncio
import json
from pathlib import Path

import msgspec
import pytest

from kiosk.courier.courier import Courier
from kiosk.courier.fhir.bundle import Sender, part_id
from kiosk.courier.fhir.server import CAPABILITY_S, SETTLE_S, FhirServer
from kiosk.courier.retry import Problem, SendFault
from kiosk.courier.targets import Origin, Target, make_target
from kiosk.courier.targets.fhir import FhirTarget
from kiosk.queue.envelope import Envelope
from kiosk.queue.sealing import make_key_pair
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import utc_now
from kiosk.settings import DeliveryTarget, PatientAs, TargetKind
from tests.courier.test_courier import run_until
from tests.courier.test_targets import closed_address, deliver
from tests.support.envelopes import IDENTITY, key_pair
from tests.support.fhir_requests import REFERRAL, request
from tests.support.fhir_server import Act, Gate, Sekmet, running_gate, running_sekmet
from tests.support.receiver import Authority, make_authority

PARTS = (
    "Patient", "RelatedPerson", "Practitioner", "Consent/consent", "Consent/consent-text",
    "ServiceRequest", "Task",
)  # fmt: skip


def uuid_of(one: Envelope, part: str = "Task") -> str:
    return f"urn:uuid:{part_id(one.label.id, part)}"


def arrivals(sekmet: Sekmet, one: Envelope, *parts: str) -> dict[str, int]:
    """Return how often each part of a request is at the server."""
    counts = {p: len(sekmet.found(p.partition("/")[0], uuid_of(one, p))) for p in parts}
    own = {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{one.label.id}"}
    responses = [r for r in sekmet.all_of("QuestionnaireResponse") if r["identifier"] == own]
    return {**counts, "QuestionnaireResponse": len(responses)}


def problem(target: Target, one: Envelope | None = None) -> SendFault:
    with pytest.raises(SendFault) as fault:
        deliver(target, one or request())
    return fault.value


@pytest.fixture
def ehr(fhir_settings: DeliveryTarget, origin: Origin) -> Target:
    return make_target(fhir_settings, origin)


def changed(settings: DeliveryTarget, origin: Origin, **changes: object) -> Target:
    return make_target(msgspec.structs.replace(settings, **changes), origin)


class TestOnce:
    def test_five_deliveries_by_five_couriers_leave_everything_once(
        self, fhir_settings: DeliveryTarget, origin: Origin, sekmet: Sekmet
    ) -> None:
        one = request("referral")

        for _ in range(5):
            deliver(make_target(fhir_settings, origin), one)

        assert set(arrivals(sekmet, one, *PARTS).values()) == {1}
        assert len(sekmet.all_of("Device")) == 1

    def test_lost_answer_is_asked_for_before_anything_is_sent_again(
        self, ehr: Target, gate: Gate, sekmet: Sekmet
    ) -> None:
        one = request("referral")
        gate.then("POST", "", Act(loses_answer=True))

        assert problem(ehr, one).problem is Problem.UNCLEAR
        deliver(ehr, one)

        assert len(gate.of("POST")) == 1
        assert set(arrivals(sekmet, one, *PARTS).values()) == {1}

    def test_request_made_since_the_start_is_sent_before_anything_is_asked(
        self, ehr: Target, gate: Gate
    ) -> None:
        deliver(ehr, request(created_at=utc_now()))

        assert [asked.method for asked in gate.asked] == ["GET", "POST", "GET"]

    def test_request_older_than_this_process_is_asked_for_first(
        self, ehr: Target, gate: Gate
    ) -> None:
        deliver(ehr, request())

        assert [asked.method for asked in gate.asked] == ["GET", "GET", "POST", "GET"]

    def test_request_that_never_arrived_is_sent_again_with_the_same_bytes(
        self, fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, sekmet: Sekmet
    ) -> None:
        one = request("referral")
        gate.then("POST", "", Act(drops=True))

        assert problem(make_target(fhir_settings, origin), one).problem is Problem.UNCLEAR
        newer = Origin("kiosk-1", "Renamed Center", origin.data)
        deliver(make_target(fhir_settings, newer), one)

        first, second = gate.of("POST")
        assert first.body == second.body
        assert set(arrivals(sekmet, one, *PARTS).values()) == {1}

    def test_task_that_staff_moved_on_is_not_put_back(
        self, fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, sekmet: Sekmet
    ) -> None:
        one = request()
        gate.then("POST", "", Act(loses_answer=True))
        assert problem(make_target(fhir_settings, origin), one).problem is Problem.UNCLEAR
        (task,) = sekmet.found("Task", uuid_of(one))
        sekmet.put({**task, "status": "in-progress"})

        for _ in range(3):
            deliver(make_target(fhir_settings, origin), one)

        (task,) = sekmet.found("Task", uuid_of(one))
        assert task["status"] == "in-progress"

    def test_bundle_sent_again_blindly_does_not_put_a_task_back(
        self, fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, sekmet: Sekmet
    ) -> None:
        one = request()
        deliver(make_target(fhir_settings, origin), one)
        (task,) = sekmet.found("Task", uuid_of(one))
        sekmet.put({**task, "status": "in-progress"})
        (post,) = gate.of("POST")

        async def again() -> None:
            server = FhirServer(fhir_settings)
            await server.submit(post.body)
            await server.close()

        asyncio.run(again())

        (task,) = sekmet.found("Task", uuid_of(one))
        assert task["status"] == "in-progress"


class TestServer:
    def test_response_is_put_because_the_server_cannot_search_for_it(
        self, ehr: Target, gate: Gate
    ) -> None:
        deliver(ehr, request())

        (post,) = gate.of("POST")
        methods = {e["request"]["url"].partition("/")[0]: e["request"]["method"]
                   for e in json.loads(post.body)["entry"]}  # fmt: skip
        assert methods.pop("QuestionnaireResponse") == "PUT"
        assert set(methods.values()) == {"POST"}

    def test_server_without_any_search_is_put_everything_and_read_by_id(
        self, authority: Authority, fhir_settings: DeliveryTarget, origin: Origin, tmp_path: Path
    ) -> None:
        bare = b'{"resourceType":"CapabilityStatement","rest":[{"resource":[{"type":"Task"}]}]}'
        one = request("referral")
        with (
            running_sekmet(tmp_path / "fhir") as sekmet,
            running_gate(authority, sekmet.port) as gate,
        ):
            gate.then("GET", "/metadata", Act(200, bare))

            deliver(changed(fhir_settings, origin, url=gate.url), one)

            task_id = part_id(one.label.id, "Task")
            assert {a.path for a in gate.of("GET", "/Task")} == {f"/fhir/Task/{task_id}"}
            assert set(arrivals(sekmet, one, *PARTS).values()) == {1}

    def test_what_the_server_can_is_read_once_a_day(
        self, fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, identity_file: Path
    ) -> None:
        clock = [0.0]
        server = FhirServer(fhir_settings, monotonic=lambda: clock[0])
        target = FhirTarget(
            "ehr", server, Sender("kiosk-1", "Test Center"),
            identity_file=identity_file, frozen=origin.frozen,
        )  # fmt: skip

        def read_after(seconds: float) -> int:
            clock[0] += seconds
            deliver(target, request())
            return len(gate.of("GET", "/metadata"))

        assert [read_after(0), read_after(CAPABILITY_S - 1), read_after(1)] == [1, 1, 2]

    def test_success_is_read_back(self, ehr: Target, gate: Gate) -> None:
        taken = b'{"resourceType":"Bundle","type":"transaction-response","entry":[]}'
        gate.then("POST", "", Act(200, taken))

        assert problem(ehr).problem is Problem.UNCLEAR

    def test_person_can_be_kept_out_of_the_servers_patients(
        self, fhir_settings: DeliveryTarget, origin: Origin, sekmet: Sekmet
    ) -> None:
        one = request("referral")

        deliver(changed(fhir_settings, origin, patient=PatientAs.CONTAINED), one)

        assert not sekmet.found("Patient", uuid_of(one, "Patient"))
        (task,) = sekmet.found("Task", uuid_of(one))
        assert task["contained"][0]["resourceType"] == "Patient"

    def test_no_word_of_a_visitor_stands_in_an_address(self, ehr: Target, gate: Gate) -> None:
        deliver(ehr, request("referral"))

        words = [answer["valueString"] for answer in REFERRAL.values() if "valueString" in answer]
        assert not [asked for asked in gate.asked for word in words if word in asked.path]


class TestAnswers:
    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (301, Problem.REDIRECTED),
            (400, Problem.CONTENT_REFUSED),
            (401, Problem.ACCESS_REFUSED),
            (403, Problem.ACCESS_REFUSED),
            (404, Problem.ACCESS_REFUSED),
            (409, Problem.CONTENT_REFUSED),
            (412, Problem.CONTENT_REFUSED),
            (413, Problem.CONTENT_REFUSED),
            (422, Problem.CONTENT_REFUSED),
            (429, Problem.BUSY),
            (500, Problem.SERVER_ERROR),
            (503, Problem.BUSY),
        ],
    )
    def test_refusal_of_a_request_has_its_class(
        self, ehr: Target, gate: Gate, status: int, expected: Problem
    ) -> None:
        gate.then("POST", "", Act(status, headers=(("Retry-After", "7"),)))

        fault = problem(ehr)

        assert (fault.problem, fault.retry_after_s) == (expected, 7)

    @pytest.mark.parametrize("path", ["/metadata", "/Task"])
    @pytest.mark.parametrize(
        ("act", "expected"),
        [
            (Act(302, headers=(("Location", "https://elsewhere.example/"),)), Problem.REDIRECTED),
            (Act(400), Problem.ACCESS_REFUSED),
            (Act(403), Problem.ACCESS_REFUSED),
            (Act(503), Problem.BUSY),
            (Act(200, b"<html>Sign in</html>"), Problem.UNEXPECTED),
            (Act(200, b'{"resourceType":"Patient"}'), Problem.UNEXPECTED),
            (Act(200, b'{"resource', declares_bytes=400), Problem.UNCLEAR),
            (Act(200, b" " * 17_000_000), Problem.UNEXPECTED),
        ],
    )
    def test_question_that_is_not_answered_never_blames_the_request(
        self, ehr: Target, gate: Gate, path: str, act: Act, expected: Problem
    ) -> None:
        gate.then("GET", path, act)

        assert problem(ehr).problem is expected

    @pytest.mark.parametrize(
        "body", [b"<html>Sign in</html>", b"", b'{"resourceType":"OperationOutcome"}', b"\xff"]
    )
    def test_success_that_says_nothing_is_unclear(
        self, ehr: Target, gate: Gate, body: bytes
    ) -> None:
        gate.then("POST", "", Act(200, body))

        assert problem(ehr).problem is Problem.UNCLEAR

    def test_refused_entry_in_a_success_is_unclear(self, ehr: Target, gate: Gate) -> None:
        entry = b'{"response":{"status":"400 Bad Request"}}'
        answer = b'{"resourceType":"Bundle","type":"transaction-response","entry":[%b]}' % entry
        gate.then("POST", "", Act(200, answer))

        assert problem(ehr).problem is Problem.UNCLEAR

    def test_two_tasks_of_one_request_are_for_a_person_to_look_at(
        self, ehr: Target, gate: Gate
    ) -> None:
        one = request()
        own = f'{{"system":"urn:ietf:rfc:3986","value":"{uuid_of(one)}"}}'
        task = f'{{"resource":{{"resourceType":"Task","identifier":[{own}]}}}}'
        doubled = f'{{"resourceType":"Bundle","type":"searchset","entry":[{task},{task}]}}'
        gate.then("GET", "/Task", Act(200, doubled.encode()))

        assert problem(ehr, one).problem is Problem.CONTENT_REFUSED

    def test_time_out_lets_the_server_finish_first(
        self, ehr: Target, gate: Gate, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("kiosk.courier.client.ANSWER_S", 0.2)
        gate.then("POST", "", Act(200, b"{", declares_bytes=9, waits_s=0.5))

        fault = problem(ehr)

        assert (fault.problem, fault.retry_after_s) == (Problem.UNCLEAR, SETTLE_S)


class TestTrust:
    def test_unknown_authority_pauses_the_target(
        self, fhir_settings: DeliveryTarget, origin: Origin, gate: Gate
    ) -> None:
        assert problem(changed(fhir_settings, origin, ca_file="")).problem is Problem.CERTIFICATE
        assert not gate.asked

    def test_certificate_of_another_host_pauses_the_target(
        self, fhir_settings: DeliveryTarget, origin: Origin, sekmet: Sekmet, tmp_path: Path
    ) -> None:
        other = make_authority(tmp_path / "other", "DNS:elsewhere.example")
        with running_gate(other, sekmet.port) as gate:
            target = changed(fhir_settings, origin, url=gate.url, ca_file=str(other.ca_file))

            assert problem(target).problem is Problem.CERTIFICATE

    def test_server_may_ask_for_the_kiosks_certificate(
        self, fhir_settings: DeliveryTarget, origin: Origin, sekmet: Sekmet, authority: Authority
    ) -> None:
        own = {"cert_file": str(authority.chain_file), "cert_key_file": str(authority.key_file)}
        with running_gate(authority, sekmet.port, asks_certificate=True) as gate:
            one = request()

            without = changed(fhir_settings, origin, url=gate.url)
            # The server's alert may be lost when it hangs up at once.
            assert problem(without).problem in (Problem.CERTIFICATE, Problem.UNCLEAR)
            assert not gate.asked
            deliver(changed(fhir_settings, origin, url=gate.url, **own), one)

        assert len(sekmet.found("Task", uuid_of(one))) == 1

    @pytest.mark.parametrize(
        ("auth", "more", "header"),
        [
            ("basic", {"user": "kiosk"}, "Basic a2lvc2s6aHVzaA=="),
            ("bearer", {}, "Bearer hush"),
        ],
    )
    def test_password_and_token_come_from_their_file(
        self, *, fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, sekmet: Sekmet,
        tmp_path: Path, auth: str, more: dict[str, str], header: str,
    ) -> None:  # fmt: skip
        secret = tmp_path / "secret"
        secret.write_text("hush\n")
        secret.chmod(0o640)
        gate.authorization = header
        one = request()

        deliver(changed(fhir_settings, origin, auth=auth, secret_file=str(secret), **more), one)

        assert len(sekmet.found("Task", uuid_of(one))) == 1

    def test_secret_that_everybody_may_read_is_not_used(
        self, fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, identity_file: Path,
        caplog: pytest.LogCaptureFixture,
    ) -> None:  # fmt: skip
        identity_file.chmod(0o644)

        assert problem(make_target(fhir_settings, origin)).problem is Problem.NOT_SET_UP
        assert not gate.asked
        assert str(identity_file) in caplog.text
        assert IDENTITY not in caplog.text

    def test_refused_target_waits_while_a_folder_goes_on(
        self, fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, tmp_path: Path
    ) -> None:
        folder = tmp_path / "share"
        folder.mkdir()
        share = DeliveryTarget(name="share", kind=TargetKind.FOLDER, path=str(folder))
        gate.authorization = "Bearer somebody else"
        slot = MailSlot(origin.data.slot)
        slot.prepare()
        for _ in range(3):
            slot.put(request())
        targets = [make_target(one, origin) for one in (fhir_settings, share)]
        counts: list[object] = []
        courier = Courier(data=origin.data, targets=targets, report=counts.append, poll_s=0.01)

        run_until(lambda: len(list(folder.glob("*.ikr"))) == 3 and bool(gate.asked), courier)

        assert len(gate.of("GET", "/metadata")) == 1
        assert not gate.of("POST")


class TestDisk:
    def test_waiting_bundle_is_sealed_and_goes_when_it_has_arrived(
        self, ehr: Target, gate: Gate, origin: Origin
    ) -> None:
        one = request()
        gate.then("POST", "", Act(503))
        problem(ehr, one)

        (kept,) = [path for path in origin.data.root.rglob("*") if path.is_file()]
        assert kept.read_bytes().startswith(b"age-encryption.org/")
        assert b"Canaria" not in kept.read_bytes()
        assert kept.stat().st_mode & 0o777 == 0o600

        deliver(ehr, one)
        assert not [path for path in origin.data.root.rglob("*") if path.is_file()]

    def test_waiting_bundle_outlives_a_change_of_key(
        self, fhir_settings: DeliveryTarget, origin: Origin, gate: Gate, identity_file: Path
    ) -> None:
        one = request()
        gate.then("POST", "", Act(drops=True))
        problem(make_target(fhir_settings, origin), one)
        identity_file.write_text(f"{key_pair()[1]}\n{IDENTITY}\n")

        deliver(make_target(fhir_settings, Origin("kiosk-1", "Renamed", origin.data)), one)

        first, second = gate.of("POST")
        assert first.body == second.body

    def test_kiosk_without_keys_of_its_center_opens_requests_with_its_own_pair(
        self, fhir_settings: DeliveryTarget, origin: Origin, sekmet: Sekmet
    ) -> None:
        one = request(recipient=make_key_pair(origin.data.keys))

        deliver(changed(fhir_settings, origin, identity_file=""), one)

        assert len(sekmet.found("Task", uuid_of(one))) == 1

    def test_damaged_waiting_bundle_is_made_again(
        self, ehr: Target, gate: Gate, origin: Origin, sekmet: Sekmet
    ) -> None:
        one = request()
        gate.then("POST", "", Act(drops=True))
        problem(ehr, one)
        (kept,) = origin.frozen.rglob("*.age")
        kept.write_bytes(kept.read_bytes()[:-20])

        deliver(ehr, one)

        assert len(sekmet.found("Task", uuid_of(one))) == 1

    def test_request_for_another_key_does_not_hold_the_others_up(self, ehr: Target) -> None:
        fault = problem(ehr, request(recipient=key_pair()[0]))

        assert fault.problem is Problem.CANNOT_OPEN
        assert fault.retryable

    @pytest.mark.parametrize("text", ["", "rubbish", "AGE-SECRET-KEY-1RUBBISH"])
    def test_key_file_without_a_key_pauses_the_target(
        self, ehr: Target, identity_file: Path, text: str
    ) -> None:
        identity_file.write_text(text)

        assert problem(ehr).problem is Problem.NOT_SET_UP

    def test_disk_that_cannot_be_written_makes_the_target_wait(
        self, ehr: Target, origin: Origin, gate: Gate
    ) -> None:
        origin.data.root.mkdir()
        origin.data.queue.write_text("not a folder")

        assert problem(ehr).problem is Problem.UNREACHABLE
        assert not gate.of("POST")


@pytest.mark.parametrize(
    "url", ["http://192.0.2.1/fhir", "ftp://127.0.0.1/", "", "https://user:word@127.0.0.1/"]
)
def test_address_that_is_not_allowed_pauses_the_target(
    fhir_settings: DeliveryTarget, origin: Origin, url: str
) -> None:
    assert problem(changed(fhir_settings, origin, url=url)).problem is Problem.NOT_SET_UP


def test_server_on_this_machine_may_do_without_tls(
    fhir_settings: DeliveryTarget, origin: Origin, sekmet: Sekmet
) -> None:
    one = request()

    deliver(changed(fhir_settings, origin, url=f"{sekmet.url}/"), one)

    assert len(sekmet.found("Task", uuid_of(one))) == 1


@pytest.mark.parametrize("url", ["https://nowhere.invalid/fhir", "closed"])
def test_nobody_there_makes_the_target_wait(
    fhir_settings: DeliveryTarget, origin: Origin, url: str
) -> None:
    target = changed(fhir_settings, origin, url=closed_address() if url == "closed" else url)

    assert problem(target).problem is Problem.UNREACHABLE
