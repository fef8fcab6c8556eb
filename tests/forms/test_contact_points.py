# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms import contact_points


@pytest.mark.parametrize(
    "typed",
    ["2025550143", "(202) 555-0143", "202.555.0143", " 1 202 555 0143", "+1 202-555-0143"],
)
def test_a_us_number_is_stored_as_e164(typed: str) -> None:
    assert contact_points.stored_phone(typed) == "+12025550143"


def test_a_demonstration_number_is_accepted() -> None:
    assert contact_points.stored_phone("555-555-0100") == "+15555550100"


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "911", "555-0143", "1025550143", "2021550143", "20255501433", "+44 20 7946 0958",
     "2025550143 ext. 5", "+", "٢"],
)  # fmt: skip
def test_what_cannot_be_a_us_number_is_refused(typed: str) -> None:
    assert contact_points.stored_phone(typed) is None


def test_a_number_is_shown_grouped_and_masked() -> None:
    stored = "+12025550143"

    assert contact_points.shown_phone(stored) == "(202) 555-0143"
    assert contact_points.masked_phone(stored) == "(•••) •••-0143"


def test_an_address_is_stored_in_its_normal_form() -> None:
    assert contact_points.stored_email(" Ana.Ruiz@EXAMPLE.com ") == "Ana.Ruiz@example.com"


@pytest.mark.parametrize(
    "typed",
    ["", "a", "a@b", "a@@example.com", "a b@example.com", "@example.com", "a@example.",
     "a" * 250 + "@example.com"],
)  # fmt: skip
def test_what_cannot_be_an_address_is_refused(typed: str) -> None:
    assert contact_points.stored_email(typed) is None


def test_an_address_is_masked() -> None:
    assert contact_points.masked_email("ana@example.com") == "a•••@example.com"


def test_a_day_is_masked_to_its_year() -> None:
    assert contact_points.masked_date(date(1958, 3, 9)) == "••/••/1958"


@pytest.mark.parametrize("typed", ["555-555-0100", "999 555 0143"])
def test_a_number_of_no_known_area_is_unusual(typed: str) -> None:
    assert contact_points.is_unusual_phone(typed)


@pytest.mark.parametrize("typed", ["(202) 555-0143", "212 555 0199", "800 555 0199", "", "911"])
def test_numbers_in_use_and_what_is_no_number_are_not_unusual(typed: str) -> None:
    assert not contact_points.is_unusual_phone(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("a@gmial.com", "gmail.com"), ("a@gmail.con", "gmail.com"), ("a@gmai.com", "gmail.com"),
     ("a@GMAILL.com", "gmail.com"), ("a@yahooo.com", "yahoo.com"), ("a@hotmial.com", "hotmail.com"),
     ("a@iclould.com", "icloud.com"), ("a@outlok.es", "outlook.es")],
)  # fmt: skip
def test_one_slip_in_a_well_known_domain_is_seen(typed: str, meant: str) -> None:
    assert contact_points.likely_domain(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["a@gmail.com", "a@ymail.com", "a@mail.com", "a@example.com", "a@ol.com", "a@max.com",
     "a@gamil.co", "gmial.com", ""],
)  # fmt: skip
def test_other_domains_are_left_alone(typed: str) -> None:
    assert contact_points.likely_domain(typed) == ""


@given(st.text(max_size=40))
def test_any_text_is_answered_without_a_fault(typed: str) -> None:
    phone = contact_points.stored_phone(typed)

    assert phone is None or contact_points.stored_phone(phone) == phone
    assert contact_points.stored_email(typed) is None or "@" in typed
    assert not contact_points.likely_domain(typed) or "@" in typed
    assert not (contact_points.is_unusual_phone(typed) and phone is None)
