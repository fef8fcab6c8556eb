# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Where a visitor can be: the names of the pages, and what a page is about."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.library.model import Link, LinkKind


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
    OFFICES = "offices"
    HELP = "help"
    STAFF_CARD = "staff_card"
    NOTICE = "notice"
    TAKE_HOME = "take_home"
    LANGUAGES = "languages"
    LANGUAGE_CARD = "language_card"


CARDS = frozenset({RouteName.STAFF_CARD, RouteName.LANGUAGE_CARD})
"""Pages that are held up to staff."""
BARE = CARDS | {RouteName.ATTRACT, RouteName.NOTICE}
"""Pages that fill the glass: no header, no bottom bar."""


ABOUT = "#"
"""Stands between the name of a form and the article that led there."""


@dataclass(frozen=True, slots=True)
class Route:
    """One place: a page and, where it needs one, the name of the thing shown.

    ``words`` are those of the link that led there, where the thing itself has no title.
    """

    name: RouteName
    ref: str = ""
    words: str = ""


def request(form: str, about: str = "") -> Route:
    """Return the route to a form; ``about`` is the article that led there, or empty.

    Without a form it is the choice of what may be asked for.
    """
    return Route(RouteName.REQUEST, with_about(form, about))


def with_about(form: str, about: str) -> str:
    """Return the reference of a request: the form, and the article that led there, or empty."""
    return f"{form}{ABOUT}{about}" if about else form


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the history: where, how far down in its page's measure, what had the focus."""

    route: Route
    place: float = 0.0
    focus: str = ""


_OF_LINK = {
    LinkKind.ARTICLE: RouteName.ARTICLE,
    LinkKind.SYMPTOM: RouteName.SYMPTOM,
    LinkKind.THERAPY: RouteName.THERAPY,
    LinkKind.FORM: RouteName.REQUEST,
}


def route_of(link: Link) -> Route:
    """Return the route that a link of the library leads to; outside it is shown to a phone."""
    target = link.target
    if target.kind is LinkKind.OUTSIDE:
        return take_home(target.kind, target.ref, link.text)
    return Route(_OF_LINK[target.kind], target.ref)


def take_home(kind: LinkKind, ref: str, words: str = "") -> Route:
    """Return where a visitor gets something for the phone: of the library, or an address."""
    return Route(RouteName.TAKE_HOME, f"{kind.value}:{ref}", words)
