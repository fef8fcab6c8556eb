# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How the package behaves toward others: upgrades by themselves, restarts, logs of bounded size."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "resources/system/package/files"
UNITS = ROOT / "usr/lib/systemd/system"
RENEW = UNITS / "infusion-kiosk-renew.service"
SERVICES = ("infusion-kiosk.service", "infusion-kiosk-courier.service")

# needrestart reads its files as Perl; a rule that fits a unit decides.
NEEDRESTART = """
do shift;
my $unit = shift;
my %rules = %{$nrconf{override_rc}};
for my $rule (keys %rules) { print $rules{$rule} if $unit =~ /$rule/ }
"""


def ruled(unit: str) -> str:
    file = ROOT / "etc/needrestart/conf.d/infusion-kiosk.conf"
    command = ["perl", "-e", NEEDRESTART, str(file), unit]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("unit", [*SERVICES, "infusion-kiosk-renew.service",
                                  "infusion-kiosk-x11.service", "seatd.service"])  # fmt: skip
def test_needrestart_leaves_the_kiosk_alone(unit: str) -> None:
    assert ruled(unit) == "0"


@pytest.mark.parametrize("unit", ["cups.service", "my-infusion-kiosk.service"])
def test_needrestart_restarts_whatever_else_it_likes(unit: str) -> None:
    assert ruled(unit) == ""


def test_unattended_upgrades_leave_the_kiosk_and_its_stage_alone() -> None:
    file = ROOT / "etc/apt/apt.conf.d/52infusion-kiosk"

    said = subprocess.run(
        ["apt-config", "-c", file, "dump", "Unattended-Upgrade::Package-Blacklist"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert all(f'"^{name}$"' in said for name in ("infusion-kiosk", "cage", "seatd"))


def test_a_new_version_waits_for_the_visit_and_at_most_fifteen_minutes() -> None:
    lines = RENEW.read_text("utf-8").splitlines()
    steps = [line.partition("=")[2] for line in lines if line.startswith("ExecStart=")]

    wait = steps.index("-/usr/bin/infusion-kioskctl wait --minutes 15")
    restart = next(n for n, step in enumerate(steps) if "try-restart" in step)
    assert wait < restart


@pytest.mark.parametrize("unit", SERVICES)
def test_a_flood_of_lines_is_cut(unit: str) -> None:
    lines = (UNITS / unit).read_text("utf-8").splitlines()

    assert {"LogRateLimitIntervalSec=30s", "LogRateLimitBurst=2000"} <= set(lines)
    assert f"SyslogIdentifier={unit.removesuffix('.service')}" in lines


def test_the_journal_as_a_whole_is_bounded() -> None:
    text = (ROOT / "usr/lib/systemd/journald.conf.d/infusion-kiosk.conf").read_text("utf-8")

    assert "SystemMaxUse=200M" in text
    assert "MaxRetentionSec=90day" in text
