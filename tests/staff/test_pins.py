# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import pytest

from kiosk.staff.pins import fits, hash_pin, is_pin_hash, pin_problem


@pytest.mark.parametrize("pin", ["482915", "739264", "90417366", "305928461507"])
def test_pin_that_nobody_guesses_is_taken(pin: str) -> None:
    assert pin_problem(pin) == ""


@pytest.mark.parametrize(
    "pin",
    ["", "48291", "4829150294837", "48291a", " 482915", "\uff14\uff18\uff12\uff19\uff11\uff15"],
)
def test_only_six_to_twelve_digits_are_a_pin(pin: str) -> None:
    assert "6 to 12" in pin_problem(pin)


@pytest.mark.parametrize(
    "pin",
    ["111111", "123456", "654321", "345678", "890123", "121212", "482482", "112211", "147258",
     "159357"],
)  # fmt: skip
def test_rows_walks_and_repetitions_are_refused(pin: str) -> None:
    assert "easy to guess" in pin_problem(pin)


@pytest.mark.parametrize(
    "pin", ["198437", "371984", "12051987", "19870512", "071484", "140784", "840714", "20261122"]
)
def test_what_reads_as_a_birthday_is_refused_and_not_repeated(pin: str) -> None:
    problem = pin_problem(pin)

    assert "easy to guess" in problem
    assert pin not in problem


def test_hash_fits_its_own_pin_only() -> None:
    pin_hash = hash_pin("482915")

    assert pin_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert fits(pin_hash, "482915")
    assert not fits(pin_hash, "482916")


def test_damaged_hash_fits_nothing() -> None:
    assert not fits("$argon2id$damaged", "482915")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "739264",
        "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$c29tZWhhc2g",
        hash_pin("739264").replace("argon2id", "argon2i"),
        hash_pin("739264").replace("m=19456", "m=99999999"),
    ],
    ids=["nothing", "digits", "weak", "another kind", "greedy"],
)
def test_another_text_is_no_hash_of_a_pin(text: str) -> None:
    assert not is_pin_hash(text)


def test_hash_of_a_pin_is_known_as_one() -> None:
    assert is_pin_hash(hash_pin("739264"))
