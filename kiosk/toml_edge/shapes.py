# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a declared type allows, in words: read from msgspec ``Meta`` notes, for findings and help.

``Meta.extra`` may hold ``unit`` (shown with the range) and ``form`` (words instead of a pattern).
"""

from datetime import date, datetime, time
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin

import msgspec
from msgspec import Meta


def holds_many(core: object) -> bool:
    """Return whether ``core`` is a list, set or tuple of any length."""
    origin, args = get_origin(core), get_args(core)
    return origin in (list, set, frozenset) or (origin is tuple and args[1:] == (Ellipsis,))


def core_of(shape: object) -> Any:  # Any: a type form; Python has no type for it
    """Return ``shape`` without Annotated, NewType and Optional around it."""
    if get_origin(shape) is Annotated:
        return core_of(get_args(shape)[0])
    if isinstance(shape, NewType):
        return core_of(shape.__supertype__)
    if get_origin(shape) in (Union, UnionType):
        rest = [arg for arg in get_args(shape) if arg is not NoneType]
        return core_of(rest[0]) if len(rest) == 1 else shape
    return shape


def metas_of(shape: object) -> tuple[Meta, ...]:
    """Return what is annotated around ``shape``, outermost first."""
    if get_origin(shape) is Annotated:
        inner, *notes = get_args(shape)
        return (*(note for note in reversed(notes) if isinstance(note, Meta)), *metas_of(inner))
    if isinstance(shape, NewType):
        return metas_of(shape.__supertype__)
    if get_origin(shape) in (Union, UnionType):
        return tuple(meta for arg in get_args(shape) for meta in metas_of(arg))
    return ()


def description_of(shape: object) -> str:
    """Return the help text of ``shape``, or empty."""
    return next((meta.description for meta in metas_of(shape) if meta.description), "")


def choices_of(core: object) -> tuple[str, ...]:
    """Return the words that an enum or Literal allows, in order, or nothing for other types."""
    if isinstance(core, type) and issubclass(core, Enum):
        return tuple(str(member.value) for member in core)
    return tuple(map(str, get_args(core))) if get_origin(core) is Literal else ()


_WORDS: dict[object, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text in quotes",
    date: "a date such as 2026-01-31",
    datetime: "a date and time such as 2026-01-31T12:00:00Z",
    time: "a time such as 12:00:00",
}


def word_of(shape: object) -> str:
    """Return in words what kind of value ``shape`` is (``a whole number``), without limits."""
    core = core_of(shape)
    if choices := choices_of(core):
        return "one of " + ", ".join(choices)
    if holds_many(core):
        return f"a list, each item {wanted(get_args(core)[0])}"
    is_struct = isinstance(core, type) and issubclass(core, msgspec.Struct)
    if is_struct or get_origin(core) is dict:
        return "a table"
    return _WORDS.get(core, "a value of another kind")


def wanted(shape: object) -> str:
    """Return in words what a value of ``shape`` looks like (``a whole number, 60 to 900 s``)."""
    limits = f"{range_of(shape)} {unit_of(shape)}".strip()
    return ", ".join(filter(None, [word_of(shape), limits, form_of(shape)]))


def form_of(shape: object) -> str:
    """Return the words that ``Meta.extra`` has for a pattern, or the pattern itself, or empty."""
    metas = metas_of(shape)
    words = (str(meta.extra["form"]) for meta in metas if meta.extra and "form" in meta.extra)
    patterns = (f"matching {meta.pattern}" for meta in metas if meta.pattern)
    return next(words, "") or next(patterns, "")


def unit_of(shape: object) -> str:
    """Return the unit that ``Meta.extra`` names, or empty."""
    return next(
        (str(m.extra["unit"]) for m in metas_of(shape) if m.extra and "unit" in m.extra), ""
    )


def range_of(shape: object) -> str:
    """Return what a number or a length may be (``60 to 900``), without unit; empty: anything."""

    def bound(*names: str) -> object:
        found = (getattr(meta, name) for meta in metas_of(shape) for name in names)
        return next((value for value in found if value is not None), None)

    counted = " characters" if core_of(shape) is str else " items"
    for low, high, suffix in (
        (bound("ge", "gt"), bound("le", "lt"), ""),
        (bound("min_length"), bound("max_length"), counted),
    ):
        if low is not None and high is not None:
            return f"{low} to {high}{suffix}"
        if low is not None or high is not None:
            return f"at most {high}{suffix}" if low is None else f"at least {low}{suffix}"
    return ""
