# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl doctor` on the line to the front desks, with a real broker and kiosk."""

import asyncio
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.ctl.doctor_fleet import (
    check_broker,
    check_certificate,
    check_fleet,
    check_link,
    check_offset,
)
from kiosk.ctl.verdict import Check, Verdict
from kiosk.library import builder
from kiosk.paths import DataFolder
from kiosk.settings import Settings, load_settings
from tests.support.command_line import run
from tests.support.fleet import kiosk_on, settings_file
from tests.support.library import write_content
from tests.support.mosquitto import Broker, running_broker

NOW = datetime.now(UTC)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    with running_broker(tmp_path) as running:
        yield running


@pytest.fixture
def settings(broker: Broker, tmp_path: Path) -> Settings:
    return load_settings(settings_file(broker, tmp_path))


def test_broker_that_answers_tells_until_when_its_certificate_is_valid(settings: Settings) -> None:
    check = check_broker(settings.fleet, settings.kiosk, NOW)

    assert check.verdict is Verdict.OK
    assert f"valid until {NOW.year + 4}" in check.found or f"until {NOW.year + 5}" in check.found


@pytest.mark.parametrize(
    ("days", "verdict"), [(1_790, Verdict.OK), (1_800, Verdict.WARN), (1_830, Verdict.FAIL)]
)
def test_certificates_are_told_of_before_they_end(
    settings: Settings, days: int, verdict: Verdict
) -> None:
    then = NOW + timedelta(days=days)

    assert check_broker(settings.fleet, settings.kiosk, then).verdict is verdict
    assert check_certificate(Path(settings.fleet.cert_file), then).verdict is verdict


def test_broker_of_another_authority_is_not_trusted(settings: Settings, tmp_path: Path) -> None:
    with running_broker(tmp_path / "other") as other:
        astray = msgspec.structs.replace(settings.fleet, port=other.site.port)
        check = check_broker(astray, settings.kiosk, NOW)

    assert check.verdict is Verdict.FAIL
    assert "is not trusted" in check.found


def test_broker_that_is_gone_is_a_warning(settings: Settings, broker: Broker) -> None:
    broker.stop()

    assert check_broker(settings.fleet, settings.kiosk, NOW).verdict is Verdict.WARN


def test_file_that_is_no_certificate_fails(tmp_path: Path) -> None:
    (tmp_path / "kiosk.pem").write_text("no")

    assert check_certificate(tmp_path / "kiosk.pem", NOW).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("line", "verdict", "words"),
    [
        ("infusion_kiosk_clock_offset_seconds 1.5\n", Verdict.OK, "+1.5 s"),
        ("infusion_kiosk_clock_offset_seconds -42.25\n", Verdict.WARN, "-42 s"),
        ("", Verdict.OK, "not known"),
    ],
)
def test_clock_that_is_far_from_others_is_told(
    tmp_path: Path, line: str, verdict: Verdict, words: str
) -> None:
    (tmp_path / "health.prom").write_text(f"# HELP\n{line}")

    check = check_offset(tmp_path / "health.prom")

    assert check.verdict is verdict
    assert words in check.found


def test_kiosk_that_does_not_run_has_no_line(tmp_path: Path) -> None:
    assert check_link(DataFolder(tmp_path), NOW).verdict is Verdict.WARN


def test_running_kiosk_tells_when_it_told_its_state(
    broker: Broker, settings: Settings, tmp_path: Path
) -> None:
    library = tmp_path / "library.db"
    builder.build(write_content(tmp_path), library)

    async def look(data: DataFolder) -> Check:
        async with kiosk_on(broker, data, tmp_path, library) as kiosk:
            while kiosk.run.status().link_state_at is None:
                await kiosk.run.settled()
            found = await asyncio.to_thread(
                lambda: list(check_fleet(settings, data, datetime.now(UTC)))
            )
        assert [one.name for one in found][:2] == ["broker", "fleet certificate"]
        return found[-1]

    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder:
        check = asyncio.run(look(DataFolder(Path(folder).resolve())))

    assert check.verdict is Verdict.OK
    assert check.found.startswith("up; state told ")


def test_doctor_tells_of_the_line_as_json(broker: Broker, tmp_path: Path) -> None:
    file = settings_file(broker, tmp_path)

    ran = run("doctor", "--json", "--config", str(file), "--data", str(tmp_path / "data"))

    checks = msgspec.json.decode(ran.out, type=list[Check])
    assert {"broker", "fleet certificate", "clock offset", "fleet link"} <= {c.name for c in checks}
