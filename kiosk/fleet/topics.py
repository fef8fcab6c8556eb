# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Which topic carries what: ``infusion/v1/SITE/KIOSK/LEAF``.

A kiosk is its own name at the broker, a desk is ``desk.NAME``; a kiosk's name holds no dot, so the
two never meet, and one pattern each is the whole list of rights (``kiosk/ctl/fleet_setup.py``).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

ROOT = "infusion/v1"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


class Leaf(StrEnum):
    """The last part of a topic."""

    STATE = "state"
    PRESENCE = "presence"
    COMMAND = "command"
    ANSWER = "answer"
    USAGE = "usage"


TOLD = (Leaf.STATE, Leaf.PRESENCE, Leaf.ANSWER, Leaf.USAGE)
"""What kiosks tell desks."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the tree of topics a message belongs."""

    kiosk: str
    leaf: Leaf


def topic(site: str, kiosk: str, leaf: Leaf) -> str:
    """Return a topic; ``kiosk`` may be ``+`` for all of a site."""
    return f"{ROOT}/{site}/{kiosk}/{leaf.value}"


def place_of(name: str, site: str) -> Place | None:
    """Return which kiosk of a site a topic is about and what it carries; None for any other."""
    head = f"{ROOT}/{site}/"
    kiosk, _, leaf = name.removeprefix(head).partition("/")
    if not name.startswith(head) or leaf not in tuple(Leaf) or not _NAME.fullmatch(kiosk):
        return None
    return Place(kiosk, Leaf(leaf))
