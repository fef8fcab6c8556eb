# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Where keys begin in a TOML text."""

import tomllib
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.toml_edge import Lines, line_of
from kiosk.toml_edge.lines import KeyPath

TEXT = '''\
# first comment
plain = 1
dotted.key.deep = 2
"quoted key" = "# not a comment"
'odd.one' = 3

many = """
looks = "like a key"
[header]
\\"""quoted\\"""
""""
literal = \'\'\'
[[no]]\'\'\'
after = 4
inline = { first = [1,
  2, # two ]
  { third = "}" }], last.one = 5 }

[table]  # comment
inner = 2026-01-31
[table.sub."x y"]
leaf = true

[[item]]
name = "a"
[[item.part]]
size = 1
[[item.part]]
size = 2
[[item]]
name = "b"
[item.more]
note = 1
[[item.part]]
size = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("plain",), 2),
        (("dotted",), 3),
        (("dotted", "key", "deep"), 3),
        (("quoted key",), 4),
        (("odd.one",), 5),
        (("many",), 7),
        (("literal",), 12),
        (("after",), 14),
        (("inline", "first", 1), 16),
        (("inline", "first", 2, "third"), 17),
        (("inline", "last", "one"), 17),
        (("table",), 19),
        (("table", "inner"), 20),
        (("table", "sub", "x y", "leaf"), 22),
        (("item",), 24),
        (("item", 0, "name"), 25),
        (("item", 0, "part", 0, "size"), 27),
        (("item", 0, "part", 1, "size"), 29),
        (("item", 1), 30),
        (("item", 1, "more", "note"), 33),
        (("item", 1, "part", 0, "size"), 35),
    ],
)
def test_a_path_is_found_on_its_line(path: KeyPath, line: int) -> None:
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [(("nothing",), 1), (("table", "missing"), 19), (("item", 1, "missing", "x"), 30), ((), 1)],
)
def test_what_is_not_there_has_the_line_of_its_nearest_parent(path: KeyPath, line: int) -> None:
    assert line_of(TEXT, path) == line


def test_windows_line_ends_count_as_one_line_each() -> None:
    assert line_of('a = 1\r\nb = """\r\n"""\r\nc = 2\r\n', ("c",)) == 4


def test_lines_are_counted_from_the_first_line_given() -> None:
    assert Lines("a = 1\nb = 2\n", first_line=11).at(("b",)) == 12


def _paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    yield path
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for key, item in inner:
        yield from _paths(item, (*path, key))


VALUES = st.recursive(
    st.sampled_from(
        ["1", "-0.5", '"a#]b"', "'{'", '"""x\n\\"y\n"""', "'''\n'''", "2026-01-31 10:00:00", "true"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[ # c\n" + ",\n".join(items) + "]")
        | st.lists(inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{n}.z = {item}" for n, item in enumerate(items)) + "}"
        )
    ),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=6))
def test_every_value_of_a_valid_text_has_a_place_of_its_own(values: list[str]) -> None:
    text = "".join(f"\n[[t]]\n'key {n}' = {value}\n" for n, value in enumerate(values))
    lines, tables = Lines(text), tomllib.loads(text).get("t", [])

    for number, table in enumerate(tables):
        first, after = lines.at(("t", number)), lines.at(("t", number + 1))
        last = after if number + 1 < len(tables) else text.count("\n") + 1
        for path in _paths(table):
            full = ("t", number, *path)
            assert full in lines._starts
            assert first <= lines.at(full) < last
