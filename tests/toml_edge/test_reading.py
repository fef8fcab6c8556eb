# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Reading TOML that people wrote: all problems, each on its line."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from kiosk.faults import ContentFault, Finding
from kiosk.toml_edge import read_toml
from kiosk.toml_edge.reading import MAX_BYTES


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


class Part(msgspec.Struct, frozen=True):
    size: Annotated[int, Meta(ge=1, le=9, description="How big.", extra={"unit": "mm"})]
    color: Color = Color.RED


class Whole(msgspec.Struct, frozen=True):
    name: Annotated[str, Meta(min_length=1, max_length=5)]
    weight: Annotated[float, Meta(ge=0)] = 0.0
    on: date | None = None
    tags: Annotated[tuple[str, ...], Meta(max_length=2)] = ()
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    named: dict[str, Part] = {}
    point: tuple[float, float] = (0.0, 0.0)
    ready: bool = False


def problems(text: str, first_line: int = 1) -> list[tuple[int, str]]:
    with pytest.raises(ContentFault) as caught:
        read_toml(text, "some.toml", Whole, first_line)
    return [(finding.line, finding.rule) for finding in caught.value.findings]


def finding(text: str) -> Finding:
    with pytest.raises(ContentFault) as caught:
        read_toml(text, "some.toml", Whole)
    (only,) = caught.value.findings
    return only


def test_a_sound_text_becomes_the_value() -> None:
    text = 'name = "x"\non = 2026-01-31\nweight = 3\nparts = [{ size = 1 }]\n[named.a]\nsize = 2'

    assert read_toml(text, "some.toml", Whole) == Whole(
        "x", 3.0, date(2026, 1, 31), parts=(Part(1),), named={"a": Part(2)}
    )


def test_every_problem_is_reported_at_once_on_its_line() -> None:
    text = """\
nam = "x"
weight = -1
on = "soon"
tags = [
  "a",
  2,
]
ready = 1
[part]
color = "green"
[[parts]]
size = 10
[[parts]]
size = 1.5
[named.first]
size = true
"""
    assert problems(text) == [
        (1, "missing-key"),
        (1, "unknown-key"),
        (2, "out-of-range"),
        (3, "wrong-value"),
        (6, "wrong-type"),
        (8, "wrong-type"),
        (9, "missing-key"),
        (10, "wrong-value"),
        (12, "out-of-range"),
        (14, "wrong-type"),
        (16, "wrong-type"),
    ]


def test_lines_are_those_of_the_file_for_front_matter() -> None:
    assert problems("name = 1\n", first_line=20) == [(20, "wrong-type")]


def test_a_syntax_error_is_one_finding_on_its_line() -> None:
    assert problems('name = "x"\nweight = = 1\n', first_line=5) == [(6, "toml-syntax")]


def test_an_end_that_comes_too_soon_is_on_the_last_line() -> None:
    assert problems('name = "x"\n\n\ntags = ["a",') == [(4, "toml-syntax")]


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    assert "Did you mean `weight`?" in finding('name = "x"\nwieght = 1\n').mend


def test_a_range_is_told_with_its_unit_and_help() -> None:
    assert finding('name = "x"\npart.size = 0\n').mend == (
        "Write a whole number, 1 to 9 mm. (How big.)"
    )


def test_a_text_that_does_not_fit_is_not_repeated() -> None:
    assert "private" not in str(finding('name = "private words"\n'))


@pytest.mark.parametrize("number", ["nan", "inf", "-inf"])
def test_numbers_that_are_none_are_refused(number: str) -> None:
    assert problems(f'name = "x"\nweight = {number}\n') == [(2, "out-of-range")]


def test_a_number_of_a_thousand_digits_is_a_finding() -> None:
    assert problems(f'name = "x"\nweight = 1{"0" * 1000}\n') == [(2, "out-of-range")]


def test_a_list_that_is_too_long_is_a_finding() -> None:
    assert problems('name = "x"\ntags = ["a", "b", "c"]\n') == [(2, "wrong-value")]


def test_a_table_where_a_value_belongs_is_a_finding() -> None:
    assert problems("[name]\nx = 1\n") == [(1, "wrong-type")]


def test_a_value_where_a_table_belongs_is_a_finding() -> None:
    assert problems('name = "x"\npart = 3\n') == [(2, "wrong-type")]


@pytest.mark.parametrize(
    "bomb",
    [
        "name = " + "[" * 50_000,
        "name = " + "{a=" * 20_000,
        ".".join(["a"] * 300_000) + " = 1",
        "[" + ".".join(['"a"'] * 200_000) + "]",
        "name = { " + ".".join(["a"] * 300_000) + " = 1 }",
        "name = 1" + "0" * 5_000,
        "name = '\ud800'",
        "#" * (MAX_BYTES + 1),
    ],
    ids=["lists", "tables", "dotted", "header", "inline", "digits", "surrogate", "long"],
)
def test_a_bomb_is_a_finding(bomb: str) -> None:
    assert len(problems(bomb)) == 1


def test_many_problems_are_found_in_time() -> None:
    assert len(problems("".join(f"a{n} = 1\n" for n in range(20_000)))) == 20_001


FRAGMENTS = st.sampled_from(
    [
        "name",
        "part",
        "parts",
        "size",
        "tags",
        "on",
        " = ",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        '"',
        "'",
        "\n",
        ".",
        ",",
        "1",
        "1.5",
        "true",
        "nan",
        "2026-01-31",
        '"""',
        "'''",
        "\\",
        "#",
        "x",
        "\0",
    ]
)


@given(st.lists(FRAGMENTS, max_size=40).map("".join) | st.text(max_size=80))
def test_any_text_is_a_value_or_a_content_fault(text: str) -> None:
    outcome: tuple[Finding, ...] = ()
    try:
        read_toml(text, "some.toml", Whole)
    except ContentFault as fault:
        outcome = fault.findings
    assert all(0 <= finding.line <= text.count("\n") + 1 for finding in outcome)


KEYS = st.sampled_from([*Whole.__struct_fields__, "size", "color", "other"])
VALUES = st.recursive(
    st.sampled_from(["1", "-1", "0.5", "nan", '"red"', '"x"', "true", "2026-01-31", "[]", "{}"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ",".join(items) + "]")
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda table: "{" + ",".join(f"{k} = {v}" for k, v in table.items()) + "}"
        )
    ),
    max_leaves=6,
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_table_is_a_value_or_findings_on_the_lines_of_their_keys(table: dict[str, str]) -> None:
    text = "".join(f"{key} = {value}\n" for key, value in table.items())
    outcome: tuple[Finding, ...] = ()
    try:
        read_toml(text, "some.toml", Whole)
    except ContentFault as fault:
        outcome = fault.findings
    for finding in outcome:
        key = finding.problem.split("`")[1].split(".")[0]
        assert finding.line == ([*table].index(key) + 1 if key in table else 1)
