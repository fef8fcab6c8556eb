# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What every target that speaks HTTPS shares: proxy, certificates, secrets."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.courier.client import read_secret, translated
from kiosk.courier.retry import Problem, SendFault
from kiosk.courier.targets import Origin, Target, make_target
from kiosk.queue.envelope import Envelope
from kiosk.settings import DeliveryTarget, TargetKind
from tests.courier.test_targets import closed_address, deliver
from tests.support.envelopes import envelope
from tests.support.fhir_requests import request as fhir_request
from tests.support.proxy import Proxy, running_proxy

MAKERS: dict[TargetKind, Callable[[], Envelope]] = {
    TargetKind.WEBHOOK: envelope,
    TargetKind.FHIR: fhir_request,
}


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with running_proxy() as proxy:
        yield proxy


@pytest.fixture(params=list(MAKERS))
def settings(request: pytest.FixtureRequest) -> DeliveryTarget:
    found: DeliveryTarget = request.getfixturevalue(f"{request.param}_settings")
    return found


@pytest.fixture
def send(settings: DeliveryTarget, origin: Origin) -> Callable[..., None]:
    """Send a request to the target, with some settings changed."""

    def send(**changes: str) -> None:
        target: Target = make_target(msgspec.structs.replace(settings, **changes), origin)
        deliver(target, MAKERS[settings.kind]())

    return send


def place(settings: DeliveryTarget) -> str:
    return settings.url.split("/")[2]


def test_proxy_of_the_settings_is_used(
    settings: DeliveryTarget, send: Callable[..., None], proxy: Proxy
) -> None:
    send(proxy=proxy.url)

    assert set(proxy.places) == {place(settings)}


def test_proxy_of_the_environment_is_used(
    settings: DeliveryTarget,
    send: Callable[..., None],
    proxy: Proxy,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)

    send()

    assert set(proxy.places) == {place(settings)}


@pytest.mark.parametrize("wins", ["settings", "none"])
def test_settings_win_over_the_environment(
    send: Callable[..., None], proxy: Proxy, monkeypatch: pytest.MonkeyPatch, wins: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", closed_address().replace("https", "http"))

    send(proxy=proxy.url if wins == "settings" else "none")

    assert bool(proxy.places) == (wins == "settings")


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:9", "rubbish://127.0.0.1:9"])
def test_proxy_that_cannot_be_spoken_to_pauses_the_target(
    send: Callable[..., None], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", address)

    with pytest.raises(SendFault) as fault:
        send()

    assert fault.value.problem is Problem.NOT_SET_UP


def test_proxy_that_is_gone_makes_the_target_wait(send: Callable[..., None]) -> None:
    with pytest.raises(SendFault) as fault:
        send(proxy=closed_address().replace("https", "http"))

    assert fault.value.problem is Problem.UNREACHABLE


@pytest.mark.parametrize("key", ["ca_file", "cert_file"])
def test_missing_certificate_file_pauses_the_target(send: Callable[..., None], key: str) -> None:
    with pytest.raises(SendFault) as fault:
        send(**{key: "/nowhere"})

    assert fault.value.problem is Problem.NOT_SET_UP


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("TLSV13_ALERT_CERTIFICATE_REQUIRED", Problem.CERTIFICATE),
        ("SSLV3_ALERT_BAD_CERTIFICATE", Problem.CERTIFICATE),
        ("APPLICATION_DATA_AFTER_CLOSE_NOTIFY", Problem.UNCLEAR),
        (None, Problem.UNCLEAR),
    ],
)
def test_only_a_refused_certificate_of_ours_pauses_the_target(
    reason: str | None, expected: Problem
) -> None:
    error = ssl.SSLError(1, "an alert")
    if reason is not None:
        error.reason = reason

    with pytest.raises(SendFault) as fault, translated():
        raise error

    assert fault.value.problem is expected


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o400])
def test_secret_is_read_without_its_line_end(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "secret"
    file.write_text("hush\n")
    file.chmod(mode)

    assert read_secret(str(file)) == "hush"


@pytest.mark.parametrize("mode", [0o644, 0o602, 0o601])
def test_secret_that_everybody_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "secret"
    file.write_text("hush\n")
    file.chmod(mode)

    with pytest.raises(SendFault):
        read_secret(str(file))
