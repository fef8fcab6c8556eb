# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""TOML that people wrote, turned into our types: every problem at once, each with its line.

``tomllib`` keeps no positions and msgspec stops at its first error. So a file that does not convert
in one go is walked value by value, and ``lines`` finds the line of every key.
"""

import difflib
import math
import re
import tomllib
from collections.abc import Iterator
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from kiosk.faults import ContentFault, Finding
from kiosk.toml_edge.lines import KeyPath, Lines
from kiosk.toml_edge.shapes import choices_of, core_of, description_of, holds_many, wanted

MAX_BYTES = 1_048_576
MAX_KEY_PARTS = 32

T = TypeVar("T", bound=msgspec.Struct)

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*"|'[^'\n]*')[ \t]*+\.[ \t]*+){""" + f"{MAX_KEY_PARTS}}}"
)


def read_toml(text: str, file: str, shape: type[T], first_line: int = 1) -> T:
    """Return ``text`` as a value of ``shape``, with nothing unknown in it.

    Args:
        text: TOML, at most ``MAX_BYTES`` as UTF-8.
        file: The file as the person knows it, for the findings.
        shape: A msgspec Struct type; its fields may be Structs, tuples or dicts of Structs.
            ``Meta.extra`` may hold ``unit`` (shown with ranges) and ``form`` (words for a pattern).
        first_line: Line of the file on which ``text`` begins; more than 1 for front matter.

    Raises:
        ContentFault: Everything wrong in it; rules ``toml-syntax``, ``toml-size``, ``unknown-key``,
            ``missing-key``, ``wrong-type``, ``wrong-value``, ``out-of-range``.
    """
    table = parse_toml(text, file, first_line)
    try:
        troubles = tuple(_check(table, shape, ()))
        if not troubles:
            return msgspec.convert(table, shape)
    except RecursionError:
        too_deep = "Values are nested too deeply."
        troubles = (_Trouble((), "toml-syntax", too_deep, "Write flatter values."),)
    lines = Lines(text, first_line)
    raise ContentFault(
        Finding(file, lines.at(trouble.path), trouble.rule, trouble.problem, trouble.mend)
        for trouble in troubles
    )


def parse_toml(text: str, file: str, first_line: int = 1) -> dict[str, Any]:
    """Return ``text`` as tables that nobody has judged yet; arguments as for ``read_toml``.

    Raises:
        ContentFault: It is not TOML, too long, or nested too deeply.
    """
    # Any: the values are whatever somebody wrote; only read_toml gives them types.

    def fault(line: int, rule: str, problem: str, mend: str) -> ContentFault:
        return ContentFault((Finding(file, line, rule, problem, mend),))

    try:
        size_bytes = len(text.encode())
    except UnicodeEncodeError as error:
        line = first_line + text.count("\n", 0, error.start)
        raise fault(
            line, "toml-syntax", "A character is not Unicode text.", "Delete the character."
        ) from error
    if size_bytes > MAX_BYTES:
        raise fault(0, "toml-size", "This is longer than 1 MiB.", "Shorten or divide it.")
    if long_key := _LONG_KEY.search(text):
        line = first_line + text.count("\n", 0, long_key.start())
        raise fault(line, "toml-syntax", "A key has too many parts.", "Write shorter keys.")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise fault(
            0, "toml-syntax", "Values are nested too deeply.", "Write flatter values."
        ) from error
    except ValueError as error:  # TOMLDecodeError, or a number that is too long
        place = _PLACE.search(str(error))
        within = text.count("\n") + 1
        if place and place[1]:
            within = int(place[1])
        reason = _PLACE.sub("", str(error)).rstrip(".") if place else "a number is too long"
        raise fault(
            first_line - 1 + within,
            "toml-syntax",
            f"This is not TOML: {reason}.",
            "Compare the line with the example file.",
        ) from error


class _Trouble(msgspec.Struct, frozen=True):
    """A finding that still has a path where it will have a line."""

    path: KeyPath
    rule: str
    problem: str
    mend: str


def _is_finite(value: object) -> bool:
    """Return whether no number in ``value`` is infinite or none at all (NaN passes any range)."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, dict):
        return all(map(_is_finite, value.values()))
    return not isinstance(value, list) or all(map(_is_finite, value))


def _check_struct(value: object, shape: type[msgspec.Struct], path: KeyPath) -> Iterator[_Trouble]:
    if not isinstance(value, dict):
        yield _told(path, "wrong-type", f"{_named(path)} is {_kind_of(value)}.", shape)
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(shape)}
    known = {*fields, shape.__struct_config__.tag_field}
    for key in value:
        if key not in known:
            yield _unknown_key((*path, key), tuple(fields))
    for name, field in fields.items():
        inner = (*path, name)
        if name in value:
            yield from _check(value[name], field.type, inner)
        elif field.required:
            problem = f"{_named(inner)} is missing."
            yield _told(inner, "missing-key", problem, field.type, "Add it:")


def _check(value: object, shape: object, path: KeyPath) -> Iterator[_Trouble]:
    """Check one value; parts first, then the value as a whole when its parts are sound."""
    core = core_of(shape)
    args = get_args(core)
    troubles: tuple[_Trouble, ...] = ()
    if isinstance(core, type) and issubclass(core, msgspec.Struct):
        troubles = tuple(_check_struct(value, core, path))
    elif isinstance(value, list) and holds_many(core):
        troubles = tuple(
            trouble
            for number, item in enumerate(value)
            for trouble in _check(item, args[0], (*path, number))
        )
    elif isinstance(value, dict) and get_origin(core) is dict:
        troubles = tuple(
            trouble
            for key, item in value.items()
            for part, kind in ((key, args[0]), (item, args[1]))
            for trouble in _check(part, kind, (*path, key))
        )
    yield from troubles
    if not troubles and (trouble := _check_whole(value, shape, path)):
        yield trouble


def _check_whole(value: object, shape: object, path: KeyPath) -> _Trouble | None:
    try:
        msgspec.convert(value, shape)
    except (msgspec.ValidationError, OverflowError) as error:
        reason, _, place = str(error).partition(" - at `$")
        if not place:
            return _misfit(value, shape, path, reason)
        deeper = (int(n) if n else key for key, n in re.findall(r"\.([^.\[`]+)|\[(\d+)\]", place))
        problem = f"{_named(path)} does not fit: {reason}."
        return _told((*path, *deeper), "wrong-value", problem, shape)
    return None if _is_finite(value) else _misfit(value, shape, path, "a number is not finite")


def _misfit(value: object, shape: object, path: KeyPath, reason: str) -> _Trouble:
    """Say what is wrong with a plain value that does not convert."""
    core, name = core_of(shape), _named(path)
    match value:
        case bool():
            rule, problem = "wrong-type", f"{name} is true or false."
        case int() | float() if core is float or (core is int and value == value // 1):
            rule, problem = "out-of-range", f"{name} is {str(value)[:20]}, which is out of range."
        case float():
            rule, problem = "wrong-type", f"{name} is a number with a fraction."
        case str() if core is str or choices_of(core) or reason.startswith("Invalid"):
            rule, problem = "wrong-value", f"{name} does not have the right form."
        case _ if reason.startswith("Expected") and not holds_many(core):
            rule, problem = "wrong-type", f"{name} is {_kind_of(value)}."
        case _:
            rule, problem = "wrong-value", f"{name} does not fit: {reason.rstrip('.')}."
    return _told(path, rule, problem, shape)


def _told(path: KeyPath, rule: str, problem: str, shape: object, verb: str = "Write") -> _Trouble:
    described = description_of(shape)
    help_text = f" ({described})" if described else ""
    return _Trouble(path, rule, problem, f"{verb} {wanted(shape)}.{help_text}")


def _unknown_key(path: KeyPath, known: tuple[str, ...]) -> _Trouble:
    near = difflib.get_close_matches(str(path[-1])[:80], known, n=1)
    mend = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
    return _Trouble(path, "unknown-key", f"{_named(path)} is not known.", mend)


def _named(path: KeyPath) -> str:
    """Return a path for people; which item of an array it is, its line tells."""
    keys = ".".join(part[:80] for part in path if isinstance(part, str))
    return f"`{keys}`" if keys else "This"


def _kind_of(value: object) -> str:
    match value:
        case int():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"
