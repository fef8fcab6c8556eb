# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl config`."""

import json
import re
from pathlib import Path

import pytest

from kiosk.settings import settings_from
from tests.support.command_line import run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


def test_a_good_file_is_called_good(file: Path) -> None:
    file.write_text('kiosk = "lobby"\n', encoding="utf-8")

    ran = run("config", "check", str(file))

    assert (ran.code, ran.out, ran.err) == (0, f"{file}: good\n", "")


@pytest.mark.parametrize("command", ["check", "show"])
def test_every_finding_is_one_line_and_the_exit_code_is_2(file: Path, command: str) -> None:
    file.write_text("live = 1\n\n[visit]\nidle_s = 5\n", encoding="utf-8")

    ran = run("config", command, str(file))

    assert ran.code == 2
    assert ran.out == ""
    assert [line.split(":")[1] for line in ran.err.splitlines()] == ["1", "4"]


def test_a_live_file_without_center_and_keys_is_reported_by_a_check(file: Path) -> None:
    file.write_text("live = true\n", encoding="utf-8")

    ran = run("config", "check", str(file))

    assert ran.code == 2
    assert [line.split()[2] for line in ran.err.splitlines()] == ["[live-center]", "[live-key]"]


def test_a_missing_file_is_one_sentence(file: Path) -> None:
    ran = run("config", "check", str(file))

    assert ran.code == 1
    assert ran.err == f"the configuration {file} cannot be read: No such file or directory\n"


def test_a_newer_file_is_one_sentence(file: Path) -> None:
    file.write_text("format = 99\n", encoding="utf-8")

    ran = run("config", "check", str(file))

    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1


def test_what_is_shown_is_the_same_settings_again(file: Path) -> None:
    file.write_text(
        'kiosk = "lobby"\n[display]\ntheme = "dark"\n'
        '[[delivery]]\nname = "desk"\nkind = "folder"\npath = "/srv/desk"\n',
        encoding="utf-8",
    )

    shown = run("config", "show", str(file)).out

    assert settings_from(shown, "shown") == settings_from(file.read_text("utf-8"), "file")
    assert "idle_s = 180" in shown


CENTER = """\
[center]
name = "Lake Center"
phone = "(555) 555-0110"
after_hours_phone = "(555) 555-0111"
observation_minutes = 20
fever_f = 100.4
"""


def test_an_accent_that_is_adjusted_is_told_and_good(file: Path) -> None:
    file.write_text(f'{CENTER}accent = "#7FD1AE"\n', encoding="utf-8")

    ran = run("config", "check", str(file))

    warning, verdict = ran.out.splitlines()
    assert (ran.code, ran.err, verdict) == (0, "", f"{file}: good")
    assert warning.startswith(f"{file}:7: warning [center-accent] The accent #7FD1AE is too light")


def test_a_logo_that_is_missing_is_a_finding(file: Path) -> None:
    file.write_text(f'{CENTER}logo = "logo.svg"\n', encoding="utf-8")

    ran = run("config", "check", str(file))

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{file}:7: error [center-logo] The logo ")


@pytest.mark.parametrize("hours", ["", '[center.hours]\nmon = "8:00-17:00"\n'])
def test_a_center_with_or_without_hours_is_shown(file: Path, hours: str) -> None:
    file.write_text(CENTER + hours, encoding="utf-8")

    shown = run("config", "show", str(file)).out

    assert settings_from(shown, "shown") == settings_from(CENTER + hours, "file")


def test_one_key_is_explained() -> None:
    assert run("config", "explain", "visit.warning_s").out == (
        "visit.warning_s\n"
        "    How long the warning waits for an answer.\n"
        "    a whole number, 20 to 120 s; default: 45\n"
        "    example: warning_s = 45\n"
        "    source: accessibility.md A2, 2.2.1 (at least 20 s to answer a warning); privacy.md,"
        " automatic logoff (60 to 120 s where personal data may be on the screen).\n"
    )


def test_where_a_value_comes_from_is_told_by_file_and_line(file: Path) -> None:
    file.write_text('[[delivery]]\nname = "desk"\nkind = "folder"\npath = "/srv/desk"\n')

    told = run("config", "explain", "delivery.path", "--config", str(file)).out

    assert f'    here: "/srv/desk" ({file}:4)\n' in told


def test_a_value_that_stands_nowhere_is_the_default(file: Path) -> None:
    file.write_text("format = 1\n")

    assert "here:" not in run("config", "explain", "visit", "--config", str(file)).out


def test_values_of_a_wrong_file_are_not_told(file: Path) -> None:
    file.write_text("live = 1\n")

    assert run("config", "explain", "live", "--config", str(file)).code == 2


def test_the_reference_has_a_paragraph_for_every_setting() -> None:
    page = run("config", "reference").out

    keys = [
        row["key"].rpartition(".")[2] for row in json.loads(run("config", "explain", "--json").out)
    ]
    assert re.findall(r"^\*\*`(\w+)`\*\*: ", page, re.M) == keys
    assert "## `[[delivery]]`" in page


def test_a_table_is_explained_as_json() -> None:
    rows = json.loads(run("config", "explain", "delivery", "--json").out)

    assert rows[0]["key"] == "delivery[].name"
    assert all(row["key"].startswith("delivery[].") for row in rows)


def test_an_unknown_key_is_a_wrong_command_line() -> None:
    assert run("config", "explain", "visit.idle").code == 2


def test_the_example_comes_from_the_declarations() -> None:
    assert "# Quiet time before the warning on ordinary pages." in run("config", "example").out
