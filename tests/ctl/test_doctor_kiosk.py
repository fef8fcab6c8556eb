# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl doctor` on settings, keys, receivers and what runs."""

import json
import socket
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from kiosk.ctl.doctor_kiosk import (
    check_keys,
    check_printer,
    check_running,
    check_settings_file,
    check_speech,
    check_target,
    secret_trouble,
)
from kiosk.ctl.verdict import Verdict
from kiosk.paths import DataFolder
from kiosk.settings import DeliveryTarget, Settings
from kiosk.settings.declared import TargetKind
from tests.support.command_line import run


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("format = 1\n", Verdict.OK),
        ("format = 1\nlive = true\n", Verdict.FAIL),
        ("live = perhaps\n", Verdict.FAIL),
        ("format = 99\n", Verdict.FAIL),
        (None, Verdict.WARN),
    ],
    ids=["demo", "not-set-up", "wrong", "newer", "none"],
)
def test_settings_are_judged(tmp_path: Path, text: str | None, verdict: Verdict) -> None:
    file = tmp_path / "kiosk.toml"
    if text is not None:
        file.write_text(text)

    check, _ = check_settings_file(file)

    assert check.verdict is verdict


@pytest.mark.parametrize(
    ("mode", "trouble"), [(0o600, ""), (0o640, ""), (0o644, "others may read it")]
)
def test_a_secret_that_others_may_read_is_told(tmp_path: Path, mode: int, trouble: str) -> None:
    file = tmp_path / "secret"
    file.touch()
    file.chmod(mode)

    assert secret_trouble(file) == trouble


def test_a_secret_that_lacks_fails(tmp_path: Path) -> None:
    target = DeliveryTarget(
        name="desk",
        kind=TargetKind.WEBHOOK,
        url="https://127.0.0.1/",
        secret_file=str(tmp_path / "no"),
    )
    settings = msgspec.structs.replace(Settings(), delivery=(target,))

    assert check_keys(settings, DataFolder(tmp_path)).verdict is Verdict.FAIL


def test_a_live_kiosk_without_a_key_fails(tmp_path: Path) -> None:
    settings = msgspec.structs.replace(Settings(), live=True)

    assert check_keys(settings, DataFolder(tmp_path)).verdict is Verdict.FAIL


def test_a_receiver_is_knocked_at_and_sent_nothing() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        target = DeliveryTarget(
            name="ehr", kind=TargetKind.FHIR, url=f"https://127.0.0.1:{port}/fhir"
        )

        assert check_target(target).verdict is Verdict.OK
        server.settimeout(5)
        connection, _ = server.accept()
        with connection:
            assert connection.recv(1) == b""

    assert check_target(target).verdict is Verdict.WARN


def test_a_folder_that_lacks_fails(tmp_path: Path) -> None:
    target = DeliveryTarget(name="desk", kind=TargetKind.FOLDER, path=str(tmp_path / "no"))

    assert check_target(target).verdict is Verdict.FAIL


def test_a_print_queue_that_nobody_knows_is_told() -> None:
    assert check_printer("no-such-queue").verdict is Verdict.WARN


def test_a_print_queue_that_is_off_is_told_in_every_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lpstat = tmp_path / "lpstat"
    lpstat.write_text(
        '#!/bin/sh\n[ "$LC_ALL" = C ] && echo "lobby disabled" || echo "lobby inhabilitada"\n'
    )
    lpstat.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")

    assert check_printer("lobby").verdict is Verdict.WARN


def test_no_voices_are_told(tmp_path: Path) -> None:
    assert "speech-dispatcher-espeak-ng" in check_speech(tmp_path).mend or (
        Path("/usr/share/espeak-ng-data").exists()
    )


def test_a_kiosk_that_does_not_run_is_told(tmp_path: Path) -> None:
    assert check_running(DataFolder(tmp_path)).verdict is Verdict.WARN


def test_everything_is_told_as_json_and_wrong_settings_end_with_1(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("live = perhaps\n")

    ran = run("doctor", "--json", "--data", str(tmp_path), "--config", str(file))

    assert ran.code == 1
    checks = {one["name"]: one["verdict"] for one in json.loads(ran.out)}
    assert checks["settings"] == "fail"
    assert {"glass", "touch", "sound", "disk", "clock", "speech", "kernel.panic"} <= checks.keys()
