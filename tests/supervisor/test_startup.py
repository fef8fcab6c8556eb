# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What kind of kiosk a start is."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.paths import DataFolder
from kiosk.queue import proof
from kiosk.queue.proof import Proof, ProofBook, Way
from kiosk.session.logo import NO_LOGO, Logo
from kiosk.session.messages import Standing
from kiosk.settings import DEMO_CENTER, NO_REQUESTS, Keys, Requests, Settings
from kiosk.supervisor import startup
from kiosk.supervisor.options import Options
from kiosk.supervisor.startup import Found, FoundLibrary, FoundSettings, Health, decide

CURRENT, KEPT = Path("current.toml"), Path("kept.toml")
LIBRARY, KEPT_LIBRARY = Path("library.db"), Path("kept.db")
KEY = "age1" + "q" * 58
REAL_KEY = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
"""Source: age specification, example of an X25519 recipient."""
DEMO_FACTS = """
[center]
name = "Lake Center"
phone = "(555) 555-0110"
after_hours_phone = "(555) 555-0111"
observation_minutes = 20
fever_f = 100.4
"""
LIVE = Settings(live=True, center=DEMO_CENTER, keys=Keys(recipients=(KEY,)))

GONE = FoundLibrary(LIBRARY, Health.MISSING)

NOTHING = Found(
    named=False,
    current=FoundSettings(CURRENT, Health.MISSING),
    kept=FoundSettings(KEPT, Health.MISSING),
    library=FoundLibrary(LIBRARY, Health.GOOD),
    kept_library=FoundLibrary(KEPT_LIBRARY, Health.MISSING),
)


def good(settings: Settings, path: Path = CURRENT) -> FoundSettings:
    return FoundSettings(path, Health.GOOD, settings, b"data")


def proofs_of(settings: Settings) -> ProofBook:
    way = Way(settings.keys.recipients, settings.delivery)
    proven = Proof(
        code="000-000",
        way=way.digest,
        recipients=way.recipients,
        targets=("desk",),
        confirmed_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    return ProofBook(proof=proven)


def test_no_settings_at_all_is_the_demo() -> None:
    plan = decide(NOTHING)

    assert (plan.standing, plan.config, plan.staff_notice) == (Standing.DEMO, None, "")


def test_named_settings_that_are_missing_are_not_set_up_and_never_the_demo() -> None:
    assert decide(replace(NOTHING, named=True)).standing is Standing.NOT_SET_UP


@pytest.mark.parametrize(
    ("settings", "standing"),
    [
        (LIVE, Standing.LIVE),
        (Settings(live=True, keys=Keys(recipients=(KEY,))), Standing.NOT_SET_UP),
        (Settings(live=True, center=DEMO_CENTER), Standing.NOT_SET_UP),
        (Settings(center=DEMO_CENTER), Standing.DEMO),
        (Settings(), Standing.DEMO),
    ],
)
def test_good_settings_decide_the_standing(settings: Settings, standing: Standing) -> None:
    plan = decide(replace(NOTHING, named=True, current=good(settings)))

    assert (plan.standing, plan.settings, plan.config) == (standing, settings, CURRENT)


@pytest.mark.parametrize("health", [Health.BAD, Health.NEWER])
def test_bad_settings_leave_the_last_good_ones_in_use_and_tell_staff(health: Health) -> None:
    found = replace(NOTHING, current=FoundSettings(CURRENT, health), kept=good(LIVE, KEPT))

    plan = decide(found)

    assert (plan.standing, plan.config) == (Standing.LIVE, KEPT)
    assert plan.settings_refused
    assert plan.staff_notice


@pytest.mark.parametrize("health", [Health.BAD, Health.NEWER])
def test_bad_settings_without_a_good_copy_are_out_of_order(health: Health) -> None:
    plan = decide(replace(NOTHING, current=FoundSettings(CURRENT, health)))

    assert plan.standing is Standing.OUT_OF_ORDER
    assert plan.staff_notice


@pytest.mark.parametrize("health", [Health.MISSING, Health.BAD, Health.NEWER])
def test_library_that_cannot_be_read_gives_way_to_its_last_good_copy(health: Health) -> None:
    found = replace(
        NOTHING,
        library=FoundLibrary(LIBRARY, health),
        kept_library=FoundLibrary(KEPT_LIBRARY, Health.GOOD),
    )

    plan = decide(found)

    assert (plan.standing, plan.library) == (Standing.DEMO, KEPT_LIBRARY)
    assert plan.staff_notice


def test_no_readable_library_is_out_of_order() -> None:
    plan = decide(replace(NOTHING, library=FoundLibrary(LIBRARY, Health.BAD)))

    assert (plan.standing, plan.library) == (Standing.OUT_OF_ORDER, None)


def test_not_set_up_stays_so_without_a_library() -> None:
    found = replace(NOTHING, named=True, library=FoundLibrary(LIBRARY, Health.MISSING))

    assert decide(found).standing is Standing.NOT_SET_UP


def test_live_kiosk_takes_no_requests_before_a_test_was_confirmed() -> None:
    plan = decide(replace(NOTHING, named=True, current=good(LIVE)))

    assert plan.requests == NO_REQUESTS
    assert plan.staff_notice == (
        "No test request has been confirmed: visitors cannot send requests yet."
    )
    assert plan.settings == LIVE


def test_live_kiosk_takes_requests_after_a_test_was_confirmed() -> None:
    plan = decide(replace(NOTHING, current=good(LIVE), proofs=proofs_of(LIVE)))

    assert (plan.requests, plan.staff_notice) == (Requests(), "")


def test_proof_for_other_keys_lets_no_requests_in() -> None:
    other = Settings(live=True, center=DEMO_CENTER, keys=Keys(recipients=("age1" + "p" * 58,)))

    plan = decide(replace(NOTHING, current=good(LIVE), proofs=proofs_of(other)))

    assert not plan.requests.offered
    assert plan.staff_notice


def test_last_good_settings_need_their_own_proof() -> None:
    found = replace(NOTHING, current=FoundSettings(CURRENT, Health.BAD), kept=good(LIVE, KEPT))

    assert not decide(found).requests.offered
    assert decide(replace(found, proofs=proofs_of(LIVE))).requests.offered


def test_center_that_takes_no_requests_needs_no_proof() -> None:
    settings = Settings(live=True, center=DEMO_CENTER, keys=LIVE.keys, requests=NO_REQUESTS)

    plan = decide(replace(NOTHING, current=good(settings)))

    assert (plan.requests, plan.staff_notice) == (NO_REQUESTS, "")


@pytest.mark.parametrize("settings", [Settings(), Settings(keys=LIVE.keys)])
def test_demo_takes_requests_without_proof(settings: Settings) -> None:
    plan = decide(replace(NOTHING, current=good(settings)))

    assert (plan.requests, plan.staff_notice) == (Requests(), "")


def test_proof_is_found_in_the_data_folder(data: DataFolder) -> None:
    proof.write_book(data.proof_file, proofs_of(LIVE))

    assert startup.look(Options(), data, Health.GOOD).proofs == proofs_of(LIVE)


@pytest.mark.parametrize("text", ["damaged", '{"format": 99}'])
def test_proof_that_cannot_be_read_proves_nothing(data: DataFolder, text: str) -> None:
    data.proof_file.parent.mkdir()
    data.proof_file.write_text(text)

    assert startup.find_proofs(data) == ProofBook()


def test_audit_of_a_newer_kiosk_is_out_of_order() -> None:
    assert decide(replace(NOTHING, audit=Health.NEWER)).standing is Standing.OUT_OF_ORDER


@pytest.mark.parametrize(
    ("fault", "health"),
    [
        (NewerVersionFault("library", 9, 1), Health.NEWER),
        (EnvironmentFault("damaged"), Health.BAD),
        (None, Health.GOOD),
    ],
)
def test_faults_become_health(fault: Exception | None, health: Health) -> None:
    def read() -> None:
        if fault is not None:
            raise fault

    assert startup.health_of(read) is health


def test_missing_settings_file_is_missing(tmp_path: Path) -> None:
    assert startup.find_settings(tmp_path / "none.toml").health is Health.MISSING


def test_broken_settings_file_is_bad(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("format = \n")

    assert startup.find_settings(file).health is Health.BAD


@pytest.mark.parametrize("lacking", ["", DEMO_FACTS, f'[keys]\nrecipients = ["{REAL_KEY}"]\n'])
def test_live_file_without_its_centers_settings_is_not_set_up(tmp_path: Path, lacking: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f"live = true\n{lacking}")

    plan = decide(replace(NOTHING, current=startup.find_settings(file)))

    assert (plan.standing, plan.settings_refused) == (Standing.NOT_SET_UP, False)


@pytest.mark.parametrize("named", [True, False])
def test_settings_file_that_cannot_be_read_is_never_the_demo(
    tmp_path: Path, *, named: bool
) -> None:
    found = replace(NOTHING, named=named, current=startup.find_settings(tmp_path))

    assert decide(found).standing is Standing.OUT_OF_ORDER
    assert decide(replace(found, kept=good(LIVE, KEPT))).standing is Standing.LIVE


def test_settings_are_judged_by_the_bytes_that_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(b"\xef\xbb\xbfkiosk = 'lobby'\n")

    found = startup.find_settings(file)

    assert found.settings == Settings(kiosk="lobby")
    assert found.data == file.read_bytes()


def test_settings_of_a_newer_kiosk_are_newer(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("format = 999\n")

    assert startup.find_settings(file).health is Health.NEWER


def test_damaged_library_is_bad(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    file.write_bytes(b"no library")

    assert startup.find_library(file).health is Health.BAD


def test_what_worked_is_kept_and_found_again(data: DataFolder, tmp_path: Path) -> None:
    config, library = tmp_path / "kiosk.toml", tmp_path / "library.db"
    config.write_text("format = 1\nkiosk = 'lobby'\n")
    library.write_bytes(b"library")
    current = startup.find_settings(config)
    stamp = startup.stamp_of(library.stat())
    found = replace(NOTHING, current=current, library=FoundLibrary(library, Health.GOOD, stamp))

    for _ in range(2):
        assert startup.keep_good(found, decide(found), data) == startup.kept_config(data)

    assert startup.find_settings(startup.kept_config(data)).settings == current.settings
    assert startup.kept_library(data).read_bytes() == b"library"


def test_logo_is_read_with_the_settings_and_kept_with_them(
    data: DataFolder, tmp_path: Path
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(f'{DEMO_FACTS}logo = "logo.svg"\n')
    (tmp_path / "logo.svg").write_bytes(b"<svg/>")
    current = startup.find_settings(config)
    found = replace(NOTHING, current=current)

    startup.keep_good(found, decide(replace(found, library=GONE)), data)

    kept = startup.find_settings(startup.kept_config(data), startup.kept_logo(data))
    assert decide(found).logo == Logo(b"<svg/>", "image/svg+xml")
    refused = replace(NOTHING, current=FoundSettings(config, Health.BAD), kept=kept)
    assert decide(refused).logo == decide(found).logo


def test_settings_whose_logo_is_missing_are_bad(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(f'{DEMO_FACTS}logo = "logo.svg"\n')

    found = startup.find_settings(config)

    assert (found.health, found.settings) == (Health.BAD, None)


def test_last_good_settings_do_without_a_copy_of_the_logo_that_is_lost(
    data: DataFolder, tmp_path: Path
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(f'{DEMO_FACTS}logo = "logo.svg"\n')

    found = startup.find_settings(config, startup.kept_logo(data))

    assert (found.health, found.logo) == (Health.GOOD, NO_LOGO)


def test_empty_settings_file_that_worked_is_kept(data: DataFolder, tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.touch()
    found = replace(NOTHING, current=startup.find_settings(config))

    startup.keep_good(found, decide(replace(found, library=GONE)), data)

    assert startup.find_settings(startup.kept_config(data)).settings == Settings()


def test_library_that_was_changed_since_it_was_checked_is_not_kept(
    data: DataFolder, tmp_path: Path
) -> None:
    library = tmp_path / "library.db"
    library.write_bytes(b"checked")
    checked = FoundLibrary(library, Health.GOOD, startup.stamp_of(library.stat()))
    found = replace(NOTHING, library=checked)
    library.unlink()
    library.write_bytes(b"another")

    startup.keep_good(found, decide(found), data)

    assert not startup.kept_library(data).exists()


def test_data_folder_that_cannot_be_used_is_out_of_order() -> None:
    plan = decide(replace(NOTHING, audit=Health.MISSING, has_data=False))

    assert plan.standing is Standing.OUT_OF_ORDER
    assert "data folder" in plan.staff_notice
    assert "audit" not in plan.staff_notice


def test_copy_in_use_is_not_replaced_by_what_was_refused(data: DataFolder, tmp_path: Path) -> None:
    found = replace(
        NOTHING,
        library=FoundLibrary(tmp_path / "bad.db", Health.BAD),
        kept_library=FoundLibrary(KEPT_LIBRARY, Health.GOOD),
    )

    startup.keep_good(found, decide(found), data)

    assert not startup.kept_library(data).exists()


def test_look_finds_what_the_options_name(data: DataFolder, tmp_path: Path) -> None:
    options = Options(config=tmp_path / "none.toml", library=tmp_path / "none.db")

    found = startup.look(options, data, Health.GOOD)

    assert found.named
    assert found.library == FoundLibrary(tmp_path / "none.db", Health.MISSING)
