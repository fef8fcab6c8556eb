# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a delivery target to a FHIR server must say, and what contradicts itself."""

import pytest

from kiosk.faults import ContentFault
from kiosk.settings import FhirAuth, PatientAs, TargetKind, settings_from
from kiosk.settings.explaining import explain
from tests.support.envelopes import RECIPIENT

HEAD = '[[delivery]]\nname = "ehr"\nkind = "fhir"\n'
URL = 'url = "https://ehr.example/fhir"\n'
KEYS = f'[keys]\nrecipients = ["{RECIPIENT}"]\n'
SMART = 'auth = "smart"\nclient_id = "kiosk"\nclient_key_file = "/k"\n'


def problems(text: str) -> list[tuple[int, str]]:
    try:
        settings_from(text, "kiosk.toml")
    except ContentFault as fault:
        return [(finding.line, finding.rule) for finding in fault.findings]
    return []


@pytest.mark.parametrize(
    "more",
    [
        "",
        'auth = "basic"\nuser = "kiosk"\nsecret_file = "/s"\n',
        'auth = "bearer"\nsecret_file = "/s"\n',
        SMART,
        SMART + 'client_key_id = "1"\nscope = "system/*.cruds"\n',
        'patient = "contained"\norganization = "Organization/12"\n',
        'cert_file = "/c"\ncert_key_file = "/k"\nca_file = "/a"\n',
        'proxy = "http://proxy.example:3128"\n',
        'proxy = "none"\n',
    ],
)
def test_a_sound_server_is_read(more: str) -> None:
    assert problems(HEAD + URL + more) == []


def test_a_server_has_no_password_and_creates_patients_unless_told() -> None:
    target = settings_from(HEAD + URL, "kiosk.toml").delivery[0]

    assert (target.kind, target.auth, target.patient) == (
        TargetKind.FHIR,
        FhirAuth.NONE,
        PatientAs.CREATE,
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://ehr.example/fhir",
        "http://localhost.example/fhir",
        "https://user:word@ehr.example/fhir",
        "https://ehr.example/fhir?tenant=1",
        "ftp://ehr.example/",
    ],
)
def test_a_server_needs_a_plain_https_address(url: str) -> None:
    assert problems(f'{HEAD}url = "{url}"\n') == [(4, "delivery-url")]


@pytest.mark.parametrize("host", ["127.0.0.1:8090", "[::1]:8090", "localhost"])
def test_a_server_on_this_machine_may_do_without_tls(host: str) -> None:
    assert problems(f'{HEAD}url = "http://{host}/fhir"\n') == []


@pytest.mark.parametrize(
    ("auth", "lacking"),
    [
        ("basic", {"delivery-secret-file", "delivery-user"}),
        ("bearer", {"delivery-secret-file"}),
        ("smart", {"delivery-client-id", "delivery-client-key-file"}),
    ],
)
def test_each_way_to_be_known_says_what_it_lacks(auth: str, lacking: set[str]) -> None:
    found = problems(f'{HEAD}{URL}auth = "{auth}"\n')

    assert {rule for _, rule in found} == lacking


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('user = "kiosk"', "delivery-user"),
        ('secret_file = "/s"', "delivery-secret-file"),
        ('client_id = "kiosk"', "delivery-client-id"),
        ('scope = "system/*.rs"', "delivery-scope"),
        ('path = "/srv"', "delivery-path"),
        ('ca_file = "ca.pem"', "delivery-ca-file"),
        ('cert_key_file = "/k"', "delivery-cert-key-file"),
        ('proxy = "proxy.example:3128"', "delivery-proxy"),
        ('proxy = "http://user:word@proxy.example"', "delivery-proxy"),
        ('identity_file = "/k"', "delivery-identity-file"),
    ],
)
def test_a_key_that_does_not_fit_is_refused_with_its_line(line: str, rule: str) -> None:
    assert problems(f"{HEAD}{URL}{line}\n") == [(5, rule)]


def test_requests_sealed_elsewhere_need_a_key_for_the_courier() -> None:
    assert problems(HEAD + URL + KEYS) == [(1, "delivery-identity-file")]
    assert problems(f'{HEAD}{URL}identity_file = "/k"\n{KEYS}') == []


@pytest.mark.parametrize("kind", ["folder", "webhook"])
def test_other_kinds_do_not_use_what_only_a_server_needs(kind: str) -> None:
    rest = 'path = "/srv"\n' if kind == "folder" else f'{URL}secret_file = "/s"\n'
    text = f'[[delivery]]\nname = "a"\nkind = "{kind}"\n{rest}auth = "smart"\n'

    assert [rule for _, rule in problems(text)] == ["delivery-auth"]


def test_every_key_says_for_which_kind_it_is() -> None:
    rows = [row for row in explain() if row.key.startswith("delivery[].")]
    shared = {"delivery[].name", "delivery[].kind", "delivery[].secret_file"}

    for row in rows:
        assert row.key in shared or row.help.split(":")[0].split(",")[0] in list(TargetKind)


HUB = (
    '[[delivery]]\nname = "hub"\nkind = "webhook"\n'
    'url = "https://hub.example"\nsecret_file = "/s"\n'
)


def test_webhook_that_is_sent_answers_needs_a_key_for_the_courier() -> None:
    assert problems(f'{HUB}body = "json"\n{KEYS}') == [(1, "delivery-identity-file")]
    assert problems(f'{HUB}body = "json"\nidentity_file = "/k"\n{KEYS}') == []


def test_sealed_webhook_uses_no_key_and_other_kinds_no_body() -> None:
    assert problems(f'{HUB}identity_file = "/k"\n{KEYS}') == [(6, "delivery-identity-file")]
    assert (5, "delivery-body") in problems(f'{HEAD}{URL}body = "json"\n')
