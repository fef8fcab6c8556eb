# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Settings told to people."""

import re
import tomllib

import msgspec
import pytest

from kiosk.faults import ContentFault
from kiosk.settings import DEMO_CENTER, Offices, settings_from
from kiosk.settings.examples import EXAMPLES
from kiosk.settings.explaining import SettingRow, example, explain, type_of


def row(key: str) -> SettingRow:
    return next(row for row in explain() if row.key == key)


def test_a_number_is_told_with_range_unit_and_default() -> None:
    assert row("visit.idle_s") == SettingRow(
        key="visit.idle_s",
        type="a whole number",
        unit="s",
        range="60 to 900",
        default="180",
        help="Quiet time before the warning on ordinary pages.",
        example="180",
        source=row("visit.warning_s").source,
    )


def test_a_choice_is_told_with_its_words() -> None:
    assert row("display.theme").type == "one of light, dark, contrast"
    assert row("display.theme").default == '"light"'


def test_the_center_has_no_default_fever() -> None:
    assert row("center.fever_f").default == "required"


def test_repeated_tables_are_marked() -> None:
    assert row("delivery[].kind").default == "required"


def test_every_setting_has_its_help_and_is_told_once() -> None:
    rows = explain()

    assert all(row.help.endswith(".") for row in rows)
    assert len({row.key for row in rows}) == len(rows)


@pytest.mark.parametrize("key", [row.key for row in explain()])
def test_every_setting_has_an_example_that_can_be_taken(key: str) -> None:
    example_value = tomllib.loads(f"value = {row(key).example}")["value"]

    msgspec.convert(example_value, type_of(key))
    assert example_value not in ("", [])


def test_no_example_is_left_of_a_setting_that_is_gone() -> None:
    keys = {row.key for row in explain()}

    assert {
        key for key in EXAMPLES if not any(k == key or k.startswith(f"{key}.") for k in keys)
    } == set()


def test_limits_name_their_source() -> None:
    assert "2.2.1" in row("visit.warning_s").source
    assert row("printing.paper").source == ""


def test_an_unknown_setting_has_no_type() -> None:
    with pytest.raises(KeyError):
        type_of("visit.idle")


def test_the_example_waits_for_the_centers_own_values() -> None:
    with pytest.raises(ContentFault) as caught:
        settings_from(example(), "kiosk.toml")

    assert {finding.rule for finding in caught.value.findings} == {"missing-key"}


def test_the_filled_example_is_good_and_complete() -> None:
    before_targets = example().split("# [[delivery]]")[0]
    filled = re.sub(r"^# (?=[a-z_]+ = |\[)", "", before_targets, flags=re.M)

    settings = settings_from(filled, "kiosk.toml")

    assert settings.center == msgspec.structs.replace(DEMO_CENTER, address="", offices=Offices())
    assert all(f"{row.key.rpartition('.')[2]} = " in example() for row in explain())


def test_the_example_shows_a_target_that_needs_only_its_place() -> None:
    target = "[[delivery]]" + example().split("# [[delivery]]")[1].split("[keys]")[0]
    filled = re.sub(r"^# (?=[a-z_]+ = )", "", target, flags=re.M)
    filled = filled.replace('path = ""', 'path = "/srv/requests"')

    assert settings_from(filled, "kiosk.toml").delivery[0].path == "/srv/requests"
