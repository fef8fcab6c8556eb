# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Where a visitor can be: the names of the pages, and what a page is about."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.library.model import LinkKind, Target


class RouteName(StrEnum):
    """The pages; their names are the object names of the page widgets."""

    ATTRACT = "attract"
    HOME = "home"
    LEARN = "learn"
    ARTICLE = "article"
    FEEL = "feel"
    SYMPTOM = "symptom"
    THERAPY = "therapy"
    SEARCH = "search"
    BEFORE = "before"
    REQUEST = "request"
    HELP = "help"
    STAFF_CARD = "staff_card"
    NOTICE = "notice"


BARE = frozenset({RouteName.ATTRACT, RouteName.STAFF_CARD, RouteName.NOTICE})
"""Pages that fill the glass: no header, no bottom bar."""


@dataclass(frozen=True, slots=True)
class Route:
    """One place: a page and, where it needs one, the name of the thing shown."""

    name: RouteName
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the history: where, and how far down."""

    route: Route
    fraction: float = 0.0


_OF_LINK = {
    LinkKind.ARTICLE: RouteName.ARTICLE,
    LinkKind.SYMPTOM: RouteName.SYMPTOM,
    LinkKind.THERAPY: RouteName.THERAPY,
    LinkKind.FORM: RouteName.REQUEST,
}


def route_of(target: Target) -> Route:
    """Return the route that a link of the library leads to."""
    return Route(_OF_LINK[target.kind], target.ref)
