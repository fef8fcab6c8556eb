# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

import re
import time

import pytest

from kiosk.forms.patterns import REGEX_TEXT_LIMIT, regex_problem


@pytest.mark.parametrize(
    "regex",
    ["", "[0-9]{5}", "[A-Z]{1,3}-?[0-9]+", r"\d{3}(?:yes|no)", r"[^\]]+", r"\(\d+\)", "(a*)?"],
)
def test_ordinary_expressions_are_accepted(regex: str) -> None:
    assert regex_problem(regex) == ""


@pytest.mark.parametrize(
    "regex",
    ["(a+)+", "(a|aa)*", "(a{3}){9}", r"(a)\1", "(?=a)b", "(?i)a", "(?P<x>a)", "a?a?a?a?a?",
     "a*a*a*a*a*", "[]a]", "(", "[a", "a{99999999999}", "a{5}{5}"],
)  # fmt: skip
def test_expressions_that_may_never_end_are_refused(regex: str) -> None:
    assert regex_problem(regex)


@pytest.mark.parametrize(
    "regex", ["(a*)(a*)(a*)a*[^a]", r"\w*\w*\w*\w*!", ".{0,99}.{0,99}.{0,99}.{0,99}[^a]"]
)
def test_the_slowest_accepted_expressions_are_quick(regex: str) -> None:
    started = time.monotonic()

    assert regex_problem(regex) == ""
    assert re.fullmatch(regex, "a" * REGEX_TEXT_LIMIT) is None

    assert time.monotonic() - started < 2
