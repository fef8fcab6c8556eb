# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""SMART Backend Services: against a token endpoint of ours, and against a real server's."""

import json
from pathlib import Path

import msgspec
import pytest
from joserfc.jwk import ECKey, RSAKey

from kiosk.courier.fhir.bundle import Sender, part_id
from kiosk.courier.fhir.server import FhirServer
from kiosk.courier.fhir.smart import SmartCredentials
from kiosk.courier.retry import Problem, SendFault
from kiosk.courier.targets import Origin, Target, make_target
from kiosk.courier.targets.fhir import FhirTarget
from kiosk.settings import DeliveryTarget, FhirAuth
from tests.courier.test_targets import deliver
from tests.support.fhir_requests import request
from tests.support.fhir_server import Act, Gate, TokenDesk, running_sekmet

CLIENT = "kiosk-client"


def put_key(path: Path, key: ECKey | RSAKey, form: str = "pem") -> Path:
    if form == "pem":
        path.write_bytes(key.as_pem(private=True))
    else:
        path.write_text(json.dumps(key.as_dict(private=True)))
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def key() -> ECKey:
    return ECKey.generate_key("P-384")


@pytest.fixture
def settings(
    fhir_settings: DeliveryTarget, gate: Gate, key: ECKey, tmp_path: Path
) -> DeliveryTarget:
    gate.desk = TokenDesk(CLIENT, key, "ES384")
    file = put_key(tmp_path / "client.pem", key)
    return msgspec.structs.replace(
        fhir_settings, auth=FhirAuth.SMART, client_id=CLIENT, client_key_file=str(file)
    )


@pytest.fixture
def desk(settings: DeliveryTarget, gate: Gate) -> TokenDesk:
    assert gate.desk is not None
    return gate.desk


@pytest.fixture
def smart(settings: DeliveryTarget, origin: Origin) -> Target:
    return make_target(settings, origin)


def problem(target: Target) -> Problem:
    with pytest.raises(SendFault) as fault:
        deliver(target, request())
    return fault.value.problem


def test_one_token_serves_many_requests(smart: Target, desk: TokenDesk, gate: Gate) -> None:
    deliver(smart, request(), request(), request())

    assert desk.given == ["token-0"]
    assert len(gate.of("GET", "/.well-known")) == 1
    assert {asked.headers["authorization"] for asked in gate.of("POST")} == {"Bearer token-0"}


def test_assertion_is_short_lived_and_names_its_key(
    smart: Target, desk: TokenDesk, key: ECKey
) -> None:
    deliver(smart, request())

    (claims,), (header,) = desk.claims, desk.headers
    assert claims["iss"] == claims["sub"] == CLIENT
    assert claims["exp"] - claims["iat"] <= 300
    assert (header["alg"], header["typ"], header["kid"]) == ("ES384", "JWT", key.thumbprint())


@pytest.mark.parametrize(("elapsed_s", "tokens"), [(60, 1), (3_600, 2)])
def test_token_is_renewed_before_it_ends(
    settings: DeliveryTarget, origin: Origin, desk: TokenDesk, elapsed_s: float, tokens: int
) -> None:
    clock = [0.0]
    target = FhirTarget(
        "ehr",
        FhirServer(settings, monotonic=lambda: clock[0]),
        Sender("kiosk-1", "Test Center"),
        identity_file=Path(settings.identity_file),
        frozen=origin.frozen,
    )

    deliver(target, request())
    clock[0] = elapsed_s
    deliver(target, request())

    assert len(desk.given) == tokens


def test_token_that_was_revoked_is_renewed_at_once(smart: Target, desk: TokenDesk) -> None:
    deliver(smart, request())
    desk.revoked.add("token-0")

    deliver(smart, request())

    assert desk.given == ["token-0", "token-1"]


def test_server_that_takes_no_token_pauses_the_target_after_one_renewal(
    smart: Target, desk: TokenDesk, gate: Gate
) -> None:
    gate.then("GET", "/metadata", Act(401), Act(401))

    assert problem(smart) is Problem.ACCESS_REFUSED
    assert len(desk.given) == 2
    assert not gate.of("POST")


def test_unknown_client_pauses_the_target(
    settings: DeliveryTarget, origin: Origin, desk: TokenDesk
) -> None:
    other = msgspec.structs.replace(settings, client_id="somebody else")

    assert problem(make_target(other, origin)) is Problem.ACCESS_REFUSED
    assert not desk.given


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<html>", Problem.UNEXPECTED),
        (b"{}", Problem.UNEXPECTED),
        (b'{"token_endpoint":"http://192.0.2.1/token"}', Problem.UNEXPECTED),
    ],
)
def test_discovery_that_cannot_be_trusted_is_not_followed(
    smart: Target, desk: TokenDesk, gate: Gate, body: bytes, expected: Problem
) -> None:
    gate.then("GET", "/.well-known", Act(200, body))

    assert problem(smart) is expected
    assert not desk.claims


@pytest.mark.parametrize("form", ["pem", "jwk"])
@pytest.mark.parametrize("algorithm", ["ES384", "RS384"])
def test_key_of_either_kind_signs(
    settings: DeliveryTarget, origin: Origin, desk: TokenDesk, form: str, algorithm: str
) -> None:
    is_short = algorithm == "ES384"
    new = ECKey.generate_key("P-384") if is_short else RSAKey.generate_key(2048)
    desk.key, desk.algorithm = new, algorithm
    put_key(Path(settings.client_key_file), new, form)

    deliver(make_target(settings, origin), request())

    assert desk.headers[0]["alg"] == algorithm


def test_id_of_the_key_can_be_named(
    settings: DeliveryTarget, origin: Origin, desk: TokenDesk
) -> None:
    named = msgspec.structs.replace(settings, client_key_id="2026-11")

    deliver(make_target(named, origin), request())

    assert desk.headers[0]["kid"] == "2026-11"


@pytest.mark.parametrize("wrong", ["rubbish", "{}", "{", "public", "P-256", "missing"])
def test_key_that_cannot_sign_pauses_the_target(
    settings: DeliveryTarget, smart: Target, key: ECKey, desk: TokenDesk, wrong: str
) -> None:
    file = Path(settings.client_key_file)
    texts = {
        "public": key.as_pem(private=False).decode(),
        "P-256": ECKey.generate_key("P-256").as_pem(private=True).decode(),
    }
    if wrong == "missing":
        file.unlink()
    else:
        file.write_text(texts.get(wrong, wrong))

    assert problem(smart) is Problem.NOT_SET_UP
    assert not desk.claims


def test_secrets_stand_in_no_log_and_no_repr(
    settings: DeliveryTarget, origin: Origin, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    caplog.set_level("WARNING", "httpcore")
    target = make_target(settings, origin)
    gate.then("POST", "", Act(403))

    with pytest.raises(SendFault) as fault:
        deliver(target, request())

    key_text = Path(settings.client_key_file).read_text()
    said = caplog.text + repr(fault.value) + repr(target) + repr(SmartCredentials(settings, float))
    assert "token-0" not in said
    assert key_text.splitlines()[1] not in said


def test_real_server_gives_and_takes_tokens(
    fhir_settings: DeliveryTarget, origin: Origin, key: ECKey, tmp_path: Path
) -> None:
    public = {**key.as_dict(private=False), "kid": "2026-11", "alg": "ES384"}
    client = {"client_id": CLIENT, "jwks": {"keys": [public]}, "scopes": "system/*.crus"}
    auth = {"types": ["smart"], "smart_clients": [client]}
    with running_sekmet(tmp_path / "smart", server_auth=auth) as server:
        settings = msgspec.structs.replace(
            fhir_settings,
            url=server.url,
            auth=FhirAuth.SMART,
            client_id=CLIENT,
            client_key_file=str(put_key(tmp_path / "client.pem", key)),
            client_key_id="2026-11",
        )
        one = request("referral")
        deliver(make_target(settings, origin), one)

        wrong = msgspec.structs.replace(settings, client_id="somebody else")
        assert problem(make_target(wrong, origin)) is Problem.ACCESS_REFUSED
        assert server.stored(part_id(one.label.id, "Task"))
