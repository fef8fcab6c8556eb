# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Settings files: what is refused, with which words on which line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.faults import ContentFault, EnvironmentFault, NewerVersionFault
from kiosk.settings import (
    FORMAT,
    Settings,
    check_settings,
    demo_settings,
    load_settings,
    settings_from,
)

# Source: age specification, example of an X25519 recipient; nobody holds a request sealed to it.
RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

LIVE = f"""\
live = true
[center]
name = "Lake Center"
phone = "(555) 555-0110"
after_hours_phone = "(555) 555-0111"
observation_minutes = 20
fever_f = 100.4
[keys]
recipients = ["{RECIPIENT}"]
"""


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ContentFault) as caught:
        settings_from(text, "kiosk.toml")
    return [(finding.line, finding.rule) for finding in caught.value.findings]


def test_a_live_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(LIVE, encoding="utf-8")

    settings = load_settings(file)

    assert settings.live
    assert settings.center is not None
    assert settings.center.name == "Lake Center"
    assert settings.keys.recipients == (RECIPIENT,)


def test_an_empty_file_has_all_defaults() -> None:
    assert settings_from("", "kiosk.toml") == Settings()


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(LIVE, encoding="utf-8-sig")

    assert load_settings(file).live


def test_the_demonstration_has_a_center_and_is_not_live() -> None:
    assert demo_settings().center is not None
    assert not demo_settings().live


def test_a_missing_file_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="No such file"):
        load_settings(tmp_path / "kiosk.toml")


def test_a_folder_in_place_of_the_file_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="Is a directory"):
        load_settings(tmp_path)


def test_a_file_that_is_not_text_is_a_finding_on_its_line(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(b"live = false\nkiosk = '\xff'\n")

    with pytest.raises(ContentFault) as caught:
        load_settings(file)

    assert [finding.line for finding in caught.value.findings] == [2]


def test_a_newer_form_is_refused_before_anything_else_is_judged() -> None:
    with pytest.raises(NewerVersionFault) as caught:
        settings_from(f"format = {FORMAT + 1}\nunheard_of = 1\n", "kiosk.toml")

    assert (caught.value.found, caught.value.known) == (FORMAT + 1, FORMAT)


def test_a_live_file_that_nobody_has_filled_in_yet_is_read(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("live = true\n", encoding="utf-8")

    settings = load_settings(file)

    assert settings.live
    assert (settings.center, settings.keys.recipients) == (None, ())


def test_a_check_tells_all_that_a_live_kiosk_lacks_beside_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("\nlive = true\n[display]\nwidth_mm = 300\n", encoding="utf-8")

    with pytest.raises(ContentFault) as caught:
        check_settings(file)

    assert [(finding.line, finding.rule) for finding in caught.value.findings] == [
        (2, "live-center"),
        (2, "live-key"),
        (3, "display-size"),
    ]


@pytest.mark.parametrize("text", [LIVE, ""])
def test_a_check_is_silent_about_a_kiosk_that_lacks_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, encoding="utf-8")

    check_settings(file)


def test_a_key_with_a_typing_error_is_refused() -> None:
    wrong = RECIPIENT.replace("zvkyg", "zvkyq")

    assert problems(f'[keys]\nrecipients = [\n"{RECIPIENT}",\n"{wrong}"]\n') == [(4, "age-key")]


def test_names_of_targets_are_used_once() -> None:
    target = '[[delivery]]\nname = "desk"\nkind = "folder"\npath = "/srv/desk"\n'

    assert problems(target + target) == [(6, "delivery-name")]


@pytest.mark.parametrize("path", ["", "desk", "./desk", "~/desk"])
def test_a_folder_target_needs_an_absolute_path(path: str) -> None:
    text = f'[[delivery]]\nname = "desk"\nkind = "folder"\npath = "{path}"\n'

    assert problems(text) == [(4, "delivery-path")]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://desk.example/in",
        "https://",
        "https:///in",
        "https://user:word@desk.example/in",
        "https://desk.example:port/in",
        "https://[desk/in",
        "https://desk.example/in#part",
        "https://desk .example/in",
        "https://désk.example/in",
    ],
)
def test_a_webhook_needs_a_plain_https_address(url: str) -> None:
    text = f'[[delivery]]\nname = "a"\nkind = "webhook"\nsecret_file = "/s"\nurl = "{url}"\n'

    assert problems(text) == [(5, "delivery-url")]


def test_a_webhook_needs_a_secret_file() -> None:
    text = '[[delivery]]\nname = "a"\nkind = "webhook"\nurl = "https://desk.example/in"\n'

    assert problems(text) == [(1, "delivery-secret-file")]


def test_a_sound_webhook_is_read() -> None:
    text = (
        '[[delivery]]\nname = "a"\nkind = "webhook"\nsecret_file = "/run/secret"\n'
        'url = "https://desk.example:8443/in?center=1"\n'
    )

    assert settings_from(text, "kiosk.toml").delivery[0].name == "a"


def test_keys_of_another_kind_of_target_are_refused() -> None:
    text = (
        '[[delivery]]\nname = "a"\nkind = "folder"\npath = "/srv/desk"\nurl = "https://x.example"\n'
    )

    assert problems(text) == [(5, "delivery-url")]


def test_the_size_of_the_screen_is_given_whole() -> None:
    assert problems("live = false\n[display]\nwidth_mm = 300\n") == [(2, "display-size")]


@pytest.mark.parametrize(
    "line",
    ['kiosk = "a b"', 'kiosk = "k\\n"', 'kiosk = ""', "[visit]\nidle_s = 59", "fever_f = 1"],
)
def test_values_outside_of_what_is_declared_are_refused(line: str) -> None:
    assert len(problems(line)) == 1


def test_a_phone_number_ends_where_it_ends() -> None:
    assert (4, "wrong-value") in problems(LIVE.replace("0110", "0110\\n"))


SETTINGS_LINES = st.sampled_from(
    [
        *LIVE.splitlines(),
        "live = 1",
        "format = 2",
        "format = true",
        "[[delivery]]",
        "[visit]",
        'name = "desk"',
        'kind = "webhook"',
        'url = "https://["',
        "kiosk = 'x",
    ]
)


@given(st.lists(SETTINGS_LINES, max_size=12).map("\n".join) | st.text(max_size=60))
def test_any_text_is_settings_or_a_fault(text: str) -> None:
    try:
        outcome: object = settings_from(text, "kiosk.toml")
    except (ContentFault, NewerVersionFault) as fault:
        outcome = fault

    assert outcome is not None


CENTER = """\
[center]
name = "Lake Center"
phone = "(555) 555-0110"
after_hours_phone = "(555) 555-0111"
observation_minutes = 20
fever_f = 100.4
"""


@pytest.mark.parametrize("color", ["#A3211B", "#F57C00"])
def test_an_accent_that_means_urgency_is_refused_on_its_line(color: str) -> None:
    assert problems(f'{CENTER}accent = "{color}"\n') == [(7, "center-accent")]


@pytest.mark.parametrize("color", ["teal", "#12345", "#GGGGGG", "#1F3A93FF"])
def test_an_accent_that_is_no_color_is_refused(color: str) -> None:
    assert problems(f'{CENTER}accent = "{color}"\n') == [(7, "wrong-value")]


def test_a_check_warns_of_an_accent_it_adjusts(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'{CENTER}accent = "#7FD1AE"\n', encoding="utf-8")

    assert [(one.line, one.rule, one.severity) for one in check_settings(file)] == [
        (7, "center-accent", "warning")
    ]


@pytest.mark.parametrize("day", ["8-17", "8:00 - 17:00", "25:00-26:00", "8:60-9:00", "Closed", ""])
def test_hours_in_another_form_are_refused(day: str) -> None:
    assert problems(f'{CENTER}[center.hours]\nmon = "{day}"\n') == [(8, "wrong-value")]


@pytest.mark.parametrize("day", ["17:00-8:00", "8:00-8:00"])
def test_a_center_that_closes_before_it_opens_is_refused(day: str) -> None:
    assert problems(f'{CENTER}[center.hours]\nmon = "closed"\ntue = "{day}"\n') == [
        (9, "center-hours")
    ]
