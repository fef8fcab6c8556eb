# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The settings told to people: a table of all of them, and an example file with every key."""

import inspect
import tomllib
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

import msgspec
import tomlkit

from kiosk.settings.declared import DEMO_CENTER, Settings
from kiosk.settings.examples import EXAMPLES
from kiosk.toml_edge import Lines
from kiosk.toml_edge.lines import KeyPath
from kiosk.toml_edge.shapes import (
    core_of,
    description_of,
    form_of,
    holds_many,
    metas_of,
    range_of,
    unit_of,
    word_of,
)


class SettingRow(msgspec.Struct, frozen=True):
    """One setting as people read about it; all texts, empty where there is nothing to say.

    Attributes:
        key: Its place in the file: ``visit.idle_s``, ``delivery[].name`` for a repeated table.
        type: What kind of value, in words.
        unit: Unit of a number.
        range: Smallest and largest value or length, or the form that a text must have.
        default: Its default as TOML; ``required`` without one.
        help: What it does.
        example: A value as TOML.
        source: Where its limits or its wording come from (a law, a standard), or empty.
    """

    key: str
    type: str
    unit: str
    range: str
    default: str
    help: str
    example: str = ""
    source: str = ""


def explain() -> tuple[SettingRow, ...]:
    """Return a row for every setting, in the order in which they are declared."""
    return tuple(_rows(Settings, ""))


_HEAD = """\
# Settings of an infusion kiosk.
# Take away the # before each required key and write the center's own value.
# Check the result with: infusion-kioskctl config check FILE
"""


def required_keys(shape: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the keys of a table that have no default."""
    return tuple(field.encode_name for field in msgspec.structs.fields(shape) if field.required)


def example() -> str:
    """Return a complete settings file with a comment for each key.

    Required keys are commented out, with the demonstration center's values to show the form: nobody
    takes over a phone number or a fever threshold without deciding on it. All others have their
    defaults; whole delivery targets and tables that may be missing are commented out.
    """
    lines, table = [_HEAD.rstrip()], ""
    for row in explain():
        prefix, _, key = row.key.rpartition(".")
        is_repeated = prefix.endswith("[]")
        is_left_out = is_repeated or _may_be_missing(prefix)
        if prefix != table:
            table = prefix
            head = f"[[{prefix[:-2]}]]" if is_repeated else f"[{prefix}]"
            lines += ["", f"{'# ' if is_left_out else ''}{head}"]
        is_required = row.default == "required"
        form = ", ".join(filter(None, [row.type, f"{row.range} {row.unit}".strip()]))
        kind = f"{'Required: ' if is_required else ''}{form}."
        lines += ["", f"# {row.help}", f"# {kind[:1].upper()}{kind[1:]}"]
        lines += [f"{'# ' if is_required or is_left_out else ''}{key} = {_example_value(row)}"]
    return "\n".join(lines) + "\n"


def _rows(shape: type[msgspec.Struct], prefix: str) -> Iterator[SettingRow]:
    for field in msgspec.structs.fields(shape):
        key, core = prefix + field.encode_name, core_of(field.type)
        repeated = core_of(get_args(core)[0]) if holds_many(core) else None
        if isinstance(core, type) and issubclass(core, msgspec.Struct):
            yield from _rows(core, f"{key}.")
        elif isinstance(repeated, type) and issubclass(repeated, msgspec.Struct):
            yield from _rows(repeated, f"{key}[].")
        else:
            yield SettingRow(
                key=key,
                type=word_of(field.type),
                unit=unit_of(field.type),
                range=", ".join(filter(None, [range_of(field.type), form_of(field.type)])),
                default="required" if field.required else _as_toml(field.default),
                help=description_of(field.type),
                example=_as_toml(_example_of(key, field)),
                source=_source_of(shape),
            )


def type_of(key: str) -> Any:  # Any: a type form; Python has no type for it
    """Return the declared type of one setting, such as ``visit.idle_s`` or ``delivery[].name``.

    Raises:
        KeyError: There is no such setting.
    """
    shape: Any = Settings
    for name in key.split("."):
        fields = {field.encode_name: field.type for field in msgspec.structs.fields(core_of(shape))}
        shape = fields[name.removesuffix("[]")]
        if name.endswith("[]"):
            shape = get_args(core_of(shape))[0]
    return shape


def reference() -> str:
    """Return all settings as a page of Markdown: one heading a table, one paragraph a setting."""
    lines, table = [_REFERENCE_HEAD], ""
    for row in explain():
        prefix, _, key = row.key.rpartition(".")
        if prefix != table:
            table = prefix
            head = f"[[{prefix[:-2]}]]" if prefix.endswith("[]") else f"[{prefix}]"
            lines += ["", f"## `{head}`"]
            lines += ["", f"Source: {row.source}"] if row.source else []
        limits = f"{row.range} {row.unit}".strip()
        default = "required" if row.default == "required" else f"default `{row.default}`"
        kind = ", ".join(filter(None, [row.type, limits, default]))
        lines += ["", f"**`{key}`**: {row.help}  ", f"{kind[:1].upper()}{kind[1:]}.  "]
        lines += [f"Example: `{key} = {row.example}`"]
    return "\n".join(lines) + "\n"


_REFERENCE_HEAD = """\
# All settings of the kiosk

Made by `infusion-kioskctl config reference`. The file is TOML, on an installed kiosk
`/etc/infusion-kiosk/kiosk.toml`. `infusion-kioskctl config check` says what is wrong in one,
`config explain KEY` tells the same about one setting, and where its value comes from."""


def found_in(text: str, key: str) -> Iterator[tuple[int, str]]:
    """Give line and value (as TOML) of a setting in a file; each of them in repeated tables.

    Args:
        text: A settings file without mistakes, or nothing.
        key: The setting, as ``SettingRow.key``.
    """
    lines = Lines(text)
    paths: list[tuple[KeyPath, Any]] = [((), tomllib.loads(text))]
    for name in key.split("."):
        bare = name.removesuffix("[]")
        paths = [((*path, bare), table[bare]) for path, table in paths if bare in table]
        if bare != name:
            paths = [((*path, n), one) for path, many in paths for n, one in enumerate(many)]
    for path, value in paths:
        yield lines.at(path), _as_toml(value)


def _example_of(key: str, field: msgspec.structs.FieldInfo) -> object:
    given = (m.extra["example"] for m in metas_of(field.type) if m.extra and "example" in m.extra)
    table = key.rpartition(".")[0]
    found = next(given, EXAMPLES.get(key, EXAMPLES.get(table)))
    return field.default if found is None else found


def _source_of(shape: type[msgspec.Struct]) -> str:
    """Return what a table's docstring gives as its source, on one line."""
    _, _, source = (inspect.getdoc(shape) or "").partition("Source:")
    return " ".join(source.split())


def _may_be_missing(table: str) -> bool:
    """Return whether a table means something else by being there: ``[center.hours]``."""
    shape: type[msgspec.Struct] = Settings
    default: object = ...
    for name in filter(None, table.split(".")):
        field = next(f for f in msgspec.structs.fields(shape) if f.encode_name == name)
        shape, default = core_of(field.type), field.default
    return default is None and not any(f.required for f in msgspec.structs.fields(shape))


def _as_toml(value: object) -> str:
    plain = value.value if isinstance(value, Enum) else value
    return tomlkit.item(list(plain) if isinstance(plain, tuple) else plain).as_string()


def _example_value(row: SettingRow) -> str:
    table, _, key = row.key.rpartition(".")
    if table == "center.hours":
        return _as_toml(getattr(DEMO_CENTER.hours, key))
    if row.default != "required":
        return row.default
    if table == "center":
        return _as_toml(getattr(DEMO_CENTER, key))
    return '"folder"' if key == "kind" else '"front-desk"'
