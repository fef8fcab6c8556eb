# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What one visit chose so far; it lives and dies with the process."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.library.model import ArticleKind, Place
from kiosk.settings import Theme


class Way(StrEnum):
    """Ways into the reference."""

    FEELING = "feeling"
    TREATMENT = "treatment"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class TouchFilter:
    """Which touches count.

    Attributes:
        double_s: A second touch at one place within this does not, seconds.
        hold_s: One that is lifted sooner than this does not, seconds.

    Source:
        EN 301 549 5.8 (double strikes, up to 0.5 s); 5.7 (a delay before a key counts).
    """

    double_s: float = 0.0
    hold_s: float = 0.0


@dataclass(slots=True)
class VisitChoices:
    """Choices of the running visit.

    Attributes:
        language: ``en`` or ``es``.
        theme: Colors.
        text_scale: 1.0 to 2.0.
        calm: Whether nothing moves.
        low: Whether everything keeps to the lower part of the glass.
        airy: Whether the words are spaced out.
        touch: Which touches count.
        place: The entry that was last switched, and to which place; another one opens on "here".
        query: Words in the search field, for the way back.
        way: How the visitor looks for them.
        shelf: The kind of article that the list shows; None is the first there is.
    """

    language: str
    theme: Theme
    text_scale: float = 1.0
    calm: bool = False
    low: bool = False
    airy: bool = False
    touch: TouchFilter = TouchFilter()
    place: tuple[str, Place] = ("", Place.BUILDING)
    query: str = field(default="", repr=False)
    way: Way = Way.FEELING
    shelf: ArticleKind | None = None
