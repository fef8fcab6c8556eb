# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The courier as the process that the supervisor starts."""

import os
import random
import signal
import socket
import subprocess
import sys
from pathlib import Path

import msgspec
import psutil
import pytest

from kiosk.courier.fhir.bundle import part_id
from kiosk.paths import DataFolder
from kiosk.queue.envelope import decode, encode
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore
from kiosk.session.control import CourierHello, Delivered, QueueCounts, ToControl, Wake
from kiosk.session.wire import LineReader
from kiosk.session.wire import encode as line
from kiosk.settings import DeliveryTarget
from tests.support.courier_process import running_courier
from tests.support.envelopes import CANARY, NOW, RECIPIENT, envelope
from tests.support.fhir_requests import request
from tests.support.fhir_server import Act, Gate, Sekmet
from tests.support.receiver import Answer, Receiver
from tests.support.waiting import wait_until


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    data = DataFolder(tmp_path / "data")
    MailSlot(data.slot).prepare()
    return data


def put(data: DataFolder, count: int) -> set[str]:
    envelopes = [envelope() for _ in range(count)]
    for one in envelopes:
        MailSlot(data.slot).put(one)
    return {one.label.id for one in envelopes}


def delivered(data: DataFolder) -> list[str]:
    return sorted(decode(path.read_bytes()).label.id for path in data.requests.glob("*.ikr"))


def receipts(data: DataFolder) -> int:
    if not data.queue_file.exists() or not data.queue_file.stat().st_size:
        return 0
    with QueueStore.open_for_reading(data.queue_file) as store:
        return store.counts(NOW).receipts


def test_killed_at_random_moments_every_request_arrives_exactly_once(data: DataFolder) -> None:
    chance, ids = random.Random(7), set[str]()
    for _ in range(22):
        ids |= put(data, 4)
        with running_courier(data) as courier, pytest.raises(subprocess.TimeoutExpired):
            courier.wait(timeout=chance.uniform(0.10, 0.32))
    with running_courier(data):
        wait_until(lambda: receipts(data) == len(ids), "every receipt")

    assert delivered(data) == sorted(ids)
    assert MailSlot(data.slot).waiting() == ()
    assert not list(data.quarantine.iterdir())
    assert not list(data.requests.glob(".*"))


def test_nothing_typed_is_readable_in_any_file(data: DataFolder) -> None:
    put(data, 2)
    with running_courier(data) as courier:
        wait_until(lambda: receipts(data) == 2, "both receipts")
        courier.send_signal(signal.SIGTERM)
        _, log = courier.communicate()

    files = [path for path in data.root.rglob("*") if path.is_file()]
    assert len(files) >= 4
    assert not [path for path in files if CANARY.encode() in path.read_bytes()]
    assert CANARY not in log


def test_delivered_request_leaves_no_sealed_byte_in_the_queue(data: DataFolder) -> None:
    one = envelope()
    MailSlot(data.slot).put(one)
    with running_courier(data):
        wait_until(lambda: receipts(data) == 1, "the receipt")

    left = b"".join(path.read_bytes() for path in data.queue.rglob("*") if path.is_file())
    assert encode(one)[-100:] not in left


def test_folder_that_went_away_gets_the_request_once_when_it_is_back(
    data: DataFolder, tmp_path: Path
) -> None:
    data.requests.write_text("not a folder")
    ids = put(data, 1)
    with running_courier(data) as courier:
        assert courier.stderr is not None
        assert "not delivered to desk: unreachable" in courier.stderr.readline()
        data.requests.unlink()
        wait_until(lambda: receipts(data) == 1, "the receipt")

    assert delivered(data) == sorted(ids)


def test_term_ends_it_cleanly_and_soon(data: DataFolder) -> None:
    with running_courier(data) as courier:
        wait_until(data.queue_file.exists, "the queue")
        courier.send_signal(signal.SIGTERM)

        assert courier.wait(timeout=5) == 0
        assert courier.stderr is not None
        assert courier.stderr.read() == ""


def test_lifeline_that_is_let_go_ends_it_cleanly_and_soon(data: DataFolder) -> None:
    theirs, ours = os.pipe()
    with running_courier(data, "--lifeline", str(theirs), pass_fds=(theirs,)) as courier:
        os.close(theirs)
        wait_until(data.queue_file.exists, "the queue")
        assert courier.poll() is None

        os.close(ours)

        assert courier.wait(timeout=5) == 0
        assert courier.stderr is not None
        assert courier.stderr.read() == ""


CONFIGURATION = """
format = 1

[center]
name = "Test Center"
phone = "(555) 555-0100"
after_hours_phone = "(555) 555-0101"
observation_minutes = 30
fever_f = 100.4

[[delivery]]
name = "hub"
kind = "webhook"
url = "{url}"
secret_file = "{secret_file}"
ca_file = "{ca_file}"
"""


def test_configured_webhook_gets_each_request_under_one_id(
    data: DataFolder, tmp_path: Path, webhook_settings: DeliveryTarget, receiver: Receiver
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(CONFIGURATION.format(**msgspec.structs.asdict(webhook_settings)))
    receiver.answers.extend([Answer(429, (("Retry-After", "0"),)), Answer(cut=True)])
    (request_id,) = put(data, 1)

    with running_courier(data, source=("--config", str(config))) as courier:
        wait_until(lambda: receipts(data) == 1, "the receipt")
        courier.send_signal(signal.SIGTERM)
        assert courier.wait(timeout=5) == 0
        assert courier.stderr is not None
        log = courier.stderr.read()

    assert [post.request_id for post in receiver.posts] == [request_id] * 3
    assert receiver.url not in log


SERVER = """
[[delivery]]
name = "ehr"
kind = "fhir"
url = "{url}"
ca_file = "{ca_file}"
identity_file = "{identity_file}"

[keys]
recipients = ["{recipient}"]
"""


def configuration(server: DeliveryTarget) -> str:
    """Return settings whose only target is a FHIR server."""
    head = CONFIGURATION.partition("[[delivery]]")[0]
    return head + SERVER.format(**msgspec.structs.asdict(server), recipient=RECIPIENT)


def test_configured_server_gets_each_request_once_and_nothing_is_readable_here(
    data: DataFolder, tmp_path: Path, fhir_settings: DeliveryTarget, gate: Gate, sekmet: Sekmet
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(configuration(fhir_settings))
    gate.then("POST", "", Act(loses_answer=True), Act(429, headers=(("Retry-After", "0"),)))
    dropped = data.queue / "frozen" / "former"
    dropped.mkdir(parents=True)
    requests = [request(form) for form in ("contact", "referral", "contact")]
    for one in requests:
        MailSlot(data.slot).put(one)

    with running_courier(data, source=("--config", str(config))) as courier:
        wait_until(lambda: receipts(data) == 3, "the receipts")
        courier.send_signal(signal.SIGTERM)
        assert courier.wait(timeout=5) == 0
        assert courier.stderr is not None
        log = courier.stderr.read()

    for one in requests:
        assert len(sekmet.found("Task", f"urn:uuid:{part_id(one.label.id, 'Task')}")) == 1
    left = [path.read_bytes() for path in data.root.rglob("*") if path.is_file()]
    assert not [text for text in (*left, log.encode()) if b"Canaria" in text]
    assert gate.url not in log
    assert not dropped.exists()


def test_bad_configuration_ends_with_its_code(data: DataFolder) -> None:
    command = [sys.executable, "-m", "kiosk.courier", "--config", str(data.root / "none.toml")]

    ended = subprocess.run(
        [*command, "--data", str(data.root)], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


class Supervisor:
    """The other end of the control socket, as far as a courier sees it."""

    def __init__(self, path: Path) -> None:
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(1)
        self._listener.settimeout(10)
        self._reader = LineReader[ToControl](ToControl)
        self._heard: list[ToControl] = []

    def accept(self) -> None:
        self._connection, _ = self._listener.accept()
        self._connection.settimeout(10)

    def hear(self) -> ToControl:
        while not self._heard:
            data = self._connection.recv(65_536)
            assert data, "the courier hung up"
            self._heard.extend(self._reader.feed(data))
        return self._heard.pop(0)

    def hear_until(self, wanted: ToControl) -> None:
        while self.hear() != wanted:
            pass

    def wake(self) -> None:
        self._connection.sendall(line(Wake()))

    def close(self) -> None:
        self._connection.close()
        self._listener.close()


def test_courier_reports_is_woken_and_finds_a_new_supervisor(
    data: DataFolder, tmp_path: Path
) -> None:
    path = tmp_path / "control"
    with running_courier(data, "--control", str(path)):
        supervisor = Supervisor(path)
        supervisor.accept()
        assert supervisor.hear() == CourierHello()
        supervisor.hear_until(QueueCounts(0, 0.0, 0))
        (first,) = put(data, 1)
        supervisor.wake()
        supervisor.hear_until(Delivered(first, "desk"))
        supervisor.close()

        path.unlink()
        (second,) = put(data, 1)
        wait_until(lambda: receipts(data) == 2, "the delivery without supervisor")
        supervisor = Supervisor(path)
        supervisor.accept()
        assert supervisor.hear() == CourierHello()
        supervisor.hear_until(Delivered(second, "desk"))
        supervisor.close()


def test_courier_with_a_folder_is_small_and_has_no_network_library(data: DataFolder) -> None:
    put(data, 1)
    with running_courier(data) as courier:
        wait_until(lambda: receipts(data) == 1, "the receipt")
        pss_bytes = psutil.Process(courier.pid).memory_full_info().pss

    look = (
        "import sys; from pathlib import Path; from kiosk.courier.main import targets_of;"
        "from kiosk.settings import demo_settings; from kiosk.paths import DataFolder;"
        "targets_of(demo_settings(), DataFolder(Path('x')));"
        "print(sorted({'httpx', 'truststore', 'anyio', 'PySide6', 'typer'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )
    assert loaded.stdout == "[]\n"
    assert pss_bytes <= 30 * 1024 * 1024
