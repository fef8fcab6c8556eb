# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The fixed list of what a front desk can say to a visitor, in both languages."""

import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec

from kiosk.paths import resources_dir


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One phrase: its words for the front desk, and for visitors in English and Spanish."""

    desk: str
    en: str
    es: str


@cache
def phrases() -> Mapping[str, Phrase]:
    """Return all phrases by id, in the order in which a desk offers them."""
    text = (resources_dir() / "fleet" / "phrases.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Phrase])
